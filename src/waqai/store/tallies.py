"""Events counted: by the values of a filter, over time, by place, by pair of sides; articles by outlet."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from waqai.store.database import Database
from waqai.store.filters import Filters
from waqai.store.where import where

if TYPE_CHECKING:
    import pyarrow as pa

Words = Sequence[frozenset[str]]
Facet = Literal["type", "quad", "mode", "status", "actor", "recipient", "publisher", "place"]
Step = Literal["day", "week", "month", "quarter", "year"]
Quads = tuple[int, int, int, int]
SpotRow = tuple[str | None, str | None, float, float, str, Quads]
SCALARS = {"type": "event", "quad": "quad", "status": "status"}
LISTS = {"mode": "modes", "actor": "actors", "recipient": "targets", "publisher": "publishers", "place": "places"}
"""The column of each filter by whose values events are counted."""
COUNTRY = "^[A-Z]{3}$"
"""The code of a country, as a pattern that DuckDB, PostgreSQL, Arrow and Python understand."""
_COUNTED = {"actor": "v not like '%/%'", "recipient": "v not like '%/%'", "place": f"v ~ '{COUNTRY}'"}
"""Which values of lists are counted: countries and bodies, not their sectors, nor names of places."""
_COLUMNS = (
    "id date enddate event quad status scale confirmed_by tellings first_told updated lat lon exactness spot".split()
)
_QUADS = ", ".join(f"count(*) filter (where quad = {n})" for n in (1, 2, 3, 4))
MOST_PAIRS = 500


class Tallies:
    """Counts over the events that filters ask for. `as_of` is not heeded."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def facet(self, name: Facet, filters: Filters, words: Words = (), *, most: int = 50) -> list[tuple[str, int]]:
        """How many events have each value, the most frequent first."""
        condition, params = where(filters, words, self._db.dialect)
        column = SCALARS.get(name) or f"unnest({LISTS[name]})"
        inner = f"select {column} as v from events where {condition}"  # noqa: S608
        wanted = _COUNTED.get(name, "true")
        sql = (
            f"select cast(v as text), count(*) from ({inner}) as told where {wanted} "  # noqa: S608
            f"group by 1 order by 2 desc, 1 limit {most:d}"
        )
        return [(value, int(events)) for value, events in self._db.query(sql, params)]

    def columns(self) -> pa.Table | None:
        """All that events are searched by, with `rowid`; None where the database cannot give it at once."""
        return self._db.columns(f"select rowid, {', '.join((*_COLUMNS, *LISTS.values()))} from events")  # noqa: S608

    def timeline(self, filters: Filters, by: Step, words: Words = ()) -> tuple[list[tuple[dt.date, Quads]], int]:
        """Events by step and quad class, and how many have no date. An event stands in the middle of its time."""
        condition, params = where(filters, words, self._db.dialect)
        middle = "date + cast((coalesce(enddate, date) - date) / 2 as integer)"
        sql = (
            f"select cast(date_trunc('{by}', {middle}) as date), {_QUADS} from events "  # noqa: S608
            f"where {condition} group by 1 order by 1 nulls last"
        )
        rows = self._db.query(sql, params)
        undated = sum(sum(counts) for start, *counts in rows if start is None)
        return [(start, _quads(counts)) for start, *counts in rows if start is not None], undated

    def ties(
        self, filters: Filters, words: Words = (), *, most: int = MOST_PAIRS
    ) -> list[tuple[str, str, Quads, float, dt.date | None]]:
        """Who deals with whom: source, target, events by quad class, mean score, last day; the most events first."""
        condition, params = where(filters, words, self._db.dialect)
        sql = (
            f"select a, t, {_QUADS}, avg(scale), max(date) from "  # noqa: S608
            "(select a, quad, scale, date, unnest(targets) as t from "
            "(select unnest(actors) as a, targets, quad, scale, date from events "
            f"where {condition}) as acting where a not like '%/%') as pairs "
            f"where t not like '%/%' and t <> a group by 1, 2 order by count(*) desc, 1, 2 limit {most:d}"
        )
        return [(a, t, _quads(quads), float(score), last) for a, t, *quads, score, last in self._db.query(sql, params)]

    def actors(self, *, most: int) -> list[tuple[str, int]]:
        """Countries and bodies by the events on a side of which they stand, the most first."""
        sql = (
            "select p, count(*) from (select distinct id, p from "  # noqa: S608
            "(select id, unnest(actors) as p from events union all select id, unnest(targets) as p from events) as s "
            f"where p not like '%/%') as once group by 1 order by 2 desc, 1 limit {most:d}"
        )
        return [(code, int(events)) for code, events in self._db.query(sql)]

    def partners(self, code: str, *, most: int) -> list[tuple[str, Quads, float, dt.date | None]]:
        """Whom a country or body deals with: code, events by quad class, mean score, last day; the most first."""
        sql = (
            f"select p, {_QUADS}, avg(scale), max(date) from "  # noqa: S608
            "(select distinct id, p, quad, scale, date from "
            "(select id, unnest(actors) as p, quad, scale, date from events where targets && $code::text[] "
            "union all "
            "select id, unnest(targets) as p, quad, scale, date from events where actors && $code::text[]) as dealt "
            "where p not like '%/%' and p <> $own) as once "
            f"group by 1 order by count(*) desc, 1 limit {most:d}"
        )
        rows = self._db.query(sql, {"code": [code], "own": code})
        return [(other, _quads(quads), float(score), last) for other, *quads, score, last in rows]

    def spots(self, filters: Filters, words: Words = (), *, most: int) -> list[SpotRow]:
        """Places with a point: name, country, latitude, longitude, precision, events by quad class; the most first."""
        condition, params = where(filters, words, self._db.dialect)
        country = f"case when places[1] ~ '{COUNTRY}' then places[1] end"
        sql = (
            f"select max(spot), max({country}), lat, lon, exactness, {_QUADS} from events "  # noqa: S608
            f"where {condition} and lat is not null "
            f"group by lat, lon, exactness order by count(*) desc, 1 limit {most:d}"
        )
        return [
            (name, code, lat, lon, kind, _quads(n)) for name, code, lat, lon, kind, *n in self._db.query(sql, params)
        ]

    def unplaced(self, filters: Filters, words: Words = ()) -> int:
        """How many events have no point on the map."""
        condition, params = where(filters, words, self._db.dialect)
        return int(self._db.query(f"select count(*) from events where {condition} and lat is null", params)[0][0])  # noqa: S608

    def outlets(self) -> list[tuple[str, int, int, dt.date | None, dt.date | None]]:
        """Every publisher with its articles, their records, first and last day of publication."""
        sql = (
            "select a.publisher, count(*), coalesce(max(r.n), 0), min(a.published), max(a.published) from articles a "
            "left join (select publisher, count(*) as n from records group by 1) as r on r.publisher = a.publisher "
            "where a.publisher is not null group by 1 order by 2 desc, 1"
        )
        return [(name, int(n), int(records), first, last) for name, n, records, first, last in self._db.query(sql)]

    def span(self, filters: Filters | None = None, words: Words = ()) -> tuple[dt.date | None, dt.date | None]:
        """First and last day on which an event happened, of all or of those asked for."""
        condition, params = where(filters or Filters(), words, self._db.dialect)
        sql = f"select min(date), max(coalesce(enddate, date)) from events where {condition}"  # noqa: S608
        first, last = self._db.query(sql, params)[0]
        return first, last


def is_counted(name: Facet, value: str) -> bool:
    """Whether a value of a filter is counted: as `_COUNTED` has it."""
    if name in ("actor", "recipient"):
        return "/" not in value
    return name != "place" or re.fullmatch(COUNTRY, value) is not None


def _quads(counts: Sequence[int]) -> Quads:
    one, two, three, four = (int(count) for count in counts)
    return one, two, three, four
