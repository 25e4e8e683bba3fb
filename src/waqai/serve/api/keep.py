"""/judgements, /searches, /alerts, /notices, /tokens: what people say and keep."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Body, Query
from pydantic import Field
from starlette.responses import Response

from waqai.models import Alert, AlertKind, Channel, Judgement, Notice, SavedSearch, Verdict
from waqai.models.base import Part
from waqai.serve.access import Role
from waqai.serve.api.common import MISSING, ROOT, Admin, Analyst, Asks, Key, Plain, Reader
from waqai.store import Filters

router = APIRouter(prefix=ROOT)
Query_ = Annotated[
    dict[Plain, Annotated[Plain, Field(max_length=2000)]],
    Field(max_length=20, description="names and texts of filters", examples=[{"dyad": "EGY-TUR", "from": "2013"}]),
]
Id = Annotated[Plain, Field(max_length=500)]
Title = Annotated[Plain, Field(min_length=1, max_length=200)]


class Saying(Part):
    """What somebody says of events or records."""

    verdict: Verdict
    ids: list[Id] = Field(min_length=1, max_length=2)
    because: Plain = Field(default="", max_length=5000)


class NewSearch(Part):
    """A query to be kept."""

    name: Title
    query: Query_


class NewAlert(Part):
    """What somebody wants to be told of, and where besides the workbench."""

    name: Title
    kind: AlertKind
    query: Query_
    channels: list[Channel] = Field(default_factory=list, max_length=5)


class DeliveryRow(Part):
    """A notice on its way: how often it was tried, when it is tried next, or when it was done."""

    notice: str
    kind: str
    to: str
    tries: int
    due: dt.datetime
    done: dt.datetime | None = None
    error: str | None = None


class NewToken(Part):
    """Who is to have a token."""

    name: Title
    role: Role


class TokenRow(Part):
    """A token, without its secret, which nobody knows but its owner."""

    id: str
    name: str
    role: Role
    made: str
    revoked: str | None = None


class GivenToken(TokenRow):
    """A token with its secret, which is shown this once."""

    token: str


@router.get("/judgements", tags=["judgements"])
def judgements(desk: Asks, _: Reader) -> list[Judgement]:
    """All judgements, oldest first."""
    return desk.judgements()


@router.post("/judgements", status_code=201, responses=MISSING, tags=["judgements"])
def judge(
    desk: Asks,
    who: Analyst,
    saying: Annotated[Saying, Body(examples=[{"verdict": "wrong", "ids": ["64fdb50c7c3b1e3a"], "because": "satire"}])],
) -> Judgement:
    """Say that two events or records are the same or different, or that one is wrong. Every later run respects it."""
    return desk.judge(saying.verdict, saying.ids, saying.because, who.name)


@router.get("/searches", tags=["searches"])
def searches(desk: Asks, who: Analyst) -> list[SavedSearch]:
    """Your saved searches, by name."""
    return desk.searches(who.name)


@router.post("/searches", status_code=201, tags=["searches"])
def save(
    desk: Asks,
    who: Analyst,
    search: Annotated[NewSearch, Body(examples=[{"name": "Cairo and Ankara", "query": {"dyad": "EGY-TUR"}}])],
) -> SavedSearch:
    """Keep a query; one of the same name is replaced."""
    return desk.save_search(search.name, Filters.parse(search.query), who.name)


@router.delete("/searches/{key}", status_code=204, responses=MISSING, tags=["searches"])
def forget(desk: Asks, who: Analyst, key: Key) -> Response:
    """Forget a saved search."""
    desk.drop_search(key, who.name)
    return Response(status_code=204)


@router.get("/alerts", tags=["alerts"])
def alerts(desk: Asks, who: Analyst) -> list[Alert]:
    """What you want to be told of."""
    return desk.alerts(who.name)


@router.post("/alerts", status_code=201, tags=["alerts"])
def wait(
    desk: Asks,
    who: Analyst,
    alert: Annotated[
        NewAlert,
        Body(examples=[{"name": "Cairo and Ankara", "kind": "new", "query": {"dyad": "EGY-TUR"}, "channels": []}]),
    ],
) -> Alert:
    """Wait for something from now on: `new` events in a query, their first confirmation (`confirmed`) or contradiction
    (`contradicted`), or a relation that leaves its usual `range`.
    """
    return desk.add_alert(alert.name, alert.kind, Filters.parse(alert.query), alert.channels, who.name)


@router.delete("/alerts/{key}", status_code=204, responses=MISSING, tags=["alerts"])
def wait_no_more(desk: Asks, who: Analyst, key: Key) -> Response:
    """Wait no more; its notices go too."""
    desk.drop_alert(key, who.name)
    return Response(status_code=204)


@router.get("/alerts/{key}/deliveries", responses=MISSING, tags=["alerts"])
def deliveries(desk: Asks, who: Analyst, key: Key) -> list[DeliveryRow]:
    """What became of the notices of an alert on their way, the latest first."""
    return [
        DeliveryRow(
            notice=one.notice, kind=one.kind, to=one.target, tries=one.tries, due=one.due.replace(tzinfo=dt.UTC),
            done=one.done.replace(tzinfo=dt.UTC) if one.done else None, error=one.error,
        )
        for one in desk.deliveries(key, who.name)
    ]  # fmt: skip


@router.get("/notices", tags=["alerts"])
def notices(
    desk: Asks, who: Analyst, unseen: bool = False, limit: Annotated[int, Query(ge=1, le=1000)] = 100
) -> list[Notice]:
    """Alerts that arrived, the latest first."""
    return desk.notices(who.name, unseen=unseen, limit=limit)


@router.post("/notices/seen", status_code=204, tags=["alerts"])
def seen(
    desk: Asks,
    who: Analyst,
    keys: Annotated[list[Id], Body(max_length=1000, examples=[["64fdb50c7c3b1e3a"]])],
) -> Response:
    """These notices have been seen."""
    desk.mark_seen(keys, who.name)
    return Response(status_code=204)


@router.get("/tokens", tags=["tokens"])
def tokens(desk: Asks, _: Admin) -> list[TokenRow]:
    """All tokens, without their secrets."""
    return [TokenRow(**one.model_dump(exclude={"digest"})) for one in desk.tokens()]


@router.post("/tokens", status_code=201, tags=["tokens"])
def give(
    desk: Asks, _: Admin, wanted: Annotated[NewToken, Body(examples=[{"name": "mona", "role": "analyst"}])]
) -> GivenToken:
    """Make a token. Its secret is shown in this answer and never again."""
    kept, secret = desk.add_token(wanted.name, wanted.role)
    return GivenToken(**kept.model_dump(exclude={"digest"}), token=secret)


@router.delete("/tokens/{key}", status_code=204, responses=MISSING, tags=["tokens"])
def revoke(desk: Asks, _: Admin, key: Key) -> Response:
    """A token counts no more."""
    desk.revoke_token(key)
    return Response(status_code=204)
