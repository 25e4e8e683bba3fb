"""Parquet: the columns of the CSV with real types, lists as lists; written in groups, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TextIO

from waqai.errors import UsageError
from waqai.export.flat import COLUMNS, row
from waqai.models import ChronicleEvent

GROUP = 10_000
"""Rows in a group."""


def write(events: Iterable[ChronicleEvent], out: TextIO) -> None:
    """Bytes to the buffer beneath the stream. Raises UsageError where there is none."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    buffer = getattr(out, "buffer", None)
    if buffer is None or out.isatty():
        raise UsageError("Parquet is binary: write it to a file or a pipe")
    kinds = {"text": pa.string(), "texts": pa.list_(pa.string()), "integer": pa.int64(), "number": pa.float64()}
    schema = pa.schema([(name, kinds.get(kind, pa.date32())) for name, (kind, _) in COLUMNS.items()])
    with pq.ParquetWriter(buffer, schema, compression="zstd") as writer:
        rest = iter(events)
        while group := list(islice(rest, GROUP)):
            columns = list(zip(*(row(event) for event in group), strict=True))
            writer.write_table(pa.table([pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema))
