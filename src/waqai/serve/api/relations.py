"""/relations, /series, /phases, /actors, /outlets: states and bodies, and how they deal with each other."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Path, Query, Request
from starlette.responses import Response

from waqai.models import By, ChangePoint, Phase, Relation, StateFact, Step
from waqai.models.base import Part
from waqai.serve.api.common import ROOT, Asks, Reader, answer
from waqai.serve.desk import Desk
from waqai.serve.views import ActorRow, ActorView, Outlet

router = APIRouter(prefix=ROOT)
Side = Annotated[str, Path(max_length=100, description="a country: code, English or Arabic name", examples=["EGY"])]
Asked = Annotated[str, Query(max_length=100, description="a country: code, English or Arabic name", examples=["EGY"])]
Day = Annotated[dt.date | None, Query(description="ISO date", examples=["2013-07-03"])]
From = Annotated[dt.date | None, Query(alias="from", description="first day looked at", examples=["2013-01-01"])]
To = Annotated[dt.date | None, Query(alias="to", description="last day looked at", examples=["2023-12-31"])]
Form = Literal["svg", "png", "html", "csv"]
TYPES = {"svg": "image/svg+xml", "png": "image/png", "html": "text/html; charset=utf-8", "csv": "text/csv"}
_SAFE = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"}
"""What is drawn runs nothing and loads nothing."""


class Series(Part):
    """What happened between two, step by step."""

    a: str
    b: str
    by: By
    steps: list[Step]
    changes: list[ChangePoint]


class Phases(Part):
    """The phases of a relation, and what held from when to when."""

    a: str
    b: str
    phases: list[Phase]
    states: list[StateFact]


def _relation(desk: Desk, a: str, b: str, start: dt.date | None, end: dt.date | None, by: By | None) -> Relation:
    if start and end and start > end:
        raise HTTPException(422, f"from {start} is after to {end}")
    return desk.relation(a, b, start, end, by)


@router.get("/relations/{a}/{b}.{form}", tags=["relations"], response_class=Response)
def drawn(
    request: Request,
    desk: Asks,
    _: Reader,
    a: Side,
    b: Side,
    form: Form,
    start: From = None,
    end: To = None,
    by: By | None = None,
    lang: Literal["ar", "en"] = "en",
) -> Response:
    """The relation as a chart (`svg`, `png`), as a page to be embedded (`html`), or its series as a table (`csv`)."""

    def make() -> str | bytes:
        found = _relation(desk, a, b, start, end, by)
        if form == "csv":
            return table(found)
        if form == "png":
            return desk.relation_png(found, lang)
        return desk.relation_svg(found, lang) if form == "svg" else desk.relation_html(found, lang)

    return answer(request, make, media_type=TYPES[form], headers=_SAFE)


@router.get("/relations/{a}/{b}", response_model=Relation, tags=["relations"])
def relation(
    request: Request,
    desk: Asks,
    _: Reader,
    a: Side,
    b: Side,
    start: From = None,
    end: To = None,
    by: By | None = None,
) -> Response:
    """The history of a relation: series, changes of level, phases, what held, third parties, narrative with sources."""
    return answer(request, lambda: _relation(desk, a, b, start, end, by))


@router.get("/series", response_model=Series, tags=["relations"])
def series(
    request: Request,
    desk: Asks,
    _: Reader,
    a: Asked,
    b: Asked,
    start: From = None,
    end: To = None,
    by: By | None = None,
) -> Response:
    """What happened between two in each step of time, in both directions."""

    def make() -> Series:
        found = _relation(desk, a, b, start, end, by)
        return Series.model_construct(
            a=found.a.code, b=found.b.code, by=found.by, steps=found.steps, changes=found.changes
        )

    return answer(request, make)


@router.get("/phases", response_model=Phases, tags=["relations"])
def phases(request: Request, desk: Asks, _: Reader, a: Asked, b: Asked, start: From = None, end: To = None) -> Response:
    """The phases of a relation, and the states of affairs that held."""

    def make() -> Phases:
        found = _relation(desk, a, b, start, end, None)
        return Phases.model_construct(a=found.a.code, b=found.b.code, phases=found.phases, states=found.states)

    return answer(request, make)


@router.get("/actors", response_model=list[ActorRow], tags=["actors"])
def actors(request: Request, desk: Asks, _: Reader, most: Annotated[int, Query(ge=1, le=1000)] = 300) -> Response:
    """All countries and bodies that stand on a side of some event, the most frequent first."""
    return answer(request, lambda: desk.actors(most))


@router.get("/actors/{code}", response_model=ActorView, tags=["actors"])
def actor(
    request: Request, desk: Asks, _: Reader, code: Side, latest: Annotated[int, Query(ge=1, le=100)] = 20
) -> Response:
    """A country or body: who held which office when, whom it deals with and how, its latest events."""
    return answer(request, lambda: desk.actor(code, latest))


@router.get("/outlets", response_model=list[Outlet], tags=["articles"])
def outlets(request: Request, desk: Asks, _: Reader) -> Response:
    """Every publisher with what the store has of it."""
    return answer(request, desk.outlets)


def table(relation: Relation) -> str:
    """The series of a relation as CSV."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    counts = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
    ways = ("a_to_b", "b_to_a", "mutual", "together")
    write(["start", "end", "share", *(f"{way}_{name}" for way in ways for name in (*counts, "score"))])
    for step in relation.steps:
        measures = [getattr(step, way) for way in ways]
        cells = [cell for measure in measures for cell in (*measure.quads, measure.score_weighted)]
        write([step.start, step.end, step.share, *cells])
    return out.getvalue()
