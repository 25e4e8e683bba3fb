"""How an article was read: match trees and near misses, which `explain`, the API and the web page all show."""

from __future__ import annotations

from dataclasses import dataclass

from waqai.models.base import Span


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the match tree: a span that a rule read as something, made of smaller nodes.

    `kind` says what it is (event, actor, date, place ...), `rule` what read it, `label` what was made of it.
    """

    span: Span
    kind: str
    rule: str
    label: str = ""
    children: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A rule that nearly fired at `span`, and `why` it did not."""

    span: Span
    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class SentenceTrace:
    """What was found in the sentence at `span`: mentions and events as trees, and what nearly was an event."""

    span: Span
    nodes: tuple[Node, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleTrace:
    """How an article was read, sentence by sentence. `text` is the article's full text."""

    text: str
    sentences: tuple[SentenceTrace, ...]
