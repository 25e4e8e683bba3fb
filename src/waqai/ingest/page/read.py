"""From the bytes of a page to its article."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from waqai.errors import InputError
from waqai.ingest.decode import decode_page
from waqai.ingest.markup import without_declaration
from waqai.ingest.page.body import body_of
from waqai.ingest.page.metadata import Metadata
from waqai.ingest.page.parts import Part, following, is_later_part
from waqai.models import Article

TAGS = 100_000
"""More of them make a page take longer than ten seconds; pages of news have some thousands."""
ATTRIBUTES = 3000
"""More of them on one tag, and the parser's time grows with their square."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was read. `text` has a paragraph a line; `clock` is the time of publication with its zone.

    `following` is the address of the page on which the article goes on, None where it ends here.
    """

    title: str | None
    text: str
    author: str | None
    publisher: str | None
    published: dt.date | None
    clock: str | None
    url: str | None
    language: str | None
    following: str | None


def read_page(data: bytes | str, *, where: str, url: str | None = None, charset: str | None = None) -> Page:
    """The article of a page and what the page states about it. Raises InputError where there is no running text.

    `url` is where the page came from, `charset` what the HTTP header said.
    """
    from lxml import etree, html

    markup = data if isinstance(data, str) else decode_page(data, declared=charset)
    markup = without_declaration(markup.replace("\x00", ""))
    _check_size(markup, where)
    try:
        tree = html.document_fromstring(markup, parser=html.HTMLParser(encoding="utf-8", huge_tree=False))
    except (etree.LxmlError, ValueError) as error:
        raise InputError(f"not a page that can be parsed: {error}", where=where) from error
    meta = Metadata(tree, url=url)
    title, stated, day = meta.title, meta.body(), meta.published()
    page = Page(
        title=title,
        author=meta.author,
        publisher=meta.outlet,
        published=day[0] if day else None,
        clock=day[1] if day else None,
        url=url if is_later_part(url, meta.url) else meta.url,
        language=meta.language,
        following=following(tree, url),
        text=body_of(tree, title=title, stated=stated),
    )
    if not page.text.strip():
        raise InputError("no article text found on the page", where=where)
    return page


def _check_size(markup: str, where: str) -> None:
    """Raise InputError where a page would take the parser too long."""
    if (tags := markup.count("<")) > TAGS:
        raise InputError(f"a page of {tags} tags; not read", where=where, reason="too-large")
    long = (piece for piece in markup.split("<") if len(piece) > 4 * ATTRIBUTES)
    if any(piece.partition(">")[0].count("=") > ATTRIBUTES for piece in long):
        raise InputError(f"a tag of more than {ATTRIBUTES} attributes; not read", where=where, reason="too-large")


def article_of_page(
    data: bytes | str, *, where: str, key: str | None = None, url: str | None = None, charset: str | None = None
) -> Article:
    """The page as an article. Raises InputError."""
    return part_of_page(data, where=where, key=key, url=url, charset=charset).article


def part_of_page(
    data: bytes | str, *, where: str, key: str | None = None, url: str | None = None, charset: str | None = None
) -> Part:
    """The page as an article, or the part of one that stands on it. Raises InputError."""
    page = read_page(data, where=where, url=url, charset=charset)
    fields = {
        "id": key,
        "title": page.title,
        "text": page.text,
        "published": page.published,
        "publisher": page.publisher,
        "url": page.url,
    }
    return Part(Article.parse(fields, where=where), url, page.following)
