"""What identity reads and writes of a store, a whole batch in one statement: `waqai.resolve.workspace.Workspace`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from waqai import models
from waqai.errors import InputError, StoreError
from waqai.models.telling import Link, Telling
from waqai.store.database import Database
from waqai.store.rows import event_row, mention_rows, now, union
from waqai.store.tombstones import bury, raise_up, survivors

if TYPE_CHECKING:
    from waqai.models import ChronicleEvent, Judgement, Record

PAGE = 20_000
"""Rows that are read at once where all are wanted."""


class StoreWorkspace:
    """The archive as identity sees it. The caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self.database = self._db = database

    def all_tellings(self) -> Iterator[Telling]:
        """Every telling, by record id."""
        after = ""
        sql = f"select id, telling from records where id > $after order by id limit {PAGE}"  # noqa: S608
        while page := self._db.query(sql, {"after": after}):
            yield from (_telling(packed) for _, packed in page)
            after = page[-1][0]

    def tellings(self, records: Collection[str]) -> dict[str, Telling]:
        """Tellings by record id."""
        return {key: _telling(packed) for key, packed in self._by_id("id, telling", "records", "id", records)}

    def records(self, ids: Collection[str]) -> dict[str, Record]:
        """Records by id, whole."""
        return {
            key: models.Record.model_validate_json(json) for key, json in self._by_id("id, json", "records", "id", ids)
        }

    def keys(self, records: Collection[str]) -> dict[str, tuple[int, ...]]:
        """The blocking keys stored for records."""
        found: dict[str, list[int]] = {}
        for record, key in self._by_id("record, key", "keys", "record", records):
            found.setdefault(record, []).append(key)
        return {record: tuple(keys) for record, keys in found.items()}

    def sharing(self, keys: Collection[int]) -> dict[int, list[str]]:
        """The ids of the records stored under each key."""
        if not keys:
            return {}
        sql = "select key, array_agg(record) from keys where key in (select unnest($keys::bigint[])) group by key"
        return dict(self._db.query(sql, {"keys": list(keys)}))

    def links(self, records: Collection[str]) -> list[Link]:
        """Stored links that touch any of the records, each once."""
        if not records:
            return []
        wanted = "(select unnest($ids::text[]))"
        sql = (
            f"select a, b, score from links where a in {wanted} "  # noqa: S608
            f"union select a, b, score from links where b in {wanted}"
        )
        return [Link(*row) for row in self._db.query(sql, {"ids": list(records)})]

    def events(self, records: Collection[str]) -> dict[str, str]:
        """The id of the event to which each record belongs now."""
        return dict(self._by_id("record, event", "mentions", "record", records))

    def judgements(self) -> Sequence[Judgement]:
        """All judgements, oldest first, on the records that stand now for those they were said of."""
        said = judgements(self._db)
        heirs = survivors(self._db, "record", {record for one in said for group in one.records for record in group})
        return [_passed_on(one, heirs) for one in said]

    def put_keys(self, keys: Mapping[str, Sequence[int]]) -> None:
        """Store the keys of records in place of those stored before."""
        self._delete("keys", "record", keys)
        self._db.append("keys", [(record, key) for record, own in keys.items() for key in own])

    def put_links(self, records: Collection[str], links: Iterable[Link]) -> None:
        """Replace all links that touch any of the records by these."""
        self._delete("links", "a", records)
        self._delete("links", "b", records)
        self._db.append("links", [tuple(link) for link in links])

    def forget(self, records: Collection[str]) -> None:
        """Remove the keys, links and places in an event of records that are gone."""
        for table, column in (("keys", "record"), ("links", "a"), ("links", "b"), ("mentions", "record")):
            self._delete(table, column, records)

    def put_events(
        self, records: Collection[str], events: Iterable[ChronicleEvent], gone: Mapping[str, str | None]
    ) -> None:
        """Store events in place of those of the same id, which event each record belongs to, and tombstones."""
        told = list(events)
        ids = [event.id for event in told]
        mentioned = [mention.record for event in told for mention in event.mentions]
        self._delete("mentions", "record", {*records, *mentioned})
        self._delete("mentions", "event", {*ids, *gone})
        self._delete("events", "id", {*ids, *gone})
        lemmas = dict(self._by_id("id, lemmas", "records", "id", mentioned))
        self._append_events(told, lemmas)
        bury(self._db, "event", gone)
        raise_up(self._db, "event", ids)

    def clear(self) -> None:
        """Remove all keys, links and events; the tombstones stay."""
        for table in ("keys", "links", "mentions", "events"):
            self._db.run(f"delete from {table}")  # noqa: S608

    def _append_events(self, events: Sequence[ChronicleEvent], lemmas: Mapping[str, str]) -> None:
        at = now()
        rows = [event_row(event, union(lemmas, (m.record for m in event.mentions)), at) for event in events]
        self._db.append("events", rows)
        self._db.append("mentions", [row for event in events for row in mention_rows(event)])

    def _by_id(
        self, columns: str, table: str, column: str, values: Collection[Any], *, kind: str = "text"
    ) -> list[tuple[Any, ...]]:
        if not values:
            return []
        sql = f"select {columns} from {table} where {column} in (select unnest($values::{kind}[]))"  # noqa: S608
        return self._db.query(sql, {"values": list(values)})

    def _delete(self, table: str, column: str, values: Collection[str]) -> None:
        delete(self._db, table, column, values)


def delete(database: Database, table: str, column: str, values: Collection[str]) -> None:
    """Remove the rows whose column has one of the values."""
    if values:
        sql = f"delete from {table} where {column} in (select unnest($values::text[]))"  # noqa: S608
        database.run(sql, {"values": list(values)})


def judgements(database: Database) -> list[Judgement]:
    """All judgements, oldest first."""
    return [
        models.Judgement.model_validate_json(row[0])
        for row in database.query("select json from judgements order by said, id")
    ]


def _passed_on(judgement: Judgement, heirs: Mapping[str, str]) -> Judgement:
    """The judgement with the records that took the place of those that are no more."""
    records = [[heirs.get(record, record) for record in group] for group in judgement.records]
    return judgement if records == judgement.records else judgement.model_copy(update={"records": records})


def _telling(packed: bytes) -> Telling:
    try:
        return Telling.from_bytes(packed)
    except InputError as error:
        raise StoreError("the store was written by another version of waqai; run `waqai recode` once") from error
