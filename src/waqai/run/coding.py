"""The work on one article on its way into a store: its records, what identity needs of them, their lemmas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waqai.config import Settings
from waqai.models import Article, Record
from waqai.run.local import coder_for
from waqai.store.rows import CodedArticle, CodedRecord

if TYPE_CHECKING:
    from waqai.pipeline import Coder


def coded_article(article: Article, settings: Settings) -> tuple[CodedArticle]:
    """The article as it is stored; runs in the worker."""
    coder = coder_for(settings)
    records = coder.code(article)
    told = zip(records, coder.tell(article, records), strict=True)
    ready = tuple(CodedRecord(record, telling, _lemmas(article, record, coder)) for record, telling in told)
    return (CodedArticle(article, coder.program, coder.codebook, ready),)


def _lemmas(article: Article, record: Record, coder: Coder) -> frozenset[str]:
    """The lemmas of all sentences of the article that tell the event."""
    spans = dict.fromkeys((record.evidence.sentence, *record.evidence.also))
    text = "\n".join(article.full_text[start:end] for start, end in spans)
    return frozenset().union(*coder.lemmas(text))
