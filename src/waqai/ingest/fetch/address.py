"""Addresses: one spelling for one page, and which of them may be asked at all."""

from __future__ import annotations

import ipaddress
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from waqai.errors import InputError

_TRACKERS = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "yclid", "ref_src", "cmpid", "ocid", "at_medium")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_PORTS = {"http": 80, "https": 443}


def canonical(url: str) -> str:
    """The address without fragment, trackers, default port and session decoration. Raises InputError on a wrong one.

    Scheme and host in small letters; query parameters keep their order, since some sites depend on it.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").lower().rstrip("."), parts.port
    except ValueError as error:
        raise InputError(f"not an address: {error}", where=url, reason="bad-address") from error
    if parts.scheme.lower() not in _PORTS or not host:
        raise InputError("not an http or https address", where=url, reason="bad-address")
    if parts.username or parts.password:
        raise InputError("addresses with a user name are not fetched", where=url, reason="bad-address")
    netloc = f"[{host}]" if ":" in host else host
    if port and port != _PORTS[parts.scheme.lower()]:
        netloc = f"{netloc}:{port}"
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not k.lower().startswith(_TRACKERS)]
    return urlunsplit((parts.scheme.lower(), netloc, parts.path or "/", urlencode(query), ""))


def host_of(url: str) -> str:
    """Host and port, by which politeness is kept."""
    return urlsplit(url).netloc


def is_public(address: str) -> bool:
    """Whether an IP address lies in the open internet: not loopback, private, link-local, reserved or multicast."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            ip = inner
    return ip.is_global and not ip.is_multicast
