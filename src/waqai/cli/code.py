"""`waqai code`: articles in, records out, a summary at the end."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from waqai.cli.input import defaults
from waqai.cli.messages import note, plural, stderr
from waqai.cli.output import writer
from waqai.cli.rejections import Rejections
from waqai.config import Settings
from waqai.export import SUFFIXES, csv, jsonl, write
from waqai.ingest.document import Options
from waqai.ingest.paths import count, read
from waqai.models import ChronicleEvent, Record
from waqai.run.local import Coded, code_all

if TYPE_CHECKING:
    from waqai.cli.options import ExportFormat

T = TypeVar("T")
Step = Callable[[Coded[Any]], None]


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
        if self.format is not None:
            return self.format.value
        if self.out is not None:
            return SUFFIXES.get(self.out.suffix.lower(), "jsonl")
        return "table" if sys.stdout.isatty() else "jsonl"


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
    with writer(job.out) as stream, _progress(job) as advance, _Rejected(job.out) as rejected:
        done = code_all(articles, settings, render=RENDER.get(job.form, itself))
        _write(_noted(done, tally, advance, rejected), job.form, stream)
    _summary(tally, time.monotonic() - began)
    return 1 if tally.rejected else 0


def _noted(done: Iterable[Coded[T]], tally: Tally, advance: Step, rejected: _Rejected) -> Iterator[Coded[T]]:
    """Pass on what was coded, once it is counted and what was rejected is told."""
    for coded in done:
        tally.add(coded)
        yield coded
        advance(coded)
        if coded.rejected is not None:
            rejected.write(coded)
            tally.rejected.tell(coded.rejected, coded.reason)


def _write(done: Iterable[Coded[Any]], form: str, stream: TextIO) -> None:
    """Records as they are in the forms that have them; in the others each record is an event of its own."""
    if form not in RENDER:
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


@contextmanager
def _progress(job: Job) -> Iterator[Step]:
    """A bar on stderr where that is a terminal and the results do not go to the same one."""
    if not sys.stderr.isatty() or (job.out is None and sys.stdout.isatty()):
        yield lambda _coded: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("coding"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[events]} events"))
    with Progress(*columns, TimeRemainingColumn(), console=stderr(), transient=True) as bar:
        task = bar.add_task("coding", total=count(job.paths), events=0)
        events = 0

        def advance(coded: Coded[Any]) -> None:
            nonlocal events
            events += len(coded.results)
            bar.update(task, advance=1, events=events)

        yield advance


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
