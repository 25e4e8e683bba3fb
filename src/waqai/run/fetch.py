"""Ask sources, fetch what is new, hand out articles; a page is done when whoever takes its article says so."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from waqai.errors import InputError
from waqai.ingest.fetch import Client, Crawl, FetchSettings, Source, State
from waqai.ingest.fetch.crawl import articles_of
from waqai.models import Article


@dataclass(frozen=True, slots=True)
class Taken:
    """A page that was fetched: its address, the source that led to it, and its article or why it has none."""

    url: str
    source: str
    article: Article | InputError


@dataclass(slots=True)
class Round:
    """What came of asking all sources once: failures by address, counts by kind."""

    errors: list[InputError] = field(default_factory=list)
    tally: Counter[str] = field(default_factory=Counter)


def fetch_round(
    sources: Iterable[Source], state: State, settings: FetchSettings, *, max_pages: int | None = None
) -> Round:
    """Ask every source once and fetch what is new. The pages are in `state` then."""
    return asyncio.run(_round(list(sources), state, settings, max_pages))


async def _round(sources: list[Source], state: State, settings: FetchSettings, max_pages: int | None) -> Round:
    async with Client(settings) as client:
        crawl = Crawl(client, state, max_pages=max_pages)
        errors = await crawl.ask(sources)
        errors += await crawl.fetch()
        return Round(errors, crawl.tally)


def taken(state: State) -> Iterator[Taken]:
    """The pages at hand, one after the other. Say `state.done([url])` for each that is dealt with."""
    for page in state.fetched():
        for item in articles_of(page):
            yield Taken(page.url, page.source, item)


@contextmanager
def opened(path: Path | None) -> Iterator[State]:
    """The state file at `path`, or one that is forgotten at the end."""
    state = State(path if path is not None else ":memory:")
    try:
        yield state
    finally:
        state.close()
