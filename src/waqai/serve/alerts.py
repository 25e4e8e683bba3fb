"""What an alert may be, before it is kept."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Sequence
from urllib.parse import urlsplit

from waqai.errors import UsageError
from waqai.models import Alert, AlertKind, Channel, stable_id
from waqai.packs.naming import country_code
from waqai.store import Filters

_MAIL = re.compile(r"[^\s@<>,;:\"\\\x00-\x1f]+@[^\s@<>,;:\"\\\x00-\x1f]+\.[^\s@<>,;:\"\\\x00-\x1f]+")


def new_alert(name: str, kind: AlertKind, filters: Filters, channels: Sequence[Channel], owner: str) -> Alert:
    """An alert that waits from now on. Raises UsageError where it makes no sense."""
    if kind == "range" and len(filters.dyad) != 1:
        raise UsageError("a range alert watches one relation: give one dyad, such as EGY-TUR")
    if kind == "range":
        for side in filters.dyad[0]:
            country_code(side)
    if filters.as_of is not None:
        raise UsageError("an alert waits for what comes: leave out as_of")
    for channel in channels:
        check(channel)
    made = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    key = stable_id("alert", owner, name, kind, made)
    query = filters.to_query()
    secret = secrets.token_hex(16)
    given = list(channels)
    return Alert(id=key, owner=owner, name=name, kind=kind, query=query, channels=given, key=secret, made=made)


def check(channel: Channel) -> None:
    """Raises UsageError on an address that nothing can be sent to."""
    if channel.kind == "email":
        if not _MAIL.fullmatch(channel.to):
            raise UsageError(f"«{channel.to[:100]}» is no e-mail address")
        return
    try:
        parts = urlsplit(channel.to)
        good = parts.scheme in ("https", "http") and bool(parts.hostname) and not parts.username
        _ = parts.port
    except ValueError:
        good = False
    if not good:
        raise UsageError("a webhook needs an address that begins with https:// or http://")
