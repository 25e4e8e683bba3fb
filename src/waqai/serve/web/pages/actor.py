"""An actor: whom it deals with and how, who held its offices when, what is told of it lately."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waqai.packs.phrases import countries
from waqai.serve.web.html import Html, bdi, join, tag
from waqai.serve.web.parts.blocks import block
from waqai.serve.web.parts.chips import country, day, flag
from waqai.serve.web.parts.offices import offices
from waqai.serve.web.parts.quadbar import legend, quadbar
from waqai.serve.web.parts.rows import event_row
from waqai.serve.web.parts.states import empty
from waqai.serve.web.parts.table import Column, table
from waqai.serve.web.shell import lead
from waqai.serve.web.view import Page, View

if TYPE_CHECKING:
    from waqai.serve.views import ActorView, Partner

LATEST = 12
PARTNERS = 30


def actors(view: View) -> Page:
    """All countries and bodies of the chronicle."""
    texts, write = view.texts, view.write
    found = view.desk.actors()
    head = lead(view, texts("nav.actors"), texts("actor.lead"))
    if not found:
        nothing = empty(texts("search.nothing"), texts("search.nothing_hint"))
        return Page(texts("nav.actors"), join(head, nothing), section="actors")
    rows = [
        tag("li", tag("a", flag(row.code), bdi(write.country(row.code)), href=view.to(f"actors/{row.code}")),
            tag("span", write.number(row.events), class_="number", title=write.count("events", row.events)))
        for row in found
    ]  # fmt: skip
    return Page(texts("nav.actors"), join(head, tag("ul", rows, class_="actors card")), section="actors")


def actor(view: View) -> Page:
    """The page of one. Raises UsageError for names that mean nobody."""
    it, texts = view.desk.actor(view.params["code"], LATEST), view.texts
    name = view.write.country(it.code)
    kicker = tag("p", flag(it.code), tag("span", view.write.count("events", it.events)), class_="kicker")
    every = tag("a", texts("actor.all"), href=view.to("events", side=it.code), class_="button")
    head = lead(view, name, "", every, above=kicker)
    if not it.events:
        hint = empty(texts("search.empty"), texts("actor.nothing"))
        return Page(name, join(head, _offices(view, it), hint), section="actors")
    latest = block("latest", texts("actor.latest"), _latest(view, it))
    with_whom = block("partners", texts("actor.partners"), _partners(view, it), note=texts("actor.partners_note"))
    body = join(head, _offices(view, it), tag("div", latest, with_whom, class_="columns columns--even"))
    return Page(name, body, section="actors")


def _offices(view: View, it: ActorView) -> Html | None:
    span = view.desk.holdings()
    if not (span.first and span.last):
        return None
    drawn = offices(view, it.offices, span.first, span.last)
    return tag("div", drawn, class_="block") if drawn else None


def _latest(view: View, it: ActorView) -> Html:
    return tag("ol", [event_row(view, event) for event in it.latest], class_="results")


def _partners(view: View, it: ActorView) -> Html:
    texts, found = view.texts, [partner for partner in it.partners if partner.code != it.code][:PARTNERS]
    most = max((partner.events for partner in found), default=0)
    columns = [
        Column(texts("table.name")), Column(texts("relation.how")), Column(texts("table.events"), number=True),
        Column(texts("table.score"), number=True), Column(texts("actor.last")),
    ]  # fmt: skip
    rows = [_partner(view, it.code, partner, most) for partner in found]
    return join(
        legend(view), table(texts("relation.figures", title=texts("actor.partners")), columns, rows, hidden=True)
    )


def _partner(view: View, code: str, partner: Partner, most: int) -> list[Html | str]:
    own = countries()
    both = code in own and partner.code in own
    name = bdi(view.write.country(partner.code))
    link = tag("a", name, href=view.to(f"relations/{code}-{partner.code}")) if both else country(view, partner.code)
    return [
        link,
        quadbar(view, partner.quads, most=most),
        view.write.number(partner.events),
        view.write.number(partner.score, places=1),
        day(view, partner.last),
    ]
