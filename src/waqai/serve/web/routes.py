"""Which page stands at which address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import import_module

from waqai.errors import NotFoundError, UsageError
from waqai.serve.web.html import tag
from waqai.serve.web.parts.states import problem
from waqai.serve.web.view import Page, View


@dataclass(frozen=True, slots=True)
class Route:
    """A page: the pattern of its path, where `{name}` is one step, and its function as `module:function`."""

    pattern: str
    function: str

    def match(self, path: str) -> Mapping[str, str] | None:
        """What the names in the pattern stand for, None where the path is another one."""
        found = re.fullmatch(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(self.pattern)), path)
        return found.groupdict() if found else None

    def load(self) -> Callable[[View], Page]:
        """The function."""
        module, _, name = self.function.partition(":")
        page: Callable[[View], Page] = getattr(import_module(f"waqai.serve.web.pages.{module}"), name)
        return page


ROUTES = (
    Route("events", "search:search"),
    Route("events/{id}", "event:event"),
    Route("articles/{id}", "article:article"),
    Route("relations", "relation:relations"),
    Route("relations/{dyad}", "relation:relation"),
    Route("actors", "actor:actors"),
    Route("actors/{code}", "actor:actor"),
    Route("code", "code:code"),
    Route("code/{id}", "code:reading"),
    Route("saved", "saved:saved"),
    Route("alerts", "alerts:alerts"),
    Route("settings", "settings:settings"),
)
"""Every page. A new one is a line here and a function `View -> Page` in a module of `pages`."""
START = "events"


def page_at(view: View) -> Page:
    """The page at the view's address; where there is none, or it fails, a page that says so and helps."""
    for route, params in _matches(view.address.path or START):
        try:
            return route.load()(replace(view, params=params))
        except NotFoundError:
            return lost(view)
        except UsageError as error:
            return _problem(view, view.texts("errors.bad_query"), str(error), 400)
    return lost(view)


def _matches(path: str) -> Iterator[tuple[Route, Mapping[str, str]]]:
    for route in ROUTES:
        params = route.match(path)
        if params is not None:
            yield route, params


def lost(view: View) -> Page:
    """Nothing is at this address."""
    return _problem(view, view.texts("errors.lost"), view.texts("errors.lost_hint"), 404)


def failed(view: View) -> Page:
    """The page could not be made."""
    return _problem(view, view.texts("errors.title"), view.texts("errors.hint"), 500)


def _problem(view: View, title: str, hint: str, status: int) -> Page:
    back = tag("a", view.texts("errors.to_events"), class_="button", href=view.to("events"))
    return Page(title, problem(title, hint, back), status=status)
