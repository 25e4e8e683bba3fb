"""The words of the interface. They stand in one YAML file a language under `texts/`, never in code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

LANGUAGES = ("ar", "en")
"""The languages of the interface, the first being that of the house."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of one language."""

    language: str
    entries: Mapping[str, Any]

    def __call__(self, key: str, **fields: object) -> str:
        """The words under `a.b.c`, with their fields filled. Raises KeyError where there are none."""
        return str(self.entry(key)).format(**fields)

    def entry(self, key: str) -> Any:
        """Whatever stands under `a.b.c`. Raises KeyError."""
        found: Any = self.entries
        for part in key.split("."):
            if not isinstance(found, Mapping) or part not in found:
                raise KeyError(f"{self.language}: {key}")
            found = found[part]
        return found

    def name(self, family: str, code: str) -> str:
        """What a code of the codebook (`type`, `mode`, `status` ...) is called; itself where it has no name."""
        return str(self.entries["names"].get(family, {}).get(code, code))

    def count(self, key: str, number: int, written: str) -> str:
        """A number with its noun in the form that the number wants; `written` is the number as digits."""
        forms = self.entry(key)
        form = forms.get(plural(self.language, number), forms["other"])
        return str(form).format(n=written)


def plural(language: str, number: int) -> str:
    """The plural category of a number, after Unicode CLDR."""
    if language != "ar":
        return "one" if number == 1 else "other"
    if number < 3:
        return ("zero", "one", "two")[number]
    rest = number % 100
    return "few" if 3 <= rest <= 10 else "many" if rest >= 11 else "other"


@lru_cache(maxsize=4)
def load_texts(language: str) -> Texts:
    """The words of a language."""
    written = (files("waqai.serve.web") / "texts" / f"{language}.yaml").read_text(encoding="utf-8")
    return Texts(language, yaml.safe_load(written))
