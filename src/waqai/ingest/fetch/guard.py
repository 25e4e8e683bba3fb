"""A network backend that connects to public addresses only, whatever a name resolves to and wherever a redirect leads.

The check stands where the connection is made, after the name was resolved, and the connection goes to the very address
that was checked: a name that resolves differently the second time changes nothing.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Iterable
from typing import Any

import httpcore
import httpx

from waqai.ingest.fetch.address import is_public


class Refused(httpcore.ConnectError):
    """A connection to an address that is not public."""


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Resolves, checks, connects."""

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first public address of `host`. Raises Refused, ConnectError."""
        try:
            found = await asyncio.wait_for(
                asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM), timeout
            )
        except (OSError, UnicodeError, TimeoutError) as error:
            raise httpcore.ConnectError(f"{host} cannot be resolved: {error}") from error
        addresses = [str(info[4][0]) for info in found]
        if not self._allow_private and not all(is_public(address) for address in addresses):
            raise Refused(f"{host} is not in the open internet ({addresses[0]})")
        return await self._inner.connect_tcp(addresses[0], port, timeout, local_address, socket_options)

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Never."""
        raise Refused("local sockets are not fetched from")

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await self._inner.sleep(seconds)


def guarded_transport(*, allow_private: bool, http2: bool = True) -> httpx.AsyncHTTPTransport:
    """An httpx transport over a guarded backend. Proxies of the environment are left aside: they would go round it."""
    transport = httpx.AsyncHTTPTransport(http2=http2)
    # httpx offers no parameter for the network backend; its transport is a thin shell round this pool.
    transport._pool = httpcore.AsyncConnectionPool(
        ssl_context=ssl.create_default_context(),
        max_connections=50,
        max_keepalive_connections=20,
        http1=True,
        http2=http2,
        network_backend=GuardedBackend(allow_private=allow_private),
    )
    return transport
