"""Phases: stretches of a relation with one character, each opened by the events that turned it.

Two things begin a phase. An act that the codebook names (`phases.yaml`: ties broken, a treaty signed, a first visit
after a rupture), provided that what follows does not contradict it. And a change of the level of the scores
(`changes.py`), whose turning points are the weightiest acts around it. Between them the phase goes on, in silence too.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from waqai.models import ChangePoint, Phase, PhaseName, Stretch
from waqai.packs.relating import PhaseSpec
from waqai.relations.dyad import Deed
from waqai.relations.timeline import Timeline

BAD = frozenset({"rupture", "hostility", "strain"})
GOOD = frozenset({"thaw", "reconciliation", "partnership"})
ABSORB = dt.timedelta(days=45)
"""A phase that is followed so soon by one of the same sign was its beginning."""
TOGETHER = dt.timedelta(days=7)
"""Acts of one sign within a week make one turn."""
CAUSE = dt.timedelta(days=60)
"""How long before a bad turn the violence lies that it answers."""
PASSING = dt.timedelta(days=730)
"""A thaw or a reconciliation is over by then: what goes on afterwards is named by its level."""
ENOUGH = 8
"""Acts from which a level can be read."""
OPENERS, MARKS = 4, 6
"""Events shown of a phase."""


@dataclass(slots=True)
class Draft:
    """A phase while it is being put together."""

    name: str
    start: dt.date
    precision: str
    openers: list[Deed] = field(default_factory=list)


def phases(
    deeds: Sequence[Deed], specs: Sequence[PhaseSpec], changes: Sequence[ChangePoint], end: dt.date
) -> list[Phase]:
    """The phases up to `end`, earliest first, without a gap between them."""
    if not deeds:
        return []
    line = Timeline(deeds)
    drafts = _walk(line, specs, changes, end)
    drafts = _settle(_merge(drafts), line, end)
    drafts = _explain(drafts, line)
    ends = [max(d.start, follower.start - dt.timedelta(days=1)) for d, follower in pairwise(drafts)]
    refuted = _refuted(line, specs, end)
    return [_phase(draft, last, line, end, refuted) for draft, last in zip(drafts, [*ends, end], strict=True)]


def _walk(line: Timeline, specs: Sequence[PhaseSpec], changes: Sequence[ChangePoint], end: dt.date) -> list[Draft]:
    """Go through the acts and the changes of level in the order of time, and open a phase where one begins.

    What the beginning was is only known when it is known how long it lasted: then the way is gone once more.
    """
    openers = _openers(line, specs, end)
    drafts = _go(line, openers, changes, end, "routine")
    until = drafts[1].start - dt.timedelta(days=1) if len(drafts) > 1 else end
    name = _level_name(line, drafts[0].start, until, "")
    return drafts if drafts[0].openers or name == "routine" else _go(line, openers, changes, end, name)


def _go(
    line: Timeline,
    openers: Sequence[tuple[Deed, PhaseSpec]],
    changes: Sequence[ChangePoint],
    end: dt.date,
    beginning: str,
) -> list[Draft]:
    first = min(line.deeds, key=lambda deed: deed.first)
    drafts = [Draft(beginning, first.first, first.act.precision)]
    acts = list(openers)
    untils = [*(change.date for change in changes[1:]), end][: len(changes)]
    shifts = list(zip(changes, untils, strict=True))
    while acts or shifts:
        if shifts and (not acts or shifts[0][0].date <= acts[0][0].middle):
            _by_level(drafts, *shifts.pop(0), line)
        else:
            _by_act(drafts, *acts.pop(0))
    return drafts


def _openers(line: Timeline, specs: Sequence[PhaseSpec], end: dt.date) -> list[tuple[Deed, PhaseSpec]]:
    """The acts that may open a phase, with the phase. What is dated roughly gives way to what is dated well."""
    found = [
        (deed, spec)
        for deed in line.deeds
        for spec in specs
        if any(pattern.fits(deed.act) for pattern in spec.opened_by) and line.bears_out(deed, spec.holds, end)
    ]
    return [(deed, spec) for deed, spec in found if not _outdone(deed, spec, found)]


def _outdone(deed: Deed, spec: PhaseSpec, found: Sequence[tuple[Deed, PhaseSpec]]) -> bool:
    return deed.length > 2 and any(s is spec and deed.covers(other) for other, s in found)


def _by_act(drafts: list[Draft], deed: Deed, spec: PhaseSpec) -> None:
    current = drafts[-1]
    if _together(current, deed, spec):
        current.openers.append(deed)
    elif current.name in spec.follows:
        start = max(deed.first, current.start)
        if start == current.start and not current.openers:
            drafts.pop()
        drafts.append(Draft(spec.phase, start, deed.act.precision, [deed]))


def _together(current: Draft, deed: Deed, spec: PhaseSpec) -> bool:
    """Whether an act belongs to the beginning of the phase that holds already: of its sign, and at the same time."""
    if not current.openers:
        return current.name == spec.phase and current.start >= deed.first
    alike = current.name == spec.phase or (_same_sign(current.name, spec.phase) and current.name not in spec.follows)
    return alike and deed.middle <= max(current.openers[0].last, current.start + TOGETHER)


def _by_level(drafts: list[Draft], change: ChangePoint, until: dt.date, line: Timeline) -> None:
    """A change of level opens a phase unless the present one already says as much."""
    current = drafts[-1]
    name = _level_name(line, change.date, until, current.name)
    said = {
        "rupture": {"hostility", "strain"},
        "reconciliation": {"thaw", "routine"},
        "thaw": {"routine"},
        "hostility": {"strain"} if change.after < change.before else set(),
    }
    if name == current.name or name in said.get(current.name, ()) or change.date <= current.start:
        return
    drafts.append(Draft(name, change.date, "day", []))


def _level_name(line: Timeline, first: dt.date, last: dt.date, before: str) -> str:
    """The name that the acts of a stretch give it."""
    acts, level = line.within(first, last), line.level(first, last)
    if level is None:
        return "routine"
    total = sum(deed.weight for deed in acts)
    share = {q: sum(deed.weight for deed in acts if deed.act.quad == q) / total for q in (2, 4)}
    if level <= -5 or (share[4] >= 0.5 and level < -3):
        return "hostility"
    if level < -1:
        return "strain"
    if before in BAD:
        return "thaw" if level >= 1 else before
    if len(acts) >= 3 and (level >= 5 or (level >= 3 and share[2] >= 0.3)):
        return "partnership"
    return "routine"


def _merge(drafts: Iterable[Draft]) -> list[Draft]:
    """One phase of neighbours of one name, and of a turn that came in two blows."""
    merged: list[Draft] = []
    for draft in drafts:
        last = merged[-1] if merged else None
        if last is None:
            merged.append(draft)
        elif last.name == draft.name:
            last.openers += draft.openers
        elif _same_sign(last.name, draft.name) and draft.start - last.start <= ABSORB:
            merged[-1] = Draft(draft.name, last.start, last.precision, [*last.openers, *draft.openers])
        else:
            merged.append(draft)
    return merged


def _same_sign(one: str, other: str) -> bool:
    return {one, other} <= BAD or {one, other} <= GOOD


def _settle(drafts: list[Draft], line: Timeline, end: dt.date) -> list[Draft]:
    """A thaw or reconciliation of more than two years goes over into what its level says."""
    settled: list[Draft] = []
    for number, draft in enumerate(drafts):
        settled.append(draft)
        until = drafts[number + 1].start if number + 1 < len(drafts) else end
        later = draft.start + PASSING
        if draft.name in ("thaw", "reconciliation") and until > later and len(line.within(later, until)) >= ENOUGH:
            name = _level_name(line, later, until, "")
            settled.append(Draft(name, later, "day"))
    return _merge(settled)


def _explain(drafts: list[Draft], line: Timeline) -> list[Draft]:
    """Give every phase the events that turned it: the acts that opened it, and before a bad turn the violence."""
    for number, draft in enumerate(drafts):
        if not draft.openers and number:
            draft.openers = _around(draft, line)
            if draft.openers:
                draft.start, draft.precision = draft.openers[0].first, draft.openers[0].act.precision
        elif draft.name in BAD and draft.openers:
            draft.openers = _causes(draft, line) + draft.openers
        draft.openers = _best(dict.fromkeys(draft.openers), OPENERS)
    return _in_order(drafts)


def _in_order(drafts: list[Draft]) -> list[Draft]:
    """Phases begin one after the other."""
    for earlier, later in pairwise(drafts):
        later.start = max(earlier.start, later.start)
    return drafts


def _around(draft: Draft, line: Timeline) -> list[Deed]:
    """The weightiest acts around a change of level, of the sign of the change."""
    near = line.within(draft.start - dt.timedelta(days=15), draft.start + dt.timedelta(days=30))
    bad = draft.name in BAD
    return _best((deed for deed in near if (deed.act.score < 0) == bad and deed.act.score), 2)


def _causes(draft: Draft, line: Timeline) -> list[Deed]:
    first = draft.openers[0]
    near = line.within(first.middle - CAUSE, first.middle)
    return _best((deed for deed in near if deed.act.type == "ASSAULT" and deed not in draft.openers), 2)


def importance(deed: Deed) -> tuple[float, int, str]:
    """How much an event says: its score and confirmation, the dead, then what was exactly dated."""
    act = deed.act
    return abs(act.score) * deed.weight + math.log10(1 + (act.dead or 0)), -deed.length, act.id


def _best(deeds: Iterable[Deed], most: int) -> list[Deed]:
    """The most important, in the order of time; of acts alike in kind, sides and time one."""
    kept: dict[tuple[object, ...], Deed] = {}
    for deed in sorted(deeds, key=importance, reverse=True):
        act = deed.act
        kept.setdefault((act.type, act.cameo, deed.direction, deed.first, deed.last), deed)
    chosen = sorted(kept.values(), key=importance, reverse=True)[:most]
    return sorted(chosen, key=lambda deed: (deed.middle, deed.act.type != "ASSAULT", deed.act.id))


def _phase(draft: Draft, last: dt.date, line: Timeline, end: dt.date, refuted: frozenset[str]) -> Phase:
    opened = {deed.act.id for deed in draft.openers}
    inside = [deed for deed in line.within(draft.start, last) if deed.act.id not in opened]
    everything = [*draft.openers, *inside]
    name: PhaseName = draft.name  # type: ignore[assignment]
    weight = sum(deed.weight for deed in everything)
    return Phase(
        name=name,
        start=draft.start,
        start_precision=draft.precision,
        end=last,
        open=last >= end,
        score=round(sum(d.weight * d.act.score for d in everything) / weight, 3) if weight else None,
        events=len(everything),
        opened_by=[deed.act.id for deed in draft.openers],
        marked_by=[deed.act.id for deed in _best((d for d in inside if d.act.id not in refuted), MARKS)],
        confidence=_confidence(name, draft.openers, inside),
        silence=silences(everything, draft.start, last),
    )


def _refuted(line: Timeline, specs: Sequence[PhaseSpec], end: dt.date) -> frozenset[str]:
    """Breaks of relations that everything else told of the same time contradicts: they mark nothing."""
    breaks = [spec for spec in specs if spec.phase == "rupture"]
    return frozenset(
        deed.act.id
        for deed in line.deeds
        for spec in breaks
        if any(pattern.fits(deed.act) for pattern in spec.opened_by) and not line.bears_out(deed, spec.holds, end)
    )


def _confidence(name: str, openers: Sequence[Deed], inside: Sequence[Deed]) -> float:
    """How well the phase is borne out, 0 to 1: every independent telling of an act that agrees with its name halves
    the doubt, one that disagrees doubles it.
    """

    def agrees(deed: Deed) -> bool:
        score = deed.act.score
        return score < 0 if name in BAD else score > 0 if name in GOOD else True

    evidence = sum(deed.weight for deed in openers)
    evidence += sum((0.5 if agrees(deed) else -0.5) * deed.weight for deed in inside)
    return round(max(0.05, 1 - 2 ** (-max(evidence, 0.0) / 2)), 2)


def silences(deeds: Iterable[Deed], first: dt.date, last: dt.date) -> list[Stretch]:
    """Stretches of first..last of which nothing is told: long ones, against the time in which something is."""
    least = dt.timedelta(days=max(90, min(550, (last - first).days // 3)))
    found, told = [], first
    for deed in sorted(deeds, key=lambda deed: deed.first):
        if deed.first - told > least:
            found.append(_between(told, deed.first))
        told = max(told, deed.last)
    if last - told > least:
        found.append(Stretch(start=told + dt.timedelta(days=1), end=last))
    return found


def _between(told: dt.date, again: dt.date) -> Stretch:
    return Stretch(start=told + dt.timedelta(days=1), end=again - dt.timedelta(days=1))
