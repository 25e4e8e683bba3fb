"""An event as one flat row: what CSV and Parquet have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from waqai.models import ChronicleEvent

Read = Callable[[ChronicleEvent], Any]


def _each(side: str, field: str) -> Read:
    """One value per entity, "" where it has none, so that positions agree between the columns of a side."""
    return lambda event: [getattr(entity, field) or "" for entity in getattr(event, side)]


def _sectors(side: str) -> Read:
    return lambda event: ["|".join(entity.sectors) for entity in getattr(event, side)]


def _of(part: str, field: str) -> Read:
    return lambda event: getattr(getattr(event, part), field, None)


def _told(field: str) -> Read:
    """One value per telling, each once."""
    return lambda event: list(dict.fromkeys(v for m in event.mentions if (v := getattr(m.article, field, None))))


def _contradictions(event: ChronicleEvent) -> list[str]:
    return [f"{c.field}: {' / '.join(version.value for version in c.versions)}" for c in event.contradictions]


TEXT, TEXTS, INTEGER, NUMBER, DAY = "text", "texts", "integer", "number", "day"
COLUMNS: dict[str, tuple[str, Read]] = {
    "id": (TEXT, lambda e: e.id),
    "date": (DAY, lambda e: e.date),
    "enddate": (DAY, lambda e: e.enddate),
    "date_precision": (TEXT, lambda e: e.date_precision),
    "date_basis": (TEXT, lambda e: e.date_basis),
    "event": (TEXT, lambda e: e.event[0]),
    "mode": (TEXTS, lambda e: e.mode),
    "context": (TEXTS, lambda e: e.context),
    "cameo": (TEXT, lambda e: e.cameo),
    "quad_code": (INTEGER, lambda e: e.quad_code),
    "event_scale": (NUMBER, lambda e: e.event_scale),
    "status": (TEXT, lambda e: e.status),
    "actor": (TEXTS, _each("actor", "code")),
    "actor_sector": (TEXTS, _each("actor", "sector")),
    "actor_sectors": (TEXTS, _sectors("actor")),
    "actor_name": (TEXTS, _each("actor", "identifier_text")),
    "actor_office": (TEXTS, _each("actor", "office")),
    "actor_text": (TEXTS, _each("actor", "entity_text")),
    "recipient": (TEXTS, _each("recipient", "code")),
    "recipient_sector": (TEXTS, _each("recipient", "sector")),
    "recipient_sectors": (TEXTS, _sectors("recipient")),
    "recipient_name": (TEXTS, _each("recipient", "identifier_text")),
    "recipient_office": (TEXTS, _each("recipient", "office")),
    "recipient_text": (TEXTS, _each("recipient", "entity_text")),
    "place": (TEXT, _of("event_loc", "name")),
    "place_text": (TEXT, _of("event_loc", "text")),
    "place_country": (TEXT, _of("event_loc", "country")),
    "lat": (NUMBER, _of("event_loc", "lat")),
    "lon": (NUMBER, _of("event_loc", "lon")),
    "geonames_id": (INTEGER, _of("event_loc", "geonames_id")),
    "place_precision": (TEXT, _of("event_loc", "precision")),
    "dead": (INTEGER, _of("size", "dead")),
    "dead_low": (INTEGER, _of("size_low", "dead")),
    "dead_high": (INTEGER, _of("size_high", "dead")),
    "injured": (INTEGER, _of("size", "injured")),
    "injured_low": (INTEGER, _of("size_low", "injured")),
    "injured_high": (INTEGER, _of("size_high", "injured")),
    "arrested": (INTEGER, _of("size", "arrested")),
    "participants": (INTEGER, _of("size", "participants")),
    "confirmed_by": (INTEGER, lambda e: e.confirmed_by),
    "tellings": (INTEGER, lambda e: len(e.mentions)),
    "contradictions": (TEXTS, _contradictions),
    "event_text": (TEXT, lambda e: e.event_text),
    "quote": (TEXT, lambda e: e.mentions[0].quote),
    "first_told": (DAY, lambda e: e.first_told),
    "last_told": (DAY, lambda e: e.last_told),
    "publishers": (TEXTS, _told("publisher")),
    "articles": (TEXTS, _told("id")),
    "urls": (TEXTS, _told("url")),
}
"""Every column with its kind and how it is read off an event: a new column is a new line here."""


def row(event: ChronicleEvent) -> Iterable[Any]:
    """The values of an event in the order of `COLUMNS`."""
    return (read(event) for _, read in COLUMNS.values())
