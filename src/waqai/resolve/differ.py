"""What independent tellings of an event contradict each other on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from waqai.models import Contradiction, Version
from waqai.resolve.compare import FAR_APART, SURE, distance
from waqai.resolve.values import SIZES
from waqai.resolve.votes import Told


def contradictions(told: Sequence[Told], main: Sequence[Told]) -> list[Contradiction]:
    """The fields on which voices differ: tolls, date, place, sides, whether it happened."""
    return list(_contradictions(told, main))


def _contradictions(told: Sequence[Told], main: Sequence[Told]) -> Iterator[Contradiction]:
    for field in SIZES:
        yield from _differ(field, told, partial(_number, field))
    yield from _differ("date", told, _sure_day)
    if _far_places(told):
        yield from _differ("place", told, lambda t: t.telling.place)
    yield from _disjoint("actor", main)
    yield from _disjoint("recipient", main)
    yield from _differ("status", told, _happened)


def _differ(field: str, told: Sequence[Told], value: Callable[[Told], str]) -> Iterator[Contradiction]:
    """The contradiction on a field, if more than one voice stands behind its values."""
    versions: dict[str, list[Told]] = {}
    for t in told:
        if known := value(t):
            versions.setdefault(known, []).append(t)
    speakers = {t.voice for group in versions.values() for t in group}
    if len(versions) > 1 and len(speakers) > 1:
        yield Contradiction(
            field=field,
            versions=[
                Version(value=known, records=[t.telling.record for t in group])
                for known, group in sorted(versions.items(), key=lambda item: (-len(item[1]), item[0]))
            ],
        )


def _number(field: str, told: Told) -> str:
    value = getattr(told.telling, field)
    return "" if value is None else str(value)


def _sure_day(told: Told) -> str:
    """The day of a telling that says so itself."""
    t = told.telling
    sure = t.basis in SURE and t.first is not None and t.first == t.last and t.status not in ("future", "hypothetical")
    return told.record.date.isoformat() if sure and told.record.date else ""


def _far_places(told: Sequence[Told]) -> bool:
    placed = list({t.telling.place: t.telling for t in told if t.telling.place}.values())
    return any((distance(a, b) or 0.0) > FAR_APART for i, a in enumerate(placed) for b in placed[:i])


def _disjoint(side: str, main: Sequence[Told]) -> Iterator[Contradiction]:
    """Sides with nobody in common."""
    codes = [{e.code for e in getattr(t.record, side) if e.code} for t in main]
    known = [own for own in codes if own]
    if any(not a & b for i, a in enumerate(known) for b in known[:i]):
        yield from _differ(side, main, lambda t: _codes(t, side))


def _codes(told: Told, side: str) -> str:
    return " ".join(sorted({e.code for e in getattr(told.record, side) if e.code}))


def _happened(told: Told) -> str:
    status = told.record.status
    return "negated" if status == "negated" else "occurred" if status in ("occurred", "ongoing") else ""
