"""Who held which office when: a lane for each office, a bar for each holder, as long as the chronicle is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from waqai.relations.look import Look
from waqai.relations.svg import Svg, width_of
from waqai.serve.web.html import Html
from waqai.serve.web.parts.drawn import drawing, looks
from waqai.serve.web.parts.table import Column, table
from waqai.serve.web.view import View

if TYPE_CHECKING:
    from waqai.serve.views import OfficeRow

_LANE, _BAR = 48, 22
Term = tuple[dt.date, dt.date, "OfficeRow"]


def offices(view: View, rows: Sequence[OfficeRow], first: dt.date, last: dt.date) -> Html | None:
    """The offices held between two days, None where there are none."""
    lanes = _lanes(view, rows, first, last)
    if not lanes:
        return None
    title = view.texts("actor.offices")
    wide, narrow = (_draw(view, lanes, first, last, look, title) for look in looks(view))
    return drawing(view, "offices", title, wide, narrow, _table(view, rows), note=view.texts("actor.offices_note"))


def _lanes(view: View, rows: Sequence[OfficeRow], first: dt.date, last: dt.date) -> list[tuple[str, list[Term]]]:
    """By office, the most important first; of each term the part that lies within the time."""
    found: dict[str, list[Term]] = {}
    for row in rows:
        start, end = _day(row.start, first, last=False), _day(row.end, last, last=True)
        if row.office and start <= last and end >= first:
            found.setdefault(row.office, []).append((max(start, first), min(end, last), row))
    order = list(view.texts.entry("names.office"))
    known = sorted((office for office in found if office in order), key=order.index)
    return [(office, sorted(found[office], key=lambda term: term[0])) for office in known]


def _day(written: str | None, otherwise: dt.date, *, last: bool) -> dt.date:
    """The first or last day that an ISO date or prefix may mean."""
    if not written:
        return otherwise
    parts = [int(part) for part in written.split("-")]
    if len(parts) == 3:
        return dt.date(*parts)
    year, month = parts[0], parts[1] if len(parts) == 2 else (12 if last else 1)
    if not last:
        return dt.date(year, month, 1)
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def _draw(
    view: View, lanes: Sequence[tuple[str, list[Term]]], first: dt.date, last: dt.date, look: Look, title: str
) -> str:
    height = 30 + len(lanes) * _LANE
    svg = Svg(look.width, height, direction=view.direction, language=view.language, arabic_digits=look.digits)
    span = (last - first).days + 1

    def x(day: dt.date) -> float:
        return 4 + (look.width - 8) * (day - first).days / span

    years = max(1, round((last.year - first.year + 1) / (5 if look.is_narrow else 14)))
    for year in range(first.year + 1, last.year + 1, years):
        at = x(dt.date(year, 1, 1))
        svg.line(at, 0, at, height - 18, stroke=look.faint, stroke_width=1)
        if at + 34 < look.width:
            svg.text(at + 3, height - 4, str(year), size=12, fill=look.grey)
    for number, (office, terms) in enumerate(lanes):
        y = 14 + number * _LANE
        svg.text(4, y, view.texts.name("office", office), size=12.5, fill=look.grey, stroke=look.paper,
                 stroke_width=3, paint_order="stroke")  # fmt: skip
        for start, end, row in terms:
            _term(svg, view, look, row, x(start), x(end + dt.timedelta(days=1)), y + 6)
        for (_, before, _), (start, _, _) in pairwise(terms):
            if start >= before:
                svg.line(x(start), y + 6, x(start), y + 6 + _BAR, stroke=look.paper, stroke_width=2)
    return svg.to_string(title=title, embed=False)


def _term(svg: Svg, view: View, look: Look, row: OfficeRow, x: float, end: float, y: float) -> None:
    name = row.name_ar if view.language == "ar" else row.name_en
    svg.rect(x, y, max(end - x, 2), _BAR, f"{name}: {_span(view, row)}", fill=look.lane, stroke=look.rule, rx=2)
    for words in (name, name.split()[-1]):
        if width_of(words, 12.5) + 10 < end - x:
            svg.text(x + 6, y + 15.5, words, size=12.5, fill=look.ink)
            return


def _span(view: View, row: OfficeRow) -> str:
    start, end = (_written(view, part) for part in (row.start, row.end))
    if not end:
        return view.texts("relation.since", day=start) if start else ""
    return view.texts("range", **{"from": start or "…", "to": end})


def _written(view: View, day: str | None) -> str:
    if not day:
        return ""
    precision = {4: "year", 7: "month"}.get(len(day), "day")
    return view.write.day(_day(day, dt.date.min, last=False), precision, hijri=False)


def _table(view: View, rows: Sequence[OfficeRow]) -> Html:
    texts = view.texts
    columns = [Column(texts("table.name")), Column(texts("actor.office")), Column(texts("table.period"))]
    named = [row for row in rows if row.office]
    cells = [
        [row.name_ar if view.language == "ar" else row.name_en, texts.name("office", row.office), _span(view, row)]
        for row in sorted(named, key=lambda row: row.start or "", reverse=True)
    ]
    return table(texts("relation.figures", title=texts("actor.offices")), columns, cells, hidden=True)
