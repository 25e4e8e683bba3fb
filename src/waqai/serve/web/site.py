"""The site on its server: addresses, assets, and a live connection to each open page."""

from __future__ import annotations

import hashlib
import logging
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse
from starlette.staticfiles import StaticFiles

from waqai.serve.web.address import Address
from waqai.serve.web.embed import add_embed
from waqai.serve.web.prefs import COOKIE, Prefs
from waqai.serve.web.routes import ROUTES, START, failed, page_at
from waqai.serve.web.texts import LANGUAGES, load_texts
from waqai.serve.web.upload import add_upload
from waqai.serve.web.view import Page, View

if TYPE_CHECKING:
    from waqai.serve.desk import Desk
    from waqai.serve.settings import ServeSettings

LOG = logging.getLogger(__name__)
STATIC = Path(str(files("waqai.serve.web"))) / "static"
PLEX = Path(str(files("waqai.relations"))) / "fonts"
FONT = "/assets/plex/IBMPlexSansArabic-Regular.woff2"
_SECONDS = 30.0
"""How long a page may take before the browser is told that it failed."""


class Site:
    """All pages on one desk."""

    def __init__(self, desk: Desk, settings: ServeSettings) -> None:
        from waqai.serve.web.drafts import Drafts

        self.desk, self.settings, self.drafts = desk, settings, Drafts()
        self._warm = False

    def warm(self) -> None:
        """Load the rules, which takes a moment, before somebody asks for one."""
        if not self._warm:
            self._warm = True
            self.desk.rule("")

    def rehearse(self) -> None:
        """Make each page that needs no name once: whoever comes first then finds words and counts made."""
        self.warm()
        for language in LANGUAGES:
            for route in ROUTES:
                if "{" not in route.pattern:
                    self.page(View(self.desk, Address(language, route.pattern), Prefs(), drafts=self.drafts))

    def mount(self, app: FastAPI) -> None:
        """Put pages and assets on the application."""
        from nicegui import ui

        app.mount("/assets/plex", StaticFiles(directory=PLEX), name="plex")
        app.mount("/assets", StaticFiles(directory=STATIC), name="assets")
        self._redirects(app)
        add_embed(app, self)
        for language in LANGUAGES:
            add_upload(app, self, language)
            self._pages(language)
        ui.run_with(
            app, title="waqai", tailwind=False, show_welcome_message=False, reconnect_timeout=20.0,
            binding_refresh_interval=None, favicon=STATIC / "favicon.svg",
        )  # fmt: skip

    def _redirects(self, app: FastAPI) -> None:
        """Addresses without a language lead to the reader's; those with .json or .csv to the data."""

        @app.get("/", include_in_schema=False)
        async def start(request: Request) -> RedirectResponse:
            return RedirectResponse(f"/{_language(request)}/{START}")

        for language in LANGUAGES:

            @app.get(f"/{language}/{{path:path}}.{{suffix}}", include_in_schema=False)
            async def data(request: Request, path: str, suffix: str) -> RedirectResponse:
                ending = "" if suffix == "json" else f".{suffix}"
                query = f"?{request.url.query}" if request.url.query else ""
                return RedirectResponse(f"/api/v1/{path}{ending}{query}")

        for section in ("events", "articles", "relations", "actors", "code", "saved", "alerts", "settings"):

            @app.get(f"/{section}", include_in_schema=False)
            @app.get(f"/{section}/{{rest:path}}", include_in_schema=False)
            async def translated(request: Request) -> RedirectResponse:
                query = f"?{request.url.query}" if request.url.query else ""
                return RedirectResponse(f"/{_language(request)}{request.url.path}{query}")

    def _pages(self, language: str) -> None:
        from nicegui import ui

        async def page(request: Request) -> None:
            from waqai.serve.web.visit import Visit

            await Visit(self, request).begin()

        quasar: Any = "ar" if language == "ar" else "en-GB"
        for path in (f"/{language}", f"/{language}/{{path:path}}"):
            ui.page(path, language=quasar, title="waqai", response_timeout=_SECONDS)(page)

    def view(self, address: Address, cookie: str, token: str | None = None) -> View:
        """How a reader looks at an address. Where only this machine can reach the server, nobody needs a token here."""
        who = self.desk.doorkeeper.who(token)
        writes = who is not None and (who.may("analyst") or (self.settings.is_private and not who.token))
        prefs, owner = Prefs.parse(cookie), who.name if who else ""
        return View(self.desk, address, prefs, drafts=self.drafts, owner=owner, may_write=writes)

    def page(self, view: View) -> Page:
        """The page of a view; what goes wrong is noted in the log and told as a page."""
        try:
            return page_at(view)
        except Exception:
            LOG.exception("the page %s could not be made", view.address)
            return failed(view)


def cookie_of(request: Request) -> str:
    """What the reader chose, as `Prefs.parse` reads it; browsers keep it with its signs escaped."""
    return unquote(request.cookies.get(COOKIE, ""))


def _language(request: Request) -> str:
    """The language that was read last, else the first of the browser's that there is."""
    prefs = Prefs.parse(cookie_of(request))
    if prefs.language in LANGUAGES:
        return prefs.language
    wanted = [part.split(";")[0].strip()[:2] for part in request.headers.get("accept-language", "").split(",")]
    return next((language for language in wanted if language in LANGUAGES), LANGUAGES[0])


@lru_cache(maxsize=8)
def asset(name: str) -> str:
    """The address of an asset with the mark of its content, so that browsers may keep it."""
    mark = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/assets/{name}?v={mark}"


def head(language: str, prefs: Prefs, *, charts: bool = False) -> str:
    """What stands in the head of every document: fonts, styles, theme and direction before anything is drawn.

    `charts`: their code and the world's shapes are on their way before the page asks for them.
    """
    direction = load_texts(language)("direction")
    early = (
        f'<link rel="modulepreload" href="{asset("plots.js")}">'
        f'<link rel="preload" href="{asset("world.json")}" as="fetch" crossorigin>'
    )
    return (
        f"<script>document.documentElement.dir='{direction}';"
        f"document.documentElement.dataset.theme='{prefs.theme}'</script>"
        f'<link rel="preload" href="{FONT}" as="font" type="font/woff2" crossorigin>'
        f'<link rel="stylesheet" href="{asset("web.css")}">'
        '<meta name="referrer" content="no-referrer">'
        f"{early if charts else ''}"
    )
