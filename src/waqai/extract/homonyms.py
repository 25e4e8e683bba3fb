"""Names of places in several countries («طرابلس», «عمان»): which of them an article means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from waqai.extract.sentence import NameMatch, Sentence

STATE_OR_CITY = frozenset({"country", "metonym", "place"})


def settle_homonyms(sentences: Sequence[Sentence]) -> None:
    """Leave each such name only the entries of the country that its sentence, else the article, speaks of.

    Where neither speaks of one of the two more than of the other, the capital is meant («في عمان»); else all stay.
    """
    doubtful = [(s, m) for s in sentences for m in s.names if len(_countries(m)) > 1]
    if not doubtful:
        return
    told = {s.index: Counter(_codes(s)) for s in sentences}
    everywhere = sum(told.values(), Counter())
    for sentence, match in doubtful:
        code = _most(told[sentence.index], _countries(match)) or _most(everywhere, _countries(match))
        code = code or _capital_of(match)
        if code:
            match.keep(tuple(e for e in match.entries if e.kind not in STATE_OR_CITY or e.code == code))


def _countries(match: NameMatch) -> set[str]:
    """The countries that a name may lead to."""
    return {e.code for e in match.entries if e.kind in ("country", "place") and e.code}


def _capital_of(match: NameMatch) -> str:
    """The country whose capital the name is, "" where it is none or that of several."""
    codes = {e.code for e in match.entries if e.kind == "metonym"}
    return codes.pop() if len(codes) == 1 else ""


def _codes(sentence: Sentence) -> Iterator[str]:
    """The countries that the names and adjectives of a sentence mean beyond doubt."""
    for token in sentence.tokens:
        if token.name is not None:
            codes = _meant(token.name) if token.name.first == token.i else set()
            if len(codes) == 1:
                yield codes.pop()
        elif token.word.nisba is not None and token.word.nisba.code:
            yield token.word.nisba.code


def _meant(match: NameMatch) -> set[str]:
    """The countries that a name speaks of, as a place or as a people."""
    return {e.code for e in match.entries if e.kind in ("country", "place", "demonym") and e.code}


def _most(told: Counter[str], codes: Iterable[str]) -> str:
    """The code told most often of `codes`; "" where none is, or two are as often."""
    ranked = sorted(((told[code], code) for code in codes), reverse=True)
    return ranked[0][1] if ranked[0][0] > ranked[1][0] else ""
