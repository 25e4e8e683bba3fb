"""Find names and roles of the gazetteers in a sentence: longest match first, left to right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from waqai.extract.sentence import NameMatch, Token
from waqai.packs.gazetteer import Name
from waqai.packs.lexicon import Word

Longer = Sequence[tuple[tuple[str, ...], tuple[int, ...]]]
Phrases = Mapping[str, tuple[tuple[int, ...], Mapping[str, Longer]]]
"""First word -> (entries of that word alone, second word -> [(further words, entries)], most words first)."""

QUOTES = frozenset("\"'")


def find_names(tokens: Sequence[Token], phrases: Phrases, entries: Sequence[Name]) -> list[NameMatch]:
    """All name matches; sets `token.name`. They never overlap."""
    found: list[NameMatch] = []
    done = 0
    for token in tokens:
        if not token.word.name_keys or token.i < done:
            continue
        at = token.i
        match = _match_at(tokens, at, phrases, entries)
        if match is None:
            continue
        found.append(match)
        done = match.last
        for named in tokens[at:done]:
            named.name = match
    return found


def _match_at(tokens: Sequence[Token], at: int, phrases: Phrases, entries: Sequence[Name]) -> NameMatch | None:
    end, found, enclitic = 0, dict[int, None](), ""
    word, following = tokens[at].word, _form_after(tokens, at + 1)
    for key in word.name_keys:
        single, by_second = phrases[key]
        longer = by_second.get(following) if by_second else None
        if longer is None and not single:
            continue
        last, numbers = _longest(tokens, at, longer) if longer else (0, ())
        if not last:
            last, numbers = _alone(word, key, at, single, entries)
        if not last:
            continue
        if last > end:
            end, found = last, {}
            enclitic = word.enclitic if last == at + 1 and key == word.stem else ""
        if last == end:
            found.update(dict.fromkeys(numbers))
    if not end or (end == at + 1 and not _may_stand_alone(word, found, entries)):
        return None
    return NameMatch(at, end, _named(found, entries), enclitic)


def _alone(
    word: Word, key: str, at: int, single: tuple[int, ...], entries: Sequence[Name]
) -> tuple[int, tuple[int, ...]]:
    """The entries of a single word; behind an article that is no part of the name only roles and titles."""
    if word.article and key == word.stem:
        single = tuple(n for n in single if entries[n].kind in ("role", "title"))
    return (at + 1, single) if single else (0, ())


def _named(numbers: Iterable[int], entries: Sequence[Name]) -> tuple[Name, ...]:
    """The entries found; what is listed as a country or its seat is no role."""
    named = tuple([entries[n] for n in numbers])
    if len(named) > 1 and any(e.kind in ("country", "metonym") for e in named):
        return tuple(e for e in named if e.kind not in ("role", "title"))
    return named


def _longest(tokens: Sequence[Token], at: int, longer: Longer) -> tuple[int, tuple[int, ...]]:
    for rest, numbers in longer:
        if last := _follow(tokens, at + 1, rest):
            return last, numbers
    return 0, ()


def _form_after(tokens: Sequence[Token], at: int) -> str:
    """The next token that is no quotation mark, or ""."""
    while at < len(tokens):
        form = tokens[at].word.form
        if form not in QUOTES:
            return form
        at += 1
    return ""


def _may_stand_alone(word: Word, numbers: Iterable[int], entries: Sequence[Name]) -> bool:
    """A single word that is a function word or a demonym is no name."""
    if word.function:
        return False
    if word.nisba is None:
        return True
    kinds = {entries[n].kind for n in numbers}
    if kinds & {"country", "role"}:
        return True
    return "organisation" in kinds and word.nisba.number == "p"


def _follow(tokens: Sequence[Token], at: int, rest: tuple[str, ...]) -> int:
    """The token after `rest`, or 0. Quotation marks inside a name are passed over."""
    for wanted in rest:
        while at < len(tokens) and tokens[at].kind == "punct" and tokens[at].word.form in QUOTES:
            at += 1
        if at >= len(tokens) or tokens[at].word.form != wanted:
            return 0
        at += 1
    return at
