"""What a backend is: SQL with named parameters, bulk loading, transactions. All else is written once, on top of it.

The SQL that both backends understand is PostgreSQL's, with `$name` for parameters. Lists are passed as arrays and
joined by `in (select unnest($ids::text[]))`, so that a batch is one statement whatever its size.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    import pyarrow as pa

Params = Mapping[str, Any]
Row = tuple[Any, ...]


class Database(Protocol):
    """An open connection. Every failure is raised as StoreError."""

    dialect: Literal["duckdb", "postgres"]
    shared: bool
    """Whether other connections of this process ask at the same time."""
    name: str
    """the file or the address without its password, for messages"""

    def query(self, sql: str, params: Params | None = None) -> list[Row]:
        """The rows of a statement."""

    def columns(self, sql: str) -> pa.Table | None:
        """The rows of a statement in columns; None where this backend has no quick way to give them."""

    def run(self, sql: str, params: Params | None = None) -> None:
        """Run a statement for its effect."""

    def append(self, table: str, rows: Sequence[Sequence[Any]]) -> None:
        """Load rows into a table, in bulk; their values stand in the order of its columns in `TABLES`."""

    def load(self, table: str, rows: pa.Table) -> None:
        """The same with rows that are in Arrow already."""

    def stream(self, sql: str, size: int) -> Iterator[list[Row]]:
        """The rows of a statement, so many at a time; no other statement may come between. Inside of a transaction."""

    def has_table(self, table: str) -> bool:
        """Whether the table exists in this store."""

    def writing(self) -> AbstractContextManager[None]:
        """A transaction that is the only one that writes: committed at the end, rolled back on any error."""

    def reading(self) -> AbstractContextManager[None]:
        """A transaction in which all statements see the same state of the store."""

    def tidy(self) -> None:
        """Bring statistics and files up to date after much was written."""

    def limit_memory(self, megabytes: int) -> None:
        """Keep no more of the database in this process than this, over all connections; what is larger goes to disk."""

    def another(self) -> Database:
        """A further connection to the same database, for another thread."""

    def close(self) -> None:
        """End the connection; what was not committed is lost."""


class Transactional:
    """Transactions that may be asked for inside of each other: the inner one is part of the outer one."""

    _open: Literal["", "reading", "writing"] = ""

    @contextmanager
    def _transaction(self, kind: Literal["reading", "writing"], begin: str) -> Iterator[None]:
        if self._open:
            if kind == "writing" and self._open == "reading":
                raise RuntimeError("a store cannot be written to while a reading of it is under way")
            yield
            return
        self.run(begin)
        self._open = kind
        try:
            yield
            self.run("commit")
        except BaseException:
            self._roll_back()
            raise
        finally:
            self._open = ""

    def run(self, sql: str, params: Params | None = None) -> None:
        """Run a statement for its effect."""
        raise NotImplementedError

    def _roll_back(self) -> None:
        raise NotImplementedError
