"""What a chart looks like: its colours and its measures. On paper they are fixed; on a page they follow its theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

PHASES = {
    "rupture": "#7f2704", "hostility": "#bb4301", "strain": "#f2a541", "routine": "#c9ccd1",
    "thaw": "#b3d4ee", "reconciliation": "#2f75b5", "partnership": "#1f4e8c",
}  # fmt: skip
"""From quarrel to friendship, orange to blue, told apart by people of any colour vision."""
DARK = frozenset({"rupture", "hostility", "partnership", "reconciliation"})
"""Phases whose colour wants white letters."""
ON_DARK, ON_LIGHT = "#ffffff", "#1b1f24"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Colours are anything that SVG takes, `var(--ink)` too.

    quads    verbal, material cooperation, verbal, material conflict: Okabe and Ito's blues and oranges
    faint    the lines of the grid; `rule` the stronger ones
    lane     what held from when to when
    tint     how strongly a phase colours what lies below its name, 0 to 1
    width    in pixels; a chart below 600 is laid out for a telephone
    bare     without title, legend and notes, which the page around it gives
    digits   whether numbers are written ٠-٩
    """

    paper: str = "#ffffff"
    ink: str = "#1b1f24"
    grey: str = "#5f6670"
    faint: str = "#dfe2e6"
    rule: str = "#8b9199"
    lane: str = "#eceff3"
    quads: tuple[str, str, str, str] = ("#56b4e9", "#0072b2", "#e69f00", "#d55e00")
    phases: Mapping[str, str] = field(default_factory=lambda: PHASES)
    tint: float = 0.09
    width: int = 1200
    bare: bool = False
    digits: bool = False

    @property
    def is_narrow(self) -> bool:
        """Whether it is laid out for a telephone."""
        return self.width < 600

    @property
    def left(self) -> int:
        """Pixels before the line of time, where the scores are named."""
        return 36 if self.is_narrow else 64

    @property
    def right(self) -> int:
        """Pixels after it."""
        return 8 if self.is_narrow else 24


PAPER = Look()
