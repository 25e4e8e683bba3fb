"""One open page: it follows the reader from address to address over a live connection."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

from fastapi import Request
from nicegui import background_tasks, context, ui
from starlette.concurrency import run_in_threadpool

from waqai.errors import WaqaiError
from waqai.serve.access import COOKIE as TOKEN
from waqai.serve.web.acts import Outcome, perform
from waqai.serve.web.address import Address
from waqai.serve.web.shell import frame
from waqai.serve.web.site import Site, asset, cookie_of, head
from waqai.serve.web.view import Page, View
from waqai.serve.web.workbench import Workbench

if TYPE_CHECKING:
    from waqai.models import Notice

LOG = logging.getLogger(__name__)
_EVERY = 3.0
"""Seconds between looks for new notices."""


class Visit:
    """A browser's tab."""

    def __init__(self, site: Site, request: Request) -> None:
        self.site = site
        self.cookie, self.token = cookie_of(request), request.cookies.get(TOKEN)
        self.address = Address.parse(f"{request.url.path}?{request.url.query}")
        self.known: set[str] = set()
        self.serial = 0

    @property
    def view(self) -> View:
        """How the reader looks at where he is."""
        return self.site.view(self.address, self.cookie, self.token)

    async def begin(self) -> None:
        """Make the first page."""
        view = self.view
        page, unseen = await run_in_threadpool(self._make, view)
        self.known = {notice.id for notice in unseen}
        client = context.client
        client.title, client.status_code = _title(view, page), page.status
        client.page_container.style("display:none")
        shown = self._shown(view, page, len(unseen))
        ui.add_head_html(head(view.language, view.prefs, charts="data-plot" in shown["html"]))
        with client.layout:
            self.bench = Workbench(shown, go=self._go, act=self._act)
            ui.timer(_EVERY, self._listen)
        background_tasks.create(run_in_threadpool(self.site.warm), name="warm")

    def _make(self, view: View) -> tuple[Page, list[Notice]]:
        return self.site.page(view), self._unseen(view)

    def _unseen(self, view: View) -> list[Notice]:
        return self.site.desk.notices(view.owner, unseen=True)

    def _shown(self, view: View, page: Page, unseen: int, **more: Any) -> dict[str, Any]:
        self.serial += 1
        return {
            "serial": self.serial,
            "title": _title(view, page),
            "html": str(frame(view, page, unseen=unseen)),
            "address": str(view.address),
            "digits": "arab" if view.write.arabic_digits else "latn",
            "world": asset("world.json"),
            "plots": asset("plots.js"),
            "words": {"offline": view.texts("errors.offline"), "copied": view.texts("article.copied")},
            **more,
        }

    async def _go(self, asked: dict[str, Any]) -> None:
        """Show another address. `prefs`: the cookie as it is now."""
        self.cookie = str(asked.get("cookie", self.cookie))
        self.address = Address.parse(str(asked.get("address", "/")), language=self.address.language)
        await self._show()

    async def _show(self, **more: Any) -> None:
        view = self.view
        if not view.owner:
            ui.navigate.to("/login")
            return
        page, unseen = await run_in_threadpool(self._make, view)
        if self.address == view.address:
            self.bench.show(self._shown(view, page, len(unseen), **more))

    async def _act(self, asked: dict[str, Any]) -> None:
        """Do what a form asks for, then show what it led to."""
        fields = {str(key): str(value) for key, value in dict(asked.get("fields", {})).items()}
        view = self.view
        if not view.owner:
            ui.navigate.to("/login")
            return
        try:
            outcome = await run_in_threadpool(perform, view, str(asked.get("name", "")), fields)
        except WaqaiError as error:
            self.bench.toast(view.texts("done.failed", why=error))
            return
        except Exception:
            LOG.exception("%s failed", asked.get("name"))
            self.bench.toast(view.texts("errors.hint"))
            return
        await self._follow(outcome)

    async def _follow(self, outcome: Outcome) -> None:
        if outcome.cookie is not None:
            self.cookie = outcome.cookie
        if outcome.address:
            self.address = Address.parse(outcome.address, language=self.address.language)
        more = {"cookie": self.cookie, "push": str(self.address), "toast": outcome.toast}
        await self._show(**more)

    async def _listen(self) -> None:
        """Tell of notices that have come since."""
        view = self.view
        if not view.owner:
            return
        try:
            unseen = await run_in_threadpool(self._unseen, view)
        except (WaqaiError, asyncio.CancelledError):
            return
        fresh = [notice for notice in unseen if notice.id not in self.known]
        if fresh:
            self.known |= {notice.id for notice in fresh}
            texts = self.view.texts
            await self._show(toast=texts("alerts.arrived", name=fresh[0].name))


def _title(view: View, page: Page) -> str:
    return f"{page.title} · {view.texts('site.name')}"
