"""When an event happened: what the expression that dates it means for it, and its date where none does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from waqai.extract.dating import UNDATED, Dating, expression_for
from waqai.extract.frames import Draft
from waqai.extract.sentence import Clause, Sentence
from waqai.extract.tagging import WAS
from waqai.extract.times import TimeExpression

ELSEWHERE = frozenset({"اخري", "اخر", "اخرى"})
"""«من جهة أخرى», «في سياق آخر»: another story begins."""
SINCE = frozenset({"بعد", "منذ", "عقب", "اثر", "after", "غداه"})
"""Prepositions before what has been."""
PROMISED = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
"""Types that are promises while they lie ahead: dated when promised where it is not told when they are due."""
STORY_SENTENCES = 4
STORY_DAYS = 3


FEAST, EVE, LONG_AGO = "عيد", 10, 200
"""Days before a feast on which it is meant, and since the last one."""


def date_draft(
    sentence: Sentence, draft: Draft, published: str | None, previous: Dating | None, story: Dating | None = None
) -> Dating:
    """The date of a draft: told in its sentence, the day of the story, or today's news."""
    ahead = draft.status == "future"
    told = _told(sentence, draft, published, previous)
    if told is not None:
        return told
    if published is None:
        return UNDATED
    if ahead:
        return Dating(published, published, "unknown", "publication")
    if story is not None and _is_of_the_story(draft):
        return story
    return Dating(published, published, "day", "tense")


def _is_of_the_story(draft: Draft) -> bool:
    """Promises are dated when they are printed."""
    return draft.status in ("occurred", "ongoing") and draft.rule.event != "AGREE"


def _told(sentence: Sentence, draft: Draft, published: str | None, previous: Dating | None) -> Dating | None:
    """The date that the draft's own time expression gives; None for one that would put told news into the future."""
    expression = expression_for(sentence, draft, previous, published)
    if expression is None:
        return None
    announced = draft.status == "future" and _of_the_announcement(sentence, draft, expression)
    if announced and draft.rule.event not in PROMISED:
        return None
    ahead = draft.status == "future" and not announced
    start, end = _reading(expression, ahead or _in_future_clause(sentence, expression), published)
    if published is not None and not announced and not _can_be(draft, expression, start, end, published):
        return None
    lasting = expression.kind == "duration"
    return Dating(start, end, expression.precision, expression.basis, expression.offsets, lasting=lasting)


def lies_ahead(sentence: Sentence, draft: Draft, published: str | None, previous: Dating | None) -> bool:
    """Whether a deed told in the present has a date that is still to come («يزور ... الأسبوع المقبل»)."""
    verb = draft.predicate.clause.verb
    if published is None or draft.status not in ("occurred", "ongoing") or verb is None or verb.word.verb is None:
        return False
    if verb.word.verb.aspect != "imperfect":
        return False
    expression = expression_for(sentence, draft, previous, published)
    if expression is None or expression.start is None or expression.basis == "anchored":
        return False
    return min([expression.start, *(start for start, _ in expression.alternatives)]) > published


def looks_back(draft: Draft) -> bool:
    """«بعد الاتفاق بين ...», «وكانت إيران توصلت إلى اتفاق»: told as what was before the story."""
    predicate = draft.predicate
    if predicate.chunk is not None and predicate.form == "noun" and predicate.chunk.prep in SINCE:
        return True
    return is_pluperfect(predicate.clause)


def is_pluperfect(clause: Clause) -> bool:
    """«كانت إيران قد توصلت ...»: told as what was before what is told."""
    verb = clause.verb
    told = verb is not None and verb.word.verb is not None and verb.word.verb.aspect == "perfect"
    return told and any(t.word.verb_lemmas & WAS for t in clause.auxiliaries)


def was_planned(sentence: Sentence, draft: Draft, published: str | None, previous: Dating | None) -> bool:
    """«كان من المقرر أن يزور ...»: a plan of then, of which a day still to come alone would make one of now."""
    clause = draft.predicate.clause
    governor = clause.governor if clause.kind == "comp" else None
    verb = governor.word.verb if governor is not None else None
    if governor is None or verb is None or verb.aspect != "perfect" or not governor.word.verb_lemmas & WAS:
        return False
    expression = expression_for(sentence, draft, previous, published)
    return expression is None or expression.end is None or (published is not None and expression.end < published)


def _of_the_announcement(sentence: Sentence, draft: Draft, expression: TimeExpression) -> bool:
    """«أعلن في أغسطس أن حكومته ستستأنف ...»: the day on which a past verb above the deed still ahead told of it."""
    at = next((t.i for t in sentence.tokens if t.time is expression), -1)
    own, above = draft.predicate.clause, draft.predicate.clause.parent
    if own.first <= at < (own.last or len(sentence.tokens)) or above is None or above.verb is None:
        return False
    return not above.verb.word.future and above.first <= at < (above.last or len(sentence.tokens))


def _can_be(draft: Draft, expression: TimeExpression, start: str, end: str, published: str) -> bool:
    """What is told has begun by publication, what is still to come is not over; promises may name either day."""
    if draft.status == "future":
        return end >= published
    if start <= published or draft.status == "hypothetical":
        return True
    return draft.rule.event == "AGREE" and expression.basis != "anchored"


def _in_future_clause(sentence: Sentence, expression: TimeExpression) -> bool:
    """«... أن الانتخابات ستجرى في الخريف»."""
    at = next((t.i for t in sentence.tokens if t.time is expression), -1)
    return any(
        c.first <= at < (c.last or len(sentence.tokens)) and c.verb is not None and c.verb.word.future
        for c in sentence.clauses
    )


def _reading(expression: TimeExpression, future: bool, published: str | None) -> tuple[str, str]:
    """The reading of «الاثنين», «2 أغسطس» that fits: for what lies ahead the first not over, else the last begun."""
    assert expression.start is not None and expression.end is not None
    readings = sorted({(expression.start, expression.end), *expression.alternatives})
    chosen = expression.start, expression.end
    if published is not None and len(readings) > 1:
        if future:
            chosen = next((r for r in readings if r[1] >= published), readings[-1])
        else:
            chosen = next((r for r in reversed(readings) if r[0] <= published), readings[0])
            if FEAST in expression.text:
                chosen = next((r for r in readings if _is_at_hand(r[0], chosen[1], published)), chosen)
    if expression.within is None:
        return chosen
    first, last = expression.within
    if first <= chosen[0] <= last:
        return expression.within
    years = int(chosen[0][:4]) - int(first[:4])
    return f"{int(first[:4]) + years:04}{first[4:]}", f"{int(last[:4]) + years:04}{last[4:]}"


def _is_at_hand(start: str, before: str, published: str) -> bool:
    """«بمناسبة عيد الفطر» on the eve of the feast: the day to come is days away, the one before nearly a year."""
    day = date.fromisoformat(published)
    return 0 < (date.fromisoformat(start) - day).days <= EVE and (day - date.fromisoformat(before)).days > LONG_AGO


def goes_elsewhere(sentence: Sentence) -> bool:
    """Whether a sentence begins another story («من جهة أخرى», «على صعيد آخر»)."""
    return any(t.word.form in ELSEWHERE for t in sentence.tokens[1:4])


def story_goes_on(story: Dating | None, sentence: Sentence, published: str | None) -> Dating | None:
    """The day of the story after this sentence has begun: another story has its own, or none."""
    return story_date([sentence], published) if goes_elsewhere(sentence) else story


def continues(sentence: Sentence, report: frozenset[str]) -> bool:
    """Whether a sentence goes on telling («وحملت السلطات ...»): «و» and a verb in the perfect, not one of saying."""
    first = next((t for t in sentence.tokens if t.kind == "word"), None)
    if first is None or not first.word.conj or not any(c.verb is first for c in sentence.clauses):
        return False
    verb = first.word.verb
    return verb is not None and verb.aspect == "perfect" and not first.lemmas & report


def past_of(datings: Sequence[Dating], published: str | None) -> Dating | None:
    """The last date that a sentence tells of days gone by before the story: what goes on from there inherits it."""
    told = [d for d in datings if d.told and d.start and d.end]
    if published is None or not told:
        return None
    assert told[-1].end is not None
    days = (date.fromisoformat(published) - date.fromisoformat(told[-1].end)).days
    return replace(told[-1], basis="anchored", inherited=True) if days > STORY_DAYS else None


def story_date(sentences: Sequence[Sentence], published: str | None) -> Dating | None:
    """The day that the title or the lead gives («أمس»): what is told without a date of its own is of that day."""
    if published is None:
        return None
    day = date.fromisoformat(published)
    for sentence in sentences[:STORY_SENTENCES]:
        if sentence.index >= 0 and not any(c.verb for c in sentence.clauses):
            continue
        for time in sentence.times:
            if time.precision == "day" and time.start is not None and time.start == time.end and time.kind == "point":
                start, end = _reading(time, False, published)
                if 0 <= (day - date.fromisoformat(start)).days <= STORY_DAYS:
                    return Dating(start, end, "day", "anchored", time.offsets, inherited=True)
    return None
