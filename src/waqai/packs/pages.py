"""How web pages of a language name what stands around an article (`pages.yaml` of a language pack)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml

from waqai.errors import PackError
from waqai.text.fold import fold

_LEAD = r"\W*"


@dataclass(frozen=True, slots=True)
class PageWords:
    """Patterns over folded text: the beginning of a box of links, and of a line that is no part of an article."""

    box: re.Pattern[str]
    line: re.Pattern[str]

    def opens_box(self, text: str) -> bool:
        """Whether a box that begins with `text` stands beside the article."""
        return bool(self.box.match(fold(" ".join(text.split()))))

    def is_line(self, text: str) -> bool:
        """Whether a line of running text is none of the article's."""
        return bool(self.line.match(fold(" ".join(text.split()))))


@lru_cache(maxsize=8)
def page_words(language: str = "ar") -> PageWords:
    """The words of `language`'s pages. Raises PackError where the pack has none."""
    file = files("waqai.packs") / "languages" / language / "pages.yaml"
    try:
        data = yaml.safe_load(file.read_text(encoding="utf8"))
        boxes, lines, whole = (_alternatives(data[key]) for key in ("boxes", "lines", "whole_lines"))
    except (OSError, KeyError, TypeError, yaml.YAMLError) as error:
        raise PackError(f"cannot be used: {error}", file=str(file)) from error
    english = (
        "(?:read|see|watch) (?:also|more)|related|share|tags|comments|advertisement|subscribe|follow us|copyright|©"
    )
    return PageWords(
        box=re.compile(rf"{_LEAD}(?:(?:{boxes}|{english})(?!\w))"),
        line=re.compile(rf"{_LEAD}(?:(?:{lines})(?!\w)|(?:read|see) also(?!\w)|©|(?:{whole}|advertisement)\W*$)"),
    )


def _alternatives(phrases: list[str]) -> str:
    """The phrases as one pattern, the longest first."""
    return "|".join(sorted((re.escape(fold(phrase)) for phrase in phrases), key=len, reverse=True))
