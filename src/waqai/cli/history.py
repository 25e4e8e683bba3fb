"""The history of a relation on a terminal: the narrative, then the series as rows of numbers and bars."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TextIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from waqai.cli.labels import QUAD_STYLE
from waqai.models import Measure, Relation, Step
from waqai.packs.phrases import load_phrases

PHASE_STYLE = {
    "rupture": "bold red", "hostility": "red", "strain": "yellow", "routine": "white",
    "thaw": "cyan", "reconciliation": "blue", "partnership": "bold blue",
}  # fmt: skip
MIN_WIDTH = 100


def show(relation: Relation, language: str, stream: TextIO) -> None:
    """Print it."""
    terminal = Console(file=stream, highlight=False)
    console = terminal if terminal.is_terminal else Console(file=stream, highlight=False, width=MIN_WIDTH)
    words = load_phrases(language).words["chart"]
    if not relation.phases:
        console.print(words["nothing"])
        return
    for paragraph in relation.narrative.get(language, []):
        console.print(Text(paragraph.heading, style=PHASE_STYLE.get(paragraph.phase or "", "bold")))
        for sentence in paragraph.sentences:
            console.print(Text(f"  {sentence.text} ") + Text(f"[{len(sentence.articles)}]", style="dim"))
    console.print(_series(relation))


def _series(relation: Relation) -> Table:
    a, b = relation.a.code, relation.b.code
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column(relation.by)
    for heading in (f"{a}→{b}", f"{b}→{a}", "mutual", "all", "score", "share"):
        table.add_column(heading, justify="right")
    table.add_column("")
    most = max((step.together.events for step in relation.steps), default=0)
    for silent, steps in groupby(relation.steps, key=lambda step: not step.together.events):
        if silent:
            table.add_row(_stretch(list(steps)), style="dim")
            continue
        _rows(table, steps, most)
    return table


def _stretch(steps: list[Step]) -> str:
    """Steps of which nothing is told, in one row."""
    return str(steps[0].start) if len(steps) == 1 else f"{steps[0].start} … {steps[-1].end}"


def _rows(table: Table, steps: Iterable[Step], most: float) -> None:
    for step in steps:
        share = "" if step.share is None else f"{step.share:.0%}"
        score = "" if step.together.score_weighted is None else f"{step.together.score_weighted:+.1f}"
        numbers = (_number(getattr(step, way).events) for way in ("a_to_b", "b_to_a", "mutual", "together"))
        table.add_row(str(step.start), *numbers, score, share, _bar(step.together, most))


def _number(value: float) -> str:
    return "" if not value else f"{value:.0f}" if value == int(value) else f"{value:.1f}"


def _bar(measure: Measure, most: float) -> Text:
    bar = Text()
    for quad, count in enumerate(measure.quads, start=1):
        bar.append("█" * round(24 * count / most) if most else "", style=QUAD_STYLE[quad])
    return bar
