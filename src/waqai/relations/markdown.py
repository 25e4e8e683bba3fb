"""The history of a relation as Markdown: the narrative with its sources, phases and states as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from waqai.models import ChronicleEvent, Relation
from waqai.packs.phrases import load_phrases
from waqai.relations.narrative import Narrator


def markdown(relation: Relation, language: str = "en") -> str:
    """The whole as one Markdown document. Numbers in brackets lead to the sources at its end."""
    phrases = load_phrases(language)
    narrator = Narrator(phrases, relation.sources, relation.a.code, relation.b.code)
    words, wording = phrases.words["chart"], narrator.wording
    dyad = {"A": wording.country(relation.a.code), "B": wording.country(relation.b.code)}
    lines = [f"# {wording.fill(words['title'], dyad)}", ""]
    if not relation.phases:
        return "\n".join([*lines, words["nothing"] + ".", ""])
    numbers = number_sources(relation, language)
    for paragraph in relation.narrative.get(language, []):
        lines += [f"## {paragraph.heading}", ""]
        lines += [
            f"{s.text} {' '.join(f'[{numbers[key]}]' for key in s.events if key in numbers)}\n"
            for s in paragraph.sentences
        ]
    return "\n".join([*lines, f"## {words['sources']}", "", *_sources(relation.sources, numbers), ""])


def number_sources(relation: Relation, language: str) -> dict[str, int]:
    """The numbers of the events that the narrative rests on, in the order in which it names them."""
    keys = (key for p in relation.narrative.get(language, []) for s in p.sentences for key in s.events)
    return {key: number for number, key in enumerate(dict.fromkeys(keys), start=1)}


def _sources(events: Mapping[str, ChronicleEvent], numbers: Mapping[str, int]) -> Iterator[str]:
    for key, number in numbers.items():
        told = events[key].mentions[0]
        where = ", ".join(str(part) for part in (told.article.publisher, told.article.published) if part)
        more = f" (+{len(events[key].mentions) - 1})" if len(events[key].mentions) > 1 else ""
        yield f"{number}. {' '.join(told.quote.split())} — {where or told.article.id}{more}"
