"""The timeline of a list of events: bars by quad class, over which a time can be chosen."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from waqai.serve.web.html import Html
from waqai.serve.web.parts.figure import figure
from waqai.serve.web.parts.table import Column, table
from waqai.serve.web.view import View

if TYPE_CHECKING:
    from waqai.serve.views import Timeline

_PRECISION = {"day": "day", "week": "week", "month": "month", "quarter": "month", "year": "year"}


def timeline(view: View, line: Timeline, *, brush: bool = True) -> Html:
    """Events over time. `brush`: dragging over the bars asks for that time, keeping the rest of the query."""
    texts, write = view.texts, view.write
    bins = [_bin(view, start, quads, line.by) for start, quads in filled(line)]
    plot = {"kind": "bars", "bins": bins, "brush": _target(view) if brush else None}
    columns = [
        Column(texts("table.period")),
        *(Column(texts.name("quad", str(quad)), number=True) for quad in range(1, 5)),
    ]
    rows = [[_name(view, one.start, line.by), *(write.number(count) for count in one.quads)] for one in line.bins]
    note = texts("search.timeline_note")
    if line.undated:
        note = f"{note} {write.count('undated', line.undated)}{texts('stop')}"
    title = texts("search.timeline")
    return figure(view, "timeline", title, plot, table(title, columns, rows, hidden=True), note=note, height=150)


def _target(view: View) -> str:
    """The address that the brush leads to, with {from} and {to} to be filled."""
    kept = {key: value for key, value in view.address.values.items() if key not in ("from", "to", "cursor")}
    base = str(view.address.to(view.address.path, kept))
    return f"{base}{'&' if '?' in base else '?'}from={{from}}&to={{to}}"


def filled(line: Timeline) -> Iterator[tuple[dt.date, tuple[int, int, int, int]]]:
    """Every step from the first to the last: those of which nothing is told too, so that time runs evenly."""
    told = {one.start: one.quads for one in line.bins}
    day, last = min(told, default=None), max(told, default=None)
    while day is not None and last is not None and day <= last:
        yield day, told.get(day, (0, 0, 0, 0))
        day = end_of(day, line.by) + dt.timedelta(days=1)


def _bin(view: View, start: dt.date, quads: tuple[int, int, int, int], by: str) -> dict[str, object]:
    names = [view.texts.name("quad", str(quad)) for quad in range(1, 5)]
    counts = [f"{name}: {view.write.number(n)}" for name, n in zip(names, quads, strict=True) if n]
    name = _name(view, start, by)
    return {
        "label": name,
        "tip": "\n".join([name, *counts]),
        "from": start.isoformat(),
        "to": end_of(start, by).isoformat(),
        "values": quads,
    }


def _name(view: View, start: dt.date, by: str) -> str:
    return view.write.day(start, _PRECISION.get(by, "day"), hijri=False)


def end_of(start: dt.date, by: str) -> dt.date:
    """The last day of the step that begins on a day."""
    months = {"month": 1, "quarter": 3, "year": 12}.get(by)
    if months is None:
        return start + dt.timedelta(days=6 if by == "week" else 0)
    month = start.month - 1 + months - 1
    year, month = start.year + month // 12, month % 12 + 1
    return dt.date(year, month, calendar.monthrange(year, month)[1])
