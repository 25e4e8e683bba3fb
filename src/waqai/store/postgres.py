"""A store in PostgreSQL, in the schema `waqai`: several writers take turns, readers never wait, batches by COPY."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any, Literal

from waqai.errors import StoreError
from waqai.store.database import Params, Row, Transactional
from waqai.store.tables import TABLES, columns_of

if TYPE_CHECKING:
    import psycopg
    import pyarrow as pa

SCHEMA = "waqai"
_LOCK = 0x7761716169
"""Key of the advisory lock for which writers queue: «waqai» in ASCII."""
_BATCH = 50_000
"""Rows that are copied at once."""
_PASSWORD = re.compile(r"(?<=:)[^:@/]*(?=@)|(?<=password=)[^&]*")
_PARAMETER = re.compile(r"\$(\w+)")


class PostgresDatabase(Transactional):
    """A connection to PostgreSQL. Raises StoreError where the server cannot be reached."""

    dialect: Literal["duckdb", "postgres"] = "postgres"
    shared = False

    def __init__(self, address: str) -> None:
        try:
            import psycopg
        except ImportError as error:
            raise StoreError("PostgreSQL needs psycopg: pip install 'waqai[postgres]'") from error
        self._address, self.name = address, _PASSWORD.sub("***", address)
        with self._telling():
            self._connection = psycopg.connect(address, autocommit=True, application_name="waqai")
            # An index that another session is about to make is nothing to speak of.
            self._connection.execute("set client_min_messages = warning")
            self._connection.execute(f"set search_path = {SCHEMA}")

    def query(self, sql: str, params: Params | None = None) -> list[Row]:
        """The rows of a statement."""
        with self._telling(), self._connection.cursor(binary=True) as cursor:
            return cursor.execute(_translate(sql), params or {}).fetchall()

    def columns(self, sql: str) -> None:
        """Nothing: rows come one by one."""

    def run(self, sql: str, params: Params | None = None) -> None:
        """Run a statement for its effect."""
        with self._telling():
            if params is None:
                self._connection.execute(sql.encode())
            else:
                self._connection.execute(_translate(sql), params)

    def append(self, table: str, rows: Sequence[Sequence[Any]]) -> None:
        """Load rows by COPY."""
        if not rows:
            return
        columns = ", ".join(f'"{column}"' for column in columns_of(table))
        sql = f"copy {table} ({columns}) from stdin"
        with self._telling(), self._connection.cursor() as cursor, cursor.copy(sql.encode()) as copy:
            for row in rows:
                copy.write_row(row)

    def load(self, table: str, rows: pa.Table) -> None:
        """Load rows that are in Arrow, by COPY."""
        for batch in rows.to_batches(max_chunksize=_BATCH):
            self.append(table, list(zip(*(column.to_pylist() for column in batch.columns), strict=True)))

    def stream(self, sql: str, size: int) -> Iterator[list[Row]]:
        """The rows of a statement, some at a time; inside of a transaction."""
        with self._telling(), self._connection.cursor("waqai", binary=True) as cursor:
            cursor.execute(_translate(sql))
            while page := cursor.fetchmany(size):
                yield page

    def has_table(self, table: str) -> bool:
        """Whether the table exists in the schema."""
        # Not to_regclass: it may answer from what this session knew before it waited for its turn to write.
        sql = "select 1 from pg_tables where schemaname = $schema and tablename = $table"
        return bool(self.query(sql, {"schema": SCHEMA, "table": table}))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction that waits until no other one writes; inside of another it is part of that one."""
        with self._transaction("writing", "begin"):
            self.run("select pg_advisory_xact_lock($key)", {"key": _LOCK})
            yield

    def reading(self) -> AbstractContextManager[None]:
        """A transaction that sees one state of the store."""
        return self._transaction("reading", "begin isolation level repeatable read")

    def _roll_back(self) -> None:
        """Undo; where the connection is lost the server does it."""
        import psycopg

        try:
            self._connection.execute(b"rollback")
        except psycopg.Error:
            return

    def tidy(self) -> None:
        """Let the planner know how much there is."""
        for table in TABLES:
            self.run(f"analyze {table}")

    def limit_memory(self, megabytes: int) -> None:
        """Nothing: the server keeps what there is."""

    def another(self) -> PostgresDatabase:
        """A further session."""
        return PostgresDatabase(self._address)

    def close(self) -> None:
        """End the session."""
        self._connection.close()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Tell PostgreSQL's errors in the words of this program."""
        import psycopg

        try:
            yield
        except psycopg.Error as error:
            raise StoreError(_explain(self.name, error, getattr(self, "_connection", None))) from error


def _translate(sql: str) -> bytes:
    """SQL with `$name` as psycopg wants it."""
    return _PARAMETER.sub(r"%(\1)s", sql.replace("%", "%%")).encode()


def _explain(name: str, error: psycopg.Error, connection: psycopg.Connection[Any] | None) -> str:
    """What went wrong and what to do about it."""
    first = next(iter(str(error).strip().splitlines()), type(error).__name__)
    if connection is None:
        return f"cannot connect to {name}: {first}"
    if connection.closed or connection.broken:
        return f"lost the connection to {name}: {first}; what was committed is kept: run the same command again"
    if error.sqlstate == "53100":
        return f"{name}: no space left to write; what was committed is kept: make room and run the same command again"
    return f"{name}: {first}"
