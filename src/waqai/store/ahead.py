"""The workspace of one transaction, which reads ahead.

Identity walks from record to record and asks for what is linked to each. Whatever record an answer names is likely to
be asked for next, so a question that has to go to the database takes all of these along: a batch of articles costs a
few dozen statements, however many records hang together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from waqai.models.telling import Link, Telling
from waqai.store.workspace import StoreWorkspace

SMALL_BLOCK = 64
"""Of a block with more records only some will be compared; those are not read ahead."""
AHEAD = 20_000
"""Records that are read ahead at a time at most."""


class AheadWorkspace(StoreWorkspace):
    """Keeps what it has read. Good for one transaction: nobody else writes meanwhile."""

    _known: dict[str, dict[str, float]]
    _near: dict[str, None]
    _told: dict[str, Telling]
    _untold: dict[str, None]

    def __init__(self, space: StoreWorkspace) -> None:
        super().__init__(space.database)
        self._forget_all()

    def _forget_all(self) -> None:
        self._known, self._near, self._told, self._untold = {}, {}, {}, {}

    def tellings(self, records: Collection[str]) -> dict[str, Telling]:
        """Tellings by record id."""
        missing = [record for record in records if record not in self._told]
        if missing:
            self._told |= super().tellings(list({*missing, *_take(self._untold)}))
        return {record: self._told[record] for record in records if record in self._told}

    def sharing(self, keys: Collection[int]) -> dict[int, list[str]]:
        """The ids of the records stored under each key."""
        found = super().sharing(keys)
        for block in found.values():
            if len(block) <= SMALL_BLOCK:
                self._expect_telling(block)
        return found

    def links(self, records: Collection[str]) -> list[Link]:
        """Links that touch any of the records, each once."""
        missing = [record for record in records if record not in self._known]
        if missing:
            self._read_links({*missing, *_take(self._near)})
        found = {_pair(record, other): score for record in records for other, score in self._known[record].items()}
        return [Link(a, b, score) for (a, b), score in found.items()]

    def put_links(self, records: Collection[str], links: Iterable[Link]) -> None:
        """Replace all links that touch any of the records by these."""
        links = list(links)
        self._drop(records)
        super().put_links(records, links)
        self._known |= {record: {} for record in records}
        self._learn(links)

    def forget(self, records: Collection[str]) -> None:
        """Remove the keys, links and places in an event of records that are gone."""
        self._drop(records)
        super().forget(records)
        for record in records:
            self._told.pop(record, None)

    def clear(self) -> None:
        """Remove all keys, links and events; the tombstones stay."""
        super().clear()
        self._forget_all()

    def _read_links(self, records: set[str]) -> None:
        self._known |= {record: {} for record in records}
        self._learn(super().links(list(records)))

    def _learn(self, links: Iterable[Link]) -> None:
        """Note links at those of their ends of which all links are known; the other ends may be asked for next."""
        for a, b, score in links:
            for one, other in ((a, b), (b, a)):
                if one in self._known:
                    self._known[one][other] = score
                else:
                    self._near[one] = None
            self._expect_telling((a, b))

    def _expect_telling(self, records: Iterable[str]) -> None:
        self._untold.update(dict.fromkeys(record for record in records if record not in self._told))

    def _drop(self, records: Collection[str]) -> None:
        """Forget the links of records, at both ends: so these have to be known."""
        self.links(records)
        for record in records:
            for other in self._known.pop(record, {}):
                self._known.get(other, {}).pop(record, None)
            self._near.pop(record, None)


def _take(waiting: dict[str, None]) -> Iterator[str]:
    """Some of what waits, which waits no more."""
    for record in list(waiting)[:AHEAD]:
        del waiting[record]
        yield record


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)
