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
from waqai.resolve.types import COMPATIBLE, MUTUAL, SAME, SPEECH

PRIOR = -3.1
"""Log-odds that two tellings which share a key are of one event, before anything is compared."""
NEVER = -50.0
WORDING = 9.0
"""The most that words, headlines and texts can say for identity together."""
FIRM = frozenset({"explicit", "relative", "anchored"})
SURE = frozenset({"explicit", "relative"})
LONG_AFTER = 60
"""Days beyond which two dates that the texts give, or lead with, are not one; what reads the same recurs."""
FAR_APART = 120.0
"""Kilometres beyond which two places are not one."""


class Reason(NamedTuple):
    """One thing that speaks for (above 0) or against (below 0) identity, in log-odds."""

    name: str
    weight: float


class Bag(NamedTuple):
    """Words with their weights, and the length of that vector."""

    words: dict[str, int]
    norm: float


def _bag(words: tuple[str, ...], weights: bytes) -> Bag:
    return Bag(dict(zip(words, weights, strict=True)), math.sqrt(sum(w * w for w in weights)) or 1.0)


@dataclass(slots=True, eq=False)
class Profile:
    """A telling made ready for many comparisons."""

    telling: Telling
    words: Bag
    title: Bag
    actors: frozenset[str]
    recipients: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[int]
    ordinals: frozenset[int]


def profile(telling: Telling) -> Profile:
    """The profile of a telling."""
    return Profile(
        telling,
        _bag(telling.words, telling.weights),
        _bag(telling.title, telling.title_weights),
        _codes(telling.actors),
        _codes(telling.recipients),
        frozenset(telling.names),
        frozenset(telling.numbers) | _sizes(telling),
        frozenset(telling.ordinals),
    )


def score(a: Profile, b: Profile) -> float:
    """The log-odds that two tellings are of one event; the same either way round.

    Where words and texts could not lift it above 0 any more, they are not compared.
    """
    total = PRIOR
    for _, weight in _facts(a, b):
        total += weight
    if total > -WORDING:
        for _, weight in _wording(a, b):
            total += weight
    return total


def compare(a: Profile, b: Profile) -> list[Reason]:
    """All reasons, for and against."""
    return _facts(a, b) + _wording(a, b)


def _facts(a: Profile, b: Profile) -> list[Reason]:
    """Types, dates, sides, places, numbers."""
    one, other = a.telling, b.telling
    kind = SAME if one.type == other.type else COMPATIBLE.get(one.type, {}).get(other.type)
    if kind is None:
        return [Reason("types", NEVER)]
    dates = _dates(one, other)
    if dates and dates[0].weight == NEVER:
        return dates
    return [Reason("types", kind), *dates, *_sides(a, b), *_places(one, other), *_numbers(a, b)]


def _wording(a: Profile, b: Profile) -> list[Reason]:
    """Sentences, headlines, articles."""
    return _words(a, b) + _article(a.telling, b.telling)


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
        return [Reason("date", -0.6 if sure else -0.4 if firm else 0.0)]
    against = _apart(gap) + (0.8 if sure else 0.0)
    if _retold(a) or _retold(b):
        return [Reason("date", -against / 2)]
    return [Reason("date", NEVER if gap > LONG_AFTER else -against)]


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
    spoken = a.telling.type in SPEECH and b.telling.type in SPEECH
    straight = _side("actor", a.actors, b.actors, 0.7, -2.2 if spoken else -1.3)
    straight += _side("recipient", a.recipients, b.recipients, 0.5, -1.0)
    crossed = -1.6 if spoken else -1.15
    turned = _side("actor", a.actors, b.recipients, 0.45, crossed)
    turned += _side("recipient", a.recipients, b.actors, 0.45, crossed)
    cost = _turning(a.telling.type, b.telling.type)
    if sum(r.weight for r in turned) + cost > sum(r.weight for r in straight):
        straight = [*turned, Reason("sides turned", cost)]
    return straight + _names(a, b)


def _turning(one: str, other: str) -> float:
    """What it costs to take the sides the other way round: meetings are mutual, but expulsions are repaid in kind."""
    if one in MUTUAL or other in MUTUAL:
        return -0.2
    return -1.2 if one == other == "SANCTION" else -0.5


def _names(a: Profile, b: Profile) -> list[Reason]:
    """Who is named: one guest with two hosts makes two meetings, whatever they have in common."""
    if not a.names or not b.names:
        return []
    reasons = [Reason("names", 0.3 if a.names & b.names else -0.2)]
    only_a, only_b = (any(not n.startswith("org:") for n in rest) for rest in (a.names - b.names, b.names - a.names))
    return [*reasons, Reason("other persons", -1.6)] if only_a and only_b else reasons


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
            return [Reason("place", -0.5)]
        return [Reason("place", 0.6 if apart < 30 else 0.0 if apart < FAR_APART else -1.6)]
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
    return -0.2 if high <= 3 * low else -0.8


def _telling_number(n: int) -> float:
    """How much a shared number says: 178 more than 100, 100 more than 2."""
    if n < 3:
        return 0.0
    if n < 10:
        return 0.2
    return 0.4 if n % 10 == 0 and n < 1000 else 0.8


def _words(a: Profile, b: Profile) -> list[Reason]:
    """Words that the sentences and the headlines share, by how rare they are."""
    reasons = [Reason("words", 4.0 * _likeness(a.words, b.words) - 0.5)]
    if a.title.words and b.title.words:
        reasons.append(Reason("headline", 3.0 * _likeness(a.title, b.title) - 0.3))
    return reasons


def _likeness(a: Bag, b: Bag) -> float:
    """The cosine of two bags, less where it rests on three words or fewer."""
    one, other = a.words, b.words
    shared = one.keys() & other.keys()
    if not shared:
        return 0.0
    dot = sum([one[word] * other[word] for word in shared])
    return dot / (a.norm * b.norm) * min(1.0, (1 + len(shared)) / 5)


def _article(a: Telling, b: Telling) -> list[Reason]:
    """What the two articles say about it: the same article tells two events apart, copies tell the same."""
    if a.article == b.article:
        return [Reason("one article", -3.5 if a.type == b.type else -6.0)]
    reasons = []
    if a.published is not None and b.published is not None:
        apart = abs(a.published - b.published)
        if a.lead and b.lead:
            reasons.append(Reason("published", 0.5 if apart <= 1 else -0.2 if apart <= 4 else -1.0))
    share = alike(a.imprint, b.imprint)
    if share > 0.15:
        reasons.append(Reason("text", 2.2 * min(1.0, share / 0.6)))
    return reasons
