"""JSON lines: the record of the codebook, one object a line."""

from __future__ import annotations

from waqai.models import Record


def line(record: Record) -> str:
    """The record as one line of JSON, without the line end."""
    return record.model_dump_json()
