"""XML files: feeds, and news in NITF, NewsML or a plain element an article."""

from __future__ import annotations

from lxml import etree

from waqai.errors import InputError
from waqai.ingest.decode import decode_page
from waqai.ingest.document import Document, Items
from waqai.ingest.feed import local_name, read_feed
from waqai.ingest.markup import without_declaration
from waqai.ingest.page.metadata import parse_time
from waqai.models import Article

_FEEDS = {"rss", "feed", "rdf"}
_ARTICLES = ("nitf", "newsitem", "article", "doc", "story", "document", "record", "news", "post")
_TITLES = ("hl1", "headline", "title", "head", "subject")
_BODIES = ("body.content", "body", "content", "text", "fulltext", "contentset", "description")
_DAYS = (
    "date.issue",
    "versioncreated",
    "contentcreated",
    "published",
    "pubdate",
    "date",
    "datetime",
    "dateline",
    "created",
)
_OUTLETS = ("publisher", "source", "provider", "creditline", "outlet")


def read_xml(document: Document) -> Items:
    """The articles of an XML file."""
    text = decode_page(document.read())
    root = _parse(text, document.where)
    kind = local_name(root)
    if kind in _FEEDS:
        yield from read_feed(document)
        return
    if kind in ("urlset", "sitemapindex"):
        raise InputError("a site map lists addresses, not articles", where=document.where, reason="not-articles")
    articles = [e for e in root.iterdescendants() if local_name(e) in _ARTICLES] or [root] * (kind in _ARTICLES)
    if not articles:
        known = ", ".join(f"<{name}>" for name in _ARTICLES)
        raise InputError(f"no articles found; known elements: {known}", where=document.where, reason="not-articles")
    for number, element in enumerate(articles, start=1):
        try:
            yield _article(element, document.key if len(articles) == 1 else None, f"{document.where}#{number}")
        except InputError as error:
            yield error


def _parse(text: str, where: str) -> etree._Element:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False, encoding="utf-8")
    try:
        root = etree.fromstring(without_declaration(text).encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:
        raise InputError(f"not XML that can be read: {error}", where=where, reason="broken") from error
    if root is None:
        raise InputError("not XML that can be read", where=where, reason="broken")
    return root


def _article(element: etree._Element, key: str | None, where: str) -> Article:
    body = _first(element, _BODIES)
    text = _lines(body) if body is not None else ""
    if not text:
        raise InputError("the article has no text", where=where, reason="empty")
    stated = _first(element, _DAYS)
    written = "" if stated is None else stated.get("norm") or _inner(stated)
    day = parse_time(written) if written.strip() else None
    fields = {
        "id": element.get("id") or element.get("guid") or key,
        "title": _line(_first(element, _TITLES)),
        "text": text,
        "published": day[0] if day else None,
        "publisher": _line(_first(element, _OUTLETS)),
        "url": _line(_first(element, ("url", "link"))),
    }
    return Article.parse(fields, where=where)


def _first(element: etree._Element, names: tuple[str, ...]) -> etree._Element | None:
    """The first element below that has one of the names, the best name first."""
    by_name: dict[str, etree._Element] = {}
    for below in element.iterdescendants():
        by_name.setdefault(local_name(below), below)
    return next((by_name[name] for name in names if name in by_name), None)


def _lines(element: etree._Element) -> str:
    paragraphs = [e for e in element.iter() if local_name(e) == "p"]
    texts = [_inner(e) for e in paragraphs] if paragraphs else _inner(element).splitlines()
    return "\n".join(line for text in texts if (line := " ".join(text.split())))


def _line(element: etree._Element | None) -> str | None:
    return None if element is None else " ".join(_inner(element).split()) or None


def _inner(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))
