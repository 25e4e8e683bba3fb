"""Amounts of time: «عامين», «ثلاثة أسابيع», «عقد ونصف», «شهر و21 يوما», «بضعة أشهر»."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from waqai.extract.times.arithmetic import Precision, add, unit_precision
from waqai.extract.times.grammar import Rule, rule, same
from waqai.extract.times.model import Shift
from waqai.extract.times.when import Reference
from waqai.packs.calendar import UnitWord

_FEW = 3
_SIZES = ("century", "decade", "year", "month", "week", "day", "night", "hour")


@dataclass(frozen=True, slots=True)
class Duration:
    """An amount of time: (amount, unit) parts; `amount` None = a bare plural; `vague` = a few."""

    parts: tuple[tuple[float | None, str], ...]
    vague: bool = False
    bare: bool = False

    @property
    def unit(self) -> str:
        """The unit that sets the precision: the smallest one told."""
        return max((unit for _, unit in self.parts), key=_SIZES.index)

    @property
    def open(self) -> bool:
        """Whether no amount is told at all («أيام»)."""
        return any(amount is None for amount, _ in self.parts)

    @property
    def precision(self) -> Precision:
        """Of a day that lies so far away."""
        return "unknown" if self.vague or self.open else unit_precision(self.unit)

    def from_day(self, day: date, direction: int) -> date:
        """The day that lies so far before (-1) or after (1)."""
        for amount, unit in self.parts:
            day = add(day, direction * (amount or 0), unit)
        return day

    def shift(self, direction: int) -> Shift:
        """The same as a shift in its smallest unit."""
        if self.open:
            return Shift(None, self.unit, direction)
        if len(self.parts) == 1:
            return Shift(self.parts[0][0], self.unit, direction)
        days = (self.from_day(date(2001, 1, 1), 1) - date(2001, 1, 1)).days
        return Shift(days, "day", direction)


def _counted(_: Reference, number: float, word: UnitWord) -> Duration | None:
    """«ثلاثة أسابيع», «21 يوما»."""
    return Duration(((number, word.unit),)) if word.count != 2 or number == 2 else None


def _counted_half(_: Reference, number: float, word: UnitWord, _half: bool) -> Duration:
    return Duration(((number + 0.5, word.unit),))


def _unit(_: Reference, word: UnitWord) -> Duration:
    """«عام», «عامين», «أيام»."""
    return Duration(((word.count, word.unit),), bare=True)


def _unit_half(_: Reference, word: UnitWord, _half: bool) -> Duration | None:
    """«عقد ونصف»."""
    return Duration(((word.count + 0.5, word.unit),)) if word.count else None


def _half_unit(_: Reference, word: UnitWord) -> Duration | None:
    """«نصف عام», «نصف قرن»."""
    return Duration(((0.5, word.unit),)) if word.count == 1 and word.unit not in ("hour", "day") else None


def _few(_: Reference, word: UnitWord) -> Duration | None:
    """«بضعة أشهر», «عدة أيام»: three of them, and vague."""
    return Duration(((_FEW, word.unit),), vague=True) if word.count is None else None


def _sum(_: Reference, first: Duration, second: Duration) -> Duration | None:
    """«شهر و21 يوما»."""
    if first.open or second.open:
        return None
    return Duration(first.parts + second.parts, first.vague or second.vague)


def _vague(_: Reference, duration: Duration) -> Duration:
    """«أكثر من عام», «نحو شهرين»."""
    return replace(duration, bare=False)


def duration_rules() -> tuple[Rule, ...]:
    """The rules of this module."""
    return (
        rule("quantity", "number of units", "cardinal unit", _counted),
        rule("quantity", "number of units and a half", "cardinal unit &half", _counted_half),
        rule("quantity", "unit", "unit", _unit),
        rule("quantity", "unit and a half", "unit &half", _unit_half),
        rule("quantity", "half a unit", "~half unit", _half_unit),
        rule("quantity", "few units", "~few unit", _few),
        rule("duration", "quantity", "quantity", same),
        rule("duration", "sum", "quantity &duration", _sum),
        rule("duration", "about", "~about quantity", _vague),
        rule("about", "about", "~approximately", lambda _: True),
        rule("about", "more about", "~approximately ~about", lambda _: True),
    )
