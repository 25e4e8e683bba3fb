"""`waqai code`: articles in, records out, a summary at the end."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from waqai.cli.input import defaults
from waqai.cli.messages import note, plural
from waqai.cli.output import form_of, writer
from waqai.cli.progress import Advance, progress
from waqai.cli.rejections import Rejections
from waqai.config import Settings
from waqai.export import SUFFIXES, csv, jsonl, write
from waqai.ingest.document import Options
from waqai.ingest.paths import count, read
from waqai.models import Record
from waqai.run.local import Coded, code_all

if TYPE_CHECKING:
    from waqai.cli.options import ExportFormat

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What was asked for on the command line."""

    paths: list[str]
    published: str | None = None
    publisher: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    format: ExportFormat | None = None
    workers: int = 1
    out: Path | None = None

    @property
    def form(self) -> str:
        """The format as asked, or the one that suits where the results go."""
        return form_of(self.format and self.format.value, self.out, suffixes=SUFFIXES)


@dataclass(slots=True)
class Tally:
    """What came of a run."""

    articles: int = 0
    events: int = 0
    rejected: Rejections = field(default_factory=Rejections)

    def add(self, coded: Coded[Any]) -> None:
        """Count one article."""
        self.articles += coded.rejected is None
        self.events += len(coded.results)


def run(job: Job) -> int:
    """Do the job. Returns the exit status: 1 where some input was rejected. Raises UsageError."""
    began, tally = time.monotonic(), Tally()
    given = defaults(job.published, job.publisher)
    articles = read(job.paths, defaults=given, options=Options(columns=job.columns))
    settings = Settings.from_env(workers=job.workers)
    apart = job.out is not None or not sys.stdout.isatty()  # no bar in the midst of the results
    bar = progress("coding", lambda: count(job.paths), counted="events", shown=apart)
    with writer(job.out) as stream, bar as advance, _Rejected(job.out) as rejected:
        done = code_all(articles, settings, render=RENDER.get(job.form, itself))
        _write(_noted(done, tally, advance, rejected), job.form, stream)
    _summary(tally, time.monotonic() - began)
    return 1 if tally.rejected else 0


def _noted(done: Iterable[Coded[T]], tally: Tally, advance: Advance, rejected: _Rejected) -> Iterator[Coded[T]]:
    """Pass on what was coded, once it is counted and what was rejected is told."""
    for coded in done:
        tally.add(coded)
        yield coded
        advance(len(coded.results))
        if coded.rejected is not None:
            rejected.write(coded)
            tally.rejected.tell(coded.rejected, coded.reason)


def _write(done: Iterable[Coded[Any]], form: str, stream: TextIO) -> None:
    """Records as they are in the forms that have them; in the others each record is an event of its own."""
    if form not in RENDER:
        from waqai.models import ChronicleEvent

        write((ChronicleEvent.of(record) for coded in done for record in coded.results), form, stream)
        return
    put = _Writer(form, stream)
    for coded in done:
        put(coded)


def itself(record: Record) -> Record:
    """The table needs the record as it is."""
    return record


RENDER: dict[str, Callable[[Record], Any]] = {"jsonl": jsonl.line, "csv": csv.line, "table": itself}


class _Writer:
    """Writes the results of one article after the other in the form asked for."""

    def __init__(self, form: str, stream: TextIO) -> None:
        self._stream = stream
        self._show: Callable[[Coded[Record]], None] | None = None
        if form == "csv":
            stream.write(csv.header() + "\n")
        if form == "table":
            from waqai.cli.table import Table

            self._show = Table(stream).show

    def __call__(self, coded: Coded[Any]) -> None:
        if self._show is not None:
            self._show(coded)
        else:
            self._stream.writelines(f"{line}\n" for line in coded.results)


class _Rejected:
    """What was rejected stands next to the results, one JSON line each; a stale file of an earlier run goes away."""

    def __init__(self, out: Path | None) -> None:
        self._path = out.with_name(out.name + ".rejected.jsonl") if out else None
        self._stream: TextIO | None = None

    def __enter__(self) -> _Rejected:
        if self._path is not None:
            self._path.unlink(missing_ok=True)
        return self

    def __exit__(self, *_: object) -> None:
        if self._stream is not None:
            self._stream.close()

    def write(self, coded: Coded[Any]) -> None:
        """Note one article that was rejected."""
        if self._path is None:
            return
        if self._stream is None:
            self._stream = self._path.open("w", encoding="utf8")
        row = {"id": coded.article_id, "kind": coded.reason, "reason": coded.rejected}
        self._stream.write(json.dumps(row, ensure_ascii=False) + "\n")


def _summary(tally: Tally, seconds: float) -> None:
    text = f"{plural(tally.articles, 'article')}, {plural(tally.events, 'event')}, {seconds:.1f} s"
    note(f"{text}, {tally.rejected}" if tally.rejected else text)
