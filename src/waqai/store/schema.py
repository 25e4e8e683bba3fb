"""The schema and its versions: numbered SQL files, each applied once, all that are missing in one transaction."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from waqai.errors import StoreError
from waqai.store.database import Database

MADE = """
create table if not exists schema_versions (version integer not null, name text not null, applied timestamp not null)
"""


@cache
def migrations(dialect: str) -> dict[int, tuple[str, str]]:
    """Name and SQL of every migration of a backend by its number."""
    folder = files("waqai.store") / "migrations" / dialect
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return {int(file.name[:4]): (file.name[5:-4], file.read_text(encoding="utf8")) for file in found}


def version(database: Database) -> int:
    """The version of the store's schema, 0 where there is none yet. Raises StoreError on one made by a newer waqai."""
    known = max(migrations(database.dialect))
    if not database.has_table("schema_versions"):
        return 0
    found: int = database.query("select coalesce(max(version), 0) from schema_versions")[0][0]
    if found > known:
        raise StoreError(
            f"{database.name} has schema version {found}, this waqai knows up to {known}: install a newer waqai"
        )
    return found


def is_current(database: Database) -> bool:
    """Whether nothing is missing. Raises StoreError on a schema made by a newer waqai."""
    return version(database) == max(migrations(database.dialect))


def migrate(database: Database) -> None:
    """Bring the schema up to date. Raises StoreError where the database holds something else."""
    if database.dialect == "postgres":
        _make_schema(database)
    with database.writing():
        at = version(database)
        if at == 0 and database.has_table("articles"):
            raise StoreError(f"{database.name} holds other tables: it is no store of waqai")
        database.run(MADE)
        for number, (name, sql) in migrations(database.dialect).items():
            if number > at:
                database.run(sql)
                row = {"version": number, "name": name}
                database.run("insert into schema_versions values ($version, $name, current_timestamp)", row)


def _make_schema(database: Database) -> None:
    """Only where it is missing: to make one needs a right that using it does not."""
    if not database.query("select 1 from pg_namespace where nspname = 'waqai'"):
        with database.writing():
            database.run("create schema if not exists waqai")
