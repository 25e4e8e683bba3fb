"""Resolve an archive as a whole: all pairs are compared in columns, by several processes, and every event is made anew.

The result is that of `resolve` on everything, to the last bit; it only takes a fraction of the time.
"""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from waqai.models import Judgement, Telling
from waqai.resolve.blocks import Blocks
from waqai.resolve.cluster import MATRIX, cluster
from waqai.resolve.columns import ColumnMaker, Columns
from waqai.resolve.components import Links, batches, connected
from waqai.resolve.crew import Crew
from waqai.resolve.judged import Judged, event_id
from waqai.resolve.keys import keys, rank
from waqai.resolve.pairs import Scorer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]
    Floats = NDArray[np.float64]

PAIRS = 1 << 20
"""Pairs that are compared in one task."""
RECORDS = 2000
"""Records that are made into events in one task."""
READ = 20_000
"""Records whose material is read at once."""

Groups = list[list[int]]


class Material(Protocol):
    """All that events are made from, of some records; it is sent to a process."""

    def some(self, places: Sequence[int]) -> Material:
        """The same of some of the records, named by their places in it."""

    def events(self, groups: Groups) -> Any:
        """The events of groups of records, each named by its place in the material, as the workspace takes them."""


class WholeWorkspace(Protocol):
    """The archive as a whole resolution sees it. All calls belong to one transaction of the store."""

    def packed(self) -> Iterator[Sequence[bytes]]:
        """Every telling as `Telling.to_bytes` wrote it, some at a time."""

    def judgements(self) -> Sequence[Judgement]:
        """All judgements, oldest first."""

    def all_events(self) -> dict[str, str]:
        """The id of the event to which each record belongs now, as far as it belongs to one."""

    def material(self, records: Sequence[str]) -> Material:
        """What the events of records are made from, in the order of the records."""

    def clear(self) -> None:
        """Remove all keys, links and events."""

    def put_all_keys(self, records: Sequence[str], owners: Ints, keys: NDArray[np.int64]) -> None:
        """Store all keys; owners are places in `records`."""

    def put_all_links(self, records: Sequence[str], a: Ints, b: Ints, scores: Floats) -> None:
        """Store all links; a and b are places in `records`."""

    def put_made(self, events: Any) -> None:
        """Store events, as the material made them."""

    def put_gone(self, gone: Mapping[str, str | None]) -> None:
        """Keep tombstones, and remove those of events that are there again."""


def resolve_all(space: WholeWorkspace, *, workers: int = 1) -> int:
    """Resolve everything anew, in so many processes. Gives the number of events."""
    with tempfile.TemporaryDirectory(prefix="waqai-") as name, Crew(workers) as crew:
        folder = Path(name)
        old = space.all_events()
        records = _prepare(space, crew, folder)
        links = _compare(crew, folder)
        space.put_all_links(records, links.a, links.b, links.scores)
        now = _chronicle(space, crew, folder, records, links)
        space.put_gone(_gone(old, now))
        return len(set(now.values()))


def _prepare(space: WholeWorkspace, crew: Crew, folder: Path) -> list[str]:
    """Write columns and blocks into the folder and the keys into the workspace. Gives the ids of the records."""
    import numpy as np

    maker, counts, found = ColumnMaker(), array("i"), array("q")
    for many, own in crew.map(_keys, _taken(space.packed(), maker)):
        counts.frombytes(many)
        found.frombytes(own)
    columns = maker.columns()
    place = np.argsort(np.array(maker.order(), dtype=np.int64)).astype(np.int32)
    owners, owned = np.repeat(place, np.array(counts)), np.array(found, dtype=np.int64)
    space.clear()
    space.put_all_keys(columns.records, owners, owned)
    ranks = np.array([rank(record) for record in columns.records], dtype=np.int64)
    _save(folder, columns, Blocks.made(owners, owned, ranks), ranks)
    return columns.records


def _taken(pages: Iterable[Sequence[bytes]], maker: ColumnMaker) -> Iterator[Sequence[bytes]]:
    """The pages; each is put into columns when the next one is asked for, while its keys are worked out elsewhere."""
    for page in pages:
        yield page
        for packed in page:
            maker.take(Telling.from_bytes(packed))


def _keys(page: Sequence[bytes]) -> tuple[bytes, bytes]:
    """How many keys each telling has, and all keys."""
    own = [keys(Telling.from_bytes(packed)) for packed in page]
    return array("i", map(len, own)).tobytes(), array("q", chain.from_iterable(own)).tobytes()


def _save(folder: Path, columns: Columns, blocks: Blocks, ranks: NDArray[np.int64]) -> None:
    import numpy as np

    for name in ("columns", "blocks"):
        (folder / name).mkdir()
    columns.save(folder / "columns")
    blocks.save(folder / "blocks")
    np.save(folder / "ranks.npy", ranks)


@lru_cache(maxsize=1)
def _columns(folder: Path) -> tuple[Columns, Scorer, NDArray[np.int64]]:
    import numpy as np

    columns = Columns.load(folder / "columns")
    return columns, Scorer(columns), np.load(folder / "ranks.npy", mmap_mode="r")


@lru_cache(maxsize=1)
def _blocks(folder: Path) -> Blocks:
    return Blocks.load(folder / "blocks")


def _compare(crew: Crew, folder: Path) -> Links:
    """The links of all records."""
    import numpy as np

    parts = [(folder, low, high) for low, high in _blocks(folder).parts(PAIRS)]
    found = [*crew.map(_linked, parts), (np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0))]
    a, b, scores = (np.concatenate(part) for part in zip(*found, strict=True))
    return Links(a, b, np.array([round(score, 6) for score in scores.tolist()]))


def _linked(part: tuple[Path, int, int]) -> tuple[Ints, Ints, Floats]:
    """The likely pairs of some records."""
    folder, low, high = part
    a, b = _blocks(folder).pairs(low, high)
    scores = _columns(folder)[1].score(a, b, likely=True)
    likely = scores > 0
    return a[likely], b[likely], scores[likely]


@dataclass(frozen=True, slots=True)
class _Task:
    """Components to be gathered into events: their records by number, and the links, each with its component."""

    folder: Path
    components: list[list[int]]
    links: list[list[tuple[int, int, float]]]
    same: dict[int, list[int]]
    different: dict[int, list[int]]
    material: Material


def _chronicle(space: WholeWorkspace, crew: Crew, folder: Path, records: list[str], links: Links) -> dict[str, str]:
    """Store the events. Gives the event of each record."""
    now: dict[str, str] = {}
    for groups, events in crew.map(_told, _tasks(space, folder, records, links)):
        space.put_made(events)
        for group in groups:
            named = [records[number] for number in group]
            now.update(dict.fromkeys(named, event_id(named)))
    return now


def _tasks(space: WholeWorkspace, folder: Path, records: list[str], links: Links) -> Iterator[_Task]:
    verdicts = Judged(space.judgements())
    number = {record: at for at, record in enumerate(records)} if verdicts.any else {}
    same, different = _numbered(verdicts.same, number), _numbered(verdicts.different, number)
    wrong = {number[record] for record in verdicts.wrong if record in number}
    components = connected(len(records), links, same, wrong)
    for some in batches(components, READ):
        wanted = [record for component, _ in some for record in component]
        material = space.material([records[at] for at in wanted])
        place = {at: here for here, at in enumerate(wanted)}
        for part in batches(some, RECORDS):
            own = [at for component, _ in part for at in component]
            yield _Task(
                folder,
                [component for component, _ in part],
                [linked for _, linked in part],
                {at: same[at] for at in own if at in same},
                {at: different[at] for at in own if at in different},
                material.some([place[at] for at in own]),
            )


def _numbered(table: Mapping[str, Collection[str]], number: Mapping[str, int]) -> dict[int, list[int]]:
    return {
        number[record]: sorted(number[other] for other in others if other in number)
        for record, others in table.items()
        if record in number
    }


def _told(task: _Task) -> tuple[Groups, Any]:
    """The groups of records that tell one event each, and their events."""
    gathered = _Gatherer(task)
    groups = [group for at in range(len(task.components)) for group in gathered.groups(at)]
    place = {record: at for at, record in enumerate(chain.from_iterable(task.components))}
    return groups, task.material.events([[place[record] for record in group] for group in groups])


class _Gatherer:
    """Gathers components into groups as `resolve` does."""

    def __init__(self, task: _Task) -> None:
        self._task = task
        self._columns, self._scorer, self._ranks = _columns(task.folder)
        self._known = {pair[:2]: pair[2] for links in task.links for pair in links}
        small = (c for c in task.components if 1 < len(c) <= MATRIX)
        self._compare([pair for component in small for pair in combinations(component, 2)])

    def groups(self, at: int) -> Groups:
        """The groups of a component."""
        records = self._task.components[at]
        if len(records) < 2:
            return [records] if records else []
        same, own = self._task.same, set(records)
        joined = [(a, b) for a in records for b in same.get(a, ()) if a < b and b in own]
        return cluster(
            records, self._task.links[at], self._scores, self._ranks.__getitem__, self._deed,
            same=joined, different=self._task.different,
        )  # fmt: skip

    def _scores(self, pairs: Sequence[tuple[int, int]]) -> list[float]:
        ordered = [(a, b) if a < b else (b, a) for a, b in pairs]
        self._compare(ordered)
        return [self._known[pair] for pair in ordered]

    def _compare(self, pairs: Iterable[tuple[int, int]]) -> None:
        import numpy as np

        missing = [pair for pair in pairs if pair not in self._known]
        if missing:
            a, b = np.array(missing, dtype=np.int32).T
            self._known.update(zip(missing, self._scorer.score(a, b).tolist(), strict=True))

    def _deed(self, record: int) -> tuple[int, int]:
        of = self._columns.of
        return int(of["article"][record]), int(of["type"][record])


def _gone(old: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str | None]:
    """Events that are no more, with the event that holds the first of their records that is in one."""
    alive = set(now.values())
    heirs: dict[str, str | None] = {}
    for record, event in sorted(old.items()):
        if event not in alive and heirs.get(event) is None:
            heirs[event] = now.get(record)
    return heirs
