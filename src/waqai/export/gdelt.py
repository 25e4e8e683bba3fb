"""GDELT 2 events: tab-separated, no header, 61 columns; one row for each pair of sides.

Tone is not measured and stays empty, as does every other field of which nothing is known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from waqai.export.tabbed import line, pairs, told_as_fact
from waqai.models import ChronicleEvent, Entity, Location, stable_id
from waqai.packs.formats import Formats, gdelt_quad, load_formats

ACTOR = (
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code".split()
)
GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()
COLUMNS = [
    *"GLOBALEVENTID SQLDATE MonthYear Year FractionDate".split(),
    *(f"Actor{n}{field}" for n in (1, 2) for field in ACTOR),
    *"IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale".split(),
    *"NumMentions NumSources NumArticles AvgTone".split(),
    *(f"{who}Geo_{field}" for who in ("Actor1", "Actor2", "Action") for field in GEO),
    "DATEADDED",
    "SOURCEURL",
]
NEWS = dt.timedelta(days=7)
"""What happened so shortly before it was told is news, a root event; what is older is background."""


def write(events: Iterable[ChronicleEvent], out: TextIO) -> None:
    """The rows."""
    formats = load_formats()
    for event in told_as_fact(events):
        out.writelines(line(row) for row in _rows(event, formats))


def numbers(event: ChronicleEvent) -> list[int]:
    """The GLOBALEVENTID of each row of an event: positive, stable, below 2**53 so that every reader can hold it."""
    return [int(stable_id("gdelt", event.id, str(n))[:13], 16) for n, _ in enumerate(pairs(event))]


def _rows(event: ChronicleEvent, formats: Formats) -> Iterator[list[Any]]:
    for number, (actor, recipient) in zip(numbers(event), pairs(event), strict=True):
        yield [
            number,
            *_dates(event.date),
            *_actor(actor, formats),
            *_actor(recipient, formats),
            *_action(event, formats),
            *_no_place(),
            *_no_place(),
            *_place(event.event_loc, formats),
            stamp(event.first_told),
            event.mentions[0].article.url or event.mentions[0].article.id,
        ]


def stamp(day: dt.date | None) -> str:
    """YYYYMMDDHHMMSS of the beginning of a day."""
    return f"{day:%Y%m%d}000000" if day else ""


def _dates(day: dt.date | None) -> list[Any]:
    if day is None:
        return [None] * 4
    fraction = day.year + ((day.month - 1) * 30 + day.day) / 365
    return [f"{day:%Y%m%d}", f"{day:%Y%m}", day.year, f"{fraction:.4f}"]


def _actor(entity: Entity | None, formats: Formats) -> list[Any]:
    if entity is None:
        return [None] * len(ACTOR)
    cameo = formats.cameo(entity.code, (*([entity.sector] if entity.sector else []), *entity.sectors))
    name = entity.identifier_text or entity.org or formats.name(entity.code) or entity.entity_text
    types = [*cameo.types, None, None, None][:3]
    return [cameo.code, name.upper(), cameo.country, cameo.group, None, None, None, *types]


def _action(event: ChronicleEvent, formats: Formats) -> list[Any]:
    articles = {mention.article.id for mention in event.mentions}
    outlets = {mention.article.publisher or mention.article.id for mention in event.mentions}
    code = event.cameo or ""
    coded = [code, code[:3], code[:2], gdelt_quad(code), formats.goldstein(code)] if code else [None] * 5
    return [int(_is_news(event)), *coded, len(event.mentions), len(outlets), len(articles), None]


def _is_news(event: ChronicleEvent) -> bool:
    last = event.enddate or event.date
    return bool(last and event.first_told and event.first_told - last <= NEWS)


def _no_place() -> list[Any]:
    return [0, *[None] * (len(GEO) - 1)]


def _place(place: Location | None, formats: Formats) -> list[Any]:
    if place is None:
        return _no_place()
    fips, country = formats.fips(place.country), formats.name(place.country)
    kind = formats.features[place.precision]["gdelt"]
    name = ", ".join(dict.fromkeys(part for part in (place.name or place.text, country) if part))
    return [kind, name, fips, fips, None, place.lat, place.lon, fips if kind == 1 else None]
