"""Resolve an archive: find the neighbours of what is new, gather tellings into events, write what changed.

The result is a function of the tellings and judgements in the archive. What changes when tellings come or go is exactly
what their keys reach, so a resolution of a few new articles gives the same events as one of everything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from waqai.models import Judgement, Link
from waqai.resolve.cluster import cluster
from waqai.resolve.compare import Profile, profile, score
from waqai.resolve.judged import Judged, event_id, stood_for
from waqai.resolve.keys import RESIDENTS, keys, rank, residents
from waqai.resolve.merge import merge
from waqai.resolve.workspace import Workspace

BATCH = 2000
"""Records that are merged into events at a time, so that memory stays small."""

Groups = list[list[str]]


@dataclass(slots=True)
class Changes:
    """What a resolution did.

    tellings   compared anew
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
        self._profiles: dict[str, Profile] = {}
        self._ranks: dict[str, int] = {}
        self._blocks: dict[int, list[str]] = {}
        self._residents: dict[int, frozenset[str]] = {}

    def run(self, judged: Iterable[Judgement]) -> Changes:
        touched = self._fresh | self._removed
        dirty = self._neighbours(touched) | touched
        dirty |= {record for judgement in judged for group in stood_for(judgement) for record in group}
        old = self._space.events(touched)
        affected = self._fresh | self._file()
        dirty |= affected | self._neighbours(affected)
        self._space.put_links(affected, self._links(affected))
        changes = Changes(tellings=len(affected))
        self._rewrite(list(self._components(dirty - self._removed)), old, changes)
        return changes

    def _neighbours(self, records: Collection[str]) -> set[str]:
        """What is linked or was judged the same with any of the records."""
        found = {record for link in self._space.links(records) for record in link[:2]}
        return found.union(*(self._verdicts.same.get(record, ()) for record in records))

    def _file(self) -> set[str]:
        """File what is new under its keys; the older records that are residents of a key no more, or newly so."""
        before = self._space.keys(self._fresh | self._removed)
        after = {record: keys(telling) for record, telling in self._space.tellings(self._fresh).items()}
        self._space.forget(self._removed)
        self._space.put_keys(after)
        self._read_blocks({key for own in (*before.values(), *after.values()) for key in own})
        came, went = _by_key(after), _by_key(before)
        moved: set[str] = set()
        for key in came.keys() | went.keys():
            block = self._blocks.get(key, [])
            earlier = (set(block) - came.get(key, set())) | went.get(key, set())
            if len(block) > RESIDENTS or len(earlier) > RESIDENTS:
                self._rank(earlier)
                moved |= residents(key, earlier, self._ranks) ^ self._chosen(key)
        return moved - self._fresh - self._removed

    def _read_blocks(self, wanted: Collection[int]) -> None:
        missing = [key for key in wanted if key not in self._blocks]
        self._blocks |= self._space.sharing(missing)
        for key in missing:
            self._rank(self._blocks.get(key, ()))

    def _rank(self, records: Iterable[str]) -> None:
        for record in records:
            if record not in self._ranks:
                self._ranks[record] = rank(record)

    def _chosen(self, key: int) -> frozenset[str]:
        found = self._residents.get(key)
        if found is None:
            found = self._residents[key] = residents(key, self._blocks.get(key, ()), self._ranks)
        return found

    def _links(self, affected: Collection[str]) -> list[Link]:
        """The links of the records to all they meet under a key."""
        own = self._space.keys(affected)
        self._read_blocks({key for some in own.values() for key in some})
        links = []
        for record in sorted(affected):
            met = {other for key in own.get(record, ()) for other in self._met(record, key)}
            met.discard(record)
            self._load({record, *met})
            mine = self._profiles[record]
            for other in met:
                if other in affected and other < record:
                    continue
                likely = score(mine, self._profiles[other])
                if likely > 0:
                    links.append(Link(min(record, other), max(record, other), round(likely, 6)))
        return links

    def _met(self, record: str, key: int) -> Collection[str]:
        chosen = self._chosen(key)
        return self._blocks[key] if record in chosen else chosen

    def _load(self, records: Collection[str]) -> None:
        missing = [record for record in records if record not in self._profiles]
        if missing:
            found = self._space.tellings(missing)
            self._profiles |= {record: profile(telling) for record, telling in found.items()}

    def _components(self, dirty: Collection[str]) -> Iterator[set[str]]:
        """The records that hang together by links or judgements, from those whose neighbourhood changed."""
        waiting = set(dirty)
        while waiting:
            component: set[str] = set()
            frontier = {min(waiting)}
            while frontier:
                component |= frontier
                frontier = self._neighbours(frontier) - component - self._removed
            waiting -= component
            yield component

    def _rewrite(self, components: list[set[str]], old: dict[str, str], changes: Changes) -> None:
        """Gather each component into events, write those that changed, say which are no more."""
        old = old | self._space.events(set().union(*components))
        members = _by_value(old)
        events: dict[str, str] = {}
        for batch in _batches(components):
            groups = [group for component in batch for group in self._gather(component)]
            events |= {record: event_id(group) for group in groups for record in group}
            changed = [g for g in groups if members.get(event_id(g)) != set(g) or not self._fresh.isdisjoint(g)]
            self._write(batch, groups, changed)
            changes.written += sorted(event_id(group) for group in changed)
        changes.gone = _gone(members, events)
        self._space.put_events((), (), changes.gone)

    def _gather(self, component: set[str]) -> Groups:
        """The events of a component; records judged wrong tell none."""
        records = sorted(component - self._verdicts.wrong)
        if len(records) < 2:
            return [records] if records else []
        self._load(records)
        self._rank(records)
        links = [link for link in self._space.links(records) if not self._verdicts.wrong.intersection(link[:2])]
        known = {(link.a, link.b): link.score for link in links}
        same = [(a, b) for a in records for b in self._verdicts.same.get(a, ()) if a < b and b in component]

        def likely(a: str, b: str) -> float:
            pair = (a, b) if a < b else (b, a)
            if pair not in known:
                known[pair] = score(self._profiles[a], self._profiles[b])
            return known[pair]

        return cluster(
            records, links, likely, self._ranks.__getitem__,
            same=[pair for pair in same if self._verdicts.wrong.isdisjoint(pair)], different=self._verdicts.different,
        )  # fmt: skip

    def _write(self, batch: Sequence[set[str]], groups: Groups, changed: Groups) -> None:
        """Write the events that changed; the others keep their records."""
        needed = [record for group in changed for record in group]
        self._load(needed)
        whole = self._space.records(needed)
        events = [merge([self._profiles[record].telling for record in group], whole) for group in changed]
        kept = {record for group in groups for record in group} - set(needed)
        self._space.put_events(set().union(*batch) - kept, events, {})


def _batches(components: Iterable[set[str]]) -> Iterator[list[set[str]]]:
    """The components, some at a time, so that the records in memory stay few."""
    batch: list[set[str]] = []
    for component in components:
        batch.append(component)
        if sum(map(len, batch)) >= BATCH:
            yield batch
            batch = []
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
