"""According to whom: the chain from the outlet to the one who was there, outermost first."""

from __future__ import annotations

from dataclasses import dataclass

from waqai.extract.actors import Actor, ActorFinder
from waqai.extract.frames import Draft, FrameReader
from waqai.extract.sentence import Chunk, Clause, Sentence, Token
from waqai.packs.gazetteer import Name
from waqai.packs.rules import Grammar

REPORTING_CONNECTORS = frozenset({"حسبما", "وفقما", "كما", "بحسب", "وفق", "ما"})


@dataclass(frozen=True, slots=True)
class Source:
    """One link of the chain. `kind` is outlet or speaker; `start`, `end` are offsets."""

    kind: str
    name: str
    text: str
    start: int
    end: int
    code: str | None = None
    sector: str = ""


class SourceReader:
    """Finds who says so, for every draft of a sentence."""

    def __init__(self, grammar: Grammar, finder: ActorFinder, frames: FrameReader, text: str) -> None:
        self._report = grammar["report"]
        self._finder, self._frames, self._text = finder, frames, text

    def chain(self, sentence: Sentence, draft: Draft) -> list[Source]:
        """The sources of a draft, outermost first, without one who is an actor of it himself."""
        links: dict[tuple[str, str], Source] = {}
        for source in [*self._said_around(sentence), *self._said_above(sentence, draft.predicate.clause)]:
            if not self._is_side(source, draft):
                links.setdefault((source.kind, source.name or source.text), source)
        outlets = [s for s in links.values() if s.kind == "outlet"]
        return outlets + [s for s in links.values() if s.kind == "speaker"]

    @staticmethod
    def _is_side(source: Source, draft: Draft) -> bool:
        return any(
            (a.start < source.end and source.start < a.end) or (a.person and a.person == source.name)
            or (a.code == source.code and a.code and a.sector == source.sector and not a.person)
            for a in draft.actors
        )  # fmt: skip

    def _said_above(self, sentence: Sentence, clause: Clause) -> list[Source]:
        """Sources from the verbs of saying whose content the clause is, outermost first."""
        found: list[Source] = []
        at: Clause | None = clause
        while at is not None:
            if at.kind in ("comp", "coord") and at.governor is not None and at.governor.word.lemmas & self._report:
                governor = at.governor
                if governor.pos == "V":
                    said_in = next((c for c in sentence.clauses if c.verb is governor), None)
                    if said_in is not None and said_in is not clause:
                        found = [*self._told_to(sentence, said_in), *self._subject(sentence, said_in), *found]
            at = at.parent
        return found

    def _said_around(self, sentence: Sentence) -> list[Source]:
        """«بحسب ...», «نقلا عن ...», «حسبما أفاد ...» say it of the whole sentence."""
        found: list[Source] = []
        for chunk in sentence.chunks:
            if chunk.prep == "according" or (chunk.prep in ("حسب", "وفق", "وفقا", "بحسب") and not chunk.time):
                found.extend(self._of_chunk(sentence, chunk))
        for clause in sentence.clauses:
            if clause.connector in REPORTING_CONNECTORS and clause.verb is not None and clause.verb.word.lemmas & self._report:
                found.extend(self._subject(sentence, clause))
        return found

    def _told_to(self, sentence: Sentence, clause: Clause) -> list[Source]:
        """«قال لوكالة ...»: the outlet that was told."""
        found = []
        for chunk in clause.chunks:
            if chunk.prep in ("ل", "مع", "في", "عن") and not chunk.time:
                outlet = _outlet(sentence, chunk)
                if outlet is not None:
                    found.append(self._outlet_source(sentence, chunk, outlet))
        return found

    def _subject(self, sentence: Sentence, clause: Clause) -> list[Source]:
        if clause.subject:
            return [s for c in clause.subject for s in self._of_chunk(sentence, c)]
        return [self._speaker(a) for a in self._frames.subject(sentence, clause)[:1]]

    def _of_chunk(self, sentence: Sentence, chunk: Chunk) -> list[Source]:
        outlet = _outlet(sentence, chunk)
        if outlet is not None:
            return [self._outlet_source(sentence, chunk, outlet)]
        return [self._speaker(a) for a in self._finder.resolve(sentence, chunk) if a.kind != "place"][:1]

    def _outlet_source(self, sentence: Sentence, chunk: Chunk, outlet: Name) -> Source:
        start, end = sentence.text(chunk.first, chunk.last)
        return Source("outlet", outlet.name_en, self._text[start:end], start, end, outlet.code or None, "JRN")

    def _speaker(self, actor: Actor) -> Source:
        kind = "outlet" if actor.kind == "outlet" else "speaker"
        name = actor.person or actor.name_en
        return Source(kind, name, self._text[actor.start : actor.end], actor.start, actor.end, actor.code, actor.sector)


def _outlet(sentence: Sentence, chunk: Chunk) -> Name | None:
    """The outlet that a phrase names; one with an everyday name needs «صحيفة», «قناة» or quotes before it."""
    tokens = sentence.tokens
    for token in tokens[chunk.first : chunk.last]:
        if token.name is None or token.name.first != token.i:
            continue
        outlet = token.name.of("outlet")
        if outlet is None:
            continue
        if not outlet.ambiguous and not token.name.of("country", "organisation", "place", "metonym"):
            return outlet
        if _media_word(tokens, token):
            return outlet
    return None


MEDIA = frozenset({"صحيفه", "قناه", "موقع", "وكاله", "جريده", "اذاعه", "مجله", "تلفزيون", "مراسل", "شبكه", "راديو"})


def _media_word(tokens: list[Token], token: Token) -> bool:
    return any(t.word.lemmas & MEDIA for t in tokens[max(0, token.i - 3) : token.i])
