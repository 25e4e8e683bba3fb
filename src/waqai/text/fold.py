"""Fold Arabic spelling variants together, and keep the way back to the original offsets.

Folding maps every spelling that newspapers treat as the same word to one form: diacritics, tatweel,
zero-width and bidi marks vanish; presentation forms and ligatures are spelled out; alef, hamza seats,
ya and ta marbuta variants are joined; Arabic-Indic digits become ASCII; quotation marks become `"`.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_JOIN = {
    **dict.fromkeys("أإآٱٲٳٵ", "ا"),
    **dict.fromkeys("ىیيېێئ", "ي"),
    **dict.fromkeys("ؤۆۇۋ", "و"),
    **dict.fromkeys("ةۀہھەۃ", "ه"),
    **dict.fromkeys("کڪڬ", "ك"),
    **dict.fromkeys("گ", "غ"),
    **dict.fromkeys("ڤ", "ف"),
    **dict.fromkeys("پ", "ب"),
    **dict.fromkeys("چ", "تش"),
    **dict.fromkeys("ژ", "ج"),
    **dict.fromkeys("“”„‟«»‹›〝〞＂″", '"'),
    **dict.fromkeys("‘’‚‛`´′", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "٪": "%",
    "٫": ".",
    "٬": ",",
}


@lru_cache(maxsize=4096)
def fold_char(char: str) -> str:
    """The folded spelling of one character: "", one character, or several (ligatures)."""
    out = []
    # Lowered first, since the small form of İ brings a combining dot along.
    for c in unicodedata.normalize("NFKC", char.lower()):
        category = unicodedata.category(c)
        if c == "ـ" or category in ("Mn", "Me", "Cf"):
            continue
        if category == "Nd":
            out.append(str(unicodedata.digit(c)))
        elif category == "Zs":
            out.append(" ")
        else:
            out.append(_JOIN.get(c, c.lower()))
    return "".join(out)


class _FoldTable(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = folded = fold_char(chr(code))
        return folded


_TABLE = _FoldTable()


def fold(text: str) -> str:
    """The folded form of `text`, without offsets. Folding is idempotent."""
    return text.translate(_TABLE)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and, for each of its characters, the offset of the original character it came from.

    `offsets` has one entry more than `text`: the original length.
    """

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original `[start, end)` of the folded `[start, end)`, trailing diacritics included."""
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end]


def fold_with_offsets(text: str) -> Folded:
    """Fold `text` and keep the map back. Offsets count Unicode code points of `text`."""
    chars: list[str] = []
    offsets: list[int] = []
    for at, char in enumerate(text):
        folded = _TABLE[ord(char)]
        chars.append(folded)
        offsets.extend([at] * len(folded))
    offsets.append(len(text))
    return Folded("".join(chars), tuple(offsets))
