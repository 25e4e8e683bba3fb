"""Expressions that hang on another event: «بعد عامين», «في اليوم التالي», «قبل ذلك بشهر», «العام نفسه»."""

from __future__ import annotations

from dataclasses import replace

from waqai.extract.times.arithmetic import DAY, unit_precision
from waqai.extract.times.durations import Duration
from waqai.extract.times.grammar import Rule, rule
from waqai.extract.times.model import Shift
from waqai.extract.times.rules_periods import period
from waqai.extract.times.rules_spans import ago
from waqai.extract.times.when import Reference, When, relative
from waqai.packs.calendar import UnitWord


def anchored(shift: Shift, duration: Duration | None = None) -> When:
    """An expression without a date of its own."""
    precision = duration.precision if duration else unit_precision(shift.unit)
    return When(None, None, precision, "anchored", kind="anchored", shift=shift)


def _after(reference: Reference, duration: Duration) -> When | None:
    """«بعد عامين» counts from the event before it; from publication where nothing else is told."""
    shifted = anchored(duration.shift(1), duration)
    if duration.open:
        return shifted
    day = duration.from_day(reference.day, 1)
    if reference.bare or reference.direction == "future":
        return replace(relative((day, day), duration.precision), shift=shifted.shift)
    return replace(shifted, floating=True, others=((day, day),))


def from_publication(when: When) -> When:
    """«ستعقد القمة بعد أسبوعين»: an anchored expression counted from publication instead, where it can be."""
    if when.kind != "anchored" or not when.others:
        return when
    return replace(relative(when.others[0], when.precision), shift=when.shift)


def _after_other(_: Reference, duration: Duration, _of: object) -> When:
    """«بعد شهر من …», «بعد عام على …»."""
    return anchored(duration.shift(1), duration)


def _before_other(_: Reference, duration: Duration, _of: object) -> When:
    """«قبل يومين من …»."""
    return anchored(duration.shift(-1), duration)


def _before_that(_: Reference, duration: Duration) -> When:
    """«قبل ذلك بشهر»."""
    return anchored(duration.shift(-1), duration)


def _after_that(_: Reference, duration: Duration) -> When:
    """«بعد ذلك بعامين», «بعدها بيومين»."""
    return anchored(duration.shift(1), duration)


def _whole(unit: UnitWord, direction: int) -> When | None:
    if unit.count != 1 or unit.unit == "hour":
        return None
    return anchored(Shift(abs(direction), unit.unit, direction, whole=True))


def _following(reference: Reference, unit: UnitWord) -> When | None:
    """«في اليوم التالي»."""
    return period(reference, unit.unit, 1) if reference.bare and unit.count == 1 else _whole(unit, 1)


def _previous(reference: Reference, unit: UnitWord) -> When | None:
    """«الأسبوع السابق»."""
    return period(reference, unit.unit, -1) if reference.bare and unit.count == 1 else _whole(unit, -1)


def _same(_: Reference, unit: UnitWord) -> When | None:
    """«العام نفسه», «ذلك اليوم»."""
    return _whole(unit, 0)


def _here(reference: Reference, unit: UnitWord) -> When | None:
    """«الأسبوع» and nothing else."""
    return period(reference, unit.unit, 0) if unit.count == 1 and unit.unit in ("week", "month", "year") else None


def _since_then(_: Reference) -> When:
    return anchored(Shift(0, "day", 1))


def anchored_rules() -> tuple[Rule, ...]:
    """The rules of this module. Those of the symbol `bare` hold only where they cover the whole text."""
    return (
        rule("time", "after duration", "~after duration", _after),
        rule("time", "after duration of", "~after duration anchor_mark", _after_other),
        rule("time", "before duration of", "~before duration anchor_mark", _before_other),
        rule("time", "before that", "~before_that duration", _before_that),
        rule("time", "after that", "~after_that duration", _after_that),
        rule("time", "following unit", "the_unit ~following", _following),
        rule("time", "previous unit", "the_unit ~previous", _previous),
        rule("time", "same unit", "the_unit ~same", _same),
        rule("time", "that unit", "~that the_unit", _same),
        rule("time", "part of that unit", "~part_name ~that the_unit", _same),
        rule("time", "part of same unit", "~part_name the_unit ~same", _same),
        rule("time", "part of following unit", "~part_name the_unit ~following", _following),
        rule("part_name", "early", "early", lambda _, __: True),
        rule("part_name", "middle", "middle", lambda _, __: True),
        rule("part_name", "late", "late", lambda _, __: True),
        rule("part_name", "part of day", "part_of_day", lambda _, __: True),
        rule("time", "since then", "~since ~that_time", _since_then),
        rule("bare", "the unit", "the_unit", _here),
        rule("bare", "tomorrow", "~bare_tomorrow", lambda r: relative((r.day + DAY, r.day + DAY), "day")),
        rule("bare", "long ago", "~from duration", ago),
    )
