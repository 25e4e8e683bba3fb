"""Relations over an archive, or over articles that are coded on the spot."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
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

CONFLICT = (3, 4)
"""The quad classes of conflict."""
MOST_BESIDE = 500
"""Events of third parties that are looked at."""


@dataclass(slots=True)
class StoredEvents:
    """The events of a store, as relations ask for them."""

    store: Store
    _sentences: set[tuple[str, str]] = field(default_factory=set)
    """article and sentence of what was read"""

    def acts(self, a: str, b: str) -> Iterable[Act]:
        """All events between the two."""
        return self.store.chronicle.acts(Filters(dyad=((a, b),)))

    def events(self, ids: Collection[str]) -> Mapping[str, ChronicleEvent]:
        """Whole events by id."""
        found = self.store.chronicle.some(ids)
        self._sentences |= {(m.article.id, m.quote) for event in found.values() for m in event.mentions}
        return found

    def beside(self, a: str, b: str, ids: Collection[str]) -> Iterable[ChronicleEvent]:
        """Other events of one of the two with a third, told by the same articles.

        Only those that can tell of a third party: appeals, what both take part in, conflicts told in the same sentence.
        To read an event whole takes long, so the others are left out before.
        """
        acts = self.store.chronicle.acts_beside(ids, sides=(a, b), most=MOST_BESIDE)
        joint = {act.id for act in acts if act.type == "REQUEST" or {a, b} <= _codes(act)}
        wanted = [act.id for act in acts if _codes(act) - {a, b} and (act.id in joint or act.quad in CONFLICT)]
        for key, line in sorted(self.store.chronicle.texts(wanted).items()):
            told = {(mention["article"]["id"], mention["quote"]) for mention in json.loads(line)["mentions"]}
            if key in joint or not told.isdisjoint(self._sentences):
                yield ChronicleEvent.model_validate_json(line)

    def totals(self, by: By) -> Mapping[dt.date, float]:
        """How many dated events there are in each step."""
        count: Counter[dt.date] = Counter()
        for first, last, number in self.store.chronicle.days(Filters(), by):
            for start, part in parts(first, last, by) if (last - first).days <= LONGEST else ():
                count[start] += part * number  # type: ignore[assignment]
        return count


def _codes(act: Act) -> set[str]:
    return {*act.actors, *act.recipients} - {""}


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
