"""States of affairs: what held between the two from one event to another, with its evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from waqai.models import StateFact
from waqai.packs.relating import Pattern, StateSpec
from waqai.relations.dyad import Deed
from waqai.relations.timeline import Timeline


@dataclass(slots=True)
class Holding:
    """A state while it holds."""

    spec: StateSpec
    by: tuple[str, ...]
    opener: Deed
    evidence: list[Deed] = field(default_factory=list)
    ender: Deed | None = None

    @property
    def announced(self) -> bool:
        """Whether nothing but an announcement is known of it."""
        return all(deed.act.status == "future" for deed in self.evidence)

    def fact(self) -> StateFact:
        """The state as it is written."""
        end = None if self.ender is None else max(self.opener.first, self.ender.first)
        return StateFact(
            state=self.spec.state,
            by=list(self.by),
            start=self.opener.first,
            start_precision=self.opener.act.precision,
            end=end,
            end_precision=self.ender.act.precision if self.ender else None,
            announced=self.announced,
            evidence=[deed.act.id for deed in self.evidence],
            ended_by=[self.ender.act.id] if self.ender else [],
        )


def states(deeds: Sequence[Deed], specs: Sequence[StateSpec], *, until: dt.date | None = None) -> list[StateFact]:
    """All states that the deeds open, earliest first. Deeds that begin after `until` are not looked at."""
    closed: list[Holding] = []
    holding: dict[tuple[str, tuple[str, ...]], Holding] = {}
    line = Timeline(deeds)
    last = until or max((deed.last for deed in deeds), default=dt.date.max)
    for deed in _usable(deeds, specs):
        if until is not None and deed.first > until:
            continue
        for spec in specs:
            if _fits(spec.closed_by, deed):
                closed += _end(holding, {spec.state}, deed)
        for spec in specs:
            if _fits(spec.opened_by, deed) and line.bears_out(deed, spec.holds, last):
                closed += _end(holding, set(spec.ends), deed)
                _open(holding, spec, deed)
    facts = [state.fact() for state in [*closed, *holding.values()]]
    return sorted(facts, key=lambda fact: (fact.start, fact.state))


def _usable(deeds: Sequence[Deed], specs: Sequence[StateSpec]) -> list[Deed]:
    """The deeds that open or close anything; one that is dated roughly gives way to a better dated one of its kind."""
    kinds = {deed.act.id: _kinds(deed, specs) for deed in deeds}
    told = [deed for deed in deeds if kinds[deed.act.id]]

    def outdone(deed: Deed) -> bool:
        return any(
            other.length * 2 < deed.length
            and deed.first <= other.first
            and other.last <= deed.last
            and not kinds[deed.act.id].isdisjoint(kinds[other.act.id])
            for other in told
        )

    return [deed for deed in told if not outdone(deed)]


def _kinds(deed: Deed, specs: Sequence[StateSpec]) -> set[tuple[str, bool]]:
    opens = {(spec.state, True) for spec in specs if _fits(spec.opened_by, deed)}
    return opens | {(spec.state, False) for spec in specs if _fits(spec.closed_by, deed)}


def _fits(patterns: Sequence[Pattern], deed: Deed) -> bool:
    return any(pattern.fits(deed.act) for pattern in patterns)


def _doers(spec: StateSpec, deed: Deed) -> tuple[str, ...]:
    """Whose doing it is; nobody's in particular where both did it or the state is of both."""
    return deed.act.actors if spec.sided and deed.direction != "mutual" else ()


def _open(holding: dict[tuple[str, tuple[str, ...]], Holding], spec: StateSpec, deed: Deed) -> None:
    key = spec.state, tuple(sorted(set(_doers(spec, deed))))
    if key in holding:
        holding[key].evidence.append(deed)
    else:
        holding[key] = Holding(spec, key[1], deed, [deed])


def _end(holding: dict[tuple[str, tuple[str, ...]], Holding], names: set[str], deed: Deed) -> list[Holding]:
    ended = [key for key in holding if key[0] in names]
    for key in ended:
        holding[key].ender = deed
    return [holding.pop(key) for key in ended]
