"""One request: limits on time, size and redirects, retries with back-off, robots.txt, politeness by host."""

from __future__ import annotations

import asyncio
import email.utils
import random
import time
import zlib
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

import httpcore
import httpx

from waqai.errors import InputError
from waqai.ingest.fetch.address import canonical, host_of
from waqai.ingest.fetch.guard import Refused, guarded_transport
from waqai.ingest.fetch.robots import Robots

_REDIRECTS = {301, 302, 303, 307, 308}
_TRY_AGAIN = {408, 425, 429, 500, 502, 503, 504}
_NOT_MODIFIED = 304
_CHUNK = 1 << 16
_ANY_HEADER = 47
"""Tells zlib to find out itself whether a gzip or a zlib header comes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """How to fetch. Times in seconds, sizes in bytes as they are after decompression.

    timeout     for the whole of one response, however slowly it drips
    delay       between two requests to one host, unless its robots.txt asks for more
    retries     further attempts after a failure that may pass
    """

    user_agent: str = "waqai/0.1 (+https://pypi.org/project/waqai/; news event research)"
    timeout: float = 30.0
    max_bytes: int = 20_000_000
    max_redirects: int = 5
    delay: float = 1.0
    retries: int = 3
    back_off: float = 1.0
    max_wait: float = 300.0
    allow_private: bool = False
    obey_robots: bool = True


@dataclass(frozen=True, slots=True)
class Response:
    """What came of a request. `body` is None where the page has not changed since it was last fetched."""

    url: str
    asked: str
    status: int
    body: bytes | None
    content_type: str = ""
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None


@dataclass(slots=True)
class _Host:
    """Politeness towards one host: one request at a time, none before `free_at` (monotonic seconds)."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0


class Client:
    """Fetches addresses. Use as an asynchronous context manager."""

    def __init__(self, settings: FetchSettings = FetchSettings()) -> None:
        self._settings = settings
        self._hosts: defaultdict[str, _Host] = defaultdict(_Host)
        self._robots = Robots(self._robots_body, settings.user_agent)
        self._http = httpx.AsyncClient(
            transport=guarded_transport(allow_private=settings.allow_private),
            headers={"User-Agent": settings.user_agent, "Accept-Encoding": "gzip, deflate"},
            timeout=httpx.Timeout(settings.timeout),
            follow_redirects=False,
            trust_env=False,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._http.aclose()

    async def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Response:
        """The page at `url`. Raises InputError that says why it cannot be had; `reason` names the kind."""
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {key: value for key, value in conditions.items() if value}
        asked = target = canonical(url)
        for _ in range(self._settings.max_redirects + 1):
            if self._settings.obey_robots and not await self._robots.allows(target):
                raise InputError("robots.txt does not allow it", where=target, reason="robots")
            found = await self._with_retries(target, headers)
            if not isinstance(found, str):
                return replace(found, asked=asked)
            target, headers = canonical(urljoin(target, found)), {}
        raise InputError(f"more than {self._settings.max_redirects} redirects", where=asked, reason="redirects")

    async def _with_retries(self, url: str, headers: Mapping[str, str]) -> Response | str:
        """The response, or where it redirects to."""
        for attempt in range(self._settings.retries + 1):
            last = attempt == self._settings.retries
            try:
                async with self._polite(url):
                    return await self._once(url, headers)
            except _PassingError as error:
                if last or error.wait > self._settings.max_wait:
                    raise InputError(error.message, where=url, reason=error.kind) from error
                pause = max(error.wait, self._settings.back_off * 2**attempt * random.uniform(0.5, 1.5))  # noqa: S311
                self._hosts[host_of(url)].free_at = time.monotonic() + pause
        raise AssertionError("unreachable")

    async def _once(self, url: str, headers: Mapping[str, str]) -> Response | str:
        try:
            async with (
                asyncio.timeout(self._settings.timeout),
                self._http.stream("GET", url, headers=headers) as answer,
            ):
                return await self._read(url, answer)
        except TimeoutError as error:
            raise _PassingError(f"no whole answer within {self._settings.timeout:g} s", "timeout") from error
        except httpx.HTTPError as error:
            if isinstance(error.__cause__, Refused) or "not in the open internet" in str(error):
                raise InputError(str(error), where=url, reason="private-address") from error
            kind = "timeout" if isinstance(error, httpx.TimeoutException) else "connection"
            raise _PassingError(f"the connection fails: {error or type(error).__name__}", kind) from error
        except (httpx.InvalidURL, httpcore.UnsupportedProtocol) as error:
            raise InputError(f"not an address: {error}", where=url, reason="bad-address") from error

    async def _read(self, url: str, answer: httpx.Response) -> Response | str:
        status = answer.status_code
        if status in _REDIRECTS and answer.headers.get("location"):
            return str(answer.headers["location"])
        if status in _TRY_AGAIN:
            raise _PassingError(
                f"HTTP status {status}", "http-status", wait=_retry_after(answer.headers.get("retry-after"))
            )
        if status != _NOT_MODIFIED and not answer.is_success:
            raise InputError(f"HTTP status {status}", where=url, reason="http-status")
        body = None if status == _NOT_MODIFIED else await self._body(url, answer)
        return Response(
            url=url,
            asked=url,
            status=status,
            body=body,
            content_type=answer.headers.get("content-type", "").partition(";")[0].strip().lower(),
            charset=answer.charset_encoding,
            etag=answer.headers.get("etag"),
            modified=answer.headers.get("last-modified"),
        )

    async def _body(self, url: str, answer: httpx.Response) -> bytes:
        limit = self._settings.max_bytes
        parts, size = [], 0
        async for part in _unpacked(answer.aiter_raw(_CHUNK), answer.headers.get("content-encoding", ""), url):
            size += len(part)
            if size > limit:
                raise InputError(f"larger than {limit / 1e6:g} MB; not read", where=url, reason="too-large")
            parts.append(part)
        return b"".join(parts)

    @asynccontextmanager
    async def _polite(self, url: str) -> AsyncIterator[None]:
        """One request at a time to a host, with a pause in between."""
        name = host_of(url)
        host = self._hosts[name]
        async with host.lock:
            await asyncio.sleep(max(0.0, host.free_at - time.monotonic()))
            try:
                yield
            finally:
                pause = max(self._settings.delay, self._robots.delay(name))
                host.free_at = max(host.free_at, time.monotonic() + min(pause, self._settings.max_wait))

    async def _robots_body(self, url: str) -> bytes | None:
        """The robots.txt at `url`; None where there is none. Raises InputError where the host does not answer."""
        target = url
        for _ in range(self._settings.max_redirects + 1):
            try:
                found = await self._with_retries(target, {})
            except InputError as error:
                if error.reason == "http-status" and "HTTP status 5" not in str(error):
                    return None
                raise
            if not isinstance(found, str):
                return found.body
            target = canonical(urljoin(target, found))
        return None


class _PassingError(Exception):
    """A failure that may pass: worth another attempt, at the earliest after `wait` seconds."""

    def __init__(self, message: str, kind: str, *, wait: float = 0.0) -> None:
        self.message, self.kind, self.wait = message, kind, wait
        super().__init__(message)


def _retry_after(value: str | None) -> float:
    """The seconds that a Retry-After header asks for."""
    if not value:
        return 0.0
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, TypeError, IndexError):
        return 0.0


async def _unpacked(chunks: AsyncIterator[bytes], encoding: str, url: str) -> AsyncIterator[bytes]:
    """The chunks unpacked in small steps, so that a bomb is noticed before it fills the memory. Raises InputError."""
    name = encoding.strip().lower()
    if name not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise InputError(f"packed in an unknown way: {encoding}", where=url, reason="broken")
    inflate = zlib.decompressobj(_ANY_HEADER) if name not in ("", "identity") else None
    async for chunk in chunks:
        if inflate is None:
            yield chunk
            continue
        packed = chunk
        while packed:
            try:
                yield inflate.decompress(packed, 16 * _CHUNK)
            except zlib.error as error:
                raise InputError(f"broken packed data: {error}", where=url, reason="broken") from error
            packed = inflate.unconsumed_tail
    if inflate is not None and not inflate.eof:
        raise InputError("packed data break off", where=url, reason="broken")
