"""The boundary records: what goes in (`Article`), what comes out of it (`Record`), what many of them tell
(`ChronicleEvent`), and how a text was read (`ArticleTrace`).

Offsets are `[start, end)` in Unicode code points of `Article.full_text`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from waqai.models.act import Act
    from waqai.models.article import Article, ArticleRef
    from waqai.models.base import Span
    from waqai.models.chronicle import ChronicleEvent, Contradiction, Judgement, Mention, Stage, Verdict, Version
    from waqai.models.ids import stable_id
    from waqai.models.keeping import Alert, AlertKind, Channel, Notice, SavedSearch, Token
    from waqai.models.kinds import DateBasis, DatePrecision, EventType, PlacePrecision, Status
    from waqai.models.record import Attribution, Entity, Evidence, Location, Record, Size
    from waqai.models.relation import (
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

_MODULES = {
    "act": "Act",
    "article": "Article ArticleRef",
    "base": "Span",
    "chronicle": "ChronicleEvent Contradiction Judgement Mention Stage Verdict Version",
    "ids": "stable_id",
    "keeping": "Alert AlertKind Channel Notice SavedSearch Token",
    "kinds": "DateBasis DatePrecision EventType PlacePrecision Status",
    "record": "Attribution Entity Evidence Location Record Size",
    "relation": "By ChangePoint Measure Paragraph Phase PhaseName Relation Sentence Side StateFact Step Stretch "
    "ThirdParty",
    "telling": "Link Telling",
    "trace": "ArticleTrace NearMiss Node SentenceTrace",
}
"""Where each name stands. Pydantic and the records made with it take long to load, so they wait until asked for."""


def __getattr__(name: str) -> Any:
    for module, names in _MODULES.items():
        if name in names.split():
            from importlib import import_module

            return getattr(import_module(f"waqai.models.{module}"), name)
    raise AttributeError(f"module 'waqai.models' has no attribute {name!r}")
