"""/events.jsonl and the like: all events asked for as a stream or a file; /events.atom: the latest as a feed."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator
from typing import Literal

from fastapi import APIRouter
from starlette.responses import Response, StreamingResponse

from waqai.export import write
from waqai.export.events_csv import cells
from waqai.export.flat import COLUMNS
from waqai.models import ChronicleEvent
from waqai.serve.api.common import ROOT, Asks, Reader, Wanted
from waqai.serve.desk import Desk
from waqai.serve.feed import atom
from waqai.store import Filters

router = APIRouter(prefix=ROOT, tags=["bulk"])
TYPES = {
    "jsonl": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
    "graphml": "application/graphml+xml",
}
PIECE = 64 * 1024
"""Bytes that are sent at once."""
LATEST = 50
"""Entries of a feed."""


@router.get("/events.atom", response_class=Response)
def feed(desk: Asks, filters: Wanted, _: Reader) -> Response:
    """The latest events of a query as an Atom feed."""
    return Response(atom(desk, filters, most=LATEST), media_type="application/atom+xml")


@router.get("/events.{form}", response_class=StreamingResponse)
def events(
    desk: Asks, filters: Wanted, _: Reader, form: Literal["jsonl", "csv", "parquet", "geojson", "graphml"]
) -> StreamingResponse:
    """All events that fit, whole: JSON lines, or tables with a row an event, or a map, or a graph."""
    stream = _STREAMS.get(form)
    body = stream(desk, filters) if stream else _file(desk, filters, form)
    headers = {"Content-Disposition": f'attachment; filename="events.{form}"'}
    return StreamingResponse(_begun(body), media_type=TYPES[form], headers=headers)


@router.get("/records.{form}", response_class=StreamingResponse)
def records(desk: Asks, _: Reader, form: Literal["jsonl"]) -> StreamingResponse:
    """All records, as JSON lines."""
    return StreamingResponse(_begun(_joined(desk.record_lines())), media_type=TYPES[form])


def _begun(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces, of which the first is made at once: what goes wrong there is still told as a problem."""
    first = next(pieces, b"")

    def all_of_them() -> Iterator[bytes]:
        yield first
        yield from pieces

    return all_of_them()


def _joined(lines: Iterator[str]) -> Iterator[bytes]:
    """Lines in pieces of a size that is worth sending."""
    waiting: list[str] = []
    size = 0
    for line in lines:
        waiting.append(line)
        size += len(line)
        if size >= PIECE:
            yield ("\n".join(waiting) + "\n").encode()
            waiting, size = [], 0
    if waiting:
        yield ("\n".join(waiting) + "\n").encode()


def _jsonl(desk: Desk, filters: Filters) -> Iterator[bytes]:
    return _joined(desk.lines(filters))


def _csv(desk: Desk, filters: Filters) -> Iterator[bytes]:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for line in desk.lines(filters):
        table.writerow(cells(ChronicleEvent.model_validate_json(line)))
        if out.tell() >= PIECE:
            yield out.getvalue().encode()
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode()


_STREAMS = {"jsonl": _jsonl, "csv": _csv}


def _file(desk: Desk, filters: Filters, form: str) -> Iterator[bytes]:
    """Made whole in a file of its own, which is gone afterwards."""
    with tempfile.TemporaryFile() as file:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="\n")
        write(map(ChronicleEvent.model_validate_json, desk.lines(filters)), form, text)
        text.flush()
        text.detach()
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece
