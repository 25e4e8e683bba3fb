"""When an event happened: which time expression dates it, and what its date is where none does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from waqai.extract.frames import Draft
from waqai.extract.sentence import Predicate, Sentence
from waqai.extract.times import TimeExpression, resolve_anchored

ELSEWHERE = frozenset({"اخري", "اخر", "اخرى"})
"""«من جهة أخرى», «في سياق آخر»: another story begins."""
OCCASION = frozenset({"خلال", "اثناء", "margin", "لدي", "في"})
"""Prepositions before a deed («خلال زيارته الأحد») whose day is that of what was said or done at it."""
STORY_SENTENCES = 4
STORY_DAYS = 3
HELD, APART = 6, 8
"""How near a noun holds a time expression to itself, and how far from it an event is then."""
FARTHEST = 60.0
"""The cost (words and clauses between) beyond which a time expression has nothing to do with an event."""


@dataclass(frozen=True, slots=True)
class Dating:
    """The event's date as ISO interval, with precision, basis and the words."""

    start: str | None
    end: str | None
    precision: str
    basis: str | None
    span: tuple[int, int] | None = None

    @property
    def told(self) -> bool:
        """Whether a time expression tells it, rather than the tense or the day of publication."""
        return self.basis in ("explicit", "relative", "anchored")


UNDATED = Dating(None, None, "unknown", None)


def expression_for(sentence: Sentence, draft: Draft) -> TimeExpression | None:
    """The time expression that dates the draft: the nearest in its clause, then in the clauses around."""
    best: tuple[float, TimeExpression] | None = None
    for expression in sentence.times:
        if expression.kind == "duration" or (expression.kind == "since" and draft.status != "ongoing"):
            continue
        positions = [t.i for t in sentence.tokens if t.time is expression]
        if not positions or _belongs_elsewhere(sentence, draft, expression, positions):
            continue
        at = draft.predicate.token.i
        cost = abs(positions[0] - at) + _clause_cost(sentence, draft.predicate, positions[0])
        cost += _between(sentence, draft, positions[0]) + (3 if expression.basis == "anchored" else 0)
        if best is None or cost < best[0]:
            best = cost, expression
    return best[1] if best is not None and best[0] < FARTHEST else None


def _belongs_elsewhere(sentence: Sentence, draft: Draft, expression: TimeExpression, positions: Sequence[int]) -> bool:
    """«بعد عامين من الاتفاق» does not date the agreement, «مبادرة السلام لعام 2002» not who praises it."""
    at, first = draft.predicate.token.i, sentence.tokens[positions[0]]
    if expression.kind == "anchored" and draft.predicate.form == "noun" and positions[-1] < at <= positions[-1] + 3:
        return True
    named_after = first.word.prep == "ل" and expression.precision == "year" and first.i > 0
    return named_after and sentence.tokens[first.i - 1].pos in ("N", "A") and first.i - at > 4


def _between(sentence: Sentence, draft: Draft, position: int) -> float:
    """What it costs that another event's noun stands nearer («استكمالا لزيارة ... الأسبوع الماضي»)."""
    at = draft.predicate.token.i
    nearer = [
        position - p.token.i for p in sentence.predicates
        if p.form == "noun" and at < p.token.i < position and p.chunk is not draft.predicate.chunk
        and not (p.chunk is not None and p.chunk.prep in OCCASION)
    ]  # fmt: skip
    if nearer and min(nearer) <= HELD and position - at > min(nearer) + APART:
        return FARTHEST
    return 4.0 * len(nearer)


def _clause_cost(sentence: Sentence, predicate: Predicate, position: int) -> float:
    """How far apart in the tree of clauses: own 0, one that describes the event 2, above 6, elsewhere 18."""
    clause = predicate.clause
    for other in sentence.clauses:
        describes = other.kind == "rel" and other.antecedent is predicate.chunk and predicate.chunk is not None
        if describes and other.first <= position < (other.last or len(sentence.tokens)):
            return -4.0
    if clause.first <= position < (clause.last or len(sentence.tokens)):
        return 0.0
    above = clause.parent
    while above is not None:
        if above.first <= position < (above.last or len(sentence.tokens)):
            return 6.0
        above = above.parent
    return 18.0


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
    if story is not None and _is_of_the_story(sentence, draft):
        return story
    return Dating(published, published, "day", "tense")


def _is_of_the_story(sentence: Sentence, draft: Draft) -> bool:
    """Promises are dated when they are printed; so is what another story tells."""
    return draft.status in ("occurred", "ongoing") and draft.rule.event != "AGREE" and not goes_elsewhere(sentence)


def _told(sentence: Sentence, draft: Draft, published: str | None, previous: Dating | None) -> Dating | None:
    """The date that the draft's own time expression gives; None for one that would put told news into the future."""
    expression = expression_for(sentence, draft)
    if expression is not None and expression.start is None and expression.shift is not None:
        expression = _anchored(sentence, expression, previous, published)
    if expression is None or expression.start is None or expression.end is None:
        return None
    ahead = draft.status == "future"
    start, end = _reading(expression, ahead or _in_future_clause(sentence, expression), published)
    if published is not None and not _can_be(draft, expression, start, end, published):
        return None
    return Dating(start, end, expression.precision, expression.basis, expression.offsets)


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
    if expression.within is None:
        return chosen
    first, last = expression.within
    if first <= chosen[0] <= last:
        return expression.within
    years = int(chosen[0][:4]) - int(first[:4])
    return f"{int(first[:4]) + years:04}{first[4:]}", f"{int(last[:4]) + years:04}{last[4:]}"


def goes_elsewhere(sentence: Sentence) -> bool:
    """Whether a sentence begins another story («من جهة أخرى», «على صعيد آخر»)."""
    return any(t.word.form in ELSEWHERE for t in sentence.tokens[1:4])


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
                    return Dating(start, end, "day", "anchored", time.offsets)
    return None


def _anchored(
    sentence: Sentence, expression: TimeExpression, previous: Dating | None, published: str | None
) -> TimeExpression:
    """Count «بعد عامين» from the last date told before it, else from the event before, else from publication.

    «بعد يومين من الهجوم الذي وقع يوم 19» counts from what follows.
    """
    dated = [t for t in sentence.times if t.start is not None]
    before = [t for t in dated if t.offsets[0] < expression.offsets[0]]
    after = [t for t in dated if t.offsets[0] > expression.offsets[1]]
    if not _from_what_follows(sentence, expression):
        after = []
    if after or before:
        anchor = after[0] if after else before[-1]
        return resolve_anchored(expression, (anchor.start, anchor.end))
    if previous is not None and previous.start is not None and previous.told:
        return resolve_anchored(expression, (previous.start, previous.end))
    return resolve_anchored(expression, (published, published))


def _from_what_follows(sentence: Sentence, expression: TimeExpression) -> bool:
    after = next((t for t in sentence.tokens if t.start >= expression.offsets[1]), None)
    return after is not None and after.word.form in ("من", "علي")
