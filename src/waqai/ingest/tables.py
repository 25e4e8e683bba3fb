"""Tables: CSV, TSV and Parquet, one article a row. Columns are found by name, or mapped by option."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from waqai.errors import InputError
from waqai.ingest.decode import decode
from waqai.ingest.document import Document, Items
from waqai.ingest.limits import Lines
from waqai.models import Article

NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "article_id", "guid", "uid"),
    "title": ("title", "headline", "header", "العنوان", "عنوان"),
    "text": ("text", "body", "content", "article", "full_text", "maintext", "النص", "نص", "المحتوى"),
    "published": ("published", "date", "published_at", "publish_date", "date_publish", "pub_date", "التاريخ", "تاريخ"),
    "publisher": ("publisher", "source", "outlet", "newspaper", "site", "source_domain", "المصدر", "مصدر"),
    "url": ("url", "link", "address", "الرابط", "رابط"),
    "language": ("language", "lang"),
}  # fmt: skip
"""Field of an article -> names under which tables have it, the best first."""


def read_csv(document: Document) -> Items:
    """The articles of a CSV file with a header line; comma, semicolon and tab are told apart."""
    csv.field_size_limit(min(document.options.limits.line, sys.maxsize))
    with document.open() as stream:
        lines = _text_lines(Lines(stream, document.options.limits.line), document.where)
        try:
            head = next(lines)
        except StopIteration:
            return
        delimiter = "\t" if document.suffix == ".tsv" else max(",;\t|", key=head.count)
        header = next(csv.reader([head], delimiter=delimiter))
        fields = _fields(header, document)
        rows = csv.reader(lines, delimiter=delimiter)
        yield from _articles(_csv_rows(rows, header), fields, document.where)


def _text_lines(lines: Lines, where: str) -> Iterator[str]:
    for number, line in enumerate(lines, start=1):
        if line is None:
            raise InputError(
                "line too long; the rest of the file is not read", where=f"{where}:{number}", reason="too-large"
            )
        yield decode(line, where=f"{where}:{number}").replace("\x00", "")


def _csv_rows(rows: Any, header: list[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        for row in rows:
            yield rows.line_num + 1, dict(zip(header, row, strict=False))
    except csv.Error as error:
        raise InputError(
            f"not a table that can be read (line {rows.line_num + 1}): {error}", reason="broken"
        ) from error


def read_parquet(document: Document) -> Items:
    """The articles of a Parquet file, read batch by batch."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with document.open() as stream:
        source = stream if stream.seekable() else io.BytesIO(document.read())
        try:
            table = pq.ParquetFile(source)
            fields = _fields(table.schema_arrow.names, document)
            batches = table.iter_batches(batch_size=256, columns=sorted(set(fields.values())))
            rows = (row for batch in batches for row in batch.to_pylist())
            yield from _articles(enumerate(rows, start=1), fields, document.where)
        except (pa.ArrowException, OSError) as error:
            raise InputError(
                f"not a Parquet file that can be read: {error}", where=document.where, reason="broken"
            ) from error


def _fields(header: Iterable[str], document: Document) -> dict[str, str]:
    """Field -> column. Raises InputError where there is no text, or a column that was asked for is missing."""
    columns = {name.strip().lower().lstrip("\ufeff"): name for name in header}
    found: dict[str, str] = {}
    for field, names in NAMES.items():
        asked = document.options.columns.get(field)
        if asked is not None and asked.lower() not in columns:
            raise InputError(f"no column «{asked}»; there are: {_named(columns)}", where=document.where)
        column = next((columns[name] for name in ((asked.lower(),) if asked else names) if name in columns), None)
        if column is not None:
            found[field] = column
    if "text" not in found:
        hint = "say which column holds the text, for example --column text=body"
        raise InputError(f"no column of text among {_named(columns)}; {hint}", where=document.where)
    return found


def _named(columns: Mapping[str, str]) -> str:
    more = f" and {len(columns) - 20} more" if len(columns) > 20 else ""
    return ", ".join(name[:50] for name in list(columns.values())[:20]) + more


def _articles(rows: Iterable[tuple[int, Mapping[str, Any]]], fields: Mapping[str, str], where: str) -> Items:
    for number, row in rows:
        data = {field: row.get(column) for field, column in fields.items()}
        if any(value not in (None, "") for value in data.values()):
            try:
                yield Article.parse(data, where=f"{where}:{number}")
            except InputError as error:
                yield error
