"""Chronicle events as a table, and one event with its tellings side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TextIO

from rich.text import Text

from waqai.cli.labels import STATUS_STYLE
from waqai.cli.table import console, draw, grid, lines, says, side, sizes, what, when, where
from waqai.models import ChronicleEvent, Mention, Size

EVENTS = {"Who": 18, "Did what": 18, "To whom": 18, "Where": 12, "Told by": 18}
TELLINGS = {"Outlet": 14, "Says": 16, "In these words": 50}


class EventTable:
    """Shows chronicle events on `stream`."""

    def __init__(self, stream: TextIO) -> None:
        self._stream, self._console = stream, console(stream)

    def show(self, events: Sequence[ChronicleEvent]) -> None:
        """One row an event."""
        if not events:
            self._console.print(Text("no events", style="dim"))
            return
        table = grid("", EVENTS)
        for event in events:
            table.add_row(*_row(event))
        draw(self._console, self._stream, table)

    def show_one(self, event: ChronicleEvent) -> None:
        """The event, the course it took, what is told differently, and each telling."""
        self.show([event])
        for line in (*_life(event), *_contradictions(event)):
            self._console.print(line)
        table = grid("Tellings, earliest first", TELLINGS)
        table.columns[0].header = "Published"
        for mention in event.mentions:
            table.add_row(*_telling(mention))
        draw(self._console, self._stream, table)


def _row(event: ChronicleEvent) -> tuple[Text, ...]:
    low_high = _between(event.size_low, event.size_high)
    return (
        when(event),
        side(event.actor),
        lines([what(event), *low_high]),
        side(event.recipient),
        where(event),
        _told_by(event),
    )


def _between(low: Size | None, high: Size | None) -> Iterable[Text]:
    """«8 to 10 dead» where the tellings differ."""
    for name in ("dead", "injured", "arrested", "participants") if low and high else ():
        least, most = getattr(low, name), getattr(high, name)
        if least is not None and most is not None and least != most:
            yield Text(f"{least} to {most} {name}", style="yellow")


def _told_by(event: ChronicleEvent) -> Text:
    outlets = dict.fromkeys(m.article.publisher for m in event.mentions if m.article.publisher)
    confirmed = f"{len(event.mentions)} told, {event.confirmed_by} independent"
    return lines([Text(event.id, style="dim"), Text(confirmed), Text("، ".join(outlets), style="italic")])


def _life(event: ChronicleEvent) -> Iterable[Text]:
    if len(event.life) > 1:
        steps = (f"{stage.status} ({stage.told or 'day unknown'})" for stage in event.life)
        yield Text("Course: ", style="bold") + Text(", then ".join(steps))


def _contradictions(event: ChronicleEvent) -> Iterable[Text]:
    for found in event.contradictions:
        versions = "; ".join(f"{version.value} ({len(version.records)})" for version in found.versions)
        yield Text(f"Told differently, {found.field}: ", style="bold yellow") + Text(versions)


def _telling(mention: Mention) -> tuple[Text, ...]:
    article = mention.article
    status = Text("denies it" if mention.denies else mention.status, style=STATUS_STYLE.get(mention.status, ""))
    copied = Text(f"as {mention.copy_of} has it" if mention.copy_of else "", style="dim")
    dated = Text(f"on {mention.date}" if mention.date else "")
    return (
        Text(str(article.published or "no date")),
        lines([Text(article.publisher or "?"), Text(article.id, style="dim"), copied]),
        lines([status, dated, *sizes(mention.size), says(mention.attribution)]),
        lines([Text(mention.quote), Text(article.url or "", style="dim")]),
    )
