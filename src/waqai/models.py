"""The boundary records: what goes in (`Article`) and what comes out (`Record`), field by field as the codebook has it.

Offsets are `[start, end)` in Unicode code points of `Article.full_text`. Dates are ISO dates. Fields that the codebook
marks as optional are left out of the JSON when they are None; the others are written, as null where nothing is known.
Inside the coder, records can be built with `model_construct`, which skips validation.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from waqai.errors import InputError

EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
Status = Literal["occurred", "ongoing", "future", "hypothetical", "negated", "foiled"]
DatePrecision = Literal["day", "week", "month", "season", "year", "decade", "unknown"]
DateBasis = Literal["explicit", "relative", "anchored", "tense", "publication"]
PlacePrecision = Literal["point", "city", "district", "province", "region", "country"]
Span = tuple[int, int]
"""`[start, end)` in Unicode code points of the article's full text."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def _clean(value: Any) -> Any:
    """Replace lone surrogates, which no encoding can write, by U+FFFD; the length stays the same."""
    return _SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value


def _date(value: Any) -> Any:
    """Take the date of an ISO date or timestamp («2022-10-27T09:00:00Z»); an empty string is no date."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, str):
        value = value.strip()
        return dt.date.fromisoformat(value[:10]) if value else None
    return value


def _optional() -> Any:
    """A field that is left out of the JSON when it is None."""
    return Field(default=None, exclude_if=lambda value: value is None)


Text = Annotated[str, BeforeValidator(_clean)]
Title = Annotated[str | None, BeforeValidator(lambda value: _clean(value) or None)]
Day = Annotated[dt.date, BeforeValidator(_date)]


def stable_id(*parts: str) -> str:
    """A short id (16 hex digits) that depends on nothing but `parts`."""
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class Article(BaseModel):
    """One news article as it was published. Its text is never altered: all offsets point into `full_text`."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str = Field(
        coerce_numbers_to_str=True,
        description="the caller's own key; by default a stable hash of the url, or of title and text",
    )
    title: Title = Field(default=None, description="the headline; an empty one counts as none")
    text: Text = Field(description="the body, and the headline too where `title` is not given apart")
    published: Day | None = Field(default=None, description="day of publication; None if unknown")
    publisher: Text | None = None
    url: Text | None = None
    language: str | None = Field(default=None, description="ISO 639-1 code if known; None = to be found out")

    @model_validator(mode="before")
    @classmethod
    def _give_id(cls, data: Any) -> Any:
        if not isinstance(data, Mapping) or data.get("id") not in (None, ""):
            return data
        url, title, text = (str(data.get(key) or "") for key in ("url", "title", "text"))
        return {**data, "id": stable_id(url) if url else stable_id(title, text)}

    @classmethod
    def parse(cls, data: Any, *, where: str | None = None) -> Self:
        """Validate `data` (a mapping). Raises InputError that names `where` and the field that is wrong."""
        try:
            return cls.model_validate(data)
        except ValidationError as error:
            raise InputError(_explain(error), where=where) from error

    @cached_property
    def full_text(self) -> str:
        r"""The text that offsets count in: `title + "\n" + text` where a title is given apart, else `text`."""
        return self.text if self.title is None else f"{self.title}\n{self.text}"

    def ref(self) -> ArticleRef:
        """The reference that every record of this article carries."""
        return ArticleRef.model_construct(
            id=self.id,
            url=self.url,
            title=self.title,
            publisher=self.publisher,
            published=self.published,
            language=self.language or "ar",
        )


def _explain(error: ValidationError) -> str:
    """The first problems of a pydantic error in one line: field, what is wrong."""
    problems = []
    for problem in error.errors(include_url=False)[:3]:
        field = ".".join(str(part) for part in problem["loc"]) or "article"
        problems.append(f"{field}: {problem['msg']}")
    return "; ".join(problems)


class _Part(BaseModel):
    """Base of everything a record is made of."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ArticleRef(_Part):
    """Which article a record was coded from."""

    id: str
    url: str | None = _optional()
    title: str | None = _optional()
    publisher: str | None = _optional()
    published: Day | None = None
    language: str = "ar"


class Entity(_Part):
    """A side of an event. `code` is ISO 3166 alpha-3 or a special code (UNO, EUR, IGO ...), None where unnamed."""

    code: str | None = None
    sector: str | None = Field(default=None, description="primary sector, e.g. GOV")
    sectors: list[str] = Field(default_factory=list, description="all sectors, the primary one first")
    entity_text: str = Field(default="", description="the words of the article")
    identifier_text: str | None = _optional()
    name_ar: str | None = _optional()
    office: str | None = _optional()
    person: str | None = _optional()
    org: str | None = _optional()


class Location(_Part):
    """Where the event happened. `lat`, `lon` in degrees (WGS 84); `country` is ISO 3166 alpha-3."""

    text: str = Field(description="the words of the article")
    name: str | None = Field(default=None, description="canonical English name")
    country: str | None = None
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    geonames_id: int | None = _optional()
    precision: PlacePrecision = "city"


class Attribution(_Part):
    """One link of the chain of those who say that the event happened; the outermost comes first."""

    kind: Literal["outlet", "speaker"]
    name: str | None = Field(default=None, description="canonical English name, None where unnamed")
    text: str = Field(default="", description="the words of the article")
    code: str | None = _optional()
    sector: str | None = _optional()


class Size(_Part):
    """Numbers of people. None = not told; where only words are told («العشرات»), they stand in the `_text` field."""

    dead: int | None = Field(default=None, ge=0)
    injured: int | None = Field(default=None, ge=0)
    arrested: int | None = Field(default=None, ge=0)
    participants: int | None = Field(default=None, ge=0)
    dead_text: str | None = _optional()
    injured_text: str | None = _optional()
    arrested_text: str | None = _optional()
    participants_text: str | None = _optional()


class Evidence(_Part):
    """Where in the article each slot was read."""

    sentence: Span
    trigger: Span
    actor: list[Span] = Field(default_factory=list)
    recipient: list[Span] = Field(default_factory=list)
    date: Span | None = None
    loc: Span | None = None
    attribution: list[Span] = Field(default_factory=list)
    also: list[Span] = Field(default_factory=list, description="sentences that tell the same event again")
    denies: str | None = _optional()


class Record(_Part):
    """One event that an article tells, with the words that carry it and the rule that read them."""

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
    event_loc: Location | None = _optional()
    status: Status
    attribution: list[Attribution] = Field(default_factory=list)
    size: Size | None = _optional()
    event_text: str
    evidence: Evidence
    rule: str
    article: ArticleRef
    coder: str
    codebook: str


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the match tree: a span that a rule read as something, made of smaller nodes.

    `kind` says what it is (event, actor, date, place ...), `rule` what read it, `label` what was made of it.
    """

    span: Span
    kind: str
    rule: str
    label: str = ""
    children: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A rule that nearly fired at `span`, and `why` it did not."""

    span: Span
    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class SentenceTrace:
    """What was found in the sentence at `span`: mentions and events as trees, and what nearly was an event."""

    span: Span
    nodes: tuple[Node, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleTrace:
    """How an article was read, sentence by sentence. `text` is the article's full text."""

    text: str
    sentences: tuple[SentenceTrace, ...]
