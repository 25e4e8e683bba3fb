"""The archive in memory: for tests, for files without a store, and for the work of a full resolution."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from waqai.models import ChronicleEvent, Judgement, Link, Record, Telling


class MemoryWorkspace:
    """Keeps everything in dictionaries; the pattern for a store's own workspace."""

    def __init__(self) -> None:
        self._tellings: dict[str, Telling] = {}
        self._records: dict[str, Record] = {}
        self._keys: dict[str, tuple[int, ...]] = {}
        self._sharing: dict[int, set[str]] = {}
        self._links: dict[str, dict[str, float]] = {}
        self._event_of: dict[str, str] = {}
        self._judgements: list[Judgement] = []
        self.chronicle: dict[str, ChronicleEvent] = {}
        """events by id"""
        self.tombstones: dict[str, str | None] = {}
        """events that are no more, with the event that took their first record over"""

    def add(self, told: Iterable[tuple[Telling, Record]]) -> list[str]:
        """Add tellings with their records; gives their ids, which a resolver is then told."""
        added = []
        for telling, record in told:
            self._tellings[telling.record], self._records[telling.record] = telling, record
            added.append(telling.record)
        return added

    def remove(self, records: Iterable[str]) -> list[str]:
        """Remove tellings and their records; gives the ids that were there, which a resolver is then told."""
        gone = [record for record in records if self._tellings.pop(record, None) is not None]
        for record in gone:
            self._records.pop(record, None)
        return gone

    def judge(self, judgement: Judgement) -> None:
        """Add a judgement."""
        self._judgements.append(judgement)

    def all_tellings(self) -> Iterator[Telling]:
        """Every telling."""
        yield from self._tellings.values()

    def tellings(self, records: Collection[str]) -> dict[str, Telling]:
        """Tellings by record id."""
        return {record: self._tellings[record] for record in records if record in self._tellings}

    def records(self, ids: Collection[str]) -> dict[str, Record]:
        """Records by id."""
        return {record: self._records[record] for record in ids if record in self._records}

    def keys(self, records: Collection[str]) -> dict[str, tuple[int, ...]]:
        """The blocking keys stored for records."""
        return {record: self._keys[record] for record in records if record in self._keys}

    def sharing(self, keys: Collection[int]) -> dict[int, list[str]]:
        """The ids of the records stored under each key."""
        return {key: list(self._sharing[key]) for key in keys if key in self._sharing}

    def links(self, records: Collection[str]) -> list[Link]:
        """Stored links that touch any of the records, each once."""
        found = {
            (min(record, other), max(record, other), score)
            for record in records
            for other, score in self._links.get(record, {}).items()
        }
        return [Link(*link) for link in found]

    def events(self, records: Collection[str]) -> dict[str, str]:
        """The id of the event of each record."""
        return {record: self._event_of[record] for record in records if record in self._event_of}

    def judgements(self) -> Sequence[Judgement]:
        """All judgements, oldest first."""
        return self._judgements

    def put_keys(self, keys: Mapping[str, Sequence[int]]) -> None:
        """Store the keys of records in place of those stored before."""
        for record, own in keys.items():
            self._drop_keys(record)
            self._keys[record] = tuple(own)
            for key in own:
                self._sharing.setdefault(key, set()).add(record)

    def put_links(self, records: Collection[str], links: Iterable[Link]) -> None:
        """Replace all links that touch any of the records by these."""
        for record in records:
            self._drop_links(record)
        for a, b, score in links:
            self._links.setdefault(a, {})[b] = score
            self._links.setdefault(b, {})[a] = score

    def forget(self, records: Collection[str]) -> None:
        """Remove the keys, links and place in an event of records that are gone."""
        for record in records:
            self._drop_keys(record)
            self._drop_links(record)
            self._event_of.pop(record, None)

    def put_events(
        self, records: Collection[str], events: Iterable[ChronicleEvent], gone: Mapping[str, str | None]
    ) -> None:
        """Store events, the event of each of `records`, and tombstones."""
        for record in records:
            self._event_of.pop(record, None)
        for vanished in gone:
            self.chronicle.pop(vanished, None)
        self.tombstones.update(gone)
        for event in events:
            self.chronicle[event.id] = event
            self.tombstones.pop(event.id, None)
            self._event_of.update(dict.fromkeys((m.record for m in event.mentions), event.id))

    def clear(self) -> None:
        """Remove all keys, links and events."""
        self._keys.clear()
        self._sharing.clear()
        self._links.clear()
        self._event_of.clear()
        self.chronicle.clear()

    def _drop_keys(self, record: str) -> None:
        for key in self._keys.pop(record, ()):
            sharing = self._sharing[key]
            sharing.discard(record)
            if not sharing:
                del self._sharing[key]

    def _drop_links(self, record: str) -> None:
        for other in self._links.pop(record, {}):
            self._links[other].pop(record, None)
