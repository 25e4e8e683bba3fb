"""Resolve an archive: find the neighbours of what is new, gather tellings into events, write what changed.

The result is a function of the tellings and judgements in the archive. What changes when tellings come or go is exactly
what their keys reach, so a resolution of a few new articles gives the same events as one of everything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations
from typing import TYPE_CHECKING, NamedTuple

from waqai.models import Judgement, Link, Telling
from waqai.resolve.cluster import MATRIX, cluster
from waqai.resolve.compare import Profile, profile, score
from waqai.resolve.judged import Judged, event_id, stood_for
from waqai.resolve.keys import RESIDENTS, keys, rank, residents
from waqai.resolve.merge import merge
from waqai.resolve.workspace import Workspace

if TYPE_CHECKING:
    from waqai.resolve.pairs import Scorer

BATCH = 2000
"""Records that are merged into events at a time, so that memory stays small."""

PART = 20_000
"""Records that are compared with their neighbours at a time."""
IN_COLUMNS = 4000
"""Pairs from which it pays to compare them in columns."""

Groups = list[list[str]]


class Component(NamedTuple):
    """Records that hang together, sorted, and the links among them."""

    records: list[str]
    links: list[Link]


@dataclass(slots=True)
class Changes:
    """What a resolution did.

    tellings   compared with all they meet
    written    ids of the events written
    gone       events that are no more, with the event that took them over
    """

    tellings: int = 0
    written: list[str] = field(default_factory=list)
    gone: dict[str, str | None] = field(default_factory=dict)


def resolve(
    space: Workspace,
    added: Collection[str] = (),
    removed: Collection[str] = (),
    judged: Iterable[Judgement] = (),
) -> Changes:
    """Take in records that were added or replaced, records that were removed, and judgements that are new.

    The workspace has the tellings of what was added, and none any more of what was removed.
    """
    return _Resolution(space, set(added), set(removed) - set(added)).run(judged)


class _Resolution:
    """One resolution: the steps share the profiles and blocks they have read."""

    def __init__(self, space: Workspace, fresh: set[str], removed: set[str]) -> None:
        self._space, self._fresh, self._removed = space, fresh, removed
        self._verdicts = Judged(space.judgements())
        self._tellings: dict[str, Telling] = {}
        self._profiles: dict[str, Profile] = {}
        self._ranks: dict[str, int] = {}
        self._blocks: dict[int, list[str]] = {}
        self._residents: dict[int, frozenset[str]] = {}

    def run(self, judged: Iterable[Judgement]) -> Changes:
        touched = self._fresh | self._removed
        dirty = touched.union(*(self._verdicts.same.get(record, ()) for record in touched))
        dirty |= {record for judgement in judged for group in stood_for(judgement) for record in group}
        old = self._space.events(touched)
        before = set(self._space.links(touched))
        moved_in, moved_out = self._file()
        before |= set(self._space.links(moved_in | moved_out))
        met_anew = self._fresh | moved_in
        after = [*self._links(met_anew), *self._left(before, met_anew | self._removed)]
        self._space.put_links(met_anew | moved_out, after)
        dirty |= {record for link in before.symmetric_difference(after) for record in link[:2]}
        changes = Changes(tellings=len(met_anew))
        self._rewrite(self._components(dirty - self._removed), old, changes)
        return changes

    def _left(self, links: Iterable[Link], others: Collection[str]) -> list[Link]:
        """Those of the links, but for those of `others`, whose ends still meet."""
        links = [link for link in links if link.a not in others and link.b not in others]
        own = self._space.keys({record for link in links for record in link[:2]})
        shared = [set(own.get(link.a, ())).intersection(own.get(link.b, ())) for link in links]
        self._read_blocks(set().union(*shared))
        return [
            link
            for link, keys in zip(links, shared, strict=True)
            if any(not self._chosen(key).isdisjoint(link[:2]) for key in keys)
        ]

    def _file(self) -> tuple[set[str], set[str]]:
        """File what is new under its keys; the older records that are newly residents of a key, or no more."""
        before = self._space.keys(self._fresh | self._removed)
        after = {record: keys(telling) for record, telling in self._space.tellings(self._fresh).items()}
        self._space.forget(self._removed)
        self._space.put_keys(after)
        self._read_blocks({key for own in (*before.values(), *after.values()) for key in own})
        went = _by_key(before)
        moved_in: set[str] = set()
        moved_out: set[str] = set()
        for key in self._blocks.keys() | went.keys():
            block, left = self._blocks.get(key, []), went.get(key, set())
            if len(block) + len(left) > RESIDENTS:
                are = self._chosen(key)
                if not left and are.isdisjoint(self._fresh):
                    continue
                earlier = set(block).difference(self._fresh) | left
                self._rank(earlier)
                were = residents(key, earlier, self._ranks)
                moved_in |= are - were
                moved_out |= were - are
        moved_in -= self._fresh
        return moved_in, moved_out - moved_in - self._fresh - self._removed

    def _read_blocks(self, wanted: Collection[int]) -> None:
        missing = [key for key in wanted if key not in self._blocks]
        self._blocks |= self._space.sharing(missing)
        for key in missing:
            if len(block := self._blocks.get(key, ())) > RESIDENTS:
                self._rank(block)

    def _rank(self, records: Iterable[str]) -> None:
        for record in records:
            if record not in self._ranks:
                self._ranks[record] = rank(record)

    def _chosen(self, key: int) -> frozenset[str]:
        found = self._residents.get(key)
        if found is None:
            found = self._residents[key] = residents(key, self._blocks.get(key, ()), self._ranks)
        return found

    def _links(self, met_anew: Collection[str]) -> list[Link]:
        """The links of the records to all they meet under a key."""
        own = self._space.keys(met_anew)
        self._read_blocks({key for some in own.values() for key in some})
        found: list[Link] = []
        for part in _slices(sorted(met_anew), PART):
            met = {record: self._all_met(record, own.get(record, ())) for record in part}
            self._load(set(part).union(*met.values()))
            found += self._likely(met, met_anew)
        return found

    def _likely(self, met: Mapping[str, Collection[str]], met_anew: Collection[str]) -> list[Link]:
        """The likely ones of the pairs that meet; those of two that both meet anew are left to the smaller."""
        if sum(map(len, met.values())) >= IN_COLUMNS:
            return self._likely_in_columns(met, met_anew)
        pairs = [
            (record, other)
            for record, others in met.items()
            for other in others
            if record < other or other not in met_anew
        ]
        scores = [score(self._profile(a), self._profile(b)) for a, b in pairs]
        likely = [(pair, score) for pair, score in zip(pairs, scores, strict=True) if score > 0]
        return [Link(min(pair), max(pair), round(score, 6)) for pair, score in likely]

    def _likely_in_columns(self, met: Mapping[str, Collection[str]], met_anew: Collection[str]) -> list[Link]:
        """The same of many pairs at once, by the numbers of their records, which are in the order of their ids."""
        import numpy as np

        names, number, scorer = self._in_columns(set(met).union(*met.values()))
        many = [len(others) for others in met.values()]
        a = np.repeat(np.fromiter(map(number.__getitem__, met), np.int32, len(met)), many)
        others = map(number.__getitem__, chain.from_iterable(met.values()))
        b = np.fromiter(others, np.int32, len(a))
        anew = np.fromiter((name in met_anew for name in names), np.bool_, len(names))
        ours = (a < b) | ~anew[b]
        a, b = np.minimum(a[ours], b[ours]), np.maximum(a[ours], b[ours])
        scores = scorer.score(a, b, likely=True)
        likely = np.flatnonzero(scores > 0)
        ends = zip(a[likely].tolist(), b[likely].tolist(), scores[likely].tolist(), strict=True)
        return [Link(names[one], names[other], round(score, 6)) for one, other, score in ends]

    def _scores_in_columns(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """The scores of many pairs at once."""
        import numpy as np

        _, number, scorer = self._in_columns(set(chain.from_iterable(pairs)))
        a, b = (np.array([number[pair[end]] for pair in pairs], dtype=np.int32) for end in (0, 1))
        scores: list[float] = scorer.score(a, b).tolist()
        return scores

    def _in_columns(self, records: Collection[str]) -> tuple[list[str], dict[str, int], Scorer]:
        """The records in the order of their ids, the number of each, and what compares them by it."""
        from waqai.resolve.columns import ColumnMaker
        from waqai.resolve.pairs import Scorer

        maker = ColumnMaker()
        for record in records:
            maker.take(self._tellings[record])
        columns = maker.columns()
        return columns.records, {record: at for at, record in enumerate(columns.records)}, Scorer(columns)

    def _profile(self, record: str) -> Profile:
        found = self._profiles.get(record)
        if found is None:
            found = self._profiles[record] = profile(self._tellings[record])
        return found

    def _all_met(self, record: str, own: Iterable[int]) -> set[str]:
        found: set[str] = set()
        for key in own:
            found.update(self._met(record, key))
        found.discard(record)
        return found

    def _met(self, record: str, key: int) -> Collection[str]:
        chosen = self._chosen(key)
        return self._blocks[key] if record in chosen else chosen

    def _load(self, records: Collection[str]) -> None:
        missing = [record for record in records if record not in self._tellings]
        if missing:
            self._tellings |= self._space.tellings(missing)

    def _components(self, dirty: Collection[str]) -> list[Component]:
        """What hangs together by links or judgements with the records whose neighbourhood changed."""
        links: dict[tuple[str, str], Link] = {}
        seen: set[str] = set()
        frontier = set(dirty)
        while frontier:
            seen |= frontier
            found = self._space.links(frontier)
            links |= {link[:2]: link for link in found}
            met = {record for link in found for record in link[:2]}
            frontier = met.union(*(self._verdicts.same.get(record, ()) for record in frontier)) - seen - self._removed
        return _connected(seen, list(links.values()), self._verdicts.same)

    def _rewrite(self, components: list[Component], old: dict[str, str], changes: Changes) -> None:
        """Gather each component into events, write those that changed, say which are no more."""
        old = old | self._space.events({record for component in components for record in component.records})
        members = _by_value(old)
        events: dict[str, str] = {}
        for batch in _batches(components):
            self._load([record for component in batch for record in component.records])
            known = self._known(batch)
            groups = [group for component in batch for group in self._gather(component, known)]
            events |= {record: event_id(group) for group in groups for record in group}
            changed = [g for g in groups if members.get(event_id(g)) != set(g) or not self._fresh.isdisjoint(g)]
            self._write(batch, groups, changed)
            changes.written += sorted(event_id(group) for group in changed)
        changes.gone = _gone(members, events)
        self._space.put_events((), (), changes.gone)

    def _known(self, batch: Sequence[Component]) -> dict[tuple[str, str], float]:
        """The scores of linked pairs and, where there are many, of all pairs within the components."""
        known = {link[:2]: link.score for component in batch for link in component.links}
        wrong = self._verdicts.wrong
        pairs = [
            pair
            for component in batch
            if 1 < len(component.records) <= MATRIX
            for pair in combinations([r for r in component.records if r in self._tellings and r not in wrong], 2)
            if pair not in known
        ]
        if len(pairs) >= IN_COLUMNS:
            known.update(zip(pairs, self._scores_in_columns(pairs), strict=True))
        return known

    def _gather(self, component: Component, known: dict[tuple[str, str], float]) -> Groups:
        """The events of a component; records judged wrong tell none."""
        wrong = self._verdicts.wrong
        records = [record for record in component.records if record not in wrong and record in self._tellings]
        if len(records) < 2:
            return [records] if records else []
        self._rank(records)
        links = [link for link in component.links if wrong.isdisjoint(link[:2])]
        own = set(records)
        same = [(a, b) for a in records for b in self._verdicts.same.get(a, ()) if a < b and b in own]

        def likely(a: str, b: str) -> float:
            pair = (a, b) if a < b else (b, a)
            if pair not in known:
                known[pair] = score(self._profile(pair[0]), self._profile(pair[1]))
            return known[pair]

        def scores(pairs: Iterable[tuple[str, str]]) -> list[float]:
            return [likely(a, b) for a, b in pairs]

        return cluster(
            records, links, scores, self._ranks.__getitem__, self._deed,
            same=same, different=self._verdicts.different,
        )  # fmt: skip

    def _deed(self, record: str) -> tuple[str, str]:
        telling = self._tellings[record]
        return telling.article, telling.type

    def _write(self, batch: Sequence[Component], groups: Groups, changed: Groups) -> None:
        """Write the events that changed; the others keep their records."""
        needed = [record for group in changed for record in group]
        whole = self._space.records(needed)
        events = [merge([self._tellings[record] for record in group], whole) for group in changed]
        kept = {record for group in groups for record in group} - set(needed)
        self._space.put_events({r for component in batch for r in component.records} - kept, events, {})


def _connected(records: Collection[str], links: Sequence[Link], same: Mapping[str, Collection[str]]) -> list[Component]:
    """The connected components, in the order of their smallest records."""
    parent = {record: record for record in records}

    def root(record: str) -> str:
        while parent[record] != record:
            parent[record] = record = parent[parent[record]]
        return record

    judged = ((record, other) for record in records for other in same.get(record, ()))
    for a, b in (*(link[:2] for link in links), *judged):
        if a in parent and b in parent:
            one, other = sorted((root(a), root(b)))
            parent[other] = one
    found: dict[str, Component] = {}
    for record in sorted(records):
        found.setdefault(root(record), Component([], [])).records.append(record)
    for link in links:
        found[root(link.a)].links.append(link)
    return list(found.values())


def _slices(records: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(records), size):
        yield records[start : start + size]


def _batches(components: Iterable[Component]) -> Iterator[list[Component]]:
    """The components, some at a time, so that the records in memory stay few."""
    batch: list[Component] = []
    size = 0
    for component in components:
        batch.append(component)
        size += len(component.records)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _by_key(keys_of: Mapping[str, Iterable[int]]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for record, own in keys_of.items():
        for key in own:
            found[key].add(record)
    return found


def _by_value(events: Mapping[str, str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for record, event in events.items():
        found[event].add(record)
    return found


def _gone(before: Mapping[str, set[str]], after: Mapping[str, str]) -> dict[str, str | None]:
    """Events that are no more, with the event that now holds the first of their records that is left."""
    now = set(after.values())
    gone: dict[str, str | None] = {}
    for event, records in before.items():
        if event not in now:
            gone[event] = next((after[record] for record in sorted(records) if record in after), None)
    return gone
