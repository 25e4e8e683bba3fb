"""From predicates to event drafts: which rule fits, and who stands on which side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from waqai.extract.actors import PLACE_KINDS, Actor, ActorFinder
from waqai.extract.anybody import Anybody, counts_deeds
from waqai.extract.doers import Doers
from waqai.extract.sentence import Chunk, Clause, Predicate, Sentence, Token
from waqai.extract.slots import SlotReader, head_lemmas, is_headed, is_verbal_noun, tells_harm
from waqai.extract.subjects import Subjects
from waqai.extract.tagging import BE
from waqai.packs.rules import Grammar
from waqai.packs.schema import Complement, Rule

SPOKEN = frozenset({"AGREE", "ACCUSE", "REQUEST", "THREATEN", "REJECT", "SUPPORT"})
OUTSIDE = frozenset({"according", "خلال", "بعد", "قبل", "منذ", "اثناء", "margin", "after", "agent", "لدي", "عقب"})
PAIR = 2
CLOSE = 9
"""How many words from its own a word that rules a rule out may stand."""
CONTENT_REACH = 18
"""How many words after a speech act those it is about may be named."""
UNARMED = frozenset({"CVL", "JRN", "REF", "MED", "EDU", "REL", "BUS", "LAB"})
"""Sectors of people who are arrested and abducted, and do not arrest or abduct."""
VERBAL = frozenset({"verb", "active"})
"""Forms of rules that tell of deeds, and not of those to whom they were done («المتهمين»)."""
MEANWHILE = frozenset({"فيما", "بينما", "حين"})
REBELS = frozenset({"REB", "UAF"})
TRAVELLERS = frozenset({"CVL", "UAF", "REF"})
"""Sectors of people whose journeys are no visits between states."""
DONE = frozenset({"تم", "جري"})
"""Verbs by which a passive is told with a verbal noun («تم تدميرها»)."""
MILITARY_TYPES = frozenset({"ASSAULT", "MOBILIZE"})


@dataclass(slots=True, eq=False)
class Draft:
    """An event as first read, before the document has its say.

    `inferred`: the recipient is only whom a speech act is about. `opposed`: both sides act against the recipient.
    `vague`: its only side is told by no name or role.
    """

    predicate: Predicate
    rule: Rule
    sentence: Sentence
    mode: tuple[str, ...]
    cameo: str
    actors: list[Actor]
    recipients: list[Actor]
    status: str = "occurred"
    victims: Chunk | None = None
    inferred: bool = False
    opposed: bool = False
    vague: bool = False


@dataclass(slots=True)
class _Reading:
    """How a rule reads its predicate: as a passive, with subject and object swapped; the phrases it used up."""

    predicate: Predicate
    rule: Rule
    sentence: Sentence
    passive: bool
    swapped: bool
    verbal: bool
    used: list[Chunk] = field(default_factory=list)
    inferred: bool = False


class NearMiss(NamedTuple):
    """A rule whose word was there but which did not fire, and why."""

    predicate: Predicate
    rule: Rule
    why: str


def _in_order(predicate: Predicate) -> Sequence[Rule]:
    """The rules as they are to be tried: «اشتبك الجيش مع مسلحين في ...» names both sides, wherever it was."""
    if "مع" in predicate.slots and predicate.rules[0].event == "ASSAULT":
        return sorted(predicate.rules, key=lambda rule: not rule.frame.mutual)
    if "بين" not in predicate.slots:
        return predicate.rules
    return sorted(predicate.rules, key=lambda rule: not rule.frame.mutual)


class FrameReader:
    """Fits rules to predicates."""

    def __init__(self, grammar: Grammar, finder: ActorFinder) -> None:
        self._finder = finder
        self.subjects = Subjects(finder)
        self._slots = SlotReader(grammar, finder, self.subjects)
        self._anybody = Anybody(grammar, finder)
        self._doers = Doers(grammar, self.subjects)
        self._trying, self._thwart = grammar["control.attempt"], grammar["thwart"]
        self._thwarted, self._attempts = grammar["thwart"] | grammar["control.fail"], grammar["attempt_nouns"]
        self.near_misses: list[NearMiss] = []
        self._clause_lemmas: dict[int, tuple[list[frozenset[str]], frozenset[str]]] = {}
        self._heads: dict[Chunk, frozenset[str]] = {}
        self._pair: list[Actor] = []

    def read(self, sentence: Sentence) -> list[Draft]:
        """The drafts of a sentence, one a predicate at the most."""
        self.subjects.forget()
        self._clause_lemmas, self._heads = {}, {}
        drafts = []
        for predicate in sentence.predicates:
            draft = self._fit(sentence, predicate)
            if draft is not None:
                drafts.append(draft)
                self._pair = _two_states(draft) or self._pair
        return _without_objects(drafts)

    # -- fitting ------------------------------------------------------------------------------------------------

    def _fit(self, sentence: Sentence, predicate: Predicate) -> Draft | None:
        vague: Draft | None = None
        for rule in _in_order(predicate):
            why = self._mismatch(sentence, predicate, rule)
            if not why:
                draft = self._draft(sentence, predicate, rule)
                why = self._needs(rule, draft)
                if not why and not draft.vague:
                    return draft
                vague = vague or (None if why else draft)
            if why:
                self.near_misses.append(NearMiss(predicate, rule, why))
        return vague

    def _mismatch(self, sentence: Sentence, predicate: Predicate, rule: Rule) -> str:
        """Why the rule's constraints are not met, or ""."""
        verb = predicate.clause.verb
        if predicate.form == "hal" and ("active" not in rule.forms or (verb is not None and BE in verb.lemmas)):
            return "not as a participle"
        if predicate.form == "passive" and rule.forms <= VERBAL and predicate.token.word.article:
            return "those it was done to"
        if _is_somebody(predicate) and rule.forms <= VERBAL:
            return "those who are called so"
        of_another = rule.frame.name == "acts_on" and "object" not in rule.frame.verb["recipient"]
        if of_another and predicate.form == "verb" and predicate.token.word.enclitic:
            return "its object is told"
        if rule.object is not None:
            why = self._object_mismatch(sentence, predicate, rule.object)
            if why:
                return why
        for prep, complement in rule.complements.items():
            chunks = predicate.slots.get(prep, [])
            if not any(self._is_headed(sentence, c, complement.head) for c in chunks):
                return f"no «{prep}» with a word of the rule"
        if rule.words and not self._beside(sentence, predicate, rule.words) and not self._is_tried(predicate, rule):
            return "none of its words in the clause"
        if (
            rule.without
            and self._beside(sentence, predicate, rule.without)
            and _nearby(sentence, predicate, rule.without)
        ):
            return "a word that rules it out"
        return ""

    def _is_tried(self, predicate: Predicate, rule: Rule) -> bool:
        """«حاول مسلحون خطف السفير», «أحبطت محاولة لاغتيال الوزير»: a deed that somebody set about is news by itself."""
        governor = predicate.governor
        if governor is None or predicate.form != "noun" or rule.event != "ASSAULT":
            return False
        verb = predicate.clause.verb
        thwarted = verb is not None and verb.lemmas & self._thwarted and governor.lemmas & self._attempts
        return bool(thwarted or governor.lemmas & self._thwart or governor.word.verb_lemmas & self._trying)

    def _object_mismatch(self, sentence: Sentence, predicate: Predicate, wanted: Complement) -> str:
        chunks = self._object_chunks(predicate)
        for chunk in chunks:
            if wanted.head and not self._is_headed(sentence, chunk, wanted.head):
                continue
            if not wanted.owner:
                return ""
            owned = any(t.word.enclitic for t in sentence.tokens[chunk.first : chunk.last])
            if (wanted.owner == "self" and not owned) or (wanted.owner == "other" and owned):
                continue
            return ""
        return "its object is another"

    def _is_headed(self, sentence: Sentence, chunk: Chunk, heads: frozenset[str]) -> bool:
        """`is_headed`, with the lemmas put together once a sentence: rule after rule asks for the same chunks."""
        lemmas = self._heads.get(chunk)
        if lemmas is None:
            lemmas = self._heads[chunk] = head_lemmas(sentence, chunk)
        return not heads.isdisjoint(lemmas)

    @staticmethod
    def _object_chunks(predicate: Predicate) -> list[Chunk]:
        slots = predicate.slots
        if predicate.form in ("verb", "hal"):
            return slots.get("object") or slots.get("subject") or []
        told = [*slots.get("genitive", [])[:1], *slots.get("done", [])[:1]]
        verb = predicate.clause.verb
        if told and told[0].pronoun and verb is not None and verb.word.verb_lemmas & DONE:
            return predicate.clause.subject  # «مخابئ ... تم تدميرها»
        return told

    def _beside(self, sentence: Sentence, predicate: Predicate, lemmas: frozenset[str]) -> bool:
        """Whether one of the lemmas stands in the predicate's clause, in another word than its own."""
        words, told = self._told(sentence, predicate.clause)
        if lemmas.isdisjoint(told):
            return False
        found = lemmas & told
        own = frozenset[str]() if _within_name(predicate.token) else predicate.token.lemmas
        return not found <= own or any(sum([lemma in word for word in words]) > 1 for lemma in found)

    def _told(self, sentence: Sentence, clause: Clause) -> tuple[list[frozenset[str]], frozenset[str]]:
        """The lemmas of each word of the clause, and of all together; put together once a sentence."""
        known = self._clause_lemmas.get(id(clause))
        if known is None:
            tokens = sentence.tokens[clause.first : _end(sentence, clause)]
            words = [t.lemmas for t in tokens if t.name is None or not _within_name(t)]
            if clause.kind == "rel" and clause.antecedent is not None:
                words.append(sentence.tokens[clause.antecedent.head].lemmas)
            future = "سوف" if clause.verb is not None and clause.verb.word.future else ""
            words += [frozenset({word}) for word in (clause.negator, clause.particle, future) if word]
            known = self._clause_lemmas[id(clause)] = words, frozenset().union(*words)
        return known

    # -- sides --------------------------------------------------------------------------------------------------

    def _draft(self, sentence: Sentence, predicate: Predicate, rule: Rule) -> Draft:
        own = predicate.form == "verb" and bool(rule.size) and self._doers.own_deed(sentence, predicate)
        passive = not own and predicate.form == "verb" and self._is_passive(sentence, predicate, rule)
        own = own and self._is_passive(sentence, predicate, rule)
        swapped = own or (not passive and self._subject_is_object(sentence, predicate, rule))
        reading = _Reading(predicate, rule, sentence, passive, swapped, predicate.form in ("verb", "hal"))
        self._slots.told = []
        actors = self._actors(reading)
        self._slots.told = [] if rule.frame.mutual else actors
        recipients = self._recipients(reading, actors)
        mode, cameo = self._refined(sentence, predicate, rule)
        draft = Draft(predicate, rule, sentence, mode, cameo, actors, recipients, inferred=reading.inferred)
        if rule.frame.mutual:
            self._oppose(draft)
        else:
            draft.recipients = [a for a in recipients if not any(a.start == b.start for b in actors)]
        if rule.event == "ASSAULT" and not draft.actors and not draft.recipients:
            draft.recipients, draft.vague = self._anybody.hit(sentence, predicate, rule), True
        if rule.event == "PROTEST" and not draft.actors and not draft.recipients:
            draft.actors = self._anybody.crowd(predicate, rule, self.subjects.of(sentence, predicate.clause))
        draft.victims = _victims(reading)
        if rule.event == "ASSAULT" and draft.actors and not (draft.recipients or rule.frame.mutual):
            draft.recipients = self._anybody.counted(sentence, draft.victims)
        self._sectors(draft)
        return draft

    def _actors(self, reading: _Reading) -> list[Actor]:
        rule = reading.rule
        found = self._side(reading, "actor")
        if rule.frame.mutual:
            for slot in ("مع", "بين"):
                found.extend(_new(self._read(reading, slot), found))
            if not found and _is_their_tie(reading):
                return list(self._pair)
        if not found and (carrier := self._slots.carrier(reading.sentence, reading.predicate)) is not None:
            found = self.subjects.of(reading.sentence, carrier)
        found = found or self._doers.of(reading.sentence, reading.predicate, rule)
        if not found and rule.frame.name == "breaks_with" and "actor" not in rule.needs and not reading.verbal:
            found = self._whose_step(replace(reading, used=[]))
        return found if reading.verbal else self._met(reading.sentence, reading.predicate, rule, found)

    def _whose_step(self, reading: _Reading) -> list[Actor]:
        """«قالت الرياض إن قطع العلاقات مع طهران خطوة أولى»: whoever speaks of it, where nobody is told, took it."""
        clause = reading.predicate.clause
        speakers = self._slots.read(reading.sentence, reading.predicate, reading.rule, "speaker", False, [])
        other = {a.code for a in self._side(reading, "recipient")}
        if clause.kind != "comp" or not other:
            return []
        return speakers if all(a.sector == "GOV" and a.code not in other for a in speakers) else []

    def _recipients(self, reading: _Reading, actors: list[Actor]) -> list[Actor]:
        rule = reading.rule
        found = self._side(reading, "recipient")
        if rule.event == "ACCUSE":
            found = [a for a in found if not _is_own_state(a, actors)]
        sentence, predicate = reading.sentence, reading.predicate
        if found:
            theirs = rule.event == "ACCUSE" and all(_is_of(a, actors) for a in found)
            return (self._in_content(sentence, predicate, actors) if theirs else []) or found
        if not rule.frame.mutual and self._slots.two_nouns(sentence, predicate, rule):
            found = self._read(reading, "ل")
        if not found and "visit" in rule.mode and not reading.verbal:
            found = self._visited(reading)
        if not found and not rule.frame.mutual and rule.event in SPOKEN and not rule.frame.spoken:
            found = self._in_content(sentence, predicate, actors)
            reading.inferred = bool(found)
        return found

    def _side(self, reading: _Reading, side: str) -> list[Actor]:
        """Who stands in the slots of a side: in all of them where it is mutual, else in the first that is filled."""
        frame = reading.rule.frame
        found: list[Actor] = []
        for slot in (frame.verb if reading.verbal else frame.noun)[side]:
            if slot in ("around", "governor") and len({a.code for a in found}) > 1:
                continue
            read = self._read(reading, slot)
            if read:
                found.extend(_new(read, found))
                if not frame.mutual:
                    break
        return found

    def _read(self, reading: _Reading, slot: str) -> list[Actor]:
        sentence, predicate, rule = reading.sentence, reading.predicate, reading.rule
        if reading.swapped and slot in ("subject", "object"):
            return self._swapped(sentence, predicate, slot)
        return self._slots.read(sentence, predicate, rule, slot, reading.passive, reading.used)

    def _oppose(self, draft: Draft) -> None:
        """«مناورات مشتركة ... ضد»: whom both sides act against."""
        against = draft.predicate.slots.get("ضد")
        if not against:
            return
        draft.recipients = self.subjects.named(draft.sentence, against)
        draft.actors = _new(draft.actors, draft.recipients)
        draft.opposed = bool(draft.recipients)

    def _subject_is_object(self, sentence: Sentence, predicate: Predicate, rule: Rule) -> bool:
        """«واتهم الرئيس السابق بأنه ...»: a verb that must have an object, joined to what was told, with one noun."""
        verb, subject = predicate.token, predicate.slots.get("subject") or []
        if predicate.form != "verb" or rule.frame.name != "acts_on" or rule.event not in ("ACCUSE", "SUPPORT"):
            return False
        if predicate.slots.get("object") or not subject or subject[0].first < verb.i or rule.object is not None:
            return False
        if any(predicate.slots.get(slot) for slot in rule.frame.verb["recipient"] if slot != "object"):
            return False  # «ونددت الحركة بالخطوة»
        before = sentence.tokens[verb.i - 1] if verb.i else None
        joined = bool(verb.word.conj) or (before is not None and before.pos == "PART")
        return joined and bool(self.subjects.before(sentence, predicate.clause))

    def _swapped(self, sentence: Sentence, predicate: Predicate, slot: str) -> list[Actor]:
        if slot == "subject":
            if predicate.clause.kind == "comp":
                return self.subjects.implied(sentence, predicate.clause)
            return self.subjects.before(sentence, predicate.clause)
        return self.subjects.named(sentence, predicate.slots.get("subject", ()))

    def _in_content(self, sentence: Sentence, predicate: Predicate, actors: list[Actor]) -> list[Actor]:
        """Whom the words of a speech act are about: the first other state or body named after it."""
        at = predicate.token.i
        found: list[Actor] = []
        found_with = ""
        for chunk in sentence.chunks:
            if found and not (chunk.conj and chunk.prep in ("", found_with)):
                return found
            if chunk.first <= at or chunk.time or chunk.pronoun or chunk.prep in OUTSIDE:
                continue
            if chunk.first > at + CONTENT_REACH:
                break
            clause = chunk.clause
            if clause is not None and clause is not predicate.clause and _stands_alone(clause):
                break
            named = [a for a in self._finder.resolve(sentence, chunk) if a.code and a.kind not in ("outlet", "both")]
            if named and all(_may_accuse(b, a) for a in named for b in actors):
                found += _new(named, found)
                found_with = chunk.prep if not chunk.conj else found_with
        return found

    def _met(self, sentence: Sentence, predicate: Predicate, rule: Rule, found: list[Actor]) -> list[Actor]:
        """Who visits or meets is often told only by the verb around («أجرى محادثات مع», «قال خلال زيارة»)."""
        slots = predicate.slots
        if rule.frame.mutual:
            demonyms = any(t.word.nisba is not None for t in predicate.adjectives)
            if slots.get("بين") or demonyms or (slots.get("genitive") and len(found) > 1):
                return found
        elif found or rule.event != "CONSULT":
            return found
        if tells_harm(predicate, rule):
            return found
        more = self._slots.governor(sentence, predicate) or self._slots.around(sentence, predicate)
        if more and "phone" in rule.mode:  # «أبلغ الرئيس نظيره في اتصال هاتفي»
            more = [*more, *self.subjects.named(sentence, predicate.clause.object)]
        return [*_new(more, found), *found]

    def _visited(self, reading: _Reading) -> list[Actor]:
        for slot in ("done", "الي", "ل.place", "genitive.place"):
            if found := self._read(reading, slot):
                return found
        return []

    def _is_passive(self, sentence: Sentence, predicate: Predicate, rule: Rule) -> bool:
        """Unvowelled passives: a transitive verb with an indefinite or counted subject and no object."""
        verb = predicate.token.word.verb
        subject = predicate.slots.get("subject") or []
        if verb is None or not rule.frame.transitive:
            return False
        if not subject or predicate.slots.get("object"):
            return False
        if verb.voice == "passive" or predicate.slots.get("agent"):
            return True
        if rule.object is not None and is_headed(sentence, subject[0], rule.object.head):
            return True
        if subject[0].pronoun:
            return False
        if subject[0].first < predicate.token.i:
            return bool(rule.size) or self._are_victims(sentence, subject, rule)
        head = sentence.tokens[subject[0].head]
        first = sentence.tokens[subject[0].first]
        if first.pos == "NUM":
            return not counts_deeds(sentence, subject[0], rule)
        if rule.frame.name != "acts_on":
            return False
        return bool(rule.size) and not head.word.article and (head.name is None or head.name.of("role") is not None)

    def _are_victims(self, sentence: Sentence, subject: list[Chunk], rule: Rule) -> bool:
        """«الرهائن الذين خطفوا», «صحافيون اعتقلوا أمس»: people without arms whom no object stands beside."""
        if rule.event not in ("ASSAULT", "COERCE") or rule.frame.verb["recipient"][:1] != ("object",):
            return False
        named = self.subjects.named(sentence, subject)
        return bool(named) and all(a.sector in UNARMED for a in named)

    # -- codes --------------------------------------------------------------------------------------------------

    def _refined(self, sentence: Sentence, predicate: Predicate, rule: Rule) -> tuple[tuple[str, ...], str]:
        if not rule.refine:
            return rule.mode, rule.cameo
        near = self._near(sentence, predicate)
        if rule.event == "ASSAULT":
            near |= self._arm(sentence, predicate)
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

    @staticmethod
    def _arm(sentence: Sentence, predicate: Predicate) -> frozenset[str]:
        """The lemmas of the doer's phrase: «تمكنت المدفعية من تدمير ...», «سيارة مفخخة استهدفت ...»."""
        clause = predicate.clause
        if clause.verb is None or clause.verb not in (predicate.token, predicate.governor):
            return frozenset()
        return frozenset().union(*(t.lemmas for c in clause.subject for t in sentence.tokens[c.first : c.last]))

    def _sectors(self, draft: Draft) -> None:
        """Give bare demonyms the sector that the deed implies: raids are the army's, protests the people's."""
        event = draft.rule.event
        for i, actor in enumerate(draft.actors):
            told_by_deed = event in MILITARY_TYPES and _is_told_by_demonym(draft.sentence, actor)
            if (actor.kind == "adjective" or told_by_deed) and actor.sector == "GOV":
                sector = "MIL" if event in MILITARY_TYPES else "CVL" if event == "PROTEST" else "GOV"
                draft.actors[i] = _as(actor, sector)
            if "suicide-attack" in draft.mode and actor.sector == "CVL":
                draft.actors[i] = _as(actor, "REB")
            if "aerial" in draft.mode and actor.kind in PLACE_KINDS and actor.sector == "GOV":
                draft.actors[i] = _as(actor, "MIL")
            if event == "PROTEST" and actor.kind in PLACE_KINDS:
                draft.actors[i] = _as(actor, "CVL")
            elif actor.kind == "place":
                draft.actors[i] = _as(actor, "GOV")
        for i, actor in enumerate(draft.recipients):
            if event == "ASSAULT" and actor.kind in PLACE_KINDS and actor.sector == "GOV":
                draft.recipients[i] = _as(actor, "CVL")
            elif _is_state(draft, actor):
                draft.recipients[i] = _as(actor, "GOV")

    @staticmethod
    def _needs(rule: Rule, draft: Draft) -> str:
        sides = {"actor": draft.actors, "recipient": draft.recipients}
        for need, side in sides.items():
            if need in rule.needs and not side:
                return f"no {need} found"
        if not draft.actors and not draft.recipients:
            return "no side found"
        accused = rule.event == "ACCUSE" and draft.predicate.form == "passive"
        if accused and draft.predicate.token.word.article and not draft.actors:
            return "those it was done to"
        negated = draft.predicate.clause.negator and not is_verbal_noun(draft.predicate)
        if "visit" in rule.mode and draft.actors and all(a.sector in TRAVELLERS for a in draft.actors):
            return "nobody of rank travels"
        if rule.frame.spoken and (negated or _of_themselves(draft)):
            return "not said of another"
        if all(a.kind in ("place", "outlet") for a in (*draft.actors, *draft.recipients)) and not draft.recipients:
            return "only a place found"
        return ""


def _two_states(draft: Draft) -> list[Actor]:
    """The states of an event between two of them, [] of any other."""
    sides = [a for a in (*draft.actors, *draft.recipients) if a.sector == "GOV" and a.code]
    return sides if len({a.code for a in sides}) == PAIR == len(sides) else []


def _is_their_tie(reading: _Reading) -> bool:
    """«لكن المصالحة انهارت»: the ties that break are those of the two states told of before."""
    if not reading.verbal or reading.rule.event != "SANCTION" or reading.rule.object is None:
        return False
    subject = reading.predicate.slots.get("subject") or []
    tie = reading.sentence.tokens[subject[0].head] if subject and not subject[0].pronoun else None
    return tie is not None and tie.word.article and subject[0].last == tie.i + 1


def _is_somebody(predicate: Predicate) -> bool:
    """«ثلاثة متهمين»: an indefinite noun for people, not the deed that its verb tells."""
    token = predicate.token
    role = token.name.of("role") if token.name is not None else None
    return predicate.form == "noun" and role is not None and not token.word.article


def _is_own_state(actor: Actor, accusing: Sequence[Actor]) -> bool:
    """«انتقد الوزير العقوبات على بلاده»: no government accuses the state that it speaks for."""
    own = actor.kind == "country" and bool(actor.code) and bool(accusing)
    return own and all(a.code == actor.code and a.sector == actor.sector == "GOV" for a in accusing)


def _is_of(actor: Actor, speakers: Sequence[Actor]) -> bool:
    """«قلق واشنطن على مواطنيها المحتجزين في ...»: people of the speakers' own, not whom they speak against."""
    return actor.sector in UNARMED and any(actor.code == a.code for a in speakers)


def _of_themselves(draft: Draft) -> bool:
    """Whether the speaker speaks of his own side."""
    return any(a.same(b) for a in draft.actors for b in draft.recipients)


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


def _nearby(sentence: Sentence, predicate: Predicate, lemmas: frozenset[str]) -> bool:
    """Whether one of the lemmas stands close to the predicate; far off in the clause it belongs to something else."""
    at, clause = predicate.token.i, predicate.clause
    if clause.negator in lemmas or clause.particle in lemmas:
        return True
    first, last = max(clause.first, at - CLOSE), min(clause.last or len(sentence.tokens), at + CLOSE + 1)
    words = (t for t in sentence.tokens[first:last] if t.i != at and not _within_name(t))
    return any(not lemmas.isdisjoint(t.lemmas) for t in words)


def _within_name(token: Token) -> bool:
    """Words of a name do not count as words of the clause, but what a long name begins with («دولة فلسطين») does."""
    name = token.name
    if name is None or not name.of("person", "organisation", "country"):
        return False
    return name.last - name.first == 1 or token.i > name.first


def _is_told_by_demonym(sentence: Sentence, actor: Actor) -> bool:
    """«استهدفت الغارات التركية ...»: the doer is told by what was done and the adjective of the state alone."""
    if actor.kind != "country":
        return False
    words = [t for t in sentence.tokens if actor.start <= t.start < actor.end]
    named = any(t.name is not None and t.name.of("country", "metonym") is not None for t in words)
    return not named and bool(words) and words[0].word.nisba is None and any(t.word.nisba is not None for t in words)


def _is_state(draft: Draft, actor: Actor) -> bool:
    """Places and forces stand for their state where words or ties are concerned, not blows."""
    if draft.rule.frame.name == "breaks_with" and actor.sector in ("MIL", "COP", "SPY"):
        return True
    return draft.rule.event not in ("ASSAULT", "COERCE") and actor.kind == "place"


def _as(actor: Actor, sector: str) -> Actor:
    """The actor in this sector alone."""
    return actor.but(sector=sector, sectors=(sector,))


def _victims(reading: _Reading) -> Chunk | None:
    """The phrase that tells who is done to, whose number may be the toll."""
    slots = reading.predicate.slots
    if (reading.passive or reading.swapped) and slots.get("subject"):
        return slots["subject"][0]
    told = slots.get("object" if reading.verbal else "genitive")
    return told[0] if told else None


def _may_accuse(speaker: Actor, other: Actor) -> bool:
    """Whether the words can be about the other: of another state, or rebels of one's own."""
    return speaker.code != other.code or (other.sector in REBELS and speaker.sector not in REBELS)


def _end(sentence: Sentence, clause: Clause) -> int:
    """Where the words of a clause end; «وصفها بأنها دولة إرهابية» goes on behind «بأنها»."""
    last = clause.last or len(sentence.tokens)
    for other in sentence.clauses:
        if other.parent is clause and other.kind == "comp" and other.verb is None and other.first == last:
            return (other.last or len(sentence.tokens)) if sentence.tokens[last].word.prep == "ب" else last
    return last


def _stands_alone(clause: Clause) -> bool:
    """Whether a clause with a verb of its own is joined to the one before, under no verb of speech, or tells «فيما»."""
    if clause.verb is None or clause.governor is not None:
        return False
    return clause.kind == "coord" or (clause.kind == "adv" and clause.connector in MEANWHILE)


def _new(more: Iterable[Actor], found: list[Actor]) -> list[Actor]:
    return [a for a in more if not any(_repeats(a, b) for b in found)]


def _repeats(actor: Actor, told: Actor) -> bool:
    """Whether a later slot names the same side again («اجتماع الوزيرين ... بين البلدين»)."""
    return actor.code == told.code and (actor.code is not None or actor.sector == told.sector)
