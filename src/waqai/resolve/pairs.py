"""The score of `compare`, for as many pairs of records at once as are wanted; the same to the last bit.

Where two things are compared that recur, such as places, they are compared once, by the functions of `compare`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from waqai.resolve import compare as c
from waqai.resolve.columns import UNKNOWN, Columns
from waqai.resolve.copies import PERMUTATIONS
from waqai.resolve.types import COMPATIBLE, SAME, SPEECH

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]
    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

AT_ONCE = 1 << 18
"""Pairs that are compared at once: what lies in memory meanwhile stays small."""
_IMPRINTS, _BAGS = 1 << 14, 1 << 11
_DENSE = 1500
"""Things up to whose number a table of all pairs is kept."""
_TEXT_AT_MOST = c.TEXT
_WORDS_AT_MOST = c.WORDS - c.OTHER_WORDS
_HEADLINE_AT_MOST = c.HEADLINE - c.OTHER_HEADLINE
_PUBLISHED_AT_MOST = c.published(0)
_MARGIN = 1e-6
"""For rounding, where a pair is given up early."""


class Scorer:
    """Compares the records of columns, by their numbers."""

    def __init__(self, columns: Columns) -> None:
        import numpy as np

        self._of, self._tables = columns.of, columns.tables
        types, things = columns.things["types"], columns.things
        self._kinds = np.array([[_kind(one, other) for other in types] for one in types])
        self._turning = np.array([[c.turning(one, other) for other in types] for one in types])
        self._speech = np.array([name in SPEECH for name in types])
        spans = [int(self._of[name].max(initial=0)) for name in ("first", "last")]
        known = self._of["first"][self._of["first"] > UNKNOWN]
        longest = max(spans) - int(known.min()) if len(known) else 0
        self._apart = np.array([0.0, *(c.apart(days) for days in range(1, longest + 2))])
        self._places = _Pairwise(lambda a, b: _weights(c.places(a, b)), things["spots"])
        self._names = _Pairwise(lambda a, b: _weights(c.names(a, b)), things["names"])
        self._numbers = _Pairwise(lambda a, b: _weights(c.numbers(a, b)), things["numbers"])
        self._ordinals = _Pairwise(lambda a, b: _weights(c.ordinals(a, b)), things["ordinals"])

    def score(self, a: Ints, b: Ints, *, likely: bool = False) -> Floats:
        """The log-odds that the records of each pair tell one event.

        With `likely` only those above 0 are exact; those that cannot get there are below 0.
        """
        import numpy as np

        slices = range(0, len(a), AT_ONCE)
        found = [self._score(a[at : at + AT_ONCE], b[at : at + AT_ONCE], likely) for at in slices]
        return np.concatenate(found) if found else np.zeros(0)

    def _score(self, a: Ints, b: Ints, likely: bool) -> Floats:
        import numpy as np

        scores = np.full(len(a), c.PRIOR + c.NEVER)
        kinds = self._kinds[self._of["type"][a], self._of["type"][b]]
        at = np.flatnonzero(kinds > c.NEVER)
        a, b = a[at], b[at]
        dates = self._dates(a, b)
        possible = dates > c.NEVER
        total = (c.PRIOR + kinds[at] + dates)[possible]
        at, a, b = at[possible], a[possible], b[possible]
        for weight in self._sides(a, b):
            total += weight
        for pairwise, name in ((self._names, "names"), (self._places, "spot")):
            for weight in pairwise.of(self._of[name][a], self._of[name][b]):
                total += weight
        for weight in self._counts(a, b):
            total += weight
        scores[at] = total
        open_ = np.flatnonzero(total > -c.WORDING)
        total = self._wording(total[open_], a[open_], b[open_], likely)
        scores[at[open_]] = total
        return scores

    def _dates(self, a: Ints, b: Ints) -> Floats:
        """Intervals that meet or not: what `compare` says of them, case by case, the first that holds."""
        import numpy as np

        first, last, of = self._of["first"], self._of["last"], self._of
        firsts, lasts = (first[a], first[b]), (last[a], last[b])
        gap = np.maximum(*firsts) - np.minimum(*lasts)
        firm, sure = of["firm"][a] & of["firm"][b] > 0, of["sure"][a] & of["sure"][b] > 0
        undated = np.minimum(np.minimum(*firsts), np.minimum(*lasts)) == UNKNOWN
        ahead = (of["status"][a] != of["status"][b]) & (self._ahead(a, b) | self._ahead(b, a))
        period = np.maximum(lasts[0] - firsts[0], lasts[1] - firsts[1]) > c.PERIOD
        away = self._apart[np.clip(gap, 0, len(self._apart) - 1)]
        against = away + np.where(sure, c.APART_SURE, 0.0)
        retold = self._retold(a) | self._retold(b)
        cases = [
            (undated, self._undated(a, b)),
            (ahead, c.ANNOUNCED),
            (period & (gap <= 0), 0.0),
            (period, -away),
            (gap <= 0, np.where(firm, c.MEET_FIRM, c.MEET)),
            (gap == 1, np.where(sure, c.NEXT_DAY_SURE, np.where(firm, c.NEXT_DAY_FIRM, 0.0))),
            (retold, -against / 2),
            (gap > c.LONG_AFTER, c.NEVER),
        ]
        return np.select([case for case, _ in cases], [weight for _, weight in cases], -against)

    def _ahead(self, a: Ints, b: Ints) -> Flags:
        of = self._of
        days = of["first"][b] - of["last"][a]
        open_ = (of["future"][a] > 0) & (of["sure"][a] == 0) & (of["last"][a] > UNKNOWN) & (of["first"][b] > UNKNOWN)
        ahead: Flags = open_ & (days >= 0) & (days <= c.AHEAD)
        return ahead

    def _retold(self, a: Ints) -> Flags:
        retold: Flags = (self._of["lead"][a] == 0) & (self._of["sure"][a] == 0)
        return retold

    def _undated(self, a: Ints, b: Ints) -> Floats:
        import numpy as np

        published = self._of["published"]
        apart = np.abs(published[a] - published[b]) > c.WEEK
        both = (published[a] > UNKNOWN) & (published[b] > UNKNOWN)
        weights = np.where(both & apart, c.TOLD_LONG_APART, 0.0)
        return np.where(self._before(a, b) | self._before(b, a), c.TOLD_BEFORE, weights)

    def _before(self, known: Ints, other: Ints) -> Flags:
        of = self._of
        day, told = of["first"][known], of["published"][other]
        before: Flags = (
            (day > UNKNOWN) & (of["first"][other] == UNKNOWN) & (told > UNKNOWN)
            & (told < day) & (of["future"][known] == 0)
        )  # fmt: skip
        return before

    def _sides(self, a: Ints, b: Ints) -> Iterator[Floats]:
        import numpy as np

        actors, recipients, types = self._of["actors"], self._of["recipients"], self._of["type"]
        kinds = types[a], types[b]
        spoken = self._speech[kinds[0]] & self._speech[kinds[1]]
        sides = actors[a], recipients[a], actors[b], recipients[b]
        as_actor = self._side(sides[0], sides[2], c.ACTOR, np.where(spoken, c.OTHER_SPEAKER, c.OTHER_ACTOR))
        as_recipient = self._side(sides[1], sides[3], c.RECIPIENT, c.OTHER_RECIPIENT)
        crossed = np.where(spoken, c.OTHER_TURNED_SPEAKER, c.OTHER_TURNED)
        one, other = (self._side(sides[x], sides[y], c.TURNED, crossed) for x, y in ((0, 3), (1, 2)))
        cost = self._turning[kinds]
        turned = one + other + cost > as_actor + as_recipient
        yield np.where(turned, one, as_actor)
        yield np.where(turned, other, as_recipient)
        yield np.where(turned, cost, 0.0)

    def _side(self, a: Ints, b: Ints, match: float, clash: float | Floats) -> Floats:
        import numpy as np

        codes = self._tables["codes"]
        common = a == b
        for word in range(codes.shape[1]):
            common |= (codes[a, word] & codes[b, word]) > 0
        return np.where((a == 0) | (b == 0), 0.0, np.where(common, match, clash))

    def _counts(self, a: Ints, b: Ints) -> Iterator[Floats]:
        import numpy as np

        for name in c.TOLLS:
            one, other = self._of[name][a], self._of[name][b]
            both = np.flatnonzero((one > UNKNOWN) & (other > UNKNOWN))
            weights = np.zeros(len(a))
            weights[both] = _tolls(np.minimum(one[both], other[both]), np.maximum(one[both], other[both]))
            yield weights
        for pairwise, name in ((self._numbers, "numbers"), (self._ordinals, "ordinals")):
            yield from pairwise.of(self._of[name][a], self._of[name][b])

    def _wording(self, total: Floats, a: Ints, b: Ints, likely: bool) -> Floats:
        """The total with what sentences, headlines and articles say; where `likely`, of hopeful pairs only."""
        import numpy as np

        rest = _WORDS_AT_MOST + _HEADLINE_AT_MOST + _PUBLISHED_AT_MOST + _TEXT_AT_MOST
        at = np.arange(len(a))
        if likely:
            at = np.flatnonzero(total + rest > -_MARGIN)
        published = self._published(a[at], b[at])
        headline = self._headline(a[at], b[at])
        if likely:
            hopeful = total[at] + headline + published + _WORDS_AT_MOST + _TEXT_AT_MOST > -_MARGIN
            at, published, headline = at[hopeful], published[hopeful], headline[hopeful]
        text = self._text(a[at], b[at])
        if likely:
            hopeful = total[at] + headline + published + text + _WORDS_AT_MOST > -_MARGIN
            at, published, headline, text = at[hopeful], published[hopeful], headline[hopeful], text[hopeful]
        words = c.WORDS * self._likeness("words", a[at], b[at]) - c.OTHER_WORDS
        scored = np.minimum(total, -1.0) if likely else total
        scored[at] = total[at] + words + headline + published + text
        return scored

    def _headline(self, a: Ints, b: Ints) -> Floats:
        import numpy as np

        both = (self._of["title"][a] > 0) & (self._of["title"][b] > 0)
        return np.where(both, c.HEADLINE * self._likeness("title", a, b) - c.OTHER_HEADLINE, 0.0)

    def _published(self, a: Ints, b: Ints) -> Floats:
        """What the articles say but for their texts: one article tells two events, and nothing else counts then."""
        import numpy as np

        of = self._of
        one, other = of["published"][a], of["published"][b]
        days = np.abs(one - other)
        near = np.where(days <= 1, c.published(1), np.where(days <= 4, c.published(4), c.published(5)))
        both = (one > UNKNOWN) & (other > UNKNOWN) & (of["lead"][a] & of["lead"][b] > 0)
        own = np.where(of["type"][a] == of["type"][b], c.ONE_ARTICLE, c.ONE_ARTICLE_TWO_TYPES)
        return np.where(of["article"][a] == of["article"][b], own, np.where(both, near, 0.0))

    def _text(self, a: Ints, b: Ints) -> Floats:
        import numpy as np

        imprints = self._tables["imprints"]
        one, other = self._of["imprint"][a], self._of["imprint"][b]
        text = np.zeros(len(a))
        told = (one > 0) & (other > 0) & (self._of["article"][a] != self._of["article"][b])
        both = np.flatnonzero(told)
        for start in range(0, len(both), _IMPRINTS):
            at = both[start : start + _IMPRINTS]
            equal = (imprints[one[at]] == imprints[other[at]]).sum(axis=1)
            share = equal / PERMUTATIONS
            text[at] = np.where(share > c.LEAST_SHARE, c.TEXT * np.minimum(1.0, share / c.FULL_SHARE), 0.0)
        return text

    def _likeness(self, name: str, a: Ints, b: Ints) -> Floats:
        """The cosine of two bags; each pair of bags is compared once."""
        import numpy as np

        bags = self._of[name].astype(np.int64)
        one, other = bags[a], bags[b]
        count = len(self._tables[f"{name}_norms"])
        codes, at = np.unique(np.minimum(one, other) * count + np.maximum(one, other), return_inverse=True)
        low, high = np.divmod(codes, count)
        slices = range(0, len(codes), _BAGS)
        found = [self._cosine(name, low[s : s + _BAGS], high[s : s + _BAGS]) for s in slices]
        return np.concatenate(found)[at] if found else np.zeros(0)

    def _cosine(self, name: str, a: NDArray[np.int64], b: NDArray[np.int64]) -> Floats:
        import numpy as np

        words, weights, norms = (self._tables[f"{name}_{part}"] for part in ("words", "weights", "norms"))
        one, other = words[a], words[b]
        shared = one[:, :, None] == np.where(other, other, -1)[:, None, :]
        pair, left, right = np.nonzero(shared)
        products = weights[a][pair, left].astype(np.int64) * weights[b][pair, right]
        dot = np.bincount(pair, weights=products, minlength=len(a))
        count = np.bincount(pair, minlength=len(a))
        cosine: Floats = dot / (norms[a] * norms[b]) * np.minimum(1.0, (1 + count) / c.ENOUGH)
        return cosine


def _kind(one: str, other: str) -> float:
    if one == other:
        return SAME
    return COMPATIBLE.get(one, {}).get(other, c.NEVER)


def _weights(reasons: list[c.Reason]) -> tuple[float, float]:
    first, second = (*(reason.weight for reason in reasons), 0.0, 0.0)[:2]
    return first, second


def _tolls(low: Ints, high: Ints) -> Floats:
    """`compare.toll` of columns."""
    import numpy as np

    near = (high - low <= 2) | (high <= 1.35 * low)
    other = np.where(near, c.toll(10, 12), np.where(high <= 3 * low, c.toll(10, 30), c.toll(1, 10)))
    return np.where(low == high, np.where(low < 3, c.toll(1, 1), c.toll(5, 5)), other)


class _Pairwise:
    """Up to two weights of pairs of things, each worked out once."""

    def __init__(self, compare: Callable[[Any, Any], tuple[float, float]], things: list[Any]) -> None:
        import numpy as np

        self._compare, self._things = compare, things
        self._known: dict[int, tuple[float, float]] = {}
        size = len(things) if len(things) <= _DENSE else 0
        self._table = np.full((size * size, 2), np.nan)

    def of(self, a: Ints, b: Ints) -> Iterator[Floats]:
        """The weights of each pair; nothing says nothing."""
        import numpy as np

        weights = np.zeros((len(a), 2))
        both = np.flatnonzero((a > 0) & (b > 0))
        one, other = a[both].astype(np.int64), b[both].astype(np.int64)
        codes = np.minimum(one, other) * len(self._things) + np.maximum(one, other)
        weights[both] = self._dense(codes) if len(self._table) else self._sparse(codes)
        yield weights[:, 0]
        yield weights[:, 1]

    def _dense(self, codes: NDArray[np.int64]) -> Floats:
        import numpy as np

        found = self._table[codes]
        for code in np.unique(codes[np.isnan(found[:, 0])]).tolist():
            self._table[code] = self._weigh(code)
        return self._table[codes]

    def _sparse(self, codes: NDArray[np.int64]) -> Floats:
        import numpy as np

        if not len(codes):
            return np.zeros((0, 2))
        unique, at = np.unique(codes, return_inverse=True)
        return np.array([self._weigh(code) for code in unique.tolist()])[at]

    def _weigh(self, code: int) -> tuple[float, float]:
        found = self._known.get(code)
        if found is None:
            a, b = divmod(code, len(self._things))
            found = self._known[code] = self._compare(self._things[a], self._things[b])
        return found
