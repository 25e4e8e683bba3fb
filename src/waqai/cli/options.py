"""Options that several commands have."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """What the results are written as."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


class ExportFormat(StrEnum):
    """What events are written as."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
    polecat = "polecat"
    gdelt = "gdelt"
    gdelt_mentions = "gdelt-mentions"
    icews = "icews"
    graphml = "graphml"
    geojson = "geojson"


Paths = Annotated[
    list[str], typer.Argument(metavar="PATH...", help=".txt, .jsonl, .html files or folders of them; - reads stdin")
]
Published = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", help="day of publication where the input has none (ISO date)"),
]
Publisher = Annotated[str | None, typer.Option("--publisher", help="publisher where the input has none")]
Out = Annotated[Path | None, typer.Option("--out", "-o", help="write to this file, whole or not at all")]
Workers = Annotated[int, typer.Option("--workers", "-w", min=1, help="processes that code")]
Db = Annotated[
    str | None,
    typer.Option("--db", metavar="STORE", help="DuckDB file or postgresql://...; default: $WAQAI_DB or waqai.duckdb"),
]
Columns = Annotated[
    list[str] | None,
    typer.Option("--column", metavar="FIELD=COLUMN", help="column of a table that holds a field, e.g. text=body"),
]
