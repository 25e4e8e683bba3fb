"""Relations over an archive, or over articles that are coded on the spot."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from waqai.config import Settings
from waqai.errors import InputError
from waqai.models import Act, Article, By, ChronicleEvent
from waqai.relations.dyad import LONGEST
from waqai.relations.steps import parts
from waqai.store import Filters, Store

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
        for event in self.store.chronicle.told_beside(ids, most=MOST_BESIDE):
            codes = {side.code for side in (*event.actor, *event.recipient) if side.code}
            if codes & {a, b} and codes - {a, b}:
                yield event

    def totals(self, by: By) -> Mapping[dt.date, float]:
        """How many dated events there are in each step."""
        count: Counter[dt.date] = Counter()
        for first, last, number in self.store.chronicle.days(Filters()):
            for start, part in parts(first, last, by) if (last - first).days <= LONGEST else ():
                count[start] += part * number  # type: ignore[assignment]
        return count


def events_of(articles: Iterable[Article | InputError], settings: Settings) -> Iterable[ChronicleEvent | InputError]:
    """The events that articles tell, each record an event of its own. What cannot be coded comes back as its error."""
    from waqai.ingest.language import check_language
    from waqai.run.local import coder_for

    coder = coder_for(settings)
    for article in articles:
        try:
            if isinstance(article, InputError):
                raise article
            check_language(article)
        except InputError as problem:
            yield problem
            continue
        for record in coder.code(article):
            start, end = record.evidence.sentence
            yield ChronicleEvent.of(record, quote=article.full_text[start:end])
