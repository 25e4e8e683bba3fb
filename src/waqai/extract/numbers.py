"""Arabic numbers in digits and words: cardinals, duals, ordinals and vague amounts.

Works on lists of folded words (see `waqai.text.fold`), so that times, casualty counts and anything else that counts
share one reading: «مئة وخمسة وعشرين ألفا» 125,000 · «الثالث والعشرين» 23rd · «عشرات الآلاف» vague · «قتيلان» 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from waqai.packs.calendar import NumberWord, load_numbers

_DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?")
_MAX_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Number:
    """A number as read from text. `value` is None where the text is vague («عشرات», «عدة»)."""

    value: float | int | None
    text_kind: Literal["exact", "vague"] = "exact"
    ordinal: bool = False
    definite: bool = False
    joined: bool = False


def find_numbers(words: Sequence[str]) -> Iterator[tuple[Number, int, int]]:
    """All numbers in a list of folded words, with the half-open range of words each one spans."""
    at = 0
    while at < len(words):
        found = read_number(words, at)
        if found:
            yield found[0], at, found[1]
        at = found[1] if found else at + 1


def read_number(words: Sequence[str], at: int) -> tuple[Number, int] | None:
    """The longest number that begins at word `at`, and the index after it; None where no number begins.

    Words are folded; clitics may be attached («بعشرة», «وثلاثين»). Dual nouns of people and weapons count themselves.
    """
    if not 0 <= at < len(words):
        return None
    if words[at][:1].isdigit():
        return _read_digits(words, at)
    lexicon = load_numbers()
    first = lexicon.get(words[at])
    if first is None:
        return None
    if first.kind == "ordinal":
        return _read_ordinal(words, at, first, lexicon)
    if first.kind == "dual":
        return Number(2, definite=first.definite, joined=first.joined), at + 1
    return _read_vague(words, at, first, lexicon) or _read_cardinal(words, at, first, lexicon)


def _read_digits(words: Sequence[str], at: int) -> tuple[Number, int] | None:
    match = _DIGITS.fullmatch(words[at])
    if not match or sum(map(str.isdigit, words[at])) > _MAX_DIGITS:
        return None
    whole = int(match[1].replace(",", ""))
    value: float | int = float(f"{whole}{match[2]}") if match[2] else whole
    scale = _scale(words, at + 1, load_numbers())
    if scale is None:
        return Number(value), at + 1
    return _with_half(_tidy(value * scale), scale, words, at + 2)


def _tidy(value: float | int) -> float | int:
    return int(value) if value == int(value) else value


def _scale(words: Sequence[str], at: int, lexicon: Mapping[str, NumberWord]) -> int | None:
    """The factor that word `at` multiplies by: «ألف», «ألفا», «آلاف», «مليون»."""
    word = lexicon.get(words[at]) if at < len(words) else None
    if word is None or word.joined or word.kind not in ("scale", "accusative", "many_scale"):
        return None
    return int(word.value or 1)


def _with_half(
    value: float | int, scale: int, words: Sequence[str], at: int, *, definite: bool = False, joined: bool = False
) -> tuple[Number, int]:
    """Add «ونصف» or «وربع» (and the repeated «المليون» after it) to a number that ended in `scale`."""
    word = load_numbers().get(words[at]) if at < len(words) else None
    if scale > 1 and word is not None and word.kind == "fraction" and word.joined:
        value = _tidy(value + scale * float(word.value or 0))
        at += 2 if _scale(words, at + 1, load_numbers()) == scale else 1
    return Number(value, definite=definite, joined=joined), at


def _read_vague(
    words: Sequence[str], at: int, first: NumberWord, lexicon: Mapping[str, NumberWord]
) -> tuple[Number, int] | None:
    """«عشرات», «مئات الآلاف», «بضعة آلاف»; a plural scale without a number before it («ملايين») is vague too."""
    if first.kind not in ("vague", "many_scale"):
        return None
    end = at + 1
    while _scale(words, end, lexicon):
        end += 1
    return Number(None, "vague", definite=first.definite, joined=first.joined), end


def _read_ordinal(
    words: Sequence[str], at: int, first: NumberWord, lexicon: Mapping[str, NumberWord]
) -> tuple[Number, int] | None:
    """«الثالث», «الثالث عشر», «الثالث والعشرين»."""
    value, end = int(first.value or 0), at + 1
    word = lexicon.get(words[end]) if end < len(words) else None
    if word and value < 10 and word.value == 10 and word.kind == "unit" and not word.joined:
        value, end = value + 10, end + 1
    elif word and value < 10 and word.kind == "tens" and word.joined:
        value, end = value + int(word.value or 0), end + 1
    return Number(value, ordinal=True, definite=first.definite, joined=first.joined), end


def _read_cardinal(
    words: Sequence[str], at: int, first: NumberWord, lexicon: Mapping[str, NumberWord]
) -> tuple[Number, int] | None:
    """Sum groups of hundreds, tens and units, each times its scale, in falling order of scale."""
    if first.kind == "fraction":
        return _read_fraction(words, at, first, lexicon)
    total: float | int = 0
    ceiling, end, last_scale = 10**15, at, 1
    while True:
        group = _read_group(words, end, lexicon, joined=end > at)
        if group is None or group[1] >= ceiling:
            break
        value, last_scale, end = group
        total, ceiling = total + value, last_scale
        if last_scale == 1:
            break
    if end == at:
        return None
    return _with_half(total, last_scale, words, end, definite=first.definite, joined=first.joined)


def _read_fraction(
    words: Sequence[str], at: int, first: NumberWord, lexicon: Mapping[str, NumberWord]
) -> tuple[Number, int] | None:
    scale = _scale(words, at + 1, lexicon)
    if scale is None:
        return None
    return Number(_tidy(scale * float(first.value or 0)), definite=first.definite, joined=first.joined), at + 2


def _read_group(
    words: Sequence[str], at: int, lexicon: Mapping[str, NumberWord], *, joined: bool
) -> tuple[int, int, int] | None:
    """(value, scale, index after) of one group such as «مئة وخمسة وعشرين ألفا»; `joined`: it must begin with و."""
    word = lexicon.get(words[at]) if at < len(words) else None
    if word is None or (joined and not word.joined):
        return None
    if word.kind in ("scale", "dual_scale", "accusative"):
        # «ألفا جندي» with no number before it is the dual «ألفان» in construct.
        twice = word.kind != "scale"
        return int(word.value or 0) * (2 if twice else 1), int(word.value or 0), at + 1
    hundreds = _read_below_thousand(words, at, lexicon)
    if hundreds is None:
        return None
    value, end = hundreds
    scale = _scale(words, end, lexicon)
    return (value * scale, scale, end + 1) if scale else (value, 1, end)


def _read_below_thousand(words: Sequence[str], at: int, lexicon: Mapping[str, NumberWord]) -> tuple[int, int] | None:
    word = lexicon[words[at]]
    following = lexicon.get(words[at + 1]) if at + 1 < len(words) else None
    hundred = following is not None and following.kind == "hundred" and not following.joined
    if word.kind == "unit" and hundred and 2 < int(word.value or 0) < 10:
        value, end = int(word.value or 0) * 100, at + 2
    elif word.kind in ("hundred", "hundreds"):
        value, end = int(word.value or 0), at + 1
    else:
        return _read_below_hundred(words, at, lexicon)
    tail = lexicon.get(words[end]) if end < len(words) else None
    rest = _read_below_hundred(words, end, lexicon) if tail and tail.joined else None
    return (value + rest[0], rest[1]) if rest else (value, end)


def _read_below_hundred(words: Sequence[str], at: int, lexicon: Mapping[str, NumberWord]) -> tuple[int, int] | None:
    word = lexicon[words[at]]
    following = lexicon.get(words[at + 1]) if at + 1 < len(words) else None
    value = int(word.value or 0)
    if word.kind == "tens":
        return value, at + 1
    if word.kind not in ("unit", "before_ten"):
        return None
    if following and value < 10 and following.kind == "unit" and following.value == 10 and not following.joined:
        return value + 10, at + 2
    if following and 0 < value < 10 and following.kind == "tens" and following.joined:
        return value + int(following.value or 0), at + 2
    return (value, at + 1) if word.kind == "unit" else None
