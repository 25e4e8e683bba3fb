"""Single days placed by the publication date: weekdays, yesterday and tomorrow, parts of the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from waqai.extract.times.arithmetic import DAY, Interval, add_months, nth_weekday
from waqai.extract.times.grammar import Rule, rule, same
from waqai.extract.times.when import Reference, When, mapped, relative

_NEAR_DEICTIC = 2


def _day(day: date) -> When:
    return relative((day, day), "day")


def _deictic(reference: Reference, offset: int) -> When:
    return _day(reference.day + offset * DAY)


def _tomorrow(reference: Reference) -> When:
    return _day(reference.day + DAY)


def weekday_before(reference: Reference, weekday: int) -> date:
    """The last such weekday, the publication day included."""
    return reference.day - timedelta(days=(reference.day.weekday() - weekday) % 7)


def weekday_after(reference: Reference, weekday: int) -> date:
    """The next such weekday, the publication day not included."""
    return weekday_before(reference, weekday) + timedelta(days=7)


def _weekday(reference: Reference, weekday: int) -> When:
    """«الخميس»: the last one, the next one as alternative (codebook 4, rule 9)."""
    before, after = weekday_before(reference, weekday), weekday_after(reference, weekday)
    if reference.direction == "future" and before < reference.day:
        before, after = after, before
    return replace(_day(before), others=((after, after),))


def _weekday_on_side(reference: Reference, weekday: int, side: int) -> When:
    """«الثلاثاء الماضي» is never today, «الأحد المقبل» neither."""
    if side == 0:
        return _in_week(reference, weekday, _week(reference))
    if side > 0:
        return _day(weekday_after(reference, weekday))
    before = weekday_before(reference, weekday)
    return _day(before if before < reference.day else before - timedelta(days=7))


def _week(reference: Reference) -> Interval:
    start = reference.day - timedelta(days=(reference.day.weekday() - reference.first_weekday) % 7)
    return start, start + timedelta(days=6)


def _in_week(_: Reference, weekday: int, week: Interval) -> When:
    day = nth_weekday(week, weekday, 1)
    return _day(day or week[0])


def _this_weekday(reference: Reference, weekday: int) -> When:
    """«هذا الجمعة»."""
    return _in_week(reference, weekday, _week(reference))


def _week_weekday(reference: Reference, week: When, weekday: int) -> When | None:
    """«الأسبوع الماضي الأحد»."""
    return _in_week(reference, weekday, week.interval) if week.precision == "week" else None


def _weekday_of_week(reference: Reference, weekday: int, week: When) -> When | None:
    """«الأحد من الأسبوع الماضي»."""
    return _week_weekday(reference, week, weekday)


def _weekday_and_number(reference: Reference, weekday: int, number: int) -> When | None:
    """«الجمعة 22»: the nearest 22nd that is a Friday."""
    found: list[date] = []
    for months in range(-14, 15):
        try:
            day = add_months(reference.day.replace(day=1), months).replace(day=number)
        except ValueError:
            continue
        if day.weekday() == weekday:
            found.append(day)
    return _day(min(found, key=lambda day: abs(day - reference.day))) if found else None


def _nth_weekday_of_this_month(reference: Reference, weekday: int, number: int) -> When | None:
    """«يوم الأحد الثاني» without a month."""
    first = reference.day.replace(day=1)
    day = nth_weekday((first, add_months(first, 1) - DAY), weekday, number)
    return _day(day) if day and number <= 5 else None


def _day_number(reference: Reference, number: int) -> When:
    """«يوم 27»: of the month of publication."""
    return _day(reference.day.replace(day=number))


def _deictic_weekday(reference: Reference, offset: int, weekday: When) -> When:
    """«أمس الأربعاء»: the weekday decides where a late publication has moved «أمس»."""
    told = reference.day + offset * DAY
    candidates = [day for day, _ in (weekday.interval, *weekday.others)]
    nearest = min(candidates, key=lambda day: abs(day - told))
    return _day(nearest if abs((nearest - told).days) <= _NEAR_DEICTIC else told)


def _second(_: Reference, _first: object, second: When) -> When:
    """The date that is given in full decides («اليوم الخميس 27 أكتوبر»)."""
    return second


def _weekday_date(_: Reference, weekday: int, day: When) -> When:
    """«الخميس 15 أغسطس»: the year in which that day is a Thursday, where there is a choice."""
    readings = (day.interval, *day.others)
    fitting = [reading for reading in readings if reading[0].weekday() == weekday]
    if len(fitting) != 1 or fitting[0] == day.interval:
        return day
    others = tuple(reading for reading in readings if reading != fitting[0])
    return replace(day, start=fitting[0][0], end=fitting[0][1], others=others)


def _of_day(_: Reference, is_night: bool, day: When) -> When | None:
    """«مساء أمس», «فجر الخميس»."""
    return day if day.precision == "day" else None


def _night_between(_: Reference, is_night: bool, first: When, second: When) -> When | None:
    """«ليل الخميس - الجمعة», «ليلة الأربعاء الخميس»: both days."""
    nights = {day: day + DAY for day in (first.start, *(other[0] for other in first.others)) if day}
    ends = {second.start, *(other[0] for other in second.others)}
    for start, end in nights.items():
        if is_night and end in ends:
            return When(start, end, "day", "relative", floating=True, kind="span")
    return None


def _single(reference: Reference, day: When) -> When | None:
    return mapped(day, lambda interval: interval) if day.precision == "day" and day.kind == "point" else None


def day_rules() -> tuple[Rule, ...]:
    """The rules of this module."""
    return (
        rule("weekday_when", "weekday", "weekday", _weekday),
        rule("weekday_when", "day and weekday name", "~day_noun weekday_name", _weekday),
        rule("placed_weekday", "weekday and side", "weekday side", _weekday_on_side),
        rule("placed_weekday", "this weekday", "~this ~day_noun? weekday", _this_weekday),
        rule("placed_weekday", "week and weekday", "calendar_period ~sep? ~day_noun? weekday", _week_weekday),
        rule("placed_weekday", "weekday of week", "weekday ~sep? ~of? calendar_period", _weekday_of_week),
        rule("placed_weekday", "weekday name of week", "weekday_name ~of? calendar_period", _weekday_of_week),
        rule("placed_weekday", "weekday and number", "weekday ~in? day_firm", _weekday_and_number),
        rule("placed_weekday", "nth weekday here", "~day_noun weekday ordinal", _nth_weekday_of_this_month),
        rule("dated", "date", "full_date", same),
        rule("dated", "the date", "~the_date dated", same),
        rule("dated", "weekday and date", "weekday ~sep? ~open? ~corresponding? ~of? dated ~close?", _weekday_date),
        rule("dated", "on numeric date", "~dated dated_day", same),
        rule("dated", "day of month", "~dated full_date", same),
        rule("day", "nth", "nth_when", _single),
        rule("day", "deictic", "deictic", _deictic),
        rule("day", "tomorrow", "~day_noun bare_tomorrow", lambda r, _: _tomorrow(r)),
        rule("day", "weekday", "weekday_when", same),
        rule("day", "placed weekday", "placed_weekday", same),
        rule("day", "date", "dated", same),
        rule("day", "festival", "festival_when", same),
        rule("day", "day of", "~day_noun day", same),
        rule("day", "day number", "~day_noun day_digits", _day_number),
        rule("day", "on numeric day", "~day_noun dated_day", same),
        rule("day", "deictic and weekday", "deictic ~sep? ~open? weekday_when ~close?", _deictic_weekday),
        rule("day", "day (deictic)", "day_core ~open deictic ~close", lambda r, _, offset: _deictic(r, offset)),
        rule("day", "deictic and date", "deictic ~sep? ~open? dated ~close?", _second),
        rule("day", "tomorrow weekday", "bare_tomorrow ~sep? weekday_when", lambda r, _, w: _deictic_weekday(r, 1, w)),
        rule("day", "part of day", "part_of_day ~of? day", _of_day),
        rule("day", "part of tomorrow", "~part_of_day ~day_noun? bare_tomorrow", lambda r, _: _tomorrow(r)),
        rule("day", "night between", "part_of_day weekday_when ~sep? weekday_when", _night_between),
        rule("day", "day, time of day", "day_core ~sep? ~part_of_day", same),
        rule("day_core", "weekday", "weekday_when", same),
        rule("day_core", "deictic", "deictic", _deictic),
    )
