"""Search: filters with counts, the events, and where, when and between whom they happened. The address is the query."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from waqai.serve.web.html import Html, join, tag
from waqai.serve.web.parts.filters import chips, column
from waqai.serve.web.parts.rows import event_row
from waqai.serve.web.parts.states import empty
from waqai.serve.web.parts.ties import network
from waqai.serve.web.parts.timeline import timeline
from waqai.serve.web.parts.worldmap import world_map
from waqai.serve.web.shell import lead
from waqai.serve.web.view import Page, View
from waqai.store import Filters

if TYPE_CHECKING:
    from waqai.serve.views import EventPage

PAGE = 30
"""Events on a page."""
PAGING = ("cursor", "view")
"""Names in the address that are no filters."""
LATEST = "-date"


def filters_of(view: View) -> Filters:
    """The filters in the address. The latest come first unless it asks otherwise. Raises UsageError."""
    asked = {key: value for key, value in view.address.values.items() if key not in PAGING}
    return Filters.parse({"order": LATEST, **asked})


def search(view: View) -> Page:
    """The page of events."""
    texts, filters = view.texts, filters_of(view)
    found = view.desk.search(filters, view.address.values.get("cursor"), PAGE)
    total = view.desk.count(filters)
    title = texts("pages.events")
    body = join(
        lead(view, title, texts("search.lead"), *_actions(view)),
        tag("div", column(view, view.desk.facets(filters)), _middle(view, filters, found, total),
            _pictures(view, filters) if total else None, class_="search"),
    )  # fmt: skip
    return Page(title, body, section="events", formats=("json", "csv", "atom"))


def _actions(view: View) -> tuple[Html, ...]:
    query = {key: value for key, value in view.address.values.items() if key not in PAGING}
    asked = str(view.address.to("", query)).partition("?")[2]
    to = {name: view.to(name, query=asked, new="1") for name in ("saved", "alerts")}
    return (
        tag("a", view.texts("actions.save"), href=to["saved"], class_="button"),
        tag("a", view.texts("actions.alert"), href=to["alerts"], class_="button"),
    )


def _middle(view: View, filters: Filters, found: EventPage, total: int) -> Html:
    everything = replace(filters, since=None, until=None)
    line = timeline(view, view.desk.timeline(everything)) if total or filters.since or filters.until else None
    return tag("section", line, chips(view), _results(view, filters, found, total), class_="search__main",
               aria_labelledby="results")  # fmt: skip


def _results(view: View, filters: Filters, found: EventPage, total: int) -> Html:
    if not total:
        return _nothing(view)
    count = tag("h2", view.write.count("events", total), id="results", tabindex="-1")
    head = tag("div", count, _order(view, filters), class_="results__head")
    rows = tag("ol", [event_row(view, event) for event in found.items], class_="results", id="result-list")
    return join(head, rows, _pager(view, found))


def _nothing(view: View) -> Html:
    texts = view.texts
    head = tag("h2", view.write.count("events", 0), id="results", class_="visually-hidden")
    if view.desk.holdings().events:
        clear = tag("a", texts("actions.clear"), href=view.to("events"), class_="button button--main")
        return join(head, empty(texts("search.empty"), texts("search.empty_hint"), clear, level=3))
    return join(head, empty(texts("search.nothing"), texts("search.nothing_hint"), level=3))


def _order(view: View, filters: Filters) -> Html:
    orders = view.texts.entry("search.orders")
    options = [tag("option", words, value=value, selected=value == filters.order) for value, words in orders.items()]
    kept = [
        tag("input", type="hidden", name=key, value=value)
        for key, value in view.address.values.items()
        if key not in ("order", "cursor")
    ]
    return tag(
        "form", kept, tag("label", view.texts("search.order"), for_="order"),
        tag("select", options, name="order", id="order"), action=view.to("events"), method="get", data_live="",
    )  # fmt: skip


def _pager(view: View, found: EventPage) -> Html | None:
    first = "cursor" in view.address.values
    if not found.next and not first:
        return None
    back = tag("a", view.texts("search.start"), href=str(view.address.with_query(cursor=None)), class_="button")
    on = tag("a", view.texts("search.next"), href=str(view.address.with_query(cursor=found.next)), class_="button")
    return tag("nav", back if first else tag("span"), on if found.next else None, class_="pager",
               aria_label=view.texts("search.results"))  # fmt: skip


def _pictures(view: View, filters: Filters) -> Html:
    return tag(
        "div", world_map(view, view.desk.places(filters)), network(view, view.desk.network(filters)),
        class_="search__pictures",
    )  # fmt: skip
