"""An event as a sentence of the page's language, from its code alone: «Egypt expelled representatives of Turkey»."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from waqai.models import ChronicleEvent, Entity
from waqai.packs.phrases import load_phrases
from waqai.relations.wording import Wording

if TYPE_CHECKING:
    from waqai.models import Record
    from waqai.serve.views import EventRow, SideRow


@lru_cache(maxsize=4)
def wording(language: str) -> Wording:
    """The words of a language for events."""
    return Wording(load_phrases(language))


def headline(event: ChronicleEvent, language: str) -> str:
    """The event in a sentence without its date; "" where the language has no words for it."""
    words = wording(language)
    template = words.template(event)
    if template is None:
        return ""
    told = words.fill(template.text, {**words.fields(event), "date": ""}).strip(" ،,")
    return told[:1].upper() + told[1:]


def of_record(record: Record, language: str) -> str:
    """What one record tells, as a sentence."""
    return headline(ChronicleEvent.of(record), language)


def of_row(row: EventRow, language: str) -> str:
    """An event of a list as a sentence."""
    same = ("id", "date", "enddate", "date_precision", "mode", "cameo", "quad_code", "event_scale", "status", "size")
    mentions: list[Any] = [SimpleNamespace(rule=rule) for rule in row.rules]
    fields: dict[str, Any] = {
        **{name: getattr(row, name) for name in (*same, "confirmed_by", "first_told", "last_told")},
        "event": [row.event],
        "actor": [_entity(side) for side in row.actor],
        "recipient": [_entity(side) for side in row.recipient],
        "event_loc": row.place,
        "mentions": mentions,
    }
    return headline(ChronicleEvent.model_construct(**{**_empty(ChronicleEvent), **fields}), language)


@lru_cache(maxsize=4)
def _empty(model: type[BaseModel]) -> Mapping[str, Any]:
    """What the fields of a model are when nothing is said. Asking pydantic for it takes longer than a row otherwise."""
    return dict(vars(model.model_construct()))


def _entity(side: SideRow) -> Entity:
    told = {
        "code": side.code,
        "sector": side.sector,
        "sectors": [side.sector] if side.sector else [],
        "entity_text": side.text,
        "identifier_text": side.name,
        "name_ar": side.name_ar,
        "office": side.office,
        "person": side.person,
        "org": side.org,
    }
    return Entity.model_construct(**{**_empty(Entity), **told})
