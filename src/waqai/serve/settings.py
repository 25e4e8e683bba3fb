"""What can be chosen for a server."""

from __future__ import annotations

from dataclasses import dataclass, field

from waqai.config import Settings

PORT = 8765


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeSettings:
    """Everything that can be chosen for a server.

    base        store, packs, cache
    host, port  where it listens
    web         with the workbench
    readers     questions that are answered at a time
    """

    base: Settings = field(default_factory=Settings)
    host: str = "127.0.0.1"
    port: int = PORT
    web: bool = True
    readers: int = 4
