"""/who, /dates, /code: what needs no store."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Body, Query
from pydantic import Field
from pydantic_core import to_json
from starlette.responses import Response

from waqai.models.base import Part
from waqai.serve.api.articles import EXAMPLE, LONGEST, NewArticle
from waqai.serve.api.common import JSON, ROOT, Asks, Plain, Reader
from waqai.serve.views import CodedView, OfficeRow, TimeView

router = APIRouter(prefix=ROOT, tags=["facts"])


class DatedText(Part):
    """A text in which time expressions are sought; without `published` relative ones come back undated."""

    text: Plain = Field(max_length=LONGEST)
    published: dt.date | None = None


@router.get("/who")
def who(
    desk: Asks,
    _: Reader,
    q: Annotated[Plain, Query(min_length=1, max_length=300, description="an office", examples=["رئيس وزراء العراق"])],
    on: Annotated[dt.date | None, Query(description="the day in question; default: today")] = None,
) -> list[OfficeRow]:
    """Who held an office on a day."""
    return desk.who(q, on)


@router.post("/dates")
def dates(
    desk: Asks,
    _: Reader,
    asked: Annotated[DatedText, Body(examples=[{"text": "زار القاهرة أمس", "published": "2023-02-01"}])],
) -> list[TimeView]:
    """The time expressions of a text and what they mean."""
    return desk.dates(asked.text, asked.published)


@router.post("/code", response_model=CodedView)
def code(
    desk: Asks,
    _: Reader,
    article: Annotated[NewArticle, Body(examples=[EXAMPLE])],
    explain: Annotated[bool, Query(description="also how it was read")] = False,
) -> Response:
    """Code an article on the spot; nothing is stored."""
    return Response(to_json(desk.code(article.article(), explain=explain)), media_type=JSON)
