"""The life of an event, what is known of it at last, and how many independent outlets tell it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from waqai.models import Stage, Status
from waqai.resolve.votes import Told

ORDER: tuple[Status, ...] = ("hypothetical", "future", "ongoing", "foiled", "occurred", "negated")
"""The stages as they follow each other."""
FACTS = frozenset({"occurred", "ongoing", "foiled"})


def stages(told: Sequence[Told]) -> list[Stage]:
    """The stages that are told, in the order in which they were first told."""
    found: dict[Status, list[Told]] = {}
    for t in told:
        found.setdefault(t.record.status, []).append(t)
    first = {status: min(t.telling.published or 0 for t in group) for status, group in found.items()}
    return [
        Stage.model_construct(
            status=status,
            told=date.fromordinal(first[status]) if first[status] else None,
            records=[t.telling.record for t in found[status]],
        )
        for status in sorted(found, key=lambda s: (first[s], ORDER.index(s)))
    ]


def final_status(told: Sequence[Told]) -> Status:
    """What is known at last. A denial holds where more voices deny than tell it, or nobody tells it as a fact."""
    voices: dict[Status, set[str]] = {}
    for t in told:
        voices.setdefault(t.record.status, set()).add(t.voice)
    facts = set().union(*(voices[status] for status in voices if status in FACTS))
    denials = voices.get("negated", set()) - facts
    if "negated" in voices and (not facts or len(denials) > len(facts)):
        return "negated"
    for status in ("occurred", "foiled", "ongoing", "future"):
        if status in voices:
            return "foiled" if status == "occurred" and _foiled(voices) else status
    return "hypothetical"


def _foiled(voices: Mapping[Status, set[str]]) -> bool:
    return len(voices.get("foiled", ())) > len(voices["occurred"])


def independent(told: Iterable[Told]) -> int:
    """How many outlets tell the event as a fact, each with a voice of its own (a matching of voices and outlets)."""
    outlets: dict[str, set[str]] = {}
    for t in told:
        if t.record.status in FACTS:
            outlets.setdefault(t.voice, set()).add(t.telling.outlet or f"?{t.telling.article}")
    given: dict[str, str] = {}
    return sum(_match(voice, outlets, given, set()) for voice in sorted(outlets))


def _match(voice: str, outlets: Mapping[str, set[str]], given: dict[str, str], seen: set[str]) -> bool:
    """Give a voice an outlet that no other has, moving others where needed (Kuhn 1955)."""
    for outlet in sorted(outlets[voice] - seen):
        seen.add(outlet)
        if outlet not in given or _match(given[outlet], outlets, given, seen):
            given[outlet] = voice
            return True
    return False
