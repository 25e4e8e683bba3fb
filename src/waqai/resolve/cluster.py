"""Gather tellings into events without chaining: average linkage, strongest links first.

Two groups become one only where their members agree on the whole, not where one member of each happens to. The result
depends on the set of tellings and links alone: neither on their order nor on what was resolved before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from itertools import product
from typing import Generic, TypeVar

SAMPLE = 6
"""Members of a group that are compared with those of another; the surest linked ones are not preferred."""
LIMIT = 6.0
"""Scores count up to this, so that one very like pair does not outvote many unlike ones."""

MOST = 0.5
"""Share of pairs between two groups that must be likely by themselves."""
MATRIX = 300
"""Records of a component up to which all its pairs are compared beforehand, where that is done in columns."""
SIDE_BY_SIDE = 5.0
"""What it says against identity that the articles of one group tell the other beside it, as another type."""

Named = TypeVar("Named", str, int)
"""How a record is named: by its id, or by its number in the order of ids."""
Scorer = Callable[[Sequence[tuple[Named, Named]]], Sequence[float]]
"""The scores of pairs of records."""
Deed = tuple[Hashable, Hashable]
"""The article of a record and its event type."""


class Groups(Generic[Named]):
    """Disjoint groups of records, merged step by step."""

    def __init__(self, records: Iterable[Named], order: Callable[[Named], int]) -> None:
        self._members: dict[Named, list[Named]] = {record: [record] for record in records}
        self._group: dict[Named, Named] = {record: record for record in self._members}
        self._order: Callable[[Named], int] = order

    def of(self, record: Named) -> Named:
        """The name of a record's group: its smallest record."""
        return self._group[record]

    def members(self, group: Named) -> list[Named]:
        """The records of a group."""
        return self._members[group]

    def sample(self, group: Named) -> list[Named]:
        """Some members, drawn by lot but always the same."""
        return self._members[group][:SAMPLE]

    def join(self, one: Named, other: Named) -> None:
        """Make two groups one."""
        keep, gone = sorted((one, other))
        if keep == gone:
            return
        joined = sorted(self._members[keep] + self._members.pop(gone), key=lambda r: (self._order(r), r))
        self._members[keep] = joined
        self._group.update(dict.fromkeys(joined, keep))

    def all(self) -> list[list[Named]]:
        """All groups with their members sorted, in the order of their names."""
        return [sorted(self._members[group]) for group in sorted(self._members)]


def cluster(
    records: Collection[Named],
    links: Iterable[tuple[Named, Named, float]],
    score: Scorer[Named],
    order: Callable[[Named], int],
    deed: Callable[[Named], Deed],
    *,
    same: Iterable[tuple[Named, Named]] = (),
    different: Mapping[Named, Collection[Named]] | None = None,
) -> list[list[Named]]:
    """The groups of records that tell one event each.

    `same` are joined whatever their score; `different` names for a record those it must not be joined with. Where the
    two contradict, `same` holds for the pair itself.
    """
    groups = Groups(records, order)
    for a, b in sorted(same):
        groups.join(groups.of(a), groups.of(b))
    apart = different or {}
    tried: set[tuple[Named, int, Named, int]] = set()
    for a, b, _ in sorted(links, key=lambda link: (-link[2], link[0], link[1])):
        one, other = sorted((groups.of(a), groups.of(b)))
        attempt = (one, len(groups.members(one)), other, len(groups.members(other)))
        if one == other or attempt in tried:
            continue
        tried.add(attempt)
        if not _kept_apart(groups, one, other, apart) and _agree(groups, one, other, score, deed):
            groups.join(one, other)
    return groups.all()


def _kept_apart(groups: Groups[Named], one: Named, other: Named, apart: Mapping[Named, Collection[Named]]) -> bool:
    if not apart:
        return False
    others = set(groups.members(other))
    return any(not others.isdisjoint(apart.get(record, ())) for record in groups.members(one))


def _agree(
    groups: Groups[Named], one: Named, other: Named, score: Scorer[Named], deed: Callable[[Named], Deed]
) -> bool:
    """Whether the members of two groups are of one event on average, and most pairs of them by themselves."""
    scores = score(list(product(groups.sample(one), groups.sample(other))))
    mean = sum(max(-LIMIT, min(LIMIT, likely)) for likely in scores) / len(scores)
    if mean <= 0 or sum(likely > 0 for likely in scores) < MOST * len(scores):
        return False
    return mean > SIDE_BY_SIDE * _side_by_side(groups.members(one), groups.members(other), deed)


def _side_by_side(one: Iterable[Named], other: Iterable[Named], deed: Callable[[Named], Deed]) -> float:
    """The share of the articles of the smaller group that tell the other too, as an event of another type.

    Where a coder keeps seeing two deeds in one text, as a recall and the complaint that explains it, they are two.
    """
    kinds, others = _kinds(one, deed), _kinds(other, deed)
    told = sum(1 for article in kinds.keys() & others.keys() if kinds[article].isdisjoint(others[article]))
    return told / min(len(kinds), len(others))


def _kinds(records: Iterable[Named], deed: Callable[[Named], Deed]) -> dict[Hashable, set[Hashable]]:
    kinds: dict[Hashable, set[Hashable]] = {}
    for article, kind in map(deed, records):
        kinds.setdefault(article, set()).add(kind)
    return kinds
