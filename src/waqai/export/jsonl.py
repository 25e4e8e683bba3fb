"""JSON lines: the record of the codebook, or the chronicle event, one object a line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from waqai.models import ChronicleEvent, Record


def line(record: Record | ChronicleEvent) -> str:
    """The record as one line of JSON, without the line end."""
    return record.model_dump_json()


def write(events: Iterable[ChronicleEvent], out: TextIO) -> None:
    """An event a line."""
    out.writelines(f"{line(event)}\n" for event in events)
