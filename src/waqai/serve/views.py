"""What the desk answers with: small frozen records for lists, counts and charts. Whole events are `ChronicleEvent`s."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from waqai.models import (
    Article,
    ChronicleEvent,
    EventType,
    Judgement,
    Location,
    Record,
    Size,
    Span,
    Status,
)
from waqai.models.base import Day, Part


class SideRow(Part):
    """A side of an event in a list. `name` is the person's or body's name where one is told, in English."""

    code: str | None = None
    sector: str | None = None
    name: str | None = None
    name_ar: str | None = None
    text: str = Field(default="", description="the words of the article")
    office: str | None = None
    person: str | None = None
    org: str | None = None


class EventRow(Part):
    """An event in a list: all that is needed to show it, without its tellings."""

    id: str
    date: Day | None = None
    enddate: Day | None = None
    date_precision: str = "unknown"
    event: EventType
    mode: list[str] = Field(default_factory=list)
    cameo: str | None = None
    quad_code: int
    event_scale: float
    status: Status
    actor: list[SideRow] = Field(default_factory=list)
    recipient: list[SideRow] = Field(default_factory=list)
    place: Location | None = None
    size: Size | None = None
    event_text: str = Field(description="the words that carry the event")
    quote: str = Field(default="", description="the sentence of the earliest telling")
    title: str | None = Field(default=None, description="the headline of the earliest telling")
    confirmed_by: int
    tellings: int
    contradictions: list[str] = Field(default_factory=list, description="the fields that tellings differ on")
    publishers: list[str] = Field(default_factory=list)
    rules: list[str] = Field(default_factory=list, description="the rules that read its tellings")
    first_told: Day | None = None
    last_told: Day | None = None


class EventPage(Part):
    """A page of a list; `next` asks for the one after it, None on the last."""

    items: list[EventRow]
    next: str | None = None


class Count(Part):
    """How many events have a value."""

    value: str
    events: int


class Facets(Part):
    """Counts per value for each filter, the most frequent first. The filter itself is not applied to its own counts,
    so that a second value can be chosen; all others are.
    """

    type: list[Count]
    quad: list[Count]
    mode: list[Count]
    status: list[Count]
    actor: list[Count] = Field(description="countries and bodies that act")
    recipient: list[Count] = Field(description="countries and bodies to which it is done")
    publisher: list[Count]
    place: list[Count] = Field(description="countries in which it happened")


class Bin(Part):
    """One step of a timeline: events by quad class (verbal, material cooperation, verbal, material conflict)."""

    start: Day
    quads: tuple[int, int, int, int]


class Timeline(Part):
    """Dated events over time. An event dated to a stretch stands in its middle. Empty steps are left out."""

    by: str
    bins: list[Bin]
    undated: int = Field(description="events of which no day is known")


class Spot(Part):
    """A place on the map with the events there. `precision` says what the point stands for: point, city ... country."""

    name: str
    country: str | None
    lat: float
    lon: float
    precision: str
    quads: tuple[int, int, int, int]


class Places(Part):
    """Events on the map."""

    spots: list[Spot]
    unplaced: int = Field(description="events of which no point is known")


class Tie(Part):
    """How two sides deal with each other: `source` does it to `target`, or both together where `mutual`."""

    source: str
    target: str
    quads: tuple[int, int, int, int]
    score: float = Field(description="mean PLOVER score, -10 to 10")


class Network(Part):
    """Who deals with whom: the strongest ties first."""

    ties: list[Tie]


class ArticleRow(Part):
    """An article in a list."""

    id: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: Day | None = None
    characters: int
    records: int
    has_text: bool = Field(description="whether its text was kept")
    updated: dt.datetime


class ArticlePage(Part):
    """A page of articles."""

    items: list[ArticleRow]
    next: str | None = None


class NodeView(Part):
    """A node of the match tree: a span read as something by a rule, made of smaller nodes."""

    span: Span
    kind: str
    rule: str
    label: str = ""
    children: list[NodeView] = Field(default_factory=list)


class MissView(Part):
    """A rule that nearly fired at `span`, and why it did not."""

    span: Span
    rule: str
    why: str


class RuleExample(Part):
    """A sentence written for a rule: what it must read, or, as a counterexample, must not."""

    text: str
    trigger: str = ""
    because: str = ""


class RuleView(Part):
    """A rule of the pack with where it stands and what was written for it."""

    id: str
    file: str
    line: int
    examples: list[RuleExample] = Field(default_factory=list)
    counterexamples: list[RuleExample] = Field(default_factory=list)


class SentenceView(Part):
    """What was found in a sentence: mentions and events as trees, and what nearly was an event."""

    span: Span
    nodes: list[NodeView] = Field(default_factory=list)
    near_misses: list[MissView] = Field(default_factory=list)


class CodedView(Part):
    """An article that was coded on the spot: offsets count in `full_text`."""

    article: Article
    full_text: str
    records: list[Record]
    sentences: list[SentenceView] = Field(default_factory=list, description="how it was read, if asked for")


class ArticleView(Part):
    """An article of the store with what was coded from it. Offsets of the records count in `full_text`."""

    row: ArticleRow
    full_text: str | None = Field(description="None where the text was not kept")
    language: str | None = None
    coder: str
    codebook: str
    records: list[Record]
    events: dict[str, str] = Field(description="record id -> id of the event that it tells")


class EventView(Part):
    """A whole event. `moved_from` is the id asked for where another event has taken its place."""

    event: ChronicleEvent
    moved_from: str | None = None
    judgements: list[Judgement] = Field(default_factory=list, description="those that touch one of its records")


class OfficeRow(Part):
    """Who held an office, from when to when: ISO dates or prefixes, None = open."""

    name_en: str
    name_ar: str
    office: str
    code: str
    start: str | None = None
    end: str | None = None


class Partner(Part):
    """Whom an actor deals with. `score` is the mean PLOVER score of the events."""

    code: str
    name_en: str
    name_ar: str
    events: int
    quads: tuple[int, int, int, int]
    score: float
    last: Day | None = None


class ActorView(Part):
    """A country or body: offices over time, whom it deals with and how, latest events."""

    code: str
    name_en: str
    name_ar: str
    offices: list[OfficeRow]
    partners: list[Partner]
    latest: list[EventRow]
    events: int


class ActorRow(Part):
    """A country or body that stands on a side of some event."""

    code: str
    name_en: str
    name_ar: str
    events: int


class Outlet(Part):
    """A publisher with what the store has of it."""

    name: str
    articles: int
    records: int
    first: Day | None = None
    last: Day | None = None


class TimeView(Part):
    """A time expression: ISO dates, the end inclusive."""

    text: str
    start: str | None
    end: str | None
    precision: str
    basis: str | None
    offsets: Span


class RecordPage(Part):
    """A page of records."""

    items: list[Record]
    next: str | None = None


class Tombstone(Part):
    """An id that is no more, and what took its place."""

    id: str
    kind: Literal["article", "record", "event"]
    survivor: str | None = None
    died: dt.datetime = Field(description="UTC")


class TombstonePage(Part):
    """A page of tombstones, oldest first."""

    items: list[Tombstone]
    next: str | None = None


class Holdings(Part):
    """What the store has."""

    articles: int
    records: int
    events: int
    judgements: int
    first: Day | None = None
    last: Day | None = None
