"""`waqai recode` and `waqai resolve`: the store's articles coded anew, its records resolved anew."""

from __future__ import annotations

import sys
import time

from rich.console import Console
from rich.table import Table

from waqai.cli.messages import error, note, plural
from waqai.config import Settings
from waqai.run.archive import Archive
from waqai.run.diff import Difference
from waqai.store import open_store

COLUMNS = ("gained", "lost", "changed")


def run(*, db: str | None = None, workers: int = 1, only_outdated: bool = False) -> int:
    """Code the archive anew and print what that changed. Returns the exit status: 1 where an article was rejected."""
    began = time.monotonic()
    settings = Settings.from_env(workers=workers, db=db)
    total = Difference()
    with open_store(settings.db, make=False) as store:
        textless = store.articles.count_without_text()
        for part in Archive(store, settings).recode(only_outdated=only_outdated):
            total += part
    for reason in total.rejected:
        error(reason)
    _show(total)
    seconds = time.monotonic() - began
    note(f"{plural(total.articles, 'article')} coded anew, {total.same} records as before, {seconds:.1f} s")
    if textless:
        note(f"{plural(textless, 'article')} stay as they are: their text was not kept")
    return 1 if total.rejected else 0


def resolve(*, db: str | None = None, workers: int = 1) -> int:
    """Resolve everything anew."""
    began = time.monotonic()
    settings = Settings.from_env(workers=workers, db=db)
    with open_store(settings.db, make=False) as store:
        Archive(store, settings).resolve()
        sizes = store.sizes()
    note(f"{plural(sizes['records'], 'record')}, {plural(sizes['events'], 'event')}, {time.monotonic() - began:.1f} s")
    return 0


def _show(total: Difference) -> None:
    table = Table("Rule", "Gained", "Lost", "Changed")
    for column in table.columns[1:]:
        column.justify = "right"
    for rule in total.rules:
        table.add_row(rule, *(str(getattr(total, name)[rule] or "") for name in COLUMNS))
    table.add_section()
    table.add_row("all", *(str(getattr(total, name).total()) for name in COLUMNS))
    Console(file=sys.stdout, highlight=False).print(table)
