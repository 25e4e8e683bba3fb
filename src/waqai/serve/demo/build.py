"""The store of the demo: made in the cache when first asked for, and anew when articles, packs or program change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from waqai.config import Settings
from waqai.errors import StoreError
from waqai.ingest.paths import read
from waqai.packs.cache import hash_of
from waqai.packs.pack import content_hash
from waqai.run.archive import Archive
from waqai.store import open_store

ARTICLES = Path(__file__).parent / "articles.jsonl"
_CODE = ("text", "extract", "resolve", "models", "store")
"""Packages that decide what the store holds."""


def articles() -> int:
    """How many articles the demo has."""
    return sum(1 for line in ARTICLES.read_text(encoding="utf-8").splitlines() if line)


def store_path(settings: Settings) -> Path:
    """Where the store of these articles, packs and this program stands or will stand."""
    package = Path(__file__).parents[2]
    code = sorted(path for name in _CODE for path in (package / name).rglob("*.py"))
    return settings.cache_dir / f"demo-{hash_of([ARTICLES, *code])}-{content_hash()}.duckdb"


def build(settings: Settings, advance: Callable[[int], None] = lambda _: None) -> Settings:
    """Settings whose store is the demo's. `advance` is told of each article and how many records it gave.

    A store that is there already is taken as it is, with what was judged and saved in it. One that is not complete
    never appears under its name. Raises StoreError where the cache cannot be written.
    """
    path = store_path(settings)
    if not path.exists():
        try:
            _make(path, settings, advance)
        except OSError as error:
            raise StoreError(f"the demo needs room in {settings.cache_dir}: {error.strerror}") from error
    return replace(settings, db=str(path))


def _make(path: Path, settings: Settings, advance: Callable[[int], None]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    _remove(path.parent.glob("demo-*"))
    unfinished = path.with_name(f"unfinished-{path.name}")
    _remove([unfinished, Path(f"{unfinished}.wal")])
    with open_store(str(unfinished)) as store:
        for outcome in Archive(store, settings).add(read([str(ARTICLES)])):
            advance(outcome.records)
    unfinished.replace(path)


def _remove(paths: Iterable[Path]) -> None:
    for path in list(paths):
        with suppress(OSError):  # where files that are open cannot be removed, another demo may have it
            path.unlink()
