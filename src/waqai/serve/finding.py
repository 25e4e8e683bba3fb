"""Finds events in memory: keeps the index of the store's latest state, and which events are told in which words."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from waqai.serve.caching import Answers
from waqai.serve.index import Index, Mask
from waqai.serve.pool import Pool
from waqai.store import Filters

BETWEEN = 10.0
"""Seconds between two indexes that are made, while the store is written to all the time."""


@dataclass(frozen=True, slots=True)
class Found:
    """The events that are asked for, in an index."""

    index: Index
    mask: Mask
    words: Mask | None
    """those that are told in the words asked for; None where none are"""

    def without(self, filters: Filters, name: str) -> Mask:
        """The events that `filters` ask for when one of them is left out."""
        if not getattr(filters, name):
            return self.mask
        nothing: dict[str, Any] = {name: ()}
        mask = self.index.mask(replace(filters, **nothing))
        return mask if self.words is None else mask & self.words


class Finder:
    """Finds by the index of the latest state of a store; a new one is made in the background when that has changed.

    `state` changes whenever the store does; None where that cannot be known without asking it.
    """

    def __init__(self, pool: Pool, state: Callable[[], str | None]) -> None:
        self._pool, self._now, self._lock = pool, state, threading.Lock()
        self._words = Answers()
        self._state: str | None = None
        self._index: Index | None = None
        self._made = -BETWEEN
        self._maker: threading.Thread | None = None

    def find(self, filters: Filters, since: dt.datetime | None = None) -> Found | None:
        """The events asked for, written since a time (UTC); None where only the store can tell. Raises StoreError."""
        state = self._now()
        if state is None or filters.as_of is not None:
            return None
        index = self.index(state)
        if index is None:
            return None
        mask, words = index.mask(filters, since), None
        if filters.text:
            told = self._words.get(state, filters.text, lambda: self._told(index, filters))
            if told is None:
                return None
            words = np.unpackbits(told, count=index.size).view(np.bool_)
            mask &= words
        return Found(index, mask, words)

    def index(self, state: str) -> Index | None:
        """The index of a state; None where there is none yet."""
        with self._lock:
            if self._state == state:
                return self._index
            busy = self._maker is not None and self._maker.is_alive()
            if not busy and time.monotonic() - self._made >= BETWEEN:
                self._maker = threading.Thread(target=self._make, args=(state,), name="waqai-index", daemon=True)
                self._maker.start()
        return None

    def wait(self) -> None:
        """Until the index that is being made is there."""
        if self._maker is not None:
            self._maker.join()

    def _told(self, index: Index, filters: Filters) -> np.typing.NDArray[np.uint8] | None:
        """A bit for each event: whether it is told in these words; None where the store has been written to since."""
        with self._pool.reader() as archive:
            ids = archive.store.chronicle.with_words(archive.words(filters))
        mask = index.among(ids)
        return None if mask is None else np.packbits(mask)

    def _make(self, state: str) -> None:
        """Make one; where the store was written to meanwhile, the rows that it names are checked when they are read."""
        with self._pool.reader() as archive:
            table = archive.store.tallies.columns()
        index = Index(table) if table is not None else None
        if index is not None:
            index.prepare()
        with self._lock:
            self._state, self._index, self._made = state, index, time.monotonic()
