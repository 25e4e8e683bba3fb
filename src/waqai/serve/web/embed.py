"""A relation's chart as a bare page, for a frame on other pages: `/embed/relations/EGY-TUR?lang=ar&theme=dark`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool

from waqai.errors import UsageError
from waqai.serve.web.address import Address
from waqai.serve.web.html import Html, escape, join, tag
from waqai.serve.web.pages.relation import ask
from waqai.serve.web.parts.drawn import both
from waqai.serve.web.parts.history import charts, dyad_name
from waqai.serve.web.parts.quadbar import legend
from waqai.serve.web.parts.states import problem
from waqai.serve.web.prefs import COOKIE
from waqai.serve.web.texts import LANGUAGES
from waqai.serve.web.view import View

if TYPE_CHECKING:
    from waqai.serve.web.site import Site


def add_embed(app: FastAPI, site: Site) -> None:
    """Put the bare pages on the application."""

    @app.get("/embed/relations/{dyad}", include_in_schema=False)
    async def embedded(request: Request, dyad: str) -> HTMLResponse:
        values = dict(request.query_params)
        language = values.pop("lang", "") if values.get("lang") in LANGUAGES else LANGUAGES[0]
        view = site.view(Address(language, f"relations/{dyad}", tuple(values.items())), request.cookies.get(COOKIE, ""))
        theme = values.get("theme", "")
        if theme:
            view = replace(view, prefs=view.prefs.changed({"theme": theme}))
        status, text = await run_in_threadpool(_page, view, dyad)
        return HTMLResponse(text, status_code=status)


def _page(view: View, dyad: str) -> tuple[int, str]:
    a, _, b = dyad.partition("-")
    try:
        it = ask(view, a, b)
    except UsageError as error:
        return 400, _document(view, view.texts("errors.bad_query"), problem(view.texts("errors.bad_query"), str(error)))
    title = view.write.listed([view.write.country(it.a.code), view.write.country(it.b.code)])
    whole = tag("a", view.texts("relation.open"), href=str(view.address), target="_blank", rel="noopener")
    foot = tag("p", view.texts("site.made"), " ", whole, class_="small quiet")
    body = join(tag("h1", dyad_name(view, it)), legend(view), both(*charts(view, it)), foot)
    return 200, _document(view, title, tag("main", body, class_="workbench embed"))


def _document(view: View, title: str, body: Html) -> str:
    from waqai.serve.web.site import asset

    return (
        f'<!doctype html><html lang="{view.language}" dir="{view.direction}" data-theme="{view.prefs.theme}"><head>'
        f'<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<title>{escape(title)}</title><base target="_blank"><link rel="stylesheet" href="{asset("web.css")}"></head>'
        f"<body>{body}</body></html>"
    )
