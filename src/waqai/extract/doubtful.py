"""Names that are common words too («سعيد», «سيول», «العيون»): which of them the article means as names.

A single word that may be something else names a person, capital or place only where the article speaks of the
country otherwise, gives the name in full, or tells the office with it. Names that are nothing else always count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from waqai.extract.sentence import NameMatch, Sentence, Token
from waqai.packs.gazetteer import Name

CERTAIN = frozenset({"country", "organisation", "demonym"})
OFFICES = frozenset({"role", "title"})
LARGE = 500_000
"""Inhabitants of a place that is meant wherever its name stands."""


def drop_doubtful(sentences: Sequence[Sentence], home: str, day: str) -> None:
    """Take names out of the tokens that nothing in the article speaks for. `home`: the publisher's country."""
    told = _told(sentences) | {home}
    in_full = {id(e) for s in sentences for m in s.names if m.last - m.first > 1 for e in m.entries}
    for sentence in sentences:
        for match in list(sentence.names):
            if match.last - match.first > 1 or not _is_doubtful(sentence.tokens[match.first], match):
                continue
            office = _after_office(sentence, match)
            kept = tuple(
                e for e in match.entries
                if id(e) in in_full or _is_meant(e, told, day) or (office and any(t.covers(day) for t in e.tenures))
            )  # fmt: skip
            if kept != match.entries:
                _keep(sentence, match, kept)


def _told(sentences: Sequence[Sentence]) -> frozenset[str]:
    """The countries that are named by words that mean nothing else."""
    codes: set[str] = set()
    for sentence in sentences:
        for match in sentence.names:
            single = match.last - match.first == 1
            if single and _is_doubtful(sentence.tokens[match.first], match):
                continue
            codes.update(e.code for e in match.entries if e.kind in CERTAIN or e.kind == "metonym")
            codes.update(c for e in match.entries if not single for c in _codes(e))
        codes.update(t.word.nisba.code for t in sentence.tokens if t.name is None and t.word.nisba is not None)
    return frozenset(codes)


def _codes(name: Name) -> Iterable[str]:
    return (t.code for t in name.tenures) if name.kind == "person" else (name.code,)


def _is_doubtful(token: Token, match: NameMatch) -> bool:
    """Whether the word is in the lexicon as a word of the language, or a person's name of one word."""
    if match.of(*CERTAIN):
        return False
    return match.of("person") is not None or any(r.pos != "nisba" for r in token.word.readings)


def _is_meant(name: Name, told: frozenset[str], day: str) -> bool:
    if name.kind == "person":
        served = not day or any(t.start[:10] <= day for t in name.tenures)
        return served and any(t.code in told for t in name.tenures)
    if name.kind in ("metonym", "place"):
        return name.code in told or name.population >= LARGE or len(told) < 2
    return True


def _after_office(sentence: Sentence, match: NameMatch) -> bool:
    """«الرئيس سعيد»: right after an office or title."""
    before = sentence.tokens[match.first - 1] if match.first else None
    return before is not None and before.name is not None and before.name.of(*OFFICES) is not None


def _keep(sentence: Sentence, match: NameMatch, kept: tuple[Name, ...]) -> None:
    match.entries = kept
    if not kept:
        sentence.names.remove(match)
        sentence.tokens[match.first].name = None
