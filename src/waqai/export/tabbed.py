"""What the tab-separated formats share: clean cells, sides in pairs, which events they can carry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from waqai.models import ChronicleEvent, Entity

Pair = tuple[Entity | None, Entity | None]


def told_as_fact(events: Iterable[ChronicleEvent]) -> Iterator[ChronicleEvent]:
    """Events that may stand in a format without status: those that happened, and promises, which are deeds in words.

    What is denied, foiled, imagined or only ahead would read there as if it had happened.
    """
    for event in events:
        if event.status in ("occurred", "ongoing") or (event.status == "future" and event.event[0] == "AGREE"):
            yield event


def pairs(event: ChronicleEvent, *, doubled: bool = False) -> list[Pair]:
    """Each actor with each recipient; of a mutual event each side with each other, once or `doubled` in both orders."""
    if event.recipient:
        actors: list[Entity | None] = [*event.actor] or [None]
        return [(actor, recipient) for actor in actors for recipient in event.recipient]
    if len(event.actor) < 2:
        return [(actor, None) for actor in event.actor] or [(None, None)]
    sides = list(enumerate(event.actor))
    return [(one, other) for n, one in sides for m, other in sides if n < m or (doubled and n != m)]


def line(cells: Iterable[Any], *, missing: str = "") -> str:
    """A row with its line end. Tabs and line ends inside of a cell become spaces."""
    return "\t".join(_clean(cell, missing) for cell in cells) + "\n"


def _clean(cell: Any, missing: str) -> str:
    text = "" if cell is None else " ".join(str(cell).split())
    return text or missing
