"""`waqai event`: one event with all its tellings side by side."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from waqai.cli.messages import note
from waqai.cli.output import form_of
from waqai.config import Settings
from waqai.export import write
from waqai.run.archive import Archive
from waqai.store import open_store

if TYPE_CHECKING:
    from waqai.cli.options import Format


def run(key: str, *, db: str | None = None, format: Format | None = None) -> int:
    """Show the event of an id. Raises UsageError where there is none."""
    settings = Settings.from_env(db=db)
    with open_store(settings.db, write=False) as store:
        event = Archive(store, settings).find(key)
    if key not in (event.id, *(mention.record for mention in event.mentions)):
        note(f"{key} is now part of {event.id}")
    form = form_of(format and format.value)
    if form == "table":
        from waqai.cli.event_table import EventTable

        EventTable(sys.stdout).show_one(event)
    else:
        write([event], form, sys.stdout)
    return 0
