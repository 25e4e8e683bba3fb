"""Charts counted in memory: over time, on the map, by pair of sides. The answers are those of `store.tallies`."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from waqai.store.tallies import COUNTRY, Quads, SpotRow, Step

if TYPE_CHECKING:
    import pyarrow as pa

    from waqai.serve.index import Index, Mask, Values

Whole = NDArray[np.int64]
Short = NDArray[np.int32]
EPOCH = dt.date(1970, 1, 1).toordinal()
TieRow = tuple[str, str, Quads, float]
PartnerRow = tuple[str, Quads, float, dt.date | None]


class Charts:
    """What is counted of the events of an index. `mask` says which."""

    def __init__(self, index: Index, table: pa.Table) -> None:
        from waqai.serve.index import UNKNOWN

        self._index = index
        self._quads = table["quad"].to_numpy().astype(np.int8) - 1
        self._scales = table["scale"].to_numpy()
        self._dated = index.first != UNKNOWN
        length = np.where(self._dated, np.maximum(index.last - index.first, 0), 0)
        self._middle = index.first + np.rint(length / 2).astype(np.int32)
        self._spots = _Spots(table)

    def span(self, mask: Mask) -> tuple[dt.date | None, dt.date | None]:
        """First and last day on which an event happened."""
        first, last = self._index.first[mask & self._dated], self._index.last[mask]
        last = last[last >= 0]
        return (
            dt.date.fromordinal(int(first.min())) if len(first) else None,
            dt.date.fromordinal(int(last.max())) if len(last) else None,
        )

    def timeline(self, mask: Mask, by: Step) -> tuple[list[tuple[dt.date, Quads]], int]:
        """Events by step and quad class, and how many have no date. An event stands in the middle of its time."""
        dated = mask & self._dated
        undated = int(np.count_nonzero(mask)) - int(np.count_nonzero(dated))
        starts = _starts(self._middle[dated].astype(np.int64) - EPOCH, by)
        if not len(starts):
            return [], undated
        least = int(starts.min())
        counts = np.bincount((starts - least) * 4 + self._quads[dated]).astype(np.int64)
        bins = np.pad(counts, (0, -len(counts) % 4)).reshape(-1, 4)
        filled = np.flatnonzero(bins.any(axis=1)).tolist()
        return [(dt.date.fromordinal(EPOCH + least + n), _quads(bins[n])) for n in filled], undated

    def spots(self, mask: Mask, *, most: int) -> list[SpotRow]:
        """Places with a point: name, country, latitude, longitude, precision, events by quad class; the most first."""
        return self._spots.count(mask, self._quads, most)

    def unplaced(self, mask: Mask) -> int:
        """How many events have no point on the map."""
        return int(np.count_nonzero(mask & ~self._spots.placed))

    def ties(self, mask: Mask, *, most: int) -> list[TieRow]:
        """Who deals with whom: source, target, events by quad class, mean score; the most events first."""
        sources, targets, codes, events = self._pairs
        chosen = mask[events]
        codes, events = codes[chosen], events[chosen]
        many = len(sources)
        counts = np.bincount(codes * 4 + self._quads[events], minlength=4 * many).reshape(-1, 4)
        scores = np.bincount(codes, weights=self._scales[events], minlength=many)
        total = counts.sum(axis=1)
        found = sorted(np.flatnonzero(total).tolist(), key=lambda n: (-total[n], sources[n], targets[n]))
        return [(sources[n], targets[n], _quads(counts[n]), float(scores[n] / total[n])) for n in found[:most]]

    def actors(self, *, most: int) -> list[tuple[str, int]]:
        """Countries and bodies by the events on a side of which they stand, the most first."""
        either: dict[str, list[Short]] = {}
        for side in ("actors", "targets"):
            for name, events in self._index.values[side].each():
                if "/" not in name:
                    either.setdefault(name, []).append(events)
        counted = [(name, len(np.unique(np.concatenate(events)))) for name, events in either.items()]
        return sorted(counted, key=lambda pair: (-pair[1], pair[0]))[:most]

    def partners(self, code: str, *, most: int) -> list[PartnerRow]:
        """Whom a country or body deals with: code, events by quad class, mean score, last day; the most first."""
        sources, targets, codes, events = self._pairs
        others: dict[str, list[Short]] = {}
        for number, (source, target) in enumerate(zip(sources, targets, strict=True)):
            if source != target and code in (source, target):
                others.setdefault(target if source == code else source, []).append(events[codes == number])
        rows = [self._partner(other, np.unique(np.concatenate(theirs))) for other, theirs in others.items()]
        return sorted(rows, key=lambda row: (-sum(row[1]), row[0]))[:most]

    def _partner(self, other: str, events: Short) -> PartnerRow:
        counts = np.bincount(self._quads[events], minlength=4)
        days = self._index.first[events[self._dated[events]]]
        last = dt.date.fromordinal(int(days.max())) if len(days) else None
        return other, _quads(counts), float(self._scales[events].mean()), last

    @cached_property
    def _pairs(self) -> tuple[list[str], list[str], Short, Short]:
        """Sources and targets of all pairs, and for each time that two stand in an event its pair and the event."""
        acting, suffering = self._index.values["actors"], self._index.values["targets"]
        a_codes, a_events = _plain(acting)
        t_codes, t_events = _plain(suffering)
        many = np.bincount(t_events, minlength=self._index.size)
        times = many[a_events]
        own = np.repeat(np.arange(len(a_events)), times)
        behind = np.arange(len(own)) - np.repeat(np.cumsum(times) - times, times)
        theirs = (np.cumsum(many) - many)[a_events[own]] + behind
        keys, codes = np.unique(
            a_codes[own].astype(np.int64) * len(suffering.names) + t_codes[theirs], return_inverse=True
        )
        sources = [acting.names[n] for n in (keys // max(len(suffering.names), 1)).tolist()]
        targets = [suffering.names[n] for n in (keys % max(len(suffering.names), 1)).tolist()]
        two = np.array([one != other for one, other in zip(sources, targets, strict=True)], dtype=np.bool_)
        wanted = two[codes] if len(codes) else np.zeros(0, dtype=np.bool_)
        return sources, targets, codes[wanted].astype(np.int32), a_events[own][wanted]


class _Spots:
    """The points of events: each with the events that stand there."""

    def __init__(self, table: pa.Table) -> None:
        import pyarrow.compute as pc

        self.placed: Mask = pc.is_valid(table["lat"]).to_numpy()
        at = np.flatnonzero(self.placed)
        points, codes = np.unique(table["lat"].to_numpy()[at] + 1j * table["lon"].to_numpy()[at], return_inverse=True)
        exact, self._exact = _ranked(table["exactness"])
        kinds = len(self._exact) + 1
        keys, codes = np.unique(codes * kinds + exact[at] + 1, return_inverse=True)
        self._points, self._kinds = points[keys // kinds], keys % kinds - 1
        self._codes = np.full(len(self.placed), -1, dtype=np.int32)
        self._codes[at] = codes
        self._names, self._named = _ranked(table["spot"])
        self._countries, self._country = _ranked(_countries(table["places"]))

    def count(self, mask: Mask, quads: NDArray[np.int8], most: int) -> list[SpotRow]:
        """Each point with its name, country and events by quad class; the most events first."""
        events = np.flatnonzero(mask & self.placed)
        codes, many = self._codes[events], len(self._points)
        counts = np.bincount(codes * 4 + quads[events], minlength=4 * many).reshape(-1, 4)
        names, countries = (np.full(many, -1, dtype=np.int32) for _ in range(2))
        np.maximum.at(names, codes, self._names[events])
        np.maximum.at(countries, codes, self._countries[events])
        total = counts.sum(axis=1)
        unnamed = np.where(names < 0, len(self._named), names)
        found = sorted(np.flatnonzero(total).tolist(), key=lambda n: (-total[n], unnamed[n]))[:most]
        return [
            (
                self._named[names[n]] if names[n] >= 0 else None,
                self._country[countries[n]] if countries[n] >= 0 else None,
                float(self._points[n].real),
                float(self._points[n].imag),
                self._exact[self._kinds[n]],
                _quads(counts[n]),
            )
            for n in found
        ]


def _countries(places: pa.ChunkedArray) -> pa.ChunkedArray:
    """The first place of each event, where it is the code of a country."""
    import pyarrow as pa
    import pyarrow.compute as pc

    one = pa.scalar([None], places.type)
    first = pc.list_element(pc.if_else(pc.greater(pc.list_value_length(places), 0), places, one), 0)
    return pc.if_else(pc.match_substring_regex(first, COUNTRY), first, None)


def _ranked(column: pa.ChunkedArray) -> tuple[Short, list[str]]:
    """For each event the number of its text among all texts in order, -1 where it has none; and the texts."""
    import pyarrow as pa
    import pyarrow.compute as pc

    encoded = column.combine_chunks().cast(pa.string()).dictionary_encode()
    names: list[str] = encoded.dictionary.to_pylist()
    order = sorted(range(len(names)), key=names.__getitem__)
    ranks = np.empty(len(names) + 1, dtype=np.int32)
    ranks[order] = np.arange(len(names))
    ranks[-1] = -1
    codes = pc.fill_null(encoded.indices, len(names)).to_numpy(zero_copy_only=False)
    return ranks[codes], [names[n] for n in order]


def _plain(values: Values) -> tuple[Short, Short]:
    """Value and event wherever the value is a country or body, not its sector."""
    plain = np.array(["/" not in name for name in values.names] or [False], dtype=np.bool_)
    chosen = plain[values.codes]
    return values.codes[chosen], values.events[chosen]


def _starts(days: Whole, by: Step) -> Whole:
    """The first day of the step of each day; days are counted from 1970."""
    if by == "day":
        return days
    if by == "week":
        return days - (days + 3) % 7
    dates = days.astype("datetime64[D]")
    if by == "year":
        return dates.astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)
    months = dates.astype("datetime64[M]").astype(np.int64)
    months -= months % 3 if by == "quarter" else 0
    starts: Whole = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return starts


def _quads(counts: NDArray[np.int64]) -> Quads:
    one, two, three, four = (int(count) for count in counts)
    return one, two, three, four
