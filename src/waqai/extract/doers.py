"""Who did a deed, where the clause tells it apart from the deed's own slots."""

from __future__ import annotations

from collections.abc import Iterator

from waqai.extract.actors import Actor
from waqai.extract.clauses import suffix_of
from waqai.extract.sentence import Chunk, Clause, Predicate, Sentence
from waqai.extract.slots import is_headed
from waqai.extract.subjects import Subjects
from waqai.packs.rules import Grammar
from waqai.packs.schema import Rule

BODIES = frozenset({"MIL", "COP", "REB", "PRM", "UAF", "SPY"})
"""Sectors of bodies that tell of deeds of their own («أعلن الجيش أنه قتل ...»)."""
UNDER = frozenset({"في", "من"})
FIGHTING, ARMED = frozenset({"MIL", "REB", "PRM"}), frozenset({"REB", "PRM", "UAF"})
"""Sectors of forces that wage war; of those whom an army fights in its own country."""
STATE = "GOV"
TELLING = frozenset({"اعلن", "اكد"})
ACTING = "acts_on"
AGAINST, OF, AMBUSH = "acts_against", "ل", "كمين"
TO, WITH = "الي", "ب"
MALE = "ه"
REACH = 10
"""How many words after a deed the weapon may be told."""


class Doers:
    """Finds doers told around a deed: who managed it, claimed it, is blamed for it, whose fire it was."""

    def __init__(self, grammar: Grammar, subjects: Subjects) -> None:
        self._subjects = subjects
        self._manage, self._claim = grammar["control.manage"], grammar["control.claim"]
        self._fire = grammar["fire"]
        self._ascribe, self._report = grammar["control.ascribe"], grammar["report"]

    def of(self, sentence: Sentence, predicate: Predicate, rule: Rule) -> list[Actor]:
        """The doer of an assault that names none in its own slots, or []."""
        if rule.event != "ASSAULT":
            return []
        if fire := self._whose_fire(sentence, predicate, rule):
            return fire
        if predicate.form in ("verb", "hal"):
            return []
        return (
            self._managed(sentence, predicate)
            or self._answerable(sentence, predicate)
            or self._whose_attack(sentence, predicate, rule)
            or self._claimed(sentence, predicate, rule)
        )

    def own_deed(self, sentence: Sentence, predicate: Predicate) -> bool:
        """Whether «أنه قتل ...» tells a deed of the body that speaks, and no passive.

        The suffix must agree with the verb, else it stands for nobody («أفاد مصدر أنه قتل ...»).
        """
        clause = predicate.clause
        if clause.kind != "comp" or clause.connector_at < 0 or clause.verb is not predicate.token:
            return False
        verb, suffix = predicate.token.word.verb, suffix_of(sentence.tokens[clause.connector_at])
        if verb is None or not suffix or (verb.gender == "m") != (suffix == MALE):
            return False
        speakers = self._subjects.speaking(sentence, clause, self._report)
        return any(_is_force(a) for a in speakers)

    def _managed(self, sentence: Sentence, predicate: Predicate) -> list[Actor]:
        """«نجح الجيش في قتل ...», «تمكنت القوات من قتل ...»."""
        verb = predicate.clause.verb
        if verb is None or predicate.governor is not verb or predicate.governed_as not in UNDER:
            return []
        return self._subjects.of(sentence, predicate.clause) if verb.lemmas & self._manage else []

    def _claimed(self, sentence: Sentence, predicate: Predicate, rule: Rule) -> list[Actor]:
        """«أعلنت الحركة استهداف سفينة أمريكية»: a force that tells of a blow to others tells of its own."""
        clause, verb = predicate.clause, predicate.clause.verb
        if verb is None or predicate.governor is not verb or predicate.governed_as != "object":
            return []
        if rule.frame.name != ACTING or not verb.lemmas & TELLING or clause.negator:
            return []
        force = self._subjects.of(sentence, clause)
        slots = predicate.slots
        hit = self._subjects.named(sentence, (*slots.get("genitive", ()), *slots.get(OF, ())))
        armed = bool(hit) and all(a.sector in FIGHTING | ARMED for a in hit)
        own = bool(force) and all(a.sector in FIGHTING or (armed and a.sector == STATE) for a in force)
        told = {(a.code, a.sector) for a in force}
        codes = {a.code for a in force}
        others = all(a.code not in codes or (a.sector in ARMED and (a.code, a.sector) not in told) for a in hit)
        return force if own and hit and others else []

    def _whose_attack(self, sentence: Sentence, predicate: Predicate, rule: Rule) -> list[Actor]:
        """«هجوم لحركة الشباب»: after an indefinite attack «لـ» tells the force that made it; it meets an ambush."""
        word = predicate.token.word
        if rule.frame.name != AGAINST or word.article or AMBUSH in word.lemmas:
            return []
        found = self._subjects.named(sentence, predicate.slots.get(OF, ()))
        return found if all(_is_force(a) for a in found) else []

    def _answerable(self, sentence: Sentence, predicate: Predicate) -> list[Actor]:
        """«هجوم تبنته الحركة», «هجوم في بغداد تبنته الحركة», «هجوم نسب إلى المتمردين»."""
        for clause in sentence.clauses:
            if predicate.chunk is None or clause.verb is None or not _tells_of(sentence, clause, predicate):
                continue
            if clause.verb.lemmas & self._claim and all(c is not predicate.chunk for c in clause.subject):
                return self._subjects.named(sentence, clause.subject)
            if clause.verb.lemmas & self._ascribe:
                return self._subjects.named(sentence, [c for c in clause.chunks if c.prep == TO and not c.time])
        return []

    def _whose_fire(self, sentence: Sentence, predicate: Predicate, rule: Rule) -> list[Actor]:
        """«بنيران مسلحين», «برصاص الشرطة»: whose the weapon is that killed or wounded, or that the rule asks for."""
        asked = rule.complements.get(WITH)
        weapon = asked.head if asked is not None else self._fire if rule.size else frozenset()
        for chunk in _close(predicate) if weapon else ():
            rest = chunk.head + 1
            if rest >= chunk.last or not is_headed(sentence, chunk, weapon):
                continue
            owner = sentence.tokens[rest]
            nisba = owner.word.nisba if owner.pos == "A" and not owner.word.article else None
            if nisba is None:
                return self._subjects.named(sentence, [Chunk(rest, chunk.last, rest, clause=chunk.clause)])
            if nisba.code:
                return [Actor(nisba.code, "MIL", ("MIL",), owner.start, owner.end, "adjective", gender="f")]
        return []


def _tells_of(sentence: Sentence, clause: Clause, predicate: Predicate) -> bool:
    """Whether a relative clause is about the deed; a place between the two is where it was."""
    told = clause.antecedent
    if told is None or told is predicate.chunk:
        return told is not None
    place = sentence.tokens[told.head].name
    where = place is not None and place.of("place", "country", "metonym") is not None and told.prep != ""
    return where and clause.parent is predicate.clause and predicate.token.i < told.first


def _close(predicate: Predicate) -> Iterator[Chunk]:
    """The phrases with «بـ» not far after the word of the deed, in its clause."""
    for chunk in predicate.clause.chunks:
        if chunk.prep == WITH and 0 < chunk.first - predicate.token.i <= REACH and not chunk.pronoun:
            yield chunk


def _is_force(actor: Actor) -> bool:
    """A force or movement itself («الجيش», «الحركة»), not a source or spokesman of it."""
    if actor.kind == "org":
        return not actor.role
    return actor.sector in BODIES and actor.role_kind in ("body", "group")
