"""Where a written Arabic word may be cut at all, by the grammar of clitics and without any lexicon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_PRONOUNS = frozenset("ه ها هم هن هما ك كم كما كن ي ني نا".split())
_PRONOUN_ENDS = frozenset(pronoun[-1] for pronoun in _PRONOUNS)

Start = tuple[tuple[str, ...], bool, int]
"""Proclitics, article, where the stem begins."""
Place = tuple[tuple[str, ...], bool, int, int]
"""Proclitics, article, where the stem begins and ends."""


@dataclass(slots=True)
class Word:
    """What all candidates of one word share: its folded form, and the same with hamza, ة and ى left as written.

    Whether it looks like a noun, or like anything but one, is only filled in where candidates are to be scored.
    """

    folded: str
    written: str
    is_noun: bool = False
    is_no_noun: bool = False


def without_person(body: str) -> Iterator[str]:
    """A perfect without its personal ending, and with the last root letter that «ت» or «وا» may have swallowed."""
    yield body
    for ending in ("ت", "وا", "ا"):
        if body.endswith(ending):
            yield body[: -len(ending)]
            yield body[: -len(ending)] + "ي"


def may_split(folded: str) -> bool:
    """Could a word of these letters carry a clitic at all?"""
    if len(folded) < 2 or not "ء" <= folded[0] <= "ي":
        return False
    return folded[0] in "وفبلكسا" or folded[-1] in "هامنكي"


def places_of(word: Word) -> list[Place]:
    """Every place where clitics may be cut off, the uncut word first."""
    folded, ends, starts = word.folded, ends_of(word), starts_of(word)
    size, places = ends[0], list[Place]()
    if len(starts) == len(ends) == 1 and size > 1:
        return [(*starts[0], size)]
    for proclitics, article, start in starts:
        for end in ends[:1] if article else ends:
            length = end - start
            if length > 1 or (length == 1 and not article and end < size and folded[start] in "لب"):
                places.append((proclitics, article, start, end))
    return places


def starts_of(word: Word) -> list[Start]:
    """Every way to read proclitics and article off the front."""
    starts = _starts_at(word, (), 0)
    if word.folded[0] in "وف":
        starts += _starts_at(word, (word.folded[0],), 1)
    return starts


def _starts_at(word: Word, conjunction: tuple[str, ...], at: int) -> list[Start]:
    """With and without the article, then behind a preposition or the particle of the future."""
    starts = [(conjunction, False, at)]
    letter = word.folded[at]
    if letter == "ا":
        return [*starts, (conjunction, True, at + 2)] if _article_at(word, at) else starts
    if letter not in "بلكس":
        return starts
    following = word.written[at + 1 : at + 2]
    proclitics, at = (*conjunction, letter), at + 1
    if letter != "س" or (following and following in "يتنأ"):
        starts.append((proclitics, False, at))
    if letter == "ل" and following == "ل":
        starts.append((proclitics, True, at + 1))
    elif letter in "بك" and following == "ا" and _article_at(word, at):
        starts.append((proclitics, True, at + 2))
    return starts


def _article_at(word: Word, at: int) -> bool:
    return word.folded.startswith("ال", at) and word.written[at] == "ا"


def ends_of(word: Word) -> list[int]:
    """Every place where the stem may end: the word's end, and before what looks like a pronoun."""
    folded, written, size = word.folded, word.written, len(word.folded)
    ends = [size]
    if folded[-1] in _PRONOUN_ENDS and written[-1] not in "ةىئ":
        for length in (1, 2, 3):
            end = size - length
            if end > 0 and folded[end:] in _PRONOUNS and written[end - 1] not in "ةىأإ":
                ends.append(end)
    return ends


def restorations(surface: str, body: str, last: str, last_written: str) -> Iterator[tuple[str, str, str]]:
    """(kind, folded stem, its key in the counts) for each regular change at the end of `surface`."""
    if last == "ت":
        yield "ة", body + "ه", body + "ة"
    elif last == "ا":
        yield "ى", body + "ي", body + "ى"
        yield "ان", surface, surface + "ن"
    elif last in "وي":
        if last_written in "ؤئ":
            yield "ء", body + "ء", body + "ء"
        elif last == "و":
            yield "وا", surface + "ا", surface + "ا"
            yield "ون", surface, surface + "ن"
        else:
            yield "ين", surface, surface + "ن"
