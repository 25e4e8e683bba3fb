"""The slots of a frame («subject», «genitive», «مع»): which actors stand in them."""

from __future__ import annotations

from waqai.extract.actors import PLACE_KINDS, Actor, ActorFinder
from waqai.extract.aims import Aims
from waqai.extract.joining import NOMINAL_POS
from waqai.extract.sentence import Chunk, Clause, Predicate, Sentence, Token
from waqai.extract.subjects import Subjects, share_country
from waqai.extract.walking import main_clause
from waqai.packs.rules import Grammar
from waqai.packs.schema import Rule

CIRCUMSTANCE = frozenset(
    {"خلال", "اثناء", "بعد", "قبل", "عقب", "في", "لدي", "عند", "margin", "منذ", "frame", "قبيل", "بعيد", "ب"}
)


BEGUN = frozenset({"علي", "ب", "من", "في"})
"""Prepositions between a beginning and the deed («قيام ... بـ», «إقدام ... على»)."""
SERVING = frozenset({"لدي", "في", "من"})
"""Prepositions before the state at which somebody serves."""
WITH = "ب"
RETORT = "رد"
"""A verb of saying that is one of doing with «ب» before a deed."""
NAMED = frozenset(
    {
        "accredited",
        "aim",
        "speaker",
        "topic",
        "around",
        "subject",
        "object",
        "adjective",
        "governor",
        "doer",
        "genitive",
    }
)
"""The slots that are no prepositions."""


class SlotReader:
    """Reads the slots of a predicate; `told` are those who already stand on the other side."""

    def __init__(self, grammar: Grammar, finder: ActorFinder, subjects: Subjects) -> None:
        self._finder, self._subjects = finder, subjects
        self._aims = Aims(grammar, finder)
        self._do, self._report = grammar["control.do"], grammar["report"]
        self._plans = grammar["attempt_nouns"] | grammar["intent_nouns"]
        self._telling = self._report | grammar["existential"]
        self._carrying = self._do | grammar["control.intend"] | grammar["control.attempt"] | grammar["control.deny"]
        self._denying = grammar["control.deny"]
        self._beginning = self._do | grammar["control.attempt"] | grammar["control.manage"]
        self._weapons = grammar["weapons"]
        self.told: list[Actor] = []
        self._read_last: Sentence | None = None
        self._carriers: dict[Chunk, Clause] = {}

    def read(
        self, sentence: Sentence, predicate: Predicate, rule: Rule, slot: str, passive: bool, used: list[Chunk]
    ) -> list[Actor]:
        """The actors in a slot; phrases listed in `used` are left out, those read now are added to it."""
        if slot not in NAMED and "." not in slot:
            return self._phrases(sentence, predicate, slot, self._arms(sentence, predicate, rule, slot) or used)
        slot, _, only = slot.partition(".")
        if only:
            found = self.read(sentence, predicate, rule, slot, passive, [])
            wanted = [a for a in found if _is_place(a) == (only == "place")]
            used.extend(predicate.slots.get(slot, ()) if wanted else ())
            return wanted
        match slot:
            case "accredited" | "aim":
                aimed = slot == "aim"
                return self._aims.of(sentence, predicate) if aimed else self._accredited(sentence, predicate, used)
            case "around":
                return [] if tells_harm(predicate, rule) else self.around(sentence, predicate)
            case "speaker":
                return self._subjects.speaking(sentence, predicate.clause, self._report)
            case "topic":
                return self._subjects.of(sentence, predicate.clause)
            case "subject":
                return [] if passive else self._subject(sentence, predicate)
            case "object" if passive:
                return self._subjects.named(sentence, predicate.slots.get("subject", ()))
            case "adjective":
                return self._adjectives(predicate)
            case "governor":
                return self.governor(sentence, predicate, rule)
            case "doer":
                apart = self.two_nouns(sentence, predicate, rule)
                return self._subjects.named(sentence, predicate.slots.get("genitive", ())) if apart else []
            case "genitive" if "doer" in rule.frame.noun["actor"][:1] and self.two_nouns(sentence, predicate, rule):
                return []
        return self._phrases(sentence, predicate, slot, used)

    def _subject(self, sentence: Sentence, predicate: Predicate) -> list[Actor]:
        clause = predicate.clause
        if is_verbal_noun(predicate) or _joins_toll(predicate):
            return []
        if predicate.form == "hal" and predicate.token.i and sentence.tokens[predicate.token.i - 1].pos == "PUNCT":
            clause = main_clause(clause)
        return self._subjects.of(sentence, clause)

    def _phrases(self, sentence: Sentence, predicate: Predicate, slot: str, used: list[Chunk]) -> list[Actor]:
        """Those named by the slot's phrases. Names go before pronouns; a pronoun is nobody told already."""
        filled = predicate.slots.get(slot) or self._carried(sentence, predicate, slot)
        if not filled:
            return []
        chunks = [c for c in filled if not any(c is u for u in used) and not _goes_with_participle(sentence, c)]
        chunks = [c for c in chunks if not c.pronoun] or chunks
        told = self._subjects.of(sentence, predicate.clause) if any(c.pronoun for c in chunks) else []
        if chunks[:1] and chunks[0].pronoun and not told and self._is_its_subjects(predicate):
            return []
        outside = told if slot == "object" or predicate.form == "verb" else []
        prefer = [] if outside else told
        found: list[Actor] = []
        for chunk in map(_meant, chunks):
            owners = prefer or self._subjects.owners(sentence, chunk)
            found += self._finder.resolve(sentence, chunk, prefer=owners, but=[*outside, *self.told])
        if found:
            used.extend(chunks)
        return share_country(found)

    def _is_its_subjects(self, predicate: Predicate) -> bool:
        """«عبر البعض عن رفضه»: the suffix can mean nobody but the subject told with the verb."""
        verb = predicate.clause.verb
        if predicate.form != "noun" or verb is None or predicate.governor is not verb or not predicate.clause.subject:
            return False
        return bool(predicate.token.word.enclitic and verb.lemmas & self._carrying)

    def two_nouns(self, sentence: Sentence, predicate: Predicate, rule: Rule) -> bool:
        """Whether the genitive is the doer because what is done to stands apart («دعم تركيا لأذربيجان»)."""
        slots = predicate.slots
        if not slots.get("genitive"):
            return False
        if rule.object is not None:
            return any(is_headed(sentence, c, rule.object.head) for c in slots.get("done", ()))
        return bool(slots.get("done") or any(not _qualified(sentence, c) for c in slots.get("ل", ())))

    def _arms(self, sentence: Sentence, predicate: Predicate, rule: Rule, slot: str) -> list[Chunk]:
        """«بطائرة مسيرة»: what violence is done with is on no side."""
        if slot != WITH or rule.event != "ASSAULT":
            return []
        return [c for c in predicate.slots.get(WITH, ()) if sentence.tokens[c.head].lemmas & self._weapons]

    def _accredited(self, sentence: Sentence, predicate: Predicate, used: list[Chunk]) -> list[Actor]:
        """«سفيرها | في الرباط ...»: where the one called home serves, told right after him."""
        for told in (*predicate.slots.get("object", ())[:1], *predicate.slots.get("genitive", ())[:1]):
            for chunk in predicate.clause.chunks:
                if chunk.prep in SERVING and told.last <= chunk.first <= told.last + 1 and not chunk.time:
                    used.append(chunk)
                    return self._subjects.named(sentence, [chunk])
        return []

    def _adjectives(self, predicate: Predicate) -> list[Actor]:
        found: list[Actor] = []
        for token in predicate.adjectives:
            nisba = token.word.nisba
            if nisba is not None and nisba.code and not any(a.code == nisba.code for a in found):
                sector = nisba.sector or "GOV"
                found.append(Actor(nisba.code, sector, (sector,), token.start, token.end, "adjective", gender="f"))
        if found:
            self._finder.context.mention(found)
        return found

    def around(self, sentence: Sentence, predicate: Predicate) -> list[Actor]:
        """The subject of the clause in which the noun tells when or how."""
        chunk = predicate.chunk
        if chunk is None or chunk.prep not in CIRCUMSTANCE:
            return []
        return self._subjects.of(sentence, predicate.clause)

    def governor(self, sentence: Sentence, predicate: Predicate, rule: Rule | None = None) -> list[Actor]:
        """The subject of a verb that says no more than that the deed was done («شنت إسرائيل غارة»)."""
        carrier = self.carrier(sentence, predicate)
        if carrier is not None:
            return self._subjects.of(sentence, carrier)
        clause, governor = predicate.clause, predicate.governor
        if tried := self._tried(sentence, predicate) or self._begun(sentence, predicate):
            return tried
        verb = clause.verb
        if verb is None or verb.word.verb is None:
            return []
        if (
            rule is not None
            and rule.event == "ASSAULT"
            and ((self._tells(verb, predicate) and not self._denies_own(predicate)) or tells_harm(predicate, rule))
        ):
            return []
        if governor is not None and governor.time is not None:
            return []
        if not verb.lemmas & self._carrying:
            return []
        under_noun = governor is not None and governor is not verb and governor.pos == "N"
        if under_noun and predicate.governed_as not in ("genitive", "ب", "ل", "علي", "الي", "في"):
            return []
        if predicate.governed_as == "subject":
            return []
        return self._subjects.of(sentence, clause)

    def _tells(self, verb: Token, predicate: Predicate) -> bool:
        """Whether the verb only tells of the deed; «رد الجيش بقصف ...» does it."""
        return bool(verb.lemmas & self._telling) and not (RETORT in verb.lemmas and predicate.governed_as == "ب")

    def _denies_own(self, predicate: Predicate) -> bool:
        """«نفى الجيش قصف مواقع»: whose deed it would be is told by nothing else."""
        verb = predicate.clause.verb
        return verb is not None and predicate.governor is verb and bool(verb.lemmas & self._denying)

    def _tried(self, sentence: Sentence, predicate: Predicate) -> list[Actor]:
        """Whose attempt or plan the deed is, told by a demonym («محاولات إيرانية لـ ...», «مخطط روسي لـ ...»)."""
        noun = predicate.governor
        if noun is None or noun.pos != "N" or predicate.governed_as != "ل" or not noun.lemmas & self._plans:
            return []
        found: list[Actor] = []
        for token in sentence.tokens[noun.i + 1 : predicate.token.i]:
            nisba = token.word.nisba
            if token.name is not None or nisba is None or not nisba.code:
                break
            sector = nisba.sector or "GOV"
            found.append(Actor(nisba.code, sector, (sector,), token.start, token.end, "country", gender="f"))
        return found

    def _begun(self, sentence: Sentence, predicate: Predicate) -> list[Actor]:
        """Who is told with the noun that says no more than that it was done («إقدام مسلحين على خطف ...»)."""
        noun = predicate.governor
        if noun is None or noun.pos != "N" or predicate.governed_as not in BEGUN or not noun.lemmas & self._beginning:
            return []
        if noun.word.nominal is None or noun.word.nominal.pos != "masdar":
            return []
        if noun.word.enclitic:
            return self._subjects.named(sentence, [Chunk(noun.i, noun.i + 1, noun.i, pronoun=noun.word.enclitic)])
        phrase = next((c for c in predicate.clause.chunks if c.first <= noun.i < c.last), None)
        if phrase is None or noun.i + 1 >= phrase.last or noun.word.article:
            return []
        at = noun.i + 1
        return self._subjects.named(sentence, [Chunk(at, phrase.last, at, clause=phrase.clause)])

    def carrier(self, sentence: Sentence, predicate: Predicate) -> Clause | None:
        """The relative clause that says who did it: «غارات شنتها ...», «الاتهامات التي وجهتها ...»."""
        if predicate.chunk is None:
            return None
        if sentence is not self._read_last:
            self._read_last, self._carriers = sentence, self._find_carriers(sentence)
        return self._carriers.get(predicate.chunk)

    def _find_carriers(self, sentence: Sentence) -> dict[Chunk, Clause]:
        """The first carrier of each phrase that has one; found once a sentence, since every slot asks for it."""
        found: dict[Chunk, Clause] = {}
        for clause in sentence.clauses:
            carried, verb = clause.antecedent, clause.verb
            if clause.kind != "rel" or carried is None or verb is None or carried in found or not clause.subject:
                continue
            if verb.lemmas & self._do and all(c is not carried for c in clause.subject):
                found[carried] = clause
        return found

    def _carried(self, sentence: Sentence, predicate: Predicate, prep: str) -> list[Chunk]:
        """The phrase with `prep` in the relative clause that carries the noun («شنتها ... ضد ...»)."""
        carrier = self.carrier(sentence, predicate) if predicate.form not in ("verb", "hal") else None
        if carrier is None:
            return []
        return [c for c in carrier.chunks if c.prep == prep and not c.time]


def is_verbal_noun(predicate: Predicate) -> bool:
    """A noun that has a doer of its own; participles («مستعد») say something of the clause's subject."""
    nominal = predicate.token.word.nominal
    return predicate.form == "noun" and nominal is not None and nominal.pos in ("masdar", "noun")


def tells_harm(predicate: Predicate, rule: Rule) -> bool:
    """«قتل شخصان في هجوم», «لقي جندي مصرعه في غارة»: the subject of the verb around is who suffered the deed."""
    verb = predicate.clause.verb
    if rule.event != "ASSAULT" or verb is None or verb is predicate.token:
        return False
    hurting = [r for r in verb.word.verb_rules if r.event == "ASSAULT"]
    return any(r.size in ("dead", "injured") or r.frame.verb["recipient"][:1] == ("subject",) for r in hurting)


def _meant(chunk: Chunk) -> Chunk:
    """«مبادئ تعترف بها ...»: a pronoun of a relative clause is what the clause describes, unless that does the deed."""
    clause = chunk.clause
    if not chunk.pronoun or not chunk.prep or clause is None or clause.kind != "rel" or clause.antecedent is None:
        return chunk
    return chunk if any(c is clause.antecedent for c in clause.subject) else clause.antecedent


def _qualified(sentence: Sentence, chunk: Chunk) -> bool:
    """«الميليشيات الموالية | لإيران»: what follows an adjective with «ل» is the adjective's."""
    before = sentence.tokens[chunk.first - 1] if chunk.first else None
    return before is not None and before.pos == "A" and before.word.article


def _goes_with_participle(sentence: Sentence, chunk: Chunk) -> bool:
    """«الوفد المرافق | له»: a pronoun after a participle with article is the participle's."""
    before = sentence.tokens[chunk.first - 1] if chunk.first else None
    if not chunk.pronoun or not chunk.prep or before is None or not before.word.article:
        return False
    return any(r.pos in ("active", "passive") for r in before.word.readings)


def _joins_toll(predicate: Predicate) -> bool:
    """«قتل جنديان وأصيب ثلاثة»: the joined toll is not the deed of those killed."""
    clause, before = predicate.clause, predicate.clause.inherits
    if clause.kind != "coord" or clause.subject or before is None or before.verb is None or before.object:
        return False
    return all(any(r.size for r in verb.word.verb_rules) for verb in (predicate.token, before.verb))


def _is_place(actor: Actor) -> bool:
    """Whether the actor is told as where one goes: a country, a place, a body without a person."""
    if actor.role_kind == "body":
        return True
    return actor.kind in PLACE_KINDS or (actor.kind == "org" and not actor.role)


def is_headed(sentence: Sentence, chunk: Chunk, heads: frozenset[str]) -> bool:
    """Whether the chunk's head (or a noun just after a quantity) is one of the lemmas."""
    return not heads.isdisjoint(head_lemmas(sentence, chunk))


def head_lemmas(sentence: Sentence, chunk: Chunk) -> frozenset[str]:
    """The lemmas of the chunk's head and of the nouns just after it."""
    if chunk.pronoun:
        return frozenset()
    tokens = [t for t in sentence.tokens[chunk.head : min(chunk.last, chunk.head + 4)] if t.pos in NOMINAL_POS]
    return frozenset().union(*[t.lemmas for t in tokens[:3]])
