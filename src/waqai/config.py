"""The one settings object. It is frozen and passed in; nothing but this module reads the environment."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from waqai.errors import UsageError

DEFAULT_DB = "waqai.duckdb"
"""The store where none is named, in the folder one is in."""
_WORDS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


def default_cache_dir(env: Mapping[str, str] | None = None) -> Path:
    """Where waqai keeps what can be made again: `$WAQAI_CACHE_DIR`, `$XDG_CACHE_HOME/waqai`, or the platform's."""
    env = os.environ if env is None else env
    if own := env.get("WAQAI_CACHE_DIR"):
        return Path(own)
    if xdg := env.get("XDG_CACHE_HOME"):
        return Path(xdg) / "waqai"
    if sys.platform == "win32":
        return Path(env.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "waqai" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "waqai"
    return Path.home() / ".cache" / "waqai"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be chosen for a run.

    language    name of the language pack under `packs/languages/`
    codebook    name of the codebook under `packs/codebooks/`
    cache_dir   where compiled packs are cached; safe to delete at any time
    workers     processes that code articles; 1 = this one
    keep_text   whether a store keeps the text of articles, which rights may forbid; quotes and offsets it keeps
    db          the store: a DuckDB file or postgresql://...
    """

    language: str = "ar"
    codebook: str = "plover"
    cache_dir: Path = field(default_factory=default_cache_dir)
    workers: int = 1
    keep_text: bool = True
    db: str = DEFAULT_DB

    def __post_init__(self) -> None:
        if self.workers < 1:
            raise UsageError(f"workers must be 1 or more, not {self.workers}")

    @classmethod
    def from_env(
        cls,
        env: Mapping[str, str] | None = None,
        *,
        workers: int = 1,
        db: str | None = None,
        keep_text: bool | None = None,
    ) -> Settings:
        """Settings with what the environment says where no argument does: `WAQAI_DB`, `WAQAI_KEEP_TEXT` (yes or no).

        Raises UsageError on values that cannot be.
        """
        env = os.environ if env is None else env
        keep = _yes(env.get("WAQAI_KEEP_TEXT") or "yes") if keep_text is None else keep_text
        store = db or env.get("WAQAI_DB") or DEFAULT_DB
        return cls(cache_dir=default_cache_dir(env), workers=workers, db=store, keep_text=keep)


def _yes(text: str) -> bool:
    if text.lower() not in _WORDS:
        raise UsageError(f"WAQAI_KEEP_TEXT must be yes or no, not «{text}»")
    return _WORDS[text.lower()]
