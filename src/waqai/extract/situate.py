"""When, where, how many: date, place and numbers of people for each draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from waqai.extract.frames import Draft
from waqai.extract.numbers import read_number
from waqai.extract.sentence import Chunk, Predicate, Sentence
from waqai.extract.times import TimeExpression, resolve_anchored
from waqai.packs.gazetteer import Name

if TYPE_CHECKING:
    from waqai.packs.pack import Pack

PLACE_PREPS = frozenset({"في", "ب", "قرب", "داخل", "شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي", "near", "وسط", "علي", "الي"})
DESTINATION = frozenset({"visit"})


@dataclass(frozen=True, slots=True)
class Dating:
    """The event's date as ISO interval, with precision, basis and the words."""

    start: str | None
    end: str | None
    precision: str
    basis: str | None
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event happened. `start`, `end` are offsets."""

    start: int
    end: int
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    geonames_id: int | None
    precision: str


UNDATED = Dating(None, None, "unknown", None)


def expression_for(sentence: Sentence, draft: Draft) -> TimeExpression | None:
    """The time expression that dates the draft: the nearest in its clause, then in the clauses around."""
    at = draft.predicate.token.i
    best: tuple[float, TimeExpression] | None = None
    for expression in sentence.times:
        if expression.kind == "duration" or (expression.kind == "since" and draft.status != "ongoing"):
            continue
        positions = [t.i for t in sentence.tokens if t.time is expression]
        if not positions:
            continue
        if expression.kind == "anchored" and positions[-1] < at <= positions[-1] + 3:
            continue
        cost = abs(positions[0] - at) + _clause_cost(sentence, draft.predicate, positions[0])
        if best is None or cost < best[0]:
            best = cost, expression
    return best[1] if best is not None and best[0] < 60 else None


def _clause_cost(sentence: Sentence, predicate: Predicate, position: int) -> float:
    """How far apart in the tree of clauses: own 0, one that describes the event 2, above 6, elsewhere 18."""
    clause = predicate.clause
    for other in sentence.clauses:
        if other.kind == "rel" and other.antecedent is predicate.chunk and predicate.chunk is not None:
            if other.first <= position < (other.last or len(sentence.tokens)):
                return -4.0
    if clause.first <= position < (clause.last or len(sentence.tokens)):
        return 0.0
    above = clause.parent
    while above is not None:
        if above.first <= position < (above.last or len(sentence.tokens)):
            return 6.0
        above = above.parent
    return 18.0


def date_draft(sentence: Sentence, draft: Draft, published: str | None, previous: Dating | None, story: Dating | None = None) -> Dating:
    """The date of a draft: told in its sentence, the day of the story, or today's news."""
    expression = expression_for(sentence, draft)
    if expression is not None and expression.start is None and expression.shift is not None:
        expression = _anchored(sentence, expression, previous, published)
    if expression is not None and expression.start is not None and expression.end is not None:
        start, end = _reading(expression, draft.status == "future", published)
        return Dating(start, end, expression.precision, expression.basis, expression.offsets)
    if draft.status == "future":
        return Dating(published, published, "unknown", "publication") if published else UNDATED
    if published is None:
        return UNDATED
    if story is not None and draft.status in ("occurred", "ongoing"):
        return story
    return Dating(published, published, "day", "tense")


def _reading(expression: TimeExpression, future: bool, published: str | None) -> tuple[str, str]:
    """The reading of «الاثنين», «2 أغسطس» that fits: for what lies ahead the first not over, else the last begun."""
    assert expression.start is not None and expression.end is not None
    if expression.within is not None:
        return expression.within
    readings = sorted({(expression.start, expression.end), *expression.alternatives})
    if published is None or len(readings) == 1:
        return expression.start, expression.end
    if future:
        return next((r for r in readings if r[1] >= published), readings[-1])
    return next((r for r in reversed(readings) if r[0] <= published), readings[0])


def story_date(sentences: Sequence[Sentence], published: str | None) -> Dating | None:
    """The day that the title or the lead gives («أمس»): what is told without a date of its own is of that day."""
    if published is None:
        return None
    day = date.fromisoformat(published)
    for sentence in sentences[:3]:
        for time in sentence.times:
            if time.precision == "day" and time.start is not None and time.start == time.end and time.kind == "point":
                start, end = _reading(time, False, published)
                if 0 <= (day - date.fromisoformat(start)).days <= 3:
                    return Dating(start, end, "day", "anchored", time.offsets)
    return None


def _anchored(
    sentence: Sentence, expression: TimeExpression, previous: Dating | None, published: str | None
) -> TimeExpression:
    """Count «بعد عامين» from the last date told before it, else from the event before, else from publication."""
    told = [t for t in sentence.times if t.start is not None and t.offsets[0] < expression.offsets[0]]
    if told:
        return resolve_anchored(expression, (told[-1].start, told[-1].end))
    if previous is not None and previous.start is not None and previous.basis not in ("tense", "publication"):
        return resolve_anchored(expression, (previous.start, previous.end))
    return resolve_anchored(expression, (published, published))


class Placer:
    """Finds the place of a draft among the names of its sentence."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._place_nouns = pack.grammar["place_nouns"]
        self._capital_nouns = pack.grammar["capital_nouns"]

    def place(self, sentence: Sentence, draft: Draft, about: str) -> Place | None:
        """The place: where a visit goes, else the nearest «في ...» in the clause or the sentence."""
        destination = self._destination(sentence, draft, about) if "visit" in draft.mode else None
        if destination is not None and destination.precision != "country":
            return destination
        at = draft.predicate.token.i
        best: tuple[float, Place] | None = None
        for chunk in sentence.chunks:
            if chunk.prep not in PLACE_PREPS or chunk.time or chunk.pronoun:
                continue
            if chunk.prep in ("علي", "الي") and draft.rule.event not in ("ASSAULT", "COERCE"):
                continue
            place = self._of_chunk(sentence, chunk, about)
            if place is None or (destination is not None and place.country != destination.country):
                continue
            same = chunk.clause is draft.predicate.clause
            cost = abs(chunk.first - at) + (0 if same else 8) + (0 if chunk.first > at else 4)
            if best is None or cost < best[0]:
                best = cost, place
        return best[1] if best is not None and best[0] < 30 else destination

    def _destination(self, sentence: Sentence, draft: Draft, about: str) -> Place | None:
        """Where a visit goes: the one country of its recipients, more exactly if a city is named for it."""
        if len({a.code for a in draft.recipients}) != 1:
            return None
        actor = draft.recipients[0]
        for match in sentence.names:
            start, end = sentence.text(match.first, match.last)
            place = self._choose([e for e in match.entries if e.kind == "place"], actor.code or about)
            if place is not None and actor.start <= start and end <= actor.end and place.code == actor.code:
                return _at(start, end, place)
        country = self._pack.countries.get(actor.code or "")
        if country is None:
            return None
        return Place(actor.start, actor.end, country.name_en, country.code, None, None, None, "country")

    def _of_chunk(self, sentence: Sentence, chunk: Chunk, about: str) -> Place | None:
        head = sentence.tokens[chunk.head]
        if head.name is None and not head.word.lemmas & self._place_nouns:
            return None
        if head.word.lemmas & self._capital_nouns and (capital := self._capital(sentence, chunk)) is not None:
            return capital
        for token in sentence.tokens[chunk.first : chunk.last]:
            if token.name is None or token.name.first != token.i:
                continue
            start, end = sentence.text(token.name.first, token.name.last)
            if (place := self._choose([e for e in token.name.entries if e.kind == "place"], about)) is not None:
                return _at(start, end, place)
            country = token.name.of("country")
            if country is not None and (chunk.head == token.i or head.name is None):
                return Place(start, end, country.name_en, country.code, None, None, None, "country")
            if token.name.of("person"):
                return None
        return None

    def _capital(self, sentence: Sentence, chunk: Chunk) -> Place | None:
        """«العاصمة القطرية»."""
        for token in sentence.tokens[chunk.first : chunk.last]:
            code = token.word.nisba.code if token.word.nisba is not None else ""
            country = self._pack.countries.get(code)
            if country is not None:
                start, end = sentence.text(chunk.first, chunk.last)
                return Place(start, end, country.capital, country.code, None, None, None, "city")
        return None

    @staticmethod
    def _choose(places: Sequence[Name], about: str) -> Name | None:
        """Of homonyms the one in the country the article is about, else the largest."""
        if not places:
            return None
        return max(places, key=lambda p: (p.code == about, p.population))


def _at(start: int, end: int, place: Name) -> Place:
    return Place(start, end, place.name_en, place.code or None, place.lat, place.lon, place.geonames_id, place.precision)


def count_people(sentence: Sentence, draft: Draft) -> dict[str, int | str]:
    """`{dead: 10}` or `{dead_text: "عشرات"}` from the victim phrase of a rule with `size`."""
    if not draft.rule.size or draft.victims is None or draft.victims.pronoun:
        return {}
    words = [t.word.bare if t.word.prep else t.word.form for t in sentence.tokens[draft.victims.first : draft.victims.last]]
    found = read_number(words, 0) or (read_number(words, 1) if len(words) > 1 else None)
    if found is None:
        return {}
    number, last = found
    if number.value is None:
        start, end = sentence.text(draft.victims.first, draft.victims.first + last)
        return {f"{draft.rule.size}_text": " ".join(words[:last])}
    if number.ordinal or number.value != int(number.value) or number.value > 10**7:
        return {}
    return {draft.rule.size: int(number.value)}
