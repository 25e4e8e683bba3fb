"""Offices as of the event: who held the one that the article tells, and which one the named person held then."""

from __future__ import annotations

from waqai.extract.actors import Actor
from waqai.extract.dating import Dating
from waqai.extract.offices import Offices
from waqai.packs.gazetteer import Country


def as_of(actor: Actor, dating: Dating, offices: Offices, country: Country | None) -> Actor:
    """The actor with the holder of its office, or the office of its person, between the event's first and last day.

    «الرئيس الإسرائيلي» of 2007 and of 2022 are two people. Where the event has no date, or the office changed hands
    within it, nobody is named.
    """
    if actor.kind == "person":
        return actor if actor.role else _with_office(actor, dating, offices)
    if actor.code is None or not actor.office or offices.person(actor.person) is None:
        return actor
    first = offices.holder(actor.office, actor.code, dating.start) if dating.start else None
    last = offices.holder(actor.office, actor.code, dating.end) if dating.end else None
    holder = first if first is last else None
    named = holder or country
    return actor.but(
        person=holder.name_en if holder else "",
        name_en=named.name_en if named else actor.code,
        name_ar=named.name_ar if named else "",
    )


def _with_office(actor: Actor, dating: Dating, offices: Offices) -> Actor:
    """A person told by name alone, with the office held on the day of the event, if there was one."""
    person = offices.person(actor.person)
    if person is None or not dating.start:
        return actor
    held = [t for t in person.tenures if t.covers(dating.start)]
    if not held or any(t.office == actor.office and t.code == actor.code for t in held):
        return actor
    tenure = offices.known_by(held)
    return actor.but(code=tenure.code, sector=tenure.sector, sectors=tenure.sectors, office=tenure.office)
