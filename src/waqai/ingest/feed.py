"""Feeds: RSS, Atom, RDF and JSON Feed, broken ones too (fastfeedparser). An entry is an article or leads to one."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from lxml import etree

from waqai.errors import InputError
from waqai.ingest.decode import decode_page
from waqai.ingest.document import Document, Items
from waqai.ingest.markup import to_text, without_declaration
from waqai.ingest.page.furniture import without_furniture
from waqai.ingest.page.metadata import parse_time
from waqai.models import Article

_DATES = ("pubdate", "published", "date", "issued", "created", "updated", "modified")
_ENTITY = re.compile(r"&([a-zA-Z]\w*);")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed. `published` is the ISO day in the feed's own time zone, `text` what the feed gives of it."""

    url: str | None
    title: str | None
    text: str
    published: str | None
    author: str | None
    id: str | None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title, mostly the outlet's name, and its entries in the feed's order."""

    title: str | None
    entries: tuple[Entry, ...]


def parse_feed(data: bytes, *, where: str, charset: str | None = None) -> Feed:
    """The feed in `data`. Raises InputError where it is none."""
    import fastfeedparser

    text = _ENTITY.sub(_character, without_declaration(decode_page(data, declared=charset)))
    try:
        found = fastfeedparser.parse(text.encode("utf-8", "replace"))
    except (ValueError, KeyError, TypeError, AttributeError, etree.LxmlError) as error:
        raise InputError(f"not a feed that can be read: {error}", where=where, reason="not-a-feed") from error
    days = _days(text)
    entries = list(found.entries)
    if len(days) != len(entries):
        days = [None] * len(entries)
    return Feed(_plain(found.feed.get("title")), tuple(map(_entry, entries, days)))


def read_feed(document: Document) -> Items:
    """The entries of a feed as articles, with as much text as the feed gives."""
    feed = parse_feed(document.read(), where=document.where)
    for number, entry in enumerate(feed.entries, start=1):
        where = f"{document.where}#{number}"
        if not entry.text:
            yield InputError("the entry has no text", where=where, reason="empty")
            continue
        fields = {
            "id": entry.id,
            "title": entry.title,
            "text": entry.text,
            "published": entry.published,
            "publisher": feed.title,
            "url": entry.url,
        }
        try:
            yield Article.parse(fields, where=where)
        except InputError as error:
            yield error


def _character(entity: re.Match[str]) -> str:
    """The character of an HTML entity, which XML does not know; those of XML stay."""
    from html.entities import html5

    return entity[0] if entity[1] in ("amp", "lt", "gt", "quot", "apos") else html5.get(entity[1] + ";", entity[0])


def _entry(entry: Any, day: str | None) -> Entry:
    contents = [part.get("value") for part in entry.get("content") or []]
    texts = [_lines(text) for text in (*contents, entry.get("description"), entry.get("summary")) if text]
    published = day or entry.get("published") or entry.get("updated")
    parsed = parse_time(published) if published else None
    return Entry(
        url=entry.get("link") or None,
        title=_plain(entry.get("title")),
        text=max(texts, key=len, default=""),
        published=parsed[0].isoformat() if parsed else None,
        author=_plain(entry.get("author")),
        id=entry.get("id") or entry.get("link") or None,
    )


def _days(text: str) -> list[str | None]:
    """The date of each entry as written, in its own zone: a night's news in Riyadh is not of the day before."""
    if text.lstrip().startswith("{"):
        try:
            items = json.loads(text).get("items") or []
        except (ValueError, AttributeError, RecursionError):
            return []
        return [item.get("date_published") or item.get("date_modified") for item in items if isinstance(item, dict)]
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), etree.XMLParser(recover=True, resolve_entities=False))
    except etree.LxmlError:
        return []
    items = [] if root is None else [e for e in root.iter() if local_name(e) in ("item", "entry")]
    return [_date_of(item) for item in items]


def _date_of(item: etree._Element) -> str | None:
    told = {local_name(child): (child.text or "").strip() for child in item}
    return next((told[name] for name in _DATES if told.get(name)), None)


def local_name(element: etree._Element) -> str:
    """The name of an element in small letters without its namespace, "" for comments and the like."""
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def _lines(markup: str) -> str:
    return without_furniture(to_text(markup))


def _plain(text: str | None) -> str | None:
    return " ".join(_lines(text).split()) or None if text else None
