"""GDELT 2 mentions: tab-separated, no header, 16 columns; one row for each telling of each row of the events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from waqai.export.gdelt import numbers, stamp
from waqai.export.tabbed import line, told_as_fact
from waqai.models import ChronicleEvent, Mention

COLUMNS = (
    "GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier SentenceID "
    "Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence MentionDocLen MentionDocTone "
    "MentionDocTranslationInfo Extras"
).split()
WEB, OTHER = 1, 2
UNKNOWN = -1
"""GDELT's offset of what was not found."""


def write(events: Iterable[ChronicleEvent], out: TextIO) -> None:
    """The rows. Sentence number, confidence, length and tone are not known and stay empty; nothing was translated."""
    for event in told_as_fact(events):
        out.writelines(line(row) for row in _rows(event))


def _rows(event: ChronicleEvent) -> Iterator[list[Any]]:
    for number in numbers(event):
        for mention in event.mentions:
            article = mention.article
            told = [stamp(event.date), stamp(article.published), WEB if article.url else OTHER]
            where = [article.publisher or article.id, article.url or article.id, None]
            yield [number, *told, *where, *_offsets(mention), 1, *[None] * 5]


def _offsets(mention: Mention) -> list[int]:
    """Where actor, recipient and trigger begin in the text."""
    evidence = mention.evidence
    if evidence is None:
        return [UNKNOWN] * 3
    sides = [spans[0][0] if spans else UNKNOWN for spans in (evidence.actor, evidence.recipient)]
    return [*sides, evidence.trigger[0]]
