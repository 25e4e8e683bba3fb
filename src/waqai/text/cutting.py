"""Where a written Arabic word may be cut at all, by the grammar of clitics and without any lexicon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_CONJUNCTIONS = ("", "و", "ف")
_PREPOSITIONS = ("", "ب", "ل", "ك", "س")
_PRONOUNS = frozenset("ه ها هم هن هما ك كم كما كن ي ني نا".split())


@dataclass(slots=True)
class Word:
    """What all candidates of one word share: its folded form, and the same with hamza, ة and ى left as written."""

    folded: str
    written: str
    is_noun: bool
    is_no_noun: bool


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


def starts_of(word: Word) -> Iterator[tuple[tuple[str, ...], bool, int]]:
    """Every way to read proclitics and article off the front: (proclitics, article, where the stem begins)."""
    folded = word.folded
    for conjunction in _CONJUNCTIONS:
        if not folded.startswith(conjunction):
            continue
        for preposition in _PREPOSITIONS:
            at = len(conjunction)
            if not folded.startswith(preposition, at):
                continue
            at += len(preposition)
            following = word.written[at : at + 1]
            proclitics = tuple(filter(None, (conjunction, preposition)))
            if preposition != "س":
                yield proclitics, False, at
            elif following and following in "يتنأ":
                yield proclitics, False, at
                continue
            if preposition == "ل" and following == "ل":
                yield proclitics, True, at + 1
            elif preposition not in ("ل", "س") and following == "ا" and folded.startswith("ال", at):
                yield proclitics, True, at + 2


def ends_of(word: Word) -> list[int]:
    """Every place where the stem may end: the word's end, and before what looks like a pronoun."""
    folded, size = word.folded, len(word.folded)
    ends = [size]
    if word.written[-1] not in "ةىئ":
        for length in (1, 2, 3):
            end = size - length
            if end > 0 and folded[end:] in _PRONOUNS and word.written[end - 1] not in "ةىأإ":
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
