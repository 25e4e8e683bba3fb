"""Did it happen? The status of a deed in the scope of its own clause, and what is no event at all.

A deed that is only asked for, threatened or promised is the content of a speech act, which is the event; a purpose
is no event. Plans are `future`, denials and «لم» `negated`, attempts and prevention `foiled`, conditions
and fears `hypothetical`.
"""

from __future__ import annotations

from collections.abc import Sequence

from waqai.extract.frames import Draft
from waqai.extract.sentence import Clause, Predicate, Sentence, Token
from waqai.extract.tagging import CLOSING
from waqai.packs.rules import Grammar

TEMPORAL = frozenset(
    {
        "خلال",
        "اثناء",
        "بعد",
        "قبل",
        "عقب",
        "اثر",
        "منذ",
        "لدي",
        "بسبب",
        "في",
        "after",
        "because",
        "margin",
        "frame",
        "عند",
        "مع",
        "نتيجه",
        "وسط",
        "رغم",
        "غداه",
        "عشيه",
        "according",
    }
)
EXISTENCE = "وجود"
PURPOSE_CONNECTORS = frozenset({"كي", "لكي", "ريثما"})
TRUTH = frozenset({"صحه", "اساس"})
"""«لا صحة لـ», «لا أساس لـ»: what follows is denied."""
UNTRUE = 8
"""So many words after it («لا صحة لما نشرته صحيفة أمس عن ...»)."""
TOLD = frozenset({"صحه", "تقرير", "خبر", "نبا", "معلومه", "زعم", "ادعاء", "شايعه", "مزاعم", "تسريب"})
"""What is denied in place of the deed it tells («نفت صحة تقارير عن تزويد ...»)."""

PLANNED = frozenset({"ASSAULT", "COERCE"})
"""Types of which a noun that tells only a plan («استعدادا لاقتحام») is no event."""
OR = frozenset({"او", "ام"})
DECIDE = "قرر"
RELATIVES = frozenset({"الذي", "التي", "الذين"})
MEANS = "عني"
CAUSING = frozenset("ادي سبب تسبب منع اتاح فتح مهد جعل قاد دفع عزز اضر الحق اثر افقد كلف عرض اشعل زاد قوض".split())
"""Verbs of what would follow from a deed («سيؤدي إلى»)."""
TODAY = frozenset({"اليوم", "الان", "حاليا"})
LASTING = frozenset({"CONSULT", "AID", "COERCE", "MOBILIZE", "COOPERATE", "PROTEST", "SANCTION"})


class StatusReader:
    """Gives drafts their status; drops those that are no events."""

    def __init__(self, grammar: Grammar) -> None:
        self._g = grammar
        self._statuses = [
            ("negated", grammar["control.deny"] | grammar["deny_nouns"]),
            (
                "foiled",
                grammar["control.prevent"]
                | grammar["prevent_nouns"]
                | grammar["control.attempt"]
                | grammar["attempt_nouns"],
            ),
            ("hypothetical", grammar["control.fear"] | grammar["fear_nouns"]),
            ("future", grammar["control.intend"] | grammar["intent_nouns"]),
        ]
        self._doing = grammar["control.do"] | grammar["existential"] | {EXISTENCE}
        self._continue = grammar["continue"]
        self._governing = (
            self._doing | grammar["control.intend"] | grammar["control.attempt"] | grammar["control.deny"]
            | grammar["control.prevent"] | grammar["control.fear"] | grammar["control.fail"]
        )  # fmt: skip
        self._futures, self._maybes = grammar["modal.future"], grammar["modal.hypothetical"]
        self._duties, self._conditionals = grammar["modal.duty"], grammar["conditionals"]

    def apply(self, sentence: Sentence, drafts: Sequence[Draft]) -> list[Draft]:
        """The drafts that are events, with `status` set."""
        by_token = {d.predicate.token.i: d for d in drafts}
        kept = []
        for draft in drafts:
            if self._is_content(sentence, draft, by_token):
                continue
            status = draft.rule.status or self._status(sentence, draft.predicate, by_token)
            if status == "occurred" and self._suffers_attempt(sentence, draft):
                status = "foiled"
            if status == "future" and draft.rule.event in PLANNED and draft.predicate.form != "verb":
                continue
            if status == "future" and _is_decided(draft):
                status = "occurred"
            if status == "occurred" and self._goes_on(sentence, draft):
                status = "ongoing"
            if status:
                draft.status = status
                kept.append(draft)
        return kept

    def _suffers_attempt(self, sentence: Sentence, draft: Draft) -> bool:
        """«تعرض الوزير لمحاولة اغتيال»: who suffers the deed only suffered the attempt."""
        predicate = draft.predicate
        if predicate.form != "verb" or draft.rule.frame.verb["recipient"][:1] != ("subject",):
            return False
        tried = predicate.slots.get("ل", ())
        return any(sentence.tokens[c.head].lemmas & self._g["attempt_nouns"] for c in tried if not c.pronoun)

    def _goes_on(self, sentence: Sentence, draft: Draft) -> bool:
        """A deed told in the present («يزور حاليا», «تفرض حصارا», «يواصل زيارته»); headlines use it for the past."""
        clause, verb = draft.predicate.clause, draft.predicate.clause.verb
        if verb is None or verb.word.verb is None or sentence.index < 0:
            return False
        lasting = draft.rule.event in LASTING or "investigate" in draft.mode
        if not lasting and not (verb.lemmas & self._continue and draft.predicate.form != "verb"):
            return False
        if _weekday(sentence, clause):
            return False
        if (
            clause.auxiliaries
            or clause.particle
            or verb.word.prep
            or (clause.connector == "ان" and clause.kind == "comp" and self._is_an_clause(sentence, clause))
        ) and not any(v.lemmas & self._continue for v in (verb, *clause.auxiliaries)):
            return False
        told_by_verb = draft.predicate.form == "verb" or (
            self._depends_on_verb(draft.predicate) and bool(verb.lemmas & self._doing)
        )
        return told_by_verb and verb.word.verb.aspect == "imperfect" and not verb.word.future

    # -- content of speech acts ---------------------------------------------------------------------------------

    def _is_content(self, sentence: Sentence, draft: Draft, by_token: dict[int, Draft]) -> bool:
        """Whether the deed is what a speech act before it asks for, threatens, refuses or promises."""
        predicate = draft.predicate
        if predicate.form == "verb":
            return self._in_content_clause(predicate.clause, by_token)
        chunk = predicate.chunk
        if chunk is not None and chunk.prep in TEMPORAL:
            return False
        if predicate.form == "hal" and sentence.tokens[predicate.token.i - 1].pos == "PUNCT":
            return self._in_content_clause(predicate.clause, by_token)
        return self._after_speech_act(sentence, predicate, by_token) or self._in_content_clause(
            predicate.clause, by_token
        )

    @staticmethod
    def _in_content_clause(clause: Clause, by_token: dict[int, Draft]) -> bool:
        at: Clause | None = clause
        while at is not None:
            if at.kind in ("comp", "coord") and at.governor is not None:
                governor = by_token.get(at.governor.i)
                if (
                    governor is not None
                    and governor.rule.content == "suppress"
                    and governor.predicate.clause is not clause
                ):
                    return True
            at = at.parent
        return False

    @staticmethod
    def _after_speech_act(sentence: Sentence, predicate: Predicate, by_token: dict[int, Draft]) -> bool:
        subject = predicate.clause.subject
        if any(predicate.chunk is c for c in subject) and predicate.clause.kind != "comp":
            return False
        for i, other in by_token.items():
            if other.rule.content != "suppress" or i >= predicate.token.i:
                continue
            if other.predicate.clause is predicate.clause:
                between = sentence.tokens[i + 1 : predicate.token.i]
                if not any(t.pos == "P" and t.word.stem in TEMPORAL - {"في", "مع"} for t in between):
                    return True
        return False

    # -- status -------------------------------------------------------------------------------------------------

    def _status(self, sentence: Sentence, predicate: Predicate, by_token: dict[int, Draft]) -> str:
        """The status, or "" for a purpose, which is no event."""
        if predicate.form == "verb":
            return self._verb_status(sentence, predicate.clause, predicate.token)
        own = self._noun_status(sentence, predicate)
        if own != "occurred":
            return own
        if _is_either(sentence.tokens, predicate):
            return ""
        if _would_cause(predicate):
            return "hypothetical" if predicate.rules[0].event in PLANNED else ""
        clause = predicate.clause
        if clause.verb is not None and self._carried(predicate):
            return self._governed(clause.verb) or "occurred"
        if clause.verb is not None and self._depends_on_verb(predicate):
            status = self._verb_status(sentence, clause, clause.verb)
            return "occurred" if status == "" else status
        return self._context_status(sentence, clause) or "occurred"

    def _verb_status(self, sentence: Sentence, clause: Clause, token: Token) -> str:
        verb = token.word.verb
        if clause.connector in PURPOSE_CONNECTORS or (
            token.word.prep == "ل" and verb is not None and verb.aspect != "perfect"
        ):
            return ""
        if clause.connector in self._conditionals and clause.kind == "adv":
            return "hypothetical"
        if clause.negator:
            return "negated"
        imperfect = verb is not None and verb.aspect in ("imperfect", "jussive")
        if clause.particle == "قد" and imperfect:
            return "hypothetical"
        context = self._context_status(sentence, clause)
        if context:
            return context
        if token.word.future or clause.particle == "سوف":
            return "future"
        if clause.kind == "comp" and clause.connector == "ان" and self._is_an_clause(sentence, clause):
            return self._governed(clause.governor) or "occurred"
        return "occurred"

    def _is_an_clause(self, sentence: Sentence, clause: Clause) -> bool:
        """«أن يطلق», «أن يكون قد أطلق»: the verb or what helps it stands right after «أن»."""
        first = clause.auxiliaries[0] if clause.auxiliaries else clause.verb
        return first is not None and first.i == clause.connector_at + 1

    def _context_status(self, sentence: Sentence, clause: Clause) -> str:
        """What the governor of the nearest «أن» clause around says."""
        at: Clause | None = clause
        while at is not None:
            if at.kind == "comp" and at.connector_at >= 0 and self._is_an_clause(sentence, at):
                status = self._governed(at.governor) or self._modal_before(sentence, at)
                if status:
                    return status
            if at.kind == "coord" and at.connector == "ان" and self._governed(at.governor) == "negated":
                return "negated"
            if at.kind == "adv" and at.connector in self._conditionals:
                return "hypothetical"
            if _stands_apart(at):
                return ""
            at = at.parent
        return ""

    def _governed(self, governor: Token | None) -> str:
        if governor is None:
            return ""
        lemmas = governor.lemmas if governor.pos != "N" else governor.lemmas - _of_participles(governor)
        for status, words in self._statuses:
            if lemmas & words:
                return status
        if lemmas & self._futures:
            return "future"
        if lemmas & self._maybes:
            return "hypothetical"
        return ""

    def _modal_before(self, sentence: Sentence, clause: Clause) -> str:
        for token in sentence.tokens[max(0, clause.connector_at - 3) : clause.connector_at]:
            if token.lemmas & self._futures:
                return "future"
            if token.lemmas & (self._maybes | self._duties) and not _has_happened(sentence.tokens, token):
                return "hypothetical"
        return ""

    def _noun_status(self, sentence: Sentence, predicate: Predicate) -> str:
        chunk, tokens = predicate.chunk, sentence.tokens
        assert chunk is not None
        before = tokens[chunk.first : predicate.token.i]
        for token in (predicate.governor, *reversed(before)):
            if token is None:
                continue
            if token.pos in ("N", "A") or (token.pos == "V" and predicate.governed_as != "subject"):
                status = self._governed(token)
                if status == "negated" and token is predicate.clause.verb and predicate.clause.negator:
                    return "hypothetical"  # «لا تستبعد إرسال ...»
                if status and (
                    token.pos != "V"
                    or status != "future"
                    or predicate.governed_as in ("object", "ب", "علي", "ل", "الي")
                ):
                    return status
        if planned := self._planned(sentence, predicate):
            return planned
        if _is_untrue(tokens, predicate) or self._is_denied_report(predicate):
            return "negated"
        previous = tokens[chunk.first - 1] if chunk.first else None
        if previous is not None and previous.pos == "NEG" and previous.word.form in self._g["negators.nominal"]:
            return "negated"
        if chunk.prep in ("purpose", "لاجل"):
            return ""
        if (
            chunk.prep == "ل"
            and predicate.form == "noun"
            and _is_masdar(predicate)
            and (not predicate.token.word.article or _is_end(tokens, predicate))
        ):
            governor = predicate.governor
            if governor is not None and self._governed(governor):
                return self._governed(governor)
            return ""
        return "occurred"

    def _planned(self, sentence: Sentence, predicate: Predicate) -> str:
        """«عزم التنظيم خطف سياح», «محاولة الحكومة طرد ...»: the noun before has the doer between it and the deed."""
        chunk, clause = predicate.chunk, predicate.clause
        assert chunk is not None
        at = clause.chunks.index(chunk) if chunk in clause.chunks else 0
        before = clause.chunks[at - 1] if at else None
        apart = before is None or any(t.text not in CLOSING for t in sentence.tokens[before.last : chunk.first])
        if before is None or apart or chunk.prep or chunk.conj or predicate.token.i != chunk.head:
            return ""
        noun = sentence.tokens[before.head]
        bare = not noun.word.article and not predicate.token.word.article and _is_masdar(predicate)
        return self._governed(noun) if bare and noun.pos == "N" and before.last - before.head > 1 else ""

    def _carried(self, predicate: Predicate) -> bool:
        """«نفى قيام الجيش بإسقاط ...»: a noun of doing stands between the verb and the deed."""
        governor = predicate.governor
        return governor is not None and governor.pos == "N" and bool(governor.lemmas & self._doing)

    def _is_denied_report(self, predicate: Predicate) -> bool:
        """«نفت صحة تقارير عن تزويدها ...»: the deed is what the denied report tells of."""
        governor, verb = predicate.governor, predicate.clause.verb
        if governor is None or verb is None or governor is verb or not governor.lemmas & TOLD:
            return False
        return self._governed(verb) == "negated"

    def _depends_on_verb(self, predicate: Predicate) -> bool:
        """Whether the noun's deed stands or falls with the verb; «الاتفاق» told before stands by itself."""
        verb = predicate.clause.verb
        if predicate.token.word.article and (verb is None or not verb.lemmas & self._governing):
            return False
        return predicate.governed_as in ("object", "subject") or (
            predicate.governor is predicate.clause.verb and predicate.governed_as == "ب"
        )


def _stands_apart(clause: Clause) -> bool:
    """«إذا زار المدينة التي حررها الجيش»: what a relative tells in the past is so whatever becomes of the rest."""
    verb = clause.verb.word.verb if clause.verb is not None else None
    definite = clause.kind == "rel" and clause.connector in RELATIVES
    return definite and not clause.auxiliaries and verb is not None and verb.aspect == "perfect"


def _is_decided(draft: Draft) -> bool:
    """«قررت الرياض قطع العلاقات مع ...»: a state breaks ties by deciding so."""
    governor = draft.predicate.governor
    if draft.rule.event != "SANCTION" or governor is None or governor.word.verb is None:
        return False
    return governor.word.verb.aspect == "perfect" and DECIDE in governor.word.verb_lemmas


def _is_either(tokens: Sequence[Token], predicate: Predicate) -> bool:
    """«قبول الاتفاق أو رفضه», «قبول أو رفض»: what may be done, and the opposite."""
    before = tokens[predicate.token.i - 1] if predicate.token.i else None
    return before is not None and before.word.form in OR and _is_masdar(predicate)


def _would_cause(predicate: Predicate) -> bool:
    """«رفض الاتفاق سيؤدي إلى حرب», «الانسحاب يعني ...»: what a deed would bring about."""
    verb = predicate.clause.verb
    if (
        verb is None
        or predicate.governor is not verb
        or predicate.governed_as != "subject"
        or not _is_masdar(predicate)
    ):
        return False
    return MEANS in verb.word.verb_lemmas or (verb.word.future and not verb.word.verb_lemmas.isdisjoint(CAUSING))


def _has_happened(tokens: Sequence[Token], particle: Token) -> bool:
    """«كان قد أبلغ أنه ...»: before a perfect «قد» says that it was, not that it might be."""
    after = tokens[particle.i + 1].word.verb if particle.i + 1 < len(tokens) else None
    return particle.word.form == "قد" and after is not None and after.aspect == "perfect"


def _is_untrue(tokens: Sequence[Token], predicate: Predicate) -> bool:
    """«لا صحة لقصف ...», «لا صحة لما تردد عن سحب ...»."""
    for token in reversed(tokens[max(1, predicate.token.i - UNTRUE) : predicate.token.i]):
        if token.pos == "PUNCT":
            return False
        if token.lemmas & TRUTH and tokens[token.i - 1].pos == "NEG":
            return True
    return False


def _of_participles(noun: Token) -> frozenset[str]:
    """The lemmas that a noun has only as a participle: «حالة» is a state, and nobody who prevents."""
    readings = noun.word.readings
    named = {r.lemma for r in readings if r.pos not in ("active", "passive")}
    return frozenset(r.lemma for r in readings if r.pos in ("active", "passive") and r.lemma not in named)


def _is_end(tokens: Sequence[Token], predicate: Predicate) -> bool:
    """«لاستعادة السيطرة»: the deed is what the purpose is about."""
    assert predicate.chunk is not None
    head = tokens[predicate.chunk.head]
    return head is not predicate.token and not head.word.article and any(r.pos == "masdar" for r in head.word.readings)


def _is_masdar(predicate: Predicate) -> bool:
    return any(r.pos == "masdar" for r in predicate.token.word.readings)


def _weekday(sentence: Sentence, clause: Clause) -> bool:
    """Whether the clause names one weekday or date: «تجدد فرنسا، الخميس، ...» is told in the present of headlines.

    «اليوم الخميس» is today.
    """
    words = sentence.tokens[clause.first : clause.last or len(sentence.tokens)]
    today = [t.time for t in words if t.time is not None and t.word.form in TODAY]
    return any(
        t.time is not None and t.time.precision == "day" and t.time.kind == "point" and t.time not in today
        for t in words
    )
