"""Why a record was read: the tree of matches, and the rule with its own example and counterexample."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from waqai.serve.web.html import Html, bdi, join, tag
from waqai.serve.web.view import View

if TYPE_CHECKING:
    from waqai.models import Record
    from waqai.serve.views import NodeView, RuleExample, RuleView, SentenceView


def tree(view: View, text: str, sentences: Sequence[SentenceView], record: Record) -> Html | None:
    """How the record's sentence was read: the event's own tree first, unfolded; what else was found behind a fold."""
    sentence = next((one for one in sentences if one.span == tuple(record.evidence.sentence)), None)
    if sentence is None:
        sentence = next((one for one in sentences if one.span[0] <= record.evidence.trigger[0] < one.span[1]), None)
    if sentence is None:
        return None
    own = [node for node in sentence.nodes if node.kind == "event" and node.span == tuple(record.evidence.trigger)]
    own = own or [node for node in sentence.nodes if node.kind == "event" and node.rule == record.rule]
    return tag("ul", [_node(view, text, node) for node in own], class_="tree") if own else None


def _node(view: View, text: str, node: NodeView) -> Html:
    kinds = view.texts.entry("article.kinds")
    words = bdi(text[node.span[0] : node.span[1]], class_="tree__text")
    label = bdi(node.label, class_="tree__label")
    below = tag("ul", [_node(view, text, child) for child in node.children]) if node.children else None
    return tag(
        "li", tag("span", kinds.get(node.kind, node.kind), class_="tree__kind"), " «", words, "» ", label, " ",
        tag("span", node.rule, class_="tree__rule quiet"), below,
    )  # fmt: skip


def rule(view: View, found: RuleView | None, key: str) -> Html:
    """The rule by id, where it stands, one of its examples and one of its counterexamples."""
    texts = view.texts
    name = tag("p", tag("code", key))
    if found is None:
        return name
    where = tag("p", tag("code", f"{found.file}:{found.line}"), class_="small quiet")
    return join(name, where, *_examples(view, texts("article.example"), found.examples[:1]),
                *_examples(view, texts("article.counterexample"), found.counterexamples[:1]))  # fmt: skip


def _examples(view: View, title: str, examples: Sequence[RuleExample]) -> Iterator[Html]:
    for one in examples:
        because = (
            tag("p", f"{view.texts('article.because')}: ", bdi(one.because), class_="small quiet")
            if one.because
            else None
        )
        yield tag("h4", title)
        yield tag("p", _marked(one), class_="quote quote--small", lang="ar", dir="rtl")
        if because:
            yield because


def _marked(one: RuleExample) -> Html:
    """An example with its deed marked."""
    before, found, after = one.text.partition(one.trigger) if one.trigger else (one.text, "", "")
    return join(before, tag("strong", found, class_="m-trigger") if found else None, after)
