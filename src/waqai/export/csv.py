"""CSV: one row a record, flat columns, lists joined by `; `. An empty cell is a null."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable

from waqai.models import Entity, Record


def _join(values: Iterable[object]) -> str:
    return "; ".join("" if value is None else str(value) for value in values)


def _each(side: str, field: str) -> Callable[[Record], str]:
    """A column with one value per entity, so that positions agree between the columns of a side."""

    def column(record: Record) -> str:
        entities: list[Entity] = getattr(record, side)
        return _join(getattr(entity, field) for entity in entities)

    return column


def _of(part: str, field: str) -> Callable[[Record], object]:
    return lambda record: getattr(getattr(record, part), field, None)


def _sectors(side: str) -> Callable[[Record], str]:
    return lambda record: _join("|".join(entity.sectors) for entity in getattr(record, side))


COLUMNS: dict[str, Callable[[Record], object]] = {
    "id": lambda r: r.id,
    "date": lambda r: r.date,
    "enddate": lambda r: r.enddate,
    "date_precision": lambda r: r.date_precision,
    "date_basis": lambda r: r.date_basis,
    "event": lambda r: _join(r.event),
    "mode": lambda r: _join(r.mode),
    "context": lambda r: _join(r.context),
    "cameo": lambda r: r.cameo,
    "quad_code": lambda r: r.quad_code,
    "event_scale": lambda r: r.event_scale,
    "status": lambda r: r.status,
    "actor": _each("actor", "code"),
    "actor_sector": _each("actor", "sector"),
    "actor_sectors": _sectors("actor"),
    "actor_name": _each("actor", "identifier_text"),
    "actor_office": _each("actor", "office"),
    "actor_text": _each("actor", "entity_text"),
    "recipient": _each("recipient", "code"),
    "recipient_sector": _each("recipient", "sector"),
    "recipient_sectors": _sectors("recipient"),
    "recipient_name": _each("recipient", "identifier_text"),
    "recipient_office": _each("recipient", "office"),
    "recipient_text": _each("recipient", "entity_text"),
    "place": _of("event_loc", "name"),
    "place_text": _of("event_loc", "text"),
    "place_country": _of("event_loc", "country"),
    "lat": _of("event_loc", "lat"),
    "lon": _of("event_loc", "lon"),
    "geonames_id": _of("event_loc", "geonames_id"),
    "place_precision": _of("event_loc", "precision"),
    "attribution": lambda r: _join(who.name or who.text for who in r.attribution),
    "attribution_kind": lambda r: _join(who.kind for who in r.attribution),
    "dead": _of("size", "dead"),
    "injured": _of("size", "injured"),
    "arrested": _of("size", "arrested"),
    "participants": _of("size", "participants"),
    "event_text": lambda r: r.event_text,
    "rule": lambda r: r.rule,
    "trigger_start": lambda r: r.evidence.trigger[0],
    "trigger_end": lambda r: r.evidence.trigger[1],
    "sentence_start": lambda r: r.evidence.sentence[0],
    "sentence_end": lambda r: r.evidence.sentence[1],
    "article_id": lambda r: r.article.id,
    "article_title": lambda r: r.article.title,
    "article_url": lambda r: r.article.url,
    "publisher": lambda r: r.article.publisher,
    "published": lambda r: r.article.published,
    "coder": lambda r: r.coder,
    "codebook": lambda r: r.codebook,
}
"""Every column with how it is read off a record: a new column is a new line here."""


def header() -> str:
    """The header line, without the line end."""
    return _row(COLUMNS)


def line(record: Record) -> str:
    """The record as one CSV row, without the line end. A cell that spans lines is quoted, as RFC 4180 has it."""
    return _row(read(record) for read in COLUMNS.values())


def _row(values: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(["" if value is None else value for value in values])
    return out.getvalue()
