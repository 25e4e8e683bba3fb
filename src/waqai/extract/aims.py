"""Whom a protest is against, where it is told by what the protesters demand, condemn or chant."""

from __future__ import annotations

from collections.abc import Iterator

from waqai.extract.actors import PLACE_KINDS, Actor, ActorFinder
from waqai.extract.sentence import Chunk, Predicate, Sentence, Token
from waqai.packs.rules import Grammar

REACH = 30
"""How many words after the protest its aim may begin."""
WITHIN = 12
"""How many words after «للمطالبة بـ» the one demanded of may stand."""
WHERE = frozenset("في وسط داخل امام قرب near margin خلال بعد قبل منذ".split())
"""Prepositions of the place and time of a protest."""
ANSWERABLE = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PTY", "OPP", "REB", "PRM", "BUS", "IGO"})
"""Sectors of those against whom people protest: who is in power, armed, or in a party."""


class Aims:
    """Finds the aim of a protest («احتجاجا على قرار الحكومة», «للتنديد بزيارة الرئيس», «مطالبين الوزير بـ ...»)."""

    def __init__(self, grammar: Grammar, finder: ActorFinder) -> None:
        self._finder = finder
        self._places = grammar["place_nouns"]
        self._verbs, self._nouns = grammar["voicing.verbs"], grammar["voicing.nouns"]

    def of(self, sentence: Sentence, predicate: Predicate) -> list[Actor]:
        """Whom the nearest words of demand or anger after the protest name, or []."""
        for at in self._voiced(sentence, predicate):
            for chunk in _from(sentence, at):
                found = [a for a in self._finder.resolve(sentence, chunk) if a.sector in ANSWERABLE]
                if chunk.prep in WHERE:
                    found = [a for a in found if a.kind not in PLACE_KINDS]
                if found:
                    return found
        return []

    def _voiced(self, sentence: Sentence, predicate: Predicate) -> Iterator[int]:
        """The tokens after which an aim is told: words of demand or anger, and «احتجاجا على»."""
        first = predicate.token.i + 1
        because = {c.first for c in sentence.chunks if c.prep == "because"}
        for token in sentence.tokens[first : first + REACH]:
            if token.i in because:
                yield token.i
            elif self._voices(token) and not _is_subject(token, predicate):
                yield token.i + 1

    def _voices(self, token: Token) -> bool:
        """«يطالبون», «للتنديد», «رافضين»; participles carry the lemma of their verb, but «طالب» is a student too."""
        if token.pos == "V":
            return bool(token.lemmas & self._verbs)
        active = any(r.pos == "active" for r in token.word.readings) and token.word.stem.startswith("م")
        derived = active and not token.word.article and token.lemmas & self._verbs
        if token.lemmas & self._places:
            return False
        return bool(token.lemmas & self._nouns or derived)


def _is_subject(token: Token, predicate: Predicate) -> bool:
    """«المحتجون», «المتظاهرون» are who protests, not what for."""
    return token.word.article and any(c.first <= token.i < c.last for c in predicate.slots.get("subject", ()))


def _from(sentence: Sentence, at: int) -> Iterator[Chunk]:
    """The phrases from a token on; the rest of the phrase that it stands in comes first."""
    for chunk in sentence.chunks:
        if chunk.time or chunk.pronoun or chunk.last <= at:
            continue
        if chunk.first > at + WITHIN:
            return
        yield chunk if chunk.first >= at else Chunk(at, chunk.last, at, clause=chunk.clause)
