"""The history of a relation as a chart, with its table; and the phases it went through."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from waqai.relations.chart import Chart
from waqai.relations.narrative import Narrator
from waqai.serve.web.html import Html, bdi, join, tag
from waqai.serve.web.parts.drawn import drawing, looks, phrases, written
from waqai.serve.web.parts.quadbar import legend
from waqai.serve.web.parts.table import Column, table
from waqai.serve.web.view import View

if TYPE_CHECKING:
    from waqai.models import Phase, Relation, Step

_PRECISION = {"day": "day", "week": "week", "month": "month", "quarter": "month", "year": "year"}


def charts(view: View, relation: Relation) -> tuple[str, str]:
    """The chart for wide screens and for telephones; its turning points lead to their events."""
    words = phrases(view)

    def link(key: str) -> str:
        return view.to(f"events/{key}")

    wide, narrow = (Chart(relation, words, look, link).draw(embed=False) for look in looks(view))
    return wide, narrow


def history(view: View, relation: Relation) -> Html:
    """The chart, what its signs mean, and the steps as a table."""
    texts = view.texts
    note = join(legend(view), tag("p", view.write.digits(texts("relation.chart_note"))))
    wide, narrow = charts(view, relation)
    return drawing(view, "history", texts("relation.chart"), wide, narrow, _steps(view, relation), note=note)


def _steps(view: View, relation: Relation) -> Html:
    texts = view.texts
    columns = [
        Column(texts("table.period")),
        *(Column(texts.name("quad", str(quad)), number=True) for quad in range(1, 5)),
        Column(texts("table.score"), number=True),
        Column(texts("relation.share"), number=True),
    ]
    rows = [_step(view, relation, step) for step in relation.steps if step.together.events]
    return table(texts("relation.figures", title=texts("relation.chart")), columns, rows, hidden=True)


def _step(view: View, relation: Relation, step: Step) -> list[str]:
    write, score = view.write, step.together.score_weighted
    return [
        write.day(step.start, _PRECISION[relation.by], hijri=False),
        *(write.number(count, places=int(count != int(count))) if count else "–" for count in step.together.quads),
        write.number(score, places=1) if score is not None else "–",
        _percent(view, step.share),
    ]


def _percent(view: View, share: float | None) -> str:
    if share is None:
        return "–"
    return view.write.number(100 * share) + ("٪" if view.write.arabic_digits else "%")


def phase_name(view: View, name: str) -> Html:
    """The name of a phase with its colour."""
    mark = tag("i", class_=f"swatch phase-{name}", aria_hidden="true")
    return tag("span", mark, phrases(view).phase(name), class_="chip")


def phases(view: View, relation: Relation) -> Html:
    """The phases one below the other."""
    texts = view.texts
    columns = [
        Column(texts("relation.phase")), Column(texts("table.period")), Column(texts("table.events"), number=True),
        Column(texts("table.score"), number=True), Column(texts("relation.confidence"), number=True),
        Column(texts("relation.silence")),
    ]  # fmt: skip
    narrator = Narrator(phrases(view), relation.sources, relation.a.code, relation.b.code)
    rows = [_phase(view, relation, number, narrator) for number in range(len(relation.phases))]
    return table(texts("relation.figures", title=texts("relation.phases")), columns, rows, hidden=True)


def _phase(view: View, relation: Relation, number: int, narrator: Narrator) -> list[Html | str]:
    write, phase = view.write, relation.phases[number]
    return [
        phase_name(view, phase.name),
        written(view, narrator.span(relation.phases, number)),
        write.number(phase.events),
        write.number(phase.score, places=1) if phase.score is not None else "–",
        _percent(view, phase.confidence),
        view.write.listed(list(_silences(view, phase))) or "–",
    ]


def _silences(view: View, phase: Phase) -> Iterator[str]:
    for stretch in phase.silence:
        yield view.write.span(stretch.start, stretch.end)


def dyad_name(view: View, relation: Relation) -> Html:
    """Both names, each in its own <bdi>."""
    one, other = (bdi(view.write.country(side.code)) for side in (relation.a, relation.b))
    return join(one, view.texts("list.last"), other)
