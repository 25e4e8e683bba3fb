"""Connections for threads: as many readers as needed at a time, each with its own connection, and one writer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from queue import LifoQueue

from waqai.config import Settings
from waqai.errors import StoreError
from waqai.run.archive import Archive
from waqai.store import open_store

MEMORY = 300
"""MB that a DuckDB file may take in the memory of the server."""
LONG = 4
"""Long answers, such as whole files, that are under way at a time."""


class Pool:
    """The archives of one store. Raises StoreError where it cannot be opened."""

    def __init__(self, settings: Settings, *, readers: int, make: bool = True) -> None:
        self._settings = settings
        self._first = open_store(settings.db, make=make)
        self._first.limit_memory(MEMORY)
        self._writer = Archive(self._first.another(), settings)
        self._writing = threading.Lock()
        self._long = threading.BoundedSemaphore(LONG)
        self._free: LifoQueue[Archive | None] = LifoQueue()
        for _ in range(readers):
            self._free.put(None)

    @contextmanager
    def reader(self) -> Iterator[Archive]:
        """An archive to read from; waits until one is free. One whose connection failed is not used again."""
        archive = self._free.get()
        try:
            archive = archive or Archive(self._first.another(), self._settings)
            yield archive
        except StoreError:
            if archive is not None:
                archive.store.close()
            archive = None
            raise
        finally:
            self._free.put(archive)

    @contextmanager
    def further(self) -> Iterator[Archive]:
        """An archive on a connection of its own, for what takes long. Raises StoreError where there are too many."""
        if not self._long.acquire(timeout=1.0):
            raise StoreError("too many long answers are under way")
        try:
            with self._first.another() as store:
                yield Archive(store, self._settings)
        finally:
            self._long.release()

    @contextmanager
    def writer(self) -> Iterator[Archive]:
        """The archive that may write; waits until nobody else does."""
        with self._writing:
            yield self._writer

    @property
    def name(self) -> str:
        """The file or address, without a password."""
        return self._first.name

    def close(self) -> None:
        """Close all connections; nobody may be at work any more."""
        with self._writing:
            while not self._free.empty():
                archive = self._free.get()
                if archive is not None:
                    archive.store.close()
            self._writer.store.close()
            self._first.close()
