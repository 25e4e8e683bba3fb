"""The codebook: event types, modes, scores, quad classes, contexts, CAMEO labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from waqai.packs.reading import DATA, LINE, read_yaml


@dataclass(frozen=True, slots=True)
class EventType:
    """A PLOVER type: `quad` class 1-4, `score` where no mode is known, `modes` with their scores (-10 to 10)."""

    name: str
    quad: int
    score: float
    modes: Mapping[str, float]
    definition: str


@dataclass(frozen=True, slots=True)
class Codebook:
    """Types by name, labels of CAMEO codes."""

    types: Mapping[str, EventType]
    cameo: Mapping[str, str]
    contexts: frozenset[str]

    def score(self, event: str, modes: tuple[str, ...]) -> float:
        """The PLOVER score of a type with modes; of several modes the one furthest from zero."""
        kind = self.types[event]
        scores = [kind.modes[m] for m in modes if m in kind.modes]
        return max(scores, key=abs) if scores else kind.score


@lru_cache(maxsize=4)
def load_codebook(name: str = "plover", data: Path = DATA) -> Codebook:
    """Read a codebook's files."""
    folder = data / "codebooks" / name
    types = {
        t["type"]: EventType(
            t["type"], t["quad"], float(t["score"]),
            {m: float(v["score"]) for m, v in t["modes"].items() if m != LINE}, t["definition"].strip(),
        )
        for t in read_yaml(folder / "types.yaml")
    }  # fmt: skip
    cameo = {c["code"]: c["label"] for c in read_yaml(folder / "cameo.yaml")}
    contexts = frozenset(c["context"] for c in read_yaml(folder / "contexts.yaml"))
    return Codebook(types, cameo, contexts)
