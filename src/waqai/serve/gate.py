"""What every request passes before anything else: its id, its host, its size, who asks, how often; and its count.

One plain ASGI middleware round everything, the live connections of the workbench too.
"""

from __future__ import annotations

import logging
import re
import secrets
import time
from http.cookies import CookieError, SimpleCookie
from urllib.parse import unquote_to_bytes, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from waqai.errors import WaqaiError
from waqai.serve.access import COOKIE, Doorkeeper, Who
from waqai.serve.limits import Limiter
from waqai.serve.problems import problem
from waqai.serve.settings import ServeSettings
from waqai.serve.telemetry import Telemetry

LOG = logging.getLogger(__name__)
LARGEST = 4_000_000
"""Bytes of a request's body."""
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_OPEN = ("/health", "/login", "/assets/", "/_nicegui/")
"""What is shown to everybody: it tells nothing of the store."""
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
DEAR = {"code": 10.0, "explain": 10.0, "relations": 3.0, "series": 3.0, "phases": 3.0}
"""How many cheap requests one to such a route counts for; whole files count for ten."""
_FILES = (".jsonl", ".csv", ".parquet", ".geojson", ".graphml", ".png", ".svg", ".html")


class RefusedError(Exception):
    """A request that goes no further, with the answer to it."""

    def __init__(self, status: int, detail: str, headers: dict[str, str] | None = None) -> None:
        self.status, self.detail, self.headers = status, detail, headers or {}
        super().__init__(detail)


class Gate:
    """Lets in who may come in."""

    def __init__(self, app: ASGIApp, *, settings: ServeSettings, doorkeeper: Doorkeeper, telemetry: Telemetry) -> None:
        self.app, self.settings, self.doorkeeper, self.telemetry = app, settings, doorkeeper, telemetry
        self.limiter = Limiter(settings.per_second)
        self.strangers = Limiter(0.2, burst=10.0)
        """Wrong tokens are tried slowly."""
        self._public = urlsplit(settings.public_url).hostname
        self._hosts = _LOOPBACK | {settings.host.lower(), f"[{settings.host.lower()}]"} | set(settings.names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or connection."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        asked = headers.get("x-request-id", "")
        key = asked if _ID.fullmatch(asked) else secrets.token_hex(8)
        scope.setdefault("state", {})["request"] = key
        try:
            scope["state"]["who"] = await self._admit(scope, headers)
        except RefusedError as refusal:
            await self._refuse(refusal, key, scope, receive, send)
            return
        if scope["type"] == "websocket":
            await self.app(scope, receive, send)
        else:
            await self._serve(scope, receive, send, key)

    async def _admit(self, scope: Scope, headers: Headers) -> Who | None:
        """Who asks. Raises RefusedError."""
        self._check_form(scope, headers)
        client = scope["client"][0] if scope.get("client") else "?"
        token = _token(headers)
        try:
            who = await run_in_threadpool(self.doorkeeper.who, token) if token else self.doorkeeper.who(None)
        except WaqaiError as error:
            LOG.error("tokens cannot be read: %s", error)
            raise RefusedError(503, "the store cannot be read just now") from error
        if who is None and not scope["path"].startswith(_OPEN):
            if token and (seconds := self.strangers.wait(client)):
                raise RefusedError(429, "too many wrong tokens", _later(seconds))
            raise RefusedError(401, "this needs a token", {"WWW-Authenticate": "Bearer"})
        if not scope["path"].startswith(("/assets/", "/_nicegui")):
            seconds = self.limiter.wait(who.token if who and who.token else client, _cost(scope["path"]))
            if seconds:
                raise RefusedError(429, "too many requests", _later(seconds))
        return who

    def _check_form(self, scope: Scope, headers: Headers) -> None:
        """Refuse what no honest client sends."""
        host = headers.get("host", "").lower()
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        if self.settings.is_loopback and name not in self._hosts:
            # A page of somebody else's may have its own name lead to this machine.
            raise RefusedError(421, f"this server is not called {name[:100]}")
        if scope["type"] == "websocket" and not self._is_own(headers.get("origin", ""), host):
            # Browsers let every page open a live connection to every server.
            raise RefusedError(403, "a page of another site asks")
        raw = scope.get("raw_path", b"") + b"?" + scope.get("query_string", b"")
        plain = unquote_to_bytes(raw)
        if b"\x00" in plain:
            raise RefusedError(400, "an address cannot hold the null character")
        try:
            plain.decode()
        except UnicodeDecodeError as error:
            raise RefusedError(400, "an address is written in UTF-8") from error
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > LARGEST:
            raise RefusedError(413, f"a request has {LARGEST:,} bytes at most")

    def _is_own(self, origin: str, host: str) -> bool:
        """Whether it is a page of this server that asks, or no browser."""
        if not origin:
            return True
        try:
            asking = urlsplit(origin.lower())
        except ValueError:
            return False
        named = asking.hostname is not None and asking.hostname in {self._public, *self.settings.names}
        return named or (bool(asking.netloc) and asking.netloc == host)

    async def _refuse(self, refusal: RefusedError, key: str, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 4000 + refusal.status, "reason": refusal.detail})
            return
        self.telemetry.count(scope["method"], "refused", refusal.status, 0.0)
        told = {**refusal.headers, "X-Request-ID": key}
        response = problem(refusal.status, refusal.detail, request=key, headers=told)
        if refusal.status == 401 and "text/html" in Headers(scope=scope).get("accept", ""):
            response = Response(status_code=303, headers={"Location": "/login"})
        await response(scope, receive, send)

    async def _serve(self, scope: Scope, receive: Receive, send: Send, key: str) -> None:
        began, status, read = time.perf_counter(), 500, 0

        async def measured() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            return {"type": "http.disconnect"} if read > LARGEST else message

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Request-ID"] = key
                headers.setdefault("X-Content-Type-Options", "nosniff")
                headers.setdefault("Referrer-Policy", "same-origin")
            await send(message)

        try:
            await self.app(scope, measured, sent)
        finally:
            self.telemetry.count(scope["method"], _route(scope), status, time.perf_counter() - began)


def _token(headers: Headers) -> str | None:
    """The token of a request: of the header, else of the cookie."""
    kind, _, token = headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return token.strip() or "?"
    if "cookie" not in headers:
        return None
    try:
        found = SimpleCookie(headers["cookie"]).get(COOKIE)
    except CookieError:
        return None
    return found.value if found else None


def _cost(path: str) -> float:
    if path.endswith(_FILES):
        return 10.0
    return max((DEAR.get(part, 1.0) for part in path.split("/")[3:]), default=1.0)


def _later(seconds: float) -> dict[str, str]:
    return {"Retry-After": str(int(seconds) + 1)}


def _route(scope: Scope) -> str:
    """The route as it is declared: its path without what changes from request to request."""
    route = scope.get("route")
    return str(getattr(route, "path", "other"))
