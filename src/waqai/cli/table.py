"""Events as a table that a person likes to read, an article at a time.

Arabic is written in its logical order; terminals that know bidirectional text lay it out. Each cell that mixes scripts
puts them on lines of their own, so that it stays readable either way.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from rich import box
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from waqai.cli.labels import QUAD_STYLE, STATUS_STYLE, cameo_label
from waqai.models import Attribution, Entity, Record
from waqai.run.local import Coded

COLUMNS = {"Who": 18, "Did what": 18, "To whom": 18, "Where, says who": 18, "Words": 22}
"""Headings after the date, and their share of the width."""
_LEFT_TO_RIGHT = "\u200e"
"""Set after every rule between columns: two Arabic cells side by side would trade places on a bidi terminal."""
MIN_WIDTH = 100
"""Narrower than this a pipe or an unknown terminal would break every word."""


class Table:
    """Shows coded articles on `stream`."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        terminal = Console(file=stream, highlight=False)
        self._console = (
            terminal if terminal.is_terminal else Console(file=stream, highlight=False, width=MIN_WIDTH + 40)
        )

    def show(self, coded: Coded[Record]) -> None:
        """Print the table of one article; a rejected one prints nothing here."""
        if coded.rejected is not None:
            return
        title = coded.title or coded.article_id or ""
        if not coded.results:
            self._console.print(Text(f"{title}: no events", style="dim"))
            return
        grid = Grid(
            title=Text(title, style="bold"), title_justify="left", box=box.ROUNDED, show_lines=True, expand=True
        )
        grid.add_column("When", width=len("2022-10-27"), overflow="fold")
        for heading, ratio in COLUMNS.items():
            grid.add_column(heading, ratio=ratio, overflow="fold")
        for record in coded.results:
            grid.add_row(*_row(record))
        with self._console.capture() as drawn:
            self._console.print(grid)
        self._stream.write(drawn.get().replace("│", "│" + _LEFT_TO_RIGHT))


def _row(record: Record) -> tuple[Text, ...]:
    return (
        _when(record),
        _side(record.actor),
        _what(record),
        _side(record.recipient),
        _lines([_where(record), _says(record.attribution)]),
        Text(record.event_text),
    )


def _lines(parts: Iterable[Text]) -> Text:
    return Text("\n").join(part for part in parts if part)


def _when(record: Record) -> Text:
    status = Text(record.status, style=STATUS_STYLE.get(record.status, ""))
    basis = Text(f"({record.date_basis})" if record.date_basis else "", style="dim")
    return _lines([Text(_span(record)), basis, status])


def _span(record: Record) -> str:
    """«2022-10-27», «2022-10», «2010» or «2011-02-01 – 2011-02-10», as exact as the date is."""
    if record.date is None:
        return "no date"
    day = record.date.isoformat()
    if record.date_precision == "year" and record.enddate and record.date.year == record.enddate.year:
        return day[:4]
    if record.date_precision == "month" and record.enddate and day[:7] == record.enddate.isoformat()[:7]:
        return day[:7]
    return day if record.enddate in (None, record.date) else f"{day} – {record.enddate}"


def _side(entities: list[Entity]) -> Text:
    return _lines(part for entity in entities for part in _entity(entity))


def _entity(entity: Entity) -> Iterable[Text]:
    codes = " ".join(code for code in (entity.code, entity.sector) if code)
    yield Text(entity.entity_text or entity.name_ar or "")
    if entity.identifier_text and entity.identifier_text.lower() != entity.entity_text.lower():
        yield Text(entity.identifier_text, style="italic")
    yield Text(codes or "?", style="dim")


def _what(record: Record) -> Text:
    name = " ".join([*record.event, *record.mode])
    code = f"{record.cameo} {cameo_label(record.cameo)}" if record.cameo else ""
    return _lines([Text(name, style=f"bold {QUAD_STYLE[record.quad_code]}"), Text(code, style="dim"), *_size(record)])


def _size(record: Record) -> Iterable[Text]:
    """«10 dead», «العشرات injured»: a line each."""
    for name in ("dead", "injured", "arrested", "participants") if record.size else ():
        number, words = getattr(record.size, name), getattr(record.size, f"{name}_text")
        if number is not None or words:
            yield Text(f"{words if number is None else number} {name}")


def _where(record: Record) -> Text:
    place = record.event_loc
    if place is None:
        return Text("")
    country = f" ({place.country})" if place.country else ""
    return Text(f"{place.name or place.text}{country}")


def _says(chain: list[Attribution]) -> Text:
    names = " ‹ ".join(who.name or who.text for who in chain)
    return Text(f"says {names}" if names else "", style="italic")
