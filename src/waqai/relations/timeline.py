"""The deeds of a relation in the order of time, with the mean score of any stretch at once."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from waqai.packs.relating import Holds
from waqai.relations.dyad import Deed


class Timeline:
    """The deeds in the order of time, with mean scores of any stretch at once."""

    def __init__(self, deeds: Sequence[Deed]) -> None:
        self.deeds = deeds
        self._days = [deed.middle for deed in deeds]
        self._weights = [0.0, *accumulate(deed.weight for deed in deeds)]
        self._scores = [0.0, *accumulate(deed.weight * deed.act.score for deed in deeds)]

    def within(self, first: dt.date, last: dt.date) -> Sequence[Deed]:
        """The deeds whose middle lies in first..last."""
        return self.deeds[bisect_left(self._days, first) : bisect_right(self._days, last)]

    def level(self, first: dt.date, last: dt.date, *, without: Deed | None = None) -> float | None:
        """The mean weighted score in first..last, one deed left out; None in silence."""
        left, right = bisect_left(self._days, first), bisect_right(self._days, last)
        weight, score = self._weights[right] - self._weights[left], self._scores[right] - self._scores[left]
        if without is not None and first <= without.middle <= last:
            weight, score = weight - without.weight, score - without.weight * without.act.score
        return score / weight if weight > 1e-9 else None

    def bears_out(self, deed: Deed, holds: Holds, end: dt.date) -> bool:
        """Whether what is told of the same time and of the time after does not contradict a deed: silence does not."""
        level = self.level(deed.middle, min(end, deed.last + dt.timedelta(days=holds.days)), without=deed)
        return level is None or holds.least <= level <= holds.most
