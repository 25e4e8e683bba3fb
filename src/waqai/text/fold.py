"""Fold Arabic spelling variants together, and keep the way back to the original offsets.

Folding maps every spelling that newspapers treat as the same word to one form: diacritics, tatweel,
zero-width and bidi marks vanish; presentation forms and ligatures are spelled out; alef, hamza seats,
ya and ta marbuta variants are joined; Arabic-Indic digits become ASCII; quotation marks become `"`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
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


class _FoldTable(dict[str, str]):
    def __missing__(self, char: str) -> str:
        self[char] = folded = fold_char(char)
        return folded


_TABLE = _FoldTable()
# Every character but the common ones that fold to themselves: one in eight of a newspaper's.
_FOLDABLE = re.compile(r"[^\n !-@\[-_{-~،؛؟ءابت-غفقك-وي]")


def _fold_match(match: re.Match[str]) -> str:
    return _TABLE[match[0]]


def fold(text: str) -> str:
    """The folded form of `text`, without offsets. Folding is idempotent."""
    return _FOLDABLE.sub(_fold_match, text)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and, for each of its characters, the offset of the original character it came from.

    `offsets` has one entry more than `text`: the original length.
    """

    text: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original `[start, end)` of the folded `[start, end)`, trailing diacritics included."""
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end]


def fold_with_offsets(text: str) -> Folded:
    """Fold `text` and keep the map back. Offsets count Unicode code points of `text`."""
    return Folded(fold(text), fold_offsets(text))


def fold_offsets(text: str) -> Sequence[int]:
    """The offsets of `fold_with_offsets` alone; cheap where every character folds to one, as in most texts."""
    uneven = [m.start() for m in _FOLDABLE.finditer(text) if len(_TABLE[m[0]]) != 1]
    if not uneven:
        return range(len(text) + 1)
    offsets: list[int] = []
    done = 0
    for at in uneven:
        offsets.extend(range(done, at))
        offsets.extend([at] * len(_TABLE[text[at]]))
        done = at + 1
    offsets.extend(range(done, len(text) + 1))
    return tuple(offsets)
