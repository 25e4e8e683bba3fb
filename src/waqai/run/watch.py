"""Follow sources: ask those that are due, fetch what is new, add it to the store, note it as done, wait, begin again.

A page is fetched once and stays in the state file until its article is committed to the store; a page that was killed
in between is added again from there, which changes nothing where it was in the store already.
"""

from __future__ import annotations

import re
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from waqai.errors import InputError, UsageError
from waqai.ingest.fetch import FetchSettings, Source, State
from waqai.ingest.fetch.address import canonical
from waqai.models import Article
from waqai.run.archive import Archive
from waqai.run.fetch import Taken, fetch_round, taken

_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|h|d)")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_BATCH = 100
"""Pages that are added to the store at once."""
_FETCH_KEYS = {
    "user_agent",
    "timeout",
    "max_bytes",
    "max_redirects",
    "delay",
    "retries",
    "allow_private",
    "obey_robots",
}


@dataclass(frozen=True, slots=True)
class Followed:
    """A source and how often it is asked, in seconds; `publisher` where its pages do not name one."""

    source: Source
    every: float
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What `waqai.toml` says."""

    sources: tuple[Followed, ...]
    state: Path
    db: str | None = None
    fetch: FetchSettings = field(default_factory=FetchSettings)


def read_plan(path: Path) -> Plan:
    """The plan in a TOML file. Raises UsageError that names what is wrong in it."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {error}") from error
    unknown = set(data) - {"db", "state", "every", "fetch", "source"}
    if unknown:
        raise UsageError(f"{path}: unknown key «{sorted(unknown)[0]}»; known: db, state, every, [fetch], [[source]]")
    fetch = data.get("fetch", {})
    if wrong := set(fetch) - _FETCH_KEYS:
        raise UsageError(
            f"{path}: unknown key «{sorted(wrong)[0]}» in [fetch]; known: {', '.join(sorted(_FETCH_KEYS))}"
        )
    sources = tuple(_source(entry, data.get("every", "15m"), path) for entry in data.get("source", ()))
    if not sources:
        raise UsageError(f"{path}: no [[source]] with a url")
    state = path.parent / data.get("state", "waqai-watch.sqlite")
    return Plan(sources, state, data.get("db"), FetchSettings(**fetch))


def _source(entry: dict[str, Any], every: str, path: Path) -> Followed:
    if not isinstance(entry.get("url"), str):
        raise UsageError(f"{path}: a [[source]] without a url")
    kind = entry.get("kind", "auto")
    if kind not in ("auto", "feed", "sitemap", "page"):
        raise UsageError(f"{path}: kind must be auto, feed, sitemap or page, not «{kind}»")
    try:
        url = canonical(entry["url"])
    except InputError as error:
        raise UsageError(f"{path}: {error}") from error
    return Followed(Source(url, kind), seconds(str(entry.get("every", every)), path), entry.get("publisher"))


def seconds(text: str, path: Path | str = "") -> float:
    """«15m», «2h», «30 s» in seconds. Raises UsageError."""
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        raise UsageError(f"{path}: «{text}» is no span of time; write 30s, 15m, 2h or 1d")
    return float(found[1]) * _SECONDS[found[2]]


@dataclass(slots=True)
class Watch:
    """A plan at work on an open store."""

    plan: Plan
    archive: Archive
    state: State
    tell: Callable[[str], None] = lambda _: None

    def due(self, now: float) -> list[Followed]:
        """The sources to be asked by now."""
        return [f for f in self.plan.sources if (self.state.last_asked(f.source.url) or 0.0) + f.every <= now]

    def wait(self, now: float) -> float:
        """Seconds until the next source is due."""
        return max(0.0, min((self.state.last_asked(f.source.url) or 0.0) + f.every - now for f in self.plan.sources))

    def round(self, sources: Iterable[Followed]) -> Counter[str]:
        """Ask these sources and add what is new. Returns counts by kind."""
        tally = self.catch_up()
        found = fetch_round([followed.source for followed in sources], self.state, self.plan.fetch)
        for error in found.errors:
            self.tell(str(error))
        tally["failed"] += len(found.errors)
        tally["fetched"] += found.tally["fetched"]
        return tally + self.catch_up()

    def catch_up(self) -> Counter[str]:
        """Add the pages that are at hand, also those of a run that was killed."""
        tally: Counter[str] = Counter()
        pages = taken(self.state)
        while batch := list(islice(pages, _BATCH)):
            for outcome in self.archive.add(self._articles(batch)):
                tally[outcome.fate] += 1
                tally["records"] += outcome.records
                if outcome.fate == "rejected":
                    self.tell(outcome.message)
            self.state.done([page.url for page in batch])
        return tally

    def _articles(self, pages: list[Taken]) -> Iterator[Article | InputError]:
        publishers = {followed.source.url: followed.publisher for followed in self.plan.sources}
        for page in pages:
            article, publisher = page.article, publishers.get(page.source)
            if isinstance(article, Article) and not article.publisher and publisher:
                article = article.model_copy(update={"publisher": publisher})
            yield article

    def forever(self, stop: Callable[[], bool], done: Callable[[Counter[str]], None]) -> None:
        """One round after the other until `stop` says so; `done` gets the counts of each."""
        while not stop():
            if sources := self.due(time.time()):
                done(self.round(sources))
            until = time.monotonic() + self.wait(time.time())
            while not stop() and time.monotonic() < until:
                time.sleep(min(0.5, max(0.01, until - time.monotonic())))
