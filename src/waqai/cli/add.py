"""`waqai add`: articles into a store, a bar while it goes on, a summary at the end."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from waqai.cli.input import columns, defaults
from waqai.cli.messages import note, plural
from waqai.cli.progress import progress
from waqai.cli.rejections import Rejections
from waqai.config import Settings
from waqai.errors import InputError
from waqai.ingest.document import Options
from waqai.ingest.paths import count, read
from waqai.models import Article
from waqai.run.archive import Archive
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
    with open_store(settings.db) as store, progress("adding", lambda: count(paths)) as advance:
        for outcome in Archive(store, settings).add(articles):
            fates[outcome.fate] += 1
            records += outcome.records
            advance(outcome.records)
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
