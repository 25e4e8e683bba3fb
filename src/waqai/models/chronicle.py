"""What comes out of many articles: the chronicle event, which stands once and keeps all its tellings."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from waqai.models.article import ArticleRef
from waqai.models.base import Day, Part, optional
from waqai.models.ids import stable_id
from waqai.models.kinds import Status
from waqai.models.record import (
    Attribution,
    Deed,
    Evidence,
    Record,
    Size,
)

Verdict = Literal["same", "different", "wrong"]


class Mention(Part):
    """One article's telling of an event: the record, who published it, and what this telling says."""

    record: str = Field(description="id of the record")
    rule: str = Field(default="", description="the rule that read it, as in the record")
    article: ArticleRef
    quote: str = Field(default="", description="the sentence of the article that tells it; kept without the article")
    status: Status
    date: Day | None = None
    enddate: Day | None = None
    size: Size | None = optional()
    attribution: list[Attribution] = Field(default_factory=list)
    evidence: Evidence | None = optional()
    voice: str = Field(description="who speaks: copies and near-copies of one text share a voice")
    copy_of: str | None = Field(
        default=None, description="id of the article that this one copies, None where it is its own"
    )
    denies: bool = Field(default=False, description="this telling says that the event did not happen")


class Stage(Part):
    """A step in the life of an event: announced, under way, over, called off, denied."""

    status: Status
    told: Day | None = Field(default=None, description="first publication date that tells this stage")
    records: list[str] = Field(description="records that tell it, earliest first")


class Version(Part):
    """One of several values that are told for a field, and the records that tell it."""

    value: str
    records: list[str]


class Contradiction(Part):
    """A field on which independent tellings differ: `date`, `place`, `dead`, `injured`, `actor`, `status` ..."""

    field: str
    versions: list[Version] = Field(min_length=2)


class ChronicleEvent(Deed):
    """One event with all its tellings. Field names are those of `Record` where the meaning is the same."""

    id: str = Field(description="stable: depends on nothing but the records that tell the event")
    status: Status = Field(description="what is known at last: the latest stage that a telling reached")
    life: list[Stage] = Field(default_factory=list, description="the stages in the order in which they were told")
    size: Size | None = optional()
    size_low: Size | None = optional()
    size_high: Size | None = optional()
    event_text: str = Field(description="the words of the fullest telling that carry the event")
    mentions: list[Mention] = Field(min_length=1, description="earliest publication first")
    confirmed_by: int = Field(ge=0, description="independent outlets that tell it as a fact; copies count once")
    contradictions: list[Contradiction] = Field(default_factory=list)
    provenance: dict[str, str] = Field(default_factory=dict, description="field -> id of the record its value is from")
    first_told: Day | None = None
    last_told: Day | None = None

    @classmethod
    def of(cls, record: Record, *, quote: str = "") -> ChronicleEvent:
        """The event that one record tells, as long as no other tells it. `quote` is the sentence that does."""
        speaks = record.article.publisher or record.article.id
        mention = Mention.model_construct(
            record=record.id,
            rule=record.rule,
            article=record.article,
            quote=quote,
            status=record.status,
            date=record.date,
            enddate=record.enddate,
            size=record.size,
            attribution=record.attribution,
            evidence=record.evidence,
            voice=speaks,
            copy_of=None,
            denies=record.status == "negated",
        )
        told = record.article.published
        same = {name: getattr(record, name) for name in SHARED}
        return cls.model_construct(
            id=stable_id("event", record.id),
            life=[Stage.model_construct(status=record.status, told=told, records=[record.id])],
            size_low=record.size,
            size_high=record.size,
            mentions=[mention],
            confirmed_by=int(record.status in ("occurred", "ongoing", "future")),
            contradictions=[],
            provenance=dict.fromkeys(SHARED, record.id),
            first_told=told,
            last_told=told,
            **same,
        )


SHARED = tuple(name for name in ChronicleEvent.model_fields if name in Record.model_fields and name != "id")
"""Fields that an event has from its records."""


class Judgement(Part):
    """A person's word on identity or coding; every later run respects it."""

    id: str
    verdict: Verdict
    ids: list[str] = Field(min_length=1, max_length=2, description="records or events: one for wrong, two otherwise")
    records: list[list[str]] = Field(
        default_factory=list,
        description="for each of `ids` the records it stood for when it was said; empty: an id stands for itself",
    )
    because: str = ""
    by: str = ""
    at: str = Field(description="ISO timestamp in UTC")
