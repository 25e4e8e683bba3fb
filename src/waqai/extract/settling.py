"""Whose a role without a country is («الشرطة», «نواب محافظون»), once the event's place and sides are known."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from waqai.extract.actors import Actor
from waqai.extract.context import Context
from waqai.extract.frames import Draft
from waqai.extract.placenames import Place

AT_HOME = frozenset({"LEG", "OPP", "PTY", "JUD"})
"""Sectors of those who deal with the government of their own country."""
AMBASSADOR = "ambassador"


def settle(draft: Draft, place: Place | None, context: Context) -> tuple[list[Actor], list[Actor]]:
    """Actors and recipients of a draft, with the country of its place, of the other side, else of the article."""
    where = (place.country if place is not None else None) or ""
    ruled = where or _one(_codes(a for a in draft.recipients if a.sector == "GOV" and a.kind in ("role", "person")))
    actors = [_as_of(a, ruled if a.sector in AT_HOME else where, context) for a in draft.actors]
    abroad = {a.code for a in draft.actors if a.office == AMBASSADOR and a.code}
    host = where or (context.home if abroad and context.home not in abroad else "")
    return actors, [_as_of(a, host, context) for a in draft.recipients]


def _codes(actors: Iterable[Actor]) -> set[str]:
    return {a.code for a in actors if a.code}


def _one(codes: Collection[str]) -> str:
    return next(iter(codes)) if len(codes) == 1 else ""


def _as_of(actor: Actor, country: str, context: Context) -> Actor:
    """An open role with this country, else with that last named before it; unnamed states stay without one."""
    if actor.code is not None or actor.kind != "open" or actor.is_several_states:
        return actor
    return actor.but(code=country or context.recent(actor.start) or None)
