"""A whole resolution of a store: what identity decides, composed with what the store keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from waqai.models import ChronicleEvent, Record, Telling
from waqai.store import Store
from waqai.store.whole import Stored, WholeStore, made_of


def resolve_store(store: Store, *, workers: int) -> int:
    """Resolve everything anew, in one transaction. Gives the number of events."""
    from waqai.resolve.whole import resolve_all

    with store.writing():
        events = resolve_all(_Space(store.workspace.database), workers=workers)
    store.tidy()
    return events


@dataclass(frozen=True, slots=True)
class _Material:
    """What events are made from, of some records."""

    stored: list[Stored]

    def some(self, places: Sequence[int]) -> _Material:
        """The same of some of the records."""
        return _Material([self.stored[at] for at in places])

    def events(self, groups: Sequence[Sequence[int]]) -> dict[str, bytes]:
        """The events of groups of records, as the store takes them."""
        from waqai.resolve.merge import merge

        made: list[ChronicleEvent] = []
        lemmas: dict[str, str] = {}
        for group in groups:
            own = [self.stored[at] for at in group]
            tellings = [Telling.from_bytes(one.telling) for one in own]
            records = {t.record: Record.model_validate_json(one.json) for t, one in zip(tellings, own, strict=True)}
            lemmas |= {t.record: one.lemmas for t, one in zip(tellings, own, strict=True)}
            made.append(merge(tellings, records))
        return made_of(made, lemmas)


class _Space(WholeStore):
    def material(self, records: Sequence[str]) -> _Material:
        """What the events of records are made from."""
        return _Material(self.stored(records))
