"""What hangs together in a whole archive: records by their numbers, and the links among them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Component = tuple[list[int], list[tuple[int, int, float]]]
"""Records in their order, and the links among them."""


@dataclass(frozen=True, slots=True)
class Links:
    """Pairs of record numbers, the smaller one first, with their scores."""

    a: NDArray[np.int32]
    b: NDArray[np.int32]
    scores: NDArray[np.float64]


def connected(count: int, links: Links, same: Mapping[int, Collection[int]], wrong: Collection[int]) -> list[Component]:
    """What hangs together by links or judgements, in the order of its first record; without what was judged wrong."""
    parent = list(range(count))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = at = parent[parent[at]]
        return at

    pairs = list(zip(links.a.tolist(), links.b.tolist(), links.scores.tolist(), strict=True))
    for one, other in (*(pair[:2] for pair in pairs), *((a, b) for a, others in same.items() for b in others)):
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    found: dict[int, Component] = {}
    for at in range(count):
        found.setdefault(root(at), ([], []))[0].append(at)
    for pair in pairs:
        found[root(pair[0])][1].append(pair)
    return [_without(component, wrong) for component in found.values()] if wrong else list(found.values())


def _without(component: Component, wrong: Collection[int]) -> Component:
    records, links = component
    return [r for r in records if r not in wrong], [k for k in links if k[0] not in wrong and k[1] not in wrong]


def batches(components: Iterable[Component], size: int) -> Iterator[list[Component]]:
    """The components, some at a time."""
    batch: list[Component] = []
    count = 0
    for component in components:
        batch.append(component)
        count += len(component[0])
        if count >= size:
            yield batch
            batch, count = [], 0
    if batch:
        yield batch
