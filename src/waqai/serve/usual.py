"""The usual range of a relation: whether the last week lies outside what the last 4 and the last 52 weeks were like.

Counted are cooperation, conflict, and the mean score weighted by confirmation. A count is unusual where it lies above
what chance lets a week reach that is like the weeks before: mean plus three deviations, of the weeks themselves or of
a Poisson process, whichever is more. Silence is never unusual: nothing told is not the same as nothing done. A score is
unusual where it lies more than three deviations, and at least 2 points of the scale, away from the mean of the weeks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev
from typing import Any, Literal

from waqai.relations.dyad import Deed

WEEK = dt.timedelta(days=7)
SHORT, LONG = 4, 52
DEVIATIONS = 3.0
LEAST_EVENTS = 3
"""Events of one kind in a week below which nothing is unusual."""
LEAST_STEP = 2.0
"""Points of the scale by which a score has to differ."""
_VAGUE = 7
"""Days: an event dated less exactly belongs to no week."""
What = Literal["cooperation", "conflict", "score"]


@dataclass(frozen=True, slots=True)
class Departure:
    """What left its usual range: its value in the last week, and the bounds that 4 and 52 weeks give it."""

    what: What
    since: dt.date
    until: dt.date
    value: float
    short: tuple[float, float]
    long: tuple[float, float]

    def facts(self) -> dict[str, Any]:
        """As a notice tells it."""
        return {
            "what": self.what, "from": str(self.since), "to": str(self.until), "value": round(self.value, 2),
            "usual_4_weeks": [round(bound, 2) for bound in self.short],
            "usual_52_weeks": [round(bound, 2) for bound in self.long],
        }  # fmt: skip


def departure(deeds: Iterable[Deed], today: dt.date) -> Iterator[Departure]:
    """What is unusual in the seven days up to `today`, against the 4 and against the 52 weeks before them: both."""
    weeks = _weeks(deeds, today)
    now, before = weeks[0], weeks[1:]
    since = today - WEEK + dt.timedelta(days=1)
    for what in ("cooperation", "conflict"):
        value = float(len([deed for deed in now if (deed.act.quad <= 2) == (what == "cooperation")]))
        counts = [
            float(len([deed for deed in week if (deed.act.quad <= 2) == (what == "cooperation")])) for week in before
        ]
        short, long = _count_range(counts[:SHORT]), _count_range(counts)
        if value >= LEAST_EVENTS and value > short[1] and value > long[1]:
            yield Departure(what, since, today, value, short, long)
    if len(now) >= LEAST_EVENTS:
        score = _score(now)
        short, long = _score_range(before[:SHORT]), _score_range(before)
        if all(score < bounds[0] or score > bounds[1] for bounds in (short, long)):
            yield Departure("score", since, today, score, short, long)


def _weeks(deeds: Iterable[Deed], today: dt.date) -> list[list[Deed]]:
    """The deeds of the last week, of the one before it, and so on."""
    weeks: list[list[Deed]] = [[] for _ in range(LONG + 1)]
    for deed in deeds:
        number = (today - deed.middle).days // 7
        if 0 <= number <= LONG and deed.length <= _VAGUE:
            weeks[number].append(deed)
    return weeks


def _count_range(counts: Sequence[float]) -> tuple[float, float]:
    mean = fmean(counts)
    return 0.0, mean + DEVIATIONS * max(pstdev(counts), mean**0.5)


def _score(week: Sequence[Deed]) -> float:
    return sum(deed.act.score * deed.weight for deed in week) / sum(deed.weight for deed in week)


def _score_range(weeks: Sequence[Sequence[Deed]]) -> tuple[float, float]:
    """Of the weeks in which anything was told; where there were fewer than two, nothing is unusual."""
    scores = [_score(week) for week in weeks if week]
    if len(scores) < 2:
        return -10.0, 10.0
    mean, spread = fmean(scores), max(DEVIATIONS * pstdev(scores), LEAST_STEP)
    return mean - spread, mean + spread
