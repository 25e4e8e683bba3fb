"""How fast a store is: filling it, adding to it, asking it. Real records, with dates, sides and outlets varied.

    python bench/store.py [--records 200000] [--added 20000] [--workers N] [--db STORE]

Seconds on the clock, and in brackets those that processors worked for this process and those it started.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from waqai.config import Settings
from waqai.ingest.paths import read
from waqai.models import Article, Entity, Record, Telling, stable_id
from waqai.run.archive import Archive
from waqai.run.coding import coded_article
from waqai.store import Filters, open_store
from waqai.store.rows import CodedArticle, CodedRecord

ROOT = Path(__file__).resolve().parent.parent
NEWS = (ROOT.parent / "shared/gold/identity/articles.jsonl", ROOT / "examples/press.jsonl")
CODES = "TUR EGY SYR IRQ IRN SAU YEM LBN JOR PSE ISR ARE QAT KWT LBY TUN DZA MAR SDN USA RUS FRA GBR DEU CHN".split()
DAYS = 3650
BATCH = 2000
"""Records stored at once."""
QUESTIONS = {
    "a pair of states": {"dyad": "ISR-TUR"},
    "a pair, a year, two types": {"dyad": "EGY-SAU", "from": "2015", "to": "2015", "type": "CONSULT,SUPPORT"},
    "an actor, conflict, confirmed": {"actor": "TUR/GOV", "quad": "3,4", "confirmed_by": "2"},
    "words": {"text": "سفير", "limit": "100"},
    "words of an actor": {"text": "قصف مدينة", "actor": "SYR"},
    "a place in a month": {"place": "Aden", "from": "2016-03", "to": "2016-03"},
    "a page of everything": {"order": "-date", "limit": "100", "offset": "1000"},
    "as of a day": {"as_of": "2014-06-30", "dyad": "ISR-TUR"},
}
COMMANDS = (["relation", "ISR", "TUR"], ["events", "--dyad", "ISR-TUR", "--limit", "100"])


def base(settings: Settings) -> list[CodedArticle]:
    """Real articles, coded."""
    news = next(path for path in NEWS if path.exists())
    articles = (item for item in read([str(news)]) if isinstance(item, Article))
    return [one for article in articles for one in coded_article(article, settings) if one.records]


def vary(real: list[CodedArticle], records: int, *, seed: int) -> Iterator[list[CodedArticle]]:
    """So many records in batches: real articles with other dates, sides and outlets."""
    chance = random.Random(seed)  # noqa: S311
    made, batch, size = 0, [], 0
    while made < records:
        one = other(chance.choice(real), f"{seed}-{made}", chance)
        batch.append(one)
        made, size = made + len(one.records), size + len(one.records)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    yield batch


def other(coded: CodedArticle, key: str, chance: random.Random) -> CodedArticle:
    """The article on other days, of other states, in another outlet."""
    days = timedelta(chance.randrange(-DAYS, DAYS))
    states = dict(zip(CODES, chance.sample(CODES, len(CODES)), strict=True))
    old = coded.article
    published = old.published + days if old.published else None
    fields = {"id": stable_id(key), "url": f"https://example.org/{key}", "publisher": f"outlet {chance.randrange(60)}"}
    article = Article.model_construct(title=old.title, text=old.text, language="ar", published=published, **fields)
    records = tuple(_record(one, article, days, states) for one in coded.records)
    return replace(coded, article=article, records=records)


def _record(one: CodedRecord, article: Article, days: timedelta, states: dict[str, str]) -> CodedRecord:
    old = one.record
    new = old.model_copy(
        update={
            "id": stable_id(old.id, article.id),
            "article": article.ref(),
            "date": _later(old.date, days),
            "enddate": _later(old.enddate, days),
            "actor": [_side(side, states) for side in old.actor],
            "recipient": [_side(side, states) for side in old.recipient],
        }
    )
    return replace(one, record=new, telling=_telling(one.telling, new, days, states))


def _telling(old: Telling, new: Record, days: timedelta, states: dict[str, str]) -> Telling:
    def moved(day: int | None) -> int | None:
        return None if day is None else day + days.days

    def sides(told: tuple[str, ...]) -> tuple[str, ...]:
        return tuple("/".join([states.get(part, part) for part in side.split("/")]) for side in told)

    return replace(
        old,
        record=new.id,
        article=new.article.id,
        outlet=new.article.publisher or "",
        published=moved(old.published),
        first=moved(old.first),
        last=moved(old.last),
        actors=sides(old.actors),
        recipients=sides(old.recipients),
        imprint=_shuffled(old.imprint, new.article.id),
    )


def _shuffled(imprint: bytes, key: str) -> bytes:
    """Another text has another imprint."""
    chance = random.Random(key)  # noqa: S311
    return chance.randbytes(len(imprint))


def _side(side: Entity, states: dict[str, str]) -> Entity:
    return side.model_copy(update={"code": states.get(side.code or "", side.code)})


def _later(day: date | None, days: timedelta) -> date | None:
    return day + days if day else None


def measured(name: str, work: Callable[[], Any]) -> Any:
    """Do the work and say how long it took."""
    began, worked = time.perf_counter(), _worked()
    result = work()
    print(f"{name:58} {time.perf_counter() - began:8.2f} s  ({_worked() - worked:.2f})", flush=True)
    return result


def _worked() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def command(*words: str) -> None:
    """A command, from the start of its process to its end."""
    subprocess.run([sys.executable, "-m", "waqai", *words], stdout=subprocess.DEVNULL, check=True)


def fill(archive: Archive, real: list[CodedArticle], records: int) -> None:
    """Store the records, without resolving them yet."""
    for batch in vary(real, records, seed=1):
        with archive.store.writing():
            archive.store.articles.put(batch, keep_text=False, run=0)


def add(archive: Archive, batches: list[list[CodedArticle]]) -> None:
    """Store and resolve, as a run into a store does once the articles are coded."""
    for _ in archive.put(one for batch in batches for one in batch):
        pass


def ask(archive: Archive, query: dict[str, str]) -> int:
    """Read all that fits, as `waqai events` does."""
    return sum(1 for _ in archive.lines(Filters.parse(query)))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", type=int, default=200_000)
    parser.add_argument("--added", type=int, default=20_000)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--db", help="an empty store; default: a DuckDB file that is thrown away")
    options = parser.parse_args()
    settings = Settings.from_env(keep_text=False, workers=options.workers)
    real = base(settings)
    with tempfile.TemporaryDirectory() as folder:
        address = options.db or f"{folder}/store.duckdb"
        with open_store(address) as store:
            archive = Archive(store, settings)
            measured(f"{options.records:,} records stored", lambda: fill(archive, real, options.records))
            measured("all of them resolved", archive.resolve)
            more = list(vary(real, options.added, seed=2))
            measured(f"{options.added:,} records added and resolved", lambda: add(archive, more))
            print(store.sizes())
        with open_store(address, write=False) as store:
            archive = Archive(store, settings)
            archive.words(Filters(text="سفير"))
            for name, query in QUESTIONS.items():
                found = ask(archive, query)
                measured(f"{name} ({found:,} events)", lambda query=query: ask(archive, query))
        for words in COMMANDS:
            measured(f"waqai {' '.join(words)}", lambda words=words: command(*words, "--db", address))


if __name__ == "__main__":
    main()
