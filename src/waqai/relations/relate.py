"""The whole way from a source of events to the history of a relation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from waqai.models import By, ChronicleEvent, Phase, Relation, Side, StateFact, ThirdParty
from waqai.packs.phrases import countries, load_phrases
from waqai.packs.relating import phase_specs, state_specs
from waqai.relations.changes import change_points
from waqai.relations.dyad import Deed, deeds
from waqai.relations.narrative import Narrator
from waqai.relations.phases import phases
from waqai.relations.source import Source
from waqai.relations.states import states
from waqai.relations.steps import series, suit
from waqai.relations.third import third_parties

LANGUAGES = ("ar", "en")
_LOOKED_AT = 60
"""Events of a relation beside which third parties are looked for."""


def relate(
    source: Source,
    a: str,
    b: str,
    *,
    start: dt.date | None = None,
    end: dt.date | None = None,
    by: By | None = None,
    languages: Sequence[str] = LANGUAGES,
) -> Relation:
    """All that `source` tells of the countries `a` and `b` (ISO 3166 alpha-3).

    start, end   days looked at; by default from the first event to the last day on which anything was told
    by           step of the series; by default one that suits the span
    languages    in which the narrative is told
    """
    acts, undated = deeds(source.acts(a, b), a, b)
    acts = [deed for deed in acts if end is None or deed.first <= end]
    last = end or _last(acts)
    shown = [deed for deed in acts if start is None or deed.last >= start]
    sides = Side(**_side(a)), Side(**_side(b))
    if not shown or last is None:
        return Relation(a=sides[0], b=sides[1], start=start, end=end, by=by or "year", events=0, undated=undated)
    first = start or min(deed.first for deed in shown)
    by = by or suit(first, last)
    steps = series(shown, first, last, by, source.totals(by))
    changes = change_points(steps)
    found = phases(shown, phase_specs(), changes, last)
    facts = [fact for fact in states(acts, state_specs()) if start is None or fact.end is None or fact.end >= start]
    events, thirds = _evidence(source, a, b, shown, found, facts)
    return Relation(
        a=sides[0],
        b=sides[1],
        start=first,
        end=last,
        by=by,
        events=len(shown),
        undated=undated,
        steps=steps,
        changes=changes,
        phases=found,
        states=facts,
        third_parties=thirds,
        narrative={name: Narrator(load_phrases(name), events, a, b).tell(found, facts, thirds) for name in languages},
        sources=events,
    )


def _last(acts: Sequence[Deed]) -> dt.date | None:
    """The last day on which anything was told: after it nothing is known, not even silence."""
    told = [day for deed in acts if (day := deed.act.last_told or deed.act.told)]
    days = told or [deed.last for deed in acts]
    return max([*days, *(deed.first for deed in acts)], default=None)


def _side(code: str) -> dict[str, str]:
    country = countries().get(code)
    return {
        "code": code,
        "name_en": country.name_en if country else load_phrases("en").country(code),
        "name_ar": country.name_ar if country else load_phrases("ar").country(code),
    }


def _evidence(
    source: Source, a: str, b: str, acts: Sequence[Deed], found: Sequence[Phase], facts: Sequence[StateFact]
) -> tuple[dict[str, ChronicleEvent], list[ThirdParty]]:
    """The events that phases, states and third parties rest on, whole."""
    ids = dict.fromkeys(key for phase in found for key in (*phase.opened_by, *phase.marked_by))
    ids |= dict.fromkeys(key for fact in facts for key in (*fact.evidence[:3], *fact.ended_by))
    weightiest = sorted(acts, key=lambda deed: (-abs(deed.act.score) * deed.weight, deed.act.id))[:_LOOKED_AT]
    mediated = [deed.act.id for deed in acts if len({*deed.act.actors, *deed.act.recipients} - {""}) > 2][:_LOOKED_AT]
    looked_at = {*ids, *(deed.act.id for deed in weightiest), *mediated}
    events = dict(source.events(looked_at))
    beside = {event.id: event for event in source.beside(a, b, looked_at)}
    names = {code: _names(code) for code in (a, b)}
    thirds = third_parties(events, beside.values(), a, b, names)
    ids |= dict.fromkeys(key for third in thirds for key in third.events[:3])
    everything = {**events, **beside}
    return {key: everything[key] for key in ids if key in everything}, thirds


def _names(code: str) -> tuple[str, ...]:
    """How a country is named in Arabic texts."""
    country = countries().get(code)
    return (country.name_ar, *country.aliases) if country else ()
