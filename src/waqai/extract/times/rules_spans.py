"""Durations, and what prepositions make of dates: since, until, before, after, between, from-to, ago."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from waqai.extract.times.arithmetic import DAY, Precision, month_interval, vague_ago, years_interval
from waqai.extract.times.durations import Duration
from waqai.extract.times.grammar import Rule, rule, same
from waqai.extract.times.rules_dates import Month, Year, days_between, month_alone, month_of_year, month_on_side
from waqai.extract.times.when import Reference, When, fixed, relative

_SPOKEN_YEARS = range(1800, 2101)


def ago(reference: Reference, duration: Duration) -> When | None:
    """«قبل عامين»: the day that far back; a bare plural leaves a window."""
    if duration.open:
        return relative(vague_ago(reference.day, duration.unit), _open_precision(duration))
    day = duration.from_day(reference.day, -1)
    return relative((day, day), duration.precision)


def _open_precision(duration: Duration) -> Precision:
    return "day" if duration.unit == "hour" else "unknown"


def _ahead(reference: Reference, duration: Duration) -> When | None:
    """«بعد أسبوعين من الآن»."""
    if duration.open:
        return None
    day = duration.from_day(reference.day, 1)
    return relative((day, day), duration.precision)


def _ago_from_now(reference: Reference, duration: Duration, _now: bool) -> When | None:
    return ago(reference, duration)


def _ahead_from_now(reference: Reference, duration: Duration, _now: bool) -> When | None:
    return _ahead(reference, duration)


def _since_duration(reference: Reference, duration: Duration) -> When | None:
    """«منذ ثلاثة أسابيع»: from then until now."""
    if duration.bare and duration.unit == "hour" and not duration.open:
        return None
    found = ago(reference, duration)
    if found is None or reference.bare:
        return found
    return replace(found, end=reference.day, kind="since")


def since(reference: Reference, when: When) -> When | None:
    """«منذ 2007»: from its first day until publication."""
    if when.start is None or when.kind not in ("point", "span"):
        return None
    if when.start > reference.day:
        earlier = [other for other in when.others if other[0] <= reference.day]
        if not earlier:
            return replace(when, end=None, kind="since", others=())
        when = replace(when, start=earlier[0][0])
    return replace(when, end=reference.day, kind="since", others=(), floating=True)


def until(_: Reference, when: When) -> When | None:
    """«حتى الجمعة», «لغاية 2010»: its start is not told."""
    if when.end is None or when.kind not in ("point", "span"):
        return None
    return replace(when, start=None, kind="until", others=())


def before(_: Reference, when: When) -> When | None:
    """«قبل 2010»: up to the day before."""
    if when.start is None or when.kind not in ("point", "span"):
        return None
    return replace(when, start=None, end=when.start - DAY, kind="until", others=(), within=None)


def _before_end(_: Reference, when: When) -> When | None:
    """«قبل نهاية العام»: up to its last day."""
    return until(_, when)


def after(_: Reference, when: When) -> When | None:
    """«بعد 2010»: from the day after; its end is not told."""
    if when.end is None or when.kind not in ("point", "span"):
        return None
    return replace(when, start=when.end + DAY, end=None, kind="since", others=(), within=None)


def _year_point(_: Reference, year: int) -> When | None:
    return fixed(years_interval(year, year), "year") if year in _SPOKEN_YEARS else None


def join(_: Reference, first: When, second: When) -> When | None:
    """«من يناير إلى مارس 2011»: from the first day of one to the last of the other."""
    if first.start is None or second.end is None or first.kind != "point" or second.kind != "point":
        return None
    start = _fit_before(first, second)
    if start > second.end:
        return _joined_ahead(first, second, start)
    # The year of «مارس 2011» is that of «يناير» too; nothing is left to the publication date.
    floating, basis = second.floating or (first.floating and first.basis == "relative"), second.basis
    return When(start, second.end, second.precision, basis, floating=floating, kind="span")


def _joined_ahead(first: When, second: When, start: date) -> When | None:
    ends = [end for _, end in second.others if end >= start]
    if not ends:
        return None
    return When(start, ends[0], second.precision, second.basis, floating=True, kind="span")


def _fit_before(first: When, second: When) -> date:
    """The reading of a floating start that lies nearest before the end («من نوفمبر إلى يناير 2012»)."""
    start, end = first.interval[0], second.interval[1]
    if not first.floating:
        return start
    readings = [start, *(other[0] for other in first.others)]
    if first.basis == "explicit" and not second.floating:
        readings += [_in_year(start, end.year), _in_year(start, end.year - 1)]
    fitting = [reading for reading in readings if reading <= end]
    return max(fitting) if fitting else start


def _in_year(day: date, year: int) -> date:
    return day.replace(year=year, day=min(day.day, month_interval(year, day.month)[1].day))


def _years_span(_: Reference, first: int, second: int) -> When | None:
    """«بين 2011 و2013»."""
    if first not in _SPOKEN_YEARS or second not in _SPOKEN_YEARS or first >= second:
        return None
    return fixed(years_interval(first, second), "year", kind="span")


def _years_span_of(_: Reference, first: Year, second: Year) -> When | None:
    return None if first.is_hijri() or second.is_hijri() else _years_span(_, first.number, second.number)


def _days_of_month(reference: Reference, first: int, last: int, month: Month, year: Year | None) -> When | None:
    """«من 3 حتى 12 سبتمبر»."""
    return days_between(reference, first, last, month, year)


def _days_on_side(reference: Reference, first: int, last: int, month: Month, side: int) -> When | None:
    """«من 10 إلى 13 يوليو المقبل»."""
    found = month_on_side(reference, month, side)
    if found is None or first >= last:
        return None
    year = found.interval[0].year
    if month.calendar == "hijri":
        return None
    return replace(found, start=month.day(year, first)[0], end=month.day(year, last)[1], precision="day", kind="span")


def _month_days(reference: Reference, month: Month, first: int, last: int) -> When | None:
    """«شهر نوفمبر بين 19 و20»."""
    return days_between(reference, first, last, month, None)


def _days_of_period(_: Reference, first: int, last: int, whole: When) -> When | None:
    """«من 4 إلى 23 الشهر المقبل»."""
    if whole.precision != "month" or whole.start is None or first >= last:
        return None
    start = whole.start
    return replace(whole, start=start.replace(day=first), end=start.replace(day=last), precision="day", kind="span")


def _weekdays_of_week(_: Reference, week: When, first: int, last: int) -> When | None:
    """«الأسبوع المقبل بين الأربعاء والجمعة»."""
    if week.precision != "week" or week.start is None:
        return None
    start = week.start + (first - week.start.weekday()) % 7 * DAY
    end = week.start + (last - week.start.weekday()) % 7 * DAY
    return replace(week, start=start, end=end, precision="day", kind="span") if start < end else None


def _duration(_: Reference, duration: Duration) -> When | None:
    """«على مدى ثلاثة أيام»: how long, not when."""
    if duration.unit == "hour":
        return None
    return When(None, None, duration.precision, "anchored", kind="duration", shift=duration.shift(0))


def span_rules() -> tuple[Rule, ...]:
    """The rules of this module."""
    return (
        rule("when", "weekend", "weekend_when", same),
        rule("when", "day", "day", same),
        rule("when", "period", "calendar_period", same),
        rule("when", "running", "running", same),
        rule("when", "month", "month_when", same),
        rule("when", "year", "year_like", same),
        rule("when", "years", "year_range", same),
        rule("when", "month in digits", "month_digits", same),
        rule("when", "season", "season_when", same),
        rule("when", "decade", "decade_when", same),
        rule("when", "century", "century_when", same),
        rule("when", "quarter", "quarter_when", same),
        rule("when", "part", "part_when", same),
        rule("when", "nth", "nth_when", same),
        rule("when", "days of month", "day_span", same),
        rule("when", "named day", "fixed_when", same),
        rule("moment", "when", "when", same),
        rule("moment", "bare year", "year_no", _year_point),
        rule("moment", "weak month", "firm_month", same),
        rule("moment", "named time", "named_when", same),
        rule("moment", "tomorrow", "~bare_tomorrow", lambda r: relative((r.day + DAY, r.day + DAY), "day")),
        rule("firm_month", "month after preposition", "some_month", month_alone),
        rule("time", "when", "when", same),
        rule("time", "since duration", "~since duration", _since_duration),
        rule("time", "since duration from now", "~since duration from_now", _ago_from_now),
        rule("time", "since", "~since ~in? moment", since),
        rule("time", "ago", "~before duration", ago),
        rule("time", "ago, of time", "~before duration ~of_time", ago),
        rule("time", "since duration, of time", "~since duration ~of_time", _since_duration),
        rule("time", "ago from now", "~before duration from_now", _ago_from_now),
        rule("time", "ahead from now", "~after duration from_now", _ahead_from_now),
        rule("time", "before", "~before moment", before),
        rule("time", "before the end", "~before part_when", _before_end),
        rule("time", "after", "~after moment", after),
        rule("time", "until", "~until moment", until),
        rule("time", "until end", "~until part_when", until),
        rule("time", "during", "~during moment", same),
        rule("time", "throughout", "~throughout duration", _duration),
        rule("time", "in year", "~in year_no", _year_point),
        rule("time", "in weak month", "~in month_name side?", _weak_in),
        rule("time", "in weak month of year", "~in month_name of_year", _weak_in_year),
        rule("time", "in named time", "~in named_when", same),
        rule("time", "year in brackets", "~open year_no ~close", _year_point),
        rule("time", "years in brackets", "~open year_range ~close", same),
        rule("time", "on numeric day", "~in dated_day_in", same),
        rule("time", "from to", "~from? moment ~to moment", join),
        rule("time", "from to now", "~from? moment ~to ~now", since),
        rule("time", "since until now", "~since ~in? moment ~to ~now", since),
        rule("time", "since until", "~since ~in? moment ~to moment", join),
        rule("time", "from dash", "~from? moment ~dash moment", join),
        rule("time", "between", "~between moment &moment", join),
        rule("time", "between years", "~between year_range", same),
        rule("time", "years from to", "~from year_no ~to year_no", _years_span),
        rule("time", "years between", "~between year_no &year_no", _years_span),
        rule("time", "the years between", "~between year &year", _years_span_of),
        rule("time", "years joined", "~year_noun year_no &year_no", _years_span),
        rule("time", "days from to", "~from? day_no ~to day_no ~of? some_month of_year?", _days_of_month),
        rule("time", "days from to, side", "~from? day_no ~to day_no ~of? some_month side", _days_on_side),
        rule("time", "days joined, side", "day_no &day_no ~of? some_month side", _days_on_side),
        rule("time", "days dash", "~from? day_no ~dash day_no ~of? some_month of_year?", _days_of_month),
        rule("time", "days between", "~between day_no &day_no ~of? some_month of_year?", _days_of_month),
        rule("time", "days between dash", "~between day_span", same),
        rule("time", "days joined", "day_no &day_no ~of? some_month of_year?", _days_of_month),
        rule("time", "month between days", "some_month ~between day_no &day_no", _month_days),
        rule("time", "month from to days", "some_month ~from day_no ~to day_no", _month_days),
        rule("time", "days of period", "~from? day_no ~to day_no ~of? calendar_period", _days_of_period),
        rule("time", "days of period between", "~between day_no &day_no ~of? calendar_period", _days_of_period),
        rule("time", "week between", "calendar_period ~between weekday &weekday", _weekdays_of_week),
        rule("time", "week from to", "calendar_period ~from weekday ~to weekday", _weekdays_of_week),
    )


def _weak_in(reference: Reference, month: Month, side: int | None) -> When | None:
    """«في مارس», «في مارس الماضي»; a strong month needs no preposition, and gets none."""
    if month.strong or month.bound:
        return None
    return month_alone(reference, month) if side is None else month_on_side(reference, month, side)


def _weak_in_year(reference: Reference, month: Month, year: Year) -> When | None:
    """«في مارس 2011»."""
    return None if month.strong else month_of_year(reference, month, year)
