"""From predicates to event drafts: which rule fits, and who stands on which side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from waqai.extract.actors import Actor, ActorFinder
from waqai.extract.clauses import main_clause
from waqai.extract.sentence import Chunk, Clause, Predicate, Sentence, Token
from waqai.packs.rules import Grammar
from waqai.packs.schema import Complement, Refinement, Rule

PLACE_KINDS = frozenset({"country", "place", "capital"})
CIRCUMSTANCE = frozenset(
    {"خلال", "اثناء", "بعد", "قبل", "عقب", "في", "لدي", "عند", "margin", "منذ", "frame", "قبيل", "بعيد", "ب"}
)
SPOKEN = frozenset({"AGREE", "ACCUSE", "REQUEST", "THREATEN", "REJECT", "SUPPORT"})
OUTSIDE = frozenset({"according", "خلال", "بعد", "قبل", "منذ", "اثناء", "margin", "after", "agent", "لدي", "عقب"})
HIT = frozenset(
    {
        "في",
        "ب",
        "قرب",
        "near",
        "علي",
        "داخل",
        "وسط",
        "امام",
        "قباله",
        "شمال",
        "جنوب",
        "شرق",
        "غرب",
        "شمالي",
        "جنوبي",
        "شرقي",
        "غربي",
    }
)
CONTENT_REACH = 18
"""How many words after a speech act those it is about may be named."""
MILITARY_TYPES = frozenset({"ASSAULT", "MOBILIZE"})


@dataclass(slots=True, eq=False)
class Draft:
    """An event as first read, before the document has its say."""

    predicate: Predicate
    rule: Rule
    sentence: Sentence
    mode: tuple[str, ...]
    cameo: str
    actors: list[Actor]
    recipients: list[Actor]
    status: str = "occurred"
    own_status: str = ""
    used: list[Chunk] = field(default_factory=list)
    victims: Chunk | None = None
    inferred: bool = False
    opposed: bool = False
    place_first: Chunk | None = None


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A rule whose word was there but which did not fire, and why."""

    predicate: Predicate
    rule: Rule
    why: str


class FrameReader:
    """Fits rules to predicates."""

    def __init__(self, grammar: Grammar, finder: ActorFinder) -> None:
        self._finder = finder
        self._do, self._intend = grammar["control.do"], grammar["control.intend"]
        self._attempt = grammar["control.attempt"]
        self._report, self._deny = grammar["report"], grammar["control.deny"]
        self._first_person = frozenset({"نا", "ي", "ني"})
        self.near_misses: list[NearMiss] = []
        self._subjects: dict[int, list[Actor]] = {}
        self._told: list[Actor] = []

    def read(self, sentence: Sentence) -> list[Draft]:
        """The drafts of a sentence, one a predicate at the most."""
        self._subjects = {}
        drafts = []
        for predicate in sentence.predicates:
            draft = self._fit(sentence, predicate)
            if draft is not None:
                drafts.append(draft)
        return _without_objects(drafts)

    def subject(self, sentence: Sentence, clause: Clause, depth: int = 0) -> list[Actor]:
        """The actors that are the clause's subject, told or carried on from the clause before."""
        key = id(clause)
        if key in self._subjects:
            return self._subjects[key]
        self._subjects[key] = []
        found = self._explicit(sentence, clause.subject)
        if not found and not clause.subject and depth < 6:
            found = self._implied(sentence, clause, depth)
        self._subjects[key] = found
        return found

    def _implied(self, sentence: Sentence, clause: Clause, depth: int) -> list[Actor]:
        outer = clause.inherits or (clause.parent if clause.kind in ("comp", "adv") else None)
        above = self.subject(sentence, outer, depth + 1) if outer is not None else []
        if clause.subject_pronoun:
            at = sentence.tokens[clause.connector_at].start if clause.connector_at >= 0 else sentence.end
            return self._finder.context.pronoun(clause.subject_pronoun, above, at=at)
        verb = clause.verb
        if clause.kind == "comp" and not clause.chunks and verb is None:
            return above
        if verb is not None and verb.word.verb is not None and verb.word.verb.person == "1":
            return above or self._speaker()
        if clause.kind == "rel" and clause.antecedent is not None:
            return []
        if above:
            return above
        return self._finder.context.last_subject if verb is not None and outer is None else []

    def _speaker(self) -> list[Actor]:
        last = self._finder.context.last_person()
        return [last] if last is not None else []

    def _explicit(self, sentence: Sentence, chunks: Iterable[Chunk]) -> list[Actor]:
        return [a for c in chunks for a in self._finder.resolve(sentence, c, prefer=self._owners(sentence, c))]

    def _owners(self, sentence: Sentence, chunk: Chunk) -> list[Actor]:
        """Whom the suffix of a phrase («بلاده», «سفيرها») most likely means: the subject, or who speaks of it."""
        if chunk.pronoun or not sentence.tokens[chunk.head].word.enclitic or chunk.clause is None:
            return []
        clause = chunk.clause
        if any(chunk is c for c in clause.subject):
            outer = clause.inherits or clause.parent
            return self.subject(sentence, outer, 1) if outer is not None else []
        return self.subject(sentence, clause, 1)

    # -- fitting ------------------------------------------------------------------------------------------------

    def _fit(self, sentence: Sentence, predicate: Predicate) -> Draft | None:
        for rule in predicate.rules:
            why = self._mismatch(sentence, predicate, rule)
            if not why:
                draft = self._draft(sentence, predicate, rule)
                why = self._needs(rule, draft)
                if not why:
                    return draft
            self.near_misses.append(NearMiss(predicate, rule, why))
        return None

    def _mismatch(self, sentence: Sentence, predicate: Predicate, rule: Rule) -> str:
        """Why the rule's constraints are not met, or ""."""
        if predicate.form == "hal" and "active" not in rule.forms:
            return "not as a participle"
        if rule.object is not None:
            why = self._object_mismatch(sentence, predicate, rule.object)
            if why:
                return why
        for prep, complement in rule.complements.items():
            chunks = predicate.slots.get(prep, [])
            if not any(self._headed(sentence, c, complement.head) for c in chunks):
                return f"no «{prep}» with a word of the rule"
        if rule.words and not rule.words & self._lemmas(sentence, predicate):
            return "none of its words in the clause"
        if rule.without and rule.without & self._lemmas(sentence, predicate):
            return "a word that rules it out"
        return ""

    def _object_mismatch(self, sentence: Sentence, predicate: Predicate, wanted: Complement) -> str:
        chunks = self._object_chunks(predicate)
        for chunk in chunks:
            if wanted.head and not self._headed(sentence, chunk, wanted.head):
                continue
            owned = bool(sentence.tokens[chunk.head].word.enclitic) or any(
                t.word.enclitic for t in sentence.tokens[chunk.first : chunk.last]
            )
            if (wanted.owner == "self" and not owned) or (wanted.owner == "other" and owned):
                continue
            return ""
        return "its object is another"

    @staticmethod
    def _object_chunks(predicate: Predicate) -> list[Chunk]:
        slots = predicate.slots
        if predicate.form in ("verb", "hal"):
            return slots.get("object") or slots.get("subject") or []
        return [*slots.get("genitive", [])[:1], *slots.get("done", [])[:1]]

    @staticmethod
    def _headed(sentence: Sentence, chunk: Chunk, heads: frozenset[str]) -> bool:
        """Whether the chunk's head (or a noun just after a quantity) is one of the lemmas."""
        if chunk.pronoun:
            return False
        tokens = sentence.tokens[chunk.head : min(chunk.last, chunk.head + 3)]
        return any(t.lemmas & heads and t.pos in ("N", "A") for t in tokens)

    @staticmethod
    def _lemmas(sentence: Sentence, predicate: Predicate) -> frozenset[str]:
        clause = predicate.clause
        first, last = clause.first, clause.last or len(sentence.tokens)
        return frozenset(filter(None, (clause.negator, clause.particle))).union(
            *(
                t.lemmas
                for t in sentence.tokens[first:last]
                if t is not predicate.token
                and not (t.name is not None and t.name.of("person", "organisation", "country"))
            )
        )

    def _draft(self, sentence: Sentence, predicate: Predicate, rule: Rule) -> Draft:
        spec = rule.frame.verb if predicate.form in ("verb", "hal") else rule.frame.noun
        passive = predicate.form in ("verb",) and self._is_passive(sentence, predicate, rule)
        swapped = not passive and self._subject_is_object(sentence, predicate, rule)
        used: list[Chunk] = []
        sides: dict[str, list[Actor]] = {}
        inferred = False
        for side in ("actor", "recipient"):
            found: list[Actor] = []
            self._told = [] if rule.frame.mutual else sides.get("actor", [])
            for slot in spec[side]:
                if swapped and slot in ("subject", "object"):
                    got = self._swapped(sentence, predicate, slot)
                else:
                    got = self._slot(sentence, predicate, rule, slot, passive, used)
                fresh = [a for a in got if not any(_repeats(a, b) for b in found)]
                found.extend(fresh)
                if found and not rule.frame.mutual:
                    break
            if side == "actor" and rule.frame.mutual:
                for slot in ("مع", "بين"):
                    got = self._slot(sentence, predicate, rule, slot, passive, used)
                    found.extend(a for a in got if not any(_repeats(a, b) for b in found))
            if (
                side == "recipient"
                and not found
                and not rule.frame.mutual
                and self._two_nouns(sentence, predicate, rule)
            ):
                found = self._slot(sentence, predicate, rule, "ل", passive, used)
            if side == "actor" and not found and (carrier := self._carrier(sentence, predicate)) is not None:
                found = self.subject(sentence, carrier)
            if side == "actor" and predicate.form not in ("verb", "hal"):
                found = self._met(sentence, predicate, rule, found)
            if side == "recipient" and not found and "visit" in rule.mode and predicate.form not in ("verb", "hal"):
                found = self._visited(sentence, predicate, rule, used)
            if side == "recipient" and not found and not rule.frame.mutual and rule.event in SPOKEN:
                found = self._in_content(sentence, predicate, sides["actor"])
                inferred = bool(found)
            sides[side] = found
        mode, cameo = self._refined(sentence, predicate, rule)
        draft = Draft(predicate, rule, sentence, mode, cameo, sides["actor"], sides["recipient"], used=used)
        draft.inferred = inferred
        if rule.frame.mutual and predicate.slots.get("ضد"):
            draft.recipients = self._explicit(sentence, predicate.slots["ضد"])
            draft.actors = [a for a in draft.actors if not any(_repeats(a, r) for r in draft.recipients)]
            draft.opposed = bool(draft.recipients)
        if rule.event == "ASSAULT" and not draft.actors and not draft.recipients:
            draft.recipients = self._anybody(sentence, predicate)
        if passive and predicate.slots.get("subject"):
            draft.victims = predicate.slots["subject"][0]
        else:
            victims = predicate.slots.get("object" if predicate.form in ("verb", "hal") else "genitive") or []
            draft.victims = victims[0] if victims else None
        self._sectors(draft)
        return draft

    def _anybody(self, sentence: Sentence, predicate: Predicate) -> list[Actor]:
        """Victims told only by number («مقتل ثمانية»), else the place that was hit («انفجار في سوق ببغداد»)."""
        slots = predicate.slots
        for chunk in (*slots.get("genitive", ()), *slots.get("subject", ()), *slots.get("object", ())):
            if chunk.pronoun or sentence.tokens[chunk.first].pos != "NUM":
                continue
            start, end = sentence.text(chunk.first, chunk.last)
            return [Actor(None, "CVL", ("CVL",), start, end, "open", number="p")]
        for chunk in predicate.clause.chunks:
            if chunk.prep in HIT and not chunk.time and chunk.first > predicate.token.i - 8:
                if found := [a for a in self._finder.resolve(sentence, chunk) if a.kind in PLACE_KINDS]:
                    return found[:1]
        return []

    def _subject_is_object(self, sentence: Sentence, predicate: Predicate, rule: Rule) -> bool:
        """«واتهم الرئيس السابق بأنه ...»: a verb that must have an object, joined to what was told, with one noun."""
        verb, subject = predicate.token, predicate.slots.get("subject") or []
        if predicate.form != "verb" or rule.frame.name != "acts_on" or rule.event not in ("ACCUSE", "SUPPORT"):
            return False
        if predicate.slots.get("object") or not subject or subject[0].first < verb.i or rule.object is not None:
            return False
        before = sentence.tokens[verb.i - 1] if verb.i else None
        joined = bool(verb.word.conj) or (before is not None and before.pos == "PART")
        return joined and bool(self._before(sentence, predicate.clause))

    def _before(self, sentence: Sentence, clause: Clause) -> list[Actor]:
        outer = clause.inherits
        return (self.subject(sentence, outer, 1) if outer is not None else []) or self._finder.context.last_subject

    def _swapped(self, sentence: Sentence, predicate: Predicate, slot: str) -> list[Actor]:
        if slot == "subject":
            return self._before(sentence, predicate.clause)
        return self._explicit(sentence, predicate.slots.get("subject", ()))

    def _in_content(self, sentence: Sentence, predicate: Predicate, actors: list[Actor]) -> list[Actor]:
        """Whom the words of a speech act are about: the first other state or body named after it."""
        at = predicate.token.i
        for chunk in sentence.chunks:
            if chunk.first <= at or chunk.time or chunk.pronoun or chunk.prep in OUTSIDE:
                continue
            if chunk.first > at + CONTENT_REACH:
                break
            if chunk.clause is not None and chunk.clause.verb is not None and chunk.clause.kind == "coord":
                if chunk.clause.governor is None and chunk.clause is not predicate.clause:
                    break
            named = [a for a in self._finder.resolve(sentence, chunk) if a.code and a.kind not in ("outlet", "both")]
            if named and all(a.code != b.code for a in named for b in actors):
                return named
        return []

    def _met(self, sentence: Sentence, predicate: Predicate, rule: Rule, found: list[Actor]) -> list[Actor]:
        """Who visits or meets is often told only by the verb around («أجرى محادثات مع», «قال خلال زيارة»)."""
        slots = predicate.slots
        if rule.frame.mutual:
            demonyms = any(t.word.nisba is not None for t in predicate.adjectives)
            if slots.get("بين") or demonyms or (slots.get("genitive") and len(found) > 1):
                return found
        elif found or rule.event != "CONSULT":
            return found
        more = self._governor(sentence, predicate) or self._around(sentence, predicate)
        return [*(a for a in more if not any(_repeats(a, b) for b in found)), *found]

    def _visited(self, sentence: Sentence, predicate: Predicate, rule: Rule, used: list[Chunk]) -> list[Actor]:
        for slot in ("done", "الي", "ل.place", "genitive.place"):
            if found := self._slot(sentence, predicate, rule, slot, False, used):
                return found
        return []

    def _slot(
        self, sentence: Sentence, predicate: Predicate, rule: Rule, slot: str, passive: bool, used: list[Chunk]
    ) -> list[Actor]:
        slots = predicate.slots
        slot, _, only = slot.partition(".")
        if only:
            found = self._slot(sentence, predicate, rule, slot, passive, [])
            wanted = [a for a in found if _is_place(a) == (only == "place")]
            used.extend(slots.get(slot, ()) if wanted else ())
            return wanted
        if slot == "around":
            return self._around(sentence, predicate)
        if slot == "subject":
            if passive or _is_verbal_noun(predicate):
                return []
            if predicate.form == "hal":
                before = sentence.tokens[predicate.token.i - 1] if predicate.token.i else None
                apart = before is not None and before.pos == "PUNCT"
                return self.subject(sentence, main_clause(predicate.clause) if apart else predicate.clause)
            return self.subject(sentence, predicate.clause)
        if slot == "object" and passive:
            return self._explicit(sentence, slots.get("subject", ()))
        if slot == "adjective":
            return self._adjectives(predicate, rule)
        if slot == "governor":
            return self._governor(sentence, predicate, rule)
        if slot == "doer":
            return (
                self._explicit(sentence, slots.get("genitive", ()))
                if self._two_nouns(sentence, predicate, rule)
                else []
            )
        if (
            slot == "genitive"
            and rule.frame.noun["actor"][:1] == ("doer",)
            and self._two_nouns(sentence, predicate, rule)
        ):
            return []
        filled = slots.get(slot) or self._carried(sentence, predicate, slot)
        chunks = [c for c in filled if not any(c is u for u in used)]
        if any(not c.pronoun for c in chunks):
            chunks = [c for c in chunks if not c.pronoun]
        told = self.subject(sentence, predicate.clause) if any(c.pronoun for c in chunks) else []
        outside = told if slot == "object" or predicate.form == "verb" else []
        prefer = [] if outside else told
        found = [
            a
            for c in chunks
            for a in self._finder.resolve(
                sentence, c, prefer=prefer or self._owners(sentence, c), but=[*outside, *self._told]
            )
        ]
        if found:
            used.extend(chunks)
        return found

    def _two_nouns(self, sentence: Sentence, predicate: Predicate, rule: Rule) -> bool:
        """Whether the genitive is the doer because what is done to stands apart («دعم تركيا لأذربيجان»)."""
        slots = predicate.slots
        if not slots.get("genitive"):
            return False
        if rule.object is not None:
            return any(self._headed(sentence, c, rule.object.head) for c in slots.get("done", ()))
        return bool(slots.get("done") or slots.get("ل"))

    def _adjectives(self, predicate: Predicate, rule: Rule) -> list[Actor]:
        found = []
        for token in predicate.adjectives:
            nisba = token.word.nisba
            if nisba is not None and nisba.code and not any(a.code == nisba.code for a in found):
                sector = nisba.sector or "GOV"
                found.append(Actor(nisba.code, sector, (sector,), token.start, token.end, "adjective", gender="f"))
        if found:
            self._finder.context.mention(found)
        return found

    def _around(self, sentence: Sentence, predicate: Predicate) -> list[Actor]:
        """The subject of the clause in which the noun tells when or how."""
        chunk = predicate.chunk
        if chunk is None or chunk.prep not in CIRCUMSTANCE:
            return []
        return self.subject(sentence, predicate.clause)

    def _governor(self, sentence: Sentence, predicate: Predicate, rule: Rule | None = None) -> list[Actor]:
        """The subject of a verb that says no more than that the deed was done («شنت إسرائيل غارة»)."""
        carrier = self._carrier(sentence, predicate)
        if carrier is not None:
            return self.subject(sentence, carrier)
        clause, governor = predicate.clause, predicate.governor
        verb = clause.verb
        if verb is None or verb.word.verb is None:
            return []
        if rule is not None and rule.event == "ASSAULT" and verb.lemmas & self._report:
            return []
        if not verb.lemmas & (self._do | self._intend | self._attempt | self._deny):
            return []
        if governor is not None and governor is not verb and governor.pos == "N":
            if predicate.governed_as not in ("genitive", "ب", "ل", "علي", "الي", "في"):
                return []
        if predicate.governed_as == "subject":
            return []
        return self.subject(sentence, clause)

    def _carrier(self, sentence: Sentence, predicate: Predicate) -> Clause | None:
        """The relative clause that says who did it: «غارات شنتها ...», «الاتهامات التي وجهتها ...»."""
        for clause in sentence.clauses:
            if clause.kind == "rel" and clause.antecedent is predicate.chunk and clause.verb is not None:
                if predicate.chunk is not None and clause.verb.lemmas & self._do and clause.subject:
                    if not any(c is predicate.chunk for c in clause.subject):
                        return clause
        return None

    def _carried(self, sentence: Sentence, predicate: Predicate, prep: str) -> list[Chunk]:
        """The phrase with `prep` in the relative clause that carries the noun («شنتها ... ضد ...»)."""
        carrier = self._carrier(sentence, predicate) if predicate.form not in ("verb", "hal") else None
        if carrier is None:
            return []
        return [c for c in carrier.chunks if c.prep == prep and not c.time]

    def _is_passive(self, sentence: Sentence, predicate: Predicate, rule: Rule) -> bool:
        """Unvowelled passives: a transitive verb with an indefinite or counted subject and no object."""
        verb = predicate.token.word.verb
        subject = predicate.slots.get("subject") or []
        if verb is None or "object" not in (*rule.frame.verb["recipient"], *rule.frame.verb["actor"]):
            return False
        if not subject or predicate.slots.get("object"):
            return False
        if verb.voice == "passive" or predicate.slots.get("agent"):
            return True
        if rule.object is not None and self._headed(sentence, subject[0], rule.object.head):
            return True
        if subject[0].pronoun:
            return False
        if subject[0].first < predicate.token.i:
            return bool(rule.size)
        head = sentence.tokens[subject[0].head]
        first = sentence.tokens[subject[0].first]
        if first.pos == "NUM":
            return True
        if rule.frame.name != "acts_on":
            return False
        return bool(rule.size) and not head.word.article and (head.name is None or head.name.of("role") is not None)

    # -- codes --------------------------------------------------------------------------------------------------

    def _refined(self, sentence: Sentence, predicate: Predicate, rule: Rule) -> tuple[tuple[str, ...], str]:
        if not rule.refine:
            return rule.mode, rule.cameo
        near = self._near(sentence, predicate)
        for refinement in rule.refine:
            if refinement.words & near:
                return refinement.mode or rule.mode, refinement.cameo or rule.cameo
        return rule.mode, rule.cameo

    @staticmethod
    def _near(sentence: Sentence, predicate: Predicate) -> frozenset[str]:
        """The lemmas of the trigger's phrase and of its slots, then the eight words after it."""
        at = predicate.token.i
        first = predicate.chunk.first if predicate.chunk is not None else at
        window = sentence.tokens[first : at + 9]
        return frozenset().union(*(t.lemmas for t in window))

    def _sectors(self, draft: Draft) -> None:
        """Give bare demonyms the sector that the deed implies: raids are the army's, protests the people's."""
        event = draft.rule.event
        for i, actor in enumerate(draft.actors):
            if actor.kind == "adjective" and actor.sector == "GOV":
                sector = "MIL" if event in MILITARY_TYPES else "CVL" if event == "PROTEST" else "GOV"
                draft.actors[i] = replace(actor, sector=sector, sectors=(sector,))
            if event == "PROTEST" and actor.kind in PLACE_KINDS:
                draft.actors[i] = replace(actor, sector="CVL", sectors=("CVL",))
            elif actor.kind == "place":
                draft.actors[i] = replace(actor, sector="GOV", sectors=("GOV",))
        for i, actor in enumerate(draft.recipients):
            if event == "ASSAULT" and actor.kind in PLACE_KINDS and actor.sector == "GOV":
                draft.recipients[i] = replace(actor, sector="CVL", sectors=("CVL",))
            elif event not in ("ASSAULT", "COERCE") and actor.kind == "place":
                draft.recipients[i] = replace(actor, sector="GOV", sectors=("GOV",))

    @staticmethod
    def _needs(rule: Rule, draft: Draft) -> str:
        sides = {"actor": draft.actors, "recipient": draft.recipients}
        for need in rule.needs:
            if not sides.get(need):
                return f"no {need} found"
        if not draft.actors and not draft.recipients:
            return "no side found"
        if all(a.kind in ("place", "outlet") for a in (*draft.actors, *draft.recipients)) and not draft.recipients:
            return "only a place found"
        return ""


def _without_objects(drafts: list[Draft]) -> list[Draft]:
    """Drop the noun that only fills the object of a verb whose rule asks for it («أبرم اتفاقا»)."""
    filled = {
        chunk.head
        for d in drafts
        if d.predicate.form == "verb" and (d.rule.object is not None or d.rule.complements)
        for slot in ("object", "subject", *d.rule.complements)
        for chunk in d.predicate.slots.get(slot, ())
    }
    return [d for d in drafts if d.predicate.form == "verb" or d.predicate.token.i not in filled]


def _is_verbal_noun(predicate: Predicate) -> bool:
    """A noun that has a doer of its own; participles («مستعد») say something of the clause's subject."""
    nominal = predicate.token.word.nominal
    return predicate.form == "noun" and nominal is not None and nominal.pos in ("masdar", "noun")


def _is_place(actor: Actor) -> bool:
    """Whether the actor is told as where one goes: a country, a place, a body without a person."""
    if actor.role_kind == "body":
        return True
    return actor.kind in PLACE_KINDS or (actor.kind == "org" and not actor.role)


def _repeats(actor: Actor, told: Actor) -> bool:
    """Whether a later slot names the same side again («اجتماع الوزيرين ... بين البلدين»)."""
    return actor.code == told.code and (actor.code is not None or actor.sector == told.sector)


def mention_order(tokens: Sequence[Token]) -> list[int]:
    """Positions of tokens that begin a name, in order."""
    return [t.i for t in tokens if t.name is not None and t.name.first == t.i]


__all__ = ["Draft", "FrameReader", "NearMiss", "Refinement"]
