"""From what is stored to what lists show. Stored JSON is trusted, so nothing is validated again."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic_core import from_json, to_json

from waqai.models import ArticleTrace, Location, Node, Size
from waqai.serve.views import EventRow, MissView, NodeView, SentenceView, SideRow


def event_row(row_json: bytes) -> EventRow:
    """The row of an event from that row's own JSON."""
    row: dict[str, Any] = from_json(row_json)
    days = {name: _day(row[name]) for name in ("date", "enddate", "first_told", "last_told")}
    sides = {name: [SideRow.model_construct(**side) for side in row[name]] for name in ("actor", "recipient")}
    place = Location.model_construct(**row["place"]) if row["place"] else None
    size = Size.model_construct(**row["size"]) if row["size"] else None
    return EventRow.model_construct(**row | days | sides | {"place": place, "size": size})


def event_json(text: str) -> bytes:
    """The row of an event from its JSON, as JSON."""
    return to_json(_event_fields(text))


def _event_fields(text: str) -> dict[str, Any]:
    """The fields of the row of an event, as JSON has them."""
    told = from_json(text)
    first = told["mentions"][0]
    publishers = (mention["article"].get("publisher") for mention in told["mentions"])
    return {
        "id": told["id"],
        "date": told["date"],
        "enddate": told["enddate"],
        "date_precision": told["date_precision"],
        "event": told["event"][0],
        "mode": told["mode"],
        "cameo": told["cameo"],
        "quad_code": told["quad_code"],
        "event_scale": told["event_scale"],
        "status": told["status"],
        "actor": [_side(side) for side in told["actor"]],
        "recipient": [_side(side) for side in told["recipient"]],
        "place": told.get("event_loc"),
        "size": told.get("size"),
        "event_text": told["event_text"],
        "quote": first.get("quote", ""),
        "title": first["article"].get("title"),
        "confirmed_by": told["confirmed_by"],
        "tellings": len(told["mentions"]),
        "contradictions": [each["field"] for each in told["contradictions"]],
        "publishers": list(dict.fromkeys(name for name in publishers if name)),
        "rules": list(dict.fromkeys(mention.get("rule", "") for mention in told["mentions"])),
        "first_told": told["first_told"],
        "last_told": told["last_told"],
    }


def _side(side: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": side["code"],
        "sector": side["sector"],
        "name": side.get("identifier_text") or side.get("person") or side.get("org"),
        "name_ar": side.get("name_ar"),
        "text": side["entity_text"],
        "office": side.get("office"),
        "person": side.get("person"),
        "org": side.get("org"),
    }


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def sentences(trace: ArticleTrace) -> list[SentenceView]:
    """How an article was read, as it is written."""
    return [
        SentenceView(
            span=sentence.span,
            nodes=[_node(node) for node in sentence.nodes],
            near_misses=[MissView(span=miss.span, rule=miss.rule, why=miss.why) for miss in sentence.near_misses],
        )
        for sentence in trace.sentences
    ]


def _node(node: Node) -> NodeView:
    children = [_node(child) for child in node.children]
    return NodeView(span=node.span, kind=node.kind, rule=node.rule, label=node.label, children=children)
