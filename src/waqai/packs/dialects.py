"""The spoken varieties of a language that written news does not use (`dialects.yaml` of a language pack)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml

from waqai.errors import PackError
from waqai.text.fold import fold

SHARE = 0.03
"""Share of a text's words from which marker words make it a text in a spoken variety: quotes in news stay below it."""
FEWEST = 3
_SHARED = "shared"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Dialect:
    """A spoken variety: its name in English and its ISO 639-3 code, "" where markers of several are mixed."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Dialects:
    """Folded marker word -> the names of the varieties that have it; name -> variety."""

    markers: dict[str, tuple[str, ...]]
    by_name: dict[str, Dialect]

    def of(self, text: str) -> Dialect | None:
        """The variety a text is written in; None where it is the written language, as far as these words tell."""
        words = _WORD.findall(fold(text))
        found = [names for word in words if (names := self._names(word))]
        if len(found) < max(FEWEST, SHARE * len(words)):
            return None
        told = Counter(name for names in found for name in names if name != _SHARED)
        return self.by_name[told.most_common(1)[0][0]] if told else Dialect("spoken Arabic", "")

    def _names(self, word: str) -> tuple[str, ...]:
        return self.markers.get(word) or (self.markers.get(word[1:], ()) if word[:1] in "وف" else ())


@lru_cache(maxsize=8)
def dialects(language: str = "ar") -> Dialects:
    """The varieties of `language`. Raises PackError where the pack has none."""
    file = files("waqai.packs") / "languages" / language / "dialects.yaml"
    try:
        data = yaml.safe_load(file.read_text(encoding="utf8"))
        by_name = {name: Dialect(f"{name} Arabic", entry["code"]) for name, entry in data.items() if name != _SHARED}
        pairs = [(fold(word), name) for name, entry in data.items() for word in entry["words"]]
    except (OSError, KeyError, TypeError, AttributeError, yaml.YAMLError) as error:
        raise PackError(f"cannot be used: {error}", file=str(file)) from error
    markers: dict[str, tuple[str, ...]] = {}
    for word, name in pairs:
        markers[word] = (*markers.get(word, ()), name)
    return Dialects(markers, by_name)
