"""What all routes share: the desk, who asks, filters from the query string, answers that need not be sent twice."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import Depends, Header, HTTPException, Path, Query, Request
from pydantic import BeforeValidator
from pydantic_core import to_json
from starlette.responses import Response

from waqai.models.base import clean
from waqai.serve.access import Role, Who
from waqai.serve.desk import Desk
from waqai.serve.problems import Problem
from waqai.store import Filters

ROOT = "/api/v1"
JSON = "application/json"
OTHERS = frozenset({"cursor", "limit", "updated_since", "view", "by", "most", "lang", "token", "since", "publisher_of"})
"""Names in an address that are no filters."""
FILTERS: dict[str, tuple[str, str]] = {
    "actor": ("who did it: `TUR`, `TUR/GOV`, or `/MIL`; several by commas", "TUR"),
    "recipient": ("to whom", "EGY"),
    "side": ("who stands on either side", "TUR"),
    "dyad": ("between whom, in either direction", "EGY-TUR"),
    "type": ("PLOVER types", "CONSULT,SUPPORT"),
    "mode": ("PLOVER modes", "visit"),
    "quad": ("quad classes 1 to 4, or by name", "verbal-cooperation"),
    "place": ("country code, or name of a place in English or Arabic", "TUR"),
    "from": ("first day: 2022-10-27, 2022-10 or 2022; by the event's own date", "2013"),
    "to": ("last day, inclusive", "2023"),
    "status": ("occurred, ongoing, future, hypothetical, negated, foiled", "occurred"),
    "publisher": ("told by this outlet", ""),
    "confirmed_by": ("told by so many independent outlets at least", "2"),
    "text": ("words of the tellings, in whatever form they stand there", "سفير"),
    "as_of": ("the chronicle as it had been told by the end of this day", ""),
    "order": ("date, told, confirmed, tellings, scale, updated; with `-` before it reversed", "-date"),
}
"""The filters of `waqai events` with what they mean and an example."""
PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": text, "content": {"application/problem+json": {}}}
    for status, text in {
        400: "no honest request",
        401: "this needs a token",
        403: "the token's role may not do this",
        413: "too large",
        422: "something in the request makes no sense; `detail` says what",
        429: "too many requests; `Retry-After` says when to come again",
        503: "the store cannot be read or written just now",
    }.items()
}
MISSING: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": text, "content": {"application/problem+json": {}}}
    for status, text in {404: "there is no such thing", 410: "it is no more, and nothing took its place"}.items()
}


def _plain(value: Any) -> Any:
    """Text that every store can keep."""
    return clean(value).replace("\x00", "\N{REPLACEMENT CHARACTER}") if isinstance(value, str) else value


Plain = Annotated[str, BeforeValidator(_plain)]
Key = Annotated[str, Path(max_length=500, description="an id", examples=["64fdb50c7c3b1e3a"])]
Cursor = Annotated[str | None, Query(max_length=2000, description="the `next` of the page before")]
Limit = Annotated[int, Query(ge=1, le=1000, description="so many at most")]
Since = Annotated[
    dt.datetime | None,
    Query(description="only what was written since (UTC where no offset is given)", examples=["2023-01-01T00:00:00Z"]),
]


# Dependencies are coroutines: plain functions would each be sent to a thread of their own.


async def desk_of(request: Request) -> Desk:
    """The desk of the application."""
    desk: Desk = request.app.state.desk
    return desk


async def filters_of(request: Request) -> Filters:
    """The filters of an address; a name may be repeated. Raises UsageError."""
    names = dict.fromkeys(name for name in request.query_params if name not in OTHERS)
    return Filters.parse({name: request.query_params.getlist(name) for name in names})


def who_asks(role: Role) -> Callable[[Request], Awaitable[Who]]:
    """A dependency that lets in whoever may do what this role may."""

    async def check(request: Request) -> Who:
        who: Who | None = getattr(request.state, "who", None)
        if who is None or (not who.token and role != "reader"):
            raise HTTPException(401, f"this needs a token of an {role}", {"WWW-Authenticate": "Bearer"})
        if not who.may(role):
            raise HTTPException(403, f"{who.name} is a {who.role}; this needs an {role}")
        return who

    return check


Asks = Annotated[Desk, Depends(desk_of)]
Wanted = Annotated[Filters, Depends(filters_of)]
Reader = Annotated[Who, Depends(who_asks("reader"))]
Analyst = Annotated[Who, Depends(who_asks("analyst"))]
Admin = Annotated[Who, Depends(who_asks("admin"))]
Match = Annotated[str | None, Header(alias="If-None-Match", include_in_schema=False)]


def utc(at: dt.datetime | None) -> dt.datetime | None:
    """A time as the store has it. Raises HTTPException on one beyond the calendar."""
    if at is None:
        return None
    try:
        return at.astimezone(dt.UTC).replace(tzinfo=None) if at.tzinfo else at
    except (OverflowError, ValueError) as error:
        raise HTTPException(422, "that time is beyond the calendar") from error


def answer(
    request: Request, make: Callable[[], Any], *, media_type: str = JSON, headers: dict[str, str] | None = None
) -> Response:
    """What `make` gives (a model, bytes or text), or 304 where the client has it and nothing has changed since."""
    desk: Desk = request.app.state.desk
    state = f"{desk.state()} {request.url.path}?{request.url.query}"
    tag = f'W/"{hashlib.blake2b(state.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()}"'
    told = {"ETag": tag, "Cache-Control": "private, no-cache", **(headers or {})}
    if tag in (part.strip() for part in request.headers.get("if-none-match", "").split(",")):
        return Response(status_code=304, headers=told)
    made = make()
    content = made if isinstance(made, (bytes, str)) else to_json(made)
    return Response(content, headers=told, media_type=media_type)


def documented(schema: dict[str, Any], *, path: str) -> None:
    """Add the filters to a route of an OpenAPI document: their reader takes them from the address as they are."""
    for operation in schema["paths"][path].values():
        known = {parameter["name"] for parameter in operation.get("parameters", [])}
        operation.setdefault("parameters", []).extend(
            _parameter(name, text, example) for name, (text, example) in FILTERS.items() if name not in known
        )


def _parameter(name: str, text: str, example: str) -> dict[str, Any]:
    told: dict[str, Any] = {"name": name, "in": "query", "required": False, "description": text}
    told["schema"] = {"type": "string"}
    return told | ({"example": example} if example else {})
