"""Cut a folded text into tokens and look up the calendar roles of each, only where somebody asks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from waqai.extract.numbers import Number, read_number
from waqai.packs.calendar import Calendar, Phrase, Role, load_numbers

# Words first, since nearly every token is one; with the spaces after them, for to search on over those takes longer.
_TOKEN = re.compile(r"([^\W\d_]++|\d{1,2} ?/ ?\d{1,2} ?/ ?\d{4}(?!\d)|\d+(?:[./:,\-]\d+)*|\S)\s*+")
_ARTICLE = "ال"
# A year or a written-out date; any other number dates something only beside a calendar word.
_DATE_DIGITS = re.compile(r"\d{4}|\d[/.\-]\d")
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
_CACHE_LIMIT = 50_000


@dataclass(frozen=True, slots=True)
class Readings:
    """The roles that can begin at a token, and their names."""

    roles: Mapping[str, Role]
    kinds: frozenset[str]
    is_phrase: bool = False


_NOTHING: frozenset[str] = frozenset()
_NONE = Readings({}, _NOTHING)


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


class Vocabulary:
    """The readings of words and marks by themselves; each is put together once."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.settled: dict[str, Readings] = {}
        """Those of words that read the same whatever stands around them."""
        self._numbers = load_numbers()
        self._opening: dict[str, Readings] = {}

    def readings(self, word: str) -> Readings:
        """The roles of a word by itself; phrases that it opens are not among them."""
        if word in self._opening:
            return self._opening[word]
        found = self._put_together(word)
        if word in self.calendar.phrases:
            self._opening[word] = found
        else:
            if len(self.settled) >= _CACHE_LIMIT:
                self.settled.clear()
            self.settled[word] = found
        return found

    def _put_together(self, word: str) -> Readings:
        single, number = self.calendar.words.get(word), self._numbers.get(word)
        roles = dict(single or {})
        if number is not None:
            roles["number"] = Role(None, joined=number.joined)
        elif not single and word not in self.calendar.phrases:
            roles = {kind: Role(word) for kind in _PUNCTUATION.get(word, ())}
        return _readings(roles) if roles else _NONE


class Tokens:
    """The words, numbers and marks of a folded text, in order; their places are found only where needed."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self.words: list[str] = _TOKEN.findall(text)
        if _ARTICLE in self.words:
            self.words = _without_articles(text)
        self._text, self._vocabulary = text, vocabulary
        self._starts: list[int] = []
        self._memo: list[Readings | None] = [None] * len(self.words)
        self._read: dict[int, tuple[Number, int] | None] = {}

    def __len__(self) -> int:
        return len(self.words)

    def triggers(self) -> list[int]:
        """The tokens without one of which near by there is no time expression: calendar words, years and dates."""
        triggers, search = self._vocabulary.calendar.triggers, _DATE_DIGITS.search
        # Digits sort before «:».
        return [at for at, word in enumerate(self.words) if word in triggers or (word < ":" and search(word))]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The place in the text of the tokens `[first, last)`."""
        return self._start(first), self._start(last - 1) + len(self.words[last - 1])

    def _start(self, at: int) -> int:
        starts, words = self._starts, self.words
        end = starts[-1] + len(words[len(starts) - 1]) if starts else 0
        for word in words[len(starts) : at + 1]:
            start = self._text.index(word, end)  # between tokens stand only spaces and dropped articles
            starts.append(start)
            end = start + len(word)
        return starts[at]

    def readings(self, at: int) -> Readings:
        """What token `at` can begin."""
        found = self._memo[at]
        if found is None:
            found = self._memo[at] = self._vocabulary.settled.get(self.words[at]) or self._look_up(at)
        return found

    def kinds_after(self, at: int) -> frozenset[str] | None:
        """The roles of the token that follows token `at`; None where `at` may be part of something longer."""
        here = self.readings(at)
        if here.is_phrase:
            return None
        if at + 1 >= len(self.words):
            return _NOTHING
        if "number" in here.kinds:
            number = self.number_at(at)
            if number is not None and number[1] != at + 1:
                return None
        return self.readings(at + 1).kinds

    def number_at(self, at: int) -> tuple[Number, int] | None:
        """The number that begins at token `at` and the index after it."""
        if at not in self._read:
            found = read_number(self.words[at : at + _NUMBER_WINDOW], 0)
            self._read[at] = (found[0], at + found[1]) if found else None
        return self._read[at]

    def _look_up(self, at: int) -> Readings:
        word = self.words[at]
        if "0" <= word[0] <= "9":
            return _number_readings(word) if self._stands_alone(at) else _NONE
        plain = self._vocabulary.readings(word)
        phrases = self._phrases(word, at)
        if not phrases:
            return plain
        roles = dict(plain.roles)
        for phrase in phrases:
            kept = roles.get(phrase.kind)
            if kept is None or kept.length < phrase.role.length:
                roles[phrase.kind] = phrase.role
        return _readings(roles)

    def _phrases(self, word: str, at: int) -> list[Phrase]:
        """The longer entries that stand at token `at`."""
        entries = self._vocabulary.calendar.phrases.get(word)
        if entries is None or at + 1 >= len(self.words):
            return []
        second = self.words[at + 1]
        fitting = [entry for entry in entries if entry.rest[0] == second]
        return [entry for entry in fitting if tuple(self.words[at + 1 : at + entry.role.length]) == entry.rest]

    def _stands_alone(self, at: int) -> bool:
        """Whether a number can be (part of) a date at all: no percentage, price, code, model or article number."""
        start, end = self.span(at, at + 1)
        before, after = self._text[start - 1 : start], self._text[end : end + 1]
        if (before in _AROUND_NO_DATE and before) or (after in _AROUND_NO_DATE and after):
            return False
        if _is_foreign(before) or _is_foreign(after) or self.words[at + 1 : at + 2] == ["%"]:
            return False
        return at == 0 or self.words[at - 1] not in self._vocabulary.calendar.lists["numbered"]


def _without_articles(text: str) -> list[str]:
    """The tokens of a text, where the article before a number («ال24») is none."""
    matches = _TOKEN.finditer(text)
    return [m[1] for m in matches if m[1] != _ARTICLE or not text[m.end(1) : m.end(1) + 1].isdigit()]


def _is_foreign(char: str) -> bool:
    return char.isalpha() and not "\u0600" <= char <= "\u06ff"
