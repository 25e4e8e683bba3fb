"""What people have judged: pairs that are the same, pairs that are not, records that are wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product

from waqai.models import Judgement

_EVENT = "e-"


def event_id(records: Iterable[str]) -> str:
    """The id of the event that records make: it names the smallest of them, and so needs no table to be read."""
    return _EVENT + min(records)


def record_of(name: str) -> str:
    """The record that a record id or event id names."""
    return name.removeprefix(_EVENT)


class Judged:
    """All judgements as identity needs them. Of two that contradict each other the later holds."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        verdicts: dict[tuple[str, str], bool] = {}
        self.any = False
        self.wrong: set[str] = set()
        self._groups: dict[str, set[str]] = defaultdict(set)
        for judgement in judgements:
            self.any = True
            sides = list(stood_for(judgement))
            if judgement.verdict == "wrong":
                self.wrong.update(*sides)
            elif len(sides) == 2:
                verdicts |= dict.fromkeys(_pairs(sides, judgement.verdict), judgement.verdict == "same")
        self.same: dict[str, set[str]] = defaultdict(set)
        self.different: dict[str, set[str]] = defaultdict(set)
        for (one, other), verdict in verdicts.items():
            table = self.same if verdict else self.different
            table[one].add(other)
            table[other].add(one)


def _pairs(sides: list[list[str]], verdict: str) -> Iterator[tuple[str, str]]:
    """The pairs of records that a judgement on two groups is about; each with its smaller record first."""
    if verdict == "same":
        together = sorted({record for side in sides for record in side})
        yield from ((together[0], record) for record in together[1:])
        return
    for one, other in product(*sides):
        if one != other:
            yield (one, other) if one < other else (other, one)


def stood_for(judgement: Judgement) -> Iterator[list[str]]:
    """For each id of a judgement the records that it stands for."""
    for at, name in enumerate(judgement.ids):
        told = judgement.records[at] if at < len(judgement.records) else []
        yield list(told) or [record_of(name)]
