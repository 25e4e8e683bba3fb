"""Told as news, or only referred to? Violence and protest are mentioned far more often than they are reported.

An event is reported by a past verb of the sentence or of what somebody is quoted as saying, by a toll («مقتل سبعة»),
by a noun that a verb of happening or doing carries («وقع انفجار», «تجددت المظاهرات», «قاموا بخطف»), by an indefinite
subject («خرجت مظاهرة») or an indefinite noun with a clause of its own («هجوم استهدف ...»). Relative clauses («الذي
اغتالته»), topics («تحقيق في مقتل», «بعد الاغتيالات») and habits («يقتل») only refer to one: they are coded when they
say who did it to whom, definite ones when they say the date too. Questions, conditions, purposes, charges never are.
"""

from __future__ import annotations

from waqai.extract.anybody import FOLLOWED
from waqai.extract.frames import Draft
from waqai.extract.sentence import Clause, Predicate, Sentence, Token
from waqai.packs.rules import Grammar

MENTIONED = frozenset({"ASSAULT", "PROTEST"})
UNREAL = frozenset({"اذا", "لو", "كي", "لكي", "كلما", "ريثما", "الا"})
"""Subordinators of what did not happen at one time: conditions, purposes, habits."""
CONSEQUENCE = frozenset({"ما", "مما"})
"""Relatives that go on telling («، مما أسفر عن ...»)."""
CONTINUING = frozenset({"امر", "شيء", "وقت", "حين", "مره"})
"""Nouns before «الذي» that make a relative clause go on telling («الأمر الذي», «المرة الثانية التي»)."""
COMPLEMENT = frozenset({"", "عن", "الي", "في"})
"""How a noun depends on the verb that carries it: bare, «أسفر عن», «أدى إلى», «تسبب في»."""
HAPPENING = frozenset(
    "تجدد تواصل استمر تصاعد انفجر عم امتد توسع اتسع هز بدا عاد طال طاول استهدف رافق اعقب تلا تخلل "
    "نصب نفذ شن ارتكب واصل".split()
)
"""Verbs that carry a definite noun too: as what happens («تجددت المظاهرات») or is done («نفذوا الهجوم»)."""
LIGHT = frozenset({"قام", "اقدم", "تمثل", "لجا", "بادر", "سارع", "تسبب", "عمد", "نجح", "تمكن", "رد", "ورد"})
"""Verbs of doing with a preposition («قام مسلحون بخطف ...», «نجح في قتل ...»)."""
CASUALTY = frozenset({"قتل", "جرح", "اصاب", "استشهد", "اغتال", "توفي", "فقد", "نجا", "لقي", "دمر"})
"""Verbs of what a deed did to people («قتل خمسة في هجوم»)."""
CHARGES = frozenset({"اتهم", "تهمه", "اتهام"})
"""Words whose content is alleged only."""
SUSPECT = frozenset({"اشتبه", "اعتقد", "ظن"})
AS_LONG = "دام"
"""«ما دام ...»: what is taken for granted."""
ANNIVERSARY = "ذكري"
MEMORY = 12
"""How many words after «ذكرى» what is remembered may be told."""
FRONTED = frozenset({"عندما", "حين", "حينما", "بعدما", "منذ"})
"""Subordinators that presuppose what they tell when they open the sentence."""
AFTER = frozenset({"بعد", "منذ", "الي", "حتي", "ما", "عقب", '"', ":"})
"""Words before «أن» that let a verb in the perfect follow it."""
ORGANISING = "تنظيم"
DETAILS = frozenset({"riot", "vandalize"})
"""Modes of what a crowd does in the course of its protest."""
SEEING = frozenset({"شاهد", "ابصر", "لاحظ"})
CROWD = frozenset({"متظاهر", "محتج", "معتصم"})
MEANS = frozenset({"في", "ب", "جراء", "نتيجه", "خلال", "اثر", "بفعل"})
"""Prepositions between a casualty and the deed («قتل خمسة في هجوم»)."""


class NewsReader:
    """Decides whether a draft is reported."""

    def __init__(self, grammar: Grammar) -> None:
        self._happening = grammar["existential"] | HAPPENING
        self._carrying = self._happening | grammar["outcome"] | grammar["report"] | grammar["control.do"]
        self._continue = grammar["continue"]
        self._report = grammar["report"]
        self._casualty = grammar["outcome"] | CASUALTY
        self._attempts = grammar["attempt_nouns"] | grammar["control.attempt"]
        self._thwart = grammar["thwart"]
        self._preventing = grammar["control.prevent"] | grammar["prevent_nouns"] | grammar["control.fail"]
        self._intending = grammar["control.intend"] | grammar["intent_nouns"]

    def is_reported(self, sentence: Sentence, draft: Draft) -> bool:
        """Whether the sentence itself reports the event; always so for types that are seldom mere mentions."""
        if draft.rule.event not in MENTIONED or draft.status in ("negated", "hypothetical"):
            return True
        if _asks(sentence) or _is_remembered(sentence, draft.predicate):
            return False
        if not _is_asserted(sentence, draft.predicate):
            return False
        if draft.predicate.form == "verb":
            return self._verb_reports(sentence, draft)
        return draft.status != "future" and self._noun_reports(sentence, draft)

    def says_enough(self, draft: Draft) -> bool:
        """Whether a mere mention tells both sides in its own words; a definite one also when it was."""
        sentence, predicate = draft.sentence, draft.predicate
        if draft.status == "foiled":
            return bool(draft.recipients or draft.actors) and self._is_attempt(sentence, predicate)
        if _asks(sentence) or not _is_real(predicate.clause) or draft.status == "future":
            return False
        if _is_remembered(sentence, predicate):
            return False
        if not _has_both_sides(draft):
            return False
        if predicate.form == "verb":
            if _is_asserted(sentence, predicate):
                return _is_past(predicate.token) or not predicate.clause.auxiliaries
            return _is_past(predicate.token) and _is_dated(sentence, predicate)
        if self._is_ahead(sentence, predicate):
            return False
        definite = predicate.token.word.article or predicate.token.word.enclitic or _is_topic(predicate)
        return not definite or _is_dated(sentence, predicate)

    def _is_attempt(self, sentence: Sentence, predicate: Predicate) -> bool:
        """«حاول مسلحون خطف ...», or «محاولة لاستهداف ...» of which the sentence says that somebody foiled it."""
        governor = predicate.governor
        if governor is None:
            return False
        if governor.lemmas & self._thwart:
            return governor.pos == "N" or _is_past(governor)
        if not governor.lemmas & self._attempts:
            return False
        if governor.pos == "V":
            return _is_past(governor) and _is_asserted(sentence, predicate)
        prevented = (t.i for t in sentence.tokens if t.lemmas & self._preventing)
        return any(i == 0 or sentence.tokens[i - 1].pos != "NEG" for i in prevented)

    def _is_ahead(self, sentence: Sentence, predicate: Predicate) -> bool:
        """Planned or imagined: «تدرس شن غارة», «ضربة تقوم بها ...»."""
        verb = predicate.clause.verb
        if verb is not None and not _is_past(verb) and verb.word.verb_lemmas & self._intending:
            return True
        own = _own_clause(sentence, predicate)
        return own is not None and own.verb is not None and not _is_past(own.verb)

    @staticmethod
    def _verb_reports(sentence: Sentence, draft: Draft) -> bool:
        """The perfect reports; the imperfect does in headlines, with a toll, and of crowds («يعتصم الآلاف»)."""
        if _is_detail(sentence, draft) or _is_at_crowd(sentence, draft):
            return False
        if _is_past(draft.predicate.token) or sentence.index < 0 or _is_seen(draft.predicate.clause):
            return True
        if draft.status == "future":
            return False
        return draft.rule.event == "PROTEST" or _is_counted(sentence, draft)

    def _noun_reports(self, sentence: Sentence, draft: Draft) -> bool:
        predicate = draft.predicate
        if sentence.index < 0:
            return True
        if _is_prepared(sentence, predicate):
            return False
        if draft.rule.frame.noun["actor"][:1] == ("self",):
            return _is_crowd(sentence, predicate)
        carrier = self._carrier(predicate)
        if predicate.token.word.article:
            doing = LIGHT if predicate.chunk is not None and predicate.chunk.prep == "ب" else self._happening
            return carrier is not None and bool(carrier.word.verb_lemmas & doing)
        if _is_new(sentence, predicate) or _is_cause(draft):
            return True
        clause = _own_clause(sentence, predicate)
        own = clause is not None and _goes_on_telling(sentence, clause)
        counted = bool(draft.rule.size) and _is_counted(sentence, draft) and not _is_topic(predicate)
        return carrier is not None or counted or _leads(sentence, predicate) or own

    def _carrier(self, predicate: Predicate) -> Token | None:
        """The verb that says no more than that the deed was done or what came of it."""
        chunk, verb = predicate.chunk, predicate.clause.verb
        if chunk is None or verb is None or not (_is_past(verb) or verb.word.verb_lemmas & self._continue):
            return None
        if verb.word.verb_lemmas & LIGHT and verb.i < chunk.first and (chunk.prep == "ب" or predicate.governor is verb):
            return verb
        if chunk.prep in MEANS and verb.word.verb_lemmas & self._casualty and verb.i < chunk.first:
            return verb
        if chunk.prep == "ب" and predicate.governor is verb and verb.word.verb_lemmas & self._report:
            return verb
        if (chunk.prep and predicate.governor is not verb) or chunk.prep not in COMPLEMENT:
            return None
        if verb.i > chunk.first and not any(chunk is c for c in predicate.clause.subject):
            return None
        return verb if verb.word.verb_lemmas & self._carrying else None


def _is_past(token: Token) -> bool:
    verb = token.word.verb
    return verb is not None and verb.aspect == "perfect"


def _is_dated(sentence: Sentence, predicate: Predicate) -> bool:
    """Whether the clause of the deed has a date of its own."""
    clause = predicate.clause
    return any(t.time is not None for t in sentence.tokens[predicate.token.i : clause.last])


def _is_subject(predicate: Predicate) -> bool:
    """Subject of a verb in the past."""
    clause = predicate.clause
    return clause.verb is not None and _is_past(clause.verb) and any(predicate.chunk is c for c in clause.subject)


def _is_new(sentence: Sentence, predicate: Predicate) -> bool:
    """An indefinite subject brings something new («خرجت مظاهرة», «هز انفجار ...»)."""
    owners = predicate.slots.get("genitive", ())
    definite = predicate.token.word.enclitic or any(c.pronoun or _is_definite(sentence.tokens[c.head]) for c in owners)
    return not definite and _is_subject(predicate)


def _is_cause(draft: Draft) -> bool:
    """«استقال إثر احتجاجات», «أقر البرلمان القانون وسط مظاهرات»: protests that something else followed or went with."""
    predicate = draft.predicate
    told = draft.rule.event == "PROTEST" and predicate.chunk is not None and predicate.chunk.prep in FOLLOWED
    verb = predicate.clause.verb
    return told and verb is not None and _is_past(verb)


def _is_definite(token: Token) -> bool:
    return token.word.article or bool(token.word.enclitic) or (token.name is not None and not token.name.of("role"))


def _is_crowd(sentence: Sentence, predicate: Predicate) -> bool:
    """«خرج متظاهرون», «توجه آلاف المتظاهرين»: a new crowd that does something, not «المتظاهرون» of before."""
    chunk, clause = predicate.chunk, predicate.clause
    if chunk is None or clause.verb is None or not _is_past(clause.verb):
        return False
    first = chunk.first - 2 if chunk.prep == "من" and chunk.first > 1 else chunk.first
    if sentence.tokens[first].pos == "NUM":
        return all(c.first <= first < c.last for c in clause.subject) or _is_subject(predicate)
    return not predicate.token.word.article and _is_subject(predicate)


def _is_detail(sentence: Sentence, draft: Draft) -> bool:
    """«وأحرق المتظاهرون سيارات»: what the protesters told of before did besides."""
    if draft.rule.event != "PROTEST" or not DETAILS & set(draft.mode):
        return False
    subject = draft.predicate.clause.subject
    return bool(subject) and all(sentence.tokens[c.first].word.article for c in subject)


def _is_at_crowd(sentence: Sentence, draft: Draft) -> bool:
    """«يرشقون المتظاهرين بالحجارة»: what is done to a crowd is not its protest."""
    if draft.rule.event != "PROTEST":
        return False
    return any(sentence.tokens[c.head].lemmas & CROWD for c in draft.predicate.clause.object if not c.pronoun)


def _has_both_sides(draft: Draft) -> bool:
    """Doer and victim, two of them of a known country."""
    coded = [a for a in (*draft.actors, *draft.recipients) if a.code]
    return bool(draft.actors and draft.recipients) and len(coded) > 1


def _asks(sentence: Sentence) -> bool:
    """A question tells nothing."""
    ends = any(t.word.form in ("؟", "?") for t in sentence.tokens[-2:])
    return ends or any(t.word.form in ("هل", "فهل", "وهل") for t in sentence.tokens)


def _is_remembered(sentence: Sentence, predicate: Predicate) -> bool:
    """«في الذكرى الثانية لاغتيال ... بتفجير استهدف ...»: what is commemorated, and all that is told of it after."""
    at = predicate.token.i
    return any(ANNIVERSARY in t.lemmas for t in sentence.tokens[max(at - MEMORY, 0) : at])


def _is_real(clause: Clause) -> bool:
    """Not in a condition, a purpose or a charge."""
    at: Clause | None = clause
    while at is not None:
        if at.kind == "adv" and at.connector.removeprefix("و") in UNREAL:
            return False
        if at.verb is not None and at.verb.word.verb_lemmas & CHARGES:
            return False
        if at.verb is not None and at.kind == "main" and at.verb.word.verb_lemmas & SUSPECT:
            return False
        if at.kind == "adv" and any(AS_LONG in v.word.verb_lemmas for v in (at.verb, *at.auxiliaries) if v is not None):
            return False
        at = at.parent
    return True


def _is_asserted(sentence: Sentence, predicate: Predicate) -> bool:
    """Told as real, and not presupposed: in a relative clause with «الذي», in «عندما ...» before the main clause."""
    at: Clause | None = predicate.clause
    if not _is_real(predicate.clause) or _may_be_masdar(sentence, predicate):
        return False
    while at is not None:
        if at.kind == "rel" and not _goes_on_telling(sentence, at):
            return False
        if at.kind == "adv" and at.connector in FRONTED and at.connector_at <= 1:
            return False
        at = at.inherits if at.kind == "coord" and not _apart(sentence, at) else at.parent
    return True


def _apart(sentence: Sentence, clause: Clause) -> bool:
    """Whether a joined clause stands after a comma: it goes on from the main clause then."""
    before = sentence.tokens[clause.first - 1] if clause.first else None
    return before is None or before.pos == "PUNCT"


def _may_be_masdar(sentence: Sentence, predicate: Predicate) -> bool:
    """«مهاجم خطف طائرة», «رغم أن قتل الصحافية»: a noun stands there as well as a verb."""
    clause, token = predicate.clause, predicate.token
    if predicate.form != "verb" or not any(r.pos == "masdar" for r in token.word.readings):
        return False
    if clause.kind == "rel" and not clause.connector:
        return True
    at = clause.connector_at
    if clause.kind != "comp" or token.i != at + 1 or at < 1 or not sentence.tokens[at].word.form.endswith("ان"):
        return False
    return sentence.tokens[at - 1].word.stem not in AFTER


def _goes_on_telling(sentence: Sentence, clause: Clause) -> bool:
    if clause.connector.removeprefix("و") in CONSEQUENCE:
        return True
    if not clause.connector:
        return clause.verb is not None and (_is_past(clause.verb) or _is_seen(clause))
    before = sentence.tokens[clause.connector_at - 1] if clause.connector_at > 0 else None
    return before is not None and bool(before.word.lemmas & CONTINUING)


def _is_seen(clause: Clause) -> bool:
    """«شاهد مسلحين | يطلقون النار»: what somebody saw others do."""
    outer = clause.parent.verb if clause.kind == "rel" and not clause.connector and clause.parent is not None else None
    return outer is not None and _is_past(outer) and bool(outer.word.verb_lemmas & SEEING)


def _is_counted(sentence: Sentence, draft: Draft) -> bool:
    """A toll: victims told by an indefinite number."""
    victims = draft.victims
    if victims is None or victims.pronoun:
        return False
    first = sentence.tokens[victims.first]
    return (first.pos == "NUM" or sentence.tokens[victims.head].pos == "NUM") and not first.word.article


def _is_prepared(sentence: Sentence, predicate: Predicate) -> bool:
    """«أعلنوا تنظيم مظاهرة», «سمحت بتنظيم مسيرة»: it was announced or allowed; more is not told."""
    governor = predicate.governor
    if governor is None or ORGANISING not in governor.lemmas or governor.pos != "N":
        return False
    verb = predicate.clause.verb
    return verb is None or not verb.lemmas & LIGHT


def _is_topic(predicate: Predicate) -> bool:
    """What a noun is about («الحق في قتل», «مسؤوليته عن مقتل»), but not what was begun («قيام الجيش بقصف»)."""
    governor = predicate.governor
    if governor is not None and governor.lemmas & LIGHT:
        return False
    return governor is not None and governor.pos == "N" and predicate.governed_as in ("في", "عن", "ب", "علي", "ل")


def _leads(sentence: Sentence, predicate: Predicate) -> bool:
    """The deed begins a sentence without a verb in the past, as in headlines and chronicles («20 يونيو: تفجير ...»)."""
    chunk, verb = predicate.chunk, predicate.clause.verb
    if chunk is None or (verb is not None and _is_past(verb)):
        return False
    return all(t.time is not None or not t.text.strip("ـ").isalpha() for t in sentence.tokens[: chunk.first])


def _own_clause(sentence: Sentence, predicate: Predicate) -> Clause | None:
    """The clause of an indefinite noun («غارة شنتها ...», «انفجار وقع ...»)."""
    for clause in sentence.clauses:
        if clause.kind == "rel" and not clause.connector and clause.antecedent is predicate.chunk:
            return clause
    return None
