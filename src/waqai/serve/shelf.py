"""Files that never change while the server runs: packed once and kept, not packed anew for each reader."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PLACES = ("/_nicegui/", "/assets/")
LASTING = "public, max-age=31536000, immutable"
MOST = 4_000_000
"""Bytes of the longest answer that is kept."""
ROOM = 32_000_000
"""Bytes that are kept in all."""


class Shelf:
    """A middleware round the one that packs: whole answers for files whose address changes with their content."""

    def __init__(self, app: ASGIApp) -> None:
        self._app, self._room = app, ROOM
        self._kept: dict[tuple[str, bytes, bool], list[Message]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from the shelf, else by the application."""
        packed = scope["type"] == "http" and "gzip" in Headers(scope=scope).get("accept-encoding", "")
        key = (scope["path"], scope.get("query_string", b""), packed) if _is_for_all(scope) else None
        if key is None:
            await self._app(scope, receive, send)
        elif key in self._kept:
            for message in self._kept[key]:
                await send(_copy(message))
        else:
            await self._ask(key, scope, receive, send)

    async def _ask(self, key: tuple[str, bytes, bool], scope: Scope, receive: Receive, send: Send) -> None:
        told: list[Message] = []

        async def through(message: Message) -> None:
            if message["type"] == "http.response.start" and b"v=" in scope["query_string"]:
                MutableHeaders(scope=message)["cache-control"] = LASTING
            told.append(_copy(message))
            await send(message)

        await self._app(scope, receive, through)
        self._keep(key, told)

    def _keep(self, key: tuple[str, bytes, bool], told: list[Message]) -> None:
        size = sum(len(message.get("body", b"")) for message in told)
        if told and told[0].get("status") == 200 and _lasts(told[0]) and size <= min(MOST, self._room):
            self._room -= size
            self._kept[key] = told


def _copy(message: Message) -> Message:
    """Whoever passes a message on may add headers to it."""
    return {**message, **({"headers": list(message["headers"])} if "headers" in message else {})}


def _is_for_all(scope: Scope) -> bool:
    """Whether a request is for a whole file, whoever asks."""
    if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(PLACES):
        return False
    asked = Headers(scope=scope)
    return not any(name in asked for name in ("range", "if-none-match", "if-modified-since"))


def _lasts(start: Message) -> bool:
    return "immutable" in Headers(raw=start["headers"]).get("cache-control", "")
