"""CSV: one row an event, with a header; lists joined by `; `. An empty cell is a null."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Any, TextIO

from waqai.export.flat import COLUMNS, row
from waqai.models import ChronicleEvent


def write(events: Iterable[ChronicleEvent], out: TextIO) -> None:
    """Header and rows, as RFC 4180 has it but for the line end, which is a line feed."""
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows(cells(event) for event in events)


def cells(event: ChronicleEvent) -> list[Any]:
    """The cells of an event's row."""
    return [_cell(value) for value in row(event)]


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    return "; ".join(value) if isinstance(value, list) else value
