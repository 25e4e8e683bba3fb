"""An event: what, who, when, where, how it went; every telling side by side; judgements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from waqai.models import ChronicleEvent
from waqai.serve.web.html import Child, Html, bdi, join, tag
from waqai.serve.web.parts.blocks import block
from waqai.serve.web.parts.chips import day, kind, quad, sides, status
from waqai.serve.web.parts.facts import facts
from waqai.serve.web.parts.forms import button, field
from waqai.serve.web.parts.headline import headline
from waqai.serve.web.parts.life import life
from waqai.serve.web.parts.rows import place
from waqai.serve.web.parts.sizes import size_span
from waqai.serve.web.parts.states import note
from waqai.serve.web.parts.tellings import contradictions, tellings
from waqai.serve.web.shell import lead
from waqai.serve.web.view import Page, View

if TYPE_CHECKING:
    from waqai.models import Judgement


def event(view: View) -> Page:
    """The page of an event. Raises NotFoundError."""
    found = view.desk.event(view.params["id"])
    it, texts = found.event, view.texts
    title = view.write.digits(headline(it, view.language)) or texts.name("type", it.event[0])
    moved = note(texts("event.moved", id=found.moved_from)) if found.moved_from else None
    main = tag("div", _life(view, it), contradictions(view, it), _tellings(view, it))
    beside = [tag("div", _facts(view, it), class_="card"), _judge(view, it, found.judgements)]
    aside = tag("aside", beside, class_="aside", aria_label=texts("event.what"))
    head = lead(view, title, "", _print(view), above=_kicker(view, it))
    body = join(head, moved, tag("div", main, aside, class_="columns"))
    return Page(title, body, section="events", formats=("json",))


def _print(view: View) -> Html:
    return tag("button", view.texts("actions.print"), type="button", class_="button", data_do="print")


def _kicker(view: View, it: ChronicleEvent) -> Html:
    parts = [kind(view, it.event[0], it.mode, it.quad_code), day(view, it.date, it.date_precision, it.enddate)]
    if it.event_loc:
        parts.append(bdi(place(view, it.event_loc)))
    return tag("p", *parts, status(view, it.status), class_="kicker")


def _facts(view: View, it: ChronicleEvent) -> Html:
    return facts(_rows(view, it))


def _rows(view: View, it: ChronicleEvent) -> Iterator[tuple[str, Child]]:
    texts, write = view.texts, view.write
    actors = {side.code for side in it.actor}
    mutual = bool(it.recipient) and all(side.code in actors for side in it.recipient)
    yield texts("event.both" if mutual else "event.who"), sides(view, it.actor, most=8)
    yield texts("event.whom"), sides(view, it.recipient, most=8) if it.recipient and not mutual else None
    yield texts("event.what"), join(kind(view, it.event[0], it.mode, it.quad_code), tag("br"), quad(view, it.quad_code))
    yield texts("event.when"), _when(view, it)
    yield texts("event.where"), _where(view, it)
    yield texts("event.status"), _status(view, it)
    yield texts("event.size"), size_span(view, it)
    yield texts("event.context"), write.listed([texts.name("context", name) for name in it.context]) or None
    yield (
        texts("event.score"),
        join(
            write.number(it.event_scale, places=1),
            tag("br"),
            tag("span", write.digits(texts("event.score_note")), class_="small quiet"),
        ),
    )
    yield texts("event.cameo"), bdi(it.cameo) if it.cameo else None
    yield texts("event.relation"), _relation(view, it)


def _when(view: View, it: ChronicleEvent) -> Html:
    basis = view.texts.name("basis", it.date_basis) if it.date_basis else view.texts.name("precision", "unknown")
    exact = view.texts.name("precision", it.date_precision)
    notes = " · ".join(dict.fromkeys((exact, basis)))
    return join(day(view, it.date, it.date_precision, it.enddate), tag("br"), tag("span", notes, class_="small quiet"))


def _where(view: View, it: ChronicleEvent) -> Html | None:
    if it.event_loc is None:
        return None
    exact = view.texts.name("precision", it.event_loc.precision)
    return join(bdi(place(view, it.event_loc)), tag("br"), tag("span", exact, class_="small quiet"))


def _status(view: View, it: ChronicleEvent) -> Html:
    texts = view.texts
    outlets = view.write.count("outlets", it.confirmed_by)
    told = texts("event.confirmed", outlets=outlets) if it.confirmed_by else texts("event.not_confirmed")
    return join(status(view, it.status), tag("br"), tag("span", told, class_="small quiet"))


def _relation(view: View, it: ChronicleEvent) -> Html | None:
    codes = sorted({side.code for side in (*it.actor, *it.recipient) if side.code})
    if len(codes) != 2:
        return None
    names = view.write.listed([view.write.country(code) for code in codes])
    return tag("a", bdi(names), href=view.to(f"relations/{codes[0]}-{codes[1]}"))


def _life(view: View, it: ChronicleEvent) -> Html | None:
    if len(it.life) < 2:
        return None
    return block("life", view.texts("event.life"), life(view, it), note=view.texts("event.life_note"))


def _tellings(view: View, it: ChronicleEvent) -> Html:
    texts = view.texts
    counted = tag("span", view.write.count("tellings", len(it.mentions)), class_="small quiet")
    return block(
        "tellings", texts("event.tellings"), tellings(view, it), note=texts("event.tellings_note"), more=counted
    )


def _judge(view: View, it: ChronicleEvent, judged: list[Judgement]) -> Html:
    """The reader's own word on the event."""
    texts = view.texts
    hidden = tag("input", type="hidden", name="event", value=it.id)
    because = field("because", texts("event.because"), maxlength=500)
    wrong = button(texts("event.wrong"), name="verdict", value="wrong")
    same = field("other", texts("event.same_field"), hint=texts("event.same_hint"))
    join_ = button(texts("event.same"), name="verdict", value="same")
    form = tag("form", hidden, because, wrong, same, join_, class_="form", data_act="judge", method="post")
    if not view.may_write:
        form = note(texts("errors.reader"))
    told = tag("ul", [tag("li", _judgement(view, one)) for one in judged]) if judged else None
    none = tag("p", texts("event.judged_none"), class_="small quiet") if not judged else None
    return tag(
        "section", tag("h2", texts("event.judge")), tag("p", texts("event.judge_note"), class_="small quiet"),
        form, tag("h3", texts("event.judged")), none, told, class_="card judge form", id="judge",
    )  # fmt: skip


def _judgement(view: View, one: Judgement) -> Html:
    texts = view.texts
    said = texts(f"event.verdicts.{one.verdict}")
    by = texts("event.by", by=one.by, at=view.write.moment(one.at)) if one.by else view.write.moment(one.at)
    because = [tag("br"), bdi(one.because)] if one.because else None
    return tag("p", tag("strong", said), " ", tag("span", by, class_="small quiet"), because)
