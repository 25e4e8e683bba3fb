"""Weeks, months, years, seasons and decades placed by the publication date, and parts of periods."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from math import ceil

from waqai.extract.times import hijri
from waqai.extract.times.arithmetic import (
    DAY,
    Interval,
    add,
    calendar_period,
    early,
    late,
    middle,
    months_part,
    nth_week,
    nth_weekday,
    season_interval,
    unit_precision,
    vague_ago,
    vague_window,
    years_interval,
)
from waqai.extract.times.grammar import Rule, rule, same
from waqai.extract.times.rules_dates import Year, month_alone
from waqai.extract.times.when import Reference, When, fixed, mapped, recurring, relative
from waqai.packs.calendar import Festival, UnitWord

_FEW = 3


def period(reference: Reference, unit: str, offset: int) -> When:
    """The calendar unit `offset` units from the publication date («العام الماضي» = -1)."""
    # From the first of the month: the 31st of March has no day a month ago.
    start = reference.day if unit in ("day", "night", "week") else reference.day.replace(day=1)
    day = add(start, offset, unit)
    return relative(calendar_period(day, unit, reference.first_weekday), unit_precision(unit))


def _unit_on_side(reference: Reference, word: UnitWord, side: int) -> When | None:
    """«الأسبوع الماضي», «العام المقبل»."""
    if word.count != 1 or (word.unit == "hour"):
        return None
    return period(reference, word.unit, side)


def _this_unit(reference: Reference, word: UnitWord, side: int | None) -> When | None:
    """«هذا العام», «هذا الشهر الجاري»."""
    return period(reference, word.unit, 0) if word.count == 1 and not side and word.unit != "hour" else None


def _unit_offset(reference: Reference, word: UnitWord, *, offset: int) -> When | None:
    return period(reference, word.unit, offset) if word.count == 1 and word.unit != "hour" else None


def running(reference: Reference, amount: float, unit: str, side: int) -> When:
    """The last or next so many units: until yesterday, or from tomorrow («الأيام الثلاثة الماضية»)."""
    if unit == "hour":
        amount, unit = ceil(amount / 24), "day"
        return relative(_ordered(reference.day, add(reference.day, side * amount, "day")), "day", kind="span")
    far = add(reference.day, side * amount, unit)
    near = reference.day + side * DAY
    return relative(_ordered(near, far), unit_precision(unit), kind="span")


def _ordered(first: date, second: date) -> Interval:
    return (first, second) if first <= second else (second, first)


def _units_on_side(
    reference: Reference, word: UnitWord, number: float | None, few: bool | None, side: int
) -> When | None:
    """«اليومين المقبلين», «السنوات العشر الأخيرة», «الأيام القليلة الماضية», «الأسابيع الماضية»."""
    if side == 0 or word.count == 1:
        return None
    amount = number or (_FEW if few else word.count)
    if amount is None:
        return _vague_side(reference, word.unit, side)
    return running(reference, amount, word.unit, side)


def _vague_side(reference: Reference, unit: str, side: int) -> When:
    if side < 0:
        return relative(vague_ago(reference.day, unit), "unknown", kind="span")
    start, end = vague_window((reference.day, reference.day), unit, 1)
    return relative((min(start, reference.day + DAY), end), "unknown", kind="span")


def _number_of_units(reference: Reference, number: float, word: UnitWord, side: int) -> When | None:
    """«24 ساعة الماضية», «3 أيام القادمة»."""
    return running(reference, number, word.unit, side) if side else None


def _decade(reference: Reference, year: int, century: When | None) -> When | None:
    """«الثمانينيات», «ثمانينيات القرن الماضي», «سبعينيات القرن التاسع عشر»."""
    if century is None:
        first = year
    else:
        if century.precision != "unknown":
            return None
        first = century.interval[0].year + year % 100
    return fixed(years_interval(first, first + 9), "decade")


def _nth_decade(_: Reference, number: int, century: When) -> When | None:
    """«العقد الأول من القرن الحادي والعشرين»."""
    if century.precision != "unknown" or not 1 <= number <= 10:
        return None
    first = century.interval[0].year + 10 * (number - 1)
    return fixed(years_interval(first, first + 9), "decade")


def _century(_: Reference, number: int) -> When | None:
    """«القرن التاسع عشر»."""
    if number not in range(1, 22):
        return None
    return fixed(years_interval(max(1, (number - 1) * 100), number * 100 - 1), "unknown")


def _season_of(_: Reference, season: str, year: Year) -> When:
    return replace(fixed(season_interval(season, year.number), "season"), floating=year.floating)


def _season_on_side(reference: Reference, season: str, side: int) -> When | None:
    return recurring(reference, partial(season_interval, season), "season", side=side, basis="relative")


def _this_season(reference: Reference, season: str) -> When | None:
    return recurring(reference, partial(season_interval, season), "season", side=0, basis="relative")


def _division(reference: Reference, number: int, months: int, year: Year | None, side: int | None) -> When | None:
    """A quarter or half of a year."""
    if number > 12 // months:
        return None

    def make(of: int) -> Interval:
        return months_part(of, (number - 1) * months + 1, months)

    if year is not None:
        return replace(fixed(make(year.number), "season"), floating=year.floating)
    return recurring(reference, make, "season", side=side, basis="relative")


def _quarter(reference: Reference, number: int, year: Year | None, side: int | None) -> When | None:
    return _division(reference, number, 3, year, side)


def _last_quarter(reference: Reference, year: Year | None) -> When | None:
    return _quarter(reference, 4, year, None)


def _half_year(reference: Reference, number: int, year: Year) -> When | None:
    return _division(reference, number, 6, year, None)


def _half_of(_: Reference, number: int, whole: When) -> When | None:
    """«النصف الأول من أكتوبر»."""
    if number not in (1, 2) or whole.kind != "point":
        return None
    return _part(_, whole, cut=early if number == 1 else late)


def _part(_: Reference, whole: When, *, cut: Callable[[Interval], Interval]) -> When | None:
    """«مطلع العام», «منتصف الشهر الماضي», «أواخر تموز»: the part, and the whole beside it."""
    if whole.kind not in ("point", "span") or whole.start is None or whole.precision == "day":
        return None
    found = mapped(whole, cut)
    return replace(found, within=whole.interval) if found else None


def _later_in(reference: Reference, whole: When) -> When | None:
    """«في وقت لاحق من هذا الشهر»: its second half, as far as it lies ahead."""
    found = _part(reference, whole, cut=late)
    if found and found.start and found.end and found.start < reference.day <= found.end:
        return replace(found, start=reference.day)
    return found


def _midst(_: Reference, whole: When) -> When | None:
    """«نصف شهر مارس»: the 15th."""
    if whole.precision != "month":
        return None
    return mapped(whole, lambda i: (i[0] + timedelta(days=14), i[0] + timedelta(days=14)), "day")


def _rest(reference: Reference, whole: When) -> When | None:
    """«بقية الأسبوع»: from now to its end."""
    start, end = whole.interval
    return replace(whole, start=reference.day, kind="span") if start <= reference.day <= end else None


def _weekend_of(_: Reference, week: Interval) -> Interval:
    return week[0] + timedelta(days=5), week[0] + timedelta(days=6)


def _weekend(reference: Reference, *, offset: int = 0) -> When:
    """Saturday and Sunday of the week."""
    found = mapped(period(replace(reference, first_weekday=0), "week", offset), partial(_weekend_of, reference))
    return replace(found, precision="day") if found else period(reference, "week", offset)


def _weekend_side(reference: Reference, side: int) -> When:
    return _weekend(reference, offset=side)


def _nth_week(reference: Reference, number: int, whole: When) -> When | None:
    """«الأسبوع الأول من أكتوبر»."""
    if (number > 5 and whole.precision != "year") or whole.precision not in ("month", "year", "season"):
        return None
    return mapped(whole, lambda i: nth_week(i, number, reference.first_weekday), "week")


def _nth_weekday(_: Reference, number: int, weekday: int, whole: When) -> When | None:
    """«أول جمعة من يوليو», «ثالث ثلاثاء في أيلول»."""
    if not -1 <= number <= 5 or whole.precision != "month":
        return None

    def pick(interval: Interval) -> Interval | None:
        day = nth_weekday(interval, weekday, number)
        return (day, day) if day else None

    return mapped(whole, pick, "day")


def _weekday_nth(reference: Reference, weekday: int, number: int, whole: When) -> When | None:
    """«الأربعاء الثانية من أكتوبر», unless the 2nd is a Wednesday: then that date is meant."""
    if whole.precision != "month" or whole.interval[0].replace(day=number).weekday() == weekday:
        return None
    return _nth_weekday(reference, number, weekday, whole)


def _last_weekday(reference: Reference, weekday: int, whole: When) -> When | None:
    return _nth_weekday(reference, -1, weekday, whole)


def _last_week(reference: Reference, whole: When) -> When | None:
    return _nth_week(reference, -1, whole)


def _nth_day(_: Reference, number: int, whole: When) -> When | None:
    """«اليوم الثالث من شهر عشرة», «آخر يوم من السنة»."""
    if whole.precision not in ("month", "year", "week", "season"):
        return None

    def pick(interval: Interval) -> Interval | None:
        day = interval[1] if number < 0 else interval[0] + timedelta(days=number - 1)
        return (day, day) if day <= interval[1] else None

    return mapped(whole, pick, "day")


def _last_day(reference: Reference, whole: When) -> When | None:
    return _nth_day(reference, -1, whole)


def _festival_days(festival: Festival, year: int) -> Interval:
    if festival.calendar == "hijri":
        return hijri.hijri_days(year, festival.month, festival.day, festival.days)
    first = date(year, festival.month, festival.day)
    return first, first + timedelta(days=festival.days - 1)


def _festival(reference: Reference, festival: Festival, year: Year | None, side: int | None) -> When | None:
    """«عيد الأضحى», «عيد الفطر الماضي», «عيد الأضحى 2014»."""
    is_hijri = festival.calendar == "hijri"
    if year is None:
        around = hijri.approximate_hijri_year(reference.day) if is_hijri else None
        return recurring(
            reference, partial(_festival_days, festival), "day", year=around, side=side, nearest=True, basis="relative"
        )
    if not is_hijri or year.is_hijri() or year.number < 1600:
        return fixed(_festival_days(festival, year.number), "day")
    for candidate in hijri.hijri_years_of(year.number):
        days = _festival_days(festival, candidate)
        if days[0].year == year.number:
            return replace(fixed(days, "day"), floating=year.floating)
    return None


def _known(_: Reference, interval: Interval) -> When:
    """A named day or war."""
    length = (interval[1] - interval[0]).days
    return fixed(interval, "day" if length < 60 else "year", kind="point" if length < 60 else "span")


def period_rules() -> tuple[Rule, ...]:
    """The rules of this module."""
    return (
        rule("calendar_period", "unit and side", "the_unit side", _unit_on_side),
        rule("calendar_period", "this unit", "~this the_unit side?", _this_unit),
        rule("calendar_period", "the unit here", "the_unit ~this", partial(_unit_offset, offset=0)),
        rule("calendar_period", "unit after next", "the_unit ~after_next", partial(_unit_offset, offset=2)),
        rule("calendar_period", "unit before last", "the_unit ~before_last", partial(_unit_offset, offset=-2)),
        rule("running", "last units", "the_unit cardinal? few_adjectives? wide_side", _units_on_side),
        rule("running", "number of units", "cardinal unit wide_side", _number_of_units),
        rule("running", "number of the units", "cardinal the_unit wide_side", _number_of_units),
        rule("wide_side", "last", "~last", lambda _: -1),
        rule("wide_side", "latest", "~latest", lambda _: -1),
        rule("wide_side", "next", "~next", lambda _: 1),
        rule("century", "century by number", "century_when", same),
        rule("century", "century and side", "calendar_period", same),
        rule("decade_when", "decade", "~decade_noun? decade", partial(_decade, century=None)),
        rule("decade_when", "decade of century", "~decade_noun? decade ~of? century", _decade),
        rule("decade_when", "decade by number", "~decade_noun ordinal ~of century", _nth_decade),
        rule("century_when", "century", "~century_noun ordinal", _century),
        rule("century_when", "century in digits", "~century_noun cardinal", _century),
        rule("season_when", "season of year", "season of_year", _season_of),
        rule("season_when", "season and side", "season side", _season_on_side),
        rule("season_when", "this season", "~this season", _this_season),
        rule("quarter_when", "quarter", "~quarter ordinal of_year? side?", _quarter),
        rule("quarter_when", "last quarter", "~quarter ~latest of_year?", _last_quarter),
        rule("quarter_when", "half of year", "~half ordinal of_year", _half_year),
        rule("part_when", "half of period", "~half ordinal ~of? whole", _half_of),
        rule("part_when", "early", "~early ~of? whole", partial(_part, cut=early)),
        rule("part_when", "middle", "~middle ~of? whole", partial(_part, cut=middle)),
        rule("part_when", "late", "~late ~of? whole", partial(_part, cut=late)),
        rule("part_when", "later in", "~later_in whole", _later_in),
        rule("part_when", "earlier in", "~earlier_in whole", partial(_part, cut=early)),
        rule("part_when", "midst", "~half ~of? whole", _midst),
        rule("part_when", "rest", "~rest ~of? whole", _rest),
        rule("weekend_when", "weekend", "~weekend", _weekend),
        rule("weekend_when", "this weekend", "~late ~this ~week_noun", _weekend),
        rule("weekend_when", "weekend and side", "~weekend side", _weekend_side),
        rule("weekend_when", "weekend after next", "~weekend ~after_next", partial(_weekend, offset=2)),
        rule("whole", "period", "calendar_period", same),
        rule("whole", "month", "month_when", same),
        rule("whole", "weak month", "some_month", month_alone),
        rule("whole", "year", "year_like", same),
        rule("whole", "bare year", "year_no", lambda _, y: fixed(years_interval(y, y), "year") if y >= 1800 else None),
        rule("whole", "season", "season_when", same),
        rule("whole", "bare season", "season", lambda r, s: recurring(r, partial(season_interval, s), "season")),
        rule("whole", "decade", "decade_when", same),
        rule("whole", "century", "century_when", same),
        rule("whole", "quarter", "quarter_when", same),
        rule("whole", "this unit", "the_unit", partial(_this_unit, side=None)),
        rule("nth_when", "nth week", "~week_noun ordinal ~of? whole", _nth_week),
        rule("nth_when", "nth week first", "ordinal ~week_noun ~of? whole", _nth_week),
        rule("nth_when", "last week of", "~week_noun ~latest ~of? whole", _last_week),
        rule("nth_when", "last week of first", "~last_of ~week_noun ~of? whole", _last_week),
        rule("nth_when", "nth weekday first", "ordinal ~day_noun? weekday_name ~of? whole", _nth_weekday),
        rule("nth_when", "nth weekday", "~day_noun? weekday ordinal ~of? whole", _weekday_nth),
        rule("nth_when", "last weekday", "~day_noun? weekday ~latest ~of? whole", _last_weekday),
        rule("nth_when", "last weekday first", "~last_of ~day_noun? weekday_name ~of? whole", _last_weekday),
        rule("nth_when", "nth day", "~day_noun ordinal ~of whole", _nth_day),
        rule("nth_when", "nth day first", "ordinal ~day_noun ~of? whole", _nth_day),
        rule("nth_when", "last day", "~day_noun ~latest ~of? whole", _last_day),
        rule("nth_when", "last day first", "~last_of ~day_noun ~of? whole", _last_day),
        rule("festival_when", "festival", "festival of_year? side?", _festival),
        rule("fixed_when", "named day", "fixed ~open? ~month? ~close? ~of_year?", _known),
        rule("fixed_when", "named day and year", "fixed ~of_year? ~open? ~month? ~close?", _known),
        rule("named_when", "named time", "named", _known),
    )
