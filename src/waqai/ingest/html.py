"""Web pages: the article's body and metadata, without menus and adverts (trafilatura).

Only a date that the page states in its metadata is taken as the day of publication: dates read off the visible text are
unreliable in Arabic («27 تشرين الأول 2022» has been read as 1 January).
"""

from __future__ import annotations

import re

from waqai.errors import InputError
from waqai.ingest.decode import decode
from waqai.models import Article

_TAG = re.compile(r"<(meta|time)\b[^>]*>", re.I)
_DATE_KEY = re.compile(r"article:published_time|datePublished|dc\.date|pubdate|publish[-_]?date|parsely-pub-date", re.I)
_JSON_LD_DATE = re.compile(r'"datePublished"\s*:\s*"(\d{4}-\d{2}-\d{2})')
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?([\w-]+)""", re.I)
_ISO_DAY = re.compile(r"""(?:content|datetime)\s*=\s*["']?(\d{4}-\d{2}-\d{2})""", re.I)


def decode_page(data: bytes, *, where: str) -> str:
    """The page's text in the encoding that it states in its head, else UTF-8. Raises InputError."""
    stated = _CHARSET.search(data[:4096])
    try:
        return data.decode(stated[1].decode("ascii")) if stated else decode(data, where=where)
    except (LookupError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read in the encoding that it states: {error}", where=where) from error


def article_of_html(html: str, *, key: str | None = None, where: str) -> Article:
    """The article of a page. Raises InputError where no running text is found."""
    import trafilatura

    page = trafilatura.bare_extraction(html, include_comments=False, include_tables=False, with_metadata=True)
    text = (page.text or "") if page is not None and not isinstance(page, dict) else ""
    if page is None or isinstance(page, dict) or not text.strip():
        raise InputError("no article text found on the page", where=where)
    data = {
        "id": key,
        "title": page.title,
        "text": text,
        "published": published_day(html),
        "publisher": page.sitename,
        "url": page.url,
    }
    return Article.parse(data, where=where)


def published_day(html: str) -> str | None:
    """The ISO day of publication that the page's metadata states, or None."""
    if found := _JSON_LD_DATE.search(html):
        return found[1]
    for tag in _TAG.finditer(html):
        if _DATE_KEY.search(tag[0]) and (day := _ISO_DAY.search(tag[0])):
            return day[1]
    return None
