"""From boundary records to rows: what is searched stands in columns of its own, the whole beside it as JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, TypeVar

import msgpack  # type: ignore[import-untyped]

from waqai.models.act import Act
from waqai.models.ids import stable_id
from waqai.store.database import Row

if TYPE_CHECKING:
    from waqai.models import Article, ChronicleEvent, Entity, Judgement, Record, Telling

T = TypeVar("T", str, str | None)
MUTUAL = 2
"""Actors that an event without recipient needs for each to count as the other's recipient."""


@dataclass(frozen=True, slots=True)
class CodedRecord:
    """A record as it is stored: with what identity knows of it and the lemmas of the sentences that tell it."""

    record: Record
    telling: Telling
    lemmas: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CodedArticle:
    """An article with what was coded from it, and by which program and packs."""

    article: Article
    coder: str
    codebook: str
    records: tuple[CodedRecord, ...] = ()


def digest(article: Article) -> str:
    """What tells two versions of an article apart: everything but the id."""
    fields = (article.title, article.text, article.publisher, article.url, article.published, article.language)
    return stable_id(*("" if field is None else f"={field}" for field in fields))


def now() -> dt.datetime:
    """The time as the store keeps it: UTC."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)


def article_row(coded: CodedArticle, *, keep_text: bool, run: int, added: dt.datetime, at: dt.datetime) -> Row:
    """The row of `articles`."""
    article = coded.article
    return (
        article.id,
        clean(article.url),
        clean(article.title),
        clean(article.text) if keep_text else None,
        article.published,
        clean(article.publisher),
        article.language,
        digest(article),
        len(article.full_text),
        coded.coder,
        coded.codebook,
        added,
        at,
        run,
    )


def record_row(coded: CodedRecord, text: str, *, run: int) -> Row:
    """The row of `records`; `text` is the article's full text."""
    record = coded.record
    place = record.event_loc
    start, end = record.evidence.sentence
    return (
        record.id,
        record.article.id,
        record.date,
        record.enddate,
        record.event[0],
        list(record.mode),
        record.cameo,
        record.quad_code,
        record.event_scale,
        sides(record.actor),
        targets(record),
        clean(place.name or place.text) if place else None,
        place.country if place else None,
        record.status,
        clean(record.article.publisher),
        record.article.published,
        record.rule,
        clean(text[start:end]),
        join(coded.lemmas),
        run,
        coded.telling.to_bytes(),
        record.model_dump_json(),
    )


def event_row(event: ChronicleEvent, lemmas: Iterable[str], at: dt.datetime) -> Row:
    """The row of `events`."""
    told = [mention.article.published for mention in event.mentions if mention.article.published]
    return (
        event.id,
        event.date,
        event.enddate,
        event.event[0],
        list(event.mode),
        event.cameo,
        event.quad_code,
        event.event_scale,
        sides(event.actor),
        targets(event),
        places(event),
        event.status,
        sorted({m.article.publisher.casefold() for m in event.mentions if m.article.publisher}),
        event.confirmed_by,
        len(event.mentions),
        len(event.mentions) - len(told),
        min(told, default=None),
        max(told, default=None),
        join(lemmas),
        at,
        pack_act(Act.of(event)),
        clean(event.model_dump_json()),
        *_spot(event),
    )


def _spot(event: ChronicleEvent) -> tuple[str | None, float | None, float | None, str | None]:
    """Where it stands on a map: name, latitude, longitude, and what the point stands for."""
    place = event.event_loc
    return (clean(place.name or place.text), place.lat, place.lon, place.precision) if place else (None,) * 4


def mention_rows(event: ChronicleEvent) -> list[Row]:
    """The rows of `mentions`."""
    return [
        (
            event.id,
            mention.record,
            mention.article.id,
            clean(mention.article.publisher),
            mention.article.published,
            mention.status,
            mention.date,
            mention.voice,
            mention.copy_of,
            mention.denies,
        )
        for mention in event.mentions
    ]


def judgement_row(judgement: Judgement) -> Row:
    """The row of `judgements`."""
    return judgement.id, judgement.verdict, list(judgement.ids), judgement.at, judgement.model_dump_json()


def sides(entities: Sequence[Entity]) -> list[str]:
    """What a side is found by: the code, the sector, and both («TUR», «/GOV», «TUR/GOV»)."""
    found: dict[str, None] = {}
    for entity in entities:
        if entity.code:
            found[entity.code] = None
            found.update(dict.fromkeys(f"{entity.code}/{sector}" for sector in entity.sectors))
        found.update(dict.fromkeys(f"/{sector}" for sector in entity.sectors))
    return list(found)


def targets(event: Record | ChronicleEvent) -> list[str]:
    """What the recipient is found by; in a mutual event each side is the recipient of the others."""
    mutual = not event.recipient and len(event.actor) >= MUTUAL
    return sides(event.actor if mutual else event.recipient)


def places(event: ChronicleEvent) -> list[str]:
    """What the place is found by: country code, name, and the words of the article, in lower case but for the code."""
    place = event.event_loc
    if place is None:
        return []
    names = (place.name, place.text)
    return [*([place.country] if place.country else []), *dict.fromkeys(n.casefold() for n in names if n)]


def join(lemmas: Iterable[str]) -> str:
    """Lemmas in one text, a space before and after each, so that a whole one can be searched for."""
    words = " ".join(sorted(set(lemmas)))
    return f" {words} " if words else ""


def clean(text: T) -> T:
    """Without the null character, which PostgreSQL cannot keep; the length stays the same."""
    return text.replace("\x00", "\N{REPLACEMENT CHARACTER}") if text else text


def union(lemmas: Mapping[str, str], records: Iterable[str]) -> set[str]:
    """The lemmas of several records, from the texts that `join` made."""
    return {lemma for record in records for lemma in lemmas.get(record, "").split()}


def pack_act(act: Act) -> bytes:
    """The lean row of an event as bytes: days as ordinals."""
    packed: bytes = msgpack.packb([_flat(getattr(act, name)) for name in _ACT])
    return packed


def unpack_act(packed: bytes) -> Act:
    """The lean row that `pack_act` wrote."""
    values = dict(zip(_ACT, msgpack.unpackb(packed, use_list=False), strict=True))
    days: dict[str, Any] = {name: _day(values[name]) for name in _DAYS}
    return Act(**values | days)


_ACT = tuple(field.name for field in fields(Act))
_DAYS = frozenset({"first", "last", "told", "last_told"})


def _flat(value: Any) -> Any:
    return value.toordinal() if isinstance(value, dt.date) else value


def _day(ordinal: int | None) -> dt.date | None:
    return None if ordinal is None else dt.date.fromordinal(ordinal)
