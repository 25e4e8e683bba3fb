"""Blocking: the keys by which tellings of one event find each other without all being compared with all.

A telling is filed under its rarest words, its place, names and numbers, each together with the time in which it
happened and was told; and under pairs of its rarest words without a time, for what is retold much later. Under a key
that many share, only the RESIDENTS are compared with all: the work grows with the tellings, not with their square.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from itertools import combinations

from waqai.models import Telling

RESIDENTS = 32
"""Tellings of a key with which all others of that key are compared; where there are no more, all meet all."""
WINDOW = 4
"""Days of a time slot. Slots overlap by half: two days not more than two apart always share one."""
RARE_WORDS = 6
TIMELESS_WORDS = 4
RARE = 130
"""Weight from which a word is rare enough for a key."""
MASK = (1 << 63) - 1


def keys(telling: Telling) -> tuple[int, ...]:
    """The keys of a telling, signed 64-bit integers, sorted."""
    return tuple(sorted({_hash(key) for key in _keys(telling)}))


def _keys(telling: Telling) -> Iterator[str]:
    things = list(_things(telling))
    for slot in _slots(telling):
        for thing in things:
            yield f"{slot}|{thing}"
    rare = _rare(telling)
    heads = [*([f"@{telling.place}"] if telling.place else []), *rare[:TIMELESS_WORDS]]
    for one, other in combinations(sorted(heads), 2):
        yield f"{one}|{other}"


def _rare(telling: Telling) -> list[str]:
    """The rare words of evidence and headline, the rarest first."""
    weights = dict(zip(telling.words, telling.weights, strict=True))
    weights |= zip(telling.title, telling.title_weights, strict=True)
    return sorted((w for w, weight in weights.items() if weight >= RARE), key=lambda w: (-weights[w], w))


def _things(telling: Telling) -> Iterator[str]:
    """What is told of: rare words, the place, names, numbers; without any of these, the two sides."""
    yield from _rare(telling)[:RARE_WORDS]
    if telling.place:
        yield f"@{telling.place}"
    yield from (f"={name}" for name in telling.names[:3])
    yield from (f"#{number}" for number in telling.numbers if number > 10)
    sides = sorted({side.partition("/")[0] for side in (*telling.actors, *telling.recipients)} - {""})
    if len(sides) > 1:
        yield f"{telling.type}:{'-'.join(sides[:3])}"


def _slots(telling: Telling) -> Iterator[str]:
    """The time slots of the event and, where that differs, of its publication."""
    days = set()
    if telling.first is not None and telling.last is not None and telling.last - telling.first <= WINDOW:
        days |= {telling.first, telling.last}
    if telling.published is not None and (not days or min(abs(telling.published - day) for day in days) > 1):
        days.add(telling.published)
    seen = {(half, (day + half * WINDOW // 2) // WINDOW) for day in days for half in (0, 1)}
    yield from (f"{half}.{slot}" for half, slot in sorted(seen))


def _hash(key: str) -> int:
    return int.from_bytes(
        hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True
    )


def rank(record: str) -> int:
    """A record's place in the order by which residents are chosen: as good as drawn by lot, the same for ever."""
    return _hash(record)


def residents(key: int, block: Collection[str], ranks: dict[str, int]) -> frozenset[str]:
    """Those of a key's records with which all others are compared: a lot drawn anew for every key."""
    if len(block) <= RESIDENTS:
        return frozenset(block)
    return frozenset(sorted(block, key=lambda record: (_lot(key, ranks[record]), record))[:RESIDENTS])


def _lot(key: int, rank: int) -> int:
    return ((rank ^ key) * 0x9E3779B97F4A7C15) & MASK


def pairs(record: str, own: Iterable[tuple[int, Collection[str], frozenset[str]]]) -> set[str]:
    """The records that one is compared with, from its keys with their blocks and residents."""
    found: set[str] = set()
    for _, block, chosen in own:
        found.update(block if record in chosen else chosen)
    found.discard(record)
    return found
