"""Errors as RFC 9457 problems (`application/problem+json`), in the words of the program and never with its insides."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from pydantic_core import to_json
from starlette.exceptions import HTTPException
from starlette.responses import Response

from waqai.errors import InputError, NotFoundError, StoreError, UsageError, WaqaiError

LOG = logging.getLogger(__name__)
TYPE = "application/problem+json"


class Problem(BaseModel):
    """What went wrong (RFC 9457). `request` is the id of the request, for whoever reads the server's log."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    request: str = ""
    errors: list[dict[str, Any]] = Field(default_factory=list, description="which parts of the request are wrong")


def problem(
    status: int,
    detail: str = "",
    *,
    request: str = "",
    errors: list[dict[str, Any]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer that tells of a problem."""
    title = HTTPStatus(status).phrase
    told = Problem(title=title, status=status, detail=detail, request=request, errors=errors or [])
    return Response(to_json(told, inf_nan_mode="null"), status, headers, media_type=TYPE)


def install(app: FastAPI) -> None:
    """Teach an application to tell its errors this way."""
    app.add_exception_handler(WaqaiError, _waqai)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _defect)


def status_of(error: WaqaiError) -> int:
    """The status that an error is told with."""
    if isinstance(error, NotFoundError):
        return 410 if error.gone else 404
    if isinstance(error, (UsageError, InputError)):
        return 422
    return 503 if isinstance(error, StoreError) else 500


def request_id(request: Request) -> str:
    """The id under which the request stands in the log."""
    return str(request.scope.get("state", {}).get("request", ""))


async def _waqai(request: Request, error: Exception) -> Response:
    assert isinstance(error, WaqaiError)
    status = status_of(error)
    if status >= 500:
        LOG.error("%s %s: %s", request_id(request), request.url.path, error)
        return problem(status, "the store cannot be read or written just now", request=request_id(request))
    return problem(status, str(error), request=request_id(request))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    detail = "" if error.detail == HTTPStatus(error.status_code).phrase else str(error.detail)
    return problem(error.status_code, detail, request=request_id(request), headers=error.headers)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    wrong = [{"where": [str(part) for part in one["loc"]], "what": one["msg"]} for one in error.errors()[:10]]
    first = f"{'.'.join(wrong[0]['where'])}: {wrong[0]['what']}" if wrong else ""
    return problem(422, first, request=request_id(request), errors=wrong)


async def _defect(request: Request, error: Exception) -> Response:
    LOG.error("%s %s: defect", request_id(request), request.url.path, exc_info=error)
    return problem(500, "a defect of the server; its log has more", request=request_id(request))
