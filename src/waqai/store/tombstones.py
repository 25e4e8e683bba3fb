"""What is no more, and what took its place: for whoever holds an old id."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from waqai.store.database import Database
from waqai.store.rows import now


def bury(database: Database, kind: str, gone: Mapping[str, str | None]) -> None:
    """Keep the ids that are gone with their survivors, None where there is none."""
    raise_up(database, kind, gone)
    at = now()
    database.append("tombstones", [(key, kind, survivor, at) for key, survivor in gone.items()])


def raise_up(database: Database, kind: str, ids: Collection[str]) -> None:
    """An id that is there again has no tombstone."""
    if ids:
        sql = "delete from tombstones where kind = $kind and id in (select unnest($ids::text[]))"
        database.run(sql, {"kind": kind, "ids": list(ids)})


def survivor(database: Database, kind: str, key: str) -> str | None:
    """What stands for a dead id now, through all that followed; None where nothing does or it never was."""
    seen: set[str] = set()
    found: str | None = key
    while found is not None and found not in seen:
        seen.add(found)
        sql = "select survivor from tombstones where kind = $kind and id = $id"
        rows = database.query(sql, {"kind": kind, "id": found})
        if not rows:
            return None if found == key else found
        found = rows[0][0]
    return None
