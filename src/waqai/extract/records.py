"""From events to the codebook's records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from waqai.extract.actors import Actor
from waqai.extract.article import Reading
from waqai.extract.merge import Event
from waqai.extract.placenames import Place
from waqai.extract.sources import Source
from waqai.models import (
    Article,
    ArticleRef,
    Attribution,
    Entity,
    Evidence,
    Location,
    PlacePrecision,
    Record,
    Size,
    stable_id,
)
from waqai.packs.codebook import Codebook
from waqai.packs.pack import Pack

PRECISION: dict[str, PlacePrecision] = {
    "city": "city",
    "camp": "city",
    "crossing": "point",
    "landmark": "point",
    "district": "district",
    "province": "province",
    "country": "country",
    "point": "point",
}
"""How exact a place of each kind is; all others are regions."""


@lru_cache(maxsize=1)
def program() -> str:
    """Name and version of the coder."""
    try:
        return f"waqai {version('waqai')}"
    except PackageNotFoundError:
        return "waqai"


def codebook_name(pack: Pack) -> str:
    """Name and version of the data that a coder codes with."""
    return f"plover-ar {pack.version}"


def to_records(article: Article, reading: Reading, pack: Pack) -> list[Record]:
    """The records of an article's events."""
    if not reading.events:
        return []
    text, coder, codebook = article.full_text, program(), codebook_name(pack)
    ref = article.ref()
    return [
        _record(article, text, event, pack, ref, coder, codebook, _denied(event, reading.events))
        for event in reading.events
    ]


def _denied(denial: Event, events: Sequence[Event]) -> Event | None:
    """The event that a denial is about: one of its type that is not denied, with sides in common."""
    if denial.status != "negated":
        return None

    def fits(ours: Sequence[Actor], theirs: Sequence[Actor]) -> bool:
        codes = {a.code for a in ours if a.code}, {a.code for a in theirs if a.code}
        return not all(codes) or bool(codes[0] & codes[1])

    for event in events:
        if event.event != denial.event or event.status == "negated" or not event.sides & denial.sides:
            continue
        if fits(denial.actors, event.actors) and fits(denial.recipients, event.recipients):
            return event
    return None


def _id(article: Article, event: Event) -> str:
    """Of no version: what newer packs read alike stays the same record, with its judgements and its addresses."""
    return stable_id(article.id, event.event, str(event.draft.predicate.token.start), event.draft.rule.id)


def _record(
    article: Article, text: str, event: Event, pack: Pack, ref: ArticleRef, coder: str, codebook: str,
    denied: Event | None,
) -> Record:  # fmt: skip
    token, rule = event.draft.predicate.token, event.draft.rule.id
    return Record.model_construct(
        id=_id(article, event),
        **_codes(event, pack.compiled.codebook),
        actor=[_entity(text, a) for a in event.actors],
        recipient=[_entity(text, a) for a in event.recipients],
        event_loc=_location(text, event.place),
        attribution=[_attribution(s) for s in event.sources],
        size=_size(event),
        event_text=token.text,
        evidence=_evidence(event, _id(article, denied) if denied is not None else None),
        rule=rule,
        article=ref,
        coder=coder,
        codebook=codebook,
    )


def _codes(event: Event, book: Codebook) -> dict[str, Any]:
    """What is one of a fixed set of values; the pack's reader has checked that they are."""
    dating = event.dating
    return {
        "date": _day(dating.start),
        "enddate": _day(dating.end),
        "date_precision": dating.precision,
        "date_basis": dating.basis,
        "event": [event.event],
        "mode": list(event.mode),
        "context": [],
        "cameo": event.cameo,
        "quad_code": book.types[event.event].quad,
        "event_scale": book.score(event.event, event.mode),
        "status": event.status,
    }


def _evidence(event: Event, denies: str | None) -> Evidence:
    sentence, token, place = event.draft.sentence, event.draft.predicate.token, event.place
    return Evidence.model_construct(
        sentence=(sentence.start, sentence.end),
        trigger=(token.start, token.end),
        actor=_spans(event.actors),
        recipient=_spans(event.recipients),
        date=event.dating.span,
        loc=(place.start, place.end) if place else None,
        attribution=[(s.start, s.end) for s in event.sources],
        also=list(event.also),
        denies=denies,
    )


def _attribution(source: Source) -> Attribution:
    codes: dict[str, Any] = {"kind": source.kind, "code": source.code, "sector": source.sector or None}
    return Attribution.model_construct(name=source.name or None, text=source.text, **codes)


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _spans(actors: Iterable[Actor]) -> list[tuple[int, int]]:
    return [(a.start, a.end) for a in actors]


def _entity(text: str, actor: Actor) -> Entity:
    return Entity.model_construct(
        code=actor.code,
        sector=actor.sector or None,
        sectors=list(actor.sectors),
        entity_text=text[actor.start : actor.end],
        identifier_text=actor.person or actor.name_en or None,
        name_ar=actor.name_ar or None,
        office=actor.office or None,
        person=actor.person or None,
        org=actor.org or None,
    )


def _location(text: str, place: Place | None) -> Location | None:
    if place is None:
        return None
    return Location.model_construct(
        text=text[place.start : place.end],
        name=place.name,
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        geonames_id=place.geonames_id,
        precision=PRECISION.get(place.precision, "region"),
    )


def _size(event: Event) -> Size | None:
    if not event.size:
        return None
    fields: dict[str, Any] = dict.fromkeys(("dead", "injured", "arrested", "participants"))
    return Size.model_construct(**fields | event.size)
