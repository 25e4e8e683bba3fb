"""A file that somebody brings is read as `waqai code` reads it, its first article held as a draft."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from waqai.errors import InputError, WaqaiError
from waqai.models import Article
from waqai.serve.web.address import Address

if TYPE_CHECKING:
    from waqai.serve.web.site import Site

MOST = 5_000_000
"""Bytes of a file; an article is far smaller."""


def add_upload(app: FastAPI, site: Site, language: str) -> None:
    """The address that files are sent to. It answers with the address of the reading, or with what is wrong."""

    @app.post(f"/{language}/code/upload", include_in_schema=False)
    async def upload(request: Request) -> JSONResponse:
        async with request.form(max_files=1, max_part_size=MOST) as form:
            file, published = form.get("file"), str(form.get("published") or "")
            if not isinstance(file, UploadFile):
                return JSONResponse({"problem": "no file"}, 422)
            data, name = await file.read(MOST + 1), PurePosixPath(file.filename or "article.txt").name
        try:
            key = await run_in_threadpool(_keep, site, data, name, published)
        except (WaqaiError, ValueError) as error:
            return JSONResponse({"problem": str(error)}, 422)
        return JSONResponse({"address": str(Address(language, f"code/{key}"))})


def _keep(site: Site, data: bytes, name: str, published: str) -> str:
    article = read_first(data, name, published)
    return site.drafts.keep(site.desk.code(article, explain=True))


def read_first(data: bytes, name: str, published: str = "") -> Article:
    """The first article of a file. Raises InputError where there is none or it is too large."""
    from waqai.ingest.document import Document
    from waqai.ingest.paths import read_document

    if len(data) > MOST:
        raise InputError(f"{name} is larger than {MOST // 1_000_000} MB")
    for item in read_document(Document(name, name, PurePosixPath(name).stem, lambda: BytesIO(data))):
        if isinstance(item, InputError):
            raise item
        own = item.published or (dt.date.fromisoformat(published) if published else None)
        return item.model_copy(update={"published": own})
    raise InputError(f"{name} has no article")
