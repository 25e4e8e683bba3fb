"""Parts of big files: a JSONL file or a gzipped web archive is cut into ranges that are read apart from one another.

A range holds the lines or records that begin in it, so the ranges of a file hold each of them once, wherever it is cut.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import BinaryIO

from waqai.ingest.document import Items, Options
from waqai.ingest.jsonl import articles_of_lines
from waqai.ingest.limits import Lines
from waqai.ingest.warc import read_responses

_MAGIC = b"\x1f\x8b\x08"
_WINDOW = 1 << 20
_GZIP_ONLY = 31


def can_be_cut(name: str) -> bool:
    """Whether a file of that name can be read in ranges."""
    return name.lower().endswith((".jsonl", ".ndjson", ".warc.gz"))


def read_range(stream: BinaryIO, start: int, end: int, *, where: str, options: Options) -> Items:
    """The articles that begin in bytes `[start, end)` of a file that can be cut."""
    if where.lower().endswith(".warc.gz"):
        first = _first_member(stream, start)
        if first is None or first >= end:
            return
        stream.seek(first)
        yield from read_responses(stream, where=where, limits=options.limits, end=end)
        return
    yield from articles_of_lines(_lines(stream, start, end, options), where=f"{where}@{start}")


def _lines(stream: BinaryIO, start: int, end: int, options: Options) -> Iterator[bytes | None]:
    """The lines that begin in the range; the one that reaches into it belongs to the range before."""
    if start:
        stream.seek(start - 1)
        while (piece := stream.readline(_WINDOW)) and not piece.endswith(b"\n"):
            pass
    at = stream.tell()
    for line in Lines(stream, options.limits.line):
        if at >= end:
            return
        yield line
        at = stream.tell()


def _first_member(stream: BinaryIO, start: int) -> int | None:
    """Where the first gzip member that packs a WARC record begins at or after `start`; None where there is none."""
    at, window = start, b""
    stream.seek(start)
    while True:
        more = stream.read(_WINDOW)
        window += more
        found = window.find(_MAGIC)
        while found >= 0:
            if len(window) - found < _WINDOW // 2 and more:
                break
            if _packs_record(window[found : found + 4096]):
                return at + found
            found = window.find(_MAGIC, found + 1)
        if not more:
            return None
        keep = found if found >= 0 else max(0, len(window) - len(_MAGIC) + 1)
        at, window = at + keep, window[keep:]


def _packs_record(data: bytes) -> bool:
    try:
        return zlib.decompressobj(_GZIP_ONLY).decompress(data, 64).startswith(b"WARC/")
    except zlib.error:
        return False
