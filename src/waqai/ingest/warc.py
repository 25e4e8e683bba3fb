"""Web archives (WARC, CC-NEWS) with fastwarc: pages in Arabic become articles, others are skipped at first sight."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from waqai.errors import InputError
from waqai.ingest.document import Document, Items
from waqai.ingest.gates import looks_arabic
from waqai.ingest.limits import Limits
from waqai.ingest.page import part_of_page
from waqai.ingest.page.parts import Joiner, Part

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.I)
_PAGE_TYPES = ("text/html", "application/xhtml+xml", "")
_OK = 200


def read_warc(document: Document) -> Items:
    """The Arabic pages of an archive as articles; what is no such page comes as an error that says why."""
    with document.open() as stream:
        yield from read_responses(stream, where=document.where, limits=document.options.limits)


def read_responses(stream: Any, *, where: str, limits: Limits, end: int | None = None) -> Items:
    """The same for an open stream, from where it stands up to the first record at byte `end` or beyond.

    Articles that stand on several pages come as one where all of them are there.
    """
    joiner = Joiner()
    try:
        for record in _responses(stream, where):
            if end is not None and record.stream_pos >= end:
                break
            try:
                yield from joiner.add(_part(record, limits.document, f"{where}@{record.stream_pos}"))
            except InputError as error:
                yield error
    except InputError as broken:
        yield from joiner.rest()
        raise broken
    yield from joiner.rest()


def _responses(stream: Any, where: str) -> Iterator[WarcRecord]:
    """The HTTP responses of the archive. Raises InputError where it breaks off; what came before has been given."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    try:
        yield from ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True)
    except (OSError, EOFError, ValueError, RuntimeError) as error:
        raise InputError(f"the archive breaks off: {error}", where=where, reason="broken") from error


def _part(record: WarcRecord, limit: int, where: str) -> Part:
    url = record.headers.get("WARC-Target-URI")
    headers = record.http_headers
    if headers is None:
        raise InputError("not an HTTP response", where=where, reason="not-http")
    if headers.status_code != _OK:
        raise InputError(f"HTTP status {headers.status_code}", where=where, reason="http-status")
    content_type = (record.http_content_type or "").lower()
    if content_type not in _PAGE_TYPES:
        raise InputError(f"not a page but {content_type}", where=where, reason="not-html")
    data = record.reader.read(limit + 1)
    if len(data) > limit:
        raise InputError("page too large", where=where, reason="too-large")
    if not looks_arabic(data):
        raise InputError("the page is not in Arabic script", where=where, reason="language")
    charset = _CHARSET.search(headers.get("Content-Type") or "")
    return part_of_page(data, where=where, url=url, charset=charset[1] if charset else None)
