"""The history of a relation between two states."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from waqai.models.base import Day, Part
from waqai.models.chronicle import ChronicleEvent

By = Literal["day", "week", "month", "quarter", "year"]
Direction = Literal["a_to_b", "b_to_a", "mutual"]
PhaseName = Literal["rupture", "hostility", "strain", "routine", "thaw", "reconciliation", "partnership"]
Part3 = Literal["mediates", "quarrel"]


class Measure(Part):
    """What happened in one direction in one step. Events dated less exactly than the step count in parts."""

    quads: tuple[float, float, float, float] = Field(
        default=(0.0, 0.0, 0.0, 0.0),
        description="events by quad class: verbal, material cooperation, verbal, material conflict",
    )
    events: float = 0.0
    weight: float = Field(default=0.0, description="events weighted by confirmation: log2(1 + independent outlets)")
    score_sum: float = Field(default=0.0, description="sum of PLOVER scores")
    score_mean: float | None = Field(default=None, description="mean PLOVER score, None without events")
    score_weighted: float | None = Field(default=None, description="mean of the scores weighted by confirmation")


class Step(Part):
    """One day, week, month, quarter or year of a relation."""

    start: Day
    end: Day = Field(description="last day, inclusive")
    a_to_b: Measure
    b_to_a: Measure
    mutual: Measure = Field(description="what both did together or to each other, with no side as recipient")
    together: Measure = Field(description="all three")
    share: float | None = Field(default=None, description="share of all events of the archive in this step, 0 to 1")


class ChangePoint(Part):
    """A day on which the level of the scores changed; found by ruptures."""

    date: Day
    before: float = Field(description="mean weighted score up to it, since the change before")
    after: float


class Stretch(Part):
    """From one day to another, both inclusive."""

    start: Day
    end: Day


class Phase(Part):
    """A stretch of a relation with one character."""

    name: PhaseName
    start: Day
    start_precision: str = Field(description="how exactly the beginning is known: day, month, year ...")
    end: Day = Field(description="last day; of the last phase, the last day looked at")
    open: bool = Field(default=False, description="still so on the last day looked at")
    score: float | None = Field(default=None, description="mean weighted score of its events, None in silence")
    events: int = 0
    opened_by: list[str] = Field(default_factory=list, description="events that opened it: its turning points")
    marked_by: list[str] = Field(default_factory=list, description="the weightiest of its other events")
    confidence: float = Field(ge=0, le=1)
    silence: list[Stretch] = Field(default_factory=list, description="long stretches of which nothing is told")


class StateFact(Part):
    """Something that held between the two from one event to another."""

    state: str = Field(description="key in the codebook's states.yaml")
    by: list[str] = Field(default_factory=list, description="whose doing, codes; empty = of both")
    start: Day
    start_precision: str
    end: Day | None = Field(default=None, description="None = in force")
    end_precision: str | None = None
    announced: bool = Field(default=False, description="so far only announced, when last told")
    evidence: list[str] = Field(description="events that show its beginning")
    ended_by: list[str] = Field(default_factory=list)


class ThirdParty(Part):
    """Another state or body in the relation of two."""

    code: str
    part: Part3 = Field(description="mediates: brings the two together; quarrel: they quarrel over it")
    events: list[str]


class Sentence(Part):
    """A sentence of the narrative, and what it rests on."""

    text: str
    events: list[str] = Field(description="ids of the events it is made from")
    articles: list[str] = Field(description="ids of the articles that tell them")


class Paragraph(Part):
    """The sentences of one phase, or of the facts at the end."""

    heading: str
    phase: PhaseName | None = None
    sentences: list[Sentence]


class Side(Part):
    """One of the two."""

    code: str
    name_en: str
    name_ar: str


class Relation(Part):
    """All that the archive tells of two states."""

    a: Side
    b: Side
    start: Day | None = Field(description="first day looked at; None where nothing is told")
    end: Day | None
    by: By
    events: int = Field(description="events counted: dated, of both, neither denied nor hypothetical")
    undated: int = Field(default=0, description="events left out for want of a date")
    steps: list[Step] = Field(default_factory=list)
    changes: list[ChangePoint] = Field(default_factory=list)
    phases: list[Phase] = Field(default_factory=list)
    states: list[StateFact] = Field(default_factory=list)
    third_parties: list[ThirdParty] = Field(default_factory=list)
    narrative: dict[str, list[Paragraph]] = Field(default_factory=dict, description="by language: ar, en")
    sources: dict[str, ChronicleEvent] = Field(
        default_factory=dict, description="the events that phases, states, third parties and the narrative name"
    )
