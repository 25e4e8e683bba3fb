"""What was fetched and what is still to do, in one SQLite file that survives every stop.

A page goes through `queued` -> `fetched` (its bytes stand in the file) -> `done` (its bytes are gone). Whoever
processes a fetched page marks it done afterwards: killed in between, the page is processed again from the file and not
fetched again. Feeds and site maps are asked again and again, with the validators of their last answer.
"""

from __future__ import annotations

import sqlite3
import time
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from waqai.errors import UsageError
from waqai.ingest.fetch.client import Response

_SCHEMA = """
create table if not exists page (
  url text primary key, source text not null, state text not null, published text, title text, queued real not null,
  fetched real, status integer, final text, content_type text, charset text, body blob, reason text,
  tries integer not null default 0
);
create index if not exists page_state on page (state, queued);
create table if not exists source (
  url text primary key, etag text, modified text, asked real, changed real, failures integer not null default 0
);
create table if not exists part (
  page text not null, number integer not null, url text not null, charset text, body blob, primary key (page, number)
);
pragma user_version = 1;
"""
_KNOWN = (
    "insert into page (url, source, state, queued, fetched, final) values (?, ?, 'done', ?, ?, ?) "
    "on conflict (url) do update set state = 'done' where state = 'queued'"
)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page whose bytes are at hand; `source` is the feed or site map that led to it.

    `parts` are address, bytes and charset of the pages on which its article goes on.
    """

    url: str
    source: str
    final: str
    body: bytes
    content_type: str
    charset: str | None
    published: str | None
    title: str | None
    parts: tuple[tuple[str, bytes, str | None], ...] = ()


class State:
    """The file. One process at a time."""

    def __init__(self, path: Path | str) -> None:
        try:
            self._db = sqlite3.connect(path, isolation_level=None, timeout=5)
            self._db.execute("pragma journal_mode = wal")
            self._db.execute("pragma synchronous = full")
            self._db.executescript(_SCHEMA)
            self._db.execute("pragma locking_mode = exclusive")
            self._db.execute("begin immediate")
            self._db.execute("commit")
        except sqlite3.Error as error:
            raise UsageError(f"the state file {path} cannot be used: {error}") from error

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def queue(self, url: str, *, source: str, published: str | None = None, title: str | None = None) -> bool:
        """Note a page to be fetched. False where it is known already."""
        row = (url, source, published, title, time.time())
        sql = (
            "insert or ignore into page (url, source, published, title, queued, state) values (?, ?, ?, ?, ?, 'queued')"
        )
        return self._db.execute(sql, row).rowcount == 1

    def queued(self, limit: int = 1000) -> list[str]:
        """The pages still to be fetched, the longest waiting first."""
        sql = "select url from page where state = 'queued' order by queued, url limit ?"
        return [url for (url,) in self._db.execute(sql, (limit,))]

    def store(self, url: str, response: Response, parts: Sequence[Response] = ()) -> None:
        """Keep a page that was fetched until it is done. A page that another address led to already is done at once.

        `parts` are the pages on which its article goes on; where feeds lead to them too, they are known.
        """
        twin = self._db.execute("select 1 from page where final = ? and url != ?", (response.url, url)).fetchone()
        body = None if twin else zlib.compress(response.body or b"", 3)
        state = "done" if twin else "fetched"
        row = (state, time.time(), response.status, response.url, response.content_type, response.charset, body, url)
        self._db.execute("begin immediate")
        self._db.executemany("insert or replace into part values (?, ?, ?, ?, ?)", _rows(url, parts))
        self._db.executemany(_KNOWN, [(part.asked, url, time.time(), time.time(), part.url) for part in parts])
        self._db.execute(
            "update page set state = ?, fetched = ?, status = ?, final = ?, content_type = ?, charset = ?, body = ? "
            "where url = ?",
            row,
        )
        self._db.execute("commit")

    def fail(self, url: str, reason: str, *, for_good: bool, tries: int = 5) -> None:
        """Note a failure: the page is given up for good, or tried again later, `tries` times at most."""
        self._db.execute(
            "update page set tries = tries + 1, reason = ?, queued = ?, "
            "state = case when ? or tries + 1 >= ? then 'failed' else 'queued' end where url = ?",
            (reason, time.time(), for_good, tries, url),
        )

    def fetched(self) -> Iterator[Fetched]:
        """The pages that are fetched and not yet done."""
        sql = "select url from page where state = 'fetched' order by fetched, url"
        for (url,) in self._db.execute(sql).fetchall():
            yield self.page(url)

    def page(self, url: str) -> Fetched:
        """One fetched page."""
        sql = "select url, source, final, body, content_type, charset, published, title from page where url = ?"
        key, source, final, body, content_type, charset, published, title = self._db.execute(sql, (url,)).fetchone()
        whole = zlib.decompress(body)
        return Fetched(key, source, final, whole, content_type or "", charset, published, title, self._parts(url))

    def _parts(self, url: str) -> tuple[tuple[str, bytes, str | None], ...]:
        sql = "select url, body, charset from part where page = ? order by number"
        return tuple((part, zlib.decompress(body), charset) for part, body, charset in self._db.execute(sql, (url,)))

    def done(self, urls: list[str]) -> None:
        """These pages are processed; their bytes are let go."""
        self._db.execute("begin immediate")
        self._db.executemany("update page set state = 'done', body = null where url = ?", [(url,) for url in urls])
        self._db.executemany("delete from part where page = ?", [(url,) for url in urls])
        self._db.execute("commit")

    def validators(self, source: str) -> tuple[str | None, str | None]:
        """ETag and Last-Modified of a source's last answer."""
        row = self._db.execute("select etag, modified from source where url = ?", (source,)).fetchone()
        return (row[0], row[1]) if row else (None, None)

    def asked(self, source: str, *, etag: str | None, modified: str | None, changed: bool) -> None:
        """Note that a source was asked and answered."""
        now = time.time()
        self._db.execute(
            "insert into source (url, etag, modified, asked, changed) values (?, ?, ?, ?, ?) "
            "on conflict (url) do update "
            "set etag = excluded.etag, modified = excluded.modified, asked = excluded.asked, failures = 0, "
            "changed = case when ? then excluded.changed else changed end",
            (source, etag, modified, now, now, changed),
        )

    def asked_in_vain(self, source: str) -> None:
        """Note that a source was asked and did not answer as it should."""
        self._db.execute(
            "insert into source (url, asked, failures) values (?, ?, 1) "
            "on conflict (url) do update set asked = excluded.asked, failures = failures + 1",
            (source, time.time()),
        )

    def last_asked(self, source: str) -> float | None:
        """When a source was last asked, in seconds since 1970; None if never."""
        row = self._db.execute("select asked from source where url = ?", (source,)).fetchone()
        return row[0] if row else None

    def counts(self) -> dict[str, int]:
        """How many pages are in which state."""
        return dict(self._db.execute("select state, count(*) from page group by state order by state").fetchall())


def _rows(page: str, parts: Sequence[Response]) -> list[tuple[str, int, str, str | None, bytes]]:
    return [(page, n, p.url, p.charset, zlib.compress(p.body or b"", 3)) for n, p in enumerate(parts, start=2)]
