"""What is searched, in memory: lists and counts over hundreds of thousands of events in a few milliseconds.

Made from the store in about a second, valid for one state of it. Whoever asks while there is none, or for words or for
the past, is answered by the store itself: the answers are the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from waqai.serve.spool import Version
from waqai.store.filters import ORDERS, Filters
from waqai.store.tallies import LISTS, SCALARS, Facet, is_counted
from waqai.store.where import Place

if TYPE_CHECKING:
    import pyarrow as pa

    from waqai.serve.charts import Charts

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]
Places = NDArray[np.int32]
LAST = np.iinfo(np.int64).max
"""Stands for a value that is not known: it comes last in every order."""
UNKNOWN = np.iinfo(np.int32).max
"""Stands for a day that is not known."""
OF_CHARTS = ("quad", "scale", "lat", "lon", "exactness", "spot", "places")
FEW = 40
"""Where fewer than one in so many events fit, they are put in order; else the order is gone through."""


@dataclass(frozen=True, slots=True)
class Values:
    """A column of texts or of lists of texts: for each value the events that have it."""

    names: list[str]
    numbers: dict[str, int]
    codes: NDArray[np.int32]
    """the value at each place, and the event it belongs to"""
    events: NDArray[np.int32]
    sorted_events: NDArray[np.int32]
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, column: pa.ChunkedArray) -> Values:
        """The values of an Arrow column."""
        import pyarrow as pa

        array = column.combine_chunks()
        if pa.types.is_list(array.type):
            events = np.repeat(np.arange(len(array), dtype=np.int32), np.diff(array.offsets.to_numpy()))
            array = array.flatten()
        else:
            events = np.arange(len(array), dtype=np.int32)
        encoded = array.cast(pa.string()).dictionary_encode()
        names, codes = encoded.dictionary.to_pylist(), encoded.indices.to_numpy(zero_copy_only=False).astype(np.int32)
        order = np.argsort(codes, kind="stable")
        starts = np.searchsorted(codes[order], np.arange(len(names) + 1))
        return cls(names, {name: n for n, name in enumerate(names)}, codes, events, events[order], starts)

    def having(self, wanted: Iterable[object], size: int) -> Mask:
        """The events that have one of the values."""
        mask = np.zeros(size, dtype=np.bool_)
        for value in wanted:
            number = self.numbers.get(str(value))
            if number is not None:
                mask[self.sorted_events[self.starts[number] : self.starts[number + 1]]] = True
        return mask

    def each(self) -> Iterator[tuple[str, NDArray[np.int32]]]:
        """Every value with its events."""
        for number, name in enumerate(self.names):
            yield name, self.sorted_events[self.starts[number] : self.starts[number + 1]]

    def counts(self, mask: Mask) -> list[tuple[str, int]]:
        """How many of the events have each value."""
        found = np.bincount(self.codes[mask[self.events]], minlength=len(self.names))
        return [(self.names[n], int(found[n])) for n in np.flatnonzero(found)]


class Index:
    """The columns of one state of a store. Events are numbered; the numbers mean nothing outside of it."""

    def __init__(self, table: pa.Table) -> None:
        import pyarrow.compute as pc

        self.size = table.num_rows
        self._ids = table["id"].combine_chunks()
        self._rows = table["rowid"].to_numpy()
        self._by_id = pc.sort_indices(self._ids).to_numpy()
        self._rank = np.empty(self.size, dtype=np.int32)
        self._rank[self._by_id] = np.arange(self.size, dtype=np.int32)
        self.values = {name: Values.of(table[name]) for name in {*LISTS.values(), *SCALARS.values()}}
        self._told = {name: table[name].combine_chunks() for name in ORDERS.values()}
        self._keys = {name: _numbers(column) for name, column in self._told.items()}
        self.first, self.last = _stretch(self._keys["date"], _numbers(table["enddate"].combine_chunks()))
        self._orders: dict[str, tuple[Places, Places]] = {}
        self._table = table.select(OF_CHARTS)

    @cached_property
    def charts(self) -> Charts:
        """What charts count, made when the first is asked for."""
        from waqai.serve.charts import Charts

        return Charts(self, self._table)

    def mask(self, filters: Filters, updated_since: dt.datetime | None = None) -> Mask:
        """The events that fit. `text` and `as_of` are not heeded."""
        mask = np.ones(self.size, dtype=np.bool_)
        for name, column in (LISTS | SCALARS).items():
            if wanted := getattr(filters, name):
                mask &= self._having(column, wanted)
        if filters.side:
            mask &= self._having("actors", filters.side) | self._having("targets", filters.side)
        if filters.dyad:
            mask &= self._dyads(filters.dyad)
        if filters.since is not None:
            mask &= self.last >= np.int32(filters.since.toordinal())
        if filters.until is not None:
            mask &= self.first <= np.int32(filters.until.toordinal())
        if filters.confirmed_by is not None:
            mask &= self._keys["confirmed_by"] >= filters.confirmed_by
        if updated_since is not None:
            mask &= self._keys["updated"] >= _micros(updated_since)
        return mask

    def among(self, ids: Sequence[str]) -> Mask | None:
        """Events by id; None where there are some of which this state of the store does not know."""
        import pyarrow as pa
        import pyarrow.compute as pc

        mask: Mask = pc.is_in(self._ids, value_set=pa.array(ids, self._ids.type)).to_numpy(zero_copy_only=False)
        return mask if np.count_nonzero(mask) == len(ids) else None

    def page(self, mask: Mask, order: str, *, most: int, behind: Place | None = None) -> list[int] | None:
        """The numbers of so many events behind a place in the order.

        None where the place is not known in this state of the store.
        """
        ordered, places = self._order(order)
        start = 0
        if behind is not None:
            found = self._number_at(order, behind)
            if found is None:
                return None
            start = int(places[found]) + 1
        if np.count_nonzero(mask) < self.size // FEW:
            fitting = np.sort(places[mask])
            chosen: list[int] = ordered[fitting[np.searchsorted(fitting, start) :][:most]].tolist()
            return chosen
        return _first_fitting(ordered, mask, start, most)

    def prepare(self) -> None:
        """Make all orders, and what charts count, before somebody asks for them."""
        for order in ORDERS:
            self._order(order)
            self._order(f"-{order}")
        self.charts.ties(np.zeros(self.size, dtype=np.bool_), most=1)

    def place(self, order: str, number: int) -> Place:
        """Where an event stands in an order."""
        return self._told[ORDERS[order.removeprefix("-")]][number].as_py(), self._ids[number].as_py()

    def versions(self, numbers: Sequence[int]) -> list[Version]:
        """Ids of events, and when they were written (microseconds since 1970)."""
        some = np.array(numbers, dtype=np.int64)
        return list(zip(self._ids.take(some).to_pylist(), self._keys["updated"][some].tolist(), strict=True))

    def rows(self, numbers: Sequence[int]) -> list[int]:
        """Where events stand in DuckDB's table."""
        rows: list[int] = self._rows[np.array(numbers, dtype=np.int64)].tolist()
        return rows

    def facet(self, name: Facet, mask: Mask, *, most: int = 50) -> list[tuple[str, int]]:
        """How many events have each value, the most frequent first."""
        counted = self.values[(LISTS | SCALARS)[name]].counts(mask)
        wanted = [(value, events) for value, events in counted if is_counted(name, value)]
        return sorted(wanted, key=lambda pair: (-pair[1], pair[0]))[:most]

    def _having(self, column: str, wanted: Iterable[object]) -> Mask:
        return self.values[column].having(wanted, self.size)

    def _dyads(self, dyads: Iterable[tuple[str, str]]) -> Mask:
        """Either did it to the other."""
        mask = np.zeros(self.size, dtype=np.bool_)
        for one, other in dyads:
            for a, b in ((one, other), (other, one)):
                mask |= self._having("actors", (a,)) & self._having("targets", (b,))
        return mask

    def _order(self, order: str) -> tuple[Places, Places]:
        """The events in an order, and the place of each in it; made when it is first asked for."""
        if order not in self._orders:
            key = self._keys[ORDERS[order.removeprefix("-")]]
            if order.startswith("-"):
                key = np.where(key == LAST, LAST, -key)
            ordered = np.lexsort((self._rank, key)).astype(np.int32)
            places = np.empty(self.size, dtype=np.int32)
            places[ordered] = np.arange(self.size, dtype=np.int32)
            self._orders[order] = ordered, places
        return self._orders[order]

    def _number_at(self, order: str, place: Place) -> int | None:
        """The event at a place; None where it has another value now, or is no more."""
        number = self._number(place[1])
        return number if number is not None and self.place(order, number) == place else None

    def _number(self, key: str) -> int | None:
        low, high = 0, self.size
        while low < high:
            middle = (low + high) // 2
            if self._ids[int(self._by_id[middle])].as_py() < key:
                low = middle + 1
            else:
                high = middle
        number = int(self._by_id[low]) if low < self.size else -1
        return number if number >= 0 and self._ids[number].as_py() == key else None


def _first_fitting(order: Places, mask: Mask, start: int, most: int) -> list[int]:
    """So many events that fit, from a place in the order on."""
    chosen: list[int] = []
    step = 4096
    while start < len(order) and len(chosen) < most:
        piece = order[start : start + step]
        chosen += piece[mask[piece]][: most - len(chosen)].tolist()
        start, step = start + step, step * 4
    return chosen


def _stretch(first: Numbers, last: Numbers) -> tuple[Places, Places]:
    """First and last day of each event; those of which no day is known lie outside of every stretch."""
    known = first != LAST
    starts = np.where(known, first, UNKNOWN).astype(np.int32)
    return starts, np.where(last != LAST, last, np.where(known, first, -1)).astype(np.int32)


def _numbers(array: pa.Array) -> Numbers:
    """A column of days, times or numbers in an order of whole numbers; scores in thousandths."""
    import pyarrow as pa
    import pyarrow.compute as pc

    shift = 0
    if pa.types.is_date(array.type):
        array, shift = array.cast(pa.int32()), dt.date(1970, 1, 1).toordinal()
    elif pa.types.is_timestamp(array.type):
        array = array.cast(pa.timestamp("us")).cast(pa.int64())
    elif pa.types.is_floating(array.type):
        array = pc.round(pc.multiply(array, 1_000_000.0))
    numbers: Numbers = pc.fill_null(array.cast(pa.int64()), LAST - shift).to_numpy(zero_copy_only=False)
    return numbers + shift


def _micros(at: dt.datetime) -> int:
    return (at - dt.datetime(1970, 1, 1)) // dt.timedelta(microseconds=1)
