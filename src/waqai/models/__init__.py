"""The boundary records: what goes in (`Article`), what comes out of it (`Record`), what many of them tell
(`ChronicleEvent`), and how a text was read (`ArticleTrace`).

Offsets are `[start, end)` in Unicode code points of `Article.full_text`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from waqai.models.article import Article, ArticleRef
from waqai.models.base import Span, stable_id
from waqai.models.record import (
    Attribution,
    DateBasis,
    DatePrecision,
    Entity,
    EventType,
    Evidence,
    Location,
    PlacePrecision,
    Record,
    Size,
    Status,
)

if TYPE_CHECKING:
    from waqai.models.chronicle import ChronicleEvent, Contradiction, Judgement, Mention, Stage, Verdict, Version
    from waqai.models.keeping import Alert, AlertKind, Channel, Notice, SavedSearch, Token
    from waqai.models.relation import (
        Act,
        By,
        ChangePoint,
        Measure,
        Paragraph,
        Phase,
        PhaseName,
        Relation,
        Sentence,
        Side,
        StateFact,
        Step,
        Stretch,
        ThirdParty,
    )
    from waqai.models.telling import Link, Telling
    from waqai.models.trace import ArticleTrace, NearMiss, Node, SentenceTrace

__all__ = [
    "Act",
    "Alert",
    "AlertKind",
    "Article",
    "ArticleRef",
    "ArticleTrace",
    "Attribution",
    "By",
    "ChangePoint",
    "Channel",
    "ChronicleEvent",
    "Contradiction",
    "DateBasis",
    "DatePrecision",
    "Entity",
    "EventType",
    "Evidence",
    "Judgement",
    "Link",
    "Location",
    "Measure",
    "Mention",
    "NearMiss",
    "Node",
    "Notice",
    "Paragraph",
    "Phase",
    "PhaseName",
    "PlacePrecision",
    "Record",
    "Relation",
    "SavedSearch",
    "Sentence",
    "SentenceTrace",
    "Side",
    "Size",
    "Span",
    "Stage",
    "StateFact",
    "Status",
    "Step",
    "Stretch",
    "Telling",
    "ThirdParty",
    "Token",
    "Verdict",
    "Version",
    "stable_id",
]

_ELSEWHERE = {
    "chronicle": "ChronicleEvent Contradiction Judgement Mention Stage Verdict Version",
    "keeping": "Alert AlertKind Channel Notice SavedSearch Token",
    "relation": "Act By ChangePoint Measure Paragraph Phase PhaseName Relation Sentence Side StateFact Step Stretch "
    "ThirdParty",
    "telling": "Link Telling",
    "trace": "ArticleTrace NearMiss Node SentenceTrace",
}
"""Modules with records that the coder does not need: pydantic takes long to make them, so they wait until asked for."""


def __getattr__(name: str) -> Any:
    for module, names in _ELSEWHERE.items():
        if name in names.split():
            from importlib import import_module

            return getattr(import_module(f"waqai.models.{module}"), name)
    raise AttributeError(f"module 'waqai.models' has no attribute {name!r}")
