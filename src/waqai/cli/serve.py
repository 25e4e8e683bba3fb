"""`waqai serve`: the API and the workbench on one port."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from waqai.cli.messages import note
from waqai.config import Settings
from waqai.errors import UsageError

if TYPE_CHECKING:
    from waqai.serve.settings import Mail

PASSWORD = "WAQAI_SMTP_PASSWORD"  # noqa: S105
"""The environment variable with the password of the SMTP server, which has no place on a command line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for on the command line."""

    db: str | None = None
    host: str = "127.0.0.1"
    port: int = 8765
    web: bool = True
    names: list[str] = field(default_factory=list)
    cors: list[str] = field(default_factory=list)
    per_second: float = 100.0
    public_url: str = ""
    smtp: str | None = None
    sender: str = "waqai@localhost"
    allow_private: bool = False


def run(asked: Asked) -> int:
    """Serve until interrupted. Raises StoreError, UsageError."""
    with needing_server():
        from waqai.serve.app import serve
        from waqai.serve.settings import ServeSettings
    settings = ServeSettings(
        base=Settings.from_env(db=asked.db),
        host=asked.host,
        port=asked.port,
        web=asked.web,
        names=tuple(name.lower() for name in asked.names),
        cors=tuple(asked.cors),
        per_second=asked.per_second,
        public_url=asked.public_url,
        mail=mail(asked.smtp, asked.sender),
        allow_private=asked.allow_private,
    )
    note(f"{settings.url}/ serves {settings.base.db}; Ctrl-C ends it")
    serve(settings)
    return 0


@contextmanager
def needing_server() -> Iterator[None]:
    """Tell a missing package in the words of this program. Raises UsageError."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise UsageError(f"the server needs {error.name}: pip install 'waqai[serve]'") from error


def mail(address: str | None, sender: str) -> Mail | None:
    """The SMTP server of an address such as smtp://user@host:587; with a user the connection is encrypted."""
    from waqai.serve.settings import Mail

    if not address:
        return None
    parts = urlsplit(address)
    if parts.scheme != "smtp" or not parts.hostname:
        raise UsageError("--smtp needs an address such as smtp://mail.example.org or smtp://user@mail.example.org:587")
    user = unquote(parts.username) if parts.username else None
    port = parts.port or (587 if user else 25)
    password = os.environ.get(PASSWORD)
    return Mail(host=parts.hostname, port=port, sender=sender, user=user, password=password, start_tls=bool(user))
