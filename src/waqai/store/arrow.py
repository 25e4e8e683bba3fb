"""Rows as Arrow tables, in memory and as bytes for another process."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from waqai.store.tables import Kind, columns_of

if TYPE_CHECKING:
    import pyarrow as pa


def arrow_table(table: str, rows: Sequence[Sequence[Any]]) -> pa.Table:
    """Rows of a table of the store; their values stand in the order of its columns."""
    import pyarrow as pa

    columns = columns_of(table)
    values: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    arrays = [pa.array(one, arrow_kind(kind)) for one, kind in zip(values, columns.values(), strict=True)]
    return pa.table(arrays, names=list(columns))


def arrow_kind(kind: Kind) -> pa.DataType:
    """The Arrow type of a kind of column."""
    import pyarrow as pa

    kinds: dict[Kind, pa.DataType] = {
        "text": pa.string(),
        "texts": pa.list_(pa.string()),
        "integer": pa.int32(),
        "bigint": pa.int64(),
        "double": pa.float64(),
        "date": pa.date32(),
        "timestamp": pa.timestamp("us"),
        "boolean": pa.bool_(),
        "bytes": pa.binary(),
    }
    return kinds[kind]


def packed(table: pa.Table) -> bytes:
    """A table as bytes."""
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def unpacked(data: bytes) -> pa.Table:
    """The table that `packed` wrote."""
    import pyarrow as pa

    with pa.ipc.open_stream(data) as stream:
        return stream.read_all()
