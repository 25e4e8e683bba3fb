"""`waqai add`: articles into a store, a bar while it goes on, a summary at the end."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from waqai.cli.input import columns, defaults
from waqai.cli.messages import note, plural, stderr
from waqai.cli.rejections import Rejections
from waqai.config import Settings
from waqai.errors import InputError
from waqai.ingest.document import Options
from waqai.ingest.paths import count, read
from waqai.models import Article
from waqai.run.archive import Archive, Outcome
from waqai.store import open_store


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the command line says about the input."""

    published: str | None = None
    publisher: str | None = None
    columns: list[str] | None = None


def run(
    paths: list[str],
    given: Given,
    *,
    db: str | None = None,
    workers: int = 1,
    keep_text: bool | None = None,
) -> int:
    """Add articles. Returns the exit status: 1 where some were rejected. Raises StoreError, UsageError."""
    began = time.monotonic()
    articles = _read(paths, given)
    settings = Settings.from_env(workers=workers, db=db, keep_text=keep_text)
    fates: Counter[str] = Counter()
    records, rejected = 0, Rejections()
    with open_store(settings.db) as store, _progress(paths) as advance:
        for outcome in Archive(store, settings).add(articles):
            fates[outcome.fate] += 1
            records += outcome.records
            advance(outcome)
            if outcome.fate == "rejected":
                rejected.tell(outcome.message, outcome.reason)
        seconds = time.monotonic() - began
        note(f"{_told(fates, records, rejected)}, {seconds:.1f} s; {store.name} holds {_holds(store.sizes())}")
    return 1 if rejected else 0


def _read(paths: list[str], given: Given) -> Iterator[Article | InputError]:
    options = Options(columns=columns(given.columns))
    return read(paths, defaults=defaults(given.published, given.publisher), options=options)


def _told(fates: Counter[str], records: int, rejected: Rejections) -> str:
    told = [f"{plural(fates['added'], 'article')} added with {plural(records, 'record')}"]
    told += [f"{fates[fate]} {fate}" for fate in ("replaced", "unchanged") if fates[fate]]
    return ", ".join([*told, str(rejected)] if rejected else told)


def _holds(sizes: dict[str, int]) -> str:
    return ", ".join(plural(sizes[name], name[:-1]) for name in ("articles", "records", "events"))


@contextmanager
def _progress(paths: list[str]) -> Iterator[Callable[[Outcome], None]]:
    """A bar on stderr where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _outcome: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("adding"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=stderr(), transient=True) as bar:
        task = bar.add_task("adding", total=count(paths))
        yield lambda _outcome: bar.update(task, advance=1)
