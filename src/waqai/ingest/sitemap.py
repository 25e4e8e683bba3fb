"""Site maps and news site maps: which pages a site has, and when they were published."""

from __future__ import annotations

import io
from dataclasses import dataclass

from lxml import etree

from waqai.errors import InputError
from waqai.ingest.limits import unpacked
from waqai.ingest.page.metadata import parse_time

_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Address:
    """A page that a site map lists; news site maps tell its headline and ISO day of publication too."""

    url: str
    title: str | None = None
    published: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class SiteMap:
    """`pages` that the map lists, and further `maps` where it is an index."""

    pages: tuple[Address, ...]
    maps: tuple[str, ...]


def parse_sitemap(data: bytes, *, where: str, limit: int = 50_000_000) -> SiteMap:
    """The site map in `data` (gzip, XML or a plain list of addresses). Raises InputError where it is none."""
    if data.startswith(_GZIP):
        data = unpacked(io.BytesIO(data), limit, where=where).read()
    if data.lstrip()[:4] == b"http":
        return SiteMap(
            tuple(Address(line.strip()) for line in data.decode("utf-8", "replace").splitlines() if line.strip()), ()
        )
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(data, parser) if data.strip() else None
    kind = etree.QName(root).localname if root is not None else ""
    if root is None or kind not in ("urlset", "sitemapindex"):
        raise InputError("not a site map", where=where, reason="not-a-sitemap")
    if kind == "sitemapindex":
        return SiteMap((), tuple(filter(None, (_text(entry, "loc") for entry in root))))
    return SiteMap(tuple(address for entry in root if (address := _address(entry))), ())


def _address(entry: etree._Element) -> Address | None:
    url = _text(entry, "loc")
    published = _text(entry, "publication_date")
    day = parse_time(published) if published else None
    return (
        Address(url, _text(entry, "title"), day[0].isoformat() if day else None, _text(entry, "language"))
        if url
        else None
    )


def _text(entry: etree._Element, name: str) -> str | None:
    """The text of the first element of that name, whichever its namespace."""
    found = (below for below in entry.iterdescendants("{*}*") if etree.QName(below).localname == name)
    return next(((below.text or "").strip() or None for below in found), None)
