"""What can be chosen for a server."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from waqai.config import Settings

PORT = 8765


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """The SMTP server by which e-mails go out. `start_tls`: the connection is encrypted before anything is said."""

    host: str
    port: int = 25
    sender: str = "waqai@localhost"
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    start_tls: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeSettings:
    """Everything that can be chosen for a server.

    base            store, packs, cache
    host, port      where it listens
    web             with the workbench
    readers         questions that are answered at a time
    names           further names by which the server is called, besides `host` and the names of this machine's loopback
    cors            origins whose pages may ask the API from a browser; none by default
    per_second      requests a second that one token, or one address without a token, may make; 0 = as many as it likes
    public_url      the address that people use, for links in feeds, mails and webhooks
    mail            where e-mails go out; None = nowhere
    allow_private   webhooks may lead to private and loopback addresses
    look_every      seconds between two looks for new events for alerts; 0 = never
    """

    base: Settings = field(default_factory=Settings)
    host: str = "127.0.0.1"
    port: int = PORT
    web: bool = True
    readers: int = 4
    names: tuple[str, ...] = ()
    cors: tuple[str, ...] = ()
    per_second: float = 100.0
    public_url: str = ""
    mail: Mail | None = None
    allow_private: bool = False
    look_every: float = 5.0

    @property
    def is_loopback(self) -> bool:
        """Whether it listens where this machine alone can reach it."""
        return _is_loopback(self.host)

    @property
    def is_private(self) -> bool:
        """Whether nobody but who sits at this machine can reach the server: not by way of a proxy either, which calls
        it by another name or gives it a public address.
        """
        outside = urlsplit(self.public_url).hostname if self.public_url else None
        known = all(_is_loopback(name) for name in self.names)
        return self.is_loopback and known and (not self.public_url or _is_loopback(outside or ""))

    @property
    def url(self) -> str:
        """The address of the server without a slash at its end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.public_url.rstrip("/") or f"http://{host}:{self.port}"


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
