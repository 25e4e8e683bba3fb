"""The store as everything above it sees it: the same on a DuckDB file and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from waqai.errors import StoreError
from waqai.store.articles import Articles
from waqai.store.chronicle import Chronicle
from waqai.store.database import Database
from waqai.store.keeping import Keeping
from waqai.store.rows import judgement_row, now
from waqai.store.schema import is_current, migrate, version
from waqai.store.tallies import Tallies
from waqai.store.tombstones import survivor
from waqai.store.workspace import StoreWorkspace, judgements

if TYPE_CHECKING:
    from waqai.models import Judgement, Record

SERVERS = ("postgresql://", "postgres://")


@dataclass(frozen=True, slots=True)
class Run:
    """A run that wrote: by which program and codebook, when (UTC), how much; `finished` is None where it was killed."""

    id: int
    command: str
    program: str
    codebook: str
    started: datetime
    finished: datetime | None
    articles: int
    records: int


class Store:
    """An open store. Close it, or use it in a `with`.

    articles    what was given to it
    chronicle   the events, read
    workspace   what identity reads and writes
    tallies     events counted: by value, over time, by place, by pair
    keeping     tokens, saved searches, alerts
    """

    def __init__(self, database: Database) -> None:
        self._db = database
        self.name = database.name
        self.articles = Articles(database)
        self.chronicle = Chronicle(database)
        self.workspace = StoreWorkspace(database)
        self.tallies = Tallies(database)
        self.keeping = Keeping(database)

    def another(self) -> Store:
        """The same store once more, for another thread; close each."""
        return Store(self._db.another())

    def writing(self) -> AbstractContextManager[None]:
        """A transaction: everything in it is stored, or nothing. Nobody else writes meanwhile."""
        return self._db.writing()

    def reading(self) -> AbstractContextManager[None]:
        """A transaction in which everything read is of one moment."""
        return self._db.reading()

    def records(self, ids: Collection[str]) -> dict[str, Record]:
        """Records by id; those that are not known are left out."""
        return self.workspace.records(ids)

    def quotes(self, ids: Collection[str]) -> list[dict[str, Any]]:
        """For each record that is still there the sentence that tells it, with what was read of it, by publication."""
        columns = ("record", "article", "publisher", "published", "event", "status", "date", "rule", "quote")
        sql = (
            "select id, article, publisher, cast(published as text), event, status, cast(date as text), rule, quote "
            "from records where id in (select unnest($ids::text[])) order by published nulls last, id"
        )
        return [dict(zip(columns, row, strict=True)) for row in self._db.query(sql, {"ids": list(ids)})]

    def survivor(self, kind: str, key: str) -> str | None:
        """What took the place of an `article`, `record` or `event` that is no more; None where nothing did."""
        return survivor(self._db, kind, key)

    def absorbed(self, kind: str, key: str) -> list[str]:
        """The ids in the place of which this one stands, at once or through others."""
        found: list[str] = []
        waiting = [key]
        sql = "select id from tombstones where kind = $kind and survivor in (select unnest($ids::text[]))"
        while waiting:
            rows = self._db.query(sql, {"kind": kind, "ids": waiting})
            waiting = [row[0] for row in rows if row[0] not in found]
            found += waiting
        return found

    def is_dead(self, kind: str, key: str) -> bool:
        """Whether there once was an `article`, `record` or `event` of this id, and is no more."""
        sql = "select 1 from tombstones where kind = $kind and id = $id"
        return bool(self._db.query(sql, {"kind": kind, "id": key}))

    def tombstones(
        self, since: datetime | None, behind: tuple[Any, str] | None, *, most: int
    ) -> list[tuple[str, str, str | None, datetime]]:
        """What is no more since a time (UTC): id, kind, survivor, when it died; oldest first, behind a place."""
        died, key = behind or (None, "")
        sql = (
            "select id, kind, survivor, died from tombstones where ($since::timestamp is null or died >= $since) "  # noqa: S608
            "and ($died::timestamp is null or died > $died or (died = $died and id || ' ' || kind > $key)) "
            f"order by died, id || ' ' || kind limit {most:d}"
        )
        return [
            (name, kind, survivor, at)
            for name, kind, survivor, at in self._db.query(sql, {"since": since, "died": died, "key": key})
        ]

    def check(self) -> None:
        """Raises StoreError where it cannot be read."""
        self._db.query("select count(*) from schema_versions")

    def stamp(self) -> str:
        """Changes with every write of events, articles or judgements."""
        sql = (
            "select (select count(*) from events), (select max(updated) from events), "
            "(select max(updated) from articles), (select count(*) from articles), (select count(*) from judgements)"
        )
        return "-".join(map(str, self._db.query(sql)[0]))

    def judgements(self) -> list[Judgement]:
        """All judgements, oldest first."""
        return judgements(self._db)

    def judge(self, judgement: Judgement) -> None:
        """Keep a judgement."""
        with self.writing():
            self._db.append("judgements", [judgement_row(judgement)])

    def runs(self) -> list[Run]:
        """All runs, oldest first."""
        sql = "select id, command, program, codebook, started, finished, articles, records from runs order by id"
        return [Run(*row) for row in self._db.query(sql)]

    def begin_run(self, command: str, *, program: str, codebook: str) -> int:
        """The number of a new run."""
        with self.writing():
            number = int(self._db.query("select coalesce(max(id), 0) + 1 from runs")[0][0])
            self._db.append("runs", [(number, command, program, codebook, now(), None, 0, 0)])
        return number

    def count_run(self, number: int, *, articles: int, records: int) -> None:
        """Add to what a run has done."""
        sql = "update runs set articles = articles + $articles, records = records + $records where id = $id"
        self._db.run(sql, {"articles": articles, "records": records, "id": number})

    def finish_run(self, number: int) -> None:
        """A run has come to its end."""
        with self.writing():
            self._db.run("update runs set finished = $at where id = $id", {"at": now(), "id": number})
        self._db.tidy()

    def tidy(self) -> None:
        """Bring statistics and files up to date after much was written."""
        self._db.tidy()

    def limit_memory(self, megabytes: int) -> None:
        """Keep no more of the store in this process than this, over all its connections."""
        self._db.limit_memory(megabytes)

    def sizes(self) -> dict[str, int]:
        """How many articles, records, events and judgements there are."""
        tables = ("articles", "records", "events", "judgements")
        return {table: int(self._db.query(f"select count(*) from {table}")[0][0]) for table in tables}  # noqa: S608

    def close(self) -> None:
        """Close the store."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(address: str, *, write: bool = True, make: bool = True) -> Store:
    """Open the store at a file or `postgresql://...`; where it is not there, make it, if `write` and `make`.

    To read a DuckDB file takes no lock from other readers; to write takes it from everyone. A store of an older schema
    is brought up to date first. Raises StoreError.
    """
    if "://" in address and not address.startswith(SERVERS):
        raise StoreError(f"«{address}» is no store: name a DuckDB file, or postgresql://user@host/database")
    make = make and write
    database = _server(address, make) if address.startswith(SERVERS) else _file(Path(address), write, make)
    return Store(database)


def _server(address: str, make: bool) -> Database:
    from waqai.store.postgres import PostgresDatabase

    database = PostgresDatabase(address)
    try:
        if not is_current(database):
            _must_be_there(database, make)
            migrate(database)
    except BaseException:
        database.close()
        raise
    return database


def _must_be_there(database: Database, make: bool) -> None:
    if not make and version(database) == 0:
        raise StoreError(f"there is no store at {database.name}; `waqai add` makes one")


def _file(path: Path, write: bool, make: bool) -> Database:
    from waqai.store.duck import DuckDatabase

    if path.is_dir():
        raise StoreError(f"{path} is a folder; name a file for the store")
    if not path.exists():
        if not make:
            raise StoreError(f"there is no store at {path}; `waqai add` makes one")
        if not path.parent.is_dir():
            raise StoreError(f"there is no folder {path.parent} to make the store in")
    database = DuckDatabase(path, read_only=not write)
    try:
        if is_current(database):
            return database
        _must_be_there(database, make)
        if not write:
            database.close()
            database = DuckDatabase(path)
        migrate(database)
        if write:
            return database
    except BaseException:
        database.close()
        raise
    database.close()
    return DuckDatabase(path, read_only=True)
