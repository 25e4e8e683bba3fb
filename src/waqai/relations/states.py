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
    for deed, opens, closes in _usable(deeds, specs):
        if until is not None and deed.first > until:
            continue
        closed += _end(holding, {spec.state for spec in closes}, deed)
        for spec in opens:
            if line.bears_out(deed, spec.holds, last):
                closed += _end(holding, set(spec.ends), deed)
                _open(holding, spec, deed)
    facts = [state.fact() for state in [*closed, *holding.values()]]
    return sorted(facts, key=lambda fact: (fact.start, fact.state))


Use = tuple[Deed, list[StateSpec], list[StateSpec]]
"""A deed with the states that it opens and those that it closes."""


def _usable(deeds: Sequence[Deed], specs: Sequence[StateSpec]) -> list[Use]:
    """The deeds that open or close anything; one that is dated roughly gives way to a better dated one of its kind."""
    types = {pattern.event for spec in specs for pattern in (*spec.opened_by, *spec.closed_by)}
    uses = [_use(deed, specs) for deed in deeds if deed.act.type in types]
    told = [use for use in uses if use[1] or use[2]]

    def outdone(use: Use) -> bool:
        deed, opens, closes = use
        return deed.length > 2 and any(
            deed.covers(other) and (any(s in opens for s in o) or any(s in closes for s in c)) for other, o, c in told
        )

    return [use for use in told if not outdone(use)]


def _use(deed: Deed, specs: Sequence[StateSpec]) -> Use:
    opens = [spec for spec in specs if _fits(spec.opened_by, deed)]
    return deed, opens, [spec for spec in specs if _fits(spec.closed_by, deed)]


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
