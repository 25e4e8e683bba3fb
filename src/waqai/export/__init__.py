"""Writers: one file a format. `write` streams events in any of them; `csv` and `jsonl` write single records too."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING, TextIO

from waqai.errors import UsageError

if TYPE_CHECKING:
    from waqai.models import ChronicleEvent

FORMATS = {
    "jsonl": "jsonl",
    "csv": "events_csv",
    "parquet": "parquet",
    "polecat": "polecat",
    "gdelt": "gdelt",
    "gdelt-mentions": "gdelt_mentions",
    "icews": "icews",
    "graphml": "graphml",
    "geojson": "geojson",
}
"""Every format with the module that writes it: a new format is a line here and a file."""
SUFFIXES = {
    ".jsonl": "jsonl", ".csv": "csv", ".parquet": "parquet", ".graphml": "graphml", ".geojson": "geojson",
}  # fmt: skip
"""The formats that a file's name tells."""


def write(events: Iterable[ChronicleEvent], format: str, out: TextIO) -> None:
    """Write events to a stream, in one of `FORMATS`. Bytes (Parquet) go to the buffer beneath the stream.

    Raises UsageError on a format that there is not.
    """
    if format not in FORMATS:
        raise UsageError(f"«{format}» is none of the formats {', '.join(FORMATS)}")
    writer: Callable[[Iterable[ChronicleEvent], TextIO], None] = import_module(f"waqai.export.{FORMATS[format]}").write
    writer(events, out)
