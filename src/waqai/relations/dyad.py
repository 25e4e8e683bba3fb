"""Which acts are between two states, in which direction, and when."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from waqai.models import Act

COUNTED = frozenset({"occurred", "ongoing", "future", "foiled"})
"""What is denied or only imagined tells nothing of a relation. What is announced counts: as the word it is."""
LONGEST = 3700
"""Days: an event dated no better than to more than a decade counts as undated."""


@dataclass(frozen=True, slots=True)
class Deed:
    """An act between the two. `direction` is a_to_b, b_to_a or mutual; first <= last; weight by confirmation."""

    act: Act
    direction: str
    first: dt.date
    last: dt.date
    weight: float
    middle: dt.date = field(init=False)
    """the day in the middle of the time in which it happened"""
    length: int = field(init=False)
    """days in which it may have happened, 1 where the day is known"""

    def __post_init__(self) -> None:
        days = (self.last - self.first).days
        object.__setattr__(self, "middle", self.first + dt.timedelta(days=days // 2))
        object.__setattr__(self, "length", days + 1)

    def covers(self, other: Deed) -> bool:
        """Whether the other lies within the time of this one, and is dated at least twice as well."""
        return other.length * 2 < self.length and self.first <= other.first and other.last <= self.last


def direction(act: Act, a: str, b: str) -> str | None:
    """Who did it to whom, None where it is not between the two.

    Both on the acting side is mutual if nobody stands on the other: what both do to a third is no deed between them.
    """
    if a in act.actors and b in act.recipients:
        return "a_to_b"
    if b in act.actors and a in act.recipients:
        return "b_to_a"
    if a in act.actors and b in act.actors and not any(act.recipients):
        return "mutual"
    return None


def weigh(confirmed_by: int) -> float:
    """The weight of an act that so many independent outlets tell as a fact: log2(1 + n), a half where none does."""
    return math.log2(1 + confirmed_by) if confirmed_by > 0 else 0.5


def when(act: Act) -> tuple[dt.date, dt.date] | None:
    """Between which days it happened; an announcement is dated when it was told. None where that is not known."""
    if act.first is None:
        return None
    first, last = act.first, act.last or act.first
    if act.status == "future" and act.told and first > act.told:
        return act.told, act.told
    return None if (last - first).days > LONGEST or last < first else (first, last)


def deeds(acts: Iterable[Act], a: str, b: str) -> tuple[list[Deed], int]:
    """The deeds between two states in the order of time, and how many had to be left out for want of a date."""
    found: list[Deed] = []
    undated = 0
    for act in acts:
        way = direction(act, a, b) if act.status in COUNTED else None
        if way is None:
            continue
        days = when(act)
        if days is None:
            undated += 1
        else:
            found.append(Deed(act, way, *days, weigh(act.confirmed_by)))
    found.sort(key=order)
    return found, undated


def order(deed: Deed) -> tuple[dt.date, int, float, str]:
    """Order of time. Of deeds of the same time violence comes first: the rest answers it oftener than the reverse."""
    return deed.middle, 0 if deed.act.type == "ASSAULT" else 1, deed.act.score, deed.act.id
