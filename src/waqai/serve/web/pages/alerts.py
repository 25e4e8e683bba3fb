"""Alerts: what somebody wants to be told of, and what has arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from waqai.serve.web.html import Html, bdi, join, tag
from waqai.serve.web.parts.blocks import block
from waqai.serve.web.parts.filters import query_words
from waqai.serve.web.parts.forms import button, field, select
from waqai.serve.web.parts.states import empty
from waqai.serve.web.shell import lead
from waqai.serve.web.view import Page, View

if TYPE_CHECKING:
    from waqai.models.keeping import Alert, Notice


def alerts(view: View) -> Page:
    """What arrived, what is waited for, and a form for more."""
    title = view.texts("pages.alerts")
    body = join(
        lead(view, title, view.texts("alerts.lead")),
        tag("div", tag("div", _arrived(view), _mine(view)), tag("aside", _form(view), class_="aside",
            aria_label=view.texts("alerts.new")), class_="columns"),
    )  # fmt: skip
    return Page(title, body, section="alerts")


def _arrived(view: View) -> Html:
    texts = view.texts
    notices = view.desk.notices(view.owner)
    if not notices:
        return block(
            "arrived",
            texts("alerts.notices"),
            empty(texts("alerts.notices_none"), texts("alerts.notices_none_hint"), level=3),
        )
    unseen = ",".join(notice.id for notice in notices if not notice.seen)
    seen = (
        tag("form", tag("input", type="hidden", name="ids", value=unseen), button(texts("alerts.seen"), bare=True),
            data_act="seen", method="post")
        if unseen
        else None
    )  # fmt: skip
    rows = tag("ul", [_notice(view, notice) for notice in notices], class_="list", id="notices")
    return block("arrived", texts("alerts.notices"), rows, more=seen)


def _notice(view: View, notice: Notice) -> Html:
    name = bdi(notice.name)
    kind = view.write.digits(view.texts(f"alerts.kinds.{notice.kind}"))
    link = tag("a", name, href=view.to(f"events/{notice.event}")) if notice.event else _range(view, notice, name)
    weight = None if notice.seen else tag("span", view.write.count("notices", 1), class_="visually-hidden")
    words = tag("div", tag("h3", link, weight), tag("p", kind, class_="small quiet"), _facts(view, notice))
    return tag("li", words, tag("span", view.write.moment(notice.at), class_="small quiet"), data_item="",
               class_="notice" if notice.seen else "notice notice--new")  # fmt: skip


def _range(view: View, notice: Notice, name: Html) -> Html:
    dyad = str(notice.facts.get("dyad", ""))
    return tag("a", name, href=view.to(f"relations/{dyad}")) if dyad else name


def _facts(view: View, notice: Notice) -> Html | None:
    if notice.kind != "range" or not notice.facts:
        return None
    rows = [
        f"{name}: {view.write.number(float(value), places=1)}"
        for name, value in notice.facts.items()
        if isinstance(value, int | float)
    ]
    return tag("p", bdi(" · ".join(rows)), class_="small quiet") if rows else None


def _mine(view: View) -> Html:
    texts = view.texts
    found = view.desk.alerts(view.owner)
    if not found:
        return block("mine", texts("alerts.mine"), empty(texts("alerts.none"), texts("alerts.none_hint"), level=3))
    return block("mine", texts("alerts.mine"), tag("ul", [_alert(view, one) for one in found], class_="list"))


def _alert(view: View, one: Alert) -> Html:
    texts = view.texts
    query = query_words(view, one.query) or texts("alerts.everything")
    to = [bdi(channel.to) for channel in one.channels]
    words = tag("p", view.write.digits(texts(f"alerts.kinds.{one.kind}")), ": ", bdi(query), class_="small quiet")
    channels = tag("p", [join(part, " ") for part in to], class_="small quiet") if to else None
    form = tag("form", tag("input", type="hidden", name="id", value=one.id), button(texts("actions.delete"), bare=True),
               data_act="drop_alert", method="post")  # fmt: skip
    return tag("li", tag("div", tag("h3", bdi(one.name)), words, channels), form, data_item="")


def _form(view: View) -> Html:
    texts = view.texts
    query = view.address.values.get("query", "")
    words = query_words(view, dict(parse_qsl(query)))
    kinds = {key: view.write.digits(words) for key, words in texts.entry("alerts.kinds").items()}
    form = tag(
        "form",
        field("name", texts("alerts.name"), value=words, required=True, maxlength=200),
        select("kind", texts("alerts.kind"), kinds, "new"),
        field("query", texts("alerts.query"), value=query, hint=texts("alerts.query_hint"), dir="ltr"),
        field("email", texts("alerts.email"), kind="email"),
        field("webhook", texts("alerts.webhook"), kind="url", dir="ltr"),
        tag("div", button(texts("alerts.make"), main=True), class_="form__row"),
        class_="form", data_act="alert", method="post", id="new-alert",
    )  # fmt: skip
    return tag("section", tag("h2", texts("alerts.new")), form, class_="card form")
