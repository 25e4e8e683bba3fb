"""According to whom: the chain from the outlet to the one who was there, outermost first."""

from __future__ import annotations

from dataclasses import dataclass

from waqai.extract.actors import Actor, ActorFinder
from waqai.extract.frames import Draft
from waqai.extract.sentence import Chunk, Clause, Sentence, Token
from waqai.extract.subjects import Subjects
from waqai.extract.walking import is_circumstantial, main_clause
from waqai.packs.gazetteer import Name
from waqai.packs.rules import Grammar

REPORTING_CONNECTORS = frozenset({"حسبما", "وفقما"})
ACCORDING = frozenset({"according", "حسب", "وفق", "وفقا", "بحسب", "طبقا", "تبعا"})
WHAT = frozenset({"ما", "لما", "مما"})
IMPERSONAL = frozenset({"يذكر", "يشار", "يتوقع", "يعتقد", "يقال", "تجدر", "يجدر", "يرجح", "ينتظر"})
"""Verbs without a subject that nobody in the text says («يذكر أن ...»)."""
VERBAL = frozenset({"AGREE", "REQUEST", "ACCUSE", "THREATEN", "REJECT", "SUPPORT", "CONCEDE"})


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
    person: str = ""


ANNOUNCING = frozenset({"اعلن", "اكد"})
"""Verbs of saying that may also say that the subject did the deed."""


class SourceReader:
    """Finds who says so, for every draft of a sentence."""

    def __init__(self, grammar: Grammar, finder: ActorFinder, subjects: Subjects, text: str) -> None:
        self._report, self._report_nouns = grammar["report"], grammar["report_nouns"]
        self._deny, self._tell = grammar["control.deny"], grammar["report"] - grammar["control.do"] | ANNOUNCING
        self._finder, self._subjects, self._text = finder, subjects, text

    def chain(self, sentence: Sentence, draft: Draft) -> list[Source]:
        """The sources of a draft, outermost first, without one who is an actor of it himself."""
        clause = draft.predicate.clause
        around = [] if clause.kind in ("rel", "adv") else self._said_around(sentence)
        links: dict[tuple[str, str], Source] = {}
        for source in [*around, *self._said_above(sentence, clause), *self._announced_by(sentence, draft)]:
            if not self._is_side(source, draft):
                links.setdefault((source.kind, source.name or source.text), source)
        outlets = [s for s in links.values() if s.kind == "outlet"]
        return outlets + [s for s in links.values() if s.kind == "speaker"]

    @staticmethod
    def _is_side(source: Source, draft: Draft) -> bool:
        """Whether the source is an actor of the event: always of a speech act, of a deed only in the same words."""
        verb = draft.predicate.token.word.verb
        if source.kind == "outlet":
            return any(a.start < source.end and source.start < a.end for a in draft.actors)
        if verb is not None and verb.person == "1" and draft.rule.event not in VERBAL:
            return False
        for actor in draft.actors:
            if actor.start < source.end and source.start < actor.end:
                return True
            if draft.rule.event not in VERBAL or actor.code != source.code or not actor.code:
                continue
            if not actor.person or not source.person or actor.person == source.person:
                return True
        return False

    def _said_above(self, sentence: Sentence, clause: Clause) -> list[Source]:
        """Sources from the verbs of saying whose content the clause is, outermost first."""
        found: list[Source] = []
        at: Clause | None = clause
        while at is not None and at.kind != "rel":
            if at.kind in ("comp", "coord") and at.governor is not None:
                found = [*self._of_governor(sentence, clause, at.governor), *found]
            at = at.parent
        return found

    def _announced_by(self, sentence: Sentence, draft: Draft) -> list[Source]:
        """Who tells of the deed by a noun: «أعلن عن مقتل ...»; or denies it: «نفى قيام الجيش بـ ...»."""
        predicate, clause = draft.predicate, draft.predicate.clause
        if predicate.form != "noun" or clause.verb is None:
            return []
        if draft.status == "negated":
            return self._subject(sentence, clause) if clause.verb.lemmas & self._deny else []
        told = predicate.governor is clause.verb and predicate.governed_as in ("object", "عن")
        return self._subject(sentence, clause) if told and clause.verb.lemmas & self._tell else []

    def _of_governor(self, sentence: Sentence, clause: Clause, governor: Token) -> list[Source]:
        """Who says what a verb («قال») or noun of saying («قوله») governs."""
        if governor.pos == "V" and governor.lemmas & self._report:
            said_in = next((c for c in sentence.clauses if c.verb is governor), None)
        elif governor.lemmas & self._report and is_circumstantial(sentence.tokens, governor):
            inside = next((c for c in sentence.clauses if c.first <= governor.i < (c.last or governor.i + 1)), None)
            said_in = main_clause(inside) if inside is not None else None
        elif governor.lemmas & self._report_nouns:
            said_in = next((c for c in sentence.clauses if c.first <= governor.i < (c.last or governor.i + 1)), None)
        else:
            return []
        if said_in is None or said_in is clause:
            return []
        if governor.pos != "V" and (owner := self._owner(sentence, governor)) is not None:
            return [owner]
        quoted = [s for c in said_in.chunks if c.prep == "عن" and not c.time for s in self._of_chunk(sentence, c)]
        return [*self._told_to(sentence, said_in), *self._subject(sentence, said_in), *quoted[:1]]

    def _owner(self, sentence: Sentence, noun: Token) -> Source | None:
        """Whose word it is: «تأكيدات الوزير بأن ...», «قول المتحدث إن ...»."""
        chunk = next((c for c in sentence.chunks if c.first <= noun.i < c.last), None)
        if chunk is None or noun.i != chunk.head or noun.word.article:
            return None
        actors = self._finder.resolve(sentence, chunk)
        return self._speaker(actors[0]) if actors and actors[0].end > noun.end and actors[0].kind != "place" else None

    def _said_around(self, sentence: Sentence) -> list[Source]:
        """«بحسب ...», «نقلا عن ...», «حسبما أفاد ...» say it of the whole sentence."""
        found: list[Source] = []
        for chunk in sentence.chunks:
            if not chunk.time and self._follows_according(sentence, chunk):
                found.extend(self._of_chunk(sentence, chunk) or self._issued_by(sentence, chunk))
        for clause in sentence.clauses:
            if self._is_according(sentence, clause):
                found.extend(self._subject(sentence, clause))
        return found

    def _follows_according(self, sentence: Sentence, chunk: Chunk) -> bool:
        """«بحسب الوزارة», «وفقا للوزارة», «وفق ما نقلته الوكالة»."""
        words = sentence.tokens[max(0, chunk.first - 3) : chunk.first]
        if chunk.prep in ACCORDING or (chunk.prep == "ل" and words and words[-1].word.stem in ACCORDING):
            return True
        if len(words) < 3 or words[-2].word.form not in WHAT or words[-3].word.stem not in ACCORDING:
            return False
        verb = words[-1].word
        # «نقلته» can be read as a noun («نقلة»): its verb is what remains without «ـتـ» and the suffix.
        bare = verb.bare.removesuffix(verb.enclitic).removesuffix("ت") if verb.enclitic else ""
        return bare in self._report or bool(verb.lemmas & self._report)

    def _issued_by(self, sentence: Sentence, chunk: Chunk) -> list[Source]:
        """«بلاغ صادر عن الرئاسة», «بيان للوزارة»: whose statement it is."""
        if not sentence.tokens[chunk.head].lemmas & self._report_nouns:
            return []
        at = next((i for i, c in enumerate(sentence.chunks) if c is chunk), len(sentence.chunks))
        after = [
            c for c in sentence.chunks[at + 1 : at + 2] if c.prep in ("عن", "ل", "من") and c.clause is chunk.clause
        ]
        return [s for c in after for s in self._of_chunk(sentence, c)]

    def _is_according(self, sentence: Sentence, clause: Clause) -> bool:
        """«حسبما أفاد ...», «وفق ما أعلنته ...»."""
        if clause.verb is None or not clause.verb.lemmas & self._report:
            return False
        if clause.connector in REPORTING_CONNECTORS:
            return True
        before = sentence.tokens[clause.connector_at - 1] if clause.connector_at > 0 else None
        return clause.connector in ("ما", "مما") and before is not None and before.word.stem in ACCORDING

    def _told_to(self, sentence: Sentence, clause: Clause) -> list[Source]:
        """«قال لوكالة ...»: the outlet that was told."""
        found = []
        for chunk in clause.chunks:
            if chunk.prep in ("ل", "مع", "في") and not chunk.time:
                outlet = _outlet(sentence, chunk)
                if outlet is not None:
                    found.append(self._outlet_source(sentence, chunk, outlet))
        return found

    def _subject(self, sentence: Sentence, clause: Clause) -> list[Source]:
        if clause.subject:
            return [s for c in clause.subject for s in self._of_chunk(sentence, c)]
        if clause.verb is not None and clause.verb.word.stem in IMPERSONAL:
            return []
        return [self._speaker(a) for a in self._subjects.of(sentence, clause)[:1]]

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
        return Source(
            kind,
            name,
            self._text[actor.start : actor.end],
            actor.start,
            actor.end,
            actor.code,
            actor.sector,
            actor.person,
        )


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
        if _media_word(tokens, token, MEDIA.get(outlet.role_kind, frozenset()) | ANY_MEDIUM):
            return outlet
    return None


ANY_MEDIUM = frozenset({"موقع", "مراسل"})
MEDIA = {
    "agency": frozenset({"وكاله"}),
    "newspaper": frozenset({"صحيفه", "جريده"}),
    "magazine": frozenset({"مجله", "صحيفه"}),
    "tv": frozenset({"قناه", "تلفزيون", "شبكه", "فضائيه"}),
    "radio": frozenset({"اذاعه", "راديو"}),
    "site": frozenset({"صحيفه", "شبكه", "بوابه"}),
}
"""The words that say which kind of outlet a name is."""


def _media_word(tokens: list[Token], token: Token, words: frozenset[str]) -> bool:
    """Whether «صحيفة», «وكالة» stands before the name or is a word of it."""
    last = token.name.last if token.name is not None else token.i
    return any(t.word.lemmas & words for t in tokens[max(0, token.i - 3) : last])
