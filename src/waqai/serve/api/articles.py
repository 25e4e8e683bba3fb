"""/articles, /records, /tombstones: what went in, what was coded from it, what is no more."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Body, Query, Request
from pydantic import Field
from starlette.responses import PlainTextResponse, Response

from waqai.models import Article, Record, Status
from waqai.models.base import Part
from waqai.serve.api.common import MISSING, ROOT, Admin, Asks, Cursor, Key, Limit, Plain, Reader, Since, answer, utc
from waqai.serve.views import ArticlePage, ArticleView, CodedView, RecordPage, TombstonePage

router = APIRouter(prefix=ROOT)
LONGEST = 100_000
"""Characters of an article that is sent in."""
Name = Annotated[str | None, Query(max_length=500)]
EXAMPLE = {
    "title": "الرباط تستدعي سفيرها لدى باريس",
    "text": "استدعت الرباط سفيرها لدى باريس للتشاور.",
    "published": "2023-02-01",
    "publisher": "Hespress",
}


class NewArticle(Part):
    """An article to be coded. Offsets of the records count in title, line feed and text."""

    id: Plain | None = Field(default=None, max_length=500, description="your own key; by default made of the content")
    title: Plain | None = Field(default=None, max_length=2000)
    text: Plain = Field(max_length=LONGEST)
    published: Plain | None = Field(default=None, max_length=40, description="ISO date", examples=["2023-02-01"])
    publisher: Plain | None = Field(default=None, max_length=500)
    url: Plain | None = Field(default=None, max_length=2000)

    def article(self) -> Article:
        """The article itself. Raises InputError on a date that is none."""
        return Article.parse(self.model_dump())


class Fate(Part):
    """What became of an article that was sent in; of a rejected one the reason."""

    article: str | None
    fate: Literal["added", "replaced", "unchanged", "rejected"]
    records: int = 0
    reason: str | None = None
    message: str = ""


@router.get("/articles", response_model=ArticlePage, tags=["articles"])
def articles(
    request: Request,
    desk: Asks,
    _: Reader,
    publisher: Name = None,
    cursor: Cursor = None,
    limit: Limit = 100,
    updated_since: Since = None,
) -> Response:
    """The articles of the store, latest publication first."""
    return answer(request, lambda: desk.articles(publisher, cursor, limit, updated_since=utc(updated_since)))


@router.post("/articles", tags=["articles"])
def add(
    desk: Asks, _: Admin, articles: Annotated[list[NewArticle], Body(max_length=100, examples=[[EXAMPLE]])]
) -> list[Fate]:
    """Code articles and store them. Those that are there already stay as they are; corrected ones are replaced."""
    outcomes = desk.add([one.article() for one in articles])
    return [
        Fate(article=o.article, fate=o.fate, records=o.records, reason=o.reason, message=o.message) for o in outcomes
    ]


@router.get("/articles/{key}", response_model=ArticleView, responses=MISSING, tags=["articles"])
def article(request: Request, desk: Asks, key: Key, _: Reader) -> Response:
    """An article with its text, where that was kept, and all records coded from it."""
    return answer(request, lambda: desk.article(key))


@router.get("/articles/{key}/explain", response_model=CodedView, responses=MISSING, tags=["articles"])
def explain(request: Request, desk: Asks, key: Key, _: Reader) -> Response:
    """How an article is read: sentence by sentence what was found, by which rules, and what nearly was an event."""
    return answer(request, lambda: desk.explain(key))


@router.get("/records", response_model=RecordPage, tags=["records"])
def records(
    request: Request,
    desk: Asks,
    _: Reader,
    article: Name = None,
    event: Annotated[str | None, Query(max_length=50, description="PLOVER type", examples=["CONSULT"])] = None,
    rule: Name = None,
    status: Status | None = None,
    publisher: Name = None,
    cursor: Cursor = None,
    limit: Limit = 100,
    updated_since: Since = None,
) -> Response:
    """Records, by id."""
    asked = {"article": article, "event": event, "rule": rule, "status": status, "publisher": publisher}
    wanted = {name: value for name, value in asked.items() if value}
    return answer(request, lambda: desk.records(wanted, cursor, limit, updated_since=utc(updated_since)))


@router.get("/records/{key}", response_model=Record, responses=MISSING, tags=["records"])
def record(request: Request, desk: Asks, key: Key, _: Reader) -> Response:
    """One record, by its id or that of one whose place it took."""
    return answer(request, lambda: desk.record(key))


@router.get("/records/{key}/counterexample", response_class=PlainTextResponse, responses=MISSING, tags=["records"])
def counterexample(
    desk: Asks, key: Key, _: Reader, because: Annotated[Plain, Query(max_length=2000)] = ""
) -> PlainTextResponse:
    """The sentence of a record as a counterexample of its rule, as a pack's YAML has it."""
    return PlainTextResponse(desk.counterexample(key, because))


@router.get("/tombstones", response_model=TombstonePage, tags=["records"])
def tombstones(
    request: Request, desk: Asks, _: Reader, since: Since = None, cursor: Cursor = None, limit: Limit = 100
) -> Response:
    """Ids of articles, records and events that are no more, and what took their place; oldest first."""
    return answer(request, lambda: desk.tombstones(utc(since), cursor, limit))
