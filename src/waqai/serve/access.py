"""Who asks, and what he may do.

On loopback everybody may read. For all else there are tokens with a role: a reader reads, an analyst also judges and
keeps searches and alerts, an admin also adds articles and gives out tokens. A token is shown once, when it is made; the
store keeps its digest. It is sent as `Authorization: Bearer TOKEN`, or by a browser as the cookie `waqai_token`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

from waqai.errors import UsageError
from waqai.models import Token, stable_id

Role = Literal["reader", "analyst", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
COOKIE = "waqai_token"
_PREFIX = "waqai_"
_FRESH = 2.0
"""Seconds for which the list of tokens is believed."""


@dataclass(frozen=True, slots=True)
class Who:
    """Who asks: a name, what he may do, and the id of his token, "" for whoever reads on this machine."""

    name: str
    role: Role
    token: str = ""

    def may(self, role: Role) -> bool:
        """Whether he may do what this role may."""
        return ROLES.index(self.role) >= ROLES.index(role)


LOCAL = Who("local", "reader")
"""Whoever asks on loopback without a token: he may read."""


def digest(token: str) -> str:
    """What is kept of a token. Tokens are long and random, so no slow hash is needed."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def new_token(name: str, role: str) -> tuple[Token, str]:
    """A new token as it is kept, and the secret itself. Raises UsageError."""
    if role not in ROLES:
        raise UsageError(f"«{role}» is no role; there are {', '.join(ROLES)}")
    if not name.strip() or len(name) > 100 or not name.isprintable():
        raise UsageError("give the token a name of up to 100 characters, to know it by")
    secret = _PREFIX + secrets.token_urlsafe(32)
    made = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    kept = Token(id=stable_id("token", secret), name=name, role=role, digest=digest(secret), made=made)
    return kept, secret


class Doorkeeper:
    """Knows the tokens. `read` reads them from the store."""

    def __init__(self, read: Callable[[], list[Token]], *, loopback: bool) -> None:
        self._read, self.loopback = read, loopback
        self._lock = threading.Lock()
        self._known: dict[str, Who] = {}
        self._until = 0.0

    def who(self, token: str | None) -> Who | None:
        """Who asks with a token, or without one; None for a token that does not count, or where one is needed."""
        if not token:
            return LOCAL if self.loopback else None
        asked = digest(token)
        return next((who for kept, who in self._tokens().items() if hmac.compare_digest(kept, asked)), None)

    def forget(self) -> None:
        """The tokens have changed."""
        self._until = 0.0

    def _tokens(self) -> dict[str, Who]:
        with self._lock:
            if time.monotonic() >= self._until:
                kept = [one for one in self._read() if one.revoked is None]
                self._known = {one.digest: Who(one.name, one.role, one.id) for one in kept}
                self._until = time.monotonic() + _FRESH
            return self._known
