"""Load a compiled pack, from the cache if the data have not changed since it was written."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from waqai.config import default_cache_dir
from waqai.packs.cache import cached, hash_of
from waqai.packs.compiled import Compiled
from waqai.packs.gazetteer import Country, Name
from waqai.packs.lexicon import Lexicon
from waqai.packs.reading import DATA
from waqai.packs.rules import Grammar
from waqai.text.fold import fold
from waqai.text.wordlist import load_counts

CODE = (
    *(f"packs/{name}.py" for name in ("compile", "compiled", "forms", "rules", "schema", "gazetteer", "codebook")),
    "text/deferred.py",
    "text/fold.py",
    "text/packed.py",
)
INFLECTION = "text/inflect"


class Pack:
    """A language with its codebook and gazetteers, ready for look-up."""

    def __init__(self, compiled: Compiled, version: str, cache: Path | None = None) -> None:
        self.compiled, self.version = compiled, version
        self.counts = load_counts(cache)
        self.lexicon = Lexicon(
            counts=self.counts,
            forms=compiled.forms,
            name_words=compiled.name_words,
            first_words=frozenset(compiled.phrases),
            function=compiled.function,
            person_words=compiled.person_words,
            single_names=compiled.single_names,
            name_particles=compiled.grammar["name_particles"],
            negating=compiled.grammar["negating_adjective"],
            rules=compiled.rules,
        )

    def unpack(self) -> None:
        """Make the dictionaries of words now: for runs over many articles."""
        self.counts.unpack()
        self.compiled.forms.rows.unpack()

    @property
    def grammar(self) -> Grammar:
        """The closed-class words."""
        return self.compiled.grammar

    @cached_property
    def countries(self) -> dict[str, Country]:
        """Countries by ISO 3166 alpha-3 code."""
        return {c.code: c for c in self.compiled.countries}

    def publisher(self, name: str | None) -> Name | None:
        """The outlet an article's publisher (id, domain or name) stands for, if it is listed."""
        number = self.compiled.publishers.get(fold(name)) if name else None
        return None if number is None else self.compiled.names[number]


def load_pack(language: str = "ar", codebook: str = "plover", data: Path = DATA, *, cache: Path | None = None) -> Pack:
    """The pack of a language. The first call after a change of the data compiles them (some seconds) into `cache`."""
    cache = cache or default_cache_dir()
    version = content_hash(data)
    path = cache / f"pack-{language}-{codebook}-{version}.bin"

    def compile_now() -> Compiled:
        from waqai.packs.compile import compile_pack

        return compile_pack(language, codebook, data)

    return Pack(cached(path, Compiled, compile_now), version, cache)


def content_hash(data: Path = DATA) -> str:
    """A short hash of all data files and of the code that compiles them."""
    package = Path(__file__).parent.parent
    code = [package / name for name in CODE] + sorted((package / INFLECTION).glob("*.py"))
    return hash_of(code + sorted(p for p in data.rglob("*") if p.suffix in (".yaml", ".csv")))
