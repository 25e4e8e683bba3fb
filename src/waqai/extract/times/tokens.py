"""Cut a folded text into tokens and look up the calendar roles of each, only where somebody asks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from waqai.extract.numbers import Number, read_number
from waqai.packs.calendar import Calendar, Role, load_numbers

# The article before a number («ال24») is no token.
_TOKEN = re.compile(r"\d{1,2} ?/ ?\d{1,2} ?/ ?\d{4}(?!\d)|\d+(?:[./:,\-]\d+)*|[^\W\d_]+|\S")
_PARTS = re.compile(r"(\d+) ?([./-]) ?(\d+)(?: ?\2 ?(\d+))?")
_GROUPED = re.compile(r"[\d,]+(\.\d+)?")
_PUNCTUATION = {
    "/": ("sep", "slash"),
    "-": ("sep", "dash"),
    "ـ": ("sep", "dash"),
    ",": ("sep", "comma"),
    "،": ("sep", "comma"),
    ".": ("sep", "dot"),
    "|": ("sep",),
    "(": ("open",),
    ")": ("close",),
    "[": ("open",),
    "]": ("close",),
}
_AROUND_NO_DATE = frozenset("$€£#+@_%")
_MAX_DIGITS = 9
_NUMBER_WINDOW = 12


@dataclass(frozen=True, slots=True)
class Readings:
    """The roles that can begin at a token, and their names."""

    roles: Mapping[str, Role]
    kinds: frozenset[str]
    is_phrase: bool = False


_NONE = Readings({}, frozenset())


@lru_cache(maxsize=4096)
def _kinds(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(names)


def _readings(roles: Mapping[str, Role]) -> Readings:
    return Readings(roles, _kinds(tuple(roles)), any(role.length > 1 for role in roles.values()))


@lru_cache(maxsize=4096)
def _number_readings(text: str) -> Readings:
    """The roles of a digit token by its shape: a plain number, two or three parts, or none."""
    if text.isdigit():
        return _readings({"digits": Role(int(text)), "number": Role(int(text))}) if len(text) <= _MAX_DIGITS else _NONE
    match = _PARTS.fullmatch(text)
    if match is None:
        return _readings({"number": Role(None)}) if _GROUPED.fullmatch(text) else _NONE
    first, mark, second, third = match.groups()
    if third is not None:
        return _readings({"three_parts": Role((first, second, third))})
    roles = {"two_parts": Role((first, mark, second))}
    if mark == ".":
        roles["number"] = Role(None)
    return _readings(roles)


@lru_cache(maxsize=1)
def _punctuation() -> Mapping[str, Readings]:
    return {mark: _readings({kind: Role(mark) for kind in kinds}) for mark, kinds in _PUNCTUATION.items()}


class Tokens:
    """The words, numbers and marks of a folded text. `words[i]` stands at `[starts[i], ends[i])`."""

    def __init__(self, text: str, calendar: Calendar) -> None:
        matches = [m for m in _TOKEN.finditer(text) if m[0] != "ال" or not text[m.end() : m.end() + 1].isdigit()]
        self.words = [m[0] for m in matches]
        self.starts = [m.start() for m in matches]
        self.ends = [m.end() for m in matches]
        self._text, self._calendar = text, calendar
        self._numbers, self._marks = load_numbers(), _punctuation()
        self._memo: dict[int, Readings] = {}
        self._read: dict[int, tuple[Number, int] | None] = {}

    def __len__(self) -> int:
        return len(self.words)

    def readings(self, at: int) -> Readings:
        """What token `at` can begin."""
        found = self._memo.get(at)
        if found is None:
            found = self._memo[at] = self._look_up(at)
        return found

    def is_last(self, at: int) -> bool:
        """Whether nothing that follows token `at` can continue an expression."""
        if self.readings(at).is_phrase:
            return False
        return at + 1 >= len(self.words) or not self.readings(at + 1).kinds

    def number_at(self, at: int) -> tuple[Number, int] | None:
        """The number that begins at token `at` and the index after it."""
        if at not in self._read:
            found = read_number(self.words[at : at + _NUMBER_WINDOW], 0)
            self._read[at] = (found[0], at + found[1]) if found else None
        return self._read[at]

    def _look_up(self, at: int) -> Readings:
        word = self.words[at]
        if word[0].isdigit():
            return _number_readings(word) if self._stands_alone(at) else _NONE
        single = self._calendar.words.get(word)
        phrases = self._calendar.phrases.get(word, ())
        number = self._numbers.get(word)
        if not phrases and number is None:
            return _readings(single) if single else self._marks.get(word, _NONE)
        roles = dict(single or {})
        if number is not None:
            roles["number"] = Role(None, joined=number.joined)
        for phrase in phrases:
            kept = roles.get(phrase.kind)
            longer = kept is None or kept.length < phrase.role.length
            if longer and tuple(self.words[at + 1 : at + phrase.role.length]) == phrase.rest:
                roles[phrase.kind] = phrase.role
        return _readings(roles)

    def _stands_alone(self, at: int) -> bool:
        """Whether a number can be (part of) a date at all: no percentage, price, code, model or article number."""
        before, after = self._text[self.starts[at] - 1 : self.starts[at]], self._text[self.ends[at] : self.ends[at] + 1]
        if (before in _AROUND_NO_DATE and before) or (after in _AROUND_NO_DATE and after):
            return False
        if _is_foreign(before) or _is_foreign(after) or self.words[at + 1 : at + 2] == ["%"]:
            return False
        return at == 0 or self.words[at - 1] not in self._calendar.lists["numbered"]


def _is_foreign(char: str) -> bool:
    return char.isalpha() and not "\u0600" <= char <= "\u06ff"
