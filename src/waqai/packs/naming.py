"""A country by its code or by its name in English or Arabic."""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from waqai.errors import UsageError
from waqai.packs.phrases import countries, load_phrases
from waqai.packs.reading import DATA
from waqai.text.fold import fold


def country_code(name: str) -> str:
    """The ISO 3166 alpha-3 code (or special code) that a code or name means. Raises UsageError with what is near."""
    known = _names()
    found = known.get(_key(name))
    if found is None:
        near = get_close_matches(_key(name), known, n=3)
        hint = f"; did you mean {' or '.join(dict.fromkeys(known[key] for key in near))}?" if near else ""
        raise UsageError(f"no country is called «{name}»{hint or '; give a code such as TUR, or a name'}")
    return found


@lru_cache(maxsize=2)
def _names(data: Path = DATA) -> dict[str, str]:
    table: dict[str, str] = {}
    for code, country in countries(data).items():
        for name in (code, country.iso2, country.name_en, country.name_ar, *country.aliases, *country.aliases_en):
            table.setdefault(_key(name), code)
    for language in ("ar", "en"):
        for code, name in load_phrases(language, data).words["codes"].items():
            table.setdefault(_key(code), code)
            table.setdefault(_key(name), code)
    return table


def _key(name: str) -> str:
    return fold(name.strip()).casefold()
