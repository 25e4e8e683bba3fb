"""What one input may cost. Beyond that it is refused with a reason, and the rest goes on."""

from __future__ import annotations

import gzip
import io
import zlib
from dataclasses import dataclass
from typing import BinaryIO, cast

from waqai.errors import InputError

MB = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Sizes in bytes, as they are after decompression.

    document   one page, mail, PDF, or file that is one article
    line       one line of JSONL, CSV or TSV
    member     one member of a zip or gzip file that holds many articles
    members    members of one zip file
    depth      how many containers may lie in one another (a gzip in a zip is 2)
    """

    document: int = 20 * MB
    line: int = 20 * MB
    member: int = 20_000 * MB
    members: int = 1_000_000
    depth: int = 2


def read_capped(stream: BinaryIO, limit: int, *, where: str) -> bytes:
    """All of `stream`. Raises InputError (`too-large`) where it is more than `limit` bytes."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise InputError(f"larger than {limit / MB:g} MB; not read", where=where, reason="too-large")
    return data


class Lines:
    """The lines of a binary stream, none longer than `limit`; a longer one is skipped and comes as None."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self._stream, self._limit = stream, limit

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> bytes | None:
        line = self._stream.readline(self._limit + 1)
        if not line:
            raise StopIteration
        if len(line) <= self._limit or line.endswith(b"\n"):
            return line
        while line and not line.endswith(b"\n"):
            line = self._stream.readline(MB)
        return None


class Capped(io.RawIOBase):
    """A stream that fails with InputError after `limit` bytes: guards against decompression bombs."""

    def __init__(self, stream: BinaryIO, limit: int, *, where: str) -> None:
        self._stream, self._left, self._limit, self._where = stream, limit, limit, where

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill `buffer`. Raises InputError past the limit, or where the packed data are broken."""
        try:
            data = self._stream.read(len(buffer))
        except (EOFError, OSError, ValueError, zlib.error) as error:
            raise InputError(f"broken packed data: {error}", where=self._where, reason="broken") from error
        self._left -= len(data)
        if self._left < 0:
            raise InputError(
                f"unpacks to more than {self._limit / MB:g} MB; stopped", where=self._where, reason="too-large"
            )
        buffer[: len(data)] = data
        return len(data)


def unpacked(packed: BinaryIO, limit: int, *, where: str) -> BinaryIO:
    """What a gzip stream packs. Reading it raises InputError: `too-large` past `limit` bytes, or `broken`."""
    return capped(cast(BinaryIO, gzip.GzipFile(fileobj=packed)), limit, where=where)


def capped(stream: BinaryIO, limit: int, *, where: str) -> BinaryIO:
    """The stream, guarded by `Capped`, with a buffer."""
    return cast(BinaryIO, io.BufferedReader(Capped(stream, limit, where=where), buffer_size=1 << 16))
