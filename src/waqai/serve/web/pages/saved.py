"""Saved searches."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from waqai.serve.web.html import Html, bdi, join, tag
from waqai.serve.web.parts.blocks import block
from waqai.serve.web.parts.filters import query_words
from waqai.serve.web.parts.forms import button, field
from waqai.serve.web.parts.states import empty
from waqai.serve.web.shell import lead
from waqai.serve.web.view import Page, View

if TYPE_CHECKING:
    from waqai.models.keeping import SavedSearch


def saved(view: View) -> Page:
    """The list; with `?new=1&query=...` also the form that keeps a query."""
    texts = view.texts
    title = texts("pages.saved")
    searches = view.desk.searches(view.owner)
    rows = tag("ul", [_row(view, one) for one in searches], class_="list") if searches else _none(view)
    return Page(title, join(lead(view, title, texts("saved.lead")), _form(view), rows), section="saved")


def _none(view: View) -> Html:
    to = tag("a", view.texts("errors.to_events"), href=view.to("events"), class_="button")
    return empty(view.texts("saved.none"), view.texts("saved.none_hint"), to)


def _form(view: View) -> Html | None:
    if "new" not in view.address.values:
        return None
    query = view.address.values.get("query", "")
    words = query_words(view, dict(parse_qsl(query))) or view.texts("alerts.everything")
    form = tag(
        "form", tag("input", type="hidden", name="query", value=query),
        field("name", view.texts("saved.name"), value=words, required=True, maxlength=200),
        tag("div", button(view.texts("actions.save"), main=True), class_="form__row"),
        class_="form card", data_act="save", method="post",
    )  # fmt: skip
    return block("new", view.texts("actions.save"), form)


def _row(view: View, one: SavedSearch) -> Html:
    link = tag("a", bdi(one.name), href=view.to("events", **one.query))
    words = tag("p", bdi(query_words(view, one.query) or view.texts("alerts.everything")), class_="small quiet")
    made = tag("p", view.texts("saved.made", at=view.write.moment(one.made)), class_="small quiet")
    form = tag("form", tag("input", type="hidden", name="id", value=one.id),
               button(view.texts("actions.delete"), bare=True), data_act="drop_search", method="post")  # fmt: skip
    return tag("li", tag("div", tag("h2", link), words, made), form, data_item="", id=f"saved-{one.id}")
