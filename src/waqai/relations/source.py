"""Where the events of a relation come from: a store, or a list in memory."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from waqai.models import Act, By, ChronicleEvent
from waqai.relations.dyad import when
from waqai.relations.steps import parts


class Source(Protocol):
    """What a relation needs of an archive."""

    def acts(self, a: str, b: str) -> Iterable[Act]:
        """All events in which both countries stand on a side, in any order."""

    def events(self, ids: Collection[str]) -> Mapping[str, ChronicleEvent]:
        """Whole events by id; unknown ones are left out."""

    def beside(self, a: str, b: str, ids: Collection[str]) -> Iterable[ChronicleEvent]:
        """Other events in which one of the two deals with a third, told by the articles that tell the events `ids`."""

    def totals(self, by: By) -> Mapping[dt.date, float]:
        """How many dated events there are in each step, by its first day."""


class Events:
    """A source over chronicle events in memory."""

    def __init__(self, events: Iterable[ChronicleEvent]) -> None:
        self._events = {event.id: event for event in events}

    def acts(self, a: str, b: str) -> Iterable[Act]:
        """All events in which both countries stand on a side."""
        for event in self._events.values():
            codes = {side.code for side in (*event.actor, *event.recipient)}
            if {a, b} <= codes:
                yield Act.of(event)

    def events(self, ids: Collection[str]) -> Mapping[str, ChronicleEvent]:
        """Whole events by id."""
        return {key: self._events[key] for key in ids if key in self._events}

    def beside(self, a: str, b: str, ids: Collection[str]) -> Iterable[ChronicleEvent]:
        """Other events of one of the two with a third, told by the same articles."""
        articles = {m.article.id for event in self.events(ids).values() for m in event.mentions}
        for event in self._events.values():
            codes = {side.code for side in (*event.actor, *event.recipient) if side.code}
            if codes & {a, b} and codes - {a, b} and any(m.article.id in articles for m in event.mentions):
                yield event

    def totals(self, by: By) -> Mapping[dt.date, float]:
        """How many dated events there are in each step."""
        count: Counter[dt.date] = Counter()
        for event in self._events.values():
            days = when(Act.of(event))
            for start, part in parts(*days, by) if days else ():
                count[start] += part  # type: ignore[assignment]
        return count
