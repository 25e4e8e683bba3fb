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


def survivors(database: Database, kind: str, ids: Collection[str]) -> dict[str, str]:
    """What stands now for each dead id, through all that followed; those without an heir are left out."""
    heirs: dict[str, str | None] = {}
    waiting = set(ids)
    while waiting:
        sql = "select id, survivor from tombstones where kind = $kind and id in (select unnest($ids::text[]))"
        found: dict[str, str | None] = dict(database.query(sql, {"kind": kind, "ids": list(waiting)}))
        heirs |= found
        waiting = {heir for heir in found.values() if heir is not None and heir not in heirs}
    last = {key: _last(key, heirs) for key in ids if key in heirs}
    return {key: heir for key, heir in last.items() if heir is not None}


def _last(key: str, heirs: Mapping[str, str | None]) -> str | None:
    seen = set()
    heir: str | None = key
    while heir is not None and heir in heirs and heir not in seen:
        seen.add(heir)
        heir = heirs[heir]
    return heir


def survivor(database: Database, kind: str, key: str) -> str | None:
    """What stands for a dead id now; None where nothing does or it never was."""
    return survivors(database, kind, [key]).get(key)
