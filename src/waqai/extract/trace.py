"""The match tree of an article, for people who ask why."""

from __future__ import annotations

from collections.abc import Iterator

from waqai.extract.article import Reading
from waqai.extract.merge import Event
from waqai.extract.sentence import Sentence
from waqai.models import Article, ArticleTrace, NearMiss, Node, SentenceTrace
from waqai.packs.pack import Pack


def to_trace(article: Article, reading: Reading, pack: Pack) -> ArticleTrace:
    """Sentence by sentence: names, times, events with their sides, near misses."""
    return ArticleTrace(
        article.full_text,
        tuple(
            SentenceTrace((s.start, s.end), tuple(_nodes(s, reading)), tuple(_misses(s, reading)))
            for s in reading.sentences
        ),
    )


def _nodes(sentence: Sentence, reading: Reading) -> Iterator[Node]:
    for match in sentence.names:
        entry = match.entries[0]
        label = " ".join(filter(None, (entry.name_en, entry.code, entry.sector)))
        yield Node(sentence.text(match.first, match.last), entry.kind, "gazetteer", label)
    for time in sentence.times:
        yield Node(time.offsets, "date", time.rule, f"{time.start} .. {time.end}")
    for event in reading.events:
        if event.draft.sentence is sentence:
            yield _event(event)


def _event(event: Event) -> Node:
    token, rule = event.draft.predicate.token, event.draft.rule
    children = [Node((a.start, a.end), "actor", a.kind, f"{a.code} {a.sector}") for a in event.actors]
    children += [Node((a.start, a.end), "recipient", a.kind, f"{a.code} {a.sector}") for a in event.recipients]
    if event.dating.span:
        days = f"{event.dating.start} .. {event.dating.end}"
        children.append(Node(event.dating.span, "date", event.dating.basis or "", days))
    if event.place:
        children.append(Node((event.place.start, event.place.end), "place", event.place.precision, event.place.name))
    children += [Node((s.start, s.end), s.kind, "attribution", s.name) for s in event.sources]
    label = " ".join((event.event, *event.mode, event.cameo, event.status))
    return Node((token.start, token.end), "event", rule.id, label, tuple(children))


def _misses(sentence: Sentence, reading: Reading) -> Iterator[NearMiss]:
    for miss in reading.near_misses:
        token = miss.predicate.token
        if sentence.start <= token.start < sentence.end:
            yield NearMiss((token.start, token.end), miss.rule.id, miss.why)
