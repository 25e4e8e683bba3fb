"""What the codebook says of relations: which acts open a phase, and which open or close a state of affairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import Any

from waqai.errors import PackError
from waqai.models import Act
from waqai.packs.reading import DATA, LINE, read_yaml

_KEYS = frozenset("event mode cameo status sectors rules not_rules known".split())
_HAPPENED = ("occurred", "ongoing")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A class of acts. Empty fields ask nothing; `known` refuses acts of which no rule is known."""

    event: str
    mode: frozenset[str] = frozenset()
    cameo: tuple[str, ...] = ()
    status: frozenset[str] = frozenset(_HAPPENED)
    sectors: frozenset[str] = frozenset()
    rules: tuple[str, ...] = ()
    not_rules: tuple[str, ...] = ()
    known: bool = False

    def fits(self, act: Act) -> bool:
        """Whether the act is of this class."""
        return act.type == self.event and self._fits(act)

    def _fits(self, act: Act) -> bool:
        return (
            act.status in self.status
            and (not self.mode or not self.mode.isdisjoint(act.modes))
            and (not self.cameo or act.cameo.startswith(self.cameo))
            and (not self.sectors or not self.sectors.isdisjoint(act.sectors))
            and self._rules_fit(act.rules)
        )

    def _rules_fit(self, rules: tuple[str, ...]) -> bool:
        if not rules:
            return not self.known
        if any(fnmatchcase(rule, glob) for rule in rules for glob in self.not_rules):
            return False
        return not self.rules or any(fnmatchcase(rule, glob) for rule in rules for glob in self.rules)


@dataclass(frozen=True, slots=True)
class Holds:
    """What must follow: the mean score of the acts of the same time and `days` on lies between `least` and `most`."""

    days: int = 0
    least: float = -10
    most: float = 10


@dataclass(frozen=True, slots=True)
class PhaseSpec:
    """How a phase begins, and which phases it can follow."""

    phase: str
    opened_by: tuple[Pattern, ...]
    follows: frozenset[str]
    holds: Holds


@dataclass(frozen=True, slots=True)
class StateSpec:
    """What opens and closes a state of affairs, and which others it ends."""

    state: str
    sided: bool
    opened_by: tuple[Pattern, ...]
    closed_by: tuple[Pattern, ...]
    ends: tuple[str, ...]
    holds: Holds


@lru_cache(maxsize=4)
def phase_specs(codebook: str = "plover", data: Path = DATA) -> tuple[PhaseSpec, ...]:
    """The phases that acts can open. Raises PackError on a file that cannot be."""
    path = data / "codebooks" / codebook / "phases.yaml"
    return tuple(_phase(row, path) for row in read_yaml(path))


@lru_cache(maxsize=4)
def state_specs(codebook: str = "plover", data: Path = DATA) -> tuple[StateSpec, ...]:
    """The states of affairs. Raises PackError on a file that cannot be."""
    path = data / "codebooks" / codebook / "states.yaml"
    specs = tuple(_state(row, path) for row in read_yaml(path))
    names = {spec.state for spec in specs}
    for spec in specs:
        if unknown := set(spec.ends) - names:
            raise PackError(f"{spec.state} ends unknown states: {', '.join(sorted(unknown))}", file=path)
    return specs


def _phase(row: Mapping[str, Any], path: Path) -> PhaseSpec:
    return PhaseSpec(
        phase=row["phase"],
        opened_by=_patterns(row["opened_by"], path),
        follows=frozenset(row["from"]),
        holds=_holds(row),
    )


def _state(row: Mapping[str, Any], path: Path) -> StateSpec:
    return StateSpec(
        state=row["state"],
        sided=bool(row["sided"]),
        opened_by=_patterns(row["opened_by"], path),
        closed_by=_patterns(row.get("closed_by", ()), path),
        ends=tuple(row["ends"]),
        holds=_holds(row),
    )


def _holds(row: Mapping[str, Any]) -> Holds:
    return Holds(**{key: value for key, value in row.get("holds", {}).items() if key != LINE})


def _patterns(rows: Any, path: Path) -> tuple[Pattern, ...]:
    return tuple(read_pattern(row, path) for row in rows)


def read_pattern(row: Mapping[str, Any], path: Path, status: Sequence[str] = _HAPPENED) -> Pattern:
    """A pattern as a data file writes it; `status` holds where it says none. Raises PackError on unknown keys."""
    if unknown := row.keys() - _KEYS - {LINE}:
        raise PackError(f"unknown key {', '.join(sorted(unknown))}", file=path, line=row[LINE])
    return Pattern(
        event=row["event"],
        mode=frozenset(row.get("mode", ())),
        cameo=tuple(row.get("cameo", ())),
        status=frozenset(row.get("status", status)),
        sectors=frozenset(row.get("sectors", ())),
        rules=tuple(row.get("rules", ())),
        not_rules=tuple(row.get("not_rules", ())),
        known=bool(row.get("known", False)),
    )
