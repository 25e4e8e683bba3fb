"""Votes on what is told: every voice has one, however many articles speak with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from waqai.models import Record, Telling

V = TypeVar("V", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Told:
    """A telling with its record and the voice that tells it (the first article of its copies)."""

    telling: Telling
    record: Record
    voice: str


def support(votes: Iterable[tuple[Told, V, float]]) -> dict[V, float]:
    """How much each value is supported: by every voice as much as its strongest telling, divided among its values."""
    strongest: dict[str, dict[V, float]] = defaultdict(dict)
    for told, value, weight in votes:
        values = strongest[told.voice]
        values[value] = max(weight, values.get(value, 0.0))
    total: dict[V, float] = defaultdict(float)
    for _, values in sorted(strongest.items()):
        for value, weight in values.items():
            total[value] += weight * weight / sum(values.values())
    return total


def elect(votes: Iterable[tuple[Told, V, float]]) -> V:
    """The best supported value; of equals the first in order. Raises ValueError without votes."""
    total = support(votes)
    return min(total, key=lambda value: (-round(total[value], 6), repr(value)))
