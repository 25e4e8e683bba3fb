"""Months, years and dates that a text gives by number and name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from waqai.extract.times import hijri
from waqai.extract.times.arithmetic import Interval, Precision, month_interval, years_interval
from waqai.extract.times.grammar import Rule, rule, same
from waqai.extract.times.when import Reference, When, fixed, recurring
from waqai.packs.calendar import MonthName

_HIJRI_YEARS = range(1250, 1501)
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Month:
    """A month without its year; `strong` = the words alone say that a month is meant."""

    calendar: str
    number: int
    strong: bool
    needs_year: bool = False
    bound: bool = False

    def interval(self, year: int) -> Interval:
        """Its days in a year of its calendar."""
        return hijri.hijri_month(year, self.number) if self.calendar == "hijri" else month_interval(year, self.number)

    def day(self, year: int, day: int) -> Interval:
        """One of its days. Raises ValueError where the month is shorter."""
        if self.calendar == "hijri":
            return hijri.hijri_days(year, self.number, day)
        return date(year, self.number, day), date(year, self.number, day)

    def around(self, reference: Reference) -> int | None:
        """The year of its calendar at the reference day; None = the Gregorian year itself."""
        return hijri.approximate_hijri_year(reference.day) if self.calendar == "hijri" else None


@dataclass(frozen=True, slots=True)
class Year:
    """A year of a calendar; `floating` where the publication date gave it («العام الماضي»)."""

    number: int
    calendar: str | None = None
    floating: bool = False

    def is_hijri(self, month: Month | None = None) -> bool:
        """By its mark, by the month beside it, or by its size beside a Hijri month."""
        if self.calendar:
            return self.calendar == "hijri"
        return month is not None and month.calendar == "hijri" and self.number in _HIJRI_YEARS


def _named(_: Reference, month: MonthName) -> Month:
    return Month(month.calendar, month.number, not month.weak, needs_year=month.homograph, bound=month.bound)


def _named_twice(_: Reference, first: MonthName, second: MonthName) -> Month | None:
    """«يناير (كانون الثاني)»."""
    same = first.calendar == second.calendar and first.number == second.number
    return Month(first.calendar, first.number, strong=True) if same else None


def _month_noun(_: Reference, month: Month) -> Month:
    return replace(month, strong=True, needs_year=False)


def _numbered_month(_: Reference, number: float) -> Month | None:
    """«شهر عشرة»; «شهر واحد» is a duration."""
    return Month("gregorian", int(number), strong=False) if number in range(2, 13) else None


def _month_by_ordinal(_: Reference, number: int) -> Month | None:
    """«الشهر التاسع»."""
    return Month("gregorian", number, strong=False) if 1 <= number <= 12 else None


def _year(_: Reference, number: int) -> Year:
    return Year(number)


def _bare_year(_: Reference, number: int) -> Year | None:
    return Year(number) if number in _YEARS else None


def _hijri_year(_: Reference, number: int) -> Year:
    return Year(number, "hijri")


def _marked_hijri(_: Reference, number: int) -> Year | None:
    return Year(number, "hijri") if number in _HIJRI_YEARS else None


def _gregorian_year(_: Reference, number: int) -> Year:
    return Year(number, "gregorian")


def _year_of_period(_: Reference, period: When) -> Year | None:
    return Year(period.interval[0].year, floating=period.floating) if period.precision == "year" else None


def year_when(_: Reference, year: Year) -> When:
    """A year as an interval."""
    if year.is_hijri():
        return fixed(hijri.hijri_year(year.number), "year")
    return replace(fixed(years_interval(year.number, year.number), "year"), floating=year.floating)


def _year_range(_: Reference, parts: tuple[str, str, str]) -> When | None:
    """«2006-2010», «2010/2011», «2006-08»."""
    first, _mark, second = parts
    if len(first) != 4 or len(second) not in (2, 4):
        return None
    start, end = int(first), int(first[: 4 - len(second)] + second)
    if start not in _YEARS or end not in _YEARS or start >= end or (len(second) == 2 and end - start > 20):
        return None
    return fixed(years_interval(start, end), "year", kind="span")


def month_of_year(_: Reference, month: Month, year: Year) -> When | None:
    """«أكتوبر 2022», «رمضان 1443», «يونيو العام المقبل»."""
    if month.calendar == "hijri" and year.is_hijri(month):
        return fixed(month.interval(year.number), "month")
    if month.calendar == "hijri":
        return _hijri_in(year, month.interval, "month")
    if not month.strong and year.calendar is None and year.number not in _YEARS:
        return None
    return replace(fixed(month.interval(year.number), "month"), floating=year.floating)


def _hijri_in(year: Year, make: Callable[[int], Interval], precision: Precision) -> When | None:
    """A Hijri month or day in a Gregorian year («رمضان 2022»)."""
    for candidate in hijri.hijri_years_of(year.number):
        interval = make(candidate)
        if interval[0].year == year.number:
            return replace(fixed(interval, precision), floating=year.floating)
    return None


def month_alone(reference: Reference, month: Month) -> When | None:
    """«في أغسطس»: the nearest past one, the next one as alternative."""
    return recurring(reference, month.interval, "month", year=month.around(reference))


def _strong_month(reference: Reference, month: Month) -> When | None:
    return month_alone(reference, month) if month.strong else None


def month_on_side(reference: Reference, month: Month, side: int) -> When | None:
    """«أغسطس الماضي», «يناير المقبل», «يوليو الجاري»."""
    return recurring(reference, month.interval, "month", year=month.around(reference), side=side)


def _day_of(_: Reference, day: int, month: Month, year: Year) -> When | None:
    if month.calendar == "hijri" and not year.is_hijri(month):
        return _hijri_in(year, lambda y: month.day(y, day), "day")
    return replace(fixed(month.day(year.number, day), "day"), floating=year.floating)


def _month_day_of(reference: Reference, month: Month, day: int, year: Year) -> When | None:
    return _day_of(reference, day, month, year)


def _day_in(reference: Reference, day: int, month: Month) -> When | None:
    if month.needs_year:
        return None
    return recurring(reference, lambda y: month.day(y, day), "day", year=month.around(reference), nearest=True)


def _month_day(reference: Reference, month: Month, _sep: str, day: int) -> When | None:
    """«يناير-1»."""
    return _day_in(reference, day, month) if month.strong else None


def _day_on_side(reference: Reference, day: int, month: Month, side: int) -> When | None:
    return recurring(reference, lambda y: month.day(y, day), "day", year=month.around(reference), side=side)


def _day_of_period(_: Reference, day: int, period: When) -> When | None:
    """«20 من الشهر المقبل», «27 من الشهر الجاري»."""
    if period.precision != "month" or period.kind != "point":
        return None
    start = period.interval[0]
    return replace(period, start=start.replace(day=day), end=start.replace(day=day), precision="day", others=())


def _day_of_current(reference: Reference, day: int) -> When:
    """«27 الجاري»."""
    chosen = reference.day.replace(day=day)
    return When(chosen, chosen, "day", "relative", floating=True)


def _gregorian(year: int, month: int, day: int) -> When | None:
    if year in _HIJRI_YEARS and year >= 1300:
        return fixed(hijri.hijri_days(year, month, day), "day")
    return fixed((date(year, month, day), date(year, month, day)), "day")


def _three_parts(reference: Reference, parts: tuple[str, str, str]) -> When | None:
    """27/10/2022, 2022-10-27, 10/27/2022; with a two-digit year the reading that is not far in the future."""
    first, second, third = (int(part) for part in parts)
    if len(parts[0]) == 4 or len(parts[2]) == 4:
        if max(len(part) for part in parts[1:2]) > 2:
            return None
        year, day = (first, third) if len(parts[0]) == 4 else (third, first)
        month = second
        if month > 12 >= day:
            month, day = day, month
        return _gregorian(year, month, day)
    if not all(len(part) <= 2 for part in parts):
        return None
    readings = [(third, second, first), (first, second, third)]
    for year, month, day in readings:
        full = _century(year, reference)
        if month in range(1, 13) and day in range(1, 32) and full <= reference.day.year + 1:
            return _gregorian(full, month, day)
    return None


def _century(year: int, reference: Reference) -> int:
    return 1900 + year if year > reference.day.year % 100 + 20 else 2000 + year


def _month_and_year(_: Reference, parts: tuple[str, str, str]) -> When | None:
    """«3-2015», «2015/3»."""
    first, _mark, second = parts
    year, month = (first, second) if len(first) == 4 else (second, first)
    if len(year) != 4 or len(month) > 2 or int(year) not in _YEARS or not 1 <= int(month) <= 12:
        return None
    return fixed(month_interval(int(year), int(month)), "month")


def _american(reference: Reference, parts: tuple[str, str, str], year: int) -> When | None:
    """«08/12, 2015»: month first, as the comma shows."""
    full = year if year > 99 else _century(year, reference)
    if full not in _YEARS or parts[1] == ".":
        return None
    return _gregorian(full, int(parts[0]), int(parts[2]))


def _day_and_month(reference: Reference, parts: tuple[str, str, str]) -> When | None:
    """«بتاريخ 22-4», «في 4/22»."""
    first, second = int(parts[0]), int(parts[2])
    day, month = (first, second) if second <= 12 else (second, first)
    if len(parts[0]) > 2 or len(parts[2]) > 2 or not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return _day_in(reference, day, Month("gregorian", month, strong=True))


def _slashed_day(reference: Reference, parts: tuple[str, str, str]) -> When | None:
    """«22/4» without more ado only where one number can be nothing but a day, and it is no «24/7»."""
    plain = parts[1] == "/" and max(int(parts[0]), int(parts[2])) > 12 and parts != ("24", "/", "7")
    return _day_and_month(reference, parts) if plain else None


def _unmistakable_day(reference: Reference, parts: tuple[str, str, str]) -> When | None:
    """After «في»: a dash too, but one number must be over 12, for «في 3-2» may be a score."""
    return _day_and_month(reference, parts) if max(int(parts[0]), int(parts[2])) > 12 and parts[1] != "." else None


def _day_range(reference: Reference, parts: tuple[str, str, str], month: Month, year: Year | None) -> When | None:
    """«2-7 فبراير 2018»."""
    return days_between(reference, int(parts[0]), int(parts[2]), month, year)


def days_between(reference: Reference, first: int, last: int, month: Month, year: Year | None) -> When | None:
    """From one day to another of the same month."""
    if first >= last:
        return None

    def days(number: int) -> Interval:
        return month.day(number, first)[0], month.day(number, last)[1]

    if year is None:
        found = recurring(reference, days, "day", year=month.around(reference), nearest=True)
    else:
        found = replace(fixed(days(year.number), "day"), floating=year.floating)
    return replace(found, kind="span") if found else None


def _joined_months(reference: Reference, first: Month, second: Month, year: Year) -> When | None:
    """«يونيو ويوليو 2015»."""
    if not (first.strong and second.strong) or first.calendar != second.calendar or first.number >= second.number:
        return None
    start, end = month_of_year(reference, first, year), month_of_year(reference, second, year)
    return replace(start, end=end.end, kind="span") if start and end else None


def _same_day(_: Reference, first: When, second: When) -> When | None:
    """«15 رمضان 1443 الموافق 16 أبريل 2022»: the one that is given in full."""
    return second if first.floating or not second.floating else first


_SAME_DAY = "hijri_date ~sep? ~open? ~corresponding? ~of? solar_date ~close?"


def date_rules() -> tuple[Rule, ...]:
    """The rules of this module."""
    return (
        rule("month_name", "month", "month", _named),
        rule("month_name", "month/month", "month ~sep month", _named_twice),
        rule("month_name", "month month", "month month", _named_twice),
        rule("month_name", "month (month)", "month ~open month ~close", _named_twice),
        rule("some_month", "name of month", "month_name", same),
        rule("some_month", "the month of", "~month_noun ~of? month_name", _month_noun),
        rule("some_month", "month by number", "~month_noun cardinal", _numbered_month),
        rule("some_month", "month by ordinal", "~month_noun ordinal", _month_by_ordinal),
        rule("year", "the year", "~year_noun any_year ~gregorian_marks?", _year),
        rule("year", "the Hijri year", "~year_noun any_year ~hijri_marks", _hijri_year),
        rule("year", "Hijri year", "year_no ~hijri_marks", _marked_hijri),
        rule("year", "Gregorian year", "year_no ~gregorian_marks", _gregorian_year),
        rule("of_year", "of the year", "~of? year", same),
        rule("of_year", "of year period", "~of? calendar_period", _year_of_period),
        rule("of_year", "year beside month", "~sep? year_no", _year),
        rule("of_year", "of year number", "~of year_no", _bare_year),
        rule("year_like", "year", "year", year_when),
        rule("month_when", "month of year", "some_month of_year", month_of_year),
        rule("month_when", "month and side", "some_month side", month_on_side),
        rule("month_when", "months of year", "some_month &some_month of_year", _joined_months),
        rule("month_when", "month alone", "some_month", _strong_month),
        rule("full_date", "day month year", "day_no ~sep? ~of? some_month ~sep? of_year", _day_of),
        rule("full_date", "day month", "day_no ~sep? ~of? some_month", _day_in),
        rule("full_date", "day month side", "day_no ~of? some_month side", _day_on_side),
        rule("full_date", "month day year", "some_month ~sep? day_no ~sep? of_year", _month_day_of),
        rule("full_date", "month-day", "some_month dash day_no", _month_day),
        rule("full_date", "day of period", "day_no ~of? calendar_period", _day_of_period),
        rule("full_date", "day of the current", "day_no ~of? ~current", _day_of_current),
        rule("full_date", "numeric date", "three_parts ~hijri_marks? ~gregorian_marks?", _three_parts),
        rule("full_date", "month/day, year", "two_parts ~comma cardinal", _american),
        rule("full_date", "day/month", "two_parts", _slashed_day),
        rule("full_date", "same day twice", _SAME_DAY, _same_day),
        rule("hijri_date", "Hijri date", "day_no ~of? some_month ~of? year_no ~hijri_marks?", _hijri_date),
        rule("solar_date", "Gregorian date", "day_no ~of? some_month of_year?", _solar_date),
        rule("solar_date", "numeric date", "three_parts", _three_parts),
        rule("dated_day", "day of month in digits", "two_parts", _day_and_month),
        rule("dated_day_in", "day of month in digits", "two_parts", _unmistakable_day),
        rule("month_digits", "month/year", "two_parts", _month_and_year),
        rule("year_range", "years", "~year_noun? two_parts", _year_range),
        rule("day_span", "days of month", "two_parts ~of? some_month of_year?", _day_range),
        rule("side", "last", "~last", lambda _: -1),
        rule("side", "current", "~current", lambda _: 0),
        rule("side", "next", "~next", lambda _: 1),
    )


def _hijri_date(_: Reference, day: int, month: Month, year: int) -> When | None:
    if month.calendar != "hijri" or year not in _HIJRI_YEARS:
        return None
    return fixed(month.day(year, day), "day")


def _solar_date(reference: Reference, day: int, month: Month, year: Year | None) -> When | None:
    if month.calendar != "gregorian":
        return None
    return _day_of(reference, day, month, year) if year else _day_in(reference, day, month)
