"""/health for whoever watches over the server, /metrics for Prometheus, /login for browsers."""

from __future__ import annotations

from html import escape
from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response

from waqai import __version__
from waqai.models.base import Part
from waqai.serve.access import COOKIE
from waqai.serve.api.common import Asks, Reader, answer
from waqai.serve.telemetry import TYPE
from waqai.serve.views import Holdings

router = APIRouter()
_FORM = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>waqai</title><style>body{{font:18px/1.6 system-ui,sans-serif;max-width:26rem;margin:15vh auto;padding:0 1rem}}
input,button{{font:inherit;padding:.4rem .6rem;width:100%;box-sizing:border-box;margin:.3rem 0}}</style>
<h1>waqai · وقائع</h1><form method="post"><label>Token<span lang="ar" dir="rtl"> · الرمز</span>
<input name="token" type="password" autocomplete="current-password" required autofocus></label>
<button>Open · <span lang="ar">افتح</span></button><p role="alert">{said}</p></form></html>
"""


class Health(Part):
    """Whether the server can answer."""

    status: str
    version: str


@router.get("/health", tags=["server"])
def health(desk: Asks) -> Health:
    """200 where the store can be read; 503 where it cannot."""
    desk.check()
    return Health(status="ok", version=__version__)


@router.get("/metrics", tags=["server"], response_class=Response)
def metrics(request: Request, desk: Asks, _: Reader) -> Response:
    """What the server counts of itself, in Prometheus' format."""
    telemetry = request.app.state.telemetry
    telemetry.holds({kind: n for kind, n in desk.holdings().model_dump().items() if isinstance(n, int)})
    return Response(telemetry.text(), media_type=TYPE)


@router.get("/api/v1", response_model=Holdings, tags=["server"])
def holdings(request: Request, desk: Asks, _: Reader) -> Response:
    """What the store has."""
    return answer(request, desk.holdings)


@router.get("/login", include_in_schema=False)
async def login(said: str = "") -> HTMLResponse:
    """Where a browser gives its token."""
    return HTMLResponse(_FORM.format(said=escape(said)))


@router.post("/login", include_in_schema=False)
async def log_in(request: Request) -> Response:
    """Keep the token in a cookie that no script can read and no other site can send."""
    given = parse_qs((await request.body()).decode("utf8", "replace")).get("token", [""])[0].strip()
    who = await run_in_threadpool(request.app.state.doorkeeper.who, given) if given else None
    if who is None:
        return HTMLResponse(_FORM.format(said="This token does not count. · هذا الرمز غير صالح."), 401)
    response = RedirectResponse("/", 303)
    secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, given, max_age=30 * 86400, httponly=True, samesite="strict", secure=secure)
    return response
