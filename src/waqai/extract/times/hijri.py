"""Hijri dates to Gregorian ones: Umm al-Qura (package hijridate) where defined, else the tabular calendar."""

from __future__ import annotations

from datetime import date, timedelta

from waqai.extract.times.arithmetic import DAY, Interval

# Umm al-Qura tables cover these years of the Hijra.
_FIRST, _LAST = 1343, 1500
_TABULAR_EPOCH = date(622, 7, 19).toordinal()


def to_gregorian(year: int, month: int, day: int) -> date:
    """The Gregorian day. Raises ValueError or OverflowError for a day that does not exist.

    Outside 1343-1500 by the tabular Islamic calendar (Reingold and Dershowitz), which may be a day or two off.
    """
    if not (1 <= month <= 12 and 1 <= day <= 30 and year >= 1):
        raise ValueError(f"no Hijri date {year}-{month}-{day}")
    if _FIRST <= year <= _LAST:
        from hijridate import Hijri

        return date.fromordinal(Hijri(year, month, day).to_gregorian().toordinal())
    days = day + 29 * (month - 1) + month // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(_TABULAR_EPOCH + days - 1)


def hijri_month(year: int, month: int) -> Interval:
    """The first and last Gregorian day of a Hijri month."""
    following = (year + 1, 1) if month == 12 else (year, month + 1)
    return to_gregorian(year, month, 1), to_gregorian(*following, 1) - DAY


def hijri_year(year: int) -> Interval:
    """The first and last Gregorian day of a Hijri year."""
    return to_gregorian(year, 1, 1), to_gregorian(year + 1, 1, 1) - DAY


def hijri_days(year: int, month: int, day: int, days: int = 1) -> Interval:
    """`days` days from a Hijri day on."""
    first = to_gregorian(year, month, day)
    return first, first + timedelta(days=days - 1)


def hijri_years_of(year: int) -> range:
    """The Hijri years that can share a day with a Gregorian year, and a few around them."""
    middle = int((year - 622) * 33 / 32)
    return range(middle - 1, middle + 3)


def approximate_hijri_year(day: date) -> int:
    """The Hijri year around a Gregorian day, one off at most."""
    return int((day.year - 622) * 33 / 32) + 1
