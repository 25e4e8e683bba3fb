"""The whole way through on one page: an article goes in, records come out.

text      fold, split sentences, segment clitics      waqai.text
packs     words, rules, names                         waqai.packs
extract   times, names, chunks, clauses, predicates   waqai.extract
          frames: who did what to whom
          status, attribution, date, place, merging
records   the codebook's JSON                         here
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from waqai.config import Settings
from waqai.extract.article import Reader
from waqai.extract.records import to_records
from waqai.extract.trace import to_trace
from waqai.models import Article, ArticleTrace, Record
from waqai.packs.pack import Pack, load_pack


@lru_cache(maxsize=2)
def _pack(language: str, codebook: str, cache: Path) -> Pack:
    return load_pack(language, codebook, cache=cache)


class Coder:
    """Codes articles. Deterministic: the same article and packs give the same records."""

    def __init__(self, settings: Settings | None = None) -> None:
        settings = settings or Settings()
        self.pack = _pack(settings.language, settings.codebook, settings.cache_dir)
        self._reader = Reader(self.pack)

    def code(self, article: Article) -> list[Record]:
        """The records of an article, in the order of the text."""
        return to_records(article, self._reader.read(article), self.pack)

    def explain(self, article: Article) -> ArticleTrace:
        """How the article was read: mentions and rule trees sentence by sentence, and what nearly fired."""
        return to_trace(article, self._reader.read(article), self.pack)
