"""Cut a text into words, numbers, Latin-script words and punctuation marks, with offsets into the text itself.

A word keeps its diacritics, tatweel and zero-width marks: nothing is folded here. An Arabic prefix written onto
a number or a Latin word («و1,4», «بـ25») is a token of its own, beginning where the number's token does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["word", "number", "punct", "latin"]


@dataclass(slots=True)
class RawToken:
    """One token. `text == source[start:end]`; offsets count Unicode code points of the original text."""

    text: str
    start: int
    end: int
    kind: Kind


_DIGIT = "0-9٠-٩۰-۹"
# Marks that belong to the word they stand in: diacritics, Quranic signs, tatweel, zero-width and bidi controls.
_MARK = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff"
_HIDDEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_LETTER = (
    "\u0620-\u063f\u0641-\u064a\u066e-\u066f\u0671-\u06d3\u06d5\u06e5\u06e6\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f"
    "\u08a0-\u08c9\ufb50-\ufdfb\ufe70-\ufefc"
)
# Any other letter, and any other letter or digit.
_OTHER = rf"[^\W\d_{_LETTER}]"
_OTHERS = rf"[^\W_{_LETTER}]"
_ADDRESS = r"(?:https?://|www\.)[^\s«»\"<>،؛؟]*[^\s«»\"<>،؛؟.,:;!?)\]]"

_TOKEN = re.compile(
    rf"(?:(?P<word>[{_LETTER}][{_LETTER}{_MARK}]*+(?:[{_HIDDEN}]++[{_LETTER}{_MARK}]++)*+)"
    rf"|(?P<number>[{_DIGIT}]{{4}}-[{_DIGIT}]{{1,2}}-[{_DIGIT}]{{1,2}}(?![{_DIGIT}])"
    rf"|[{_DIGIT}]+(?:[.,٫٬/:][{_DIGIT}]+)*)"
    rf"|(?P<latin>{_ADDRESS}|{_OTHER}(?:{_OTHERS}|[_'’.@&-](?={_OTHERS}))*)"
    # Spaces are skipped here, for to search on over them takes a third longer.
    rf"|(?P<punct>\.{{2,}}|…|[^\s{_HIDDEN}]))\s*+"
)


_KINDS: tuple[Kind, ...] = ("word", "word", "number", "latin", "punct")
"""The kind of token that each group of the pattern finds."""


def tokenize(text: str) -> list[RawToken]:
    """All tokens of `text` in order. Every character that is neither space nor invisible is in exactly one token.

    Decimals, dates and clock times («3.5», «3,5», «27/10/2022», «2022-10-27», «10:30») are one number each; a run of
    full stops is one mark; a web address is one `latin` token.
    """
    return [RawToken(*piece) for piece in pieces(text, 0, len(text))]


def pieces(text: str, start: int, end: int) -> Iterator[tuple[str, int, int, Kind]]:
    """The fields of the tokens of `text[start:end]`, with offsets into `text`."""
    for m in _TOKEN.finditer(text, start, end):
        group: int = m.lastindex  # type: ignore[assignment]
        first, last = m.span(group)
        yield text[first:last], first, last, _KINDS[group]
