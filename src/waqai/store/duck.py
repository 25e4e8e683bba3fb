"""A store in a DuckDB file: nothing to install or to run, one process that writes, batches loaded by Arrow."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from waqai.errors import StoreError
from waqai.store.arrow import arrow_table
from waqai.store.database import Params, Row, Transactional

if TYPE_CHECKING:
    import pyarrow as pa

_PATIENCE = 5.0
"""Seconds in which a connection that another thread is at work on must have been broken off."""
_HOLDER = re.compile(r"\(PID (\d+)\)")


class DuckDatabase(Transactional):
    """A DuckDB file. Raises StoreError where it cannot be opened."""

    dialect: Literal["duckdb", "postgres"] = "duckdb"
    shared = False

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.name = str(path)
        with self._telling():
            self._connection = _driver().connect(self.name, read_only=read_only)
            self._connection.execute("set enable_progress_bar = false")

    def query(self, sql: str, params: Params | None = None) -> list[Row]:
        """The rows of a statement."""
        with self._telling():
            rows: list[Row] = self._connection.execute(sql, dict(params or {})).fetchall()
            return rows

    def columns(self, sql: str) -> pa.Table | None:
        """The rows of a statement in columns."""
        import duckdb  # noqa: F401 - what is in Arrow needs the package

        with self._telling():
            return self._connection.sql(sql).to_arrow_table()

    def run(self, sql: str, params: Params | None = None) -> None:
        """Run a statement for its effect."""
        with self._telling():
            self._connection.execute(sql, dict(params or {}))

    def append(self, table: str, rows: Sequence[Sequence[Any]]) -> None:
        """Load rows by way of Arrow."""
        if rows:
            self.load(table, arrow_table(table, rows))

    def load(self, table: str, rows: pa.Table) -> None:
        """Load rows that are in Arrow already."""
        import duckdb  # noqa: F401 - what is in Arrow needs the package

        with self._telling():
            self._connection.register("incoming", rows)
            self._connection.execute(f"insert into {table} select * from incoming")  # noqa: S608
            self._connection.unregister("incoming")

    def stream(self, sql: str, size: int) -> Iterator[list[Row]]:
        """The rows of a statement, some at a time; no other statement may come between."""
        with self._telling():
            result = self._connection.execute(sql)
            while page := result.fetchmany(size):
                yield page

    def has_table(self, table: str) -> bool:
        """Whether the table exists in this file."""
        sql = "select count(*) from duckdb_tables() where table_name = $table"
        return bool(self.query(sql, {"table": table})[0][0])

    def writing(self) -> AbstractContextManager[None]:
        """A transaction; no other process has the file open while this one writes."""
        return self._transaction("writing", "begin")

    def reading(self) -> AbstractContextManager[None]:
        """A transaction, which sees one state of the file."""
        return self._transaction("reading", "begin")

    def _roll_back(self) -> None:
        """Undo; after a fatal error the connection is dead and the file holds the last committed state anyway."""
        try:
            self._connection.execute("rollback")
        except _driver().Error:
            return

    def tidy(self) -> None:
        """Move the write-ahead log into the file; while another one writes, the log stays, which loses nothing."""
        with self._telling(), suppress(_driver().TransactionException):
            self._connection.execute("checkpoint")

    def limit_memory(self, megabytes: int) -> None:
        """Keep no more pages in memory than this; sorts and joins that are larger go through files beside the store."""
        self.run(f"set memory_limit = '{megabytes:d}MB'")

    def another(self) -> DuckDatabase:
        """A further connection to the same file, in this process: it sees what has been committed."""
        made = DuckDatabase.__new__(DuckDatabase)
        made.name = self.name
        with self._telling():
            made._connection = self._connection.cursor()
        self.shared = made.shared = True
        return made

    def close(self) -> None:
        """Close the connection; the file is closed with the last one. What another thread asks of it is broken off."""
        duckdb = _driver()
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                self._connection.close()
                return
            except duckdb.ConnectionException:
                return  # closed already
            except duckdb.Error as error:
                if time.monotonic() > until:
                    raise StoreError(_explain(self.name, str(error))) from error
            with suppress(duckdb.ConnectionException):
                self._connection.interrupt()
            time.sleep(0.01)

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Tell DuckDB's errors in the words of this program."""
        try:
            yield
        except _driver().Error as error:
            raise StoreError(_explain(self.name, str(error))) from error


@cache
def _driver() -> Any:
    """DuckDB's compiled module. The package around it, with its way of building queries step by step, takes four times
    as long to load, and to ask in SQL needs none of it.
    """
    try:
        return import_module("_duckdb")
    except ImportError:
        return import_module("duckdb")


def _explain(name: str, message: str) -> str:
    """What went wrong and what to do about it."""
    if "Could not set lock" in message:
        holder = _HOLDER.search(message)
        who = f" (process {holder[1]})" if holder else ""
        return f"{name} is in use by another process{who}; wait until it is done, or use PostgreSQL for several writers"
    if "No space left" in message or "File too large" in message or "Could not write" in message:
        return f"{name}: no space left to write; what was committed is kept: make room and run the same command again"
    if "not a valid DuckDB database" in message:
        return f"{name} is no DuckDB file"
    first = message.splitlines()[0] if message else "unknown error"
    return f"{name}: {first}"
