"""The whole way through on one page: an article goes in, records come out.

text      fold, split sentences, segment clitics      waqai.text
packs     words, rules, names                         waqai.packs
extract   times, names, chunks, clauses, predicates   waqai.extract
          frames: who did what to whom
          status, attribution, date, place, merging
records   the codebook's JSON                         here
resolve   what identity needs to know of a record     waqai.resolve
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from waqai.config import Settings
from waqai.extract.article import Reader
from waqai.extract.records import codebook_name, program, to_records
from waqai.models import Article, Record
from waqai.packs.lemmas import lemmas_of
from waqai.packs.pack import Pack, load_pack

if TYPE_CHECKING:
    from waqai.models import ArticleTrace, Telling
    from waqai.resolve.features import Teller


@lru_cache(maxsize=2)
def _pack(language: str, codebook: str, cache: Path) -> Pack:
    return load_pack(language, codebook, cache=cache)


class Coder:
    """Codes articles. Deterministic: the same article and packs give the same records."""

    def __init__(self, settings: Settings | None = None) -> None:
        settings = settings or Settings()
        self.pack = _pack(settings.language, settings.codebook, settings.cache_dir)
        self.program, self.codebook = program(), codebook_name(self.pack)
        self._reader = Reader(self.pack)

    def code(self, article: Article) -> list[Record]:
        """The records of an article, in the order of the text."""
        return to_records(article, self._reader.read(article), self.pack)

    def explain(self, article: Article) -> ArticleTrace:
        """How the article was read: mentions and rule trees sentence by sentence, and what nearly fired."""
        from waqai.extract.trace import to_trace

        return to_trace(article, self._reader.read(article), self.pack)

    def tell(self, article: Article, records: Sequence[Record]) -> list[Telling]:
        """What identity needs to know of an article's records, in their order."""
        return self._teller.tell(article, records)

    def lemmas(self, text: str) -> list[frozenset[str]]:
        """For each word of a text the lemmas it may be a form of."""
        return lemmas_of(text, self.pack.lexicon)

    @cached_property
    def _teller(self) -> Teller:
        from waqai.resolve.features import Teller

        return Teller(self.pack)
