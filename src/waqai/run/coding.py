"""The work on one article on its way into a store: its records, what identity needs of them, their lemmas."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

from waqai.config import Settings
from waqai.models import Article, Record, Telling
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


def to_line(coded: CodedArticle) -> str:
    """The article as it is stored, in one line of JSON."""
    records = [
        {"record": one.record.model_dump(mode="json"), "telling": _as_text(one.telling), "lemmas": sorted(one.lemmas)}
        for one in coded.records
    ]
    article = coded.article.model_dump(mode="json", exclude_none=True)
    whole = {"article": article, "coder": coded.coder, "codebook": coded.codebook, "records": records}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True)


def of_line(line: bytes) -> CodedArticle:
    """What `to_line` wrote."""
    whole = json.loads(line)
    records = tuple(
        CodedRecord(
            Record.model_validate(one["record"]),
            Telling.from_bytes(base64.b64decode(one["telling"])),
            frozenset(one["lemmas"]),
        )
        for one in whole["records"]
    )
    return CodedArticle(Article.parse(whole["article"]), whole["coder"], whole["codebook"], records)


def _as_text(telling: Telling) -> str:
    return base64.b64encode(telling.to_bytes()).decode()


def _lemmas(article: Article, record: Record, coder: Coder) -> frozenset[str]:
    """The lemmas of all sentences of the article that tell the event."""
    spans = dict.fromkeys((record.evidence.sentence, *record.evidence.also))
    text = "\n".join(article.full_text[start:end] for start, end in spans)
    return frozenset().union(*coder.lemmas(text))
