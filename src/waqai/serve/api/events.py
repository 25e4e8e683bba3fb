"""/events: the chronicle, filtered; one event with all its tellings."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request

from waqai.serve.api.query import filters_of
from waqai.serve.desk import Desk
from waqai.serve.views import EventPage, EventView

router = APIRouter(prefix="/api/v1", tags=["events"])


def desk_of(request: Request) -> Desk:
    """The desk of the application."""
    desk: Desk = request.app.state.desk
    return desk


@router.get("/events")
def events(request: Request, cursor: str | None = None, limit: Annotated[int, Query(ge=1, le=1000)] = 100) -> EventPage:
    """A page of the events that fit all filters."""
    return desk_of(request).search(filters_of(request), cursor, limit)


@router.get("/events/{key}")
def event(request: Request, key: str) -> EventView:
    """One event with all its tellings."""
    return desk_of(request).event(key)
