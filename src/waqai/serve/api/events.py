"""/events: the chronicle, filtered; one event with all its tellings; counts of them."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from waqai.models import By, ChronicleEvent
from waqai.models.base import Part
from waqai.serve.api.common import JSON, MISSING, ROOT, Asks, Cursor, Key, Limit, Reader, Since, Wanted, answer, utc
from waqai.serve.views import EventPage, EventView, Facets, Network, Places, Timeline

router = APIRouter(prefix=ROOT, tags=["events"])


class WholePage(Part):
    """A page of whole events."""

    items: list[ChronicleEvent]
    next: str | None = None


class Number(Part):
    """How many events are asked for."""

    events: int


@router.get("/events", response_model=EventPage | WholePage)
def events(
    request: Request,
    desk: Asks,
    filters: Wanted,
    _: Reader,
    cursor: Cursor = None,
    limit: Limit = 100,
    updated_since: Since = None,
    view: Annotated[Literal["row", "whole"], Query(description="rows, or whole events with all tellings")] = "row",
) -> Response:
    """A page of the events that fit all filters; `next` leads to the following page.

    To keep a copy up to date, ask with `order=updated&updated_since=...`, and for /tombstones since then.
    """

    def make() -> bytes:
        since = utc(updated_since)
        if view == "row":
            items, further = desk.rows(filters, cursor, limit, updated_since=since)
        else:
            texts, further = desk.page(filters, cursor, limit, updated_since=since)
            items = [text.encode() for text in texts]
        rest = f'"{further}"'.encode() if further else b"null"
        return b'{"items":[' + b",".join(items) + b'],"next":' + rest + b"}"

    return answer(request, make, media_type=JSON)


@router.get("/events/count", response_model=Number)
def count(request: Request, desk: Asks, filters: Wanted, _: Reader) -> Response:
    """How many events fit all filters."""
    return answer(request, lambda: Number(events=desk.count(filters)))


@router.get("/events/facets", response_model=Facets)
def facets(request: Request, desk: Asks, filters: Wanted, _: Reader) -> Response:
    """How many events have each value of each filter, all other filters applied."""
    return answer(request, lambda: desk.facets(filters))


@router.get("/events/timeline", response_model=Timeline)
def timeline(request: Request, desk: Asks, filters: Wanted, _: Reader, by: By | None = None) -> Response:
    """Events over time by quad class."""
    return answer(request, lambda: desk.timeline(filters, by))


@router.get("/events/places", response_model=Places)
def places(request: Request, desk: Asks, filters: Wanted, _: Reader) -> Response:
    """Events on the map."""
    return answer(request, lambda: desk.places(filters))


@router.get("/events/network", response_model=Network)
def network(
    request: Request, desk: Asks, filters: Wanted, _: Reader, most: Annotated[int, Query(ge=1, le=500)] = 100
) -> Response:
    """Who deals with whom."""
    return answer(request, lambda: desk.network(filters, most))


@router.get("/events/{key}", response_model=EventView, responses=MISSING)
def event(request: Request, desk: Asks, key: Key, _: Reader) -> Response:
    """One event with all its tellings, by its id, that of a record, or of an event that has become part of it."""
    return answer(request, lambda: desk.event(key))
