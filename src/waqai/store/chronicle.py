"""Reading the chronicle: events by filter, one event, the lean rows that relations are computed from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from waqai import models
from waqai.store.database import Database
from waqai.store.filters import ORDERS, Filters
from waqai.store.rows import event_row, now, union, unpack_act
from waqai.store.where import Place, after, order_by, page, where

if TYPE_CHECKING:
    from waqai.models import Act, By, ChronicleEvent

Words = Sequence[frozenset[str]]
Retell = Callable[[Mapping[str, Sequence[str]]], Iterable["ChronicleEvent"]]
"""Makes the events of these records anew: event id -> ids of the records told by then."""
PAGE = 4000
"""Events that are read at once."""
FEW = 500
"""Events up to which DuckDB looks each up in its index; of more, columns are read.

So they are where several connections ask at once: lookups of many keys then stop one another for seconds.
"""


class Chronicle:
    """The events of a store. `words` stand for `filters.text`: for each word the lemmas that it may be a form of."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def lines(self, filters: Filters, words: Words = (), *, retell: Retell | None = None) -> Iterator[str]:
        """The events asked for as JSON, in order. `retell` is needed with `as_of` only."""
        with self._db.reading():
            source = self._source(filters, retell)
            condition, params = where(filters, words, self._db.dialect)
            sql = f"select id from {source} where {condition} order by {order_by(filters)}{page(filters)}"  # noqa: S608
            ids = [row[0] for row in self._db.query(sql, params)]
            for start in range(0, len(ids), PAGE):
                wanted = ids[start : start + PAGE]
                found = self._json(source, wanted)
                yield from (found[key] for key in wanted)

    def events(self, filters: Filters, words: Words = (), *, retell: Retell | None = None) -> Iterator[ChronicleEvent]:
        """The events asked for, in order."""
        return map(models.ChronicleEvent.model_validate_json, self.lines(filters, words, retell=retell))

    def count(self, filters: Filters, words: Words = (), *, retell: Retell | None = None) -> int:
        """How many events are asked for, whatever the page."""
        with self._db.reading():
            source = self._source(filters, retell)
            condition, params = where(filters, words, self._db.dialect)
            return int(self._db.query(f"select count(*) from {source} where {condition}", params)[0][0])  # noqa: S608

    def acts(self, filters: Filters, words: Words = (), *, retell: Retell | None = None) -> list[Act]:
        """The lean rows of the events asked for, in order."""
        with self._db.reading():
            source = self._source(filters, retell)
            condition, params = where(filters, words, self._db.dialect)
            sql = f"select act from {source} where {condition} order by {order_by(filters)}{page(filters)}"  # noqa: S608
            return [unpack_act(row[0]) for row in self._db.query(sql, params)]

    def page(
        self,
        filters: Filters,
        words: Words = (),
        *,
        most: int,
        behind: Place | None = None,
        updated_since: dt.datetime | None = None,
        retell: Retell | None = None,
    ) -> list[tuple[Place, str]]:
        """So many events behind a place in the order, each with its own place, as JSON.

        `updated_since` leaves out events that have not been written since (UTC).
        """
        with self._db.reading():
            source = self._source(filters, retell)
            condition, params = where(filters, words, self._db.dialect)
            further, more = after(filters, behind)
            if updated_since is not None:
                further, more = f"{further} and updated >= $updated", more | {"updated": updated_since}
            sql = (
                f"select {ORDERS[filters.order.removeprefix('-')]}, id from {source} "  # noqa: S608
                f"where {condition} and {further} order by {order_by(filters)} limit {most:d}"
            )
            places: list[Place] = [(value, key) for value, key in self._db.query(sql, params | more)]
            found = self._json(source, [key for _, key in places])
            return [(place, found[place[1]]) for place in places]

    def with_words(self, words: Words) -> list[str]:
        """The ids of all events that are told in these words."""
        condition, params = where(Filters(), words, self._db.dialect)
        return [row[0] for row in self._db.query(f"select id from events where {condition}", params)]  # noqa: S608

    def at_rows(self, rows: Sequence[int]) -> dict[tuple[str, int], str]:
        """The JSON of the events at these places of DuckDB's table, by id and when they were written (microseconds
        since 1970); what stands there may have changed.
        """
        sql = "select id, epoch_us(updated), json from events where rowid in (select unnest($rows::bigint[]))"
        return {(key, at): text for key, at, text in self._db.query(sql, {"rows": list(rows)})}

    def days(self, filters: Filters, by: By = "day") -> list[tuple[dt.date, dt.date, int]]:
        """First day, last day and number of all dated events of each stretch: what shares of coverage count against.

        What lies within one step stands on the first day of the step.
        """
        condition, params = where(replace(filters, as_of=None), (), self._db.dialect)
        start, end = (f"cast(date_trunc('{by}', {day}) as date)" for day in ("date", "coalesce(enddate, date)"))
        sql = (
            f"select case when {start} = {end} then {start} else date end, "  # noqa: S608
            f"case when {start} = {end} then {start} else coalesce(enddate, date) end, count(*) "
            f"from events where date is not null and {condition} group by 1, 2 order by 1, 2"
        )
        return [(first, last, int(n)) for first, last, n in self._db.query(sql, params)]

    def get(self, key: str) -> ChronicleEvent | None:
        """One event by its id."""
        rows = self._db.query("select json from events where id = $id", {"id": key})
        return models.ChronicleEvent.model_validate_json(rows[0][0]) if rows else None

    def some(self, ids: Iterable[str]) -> dict[str, ChronicleEvent]:
        """Events by id; those that are not known are left out."""
        found = self._json("events", list(ids))
        return {key: models.ChronicleEvent.model_validate_json(text) for key, text in found.items()}

    def acts_beside(self, ids: Iterable[str], *, sides: Sequence[str], most: int) -> list[Act]:
        """The lean rows of other events of any of the sides, told by the articles that tell these ones."""
        condition, params = where(Filters(side=tuple(sides)), (), self._db.dialect)
        sql = (
            "select act from events where id in (select event from mentions where article in "  # noqa: S608
            "(select article from mentions where event in (select unnest($ids::text[])))) "
            f"and id not in (select unnest($ids::text[])) and {condition} order by id limit {most:d}"
        )
        return [unpack_act(row[0]) for row in self._db.query(sql, {"ids": list(ids), **params})]

    def texts(self, ids: Iterable[str]) -> dict[str, str]:
        """Events by id, as JSON; those that are not known are left out."""
        return self._json("events", list(ids))

    def of_record(self, record: str) -> str | None:
        """The id of the event to which a record belongs."""
        rows = self._db.query("select event from mentions where record = $id", {"id": record})
        return rows[0][0] if rows else None

    def _json(self, source: str, ids: Sequence[str]) -> dict[str, str]:
        """The events of ids, as JSON. DuckDB reads all that is in a column unless it is told where to look."""
        duckdb = self._db.dialect == "duckdb" and source == "events" and ids
        if duckdb and len(ids) <= FEW and not self._db.shared:
            return self._json_by_name(ids)
        found = self._json_by_place(ids) if duckdb else {}
        missing = [key for key in ids if key not in found]
        if missing:
            # Rows move when another connection writes its log into the file, even while this one reads.
            sql = f"select id, json from {source} where id in (select unnest($ids::text[]))"  # noqa: S608
            found |= dict(self._db.query(sql, {"ids": missing}))
        return found

    def _json_by_name(self, ids: Sequence[str]) -> dict[str, str]:
        """By the index, which DuckDB uses where each value stands in the statement."""
        params = {f"id{at}": key for at, key in enumerate(ids)}
        named = ", ".join(f"${name}" for name in params)
        return dict(self._db.query(f"select id, json from events where id in ({named})", params))  # noqa: S608

    def _json_by_place(self, ids: Sequence[str]) -> dict[str, str]:
        places = self._db.query("select rowid from events where id in (select unnest($ids::text[]))", {"ids": ids})
        sql = "select id, json from events where rowid in (select unnest($places::bigint[]))"
        wanted = set(ids)
        return {key: text for key, text in self._db.query(sql, {"places": [row[0] for row in places]}) if key in wanted}

    def _source(self, filters: Filters, retell: Retell | None) -> str:
        """Where to read from: the events as they are, or as they had been told by a day."""
        if filters.as_of is None:
            return "events"
        if retell is None:
            raise ValueError("as_of needs a way to tell events anew")
        day = filters.as_of
        self._tell_anew(day, retell)
        # A day is written by this program alone, as an ISO date.
        return (
            f"(select * from events where last_told <= date '{day:%Y-%m-%d}' "  # noqa: S608
            f"and {_ALL_DATED} union all select * from retold) as told"
        )

    def _tell_anew(self, day: dt.date, retell: Retell) -> None:
        """Fill `retold` with the events of which only a part had been told by that day."""
        self._db.run("drop table if exists retold")
        self._db.run("create temporary table retold as select * from events limit 0")
        told: dict[str, list[str]] = {}
        sql = (
            "select m.event, m.record from mentions m join events e on e.id = m.event "  # noqa: S608
            "where m.published <= $day and e.first_told <= $day "
            f"and not (e.last_told <= $day and {_ALL_DATED})"
        )
        for event, record in self._db.query(sql, {"day": day}):
            told.setdefault(event, []).append(record)
        if told:
            self._db.append("retold", self._rows(retell(told)))

    def _rows(self, events: Iterable[ChronicleEvent]) -> list[tuple[Any, ...]]:
        made = list(events)
        records = [mention.record for event in made for mention in event.mentions]
        sql = "select id, lemmas from records where id in (select unnest($ids::text[]))"
        lemmas: dict[str, str] = dict(self._db.query(sql, {"ids": records})) if records else {}
        at = now()
        return [event_row(event, union(lemmas, (m.record for m in event.mentions)), at) for event in made]


_ALL_DATED = "undated = 0"
