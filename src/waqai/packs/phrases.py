"""How a language tells the history of a relation: templates, names of phases, months, forms that agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from waqai.errors import PackError
from waqai.models import Act
from waqai.packs.gazetteer import Country, read_countries
from waqai.packs.reading import DATA, LINE, read_yaml
from waqai.packs.relating import Pattern, read_pattern


@dataclass(frozen=True, slots=True)
class Template:
    """How one class of events is told: as a sentence, after «after» (`noun`, may be ""), and as a label."""

    pattern: Pattern
    mutual: bool | None
    dead: bool
    person: bool
    text: str
    noun: str
    short: str

    def fits(self, act: Act, *, mutual: bool, person: bool) -> bool:
        """Whether it tells this act."""
        return (
            self.mutual in (None, mutual)
            and (not self.dead or bool(act.dead))
            and (not self.person or person)
            and self.pattern.fits(act)
        )


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words of one language for relations. `words` are the other entries of the file, by their keys."""

    language: str
    tell: tuple[Template, ...]
    by_type: Mapping[str, tuple[Template, ...]]
    words: Mapping[str, Any]
    countries: Mapping[str, Country]

    def country(self, code: str | None) -> str:
        """The name of a country or special code, the code itself where it is neither."""
        if not code:
            return str(self.words["unknown"])
        if code in self.countries:
            found = self.countries[code]
            return found.name_ar if self.language == "ar" else found.name_en
        return str(self.words["codes"].get(code, code))

    def phase(self, name: str) -> str:
        """The name of a phase."""
        return str(self.words["phases"][name])


@lru_cache(maxsize=4)
def load_phrases(language: str, data: Path = DATA) -> Phrases:
    """The phrases of a language. Raises PackError where there are none or a template is wrong."""
    path = data / "languages" / language / "narrative.yaml"
    if not path.exists():
        raise PackError("no words to tell relations in this language", file=path)
    words: dict[str, Any] = read_yaml(path)
    tell = tuple(_template(row, path) for row in words.pop("tell"))
    types = dict.fromkeys(template.pattern.event for template in tell)
    by_type = {kind: tuple(t for t in tell if t.pattern.event == kind) for kind in types}
    return Phrases(language, tell, by_type, _plain(words), countries(data))


def _plain(value: Any) -> Any:
    """Without the line numbers that the reader sets."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items() if key != LINE}
    return value


@lru_cache(maxsize=2)
def countries(data: Path = DATA) -> Mapping[str, Country]:
    """The countries of the gazetteer by code."""
    return {country.code: country for country in read_countries(data / "gazetteers" / "countries.csv")}


def _template(row: Mapping[str, Any], path: Path) -> Template:
    own = ("mutual", "dead", "person", "text", "noun", "short")
    if "text" not in row or "short" not in row:
        raise PackError("a template needs text and short", file=path, line=row[LINE])
    pattern = read_pattern({key: value for key, value in row.items() if key not in own}, path, ALL)
    return Template(
        pattern,
        row.get("mutual"),
        bool(row.get("dead")),
        bool(row.get("person")),
        row["text"],
        row.get("noun", ""),
        row["short"],
    )


ALL: Sequence[str] = ("occurred", "ongoing", "future", "foiled", "negated", "hypothetical")
