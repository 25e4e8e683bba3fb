"""An article as it was read: the running text, its deeds marked, and of the chosen one all that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from waqai.models import Record
from waqai.serve.web.html import Html, join, tag
from waqai.serve.web.view import View

ORDER = ("trigger", "actor", "recipient", "date", "loc", "attribution")
"""What can be marked; of two that overlap the earlier in this list is shown."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text and what it is. `deeds`: the records whose deed it is; `kind` is "" for nothing else."""

    start: int
    end: int
    kind: str = ""
    deeds: tuple[int, ...] = ()


def marks_of(record: Record) -> dict[str, list[tuple[int, int]]]:
    """The stretches of a record's evidence by kind."""
    evidence = record.evidence
    return {
        "trigger": [evidence.trigger],
        "actor": evidence.actor,
        "recipient": evidence.recipient,
        "date": [evidence.date] if evidence.date else [],
        "loc": [evidence.loc] if evidence.loc else [],
        "attribution": evidence.attribution,
    }


def pieces(text: str, records: Sequence[Record], chosen: Record | None) -> Iterator[Mark]:
    """The text cut wherever a mark begins or ends; the pieces together are the text."""
    own = marks_of(chosen) if chosen else {}
    cuts = {0, len(text)}
    for spans in [*own.values(), [record.evidence.trigger for record in records]]:
        cuts.update(at for span in spans for at in span if 0 <= at <= len(text))
    if chosen:
        cuts.update(at for at in chosen.evidence.sentence if 0 <= at <= len(text))
    points = sorted(cuts)
    for start, end in pairwise(points):
        kind = next((name for name in ORDER if any(a <= start and end <= b for a, b in own.get(name, ()))), "")
        deeds = tuple(
            n for n, r in enumerate(records) if r.evidence.trigger[0] <= start and end <= r.evidence.trigger[1]
        )
        if not kind and chosen and chosen.evidence.sentence[0] <= start and end <= chosen.evidence.sentence[1]:
            kind = "sentence"
        yield Mark(start, end, kind, deeds)


def reading(
    view: View, text: str, records: Sequence[Record], chosen: Record | None, *, title: str | None, language: str
) -> tuple[Html | None, Html]:
    """Headline and running text in their own direction. A deed is a link that chooses its record.

    The headline is None where the text has none of its own.
    """
    cut = len(title) if title and text.startswith(title) else 0
    head: list[Html] = []
    body: list[Html] = []
    for mark in _split(pieces(text, records, chosen), cut):
        (head if mark.end <= cut else body).append(_piece(view, text, mark, records, chosen))
    direction = "rtl" if language == "ar" else "auto"
    if head and body:
        body[0] = Html(body[0].lstrip())
    words = tag("span", head, lang=language, dir=direction, class_="reading--title") if head else None
    return words, tag("div", body, class_="reading", lang=language, dir=direction)


def _split(marks: Iterator[Mark], at: int) -> Iterator[Mark]:
    for mark in marks:
        if mark.start < at < mark.end:
            yield Mark(mark.start, at, mark.kind, mark.deeds)
            yield Mark(at, mark.end, mark.kind, mark.deeds)
        else:
            yield mark


def _piece(view: View, text: str, mark: Mark, records: Sequence[Record], chosen: Record | None) -> Html:
    words = text[mark.start : mark.end]
    if mark.deeds:
        return _deed(view, words, [records[number] for number in mark.deeds], chosen)
    if mark.kind:
        title = view.texts(f"article.marks.{mark.kind}")
        return tag("span", words, class_=f"m m-{mark.kind}", title=title if mark.kind != "sentence" else None)
    return join(words)


def _deed(view: View, words: str, records: Sequence[Record], chosen: Record | None) -> Html:
    here = chosen is not None and any(record.id == chosen.id for record in records)
    to = _next(records, chosen)
    return tag(
        "a", words, class_=f"deed q{to.quad_code}", href=str(view.address.with_query(record=to.id)), data_stay="",
        aria_current="true" if here else None, title=view.texts.name("type", to.event[0]), data_item="",
    )  # fmt: skip


def _next(records: Sequence[Record], chosen: Record | None) -> Record:
    """Of several records on one word the one after the chosen, so that each can be reached."""
    ids = [record.id for record in records]
    at = ids.index(chosen.id) + 1 if chosen and chosen.id in ids else 0
    return records[at % len(records)]


def legend(view: View) -> Html:
    """What the colours of the marks mean."""
    rows = [
        tag("li", tag("span", view.texts(f"article.marks.{kind}"), class_=f"m m-{kind}"))
        for kind in (*ORDER, "sentence")
    ]
    return tag("ul", rows, class_="legend", aria_label=view.texts("article.legend"))
