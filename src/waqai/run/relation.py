"""Relations over an archive, or over articles that are coded on the spot."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from waqai.config import Settings
from waqai.errors import InputError
from waqai.models import Act, Article, By, ChronicleEvent, Record, Telling
from waqai.relations.dyad import LONGEST
from waqai.relations.steps import parts
from waqai.run.local import coder_for, work_all
from waqai.store import Filters, Store

if TYPE_CHECKING:
    from waqai.resolve import Teller

MOST_BESIDE = 500
"""Events of third parties that are looked at."""


@dataclass(frozen=True, slots=True)
class StoredEvents:
    """The events of a store, as relations ask for them."""

    store: Store

    def acts(self, a: str, b: str) -> Iterable[Act]:
        """All events between the two."""
        return self.store.chronicle.acts(Filters(dyad=((a, b),)))

    def events(self, ids: Collection[str]) -> Mapping[str, ChronicleEvent]:
        """Whole events by id."""
        return self.store.chronicle.some(ids)

    def beside(self, a: str, b: str, ids: Collection[str]) -> Iterable[ChronicleEvent]:
        """Other events of one of the two with a third, told by the same articles."""
        for event in self.store.chronicle.told_beside(ids, sides=(a, b), most=MOST_BESIDE):
            codes = {side.code for side in (*event.actor, *event.recipient) if side.code}
            if codes & {a, b} and codes - {a, b}:
                yield event

    def totals(self, by: By) -> Mapping[dt.date, float]:
        """How many dated events there are in each step."""
        count: Counter[dt.date] = Counter()
        for first, last, number in self.store.chronicle.days(Filters(), by):
            for start, part in parts(first, last, by) if (last - first).days <= LONGEST else ():
                count[start] += part * number  # type: ignore[assignment]
        return count


@dataclass(slots=True)
class Chronicle:
    """The chronicle of articles that are coded on the spot, without a store."""

    events: list[ChronicleEvent]
    rejected: list[str]


def chronicle_of(articles: Iterable[Article | InputError], settings: Settings) -> Chronicle:
    """Code articles and bring together what they tell of the same events. One article alone repeats nothing."""
    from waqai.resolve import MemoryWorkspace, Teller, resolve

    teller = Teller(coder_for(settings).pack)
    done = list(work_all(articles, settings, partial(_told, teller)))
    rejected = [coded.rejected for coded in done if coded.rejected is not None]
    told = [pair for coded in done for pair in coded.results]
    if len(done) - len(rejected) == 1:
        return Chronicle([ChronicleEvent.of(record, quote=telling.quote) for telling, record in told], rejected)
    space = MemoryWorkspace()
    resolve(space, space.add(told))
    return Chronicle(list(space.chronicle.values()), rejected)


def _told(teller: Teller, article: Article, settings: Settings) -> Iterable[tuple[Telling, Record]]:
    records = coder_for(settings).code(article)
    return zip(teller.tell(article, records), records, strict=True)
