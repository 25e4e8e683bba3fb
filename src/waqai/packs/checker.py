"""Check a pack: every rule fires on its examples as they say, and stays silent on its counterexamples.

The coder is handed in, since packs know nothing of coding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from waqai.models import Article, Entity, Record
from waqai.packs.pack import Pack
from waqai.packs.schema import Example, Rule

PUBLISHED = "2024-06-15"


class Codes(Protocol):
    """What the checker needs of a coder."""

    pack: Pack

    def code(self, article: Article) -> list[Record]:
        """The records of an article."""


@dataclass(slots=True)
class Report:
    """What was checked and what is wrong. `problems` are lines `file:line: rule: what`."""

    rules: int = 0
    examples: int = 0
    known_failures: int = 0
    problems: list[str] = field(default_factory=list)


def check_packs(coder: Codes, *, only: str = "") -> Report:
    """Run all examples. `only`: check just the rules of one file («assault.yaml») or with one id."""
    report = Report()
    book = coder.pack.compiled.codebook
    for rule in coder.pack.compiled.rules:
        if only and only not in (rule.file, rule.id):
            continue
        report.rules += 1
        at = f"predicates/{rule.file}:{rule.line}: {rule.id}"
        if rule.event not in book.types:
            report.problems.append(f"{at}: unknown event type {rule.event}")
            continue
        report.problems += [f"{at}: unknown mode {m}" for m in _modes(rule) if m not in book.types[rule.event].modes]
        report.problems += [f"{at}: unknown CAMEO code {c}" for c in _cameo(rule) if c not in book.cameo]
        for lemma in rule.nouns:
            if lemma not in coder.pack.compiled.forms:
                report.problems.append(f"{at}: lemma «{lemma}» is in neither verbs.csv nor nouns.csv")
        for example in rule.examples:
            report.examples += 1
            _note(report, at, example, list(_example(coder, rule, example)))
        for example in rule.counterexamples:
            report.examples += 1
            _note(report, at, example, list(_counterexample(coder, rule, example)))
    return report


def _note(report: Report, at: str, example: Example, wrong: Sequence[str]) -> None:
    if example.known_failure:
        if wrong:
            report.known_failures += 1
        else:
            report.problems.append(f"{at}: «{example.text}» is marked as a known failure but passes: drop the mark")
        return
    report.problems += [f"{at}: «{example.text}»: {problem}" for problem in wrong]


def _modes(rule: Rule) -> list[str]:
    return [*rule.mode, *(m for r in rule.refine for m in r.mode)]


def _cameo(rule: Rule) -> list[str]:
    return [rule.cameo, *(r.cameo for r in rule.refine if r.cameo)]


def _code(coder: Codes, example: Example) -> list[Record]:
    return coder.code(Article.model_validate({"id": "example", "text": example.text, "published": PUBLISHED}))


def _example(coder: Codes, rule: Rule, example: Example) -> Iterator[str]:
    records = _code(coder, example)
    mine = [r for r in records if r.rule == rule.id]
    others = [f"{r.rule} on «{r.event_text}»" for r in records if r.rule != rule.id]
    if not mine:
        yield "does not fire" + (f", but {', '.join(others)}" if others else "")
        return
    if len(mine) > 1:
        yield f"fires {len(mine)} times"
    record = next((r for r in mine if example.trigger in r.event_text), mine[0])
    if example.trigger and example.trigger not in record.event_text:
        yield f"trigger «{record.event_text}» instead of «{example.trigger}»"
    if others:
        yield f"fires too: {', '.join(others)}"
    yield from _sides("actor", example.actor, record.actor)
    yield from _sides("recipient", example.recipient, record.recipient)


def _sides(side: str, wanted: Sequence[str], found: Sequence[Entity]) -> Iterator[str]:
    texts = [e.entity_text for e in found]
    for words in wanted:
        if not any(words in text or text in words for text in texts if text):
            yield f"{side} «{words}» not found, only {texts}"
    for text in texts:
        if not any(words in text or text in words for words in wanted):
            yield f"{side} «{text}» should not be there"


def _counterexample(coder: Codes, rule: Rule, example: Example) -> Iterator[str]:
    for record in _code(coder, example):
        if record.rule == rule.id:
            yield f"must stay silent but fires on «{record.event_text}»"
