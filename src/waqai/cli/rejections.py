"""What was rejected, told so that a million of one kind do not hide the one of another."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from waqai.cli.messages import error

TOLD = 20
"""Rejections of one kind that are told one by one."""


@dataclass(slots=True)
class Rejections:
    """Counts rejections by their reason and tells the first few of each."""

    reasons: Counter[str] = field(default_factory=Counter)

    def tell(self, message: str, reason: str | None) -> None:
        """Count one, and say so on stderr unless there were many of its kind."""
        kind = reason or "unreadable"
        self.reasons[kind] += 1
        if self.reasons[kind] < TOLD:
            error(message)
        elif self.reasons[kind] == TOLD:
            error(f"{message} (more of this kind, {kind}, are only counted)")

    def __bool__(self) -> bool:
        return bool(self.reasons)

    def __str__(self) -> str:
        reasons = ", ".join(f"{n} {reason}" for reason, n in self.reasons.most_common())
        return f"{self.reasons.total()} rejected ({reasons})"
