"""Pages of events: by way of the index and the rows that are kept, else from the store. The answers are the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from waqai.run.archive import Archive
from waqai.serve import cursor as cursors
from waqai.serve.finding import Found
from waqai.serve.index import Index
from waqai.serve.pool import Pool
from waqai.serve.rows import event_json
from waqai.serve.spool import Spool, Version
from waqai.store import Filters

T = TypeVar("T")
Find = Callable[[Filters, dt.datetime | None], Found | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """A page that is asked for: behind `cursor`, so many, only what was written since (UTC)."""

    filters: Filters
    cursor: str | None = None
    limit: int = 100
    since: dt.datetime | None = None


class Lists:
    """Gives pages, each with the cursor of the next. `find` finds what filters ask for, written since a time."""

    def __init__(self, pool: Pool, find: Find, spool: Spool) -> None:
        self._pool, self._find, self._spool = pool, find, spool

    def texts(self, asked: Asked) -> tuple[list[str], str | None]:
        """Whole events as JSON."""
        return self._page(asked, self._told, str)

    def rows(self, asked: Asked) -> tuple[list[bytes], str | None]:
        """The rows of events as JSON."""
        return self._page(asked, self._rows, event_json)

    def _page(
        self, asked: Asked, read: Callable[[Index, list[int]], list[T] | None], make: Callable[[str], T]
    ) -> tuple[list[T], str | None]:
        """What `read` gives for events of the index, or, where it cannot, what `make` makes of the store's JSON."""
        found = self._indexed(asked)
        if found is not None:
            index, numbers, further = found
            page = read(index, numbers)
            if page is not None:
                return page, further
        texts, further = self._stored(asked)
        return [make(text) for text in texts], further

    def keep(self, archive: Archive, index: Index, numbers: Sequence[int]) -> None:
        """Make the rows of these events before somebody asks for them."""
        new = [n for n, version in zip(numbers, index.versions(numbers), strict=True) if not self._spool.has(version)]
        if new:
            self._make(archive, index, new)

    def _indexed(self, asked: Asked) -> tuple[Index, list[int], str | None] | None:
        """The page by way of the index; None where there is none that can tell."""
        behind = cursors.read(asked.cursor) if asked.cursor else None
        found = self._find(asked.filters, asked.since)
        if found is None:
            return None
        order = asked.filters.order
        numbers = found.index.page(found.mask, order, most=asked.limit + 1, behind=behind)
        if numbers is None:
            return None
        further = None
        if len(numbers) > asked.limit:
            further = cursors.write(found.index.place(order, numbers[asked.limit - 1]))
        return found.index, numbers[: asked.limit], further

    def _stored(self, asked: Asked) -> tuple[list[str], str | None]:
        """The page as the store gives it."""
        behind = cursors.read(asked.cursor) if asked.cursor else None
        with self._pool.reader() as archive:
            found = archive.page(asked.filters, most=asked.limit + 1, behind=behind, updated_since=asked.since)
        further = cursors.write(found[asked.limit - 1][0]) if len(found) > asked.limit else None
        return [text for _, text in found[: asked.limit]], further

    def _rows(self, index: Index, numbers: list[int]) -> list[bytes] | None:
        """The rows of events of the index; None where the store has been written to since."""
        rows = self._spool.get(index.versions(numbers))
        missing = [n for n, row in zip(numbers, rows, strict=True) if row is None]
        if not missing:
            return [row for row in rows if row is not None]
        with self._pool.reader() as archive:
            made = self._make(archive, index, missing)
        if made is None:
            return None
        waiting = iter(made)
        return [next(waiting) if row is None else row for row in rows]

    def _make(self, archive: Archive, index: Index, numbers: Sequence[int]) -> list[bytes] | None:
        told = _read(archive, index, numbers)
        if told is None:
            return None
        rows = [event_json(text) for text in told]
        versions: list[Version] = index.versions(numbers)
        self._spool.put(list(zip(versions, rows, strict=True)))
        return rows

    def _told(self, index: Index, numbers: Sequence[int]) -> list[str] | None:
        with self._pool.reader() as archive:
            return _read(archive, index, numbers)


def _read(archive: Archive, index: Index, numbers: Sequence[int]) -> list[str] | None:
    """Events of the index as the store has them; None where it has been written to since."""
    found = archive.store.chronicle.at_rows(index.rows(numbers))
    texts = [found.get(version) for version in index.versions(numbers)]
    told = [text for text in texts if text is not None]
    return told if len(told) == len(texts) else None
