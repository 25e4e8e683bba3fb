"""What identity needs of an archive, and nothing more: any store that offers these calls can be resolved.

All of a resolution's reads and writes belong to one transaction of the store. The order in which a call gives
things back does not matter unless it says so. Ids that are not known are left out of an answer, never an error.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from waqai.models import ChronicleEvent, Judgement, Link, Record, Telling


class Workspace(Protocol):
    """The archive as identity sees it."""

    def all_tellings(self) -> Iterator[Telling]:
        """Every telling, for a full resolution."""

    def tellings(self, records: Collection[str]) -> dict[str, Telling]:
        """Tellings by record id."""

    def records(self, ids: Collection[str]) -> dict[str, Record]:
        """Records by id, whole."""

    def keys(self, records: Collection[str]) -> dict[str, tuple[int, ...]]:
        """The blocking keys stored for records: signed 64-bit integers."""

    def sharing(self, keys: Collection[int]) -> dict[int, list[str]]:
        """The ids of the records stored under each key."""

    def links(self, records: Collection[str]) -> list[Link]:
        """Stored links that touch any of the records."""

    def events(self, records: Collection[str]) -> dict[str, str]:
        """The id of the event to which each record belongs now."""

    def judgements(self) -> Sequence[Judgement]:
        """All judgements, oldest first."""

    def put_keys(self, keys: Mapping[str, Sequence[int]]) -> None:
        """Store the keys of records; what was stored for these records before goes."""

    def put_links(self, records: Collection[str], links: Iterable[Link]) -> None:
        """Replace all links that touch any of the records by these."""

    def forget(self, records: Collection[str]) -> None:
        """Remove the keys and links of records that are gone, and their place in an event."""

    def put_events(
        self, records: Collection[str], events: Iterable[ChronicleEvent], gone: Mapping[str, str | None]
    ) -> None:
        """Store events in place of those of the same id, and which event each record belongs to.

        `records` are all that were resolved: those that no event mentions belong to none now (a judgement `wrong`).
        `gone` are events that are no more; the value is the event that holds their first record now, None where
        that record is gone itself. The store keeps both as tombstones. An id that comes back loses its tombstone.
        """

    def clear(self) -> None:
        """Remove all keys, links and events (not the tombstones) before a full resolution writes its own."""
