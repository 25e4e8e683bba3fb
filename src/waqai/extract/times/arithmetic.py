"""Calendar arithmetic on days and closed intervals of days. Knows no language.

Units: hour day night week month year decade century. Every function raises ValueError or OverflowError
where a result leaves the proleptic Gregorian years 1-9999.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from math import floor
from typing import Literal

Interval = tuple[date, date]
Precision = Literal["day", "week", "month", "season", "year", "decade", "unknown"]

DAY = timedelta(days=1)
_DAYS = {"day": 1, "night": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12, "decade": 120, "century": 1200}
# How far a bare plural reaches («قبل أسابيع»): first and last distance in days.
_VAGUE = {"hour": (0, 0), "day": (1, 14), "week": (1, 60), "month": (30, 365), "year": (365, 3652)}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": -1}
_PRECISION: dict[str, Precision] = {
    "hour": "day",
    "day": "day",
    "night": "day",
    "week": "week",
    "month": "month",
    "year": "year",
    "decade": "decade",
    "century": "unknown",
}


def unit_precision(unit: str) -> Precision:
    """The codebook's precision for a unit of time."""
    return _PRECISION[unit]


def add_months(day: date, months: int) -> date:
    """`day` moved by whole months; the 31st becomes the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add(day: date, amount: float, unit: str) -> date:
    """`day` moved by `amount` units; halves become smaller units (a year and a half = 18 months)."""
    if unit == "hour":
        return day + timedelta(days=int(amount / 24))
    if unit in _DAYS:
        return day + timedelta(days=round(amount * _DAYS[unit]))
    months = amount * _MONTHS[unit]
    whole = floor(months)
    return add_months(day, whole) + timedelta(days=round((months - whole) * 30))


def shift_interval(interval: Interval, amount: float, unit: str) -> Interval:
    """Both ends moved; whole months stay whole months (February + 1 month ends on 31 March)."""
    start, end = interval
    whole_month = start.day == 1 and (end + DAY).day == 1 and unit in _MONTHS and start != end
    last = add(end + DAY, amount, unit) - DAY if whole_month else add(end, amount, unit)
    return add(start, amount, unit), last


def vague_window(interval: Interval, unit: str, direction: int) -> Interval:
    """The window that a bare plural leaves open before (-1) or after (1) an interval."""
    near, far = (timedelta(days=d) for d in _VAGUE.get(unit, _VAGUE["year"]))
    if direction < 0:
        return interval[0] - far, interval[0] - near
    return interval[1] + near, interval[1] + far


def vague_ago(day: date, unit: str) -> Interval:
    """«قبل أيام», «قبل أسابيع», «قبل أشهر»: from as far back as the unit reaches until `day` (codebook 4, rule 9)."""
    return day - timedelta(days=_VAGUE.get(unit, _VAGUE["year"])[1]), day


def week_of(day: date, first_weekday: int = 0) -> Interval:
    """The week around `day`; `first_weekday` 0 = Monday (ISO 8601), 6 = Sunday."""
    start = day - timedelta(days=(day.weekday() - first_weekday) % 7)
    return start, start + timedelta(days=6)


def month_interval(year: int, month: int) -> Interval:
    """The first and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def years_interval(first: int, last: int) -> Interval:
    """1 January of `first` to 31 December of `last`."""
    return date(first, 1, 1), date(last, 12, 31)


def calendar_period(day: date, unit: str, first_weekday: int = 0) -> Interval:
    """The calendar unit that `day` lies in."""
    if unit in ("day", "night", "hour"):
        return day, day
    if unit == "week":
        return week_of(day, first_weekday)
    if unit == "month":
        return month_interval(day.year, day.month)
    width = {"year": 1, "decade": 10, "century": 100}[unit]
    first = day.year - day.year % width
    return years_interval(max(first, 1), first + width - 1)


def season_interval(season: str, year: int) -> Interval:
    """The meteorological season of a year; the winter of a year begins in the December before it."""
    first = add_months(date(year, 1, 1), _SEASONS[season] - 1)
    if season == "winter":
        first = date(year - 1, 12, 1)
    return first, add_months(first, 3) - DAY


def months_part(year: int, first: int, count: int) -> Interval:
    """`count` months from month `first`: a quarter, a half."""
    return date(year, first, 1), month_interval(year, first + count - 1)[1]


def early(interval: Interval) -> Interval:
    """The first half: January-June, the 1st-15th, Monday-Wednesday."""
    start, end = interval
    return start, _middle(interval) - DAY if end > start else end


def late(interval: Interval) -> Interval:
    """The second half: July-December, the 16th to the last, Thursday-Sunday."""
    start, end = interval
    return _middle(interval) if end > start else start, end


def _middle(interval: Interval) -> date:
    """The first day of the second half."""
    start, end = interval
    length = (end - start).days + 1
    if length == 7:
        return start + timedelta(days=3)
    if 28 <= length <= 31:
        return start + timedelta(days=15)
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    return add_months(start, months // 2) if months > 1 else start + timedelta(days=length // 2)


def middle(interval: Interval) -> Interval:
    """The middle third: May-August, the 11th-20th."""
    start, end = interval
    length = (end - start).days + 1
    if 28 <= length <= 31:
        return start + timedelta(days=10), start + timedelta(days=19)
    if length >= 365:
        months = (end.year - start.year + 1) * 12
        return add_months(start, months // 3), add_months(start, months - months // 3) - DAY
    return start + timedelta(days=length // 3), end - timedelta(days=length // 3)


def nth_weekday(interval: Interval, weekday: int, nth: int) -> date | None:
    """The nth (from 1; -1 = last) such weekday in an interval, None where there is none."""
    start, end = interval
    if nth < 0:
        day = end - timedelta(days=(end.weekday() - weekday) % 7)
    else:
        day = start + timedelta(days=(weekday - start.weekday()) % 7 + 7 * (nth - 1))
    return day if start <= day <= end else None


def nth_week(interval: Interval, nth: int, first_weekday: int = 0) -> Interval | None:
    """The nth (from 1; -1 = last) week of a period: ISO weeks of a year, else whole weeks inside the period."""
    start, end = interval
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and nth > 0:
        first = week_of(date(start.year, 1, 4), first_weekday)[0] + timedelta(days=7 * (nth - 1))
        return first, first + timedelta(days=6)
    if nth < 0:
        last = end - timedelta(days=(end.weekday() - first_weekday - 6) % 7)
        return (last - timedelta(days=6), last) if last - timedelta(days=6) >= start else None
    first_day = nth_weekday(interval, first_weekday, nth)
    return (first_day, first_day + timedelta(days=6)) if first_day else None
