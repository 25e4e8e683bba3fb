"""The routes under /api/v1, one file for each kind of thing; health and metrics beside them."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from waqai.serve.api import articles, bulk, events, facts, health, keep, relations
from waqai.serve.api.common import PROBLEMS, ROOT, documented

COUNTS = ("count", "facets", "timeline", "places", "network")
FILTERED = ("/events", "/events.atom", "/events.{form}", *(f"/events/{name}" for name in COUNTS))
ABOUT = """A chronicle of what states and political actors did to and with each other, read from Arabic news.

Lists are cut into pages: `next` of an answer is the `cursor` of the following question. Answers carry an `ETag`; errors
are `application/problem+json`. Reading is open on loopback; all else needs a token: `Authorization: Bearer ...`.
"""


def register(app: FastAPI) -> None:
    """Put all routes on an application."""
    for module in (bulk, events, articles, relations, facts, keep):
        app.include_router(module.router, responses=PROBLEMS)
    app.include_router(health.router, responses={status: PROBLEMS[status] for status in (401, 429, 503)})
    app.openapi = lambda: _document(app)  # type: ignore[method-assign]


def _document(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document, with the filters, which routes read from the address themselves, and the tokens."""
    if app.openapi_schema is None:
        schema = get_openapi(title="waqai", version=app.version, description=ABOUT, routes=app.routes)
        for path in FILTERED:
            documented(schema, path=ROOT + path)
        schema.setdefault("components", {})["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        schema["security"] = [{}, {"token": []}]
        app.openapi_schema = schema
    return app.openapi_schema
