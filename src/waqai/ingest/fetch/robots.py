"""robots.txt (protego): asked once for each host, kept for a day, obeyed. A host that fails to answer is left alone."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from protego import Protego

from waqai.errors import InputError

_DAY = 86_400.0
_LIMIT = 500_000
"""Bytes of a robots.txt that are read; the standard asks for at least 500 KiB."""


class Robots:
    """The rules of all hosts that were asked so far."""

    def __init__(self, fetch: Callable[[str], Awaitable[bytes | None]], user_agent: str) -> None:
        self._fetch = fetch
        self._agent = user_agent.partition("/")[0]
        self._rules: dict[str, tuple[float, Protego]] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def allows(self, url: str) -> bool:
        """Whether `url` may be fetched. Raises InputError (`robots`) where the host's rules cannot be had."""
        parts = urlsplit(url)
        async with self._locks[parts.netloc]:
            known = self._rules.get(parts.netloc)
            if known is None or time.monotonic() - known[0] > _DAY:
                self._rules[parts.netloc] = known = (time.monotonic(), await self._load(parts.scheme, parts.netloc))
        return known[1].can_fetch(url, self._agent)

    def delay(self, host: str) -> float:
        """The seconds between two requests that the host asks for."""
        known = self._rules.get(host)
        return float(known[1].crawl_delay(self._agent) or 0.0) if known else 0.0

    async def _load(self, scheme: str, host: str) -> Protego:
        try:
            body = await self._fetch(f"{scheme}://{host}/robots.txt")
        except InputError as error:
            raise InputError(f"its robots.txt cannot be had: {error}", where=host, reason=error.reason) from error
        return Protego.parse((body or b"")[:_LIMIT].decode("utf-8", "replace"))
