"""`waqai events`: the chronicle, filtered, as a table, JSON lines or CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO, TypeVar

from waqai.cli.messages import note
from waqai.cli.output import form_of, writer
from waqai.config import Settings
from waqai.export import FORMATS as WRITTEN
from waqai.export import SUFFIXES, write
from waqai.run.asking import Asking
from waqai.store import Filters, open_store
from waqai.store.filters import Value

T = TypeVar("T")
FORMATS = ("table", *WRITTEN)
"""What events can be written as."""
SHOWN = 100
"""Events that a table shows where no limit is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What was asked for on the command line."""

    query: Mapping[str, Value]
    db: str | None = None
    format: str | None = None
    out: Path | None = None

    @property
    def form(self) -> str:
        """The format as asked, or the one that suits where the results go."""
        return form_of(self.format, self.out, suffixes=SUFFIXES)


def option(name: str) -> str:
    """A filter as it is written on the command line."""
    return "--" + name.replace("_", "-")


def run(question: Question) -> int:
    """Write the events. Returns the exit status: 1 where there are none. Raises StoreError, UsageError."""
    filters = Filters.parse(question.query, named=option)
    settings = Settings.from_env(db=question.db)
    with open_store(settings.db, write=False) as store, writer(question.out) as stream:
        archive = Asking(store, settings)
        shown = (
            _table(archive, filters, stream)
            if question.form == "table"
            else _write(archive, filters, question.form, stream)
        )
    return 0 if shown else 1


def _write(archive: Asking, filters: Filters, form: str, stream: TextIO) -> int:
    """Write the events, and count them. JSON lines are written as they are stored."""
    if form == "jsonl":
        lines = _Counted(archive.lines(filters))
        stream.writelines(f"{line}\n" for line in lines)
        return lines.number
    events = _Counted(archive.events(filters))
    write(events, form, stream)
    return events.number


class _Counted(Iterator[T]):
    """Passes things on and counts them."""

    def __init__(self, things: Iterator[T]) -> None:
        self._things, self.number = things, 0

    def __next__(self) -> T:
        thing = next(self._things)
        self.number += 1
        return thing


def _table(archive: Asking, filters: Filters, stream: TextIO) -> int:
    from waqai.cli.event_table import EventTable

    first = filters if filters.limit is not None else replace(filters, limit=SHOWN)
    events = list(archive.events(first))
    EventTable(stream).show(events)
    total = archive.count(filters)
    if total != len(events):
        note(f"{len(events)} of {total} events; --limit and --offset show others, --format csv all")
    return len(events)
