"""Series: what happened in each day, week, month, quarter or year, in both directions and together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from waqai.models import By, Measure, Step
from waqai.relations.dyad import Deed

MONTHS = {"month": 1, "quarter": 3, "year": 12}
_ONE_DAY = dt.timedelta(days=1)


def suit(first: dt.date, last: dt.date) -> By:
    """The step that shows a span of time best: some twenty to hundred steps."""
    days = (last - first).days
    for limit, by in ((62, "day"), (400, "week"), (1500, "month"), (4400, "quarter")):
        if days <= limit:
            return by  # type: ignore[return-value]
    return "year"


def begin(day: dt.date, by: By) -> dt.date:
    """The first day of the step that holds `day`. Weeks begin on Monday."""
    if by == "day":
        return day
    if by == "week":
        return day - dt.timedelta(days=day.weekday())
    size = MONTHS[by]
    return dt.date(day.year, (day.month - 1) // size * size + 1, 1)


def following(start: dt.date, by: By) -> dt.date:
    """The first day of the next step; `dt.date.max` where the calendar ends."""
    if by in ("day", "week"):
        days = dt.timedelta(days=1 if by == "day" else 7)
        return start + days if dt.date.max - days >= start else dt.date.max
    month = start.month - 1 + MONTHS[by]
    year = start.year + month // 12
    return dt.date(year, month % 12 + 1, 1) if year <= dt.MAXYEAR else dt.date.max


def starts(first: dt.date, last: dt.date, by: By) -> Iterator[dt.date]:
    """The first days of all steps that touch first..last."""
    start = begin(first, by)
    while start <= last:
        yield start
        start = following(start, by)


def parts(first: dt.date, last: dt.date, by: By) -> Iterator[tuple[dt.date, float]]:
    """How an event that happened between two days is shared out: (first day of a step, part). The parts make 1."""
    if first == last:
        yield begin(first, by), 1.0
        return
    days = (last - first).days + 1
    for start in starts(first, last, by):
        end = min(following(start, by) - _ONE_DAY, last)
        yield start, ((end - max(start, first)).days + 1) / days


@dataclass(slots=True)
class Sums:
    """What is added up for one direction of one step."""

    quads: list[float] = field(default_factory=lambda: [0.0] * 4)
    weight: float = 0.0
    score: float = 0.0
    weighted: float = 0.0

    def add(self, deed: Deed, part: float) -> None:
        """Count a part of a deed."""
        self.quads[deed.act.quad - 1] += part
        self.weight += part * deed.weight
        self.score += part * deed.act.score
        self.weighted += part * deed.weight * deed.act.score

    def measure(self) -> Measure:
        """The sums as they are written."""
        q, events = self.quads, sum(self.quads)
        return Measure.model_construct(
            quads=(round(q[0], 3), round(q[1], 3), round(q[2], 3), round(q[3], 3)),
            events=round(events, 3),
            weight=round(self.weight, 3),
            score_sum=round(self.score, 3),
            score_mean=round(self.score / events, 3) if events else None,
            score_weighted=round(self.weighted / self.weight, 3) if self.weight else None,
        )


def series(
    deeds: Sequence[Deed], first: dt.date, last: dt.date, by: By, totals: Mapping[dt.date, float] | None = None
) -> list[Step]:
    """A step for every stretch of first..last, empty ones too.

    `totals`: how many events the archive holds in each step, by its first day; for the share of coverage.
    """
    sums = {start: {"a_to_b": Sums(), "b_to_a": Sums(), "mutual": Sums()} for start in starts(first, last, by)}
    for deed in deeds:
        for start, part in parts(deed.first, deed.last, by):
            if start in sums:
                sums[start][deed.direction].add(deed, part)
    return [_step(start, by, ways, totals or {}) for start, ways in sums.items()]


def _step(start: dt.date, by: By, ways: Mapping[str, Sums], totals: Mapping[dt.date, float]) -> Step:
    together = Sums()
    for way in ways.values():
        together.quads = [x + y for x, y in zip(together.quads, way.quads, strict=True)]
        together.weight += way.weight
        together.score += way.score
        together.weighted += way.weighted
    whole, events = totals.get(start), sum(together.quads)
    return Step.model_construct(
        start=start,
        end=following(start, by) - _ONE_DAY,
        together=together.measure(),
        share=round(min(1.0, events / whole), 4) if whole else None,
        a_to_b=ways["a_to_b"].measure(),
        b_to_a=ways["b_to_a"].measure(),
        mutual=ways["mutual"].measure(),
    )
