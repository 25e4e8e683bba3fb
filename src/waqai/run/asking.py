"""Asking an open store. Nothing is loaded for it that only coding or deciding needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from waqai.config import Settings
from waqai.errors import NotFoundError
from waqai.store import Filters, Store
from waqai.store.where import Place

if TYPE_CHECKING:
    from waqai.models import Act, ChronicleEvent
    from waqai.pipeline import Coder


class Asking:
    """An open store that answers. The coder is loaded where words are asked for, which may stand in any form."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store, self._settings = store, settings

    def lines(self, filters: Filters) -> Iterator[str]:
        """The events asked for, each as a line of JSON."""
        return self.store.chronicle.lines(filters, self.words(filters), retell=self._retell)

    def events(self, filters: Filters) -> Iterator[ChronicleEvent]:
        """The events asked for."""
        return self.store.chronicle.events(filters, self.words(filters), retell=self._retell)

    def acts(self, filters: Filters) -> list[Act]:
        """The lean rows of the events asked for."""
        return self.store.chronicle.acts(filters, self.words(filters), retell=self._retell)

    def page(
        self, filters: Filters, *, most: int, behind: Place | None = None, updated_since: dt.datetime | None = None
    ) -> list[tuple[Place, str]]:
        """So many events behind a place in the order, as JSON, each with its own place."""
        words = self.words(filters)
        return self.store.chronicle.page(
            filters, words, most=most, behind=behind, updated_since=updated_since, retell=self._retell
        )

    def count(self, filters: Filters) -> int:
        """How many events are asked for, whatever the page."""
        return self.store.chronicle.count(filters, self.words(filters), retell=self._retell)

    def find(self, key: str) -> ChronicleEvent:
        """The event of an id: its own, that of a record, or of what took its place. Raises UsageError."""
        chronicle = self.store.chronicle
        for name in (key, self.store.survivor("event", key)):
            if name and (event := chronicle.get(name)):
                return event
        for record in (key, self.store.survivor("record", key)):
            if record and (owner := chronicle.of_record(record)) and (event := chronicle.get(owner)):
                return event
        gone = self.store.is_dead("event", key) or self.store.is_dead("record", key)
        told = f"event {key} is no more, and nothing took its place" if gone else f"there is no event {key}"
        raise NotFoundError(told, gone=gone)

    @cached_property
    def _coder(self) -> Coder:
        from waqai.run.local import coder_for

        return coder_for(self._settings)

    def words(self, filters: Filters) -> list[frozenset[str]]:
        """For each word of the text asked for the lemmas it may be a form of."""
        return self._coder.lemmas(filters.text) if filters.text else []

    def _retell(self, told: Mapping[str, Sequence[str]]) -> Iterator[ChronicleEvent]:
        """Events made of some of their records, under the id that they have today."""
        from waqai.resolve.merge import merge

        ids = [record for records in told.values() for record in records]
        tellings, whole = self.store.workspace.tellings(ids), self.store.workspace.records(ids)
        for key, records in told.items():
            event = merge([tellings[record] for record in records], whole)
            yield event.model_copy(update={"id": key})
