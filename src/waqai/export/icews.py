"""ICEWS: tab-separated with header, 20 columns; one row for each pair of sides, mutual events in both directions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from waqai.export.tabbed import line, pairs, told_as_fact
from waqai.models import ChronicleEvent, Entity
from waqai.packs.formats import Formats, load_formats

COLUMNS = (
    "Event ID, Event Date, Source Name, Source Sectors, Source Country, Event Text, CAMEO Code, Intensity, Target "
    "Name, Target Sectors, Target Country, Story ID, Sentence Number, Publisher, City, District, Province, "
    "Country, Latitude, Longitude"
).split(", ")


def write(events: Iterable[ChronicleEvent], out: TextIO) -> None:
    """Header and rows."""
    formats = load_formats()
    out.write(line(COLUMNS))
    for event in told_as_fact(events):
        out.writelines(line(row) for row in _rows(event, formats))


def _rows(event: ChronicleEvent, formats: Formats) -> Iterator[list[Any]]:
    first = event.mentions[0].article
    for number, (source, target) in enumerate(pairs(event, doubled=True)):
        yield [
            f"{event.id}-{number}" if number else event.id,
            event.date,
            *_side(source, formats),
            formats.labels.get(event.cameo or ""),
            event.cameo,
            formats.goldstein(event.cameo),
            *_side(target, formats),
            first.id,
            None,
            first.publisher,
            *_place(event, formats),
        ]


def _side(entity: Entity | None, formats: Formats) -> list[Any]:
    if entity is None:
        return [None] * 3
    name = entity.identifier_text or entity.org or formats.name(entity.code) or entity.entity_text
    sectors = dict.fromkeys(formats.sectors.get(sector, {}).get("icews", "") for sector in entity.sectors)
    return [name, ",".join(sector for sector in sectors if sector), formats.name(entity.code)]


def _place(event: ChronicleEvent, formats: Formats) -> list[Any]:
    place = event.event_loc
    if place is None:
        return [None] * 6
    at = [place.name if place.precision == precision else None for precision in ("city", "district", "province")]
    return [*at, formats.name(place.country), place.lat, place.lon]
