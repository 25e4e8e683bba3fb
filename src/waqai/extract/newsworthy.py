"""Told as news, or only referred to? Violence and protest are mentioned far more often than they are reported.

An event is reported by the verb of a sentence or of what somebody is quoted as saying, by a toll («مقتل سبعة»), or by a
noun that a verb of happening carries («وقع انفجار»). «بعد اغتيال ...», «ملف اغتيال ...», «الهجمات» only refer to one:
they are coded when they say who did it to whom, or when.
"""

from __future__ import annotations

from waqai.extract.frames import Draft
from waqai.extract.sentence import Clause, Sentence
from waqai.packs.rules import Grammar

MENTIONED = frozenset({"ASSAULT", "PROTEST"})


class NewsReader:
    """Decides whether a draft is reported."""

    def __init__(self, grammar: Grammar) -> None:
        self._carrying = grammar["existential"] | grammar["outcome"] | grammar["report"] | grammar["control.do"]

    def is_reported(self, sentence: Sentence, draft: Draft) -> bool:
        """Whether the sentence itself reports the event; always so for types that are seldom mere mentions."""
        if draft.rule.event not in MENTIONED or draft.status in ("negated", "hypothetical", "foiled", "future"):
            return True
        predicate = draft.predicate
        if predicate.form == "verb":
            verb = predicate.token.word.verb
            habit = verb is not None and verb.aspect != "perfect" and sentence.index >= 0 and draft.rule.event == "ASSAULT"
            return _is_asserted(predicate.clause) and not habit
        if sentence.index < 0:
            return True
        if not _is_asserted(predicate.clause):
            return False
        if predicate.token.word.article:
            return False
        governor = predicate.governor
        carried = governor is not None and governor.pos == "V" and bool(governor.word.lemmas & self._carrying)
        counted = bool(draft.rule.size) and draft.victims is not None and _starts_with_number(sentence, draft)
        leads = predicate.chunk is not None and predicate.chunk.first == 0
        return carried or counted or leads

    @staticmethod
    def says_enough(draft: Draft) -> bool:
        """Whether a mere mention tells both sides in its own words."""
        told = [a for a in (*draft.actors, *draft.recipients) if a.code]
        return bool(draft.actors and draft.recipients) and len(told) >= 2


def _is_asserted(clause: Clause) -> bool:
    """Not in a relative clause or under a subordinator."""
    at: Clause | None = clause
    while at is not None:
        if at.kind == "rel" or (at.kind == "adv" and at.connector not in ("لكن", "حيث", "فيما", "بينما", "كما")):
            return False
        at = at.parent
    return True


def _starts_with_number(sentence: Sentence, draft: Draft) -> bool:
    assert draft.victims is not None
    return sentence.tokens[draft.victims.first].pos == "NUM" or sentence.tokens[draft.victims.head].pos == "NUM"
