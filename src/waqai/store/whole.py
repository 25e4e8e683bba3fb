"""What a whole resolution reads and writes of a store: everything once, in large pieces, by Arrow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from waqai.store.arrow import arrow_table, packed, unpacked
from waqai.store.rows import event_row, mention_rows, now, union
from waqai.store.tombstones import bury
from waqai.store.workspace import StoreWorkspace

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from waqai.models import ChronicleEvent

AT_ONCE = 2000
"""Tellings that are read at once."""
KEYS = 1 << 19
"""Keys that are written at once."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What the store has of a record that its event is made from."""

    telling: bytes
    json: str
    lemmas: str


class WholeStore(StoreWorkspace):
    """The archive as a whole resolution sees it. The caller holds the transaction."""

    def packed(self) -> Iterator[Sequence[bytes]]:
        """Every telling, as bytes."""
        for page in self._db.stream("select telling from records", AT_ONCE):
            yield [row[0] for row in page]

    def all_events(self) -> dict[str, str]:
        """The id of the event to which each record belongs."""
        return dict(self._db.query("select record, event from mentions"))

    def stored(self, records: Sequence[str]) -> list[Stored]:
        """What is stored of records, in their order."""
        rows = self._by_id("id, telling, json, lemmas", "records", "id", records)
        found = {key: Stored(*row) for key, *row in rows}
        return [found[record] for record in records]

    def put_all_keys(self, records: Sequence[str], owners: NDArray[np.int32], keys: NDArray[np.int64]) -> None:
        """Store all keys; owners are places in `records`."""
        import pyarrow as pa

        names = pa.array(records, pa.string())
        for at in range(0, len(keys), KEYS):
            some = slice(at, at + KEYS)
            named = names.take(pa.array(owners[some]))
            self._db.load("keys", pa.table([named, pa.array(keys[some])], names=["record", "key"]))

    def put_all_links(
        self, records: Sequence[str], a: NDArray[np.int32], b: NDArray[np.int32], scores: NDArray[np.float64]
    ) -> None:
        """Store all links; a and b are places in `records`."""
        import pyarrow as pa

        names = pa.array(records, pa.string())
        ends = [names.take(pa.array(end)) for end in (a, b)]
        self._db.load("links", pa.table([*ends, pa.array(scores)], names=["a", "b", "score"]))

    def put_made(self, made: Mapping[str, bytes]) -> None:
        """Store events, as `made_of` made them."""
        for table, data in made.items():
            self._db.load(table, unpacked(data))

    def put_gone(self, gone: Mapping[str, str | None]) -> None:
        """Keep tombstones of events, and remove those of events that are there again."""
        bury(self._db, "event", gone)
        self._db.run("delete from tombstones where kind = 'event' and id in (select id from events)")


def made_of(events: Sequence[ChronicleEvent], lemmas: Mapping[str, str]) -> dict[str, bytes]:
    """The rows of events, to be stored by whoever holds the store. `lemmas` are those of their records."""
    at = now()
    rows = [event_row(event, union(lemmas, (m.record for m in event.mentions)), at) for event in events]
    mentions = [row for event in events for row in mention_rows(event)]
    tables: dict[str, pa.Table] = {"events": arrow_table("events", rows), "mentions": arrow_table("mentions", mentions)}
    return {name: packed(table) for name, table in tables.items()}
