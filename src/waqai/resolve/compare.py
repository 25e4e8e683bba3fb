"""Compare two tellings: do they tell the same event, and why?

Fellegi and Sunter's way (1969): each reason adds to the log-odds that both tell one event; above 0 they rather do.
Whatever the coder can get wrong - a date taken from the publication, a side, the place - weighs so little that rare
words, names and numbers which agree can outvote it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

from waqai.models import Telling
from waqai.resolve.copies import alike
from waqai.resolve.types import COMPATIBLE, MUTUAL, SAME

PRIOR = -3.2
"""Log-odds that two tellings which share a key are of one event, before anything is compared."""
NEVER = -50.0
FIRM = frozenset({"explicit", "relative", "anchored"})
SURE = frozenset({"explicit", "relative"})
FAR_APART = 120.0
"""Kilometres beyond which two places are not one."""


class Reason(NamedTuple):
    """One thing that speaks for (above 0) or against (below 0) identity, in log-odds."""

    name: str
    weight: float


@dataclass(slots=True, eq=False)
class Profile:
    """A telling made ready for many comparisons."""

    telling: Telling
    words: dict[str, int]
    norm: float
    actors: frozenset[str]
    recipients: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[int]
    ordinals: frozenset[int]


def profile(telling: Telling) -> Profile:
    """The profile of a telling."""
    words = dict(zip(telling.words, telling.weights, strict=True))
    return Profile(
        telling,
        words,
        math.sqrt(sum(w * w for w in words.values())) or 1.0,
        _codes(telling.actors),
        _codes(telling.recipients),
        frozenset(telling.names),
        frozenset(telling.numbers) | _sizes(telling),
        frozenset(telling.ordinals),
    )


def score(a: Profile, b: Profile) -> float:
    """The log-odds that two tellings are of one event; NEVER where that is ruled out."""
    total = PRIOR
    for _, weight in compare(a, b):
        total += weight
    return total


def compare(a: Profile, b: Profile) -> list[Reason]:
    """All reasons, for and against."""
    one, other = a.telling, b.telling
    kind = SAME if one.type == other.type else COMPATIBLE.get(one.type, {}).get(other.type)
    if kind is None:
        return [Reason("types", NEVER)]
    reasons = [Reason("types", kind), *_dates(one, other)]
    reasons += _sides(a, b)
    reasons += _places(one, other)
    reasons += _numbers(a, b)
    reasons += _words(a, b)
    reasons += _article(one, other)
    return reasons


def _codes(sides: tuple[str, ...]) -> frozenset[str]:
    return frozenset(code for side in sides if (code := side.partition("/")[0]))


def _sizes(telling: Telling) -> frozenset[int]:
    counts = (telling.dead, telling.injured, telling.arrested, telling.participants)
    return frozenset(n for n in counts if n is not None)


def _dates(a: Telling, b: Telling) -> list[Reason]:
    """Intervals that meet or not, by how firmly they were read."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return _undated(a, b)
    gap = max(a.first, b.first) - min(a.last, b.last)
    if a.status != b.status and (_lies_ahead(a, b) or _lies_ahead(b, a)):
        return [Reason("announced", 0.2)]
    if max(a.last - a.first, b.last - b.first) > 10:
        return [Reason("period", 0.0 if gap <= 0 else -_apart(gap))]
    firm = a.basis in FIRM and b.basis in FIRM
    sure = a.basis in SURE and b.basis in SURE
    if gap <= 0:
        return [Reason("date", 1.2 if firm else 0.8)]
    if gap == 1:
        return [Reason("date", -1.5 if sure else -0.8 if firm else -0.2)]
    against = _apart(gap) + (0.8 if sure else 0.0)
    return [Reason("date", -against / 2 if _retold(a) or _retold(b) else -against)]


def _apart(days: int) -> float:
    """What a gap between two dates says against identity: 1.6 at a day, 4 at five, 7 at a month, 11 at a year."""
    return 1.0 + 0.6 * min(days, 5) + 1.2 * math.log2(max(days, 5) / 5)


def _lies_ahead(a: Telling, b: Telling) -> bool:
    """`a` announces for a day that it does not tell, and `b` tells of a day within the month after."""
    if a.status != "future" or a.basis in SURE or a.last is None or b.first is None:
        return False
    return 0 <= b.first - a.last <= 30


def _retold(telling: Telling) -> bool:
    """Background whose date the text does not give: it may be older than it looks."""
    return not telling.lead and telling.basis not in SURE


def _undated(a: Telling, b: Telling) -> list[Reason]:
    """A telling without a date cannot be of what had not happened when it was published."""
    for known, other in ((a, b), (b, a)):
        if known.first is None or other.first is not None or other.published is None:
            continue
        if other.published < known.first and known.status != "future":
            return [Reason("told before", -4.0)]
    if a.published is not None and b.published is not None and abs(a.published - b.published) > 7:
        return [Reason("told long apart", -1.0)]
    return []


def _sides(a: Profile, b: Profile) -> list[Reason]:
    """The sides as they stand, or the other way round where that fits better."""
    straight = _side("actor", a.actors, b.actors, 0.6, -1.0) + _side("recipient", a.recipients, b.recipients, 0.6, -0.8)
    turned = _side("actor", a.actors, b.recipients, 0.5, -1.0) + _side("recipient", a.recipients, b.actors, 0.5, -0.8)
    cost = -0.2 if a.telling.type in MUTUAL or b.telling.type in MUTUAL else -0.8
    if sum(r.weight for r in turned) + cost > sum(r.weight for r in straight):
        straight = [*turned, Reason("sides turned", cost)]
    if a.names and b.names:
        shared = a.names & b.names
        straight.append(Reason("names", 0.9 if shared else -0.5))
    return straight


def _side(name: str, a: frozenset[str], b: frozenset[str], match: float, clash: float) -> list[Reason]:
    if not a or not b:
        return []
    return [Reason(name, match if a & b else clash)]


def _places(a: Telling, b: Telling) -> list[Reason]:
    if a.place and b.place:
        if a.place == b.place:
            return [Reason("place", 1.3)]
        apart = distance(a, b)
        if apart is None:
            return [Reason("place", -0.8)]
        return [Reason("place", 0.4 if apart < 30 else -0.6 if apart < FAR_APART else -1.6)]
    if a.country and b.country and a.country != b.country:
        return [Reason("country", -1.2)]
    return [Reason("country", 0.3)] if a.country and a.country == b.country else []


def distance(a: Telling, b: Telling) -> float | None:
    """Kilometres between the places, None where one has no coordinates; flat, which suits near places."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    east = (a.lon - b.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return 111.2 * math.hypot(a.lat - b.lat, east)


def _numbers(a: Profile, b: Profile) -> list[Reason]:
    """Tolls, other numbers, ordinals («the second plane»)."""
    reasons = []
    for name in ("dead", "injured", "arrested", "participants"):
        one, other = getattr(a.telling, name), getattr(b.telling, name)
        if one is not None and other is not None:
            reasons.append(Reason(name, _toll(one, other)))
    shared = a.numbers & b.numbers
    if shared:
        reasons.append(Reason("numbers", min(1.6, sum(_telling_number(n) for n in shared))))
    if a.ordinals and b.ordinals and not a.ordinals & b.ordinals:
        reasons.append(Reason("ordinals", -1.8))
    return reasons


def _toll(a: int, b: int) -> float:
    low, high = sorted((a, b))
    if low == high:
        return 0.5 if low < 3 else 1.0
    if high - low <= 2 or high <= 1.35 * low:
        return 0.2
    return -0.6 if high <= 3 * low else -1.4


def _telling_number(n: int) -> float:
    """How much a shared number says: 178 more than 100, 100 more than 2."""
    if n < 3:
        return 0.0
    if n < 10:
        return 0.2
    return 0.4 if n % 10 == 0 and n < 1000 else 0.8


def _words(a: Profile, b: Profile) -> list[Reason]:
    """Shared words, by how rare they are."""
    small, large = (a, b) if len(a.words) <= len(b.words) else (b, a)
    dot = shared = 0
    get = large.words.get
    for word, weight in small.words.items():
        if other := get(word):
            dot += weight * other
            shared += 1
    likeness = dot / (a.norm * b.norm) * min(1.0, (1 + shared) / 5)
    return [Reason("words", 7.0 * likeness - 0.9)]


def _article(a: Telling, b: Telling) -> list[Reason]:
    """What the two articles say about it: the same article tells two events apart, copies tell the same."""
    if a.article == b.article:
        return [Reason("one article", -2.5)]
    reasons = []
    if a.published is not None and b.published is not None:
        apart = abs(a.published - b.published)
        if a.lead and b.lead:
            reasons.append(Reason("published", 0.6 if apart <= 1 else 0.0 if apart <= 4 else -1.0))
    share = alike(a.imprint, b.imprint)
    if share > 0.15:
        reasons.append(Reason("text", 1.5 * min(1.0, share / 0.6)))
    return reasons
