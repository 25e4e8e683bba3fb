"""The one settings object. It is frozen and passed in; nothing reads the environment but `Settings.from_env`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from waqai.errors import UsageError


def default_cache_dir() -> Path:
    """Where compiled packs are kept: `$XDG_CACHE_HOME/waqai`, or `~/.cache/waqai`."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "waqai"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be chosen for a run.

    language    name of the language pack under `packs/languages/`
    codebook    name of the codebook under `packs/codebooks/`
    cache_dir   where compiled packs are cached; safe to delete at any time
    workers     processes that code articles; 1 = this one
    """

    language: str = "ar"
    codebook: str = "plover"
    cache_dir: Path = field(default_factory=default_cache_dir)
    workers: int = 1

    def __post_init__(self) -> None:
        if self.workers < 1:
            raise UsageError(f"workers must be 1 or more, not {self.workers}")

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None, *, workers: int = 1) -> Settings:
        """Settings with `WAQAI_CACHE_DIR` of the environment, if set. Raises UsageError on workers below 1."""
        cache = (os.environ if env is None else env).get("WAQAI_CACHE_DIR")
        return cls(cache_dir=Path(cache) if cache else default_cache_dir(), workers=workers)
