"""What of a finished run is told twice: earlier versions of an article, copies and near-copies of a text.

Two articles with one address or one id are versions of one article, and the later in the input counts. Of articles with
nearly one text the earliest published is the original. Both are decided over the whole run, from what its partitions
left behind, so the order in which they were done does not matter, nor where. The work is done by DuckDB, which puts on
disk what does not fit into memory.

Near-copies are found by MinHash (Broder 1997) in bands (Leskovec, Rajaraman & Ullman, ch. 3): articles that agree in
one of 16 bands of 4 values are compared with the earliest of the band. Of pairs as alike as `NEAR` this misses about
one in 5,000; of a chain of ever less alike texts all but the first are copies of the first.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from waqai.errors import InputError
from waqai.ingest.fetch.address import canonical
from waqai.resolve.copies import PERMUTATIONS, alike

if TYPE_CHECKING:
    import duckdb

NEAR = 0.8
"""Share of equal MinHash values from which a text is a near-copy of another."""
BANDS = 16
_HEX = 8
"""Characters of one MinHash value as it is kept."""
_MEMORY = "400MB"
_BATCH = 5000
_COLUMNS = ("part", "line", "id", "url", "published", "sha", "imprint")
_ORDER = "a.part, a.line"


class Copies:
    """Takes the articles of a run, then tells which are told twice. Use it in a `with`: it has a file on disk."""

    def __init__(self) -> None:
        import duckdb

        self._folder = tempfile.TemporaryDirectory(prefix="waqai-copies-")
        folder = Path(self._folder.name)
        self._db = duckdb.connect(str(folder / "articles.duckdb"))
        self._db.execute(f"set memory_limit = '{_MEMORY}'; set temp_directory = '{folder / 'more'}'; set threads = 2")
        self._db.execute("set enable_progress_bar = false; set preserve_insertion_order = false")
        self._db.execute(
            "create table article (part integer, line integer, id text, url text, published text, sha text, "
            "imprint text)"
        )

    def __enter__(self) -> Copies:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()
        self._folder.cleanup()

    def add(self, part: int, lines: Iterator[bytes]) -> None:
        """Take the articles of a partition, as the run wrote them."""
        rows: list[tuple[Any, ...]] = []
        for number, line in enumerate(lines):
            rows.append((part, number, *_facts(json.loads(line))))
            if len(rows) == _BATCH:
                self._append(rows)
                rows = []
        self._append(rows)

    def found(self) -> Iterator[dict[str, Any]]:
        """One entry for each article that is told again elsewhere, in the order of the input.

        `kind` is `repeated` (same address, same text), `version` (same address, later text), `exact` or `near`; `of`
        the article that counts; `at` and `of_at` are partition and line, from 0.
        """
        self._find_versions()
        self._find_copies()
        rows = _stream(
            self._db.cursor(),
            """select a.part, a.line, a.id, 1, b.part, b.line, b.id, a.sha = b.sha, a.imprint, b.imprint
            from superseded s join article a on a.rowid = s.article join article b on b.rowid = s.heir
            union all
            select a.part, a.line, a.id, 0, b.part, b.line, b.id, a.sha = b.sha, a.imprint, b.imprint
            from copy c join ranked x on x.rank = c.rank join ranked y on y.rank = c.of
            join article a on a.rowid = x.article join article b on b.rowid = y.article
            order by 1, 2""",
        )
        yield from map(_entry, rows)

    def _append(self, rows: Sequence[tuple[Any, ...]]) -> None:
        if not rows:
            return
        import pyarrow as pa

        columns = dict(zip(_COLUMNS, map(list, zip(*rows, strict=True)), strict=True))
        self._db.register("incoming", pa.table(columns))
        self._db.execute("insert into article select * from incoming")
        self._db.unregister("incoming")

    def _find_versions(self) -> None:
        """`superseded`: articles of which a later one has the address or the id, and the last such."""
        self._db.execute(
            f"""create table superseded as select * from (
                select a.rowid as article,
                    coalesce(
                        nullif(last_value(a.rowid) over (partition by coalesce(a.url, 'id ' || a.id) order by {_ORDER}
                            rows between unbounded preceding and unbounded following), a.rowid),
                        nullif(last_value(a.rowid) over (partition by a.id order by {_ORDER}
                            rows between unbounded preceding and unbounded following), a.rowid)) as heir
                from article a) where heir is not null"""  # noqa: S608
        )

    def _find_copies(self) -> None:
        """`copy`: rank of each copy and of its original, among the articles that no later version supersedes."""
        self._db.execute(
            f"""create table ranked as
                select row_number() over (order by a.published nulls last, a.id, {_ORDER}) as rank, a.rowid as article,
                    a.sha, a.imprint
                from article a where a.rowid not in (select article from superseded)"""  # noqa: S608
        )
        self._db.execute("create table copy as " + _first_alike("sha", "true"))
        self._db.execute("create table pair (rank bigint, of bigint)")
        width = PERMUTATIONS // BANDS * _HEX
        for band in range(BANDS):
            key = f"substr(imprint, {1 + band * width}, {width})"
            self._db.execute("insert into pair " + _first_alike(key, "imprint != ''"))
        self._compare()
        self._shorten()

    def _compare(self) -> None:
        """Add to `copy` the pairs that are alike; of several originals the earliest."""
        pairs = _stream(
            self._db.cursor(),
            "select p.rank, p.of, a.imprint, b.imprint from (select distinct rank, of from pair) p "
            "join ranked a on a.rank = p.rank join ranked b on b.rank = p.of",
        )
        self._db.execute("create table near (rank bigint, of bigint)")
        batch: list[tuple[int, int]] = []
        for rank, of, a, b in pairs:
            if _alike(a, b) >= NEAR:
                batch.append((rank, of))
            if len(batch) == _BATCH:
                self._insert_near(batch)
                batch = []
        self._insert_near(batch)
        self._db.execute(
            "create or replace table copy as select rank, min(of) as of "
            "from (from copy union all from near) group by rank"
        )

    def _insert_near(self, pairs: list[tuple[int, int]]) -> None:
        if pairs:
            import pyarrow as pa

            table = pa.table({"rank": [rank for rank, _ in pairs], "of": [of for _, of in pairs]})
            self._db.register("incoming", table)
            self._db.execute("insert into near select * from incoming")
            self._db.unregister("incoming")

    def _shorten(self) -> None:
        """Let copies of copies point to the first."""
        sql = "select count(*) from copy a join copy b on a.of = b.rank"
        while _one(self._db, sql):
            self._db.execute(
                "create or replace table copy as "
                "select a.rank, coalesce(b.of, a.of) as of from copy a left join copy b on a.of = b.rank"
            )


def url_key(url: str | None) -> str | None:
    """What all spellings of an address have in common: no scheme, `www.`, `m.` or `amp.`, tracker or closing slash."""
    if not url:
        return None
    try:
        parts = urlsplit(canonical(url))
    except InputError:
        return url
    host = parts.netloc
    for prefix in ("www.", "m.", "mobile.", "amp."):
        host = host.removeprefix(prefix)
    return f"{host}{parts.path.rstrip('/')}" + (f"?{parts.query}" if parts.query else "")


def _facts(article: dict[str, Any]) -> tuple[Any, ...]:
    url = url_key(article.get("url"))
    return article["id"], url, article.get("published"), article["text_sha256"], article.get("imprint") or ""


def _first_alike(key: str, condition: str) -> str:
    """SQL: the rank of each article that shares the key with an earlier one, and the rank of the earliest such."""
    return (
        f"select r.rank, f.of from ranked r join (select {key} as k, min(rank) as of from ranked where {condition} "  # noqa: S608
        f"group by 1 having count(*) > 1) f on f.k = {key} where {condition} and r.rank > f.of"
    )


def _stream(cursor: duckdb.DuckDBPyConnection, sql: str) -> Iterator[tuple[Any, ...]]:
    cursor.execute(sql)
    while rows := cursor.fetchmany(_BATCH):
        yield from rows


def _one(db: duckdb.DuckDBPyConnection, sql: str) -> Any:
    row = db.execute(sql).fetchone()
    return row[0] if row else None


def _alike(a: str, b: str) -> float:
    return alike(bytes.fromhex(a), bytes.fromhex(b))


def _entry(row: tuple[Any, ...]) -> dict[str, Any]:
    part, line, article, is_version, of_part, of_line, of, same, a, b = row
    kind = ("repeated" if same else "version") if is_version else ("exact" if same else "near")
    return {
        "article": article,
        "at": [part, line],
        "kind": kind,
        "of": of,
        "of_at": [of_part, of_line],
        "likeness": 1.0 if same else round(_alike(a, b), 3),
    }
