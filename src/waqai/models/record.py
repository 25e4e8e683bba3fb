"""What comes out of one article: the event record, field by field as the codebook has it.

Dates are ISO dates. Fields that the codebook marks as optional are left out of the JSON when they are None; the others
are written, as null where nothing is known. Inside the coder, records can be built with `model_construct`, which skips
validation.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from waqai.models.article import ArticleRef
from waqai.models.base import Day, Part, Span, optional
from waqai.models.kinds import DateBasis, DatePrecision, EventType, PlacePrecision, Status


class Entity(Part):
    """A side of an event. `code` is ISO 3166 alpha-3 or a special code (UNO, EUR, IGO ...), None where unnamed."""

    code: str | None = None
    sector: str | None = Field(default=None, description="primary sector, e.g. GOV")
    sectors: list[str] = Field(default_factory=list, description="all sectors, the primary one first")
    entity_text: str = Field(default="", description="the words of the article")
    identifier_text: str | None = optional()
    name_ar: str | None = optional()
    office: str | None = optional()
    person: str | None = optional()
    org: str | None = optional()


class Location(Part):
    """Where the event happened. `lat`, `lon` in degrees (WGS 84); `country` is ISO 3166 alpha-3."""

    text: str = Field(description="the words of the article")
    name: str | None = Field(default=None, description="canonical English name")
    country: str | None = None
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    geonames_id: int | None = optional()
    precision: PlacePrecision = "city"


class Attribution(Part):
    """One link of the chain of those who say that the event happened; the outermost comes first."""

    kind: Literal["outlet", "speaker"]
    name: str | None = Field(default=None, description="canonical English name, None where unnamed")
    text: str = Field(default="", description="the words of the article")
    code: str | None = optional()
    sector: str | None = optional()


class Size(Part):
    """Numbers of people. None = not told; where only words are told («العشرات»), they stand in the `_text` field."""

    dead: int | None = Field(default=None, ge=0)
    injured: int | None = Field(default=None, ge=0)
    arrested: int | None = Field(default=None, ge=0)
    participants: int | None = Field(default=None, ge=0)
    dead_text: str | None = optional()
    injured_text: str | None = optional()
    arrested_text: str | None = optional()
    participants_text: str | None = optional()


class Evidence(Part):
    """Where in the article each slot was read."""

    sentence: Span
    trigger: Span
    actor: list[Span] = Field(default_factory=list)
    recipient: list[Span] = Field(default_factory=list)
    date: Span | None = None
    loc: Span | None = None
    attribution: list[Span] = Field(default_factory=list)
    also: list[Span] = Field(default_factory=list, description="sentences that tell the same event again")
    denies: str | None = optional()


class Deed(Part):
    """What happened: the fields that a record of one article and an event of many have in common."""

    id: str
    date: Day | None = Field(default=None, description="first day of the event, never of publication unless implied")
    enddate: Day | None = Field(default=None, description="last day on which the event happened, inclusive")
    date_precision: DatePrecision = "unknown"
    date_basis: DateBasis | None = None
    event: list[EventType] = Field(min_length=1, max_length=1)
    mode: list[str] = Field(default_factory=list)
    context: list[str] = Field(default_factory=list)
    cameo: str | None = None
    quad_code: Literal[1, 2, 3, 4]
    event_scale: float = Field(ge=-10, le=10, description="PLOVER score of type and mode")
    actor: list[Entity] = Field(default_factory=list)
    recipient: list[Entity] = Field(default_factory=list)
    event_loc: Location | None = optional()


class Record(Deed):
    """One event that an article tells, with the words that carry it and the rule that read them."""

    status: Status
    attribution: list[Attribution] = Field(default_factory=list)
    size: Size | None = optional()
    event_text: str
    evidence: Evidence
    rule: str
    article: ArticleRef
    coder: str
    codebook: str
