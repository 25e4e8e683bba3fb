"""The boundary records: what goes in (`Article`), what comes out of it (`Record`), what many of them tell
(`ChronicleEvent`), and how a text was read (`ArticleTrace`).

Offsets are `[start, end)` in Unicode code points of `Article.full_text`.
"""

from waqai.models.article import Article, ArticleRef
from waqai.models.base import Span, stable_id
from waqai.models.chronicle import ChronicleEvent, Contradiction, Judgement, Mention, Stage, Verdict, Version
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
    "Article",
    "ArticleRef",
    "ArticleTrace",
    "Attribution",
    "By",
    "ChangePoint",
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
    "Paragraph",
    "Phase",
    "PhaseName",
    "PlacePrecision",
    "Record",
    "Relation",
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
    "Verdict",
    "Version",
    "stable_id",
]
