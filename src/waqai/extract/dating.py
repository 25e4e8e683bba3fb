"""Which time expression of a sentence dates an event: the nearest one, unless it belongs to another word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from waqai.extract.frames import Draft
from waqai.extract.sentence import Predicate, Sentence
from waqai.extract.times import TimeExpression, resolve_anchored

OCCASION = frozenset({"خلال", "اثناء", "margin", "لدي", "في"})
"""Prepositions before a deed («خلال زيارته الأحد») whose day is that of what was said or done at it."""
SPOKEN = frozenset({"ACCUSE", "SUPPORT", "REQUEST", "REJECT", "THREATEN"})
"""Types of speech: their verb and what it is about have days of their own."""
BEFORE_NOUN = 6
"""What it costs that a time expression stands before a noun: it rather dates a verb («في بيان صدر أمس عن الزيارة»)."""
WITHIN = 12
"""What it costs that an expression tells a length of time («خلال أسبوع») rather than a date."""
SINCE = "منذ"
DUE = frozenset({"مقرر", "مزمع", "مرتقب", "منتظر"})
"""Words of what is still to come, before the day on which it is due."""
HELD, APART = 6, 8
"""How near a noun holds a time expression to itself, and how far from it an event is then."""
FARTHEST = 60.0
"""The cost (words and clauses between) beyond which a time expression has nothing to do with an event."""


@dataclass(frozen=True, slots=True)
class Dating:
    """The event's date as ISO interval, with precision, basis and the words.

    `inherited`: from the story or the sentence before. `lasting`: it went on all that time («خلال أسبوع من الغارات»).
    """

    start: str | None
    end: str | None
    precision: str
    basis: str | None
    span: tuple[int, int] | None = None
    inherited: bool = False
    lasting: bool = False

    @property
    def told(self) -> bool:
        """Whether a time expression of its sentence tells it, rather than the story, the tense or the publication."""
        return self.basis in ("explicit", "relative", "anchored") and not self.inherited

    @property
    def dated(self) -> bool:
        """Whether the article tells it, be it for the whole story."""
        return self.told or self.inherited


UNDATED = Dating(None, None, "unknown", None)


def expression_for(
    sentence: Sentence, draft: Draft, previous: Dating | None = None, published: str | None = None
) -> TimeExpression | None:
    """The time expression that dates the draft: the nearest in its clause, then in the clauses around.

    One that hangs on another event («بعد عامين») counts only where that event has a date.
    """
    best: tuple[float, TimeExpression] | None = None
    for told in sentence.times:
        if told.kind == "since" and draft.status != "ongoing":
            continue
        positions = [t.i for t in sentence.tokens if t.time is told]
        if not positions or _belongs_elsewhere(sentence, draft, told, positions):
            continue
        expression = _dated(sentence, draft, told, previous, published)
        if expression.start is None or expression.end is None:
            continue
        at = draft.predicate.token.i
        apart = 0.0 if _opens(sentence, draft, positions) else _clause_cost(sentence, draft.predicate, positions[0])
        cost = abs(positions[0] - at) + apart
        cost += _between(sentence, draft, positions[0]) + (3 if expression.basis == "anchored" else 0)
        cost += WITHIN if told.kind == "duration" else 0
        cost += BEFORE_NOUN if draft.predicate.form == "noun" and positions[0] < at else 0
        if best is None or cost < best[0]:
            best = cost, expression
    return best[1] if best is not None and best[0] < FARTHEST else None


def _opens(sentence: Sentence, draft: Draft, positions: Sequence[int]) -> bool:
    """«في يناير 2016، وبعد خمس سنوات أعادت ...»: a time after a comma dates what follows it at once."""
    first = positions[0]
    starts = first > 0 and sentence.tokens[first - 1].pos == "PUNCT"
    return starts and positions[-1] + 1 == draft.predicate.clause.first


def _dated(
    sentence: Sentence, draft: Draft, told: TimeExpression, previous: Dating | None, published: str | None
) -> TimeExpression:
    """`told` with a date where it hangs on another event, on the day of publication, or is a time within which."""
    if told.kind == "duration":
        return _within(sentence, draft, told, published)
    if told.start is None and told.shift is not None:
        return _anchored(sentence, told, previous, published)
    if (
        draft.status == "future"
        and published is not None
        and told.kind == "span"
        and told.start == _next_day(published)
    ):
        return replace(told, start=published)
    return told


def _within(sentence: Sentence, draft: Draft, told: TimeExpression, published: str | None) -> TimeExpression:
    """«خلال أسبوع»: of what is told the last week, of what is to come the next; «لمدة أسبوع» tells no date."""
    words = [t.word.form for t in sentence.tokens if t.time is told][:2]
    shift = told.shift
    if published is None or shift is None or not (words[:1] == ["خلال"] or words == ["في", "غضون"]):
        return told
    ahead = draft.status == "future"
    other = resolve_anchored(
        replace(told, kind="anchored", shift=replace(shift, direction=1 if ahead else -1)), (published,) * 2
    )
    if other.start is None:
        return told
    start, end = sorted((published, other.start))
    return replace(told, start=start, end=end, basis="relative")


def _next_day(day: str | None) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day else ""


def _belongs_elsewhere(sentence: Sentence, draft: Draft, expression: TimeExpression, positions: Sequence[int]) -> bool:
    """«بعد عامين من الاتفاق» does not date the agreement, «مبادرة السلام لعام 2002» not who praises it."""
    at, first = draft.predicate.token.i, sentence.tokens[positions[0]]
    if expression.kind == "anchored" and draft.predicate.form == "noun" and positions[-1] < at <= positions[-1] + 3:
        return True
    if draft.predicate.clause.first <= positions[-1] < at and _is_spoken_of(sentence, draft):
        return True
    if _began(sentence, draft, first.i) or (draft.rule.event == "REJECT" and _was_due(sentence, at, first.i)):
        return True
    named_after = first.word.prep == "ل" and expression.precision == "year" and first.i > 0
    return named_after and sentence.tokens[first.i - 1].pos in ("N", "A") and first.i - at > 4


def _began(sentence: Sentence, draft: Draft, first: int) -> bool:
    """«قتل 300 شخص منذ اندلاع القتال | يوم السبت»: the day is that of what has gone on since."""
    before = next((c for c in draft.predicate.clause.chunks if c.last == first), None)
    return before is not None and before.prep == SINCE and draft.predicate.chunk is not before


def _was_due(sentence: Sentence, at: int, first: int) -> bool:
    """«ألغى زيارة كانت مقررة | الأربعاء»: the day is that of the plan."""
    return any(t.lemmas & DUE for t in sentence.tokens[at + 1 : first])


def _is_spoken_of(sentence: Sentence, draft: Draft) -> bool:
    """«أدانت أمس الهجمات»: the day is that of the condemnation."""
    verb = draft.predicate.clause.verb
    if draft.predicate.form != "noun" or draft.rule.event in SPOKEN:
        return False
    return any(p.token is verb and any(r.event in SPOKEN for r in p.rules) for p in sentence.predicates)


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


def _anchored(
    sentence: Sentence, expression: TimeExpression, previous: Dating | None, published: str | None
) -> TimeExpression:
    """Count «بعد عامين» from the last date told before it, else from the event before, else from publication.

    «بعد يومين من الهجوم الذي وقع يوم 19» counts from what follows.
    """
    dated = [t for t in sentence.times if t.start is not None]
    before = [t for t in dated if t.offsets[0] < expression.offsets[0]]
    after = [t for t in dated if t.offsets[0] > expression.offsets[1]]
    if _from_what_follows(sentence, expression):
        before, previous, published = [], None, None
    else:
        after = []
    if after or before:
        anchor = after[0] if after else before[-1]
        return resolve_anchored(expression, (anchor.start, anchor.end))
    if previous is not None and previous.start is not None and previous.told:
        return resolve_anchored(expression, (previous.start, previous.end))
    return resolve_anchored(expression, (published, published)) if published is not None else expression


def _from_what_follows(sentence: Sentence, expression: TimeExpression) -> bool:
    """«بعد سنوات من التوتر», «بعد عام على توقيع الاتفاق»."""
    within = [t for t in sentence.tokens if t.time is expression]
    following = [t for t in sentence.tokens if t.start >= expression.offsets[1]]
    return any(t.word.form in ("من", "علي") for t in (*within[-1:], *following[:1]))
