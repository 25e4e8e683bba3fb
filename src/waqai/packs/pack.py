"""Load a compiled pack, from the cache if the data have not changed since it was written."""

from __future__ import annotations

import gc
import hashlib
import pickle
import tempfile
from functools import cached_property
from pathlib import Path

from waqai.config import default_cache_dir
from waqai.packs.compile import Compiled, compile_pack
from waqai.packs.gazetteer import Country, Name
from waqai.packs.lexicon import Lexicon
from waqai.packs.reading import DATA
from waqai.packs.rules import Grammar
from waqai.text.fold import fold
from waqai.text.wordlist import load_counts

CODE = (
    *(f"packs/{name}.py" for name in ("compile", "rules", "schema", "gazetteer", "lexicon", "codebook")),
    "text/fold.py",
)
INFLECTION = "text/inflect"
KEPT = 4
"""Compiled packs that stay in the cache."""


class Pack:
    """A language with its codebook and gazetteers, ready for look-up."""

    def __init__(self, compiled: Compiled, version: str, cache: Path | None = None) -> None:
        self.compiled, self.version = compiled, version
        self.counts = load_counts(cache)
        self.lexicon = Lexicon(
            counts=self.counts,
            forms=compiled.forms,
            name_words=compiled.name_words,
            first_words=compiled.phrases,
            function=compiled.function,
            person_words=compiled.person_words,
            single_names=compiled.single_names,
            name_particles=compiled.grammar["name_particles"],
            negating=compiled.grammar["negating_adjective"],
            rules=compiled.rules,
        )

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
    compiled = _read(path)
    if compiled is None:
        compiled = compile_pack(language, codebook, data)
        _write(path, compiled)
    return Pack(compiled, version, cache)


def content_hash(data: Path = DATA) -> str:
    """A short hash of all data files and of the code that compiles them."""
    digest = hashlib.sha256()
    package = Path(__file__).parent.parent
    code = [package / name for name in CODE] + sorted((package / INFLECTION).glob("*.py"))
    for path in code + sorted(p for p in data.rglob("*") if p.suffix in (".yaml", ".csv")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _read(path: Path) -> Compiled | None:
    try:
        blob = path.read_bytes()
    except OSError:
        return None
    gc.disable()
    try:
        loaded = pickle.loads(blob)  # noqa: S301 - written by this program into the user's own cache
    except (pickle.UnpicklingError, EOFError, AttributeError, ImportError, TypeError, ValueError):
        return None
    finally:
        # These objects live as long as the program: the collector need never look at them.
        gc.freeze()
        gc.enable()
    return loaded if isinstance(loaded, Compiled) else None


def _write(path: Path, compiled: Compiled) -> None:
    """Write atomically; a cache that cannot be written costs time, not the result."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as out:
            pickle.dump(compiled, out, protocol=5)
        Path(out.name).replace(path)
        _prune(path)
    except OSError:
        return


def _prune(path: Path) -> None:
    """Remove all but the newest compiled packs of the same language and codebook: each change of the data makes one."""
    same = path.parent.glob(path.name.rpartition("-")[0] + "-*.bin")
    for old in sorted(same, key=lambda p: p.stat().st_mtime, reverse=True)[KEPT:]:
        old.unlink(missing_ok=True)
