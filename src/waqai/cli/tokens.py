"""`waqai token`: who may ask a server."""

from __future__ import annotations

import datetime as dt
import sys

from waqai.cli.messages import note
from waqai.config import Settings
from waqai.errors import NotFoundError
from waqai.serve.access import new_token
from waqai.store import open_store


def add(name: str, role: str, *, db: str | None = None) -> int:
    """Make a token and print it. Raises StoreError, UsageError."""
    kept, secret = new_token(name, role)
    with open_store(Settings.from_env(db=db).db) as store:
        store.keeping.put_token(kept)
    sys.stdout.write(f"{secret}\n")
    note(f"token {kept.id} of {name}, {role}; it is not shown again")
    return 0


def show(*, db: str | None = None) -> int:
    """List the tokens."""
    with open_store(Settings.from_env(db=db).db, write=False) as store:
        for one in store.keeping.tokens():
            sys.stdout.write(f"{one.id}  {one.role:8}  {one.made}  {one.revoked or '-':24}  {one.name}\n")
    return 0


def revoke(key: str, *, db: str | None = None) -> int:
    """A token counts no more. Raises NotFoundError."""
    at = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
    with open_store(Settings.from_env(db=db).db, make=False) as store:
        if not store.keeping.revoke(key, at):
            raise NotFoundError(f"there is no token {key} that counts")
    note(f"token {key} is revoked")
    return 0
