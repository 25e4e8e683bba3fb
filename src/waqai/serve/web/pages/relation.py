"""A relation: its phases and turning points at a glance, how it is told, what held, who else had a part in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, get_args

from waqai.errors import UsageError
from waqai.models import By
from waqai.packs.phrases import countries
from waqai.relations.markdown import number_sources
from waqai.relations.narrative import Narrator
from waqai.serve.web.html import Html, bdi, join, tag
from waqai.serve.web.parts.blocks import block
from waqai.serve.web.parts.chips import country, day, flag
from waqai.serve.web.parts.drawn import phrases, written
from waqai.serve.web.parts.facts import facts
from waqai.serve.web.parts.forms import button, field, select
from waqai.serve.web.parts.history import dyad_name, history, phase_name, phases
from waqai.serve.web.parts.quadbar import legend, quadbar
from waqai.serve.web.parts.states import empty
from waqai.serve.web.parts.table import Column, table
from waqai.serve.web.shell import lead
from waqai.serve.web.view import Page, View
from waqai.store import Filters

if TYPE_CHECKING:
    from waqai.models import Measure, Paragraph, Relation, Sentence, StateFact, ThirdParty

TIES = 2000
"""Ties that are looked through for the list of relations."""
SHOWN = 60


def relations(view: View) -> Page:
    """All relations of countries, those with the most events first; with `a` and `b` that of the two."""
    asked = view.address.values
    if asked.get("a") and asked.get("b"):
        return _page(view, asked["a"], asked["b"])
    texts = view.texts
    found = _dyads(view)
    choose = tag("form", *_choice(view, found), button(texts("relation.show"), main=True),
                 action=view.to("relations"), method="get", class_="form__row controls")  # fmt: skip
    rows = tag("div", legend(view), _list(view, found)) if found else None
    nothing = None if found else empty(texts("search.nothing"), texts("search.nothing_hint"))
    return Page(
        texts("nav.relations"), join(lead(view, texts("nav.relations"), texts("relation.lead")), choose, rows, nothing),
        section="relations",
    )  # fmt: skip


def _dyads(view: View) -> list[tuple[tuple[str, str], list[int], float]]:
    """Pairs of countries with their events by quad class and the mean score."""
    quads: dict[tuple[str, str], list[int]] = {}
    scores: Counter[tuple[str, str]] = Counter()
    for tie in view.desk.network(Filters(), TIES).ties:
        if tie.source != tie.target and {tie.source, tie.target} <= countries().keys():
            pair = (min(tie.source, tie.target), max(tie.source, tie.target))
            quads[pair] = [old + new for old, new in zip(quads.get(pair, [0] * 4), tie.quads, strict=True)]
            scores[pair] += tie.score * sum(tie.quads)  # type: ignore[assignment]
    found = [(pair, counts, scores[pair] / (sum(counts) or 1)) for pair, counts in quads.items()]
    return sorted(found, key=lambda row: (-sum(row[1]), row[0]))[:SHOWN]


def _list(view: View, found: Sequence[tuple[tuple[str, str], list[int], float]]) -> Html:
    texts, most = view.texts, max(sum(quads) for _, quads, _ in found)
    columns = [
        Column(texts("nav.relations")), Column(texts("relation.how")), Column(texts("table.events"), number=True),
        Column(texts("table.score"), number=True),
    ]  # fmt: skip
    rows = [
        [_link(view, *pair), quadbar(view, quads, most=most), view.write.number(sum(quads)),
         view.write.number(score, places=1)]
        for pair, quads, score in found
    ]  # fmt: skip
    return tag("div", table(texts("nav.relations"), columns, rows, hidden=True), class_="card list-table")


def _link(view: View, a: str, b: str) -> Html:
    names = join(bdi(view.write.country(a)), view.texts("list.last"), bdi(view.write.country(b)))
    return tag("a", names, href=view.to(f"relations/{a}-{b}"))


def _choice(view: View, found: Sequence[tuple[tuple[str, str], list[int], float]]) -> tuple[Html, Html]:
    chosen = found[0][0] if found else ("", "")
    return _side(view, "a", chosen[0]), _side(view, "b", chosen[1])


def _side(view: View, name: str, chosen: str) -> Html:
    rows = sorted((view.write.country(row.code), row.code) for row in view.desk.actors() if row.code in countries())
    return select(name, view.texts(f"relation.{name}"), {code: words for words, code in rows}, chosen)


def relation(view: View) -> Page:
    """The page of one relation. Raises UsageError where the address names no two countries."""
    a, _, b = view.params["dyad"].partition("-")
    return _page(view, a, b)


def ask(view: View, a: str, b: str) -> Relation:
    """The relation that an address asks for: `by`, `from`, `to`. Raises UsageError."""
    asked = view.address.values
    by = asked.get("by") or None
    if by and by not in get_args(By):
        raise UsageError(f"by is day, week, month, quarter or year, not «{by}»")
    times = Filters.parse({key: asked[key] for key in ("from", "to") if asked.get(key)})
    return view.desk.relation(a, b, times.since, times.until, by)  # type: ignore[arg-type]


def _page(view: View, a: str, b: str) -> Page:
    it, texts = ask(view, a, b), view.texts
    title = view.write.listed([view.write.country(it.a.code), view.write.country(it.b.code)])
    head = lead(view, dyad_name(view, it), "", *_exports(view, it), above=_kicker(view, it))
    if not it.events:
        hint = empty(texts("relation.nothing"), texts("relation.nothing_hint"))
        return Page(title, join(head, _controls(view, it), hint), section="relations")
    numbers = number_sources(it, view.language)
    told = block("narrative", texts("relation.narrative"), _narrative(view, it, numbers),
                 note=texts("relation.narrative_note"))  # fmt: skip
    main = tag("div", told, block("sources", texts("relation.sources"), _sources(view, it, numbers)))
    aside = tag("aside", list(_beside(view, it)), class_="aside", aria_label=texts("relation.beside"))
    below = block("phases", texts("relation.phases"), phases(view, it), note=texts("relation.phases_note"))
    body = join(
        head, _controls(view, it), tag("div", history(view, it), class_="block"),
        tag("div", main, aside, class_="columns"), below,
    )  # fmt: skip
    return Page(title, body, section="relations")


def _kicker(view: View, it: Relation) -> Html:
    parts = [flag(it.a.code), flag(it.b.code), tag("span", view.write.count("events", it.events))]
    if it.start and it.end:
        parts.append(tag("span", view.write.span(it.start, it.end)))
    if it.phases:
        last = it.phases[-1]
        since = view.write.day(last.start, last.start_precision)
        parts.append(tag("span", phase_name(view, last.name), " ", view.texts("relation.since", day=since)))
    return tag("p", parts, class_="kicker")


def _exports(view: View, it: Relation) -> Iterator[Html]:
    texts, base = view.texts, f"/api/v1/relations/{it.a.code}/{it.b.code}"
    asked = {key: value for key, value in view.address.values.items() if key in ("by", "from", "to")}
    query = str(view.address.to("", {**asked, "lang": view.language})).partition("?")[2]
    for form in ("svg", "png", "csv"):
        yield tag("a", form.upper(), href=f"{base}.{form}?{query}", class_="button", data_native="",
                  download=f"{it.a.code}-{it.b.code}.{form}", aria_label=texts(f"relation.as_{form}"))  # fmt: skip
    yield tag("a", texts("relation.embed"), href=f"/embed/relations/{it.a.code}-{it.b.code}?{query}", class_="button",
              data_native="", target="_blank", rel="noopener")  # fmt: skip
    yield tag("button", texts("actions.print"), type="button", class_="button", data_do="print")


def _controls(view: View, it: Relation) -> Html:
    texts, asked = view.texts, view.address.values
    steps = {"": texts("relation.suits"), **{step: texts(f"relation.steps.{step}") for step in get_args(By)}}
    return tag(
        "form", select("by", texts("relation.by"), steps, asked.get("by", "")),
        field("from", texts("search.dated"), value=asked.get("from", ""), kind="date"),
        field("to", texts("search.until"), value=asked.get("to", ""), kind="date"),
        button(texts("relation.show")),
        tag("a", texts("relation.events"), href=view.to("events", dyad=f"{it.a.code}-{it.b.code}"),
            class_="button button--bare"),
        action=view.to(f"relations/{it.a.code}-{it.b.code}"), method="get", class_="form__row controls",
    )  # fmt: skip


def _narrative(view: View, it: Relation, numbers: dict[str, int]) -> list[Html]:
    return [_paragraph(view, paragraph, numbers) for paragraph in it.narrative.get(view.language, [])]


def _paragraph(view: View, paragraph: Paragraph, numbers: dict[str, int]) -> Html:
    mark = tag("i", class_=f"swatch phase-{paragraph.phase}", aria_hidden="true") if paragraph.phase else None
    heading = tag("h3", mark, written(view, _opened(paragraph.heading)))
    return tag("div", heading, [_sentence(view, one, numbers) for one in paragraph.sentences], class_="told")


def _opened(words: str) -> str:
    return words[:1].upper() + words[1:]


def _sentence(view: View, sentence: Sentence, numbers: dict[str, int]) -> Html:
    marks = [
        tag("a", view.write.number(numbers[key]), href=f"#source-{numbers[key]}",
            aria_label=view.texts("relation.source", n=view.write.number(numbers[key])))
        for key in sentence.events
        if key in numbers
    ]  # fmt: skip
    separated = [part for mark in marks for part in (" ", mark)]
    return tag("p", written(view, sentence.text), tag("sup", separated) if marks else None)


def _sources(view: View, it: Relation, numbers: dict[str, int]) -> Html:
    rows = [_source(view, it, key, number) for key, number in numbers.items() if key in it.sources]
    return tag("ol", rows, class_="sources")


def _source(view: View, it: Relation, key: str, number: int) -> Html:
    event = it.sources[key]
    told = event.mentions[0]
    outlets = list(dict.fromkeys(m.article.publisher for m in event.mentions if m.article.publisher))
    by = [part for name in outlets for part in (view.texts("list.separator"), bdi(name))][1:]
    link = tag("a", view.texts("relation.to_event"), href=view.to(f"events/{event.id}"),
               aria_label=f"{view.texts('relation.to_event')} {view.write.number(number)}")  # fmt: skip
    return tag(
        "li", tag("span", view.write.number(number), class_="sources__number", aria_hidden="true"),
        tag("div", tag("p", " ".join(told.quote.split()), class_="quote quote--small", lang="ar", dir="rtl"),
            tag("p", by, " · " if by else None, day(view, told.article.published), " · ", link, class_="small quiet")),
        id=f"source-{number}", tabindex="-1",
    )  # fmt: skip


def _beside(view: View, it: Relation) -> Iterator[Html]:
    texts = view.texts
    yield block("ways", texts("relation.ways"), _ways(view, it))
    if it.states:
        yield block("states", texts("relation.states"), _states(view, it), note=texts("relation.states_note"))
    if it.third_parties:
        yield block("thirds", texts("relation.thirds"), _thirds(view, it))


def _ways(view: View, it: Relation) -> Html:
    """Who did how much of what to whom."""
    texts = view.texts
    one, other = (view.write.country(side.code) for side in (it.a, it.b))
    arrow = "←" if view.direction == "rtl" else "→"
    sums = [
        (f"{one} {arrow} {other}", _sum([step.a_to_b for step in it.steps])),
        (f"{other} {arrow} {one}", _sum([step.b_to_a for step in it.steps])),
        (texts("relation.together"), _sum([step.mutual for step in it.steps])),
    ]
    most = max(sum(quads) for _, quads in sums)
    rows = [
        tag("div", tag("dt", name), tag("dd", quadbar(view, quads, most=most),
            tag("span", view.write.number(round(sum(quads))), class_="number")), class_="way")
        for name, quads in sums
    ]  # fmt: skip
    return tag("dl", rows, class_="ways")


def _sum(measures: Sequence[Measure]) -> list[float]:
    return [round(sum(measure.quads[quad] for measure in measures), 1) for quad in range(4)]


def _states(view: View, it: Relation) -> Html:
    narrator = Narrator(phrases(view), it.sources, it.a.code, it.b.code)
    return facts((_opened(narrator.state_label(fact)), _held(view, fact)) for fact in reversed(it.states))


def _held(view: View, fact: StateFact) -> Html:
    write = view.write
    start = write.day(fact.start, fact.start_precision, hijri=False)
    if fact.end is None:
        words = view.texts("relation.since", day=start)
    else:
        words = view.texts(
            "range", **{"from": start, "to": write.day(fact.end, fact.end_precision or "day", hijri=False)}
        )
    mark = view.texts("relation.announced") if fact.announced else ""
    return tag("span", words, tag("span", f" · {mark}", class_="quiet") if mark else None)


def _thirds(view: View, it: Relation) -> Html:
    parts = {"mediates": [], "quarrel": []}  # type: dict[str, list[ThirdParty]]
    for third in it.third_parties:
        parts[third.part].append(third)
    rows = [(view.texts(f"relation.{part}"), _names(view, found)) for part, found in parts.items() if found]
    return facts(rows)


def _names(view: View, found: Sequence[ThirdParty]) -> Html:
    return tag("ul", [tag("li", country(view, third.code), " ", _events(view, third)) for third in found])


def _events(view: View, third: ThirdParty) -> Html:
    words = view.write.count("events", len(third.events))
    return tag("a", words, href=view.to(f"events/{third.events[0]}"), class_="small quiet",
               aria_label=f"{view.write.country(third.code)}: {words}")  # fmt: skip
