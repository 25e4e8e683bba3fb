"""POLECAT: tab-separated with header, `None` for what is missing, lists joined by `; `; one row an event."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, TextIO

from waqai.export.tabbed import line, told_as_fact
from waqai.models import ChronicleEvent, Entity
from waqai.packs.formats import Formats, load_formats

COLUMNS = (
    "Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name, Actor Country, "
    "Actor COW, Primary Actor Sector, Actor Sectors, Actor Title, Actor Name Raw, Wikipedia Actor ID, Recipient "
    "Name, Recipient Country, Recipient COW, Primary Recipient Sector, Recipient Sectors, Recipient Title, "
    "Recipient Name Raw, Wikipedia Recipient ID, Placename, City, District, Province, Country, Latitude, "
    "Longitude, GeoNames ID, Raw Placename, Feature Type, Source, Publication Date, Story People, Story "
    "Organizations, Story Locations, Language, Version"
).split(", ")
QUADS = ("Verbal Cooperation", "Material Cooperation", "Verbal Conflict", "Material Conflict")


def write(events: Iterable[ChronicleEvent], out: TextIO) -> None:
    """Header and rows."""
    formats = load_formats()
    out.write(line(COLUMNS))
    for event in told_as_fact(events):
        out.write(line(_row(event, formats), missing="None"))


@cache
def _program() -> str:
    try:
        return f"waqai {version('waqai')}"
    except PackageNotFoundError:  # run from a source tree that is not installed
        return "waqai"


def _join(values: Iterable[Any]) -> str:
    return "; ".join(dict.fromkeys(str(value) for value in values if value))


def _row(event: ChronicleEvent, formats: Formats) -> list[Any]:
    return [
        event.id,
        event.date,
        event.event[0],
        _join(event.mode),
        event.event_scale,
        QUADS[event.quad_code - 1],
        _join(event.context),
        *_side(event.actor, formats),
        *_side(event.recipient, formats),
        *_place(event, formats),
        *_story(event),
    ]


def _side(side: list[Entity], formats: Formats) -> list[Any]:
    def each(read: Callable[[Entity], Any]) -> str:
        """One value an entity, so that positions agree between the columns."""
        values = [read(entity) for entity in side]
        return "; ".join(str(value or "None") for value in values) if any(values) else ""

    return [
        each(lambda e: e.identifier_text or e.org or formats.name(e.code) or e.entity_text),
        each(lambda e: e.code),
        each(lambda e: formats.cow(e.code)),
        each(lambda e: e.sector),
        _join(sector for entity in side for sector in entity.sectors),
        each(lambda e: e.office),
        each(lambda e: e.entity_text),
        None,
    ]


def _place(event: ChronicleEvent, formats: Formats) -> list[Any]:
    place = event.event_loc
    if place is None:
        return [None] * 10
    at = [place.name if place.precision == precision else None for precision in ("city", "district", "province")]
    feature = formats.features[place.precision]["geonames"]
    return [place.name, *at, place.country, place.lat, place.lon, place.geonames_id, place.text, feature]


def _story(event: ChronicleEvent) -> list[Any]:
    sides = [*event.actor, *event.recipient]
    return [
        _join(mention.article.publisher for mention in event.mentions),
        event.first_told,
        _join(entity.person for entity in sides),
        _join(entity.org for entity in sides),
        event.event_loc.name if event.event_loc else None,
        _join(mention.article.language for mention in event.mentions),
        _program(),
    ]
