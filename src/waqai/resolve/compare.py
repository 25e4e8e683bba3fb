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
TOLLS = ("dead", "injured", "arrested", "participants")

# Dates: what it says that they meet, follow each other, are told of ahead; PERIOD, AHEAD and WEEK are days.
ANNOUNCED, MEET, MEET_FIRM, NEXT_DAY_SURE, NEXT_DAY_FIRM, APART_SURE = 0.2, 0.8, 1.2, -0.6, -0.4, 0.8
PERIOD, AHEAD, WEEK = 10, 30, 7
TOLD_BEFORE, TOLD_LONG_APART = -4.0, -1.0

# Sides: in common or not, as they stand or the other way round; to turn them round costs something.
ACTOR, OTHER_ACTOR, OTHER_SPEAKER, RECIPIENT, OTHER_RECIPIENT = 0.7, -1.3, -2.2, 0.5, -1.0
TURNED, OTHER_TURNED, OTHER_TURNED_SPEAKER, TURNED_MUTUAL, TURNED_ROUND, TURNED_REPAID = (
    0.45,
    -1.15,
    -1.6,
    -0.2,
    -0.5,
    -1.2,
)

# Words: of the sentences, of the headlines, of the whole text. A likeness rests on ENOUGH words, less one.
WORDS, OTHER_WORDS, HEADLINE, OTHER_HEADLINE, ENOUGH = 4.0, 0.5, 3.0, 0.3, 5
TEXT, LEAST_SHARE, FULL_SHARE = 2.2, 0.15, 0.6
ONE_ARTICLE, ONE_ARTICLE_TWO_TYPES = -3.5, -6.0


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
        codes(telling.actors),
        codes(telling.recipients),
        frozenset(telling.names),
        numbers_of(telling),
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
    return [Reason("types", kind), *dates, *_sides(a, b), *places(one, other), *_numbers(a, b)]


def _wording(a: Profile, b: Profile) -> list[Reason]:
    """Sentences, headlines, articles."""
    return _words(a, b) + _article(a.telling, b.telling)


def codes(sides: tuple[str, ...]) -> frozenset[str]:
    """The countries and bodies of a side, as far as they are known."""
    return frozenset(code for side in sides if (code := side.partition("/")[0]))


def numbers_of(telling: Telling) -> frozenset[int]:
    """All numbers that a telling tells, tolls among them."""
    counts = (telling.dead, telling.injured, telling.arrested, telling.participants)
    return frozenset((*telling.numbers, *(n for n in counts if n is not None)))


def _dates(a: Telling, b: Telling) -> list[Reason]:
    """Intervals that meet or not, by how firmly they were read."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return _undated(a, b)
    gap = max(a.first, b.first) - min(a.last, b.last)
    if a.status != b.status and (_lies_ahead(a, b) or _lies_ahead(b, a)):
        return [Reason("announced", ANNOUNCED)]
    if max(a.last - a.first, b.last - b.first) > PERIOD:
        return [Reason("period", 0.0 if gap <= 0 else -apart(gap))]
    firm = a.basis in FIRM and b.basis in FIRM
    sure = a.basis in SURE and b.basis in SURE
    if gap <= 0:
        return [Reason("date", MEET_FIRM if firm else MEET)]
    if gap == 1:
        return [Reason("date", NEXT_DAY_SURE if sure else NEXT_DAY_FIRM if firm else 0.0)]
    against = apart(gap) + (APART_SURE if sure else 0.0)
    if _retold(a) or _retold(b):
        return [Reason("date", -against / 2)]
    return [Reason("date", NEVER if gap > LONG_AFTER else -against)]


def apart(days: int) -> float:
    """What a gap between two dates says against identity: 1.6 at a day, 4 at five, 7 at a month, 11 at a year."""
    return 1.0 + 0.6 * min(days, 5) + 1.2 * math.log2(max(days, 5) / 5)


def _lies_ahead(a: Telling, b: Telling) -> bool:
    """`a` announces for a day that it does not tell, and `b` tells of a day within the month after."""
    if a.status != "future" or a.basis in SURE or a.last is None or b.first is None:
        return False
    return 0 <= b.first - a.last <= AHEAD


def _retold(telling: Telling) -> bool:
    """Background whose date the text does not give: it may be older than it looks."""
    return not telling.lead and telling.basis not in SURE


def _undated(a: Telling, b: Telling) -> list[Reason]:
    """A telling without a date cannot be of what had not happened when it was published."""
    for known, other in ((a, b), (b, a)):
        if known.first is None or other.first is not None or other.published is None:
            continue
        if other.published < known.first and known.status != "future":
            return [Reason("told before", TOLD_BEFORE)]
    if a.published is not None and b.published is not None and abs(a.published - b.published) > WEEK:
        return [Reason("told long apart", TOLD_LONG_APART)]
    return []


def _sides(a: Profile, b: Profile) -> list[Reason]:
    """The sides as they stand, or the other way round where that fits better."""
    spoken = a.telling.type in SPEECH and b.telling.type in SPEECH
    straight = _side("actor", a.actors, b.actors, ACTOR, OTHER_SPEAKER if spoken else OTHER_ACTOR)
    straight += _side("recipient", a.recipients, b.recipients, RECIPIENT, OTHER_RECIPIENT)
    crossed = OTHER_TURNED_SPEAKER if spoken else OTHER_TURNED
    turned = _side("actor", a.actors, b.recipients, TURNED, crossed)
    turned += _side("recipient", a.recipients, b.actors, TURNED, crossed)
    cost = turning(a.telling.type, b.telling.type)
    if sum(r.weight for r in turned) + cost > sum(r.weight for r in straight):
        straight = [*turned, Reason("sides turned", cost)]
    return straight + names(a.names, b.names)


def turning(one: str, other: str) -> float:
    """What it costs to take the sides the other way round: meetings are mutual, but expulsions are repaid in kind."""
    if one in MUTUAL or other in MUTUAL:
        return TURNED_MUTUAL
    return TURNED_REPAID if one == other == "SANCTION" else TURNED_ROUND


def names(a: frozenset[str], b: frozenset[str]) -> list[Reason]:
    """Who is named: one guest with two hosts makes two meetings, whatever they have in common."""
    if not a or not b:
        return []
    reasons = [Reason("names", 0.3 if a & b else -0.2)]
    only_a, only_b = (any(not n.startswith("org:") for n in rest) for rest in (a - b, b - a))
    return [*reasons, Reason("other persons", -1.6)] if only_a and only_b else reasons


def _side(name: str, a: frozenset[str], b: frozenset[str], match: float, clash: float) -> list[Reason]:
    if not a or not b:
        return []
    return [Reason(name, match if a & b else clash)]


def places(a: Telling, b: Telling) -> list[Reason]:
    """The same place, a near one, a far one; countries where one has no place."""
    if a.place and b.place:
        if a.place == b.place:
            return [Reason("place", 1.3)]
        away = distance(a, b)
        if away is None:
            return [Reason("place", -0.5)]
        return [Reason("place", 0.6 if away < 30 else 0.0 if away < FAR_APART else -1.6)]
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
    for name in TOLLS:
        one, other = getattr(a.telling, name), getattr(b.telling, name)
        if one is not None and other is not None:
            reasons.append(Reason(name, toll(one, other)))
    return reasons + numbers(a.numbers, b.numbers) + ordinals(a.ordinals, b.ordinals)


def numbers(a: frozenset[int], b: frozenset[int]) -> list[Reason]:
    """Numbers that both tell."""
    shared = a & b
    return [Reason("numbers", min(1.6, sum(sorted(map(_telling_number, shared)))))] if shared else []


def ordinals(a: frozenset[int], b: frozenset[int]) -> list[Reason]:
    """One tells of the second, the other of the third."""
    return [Reason("ordinals", -1.8)] if a and b and not a & b else []


def toll(a: int, b: int) -> float:
    """What two tolls say."""
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
    reasons = [Reason("words", WORDS * _likeness(a.words, b.words) - OTHER_WORDS)]
    if a.title.words and b.title.words:
        reasons.append(Reason("headline", HEADLINE * _likeness(a.title, b.title) - OTHER_HEADLINE))
    return reasons


def _likeness(a: Bag, b: Bag) -> float:
    """The cosine of two bags, less where it rests on three words or fewer."""
    one, other = a.words, b.words
    shared = one.keys() & other.keys()
    if not shared:
        return 0.0
    dot = sum([one[word] * other[word] for word in shared])
    return dot / (a.norm * b.norm) * min(1.0, (1 + len(shared)) / ENOUGH)


def _article(a: Telling, b: Telling) -> list[Reason]:
    """What the two articles say about it: the same article tells two events apart, copies tell the same."""
    if a.article == b.article:
        return [Reason("one article", ONE_ARTICLE if a.type == b.type else ONE_ARTICLE_TWO_TYPES)]
    reasons = []
    if a.published is not None and b.published is not None:
        days = abs(a.published - b.published)
        if a.lead and b.lead:
            reasons.append(Reason("published", published(days)))
    share = alike(a.imprint, b.imprint)
    if share > LEAST_SHARE:
        reasons.append(Reason("text", TEXT * min(1.0, share / FULL_SHARE)))
    return reasons


def published(days: int) -> float:
    """What it says that two articles which lead with it are so many days apart."""
    return 0.5 if days <= 1 else -0.2 if days <= 4 else -1.0
