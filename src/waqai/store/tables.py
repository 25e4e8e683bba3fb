"""The columns of every table with their kinds, in the order of the schema. A test compares them with the databases.

`retold` is a table of the session alone: events as they had been told by some day.
"""

from __future__ import annotations

from typing import Literal

Kind = Literal["text", "texts", "integer", "bigint", "double", "date", "timestamp", "boolean", "bytes"]

TABLES: dict[str, dict[str, Kind]] = {
    "runs": {
        "id": "integer",
        "command": "text",
        "program": "text",
        "codebook": "text",
        "started": "timestamp",
        "finished": "timestamp",
        "articles": "integer",
        "records": "integer",
    },
    "articles": {
        "id": "text",
        "url": "text",
        "title": "text",
        "text": "text",
        "published": "date",
        "publisher": "text",
        "language": "text",
        "digest": "text",
        "characters": "integer",
        "coder": "text",
        "codebook": "text",
        "added": "timestamp",
        "updated": "timestamp",
        "run": "integer",
    },
    "records": {
        "id": "text",
        "article": "text",
        "date": "date",
        "enddate": "date",
        "event": "text",
        "modes": "texts",
        "cameo": "text",
        "quad": "integer",
        "scale": "double",
        "actors": "texts",
        "targets": "texts",
        "place": "text",
        "country": "text",
        "status": "text",
        "publisher": "text",
        "published": "date",
        "rule": "text",
        "quote": "text",
        "lemmas": "text",
        "run": "integer",
        "telling": "bytes",
        "json": "text",
    },
    "events": {
        "id": "text",
        "date": "date",
        "enddate": "date",
        "event": "text",
        "modes": "texts",
        "cameo": "text",
        "quad": "integer",
        "scale": "double",
        "actors": "texts",
        "targets": "texts",
        "places": "texts",
        "status": "text",
        "publishers": "texts",
        "confirmed_by": "integer",
        "tellings": "integer",
        "undated": "integer",
        "first_told": "date",
        "last_told": "date",
        "lemmas": "text",
        "updated": "timestamp",
        "act": "bytes",
        "json": "text",
    },
    "mentions": {
        "event": "text",
        "record": "text",
        "article": "text",
        "publisher": "text",
        "published": "date",
        "status": "text",
        "date": "date",
        "voice": "text",
        "copy_of": "text",
        "denies": "boolean",
    },
    "keys": {"record": "text", "key": "bigint"},
    "links": {"a": "text", "b": "text", "score": "double"},
    "judgements": {"id": "text", "verdict": "text", "ids": "texts", "said": "text", "json": "text"},
    "tombstones": {"id": "text", "kind": "text", "survivor": "text", "died": "timestamp"},
}


def columns_of(table: str) -> dict[str, Kind]:
    """The columns of a table; `retold` has those of `events`."""
    return TABLES["events" if table == "retold" else table]
