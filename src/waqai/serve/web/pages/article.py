"""An article: the running text as it was read; of a chosen deed the record, its rule, what can be said against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from waqai.models import Record
from waqai.serve.views import SentenceView
from waqai.serve.web.html import Html, bdi, join, tag
from waqai.serve.web.parts.chips import day
from waqai.serve.web.parts.forms import area, button
from waqai.serve.web.parts.headline import of_record
from waqai.serve.web.parts.reading import legend, reading
from waqai.serve.web.parts.record import record_facts, record_list
from waqai.serve.web.parts.rule import rule, tree
from waqai.serve.web.parts.states import empty
from waqai.serve.web.shell import lead
from waqai.serve.web.view import Page, View


@dataclass(frozen=True, slots=True)
class Read:
    """An article with what was read in it. `events` leads from a record to its event; `stored`: it can be judged."""

    key: str
    text: str | None
    title: str | None
    language: str
    records: Sequence[Record]
    sentences: Sequence[SentenceView] = ()
    events: dict[str, str] = field(default_factory=dict)
    stored: bool = True


def article(view: View) -> Page:
    """The page of an article of the store. Raises NotFoundError."""
    found = view.desk.article(view.params["id"])
    row = found.row
    sentences = view.desk.explain(row.id).sentences if row.has_text and found.records else []
    title = row.title or row.publisher or view.texts("pages.article")
    read = Read(row.id, found.full_text, row.title, found.language or "ar", found.records, sentences, found.events)
    original = (
        tag("a", view.texts("event.original"), href=row.url, rel="noopener noreferrer", target="_blank")
        if row.url
        else None
    )
    publisher = bdi(row.publisher) if row.publisher else None
    kicker = tag("p", publisher, day(view, row.published), original, class_="kicker")
    body = whole(view, read, words=view.texts("article.lead"), above=kicker)
    return Page(title, body, section="events", formats=("json",))


def whole(view: View, read: Read, *, words: str, above: Html | None = None, action: Html | None = None) -> Html:
    """Headline, text, and beside it what was read. `words` stand below the headline, `action` beside it."""
    asked = view.address.values.get("record")
    chosen = next((record for record in read.records if record.id == asked), None)
    if chosen is None and read.records:
        chosen = min(read.records, key=lambda record: record.evidence.trigger)
    headline, body = _text(view, read, chosen)
    title = headline or Html(bdi(read.title or view.texts("pages.article")))
    label = view.texts("article.records")
    aside = tag("aside", _aside(view, read, chosen), class_="aside", id="record", aria_label=label)
    return join(
        lead(view, title, words, *([action] if action else []), above=above),
        tag("div", tag("div", body), aside, class_="columns"),
    )


def _text(view: View, read: Read, chosen: Record | None) -> tuple[Html | None, Html]:
    if read.text is None:
        return None, empty(view.texts("article.no_text"), view.texts("article.no_text_hint"))
    headline, body = reading(view, read.text, read.records, chosen, title=read.title, language=read.language)
    marks = tag("div", legend(view), class_="block") if read.records else None
    return headline, join(marks, tag("article", body))


def _aside(view: View, read: Read, chosen: Record | None) -> Html:
    texts = view.texts
    if chosen is None:
        return empty(texts("article.none"), texts("article.none_hint"))
    others = [
        tag("section", tag("h2", texts("article.records")), record_list(view, read.records, chosen), class_="card")
    ]
    return join(
        tag("section", _head(view, read, chosen), record_facts(view, chosen), class_="card", id="chosen"),
        tag("section", tag("h2", texts("article.tree")), _why(view, read, chosen), class_="card", id="why"),
        _wrong(view, chosen) if read.stored and view.may_write else None,
        others if len(read.records) > 1 else None,
    )


def _head(view: View, read: Read, chosen: Record) -> Html:
    words = view.write.digits(of_record(chosen, view.language)) or view.texts.name("type", chosen.event[0])
    to = read.events.get(chosen.id)
    link = (
        tag("p", tag("a", view.texts("article.to_event"), href=view.to(f"events/{to}")), class_="small") if to else None
    )
    return join(tag("h2", bdi(words)), link)


def _why(view: View, read: Read, chosen: Record) -> Html:
    found = tree(view, read.text, read.sentences, chosen) if read.text else None
    return join(found, tag("h3", view.texts("article.rule")), rule(view, view.desk.rule(chosen.rule), chosen.rule))


def _wrong(view: View, chosen: Record) -> Html:
    """A word against the record; once said, a counterexample stands ready for the pack."""
    texts = view.texts
    hidden = tag("input", type="hidden", name="record", value=chosen.id)
    form = tag(
        "form", hidden, area("because", texts("event.because"), rows=2, maxlength=500, class_="short"),
        button(texts("article.wrong")), class_="form", data_act="wrong", method="post",
    )  # fmt: skip
    said = view.address.values.get("said")
    ready = _counterexample(view, chosen, said) if said == chosen.id else None
    note = tag("p", texts("article.wrong_note"), class_="small quiet")
    return tag("section", tag("h2", texts("article.wrong")), note, form, ready, class_="card form judge", id="wrong")


def _counterexample(view: View, chosen: Record, said: str) -> Html:
    texts = view.texts
    because = view.address.values.get("because", "")
    yaml = view.desk.counterexample(said, because)
    key = f"counter-{chosen.id}"
    copy = tag("button", texts("article.copy"), type="button", class_="button", data_do="copy", data_of=key)
    return tag(
        "div", tag("h3", texts("article.counter")), tag("p", texts("article.counter_note"), class_="small quiet"),
        tag("pre", yaml, id=key, tabindex="0"), copy, class_="form", role="status",
    )  # fmt: skip
