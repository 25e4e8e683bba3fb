"""Where labels go above a chart: in rows, none over another, and no leader line through a label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random

ROW = 19
"""Pixels between the rows."""
GAP = 6
ORDERS = 6
"""Orders drawn by lot."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words that point at `x`; `width` in pixels. The weightiest are placed first."""

    x: float
    words: str
    width: float
    weight: float
    key: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with its row (0 is the one nearest to the chart) and the pixel at which its words begin."""

    label: Label
    row: int
    left: float

    @property
    def right(self) -> float:
        """Where its words end."""
        return self.left + self.label.width


def place(labels: Iterable[Label], *, first: float, last: float, rows: int) -> list[Placed]:
    """Give every label a place between the pixels first..last; those for which there is none are left out.

    Several orders of placing are tried, always the same ones; the one that loses least weight is taken.
    """
    every = sorted(labels, key=lambda label: (-label.weight, label.x))
    best: list[Placed] = []
    for order in _orders(every):
        placed = _in_turn(order, first, last, rows)
        if _weight(placed) > _weight(best):
            best = placed
        if len(best) == len(every):
            break
    return sorted(best, key=lambda p: p.label.x)


def _orders(every: list[Label]) -> Iterator[list[Label]]:
    yield every
    yield sorted(every, key=lambda label: label.x)
    yield sorted(every, key=lambda label: -label.x)
    lot = Random(7)  # noqa: S311 - nothing secret hangs on it
    for _ in range(ORDERS):
        yield lot.sample(every, len(every))


def _weight(placed: Iterable[Placed]) -> float:
    return sum(one.label.weight for one in placed)


def _in_turn(labels: Iterable[Label], first: float, last: float, rows: int) -> list[Placed]:
    placed: list[Placed] = []
    for label in labels:
        for candidate in _candidates(label, first, last, rows):
            if not any(_collide(candidate, other) for other in placed):
                placed.append(candidate)
                break
    return placed


def _candidates(label: Label, first: float, last: float, rows: int) -> Iterator[Placed]:
    for row in range(rows):
        for left in (label.x - 4, label.x - label.width + 4, label.x - label.width / 2):
            if left >= first and left + label.width <= last:
                yield Placed(label, row, left)


def _collide(one: Placed, other: Placed) -> bool:
    """Whether two labels touch, or the leader line of one runs through the words of the other."""
    if one.row == other.row:
        return one.left < other.right + GAP and other.left < one.right + GAP
    upper, lower = (one, other) if one.row > other.row else (other, one)
    return lower.left - GAP / 2 < upper.label.x < lower.right + GAP / 2
