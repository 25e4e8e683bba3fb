"""Events as a table that a person likes to read, an article at a time.

Arabic is written in its logical order; terminals that know bidirectional text lay it out. Each cell that mixes scripts
puts them on lines of their own, so that it stays readable either way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TextIO

from rich import box
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from waqai.cli.labels import QUAD_STYLE, STATUS_STYLE, cameo_label
from waqai.models import Attribution, ChronicleEvent, Entity, Record, Size
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
        self._stream, self._console = stream, console(stream)

    def show(self, coded: Coded[Record]) -> None:
        """Print the table of one article; a rejected one prints nothing here."""
        if coded.rejected is not None:
            return
        title = coded.title or coded.article_id or ""
        if not coded.results:
            self._console.print(Text(f"{title}: no events", style="dim"))
            return
        table = grid(title, COLUMNS)
        for record in coded.results:
            table.add_row(*_row(record))
        draw(self._console, self._stream, table)


def console(stream: TextIO) -> Console:
    """A console on `stream`, wide enough where that is no terminal."""
    terminal = Console(file=stream, highlight=False)
    return terminal if terminal.is_terminal else Console(file=stream, highlight=False, width=MIN_WIDTH + 40)


def grid(title: str, columns: Mapping[str, int]) -> Grid:
    """An empty table with a narrow column for dates and others that share the width."""
    made = Grid(title=Text(title, style="bold"), title_justify="left", box=box.ROUNDED, show_lines=True, expand=True)
    made.add_column("When", width=len("2022-10-27"), overflow="fold")
    for heading, ratio in columns.items():
        made.add_column(heading, ratio=ratio, overflow="fold")
    return made


def draw(console: Console, stream: TextIO, table: Grid) -> None:
    """Write a table so that its columns stay in order on a terminal that knows bidirectional text."""
    with console.capture() as drawn:
        console.print(table)
    stream.write(drawn.get().replace("│", "│" + _LEFT_TO_RIGHT))


def _row(record: Record) -> tuple[Text, ...]:
    return (
        when(record),
        side(record.actor),
        what(record),
        side(record.recipient),
        lines([where(record), says(record.attribution)]),
        Text(record.event_text),
    )


def lines(parts: Iterable[Text]) -> Text:
    """Texts below each other, without those that are empty."""
    return Text("\n").join(part for part in parts if part)


def when(record: Record | ChronicleEvent) -> Text:
    """The date, what it rests on, the status."""
    status = Text(record.status, style=STATUS_STYLE.get(record.status, ""))
    basis = Text(f"({record.date_basis})" if record.date_basis else "", style="dim")
    return lines([Text(_span(record)), basis, status])


def _span(record: Record | ChronicleEvent) -> str:
    """«2022-10-27», «2022-10», «2010» or «2011-02-01 – 2011-02-10», as exact as the date is."""
    if record.date is None:
        return "no date"
    day = record.date.isoformat()
    if record.date_precision == "year" and record.enddate and record.date.year == record.enddate.year:
        return day[:4]
    if record.date_precision == "month" and record.enddate and day[:7] == record.enddate.isoformat()[:7]:
        return day[:7]
    return day if record.enddate in (None, record.date) else f"{day} – {record.enddate}"


def side(entities: list[Entity]) -> Text:
    """The entities of a side with their codes."""
    return lines(part for entity in entities for part in _entity(entity))


def _entity(entity: Entity) -> Iterable[Text]:
    codes = " ".join(code for code in (entity.code, entity.sector) if code)
    yield Text(entity.entity_text or entity.name_ar or "")
    if entity.identifier_text and entity.identifier_text.lower() != entity.entity_text.lower():
        yield Text(entity.identifier_text, style="italic")
    yield Text(codes or "?", style="dim")


def what(record: Record | ChronicleEvent) -> Text:
    """Type, modes, code and numbers of people."""
    name = " ".join([*record.event, *record.mode])
    code = f"{record.cameo} {cameo_label(record.cameo)}" if record.cameo else ""
    return lines(
        [Text(name, style=f"bold {QUAD_STYLE[record.quad_code]}"), Text(code, style="dim"), *sizes(record.size)]
    )


def sizes(size: Size | None) -> Iterable[Text]:
    """«10 dead», «العشرات injured»: a line each."""
    for name in ("dead", "injured", "arrested", "participants") if size else ():
        number, words = getattr(size, name), getattr(size, f"{name}_text")
        if number is not None or words:
            yield Text(f"{words if number is None else number} {name}")


def where(record: Record | ChronicleEvent) -> Text:
    """The place with its country."""
    place = record.event_loc
    if place is None:
        return Text("")
    country = f" ({place.country})" if place.country else ""
    return Text(f"{place.name or place.text}{country}")


def says(chain: list[Attribution]) -> Text:
    """Those who say so, outermost first."""
    names = " ‹ ".join(who.name or who.text for who in chain)
    return Text(f"says {names}" if names else "", style="italic")
