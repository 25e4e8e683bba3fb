"""Rows of lists, ready to be sent: made once for each state of an event and kept in a file that has no name.

To read an event from the store, parse it and write its row takes a hundred times as long as to read the row here. The
file lies in the cache's folder, is not in the server's memory, and is gone with the server, however that ends.
"""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from io import FileIO
from pathlib import Path

LARGEST = 2_000_000_000
"""Bytes of the file; when it has grown beyond, it is begun anew."""
_BITS = 24
_LONGEST = (1 << _BITS) - 1
"""Bytes of a row that is kept."""
Version = tuple[str, int]
"""An event as it was written at a time: its id, and when (microseconds since 1970)."""


class Spool:
    """Rows by version. Any thread may ask at any time."""

    def __init__(self, folder: Path, *, largest: int = LARGEST) -> None:
        self._file = _nameless(folder)
        self._largest, self._lock = largest, threading.Lock()
        self._end = 0
        # Hashes of 64 bits stand for the versions, one number for place and length: a quarter of the room.
        self._places: dict[int, int] = {}

    def get(self, versions: Sequence[Version]) -> list[bytes | None]:
        """Their rows; None for those that are not kept."""
        keys = [hash(version) for version in versions]
        places = [self._places.get(key) for key in keys]
        rows = [self._read(place) if place is not None else None for place in places]
        # Where the file was begun anew meanwhile, its places are other objects, and what was read may be another row.
        now = self._places
        return [row if now.get(key) is place else None for key, place, row in zip(keys, places, rows, strict=True)]

    def _read(self, place: int) -> bytes:
        return os.pread(self._file.fileno(), place & _LONGEST, place >> _BITS)

    def put(self, rows: Sequence[tuple[Version, bytes]]) -> None:
        """Keep rows. Where there is no room on the disk, they are not kept."""
        rows = [(version, row) for version, row in rows if len(row) <= _LONGEST]
        with self._lock, suppress(OSError):
            if self._end > self._largest:
                self._places = {}
                self._file.truncate(0)
                self._end = 0
            data = b"".join(row for _, row in rows)
            if os.pwrite(self._file.fileno(), data, self._end) == len(data):
                self._note(rows)

    def _note(self, rows: Iterable[tuple[Version, bytes]]) -> None:
        for version, row in rows:
            self._places[hash(version)] = self._end << _BITS | len(row)
            self._end += len(row)

    def has(self, version: Version) -> bool:
        """Whether its row is kept."""
        return hash(version) in self._places

    def close(self) -> None:
        """The file is gone."""
        self._file.close()


def _nameless(folder: Path) -> FileIO:
    """A file in a folder, or, where nothing can be written there, in the system's folder for what is temporary."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=folder)
    except OSError:
        number, name = tempfile.mkstemp()
    Path(name).unlink()
    return FileIO(number, "r+")
