"""The query string: the filters of `waqai events`, a cursor, a size of page."""

from __future__ import annotations

from starlette.requests import Request

from waqai.store import Filters

PAGING = frozenset({"cursor", "limit", "updated_since", "view", "by", "most", "lang", "token"})
"""Names in an address that are no filters."""


def filters_of(request: Request) -> Filters:
    """The filters of an address; a name may be repeated. Raises UsageError."""
    names = dict.fromkeys(name for name in request.query_params if name not in PAGING)
    return Filters.parse({name: request.query_params.getlist(name) for name in names})
