"""The meaning of a parsed time expression, before it is tied to its place in the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from waqai.extract.times.arithmetic import Interval, Precision
from waqai.extract.times.model import Basis, Direction, Kind, Shift


@dataclass(frozen=True, slots=True)
class Reference:
    """What a text is read against: the publication day, the wished direction and the first day of a week."""

    day: date
    direction: Direction | None = None
    first_weekday: int = 0
    bare: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """An interval of days with its precision and basis. `floating` = it was chosen by the reference day."""

    start: date | None
    end: date | None
    precision: Precision
    basis: Basis = "explicit"
    floating: bool = False
    kind: Kind = "point"
    others: tuple[Interval, ...] = ()
    within: Interval | None = None
    shift: Shift | None = None

    @property
    def interval(self) -> Interval:
        """Both ends; only for a resolved meaning."""
        if self.start is None or self.end is None:
            raise ValueError("an open interval has not both ends")
        return self.start, self.end


def fixed(interval: Interval, precision: Precision, *, kind: Kind = "point") -> When:
    """An interval that the text gives in full."""
    return When(*interval, precision, kind=kind)


def relative(interval: Interval, precision: Precision, *, kind: Kind = "point") -> When:
    """An interval counted from the publication day."""
    return When(*interval, precision, "relative", floating=True, kind=kind)


def mapped(
    when: When, change: Callable[[Interval], Interval | None], precision: Precision | None = None
) -> When | None:
    """`when` with its interval and every other reading changed; None where the change does not apply."""
    new = change(when.interval)
    if new is None:
        return None
    others = tuple(other for other in map(change, when.others) if other is not None and other != new)
    return replace(when, start=new[0], end=new[1], others=others, precision=precision or when.precision)


def attempt(make: Callable[[int], Interval | None], years: Iterable[int]) -> list[Interval]:
    """The intervals of those years in which the date exists (29 February, 30 Safar)."""
    found = []
    for year in years:
        try:
            interval = make(year)
        except (ValueError, OverflowError):
            continue
        if interval is not None:
            found.append(interval)
    return found


def recurring(
    reference: Reference,
    make: Callable[[int], Interval | None],
    precision: Precision,
    *,
    year: int | None = None,
    side: int | None = None,
    nearest: bool = False,
    basis: Basis = "explicit",
) -> When | None:
    """A date without a year: the past and the next one around the reference day.

    `side` -1 or 1 takes strictly the one before or after («الماضي», «المقبل»); `nearest` lets a date that is
    weeks ahead win over one that is most of a year back, unless a direction was asked for.
    """
    middle = reference.day.year if year is None else year
    candidates = attempt(make, range(max(1, middle - 2), middle + 3)) or attempt(make, range(middle - 8, middle + 9))
    past = [c for c in candidates if (c[1] < reference.day if side else c[0] <= reference.day)]
    future = [c for c in candidates if c[0] > reference.day]
    if side is not None:
        pool = {-1: past[-1:], 0: _same_year(candidates, reference), 1: future[:1]}[side]
        return When(*pool[0], precision, basis, floating=True) if pool else None
    if not past or not future:
        return None
    chosen, other = past[-1], future[0]
    if reference.bare and reference.direction is None and chosen[0].year < reference.day.year == other[0].year:
        return When(*other, precision, basis, floating=True, others=(chosen,))
    if _prefers_future(reference, chosen, other, nearest=nearest):
        chosen, other = other, chosen
    return When(*chosen, precision, basis, floating=True, others=(other,))


# A day within so many days ahead is more likely meant than the same day of last year.
_SOON = 60


def _prefers_future(reference: Reference, past: Interval, future: Interval, *, nearest: bool) -> bool:
    if past[1] >= reference.day or reference.direction == "past":
        return False
    if reference.direction == "future":
        return True
    return nearest and (future[0] - reference.day).days <= _SOON < (reference.day - past[1]).days


def _same_year(candidates: list[Interval], reference: Reference) -> list[Interval]:
    return [c for c in candidates if c[0].year == reference.day.year or c[0] <= reference.day <= c[1]][:1]
