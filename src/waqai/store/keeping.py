"""What people keep in a store: tokens, saved searches, alerts, their notices, and what of these has to be delivered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from waqai import models
from waqai.store.database import Database
from waqai.store.workspace import delete

if TYPE_CHECKING:
    from waqai.models import Alert, Notice, SavedSearch, Token


class Delivery(NamedTuple):
    """A notice on its way to a webhook or a mailbox. Times are UTC; `done` is None as long as it has not arrived."""

    id: str
    notice: str
    alert: str
    kind: str
    target: str
    tries: int
    due: dt.datetime
    done: dt.datetime | None = None
    error: str | None = None


class Keeping:
    """Reads and writes; each write is a transaction of its own, or part of the caller's."""

    def __init__(self, database: Database) -> None:
        self._db = database

    # Saved searches

    def searches(self, owner: str) -> list[SavedSearch]:
        """Those of one owner, by name."""
        sql = "select query from searches where owner = $owner order by name, id"
        return [models.SavedSearch.model_validate_json(row[0]) for row in self._db.query(sql, {"owner": owner})]

    def put_search(self, search: SavedSearch) -> None:
        """Keep a search in place of the owner's one of the same name."""
        with self._db.writing():
            named = {"owner": search.owner, "name": search.name}
            self._db.run("delete from searches where owner = $owner and name = $name", named)
            row = (search.id, search.owner, search.name, search.model_dump_json(), search.made)
            self._db.append("searches", [row])

    def drop_search(self, key: str, owner: str) -> bool:
        """Forget one; whether it was there."""
        return self._drop("searches", key, owner)

    # Alerts

    def alerts(self, owner: str | None = None) -> list[Alert]:
        """Those of one owner, or all, oldest first."""
        sql = "select json from alerts where owner = $owner or $everybody order by made, id"
        found = self._db.query(sql, {"owner": owner or "", "everybody": owner is None})
        return [models.Alert.model_validate_json(row[0]) for row in found]

    def put_alert(self, alert: Alert) -> None:
        """Keep a new alert."""
        with self._db.writing():
            row = (alert.id, alert.owner, alert.kind, when(alert.made), alert.model_dump_json())
            self._db.append("alerts", [row])

    def drop_alert(self, key: str, owner: str) -> bool:
        """Forget an alert with its notices; whether it was there."""
        with self._db.writing():
            there = self._drop("alerts", key, owner)
            if there:
                delete(self._db, "notices", "alert", [key])
                delete(self._db, "deliveries", "alert", [key])
        return there

    # Notices

    def notices(self, owner: str, *, unseen: bool = False, most: int = 100) -> list[Notice]:
        """Those of one owner, the latest first."""
        sql = (
            "select json, seen from notices where owner = $owner and not (seen and $unseen) "  # noqa: S608
            f"order by arrived desc, id limit {most:d}"
        )
        rows = self._db.query(sql, {"owner": owner, "unseen": unseen})
        return [models.Notice.model_validate_json(text).model_copy(update={"seen": seen}) for text, seen in rows]

    def notice(self, key: str) -> Notice | None:
        """One notice."""
        rows = self._db.query("select json from notices where id = $id", {"id": key})
        return models.Notice.model_validate_json(rows[0][0]) if rows else None

    def known_notices(self, keys: Collection[str]) -> set[str]:
        """Which of these there are already."""
        sql = "select id from notices where id in (select unnest($ids::text[]))"
        return {row[0] for row in self._db.query(sql, {"ids": list(keys)})} if keys else set()

    def put_notices(self, notices: Sequence[Notice], deliveries: Sequence[Delivery]) -> None:
        """Keep notices and what has to be delivered of them, together."""
        with self._db.writing():
            rows = [(one.id, one.alert, one.owner, when(one.at), one.seen, one.model_dump_json()) for one in notices]
            self._db.append("notices", rows)
            self._db.append("deliveries", deliveries)

    def mark_seen(self, keys: Collection[str], owner: str) -> None:
        """These notices of the owner have been seen."""
        sql = "update notices set seen = true where owner = $owner and id in (select unnest($ids::text[]))"
        with self._db.writing():
            self._db.run(sql, {"owner": owner, "ids": list(keys)})

    # Deliveries

    def due(self, at: dt.datetime, *, most: int = 50) -> list[Delivery]:
        """What has to be delivered now, the oldest first."""
        sql = (
            "select id, notice, alert, kind, target, tries, due, done, error from deliveries "  # noqa: S608
            f"where done is null and due <= $at order by due, id limit {most:d}"
        )
        return [Delivery(*row) for row in self._db.query(sql, {"at": at})]

    def deliveries(self, alert: str) -> list[Delivery]:
        """All deliveries of an alert, the latest first."""
        sql = (
            "select id, notice, alert, kind, target, tries, due, done, error from deliveries "
            "where alert = $alert order by due desc, id"
        )
        return [Delivery(*row) for row in self._db.query(sql, {"alert": alert})]

    def put_delivery(self, delivery: Delivery) -> None:
        """What became of a delivery; one whose alert is gone meanwhile stays gone."""
        sql = "update deliveries set tries = $tries, due = $due, done = $done, error = $error where id = $id"
        fields = {name: getattr(delivery, name) for name in ("tries", "due", "done", "error", "id")}
        with self._db.writing():
            self._db.run(sql, fields)

    # Tokens and marks

    def tokens(self) -> list[Token]:
        """All tokens, oldest first, also those that were revoked."""
        sql = "select id, name, role, digest, made, revoked from tokens order by made, id"
        return [
            models.Token(
                id=key, name=name, role=role, digest=digest, made=told(made), revoked=told(revoked) if revoked else None
            )
            for key, name, role, digest, made, revoked in self._db.query(sql)
        ]

    def put_token(self, token: Token) -> None:
        """Keep a new token."""
        with self._db.writing():
            self._db.append("tokens", [(token.id, token.name, token.role, token.digest, when(token.made), None)])

    def revoke(self, key: str, at: str) -> bool:
        """A token counts no more; whether there was one."""
        with self._db.writing():
            sql = "select 1 from tokens where id = $id and revoked is null"
            there = bool(self._db.query(sql, {"id": key}))
            self._db.run(
                "update tokens set revoked = $at where id = $id and revoked is null", {"id": key, "at": when(at)}
            )
        return there

    def mark(self, name: str) -> str | None:
        """Where some work has got to."""
        rows = self._db.query("select value from marks where name = $name", {"name": name})
        return rows[0][0] if rows else None

    def put_mark(self, name: str, value: str) -> None:
        """Note where some work has got to."""
        with self._db.writing():
            self._db.run("delete from marks where name = $name", {"name": name})
            self._db.append("marks", [(name, value)])

    def _drop(self, table: str, key: str, owner: str) -> bool:
        with self._db.writing():
            where = f"from {table} where id = $id and owner = $owner"
            values = {"id": key, "owner": owner}
            there = bool(self._db.query(f"select 1 {where}", values))
            self._db.run(f"delete {where}", values)
        return there


def when(text: str) -> dt.datetime:
    """An ISO timestamp in UTC as the store keeps it."""
    return dt.datetime.fromisoformat(text).astimezone(dt.UTC).replace(tzinfo=None)


def told(at: dt.datetime) -> str:
    """A time of the store as an ISO timestamp in UTC."""
    return at.isoformat(timespec="milliseconds") + "Z"
