"""Whom violence hit where nobody is named whose country is known: victims by number, unknown names, things, places.

News of an attack is an event even if all it says of the victims is how many they were, what they are called, or what
was hit where. Such sides have no country of their own; the event's place gives them one later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from waqai.extract.actors import PLACE_KINDS, STATE_SECTORS, Actor, ActorFinder
from waqai.extract.sentence import Chunk, Predicate, Sentence, Token
from waqai.packs.rules import Grammar
from waqai.packs.schema import Rule

HIT = frozenset("في ب قرب near علي داخل وسط امام قباله شمال جنوب شرق غرب شمالي جنوبي شرقي غربي".split())
"""Prepositions before the place that was hit."""
SUFFERING = ("genitive", "subject", "object")
"""Slots in which victims stand."""
PERSONAL_MODES = frozenset({"abduct", "targeted", "torture", "beat", "sexual", "firearms", "primitive"})
"""Modes of deeds that are done to people."""
THINGS = frozenset(
    "مره صاروخ قذيفه غاره ضربه هجوم سياره شاحنه عبوه قنبله مليون مليار كيلومتر متر عام سنه شهر يوم ساعه "
    "مبني منزل".split()
)
"""What is counted besides people."""
SHAKING = frozenset({"هز", "ضرب", "طال", "طاول"})
"""Verbs whose object is where a deed was («هز انفجار العاصمة»)."""
REACH = 8
"""How many words before the deed its place may stand."""

FOLLOWED = frozenset({"اثر", "بعد", "عقب", "وسط", "because", "غداه"})
"""Prepositions before what led to something else or went with it."""


class Anybody:
    """Finds sides without a known country for deeds of violence."""

    def __init__(self, grammar: Grammar, finder: ActorFinder) -> None:
        self._finder = finder
        self._things, self._places = grammar["hit_things"], grammar["place_nouns"]
        self._rigged = grammar["rigged"]

    def hit(self, sentence: Sentence, predicate: Predicate, rule: Rule) -> list[Actor]:
        """One victim, thing or place that the deed hit, [] where the sentence tells none."""
        victims = [c for s in SUFFERING for c in predicate.slots.get(s, ()) if not c.pronoun and not c.time]
        chunk = self._victim(sentence, victims, rule)
        if chunk is not None:
            return [_civilian(sentence, chunk, "p" if sentence.tokens[chunk.first].pos == "NUM" else "s")]
        return self._place(sentence, predicate) or self._somewhere(sentence, predicate)

    @staticmethod
    def counted(sentence: Sentence, victims: Chunk | None) -> list[Actor]:
        """«خطف مسلحون | ثلاثة تلاميذ»: victims told by their number, else []."""
        if victims is None or victims.pronoun or victims.time or sentence.tokens[victims.first].pos != "NUM":
            return []
        told = sentence.tokens[victims.first : victims.last]
        people = len(told) > 1 and not any(t.word.lemmas & THINGS for t in told)
        return [_civilian(sentence, victims, "p")] if people else []

    @staticmethod
    def crowd(predicate: Predicate, rule: Rule, leading: list[Actor]) -> list[Actor]:
        """The people whose protests those who lead a state answer («أقر البرلمان ... ردا على احتجاجات»), else []."""
        chunk = predicate.chunk
        if rule.event != "PROTEST" or chunk is None or chunk.prep not in FOLLOWED or len(leading) != 1:
            return []
        state = leading[0]
        if not state.code or state.sector not in STATE_SECTORS:
            return []
        start, end = predicate.token.start, predicate.token.end
        return [Actor(state.code, "CVL", ("CVL",), start, end, "people", number="p")]

    def _victim(self, sentence: Sentence, chunks: Iterable[Chunk], rule: Rule) -> Chunk | None:
        personal = rule.size or PERSONAL_MODES & set(rule.mode)
        for chunk in chunks:
            head = sentence.tokens[chunk.head]
            if rule.frame.name == "suffers" and rule.object is not None and head.word.lemmas & rule.object.head:
                continue
            if counts_deeds(sentence, chunk, rule):
                continue
            if sentence.tokens[chunk.first].pos == "NUM":
                return chunk
            if any(t.word.lemmas & self._rigged for t in sentence.tokens[chunk.first : chunk.last]):
                continue
            if (personal and _may_be_named(head)) or head.word.lemmas & self._things:
                return chunk
        return None

    def _place(self, sentence: Sentence, predicate: Predicate) -> list[Actor]:
        """«انفجار في سوق ببغداد»: the place that was hit."""
        for chunk in (*_shaken(predicate), *_near(sentence, predicate)):
            if found := [a for a in self._finder.resolve(sentence, chunk) if a.kind in PLACE_KINDS]:
                return found[:1]
        return []

    def _somewhere(self, sentence: Sentence, predicate: Predicate) -> list[Actor]:
        """«انفجار في المنطقة», «في حي سكني»: a kind of place that no list names."""
        for chunk in (*_shaken(predicate), *_near(sentence, predicate)):
            if sentence.tokens[chunk.head].word.lemmas & self._places:
                return [_civilian(sentence, chunk, "s")]
        return []


def counts_deeds(sentence: Sentence, chunk: Chunk, rule: Rule) -> bool:
    """«اثنان من التفجيرات»: deeds are counted, and not whom they were done to."""
    words = sentence.tokens[chunk.first : chunk.last]
    return words[0].pos == "NUM" and any(
        r.event == rule.event for t in words if t.name is None for r in t.word.noun_rules
    )


def _shaken(predicate: Predicate) -> Iterator[Chunk]:
    """«هز انفجار | العاصمة»: what a deed did its work on, told as the object of a verb whose subject it is."""
    clause = predicate.clause
    if clause.verb is None or not clause.verb.lemmas & SHAKING or all(c is not predicate.chunk for c in clause.subject):
        return
    yield from clause.object[:1]


def _near(sentence: Sentence, predicate: Predicate) -> Iterator[Chunk]:
    """The phrases of place around the deed, then those of what is told of it («هجوما كان يستهدف سوقا في ...»)."""
    told = (c.chunks for c in sentence.clauses if c.kind == "rel" and c.antecedent is predicate.chunk is not None)
    for chunk in chain(predicate.clause.chunks, *told):
        if chunk.prep in HIT and not chunk.time and not chunk.pronoun and chunk.first > predicate.token.i - REACH:
            yield chunk


def _may_be_named(head: Token) -> bool:
    """An unknown word or a given name, where people stand («مقتل رؤوف»)."""
    word = head.word
    if word.article or word.enclitic or head.kind != "word" or head.pos == "NUM":
        return False
    return word.person_word or (head.name is None and word.nominal is None and word.verb is None)


def _civilian(sentence: Sentence, chunk: Chunk, number: str) -> Actor:
    start, end = sentence.text(chunk.first, chunk.last)
    return Actor(None, "CVL", ("CVL",), start, end, "open", number=number)
