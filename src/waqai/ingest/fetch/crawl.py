"""From sources (feeds, site maps, pages) to pages at hand: what is new is queued, fetched once, and kept until done."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass, field

from waqai.errors import InputError
from waqai.ingest.document import Items
from waqai.ingest.feed import parse_feed
from waqai.ingest.fetch.address import canonical, host_of
from waqai.ingest.fetch.client import Client, Response
from waqai.ingest.fetch.state import Fetched, State
from waqai.ingest.gates import check_page, looks_arabic
from waqai.ingest.page import part_of_page, read_page
from waqai.ingest.page.parts import MOST, Part, joined
from waqai.ingest.sitemap import Address, parse_sitemap
from waqai.models import Article

_PASSING = {"timeout", "connection", "http-status"}
_PAGES = ("text/html", "application/xhtml+xml", "")
_DEPTH = 3
"""Site maps that may lead to one another."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where news comes from: the address of a feed, a site map or a page; `kind` "auto" looks at the answer."""

    url: str
    kind: str = "auto"


@dataclass(slots=True)
class Crawl:
    """Asks sources, fetches what is new, hands out articles."""

    client: Client
    state: State
    max_pages: int | None = None
    tally: Counter[str] = field(default_factory=Counter)

    async def ask(self, sources: Iterable[Source]) -> list[InputError]:
        """Ask every source and queue what is new in it. Returns what failed."""
        found = await asyncio.gather(*(self._ask(source) for source in sources), return_exceptions=True)
        return _only_input_errors(found)

    async def fetch(self) -> list[InputError]:
        """Fetch what is queued, hosts side by side, one page at a time from each. Returns what failed."""
        by_host: dict[str, list[str]] = {}
        for url in self.state.queued(self.max_pages or 1_000_000):
            by_host.setdefault(host_of(url), []).append(url)
        found = await asyncio.gather(*(self._fetch_all(urls) for urls in by_host.values()), return_exceptions=True)
        return [
            error
            for errors in found
            for error in (errors if isinstance(errors, list) else _only_input_errors([errors]))
        ]

    async def _fetch_all(self, urls: list[str]) -> list[InputError]:
        errors = []
        for url in urls:
            try:
                response = await self.client.get(url)
                self.state.store(url, response, await self._parts(response))
                self.tally["fetched"] += 1
            except InputError as error:
                self.tally[error.reason] += 1
                self.state.fail(url, error.reason, for_good=error.reason not in _PASSING)
                errors.append(error)
        return errors

    async def _ask(self, source: Source) -> None:
        url = canonical(source.url)
        etag, modified = self.state.validators(url)
        if source.kind == "page":
            self.state.queue(url, source=url)
            self.state.asked(url, etag=None, modified=None, changed=False)
            return
        try:
            response = await self.client.get(url, etag=etag, modified=modified)
            if response.body is not None:
                await self._open(url, _kind(source, response), response)
        except InputError:
            self.state.asked_in_vain(url)
            raise
        self.state.asked(
            url, etag=response.etag or etag, modified=response.modified or modified, changed=response.body is not None
        )

    async def _open(self, source: str, kind: str, response: Response) -> None:
        """Queue what an answer leads to: the entries of a feed, the pages of a site map, or the page itself."""
        assert response.body is not None
        if kind == "feed":
            for entry in parse_feed(response.body, where=response.url, charset=response.charset).entries:
                if entry.url:
                    self._queue(entry.url, source, entry.published, entry.title)
        elif kind == "sitemap":
            async for address in self._addresses(response, _DEPTH):
                self._queue(address.url, source, address.published, address.title)
        elif self.state.queue(response.asked, source=source):
            self.state.store(response.asked, response, await self._parts(response))
            self.tally["fetched"] += 1

    async def _parts(self, first: Response) -> list[Response]:
        """The pages on which the article of a page goes on. Raises InputError where one cannot be had for now."""
        found: list[Response] = []
        seen, last = {first.url}, first
        while len(found) < MOST - 1 and (url := _following(last)) and url not in seen:
            seen.add(url)
            try:
                last = await self.client.get(url)
            except InputError as error:
                if error.reason in _PASSING:
                    raise
                break
            found.append(last)
        return found

    async def _addresses(self, response: Response, depth: int) -> AsyncIterator[Address]:
        assert response.body is not None
        found = parse_sitemap(response.body, where=response.url)
        for page in found.pages:
            yield page
        for url in found.maps if depth else ():
            below = await self.client.get(url)
            if below.body is not None:
                async for address in self._addresses(below, depth - 1):
                    yield address

    def _queue(self, url: str, source: str, published: str | None, title: str | None) -> None:
        try:
            self.tally["new"] += self.state.queue(canonical(url), source=source, published=published, title=title)
        except InputError as error:
            self.tally[error.reason] += 1


def articles_of(page: Fetched) -> Items:
    """The article of a fetched page, or why it is none. A feed's day and headline fill what the page does not state."""
    try:
        if page.content_type not in _PAGES:
            raise InputError(f"not a page but {page.content_type}", where=page.url, reason="not-html")
        if not looks_arabic(page.body):
            raise InputError("the page is not in Arabic script", where=page.url, reason="language")
        first = part_of_page(page.body, where=page.url, url=page.final, charset=page.charset)
        article = joined([first, *_later_parts(page)])
        gaps = {"published": article.published or page.published, "title": article.title or page.title}
        article = Article.parse({**article.model_dump(), **gaps}, where=page.url)
        check_page(article, where=page.url)
        yield article
    except InputError as error:
        yield error


def _later_parts(page: Fetched) -> Iterator[Part]:
    for url, body, charset in page.parts:
        try:
            yield part_of_page(body, where=url, url=url, charset=charset)
        except InputError:
            continue


def _following(page: Response) -> str | None:
    """Where the article of a page goes on; None also where the page is no article."""
    if page.body is None or page.content_type not in _PAGES or not looks_arabic(page.body):
        return None
    try:
        return read_page(page.body, where=page.url, url=page.url, charset=page.charset).following
    except InputError:
        return None


def _kind(source: Source, response: Response) -> str:
    if source.kind != "auto":
        return source.kind
    head = (response.body or b"")[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if b"<urlset" in head or b"<sitemapindex" in head or head.startswith(b"\x1f\x8b"):
        return "sitemap"
    if b"<rss" in head or b"<feed" in head or b"<rdf:rdf" in head or b"jsonfeed.org" in head:
        return "feed"
    return "page"


def _only_input_errors(found: Iterable[object]) -> list[InputError]:
    errors = []
    for item in found:
        if isinstance(item, InputError):
            errors.append(item)
        elif isinstance(item, BaseException):
            raise item
    return errors
