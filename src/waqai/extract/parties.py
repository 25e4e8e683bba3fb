"""Parties of several countries that are called alike («حزب المؤتمر», «حزب العمال»): which of them an article means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from waqai.extract.names import Phrases
from waqai.extract.sentence import NameMatch, Sentence
from waqai.packs.gazetteer import Name

PARTY = "party"
STATES = ("country", "metonym", "demonym")


def settle_parties(sentences: Sequence[Sentence], phrases: Phrases, entries: Sequence[Name]) -> None:
    """Read the short name of a party of which the article tells no country as that of a longer-named one.

    «حزب المؤتمر» in news of Yemen is «حزب المؤتمر الشعبي العام». Where the article tells neither country, it stays.
    """
    short = [(s, m, p) for s in sentences for m in s.names if (p := _party(m)) is not None]
    if not short:
        return
    told = Counter(code for s in sentences for code in _codes(s))
    for sentence, match, party in short:
        if told[party.code]:
            continue
        others = [n for n in _longer(sentence, match, phrases, entries) if told[n.code]]
        if others:
            match.keep((max(others, key=lambda n: told[n.code]),))


def _party(match: NameMatch) -> Name | None:
    """The party that a name of two words or more stands for alone."""
    party = match.of("organisation")
    alone = len(match.entries) == 1 and match.last - match.first > 1
    return party if alone and party is not None and party.role_kind == PARTY else None


def _codes(sentence: Sentence) -> Iterator[str]:
    """The countries told by their names, capitals and adjectives."""
    for match in sentence.names:
        if (state := match.of(*STATES)) is not None:
            yield state.code
    for token in sentence.tokens:
        if token.name is None and token.word.nisba is not None and token.word.nisba.code:
            yield token.word.nisba.code


def _longer(sentence: Sentence, match: NameMatch, phrases: Phrases, entries: Sequence[Name]) -> Iterator[Name]:
    """The organisations of whose names this one is the beginning."""
    first, *rest = sentence.tokens[match.first : match.last]
    forms = tuple(t.word.form for t in rest)
    for key in first.word.name_keys:
        for words, numbers in phrases[key][1].get(forms[0], ()) if key in phrases else ():
            if len(words) > len(forms) and words[: len(forms)] == forms:
                yield from (entries[n] for n in numbers if entries[n].kind == "organisation")
