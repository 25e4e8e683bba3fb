"""`waqai watch waqai.toml`: follow feeds and sites, and keep the store up to date."""

from __future__ import annotations

import json
import signal
import sys
from collections import Counter
from pathlib import Path
from types import FrameType

from waqai.cli.messages import error, note
from waqai.config import Settings
from waqai.ingest.fetch import State
from waqai.run.archive import Archive
from waqai.run.watch import Watch, read_plan
from waqai.store import open_store


class _Stop:
    """Remembers that SIGINT or SIGTERM came: the round under way is finished first."""

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True

    def __call__(self) -> bool:
        return self.asked


def run(path: Path, *, db: str | None, once: bool) -> int:
    """Follow the sources of a plan, one round only with `once`. Raises UsageError, StoreError."""
    plan = read_plan(path)
    settings = Settings.from_env(db=db or plan.db)
    state = State(plan.state)
    try:
        with open_store(settings.db) as store:
            watch = Watch(plan, Archive(store, settings), state, tell=error)
            if once:
                tally = watch.round(plan.sources)
                _tell(tally)
                return 1 if tally["failed"] else 0
            note(f"following {len(plan.sources)} sources into {store.name}; stop with Ctrl-C")
            watch.forever(_Stop(), _tell)
    finally:
        state.close()
    return 0


def _tell(tally: Counter[str]) -> None:
    """Counts for machines on stdout, a line a round."""
    sys.stdout.write(json.dumps({kind: n for kind, n in sorted(tally.items()) if n}) + "\n")
    sys.stdout.flush()
