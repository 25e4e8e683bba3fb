"""What coding anew has changed: records gained, lost and changed, by the rule that reads them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Self

from waqai.models import Record
from waqai.store.articles import Change

_VERSIONS = {"coder", "codebook"}


@dataclass(slots=True)
class Difference:
    """Counts by rule, over some or all articles that were coded anew. A changed record has the id it had."""

    articles: int = 0
    gained: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    same: int = 0
    rejected: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, change: Change, *, rejected: Iterable[str] = ()) -> Self:
        """What one batch has changed."""
        made = cls(articles=len(change.added) + len(change.replaced), rejected=list(rejected))
        made._compare(change.before, change.after)
        return made

    def _compare(self, before: Sequence[Record], after: Sequence[Record]) -> None:
        old = {record.id: record for record in before}
        new = {record.id: record for record in after}
        self.gained.update(record.rule for key, record in new.items() if key not in old)
        self.lost.update(record.rule for key, record in old.items() if key not in new)
        for key in old.keys() & new.keys():
            if _content(old[key]) == _content(new[key]):
                self.same += 1
            else:
                self.changed[new[key].rule] += 1

    def __iadd__(self, other: Difference) -> Self:
        self.articles += other.articles
        self.gained += other.gained
        self.lost += other.lost
        self.changed += other.changed
        self.same += other.same
        self.rejected += other.rejected
        return self

    @property
    def rules(self) -> list[str]:
        """All rules that something is told of, those with the most of it first."""
        total = self.gained + self.lost + self.changed
        return sorted(total, key=lambda rule: (-total[rule], rule))


def _content(record: Record) -> str:
    return record.model_dump_json(exclude=_VERSIONS)
