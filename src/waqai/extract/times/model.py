"""What the time finder returns: a time expression, and the shift of one that hangs on another event."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from waqai.extract.times.arithmetic import Interval, Precision, calendar_period, shift_interval, vague_window

Basis = Literal["explicit", "relative", "anchored"]
Kind = Literal["point", "span", "since", "until", "duration", "anchored"]
Direction = Literal["past", "future"]


@dataclass(frozen=True, slots=True)
class Shift:
    """How far an expression lies from the event it hangs on.

    `amount` counts `unit`s (hour day week month year decade century) and is None where the text is vague («بعد أيام»);
    `direction` is -1 (before), 0 (the same) or 1 (after). `whole` = the calendar unit around that time, as in
    «في العام التالي», instead of the anchor moved by so much, as in «بعد عام».
    """

    amount: float | None
    unit: str
    direction: int
    whole: bool = False


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression found in a text.

    `start` and `end` are ISO dates, end inclusive; None where unknown: relative expressions without a publication
    date, anchored ones before `resolve_anchored`, durations, and the open side of «بعد 2010» and «حتى 2010».
    `offsets` = `[start, end)` in the original text, so `text == original[start:end]`. `alternatives` = further
    readings («الثلاثاء» last or next), see `towards`. `within` = the whole period of which the expression is a
    part («أواخر الشهر الماضي» -> that month). `rule` names the grammar rule that fired.
    """

    text: str
    start: str | None
    end: str | None
    precision: Precision
    basis: Basis
    offsets: tuple[int, int]
    kind: Kind = "point"
    alternatives: tuple[tuple[str, str], ...] = ()
    within: tuple[str, str] | None = None
    shift: Shift | None = None
    rule: str = ""

    def towards(self, direction: Direction) -> TimeExpression:
        """The reading for a told ("past") or an announced ("future") event; itself where there is no choice."""
        if self.start is None or self.end is None or not self.alternatives:
            return self
        mine = (self.start, self.end)
        best = (min if direction == "past" else max)(mine, *self.alternatives)
        others = tuple(r for r in (mine, *self.alternatives) if r != best)
        return replace(self, start=best[0], end=best[1], alternatives=others)


def resolve_anchored(expression: TimeExpression, anchor: tuple[str | date | None, str | date | None]) -> TimeExpression:
    """`expression` dated by the interval of the event it hangs on; unchanged where either side is unknown."""
    shift, (start, end) = expression.shift, (_as_date(anchor[0]), _as_date(anchor[1]))
    if shift is None or expression.kind == "duration" or start is None or end is None or start > end:
        return expression
    try:
        first, last = shifted((start, end), shift)
    except (ValueError, OverflowError):
        return expression
    return replace(expression, start=first.isoformat(), end=last.isoformat())


def shifted(anchor: Interval, shift: Shift) -> Interval:
    """The interval that lies `shift` from `anchor`. Raises ValueError or OverflowError outside the calendar."""
    if shift.amount is None:
        return vague_window(anchor, shift.unit, shift.direction)
    amount = shift.amount * shift.direction
    if shift.whole:
        return calendar_period(shift_interval(anchor, amount, shift.unit)[0], shift.unit)
    return shift_interval(anchor, amount, shift.unit)


def _as_date(value: str | date | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
