"""How fast tellings become events: a full resolution of 50,000, 100,000 and 200,000 records, then 1,000 more.

The records are real ones with dates, sides and outlets varied. Reads ../shared where it is there, else the example
article. Nothing is pinned here: machines differ.

usage: identity.py [RECORDS ...]
"""

from __future__ import annotations

import gc
import json
import os
import random
import resource
import sys
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from waqai.models import Article, ChronicleEvent, Link, Record, Telling
from waqai.pipeline import Coder
from waqai.resolve import MemoryWorkspace, Teller, resolve
from waqai.resolve.merge import merge
from waqai.resolve.whole import resolve_all

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SOURCES = (SHARED / "gold/identity/articles.jsonl", SHARED / "data/articles/saudinewsnet.jsonl")
EXAMPLE = ROOT / "examples/cairo-ankara.jsonl"
COUNTRIES = (
    "SAU EGY IRN IRQ SYR TUR YEM LBY SDN JOR LBN KWT QAT ARE OMN BHR DZA MAR TUN USA RUS CHN FRA GBR DEU".split()
)
OUTLETS = 60
YEARS = 10
ADDED = 1000
WORKERS = 2
PAGE = 2000

Story = list[tuple[Telling, Record]]


class Varied(MemoryWorkspace):
    """Holds varied tellings; their records are made when they are asked for, as a store would read them."""

    def __init__(self) -> None:
        super().__init__()
        self._sources: dict[str, Record] = {}

    def file(self, telling: Telling, record: Record) -> str:
        """Add a varied telling of a record."""
        self._tellings[telling.record] = telling
        self._sources[telling.record] = record
        return telling.record

    def records(self, ids: Collection[str]) -> dict[str, Record]:
        """Records as their tellings say."""
        return {name: vary(self._tellings[name], self._sources[name]) for name in ids}

    def packed(self) -> Iterator[list[bytes]]:
        """Every telling, some at a time."""
        told = iter(self.all_tellings())
        while page := [telling.to_bytes() for telling in islice(told, PAGE)]:
            yield page

    def all_events(self) -> dict[str, str]:
        """The event of each record."""
        return dict(self._event_of)

    def material(self, records: Sequence[str]) -> Material:
        """What the events of records are made from."""
        return Material([(self._tellings[name], self._sources[name]) for name in records])

    def put_all_keys(self, records: Sequence[str], owners: Any, found: Any) -> None:
        """Keep all keys."""
        ends = np.flatnonzero(np.diff(owners)) + 1
        for owner, own in zip(owners[np.r_[0, ends]].tolist(), np.split(found, ends), strict=True):
            self.put_keys({records[owner]: own.tolist()})

    def put_all_links(self, records: Sequence[str], a: Any, b: Any, scores: Any) -> None:
        """Keep all links."""
        links = zip(a.tolist(), b.tolist(), scores.tolist(), strict=True)
        self.put_links((), (Link(records[x], records[y], likely) for x, y, likely in links))

    def put_made(self, events: list[ChronicleEvent]) -> None:
        """Keep events."""
        self.put_events((), events, {})

    def put_gone(self, gone: dict[str, str | None]) -> None:
        """Keep tombstones."""
        self.put_events((), (), gone)


@dataclass(frozen=True, slots=True)
class Material:
    """Tellings and the records of which they are variants."""

    pairs: Story

    def some(self, places: Sequence[int]) -> Material:
        """The same of some of them."""
        return Material([self.pairs[at] for at in places])

    def events(self, groups: Sequence[Sequence[int]]) -> list[ChronicleEvent]:
        """The event that each group tells."""
        made = []
        for group in groups:
            told = [self.pairs[at] for at in group]
            made.append(merge([t for t, _ in told], {t.record: vary(t, record) for t, record in told}))
        return made


def vary(telling: Telling, record: Record) -> Record:
    """The record as its telling says."""
    return record.model_copy(update={"id": telling.record, "date": _day(telling.first), "enddate": _day(telling.last)})


def _day(ordinal: int | None) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None


def stories() -> list[Story]:
    """Real articles with their tellings and records."""
    coder = Coder()
    teller = Teller(coder.pack)
    files = [file for file in SOURCES if file.is_file()] or [EXAMPLE]
    found = []
    for line in (line for file in files for line in file.open(encoding="utf8")):
        article = Article.parse(json.loads(line))
        if records := coder.code(article):
            found.append(list(zip(teller.tell(article, records), records, strict=True)))
    return found


def varied(base: list[Story], seed: int) -> Iterator[tuple[Telling, Record]]:
    """Endless tellings: each article again and again, on another day, in another outlet, about other countries."""
    lots = random.Random(seed)  # noqa: S311 - nothing secret
    for number in range(10**9):
        story = lots.choice(base)
        days, turn = lots.randrange(365 * YEARS), lots.randrange(len(COUNTRIES))
        for at, (telling, record) in enumerate(story):
            yield _moved(telling, f"{seed}-{number:08}", at, days, turn, lots), record


def _moved(telling: Telling, name: str, at: int, days: int, turn: int, lots: random.Random) -> Telling:
    def moved(day: int | None) -> int | None:
        return None if day is None else day + days

    def turned(sides: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_turn(side, turn) for side in sides)

    return replace(
        telling, record=f"{name}-{at}", article=name, outlet=f"outlet {lots.randrange(OUTLETS)}",
        published=moved(telling.published), first=moved(telling.first), last=moved(telling.last),
        actors=turned(telling.actors), recipients=turned(telling.recipients),
    )  # fmt: skip


def _turn(side: str, by: int) -> str:
    code, _, sector = side.partition("/")
    if code in COUNTRIES:
        code = COUNTRIES[(COUNTRIES.index(code) + by) % len(COUNTRIES)]
    return f"{code}/{sector}"


def measure(base: list[Story], count: int) -> None:
    """Resolve `count` records, then some more; print a line of the table."""
    space, source = Varied(), varied(base, count)
    for _ in range(count):
        space.file(*next(source))
    gc.collect()
    gc.freeze()
    wall, own = time.perf_counter(), _processor()
    resolve_all(space, workers=WORKERS)
    wall, own = time.perf_counter() - wall, _processor() - own
    events = len(space.chronicle)
    more = [space.file(*next(source)) for _ in range(ADDED)]
    began = time.perf_counter()
    resolve(space, more)
    later = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"{count:>9,} {wall:>8.1f} {1e6 * wall / count:>8.0f} {own:>8.1f} {events:>9,} {later:>12.1f} {memory:>8.2f}",
        flush=True,
    )


def _processor() -> float:
    """Seconds of processor time of this process and of those it has waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def main() -> None:
    """Print the table."""
    counts = [int(arg) for arg in sys.argv[1:]] or [50_000, 100_000, 200_000]
    base = stories()
    print(f"{sum(map(len, base)):,} real records, varied")
    print(
        f"{'records':>9} {'s':>8} {'us each':>8} {'cpu s':>8} {'events':>9} {f'{ADDED:,} more, s':>12} {'peak GB':>8}"
    )
    for count in counts:
        measure(base, count)


if __name__ == "__main__":
    main()
