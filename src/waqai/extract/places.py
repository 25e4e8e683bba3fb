"""Where an event happened: among the places that its sentence names, the one that the event's own words lead to.

Deeds have a place more often than not, speech seldom: for deeds any place in reach will do, for speech only one told
with the speaking itself («قال في القاهرة», «خلال اجتماع في جدة»). Of a visit it is where it goes, of an attack or a
capture also what was attacked («سيطروا على العاصمة صنعاء»).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from waqai.extract.actors import Actor
from waqai.extract.frames import Draft
from waqai.extract.placenames import Place, PlaceReader
from waqai.extract.sentence import Chunk, Clause, Sentence

if TYPE_CHECKING:
    from waqai.packs.pack import Pack

LOCATIVE = frozenset("في ب قرب داخل وسط near عند شمال جنوب شرق غرب شمالي جنوبي شرقي غربي امام قباله خارج عبر".split())
TOWARDS = frozenset({"الي", "نحو", "علي", "صوب"})
"""Where forces are moved to."""
DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "COOPERATE", "CONSULT"})
MEETING_TYPES = frozenset({"CONSULT"})
STRIKING = frozenset({"ASSAULT", "COERCE"})
TARGET_SLOTS = ("object", "genitive", "done", "علي", "ل")
OVERRUN_REACH = 10
GOALS = ("الي", "ل", "object", "done", "genitive")
GOAL_REACH = 22
"""How many words after «زيارة» its goal may stand, behind the titles of who goes."""
TERRITORY = frozenset({"country", "place", "capital"})
POSTED = frozenset("سفير قنصل مندوب مراسل ممثل سفاره قنصليه".split())
STATES = frozenset("دوله جمهوريه مملكه سلطنه مدينه عاصمه".split())
OCCASION = frozenset({"خلال", "اثناء", "margin", "عقب", "بعد", "لدي", "قبل", "قبيل", "بعيد"})
BESIDE = 6
REACH = 30.0
"""The cost (words and clauses between) beyond which a place has nothing to do with a deed."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place and how far from the event it is told; smaller is better."""

    cost: float
    place: Place


class Placer:
    """Finds the place of a draft among the names of its sentence. Holds no state between calls."""

    def __init__(self, pack: Pack) -> None:
        self._read = PlaceReader(pack)

    def place(self, sentence: Sentence, draft: Draft, about: str, before: Place | None = None) -> Place | None:
        """The event's place, or None where none is told.

        `about`: the country that the article is mostly about, which decides between homonyms; `before`: the place of
        the last event told, for «المدينة», «المكان».
        """
        near = self._countries(sentence, draft, about)
        if "visit" in draft.mode:
            return self._visited(sentence, draft, near, before)
        if draft.rule.event not in DEEDS:
            return self._of_speech(sentence, draft, near, before)
        found = list(self._candidates(sentence, draft, near, before))
        best = min(found, key=lambda c: c.cost, default=None)
        if best is not None and best.cost < REACH:
            return _finest(best, found)
        return self._struck(draft)

    def scene(self, sentence: Sentence, about: str) -> Place | None:
        """The first city or landmark in which a sentence says that something took place."""
        near = tuple(c for c in (about,) if c)
        for chunk in sentence.chunks:
            if chunk.prep in ("في", "ب") and not chunk.time and not chunk.pronoun and not _is_post(sentence, chunk):
                place = self._read.meeting(sentence, chunk, near) or self._read.of_chunk(sentence, chunk, near, None)
                if place is not None and place.precision != "country":
                    return place
        return None

    @staticmethod
    def _countries(sentence: Sentence, draft: Draft, about: str) -> tuple[str, ...]:
        """The countries among which homonyms are looked for, the likeliest first."""
        told = (t.word.nisba.code for t in sentence.tokens if t.name is None and t.word.nisba is not None)
        named = (e.code for m in sentence.names if (e := m.of("country")) is not None)
        sides = (a.code for a in (*draft.recipients, *draft.actors) if a.code and a.kind != "capital")
        return tuple(c for c in dict.fromkeys((*named, *told, *sides, about)) if c)

    # -- deeds --------------------------------------------------------------------------------------------------

    def _candidates(
        self, sentence: Sentence, draft: Draft, near: tuple[str, ...], before: Place | None
    ) -> Iterator[Candidate]:
        at, clause = draft.predicate.token.i, draft.predicate.clause
        targets = self._targets(draft)
        for chunk in sentence.chunks:
            if chunk.time or chunk.pronoun:
                continue
            target = any(chunk.first <= t.head < chunk.last for t in targets) or _is_overrun(draft, chunk)
            if draft.rule.event in MEETING_TYPES and (named := self._read.meeting(sentence, chunk, near)) is not None:
                yield Candidate(abs(chunk.first - at) + _apart(clause, chunk), named)
                continue
            local = chunk.prep in LOCATIVE or (chunk.prep in TOWARDS and draft.rule.event == "MOBILIZE")
            if not target and not local and not self._read.is_settlement(sentence, chunk):
                continue
            if _is_post(sentence, chunk):
                continue
            place = self._read.of_chunk(sentence, chunk, near, before)
            if place is None or (target and place.precision == "country" and draft.rule.event != "COERCE"):
                continue
            cost = abs(chunk.first - at) + _apart(clause, chunk) - (6 if target else 0)
            cost += 0 if target or local else 10
            cost += (0 if chunk.first > at else 4) + (4 if place.precision == "country" else 0)
            yield Candidate(cost, place)

    @staticmethod
    def _targets(draft: Draft) -> list[Chunk]:
        """What the deed is done to, where that can be a place."""
        if draft.rule.event not in STRIKING:
            return []
        slots = draft.predicate.slots
        listed = [c for slot in TARGET_SLOTS for c in slots.get(slot, ()) if not c.pronoun]
        return [*listed, draft.victims] if draft.victims is not None and not draft.victims.pronoun else listed

    def _struck(self, draft: Draft) -> Place | None:
        """The country that is attacked («هجوم على إيران»)."""
        if draft.rule.event != "ASSAULT":
            return None
        struck = [a for a in draft.recipients if a.kind in TERRITORY and _is_named(draft.sentence, a)]
        if len({a.code for a in struck}) != 1:
            return None
        return self._read.country(struck[0].code or "", struck[0].start, struck[0].end)

    # -- visits -------------------------------------------------------------------------------------------------

    def _visited(self, sentence: Sentence, draft: Draft, near: tuple[str, ...], before: Place | None) -> Place | None:
        """Where a visit goes: the one country of its recipients, more exactly if a city is named for it."""
        codes = {a.code for a in draft.recipients if a.code}
        if len(codes) > 1:
            return None
        goal = self._goal(sentence, draft, near, before)
        host = draft.recipients[0] if codes else None
        if host is None:
            return goal
        if goal is not None and goal.country == host.code and goal.precision != "country":
            return goal
        cities = [
            c for c in self._candidates(sentence, draft, (host.code or "", *near), None)
            if c.place.country == host.code and c.place.precision != "country"
        ]  # fmt: skip
        best = min(cities, key=lambda c: c.cost, default=None)
        if best is not None and best.cost < REACH:
            return best.place
        if (city := self._heard_from(sentence, host.code or "", near)) is not None:
            return city
        if goal is not None and goal.country == host.code:
            return goal
        return self._read.country(host.code or "", host.start, host.end)

    def _heard_from(self, sentence: Sentence, country: str, near: tuple[str, ...]) -> Place | None:
        """«ومن واشنطن طالب ... خلال زيارة إلى الولايات المتحدة»: the visitor speaks in a city of his host."""
        for chunk in sentence.chunks:
            if chunk.first > 2 or chunk.prep != "من" or chunk.time:
                continue
            place = self._read.of_chunk(sentence, chunk, near, None)
            if place is not None and place.country == country and place.precision != "country":
                return place
        return None

    def _goal(self, sentence: Sentence, draft: Draft, near: tuple[str, ...], before: Place | None) -> Place | None:
        """What says where to: «إلى باكو», «لجمهورية مصر», the object of «زار»."""
        predicate = draft.predicate
        for chunk in (c for s in GOALS for c in predicate.slots.get(s, ())):
            if chunk.pronoun or chunk.time:
                continue
            if (place := self._read.of_chunk(sentence, chunk, near, before, whole=True)) is not None:
                return place
        for match in sentence.names:
            if not 0 < match.first - predicate.token.i < GOAL_REACH or not _is_aimed_at(sentence, match.first):
                continue
            if (place := self._read.of_match(sentence, match, near)) is not None:
                return place
        return None

    # -- speech -------------------------------------------------------------------------------------------------

    def _of_speech(self, sentence: Sentence, draft: Draft, near: tuple[str, ...], before: Place | None) -> Place | None:
        """The place where somebody spoke or agreed: told before the word, right after it, or of the occasion."""
        predicate = draft.predicate
        for chunk in sentence.chunks:
            if chunk.time or chunk.pronoun or not _told_with(sentence, draft, chunk) or _is_post(sentence, chunk):
                continue
            vague = predicate.form != "verb" and chunk.first > predicate.token.i
            place = self._read.of_chunk(sentence, chunk, near, before)
            if place is not None and not (vague and place.precision == "country"):
                return place
        return None


def _told_with(sentence: Sentence, draft: Draft, chunk: Chunk) -> bool:
    """Whether a locative phrase belongs to the word of speech itself and not to what is spoken of."""
    clause = draft.predicate.clause
    if chunk.clause is not clause and chunk.clause is not clause.inherits:
        return False
    verb = draft.predicate.token if draft.predicate.form == "verb" else clause.verb
    at = verb.i if verb is not None and verb.i < draft.predicate.token.i else draft.predicate.token.i
    if chunk.prep == "من":
        return chunk.first < at and chunk.first <= 2
    if chunk.prep not in ("في", "ب"):
        return False
    low, high = min(at, chunk.first), max(at, chunk.first)
    between = [c for c in sentence.chunks if low < c.first < high and not c.time and c is not draft.predicate.chunk]
    if any(c.prep in OCCASION for c in between):
        return True
    subject = (chunk.clause or clause).subject
    return all(any(c is s for s in subject) or c.prep == "في" or c.first == at + 1 for c in between)


def _is_named(sentence: Sentence, actor: Actor) -> bool:
    """Whether an actor is told by a country's or place's name and not by an adjective."""
    for match in sentence.names:
        start, end = sentence.text(match.first, match.last)
        if actor.start <= start + 2 and end <= actor.end and match.of("country", "place"):
            return True
    return False


def _is_overrun(draft: Draft, chunk: Chunk) -> bool:
    """«استعادوا السيطرة على ...», «هجوم ... على مطار»: what stands after «على» in an attack's or capture's clause."""
    if draft.rule.event not in STRIKING or chunk.prep != "علي" or chunk.clause is not draft.predicate.clause:
        return False
    return 0 < chunk.first - draft.predicate.token.i < OVERRUN_REACH


def _is_post(sentence: Sentence, chunk: Chunk) -> bool:
    """«سفيرها في طهران»: where somebody serves, not where something happens."""
    at = chunk.first - (1 if sentence.tokens[chunk.first - 1].pos == "P" else 0) - 1 if chunk.first else -1
    if at < 0:
        return False
    name = sentence.tokens[at].name
    role = name.of("role") if name is not None else None
    if role is not None and role.office and role.role_kind in ("office", "person"):
        return True
    return bool(sentence.tokens[at].word.lemmas & POSTED)


def _is_aimed_at(sentence: Sentence, at: int) -> bool:
    """Whether the name at token `at` stands after «إلى» or «لـ», or after «لدولة», «إلى مدينة»."""
    token = sentence.tokens[at]
    before = sentence.tokens[at - 1]
    if token.word.prep == "ل" or before.word.form == "الي":
        return True
    if not before.word.lemmas & STATES or at < 2:
        return False
    return before.word.prep == "ل" or sentence.tokens[at - 2].word.form == "الي"


def _apart(clause: Clause, chunk: Chunk) -> float:
    """What it costs that a phrase stands in another clause: below 4, above 8, elsewhere 14."""
    other = chunk.clause
    if other is clause or other is None:
        return 0.0
    if other.parent is clause:
        return 4.0
    if clause.parent is other or clause.inherits is other:
        return 8.0
    return 14.0


def _finest(best: Candidate, found: Iterable[Candidate]) -> Place:
    """The best place, or the city in it that is told beside it («في جومبي بنيجيريا»)."""
    if best.place.precision != "country":
        return best.place
    within = [c for c in found if c.place.country == best.place.country and c.place.precision != "country"]
    return min((c for c in within if c.cost < best.cost + BESIDE), key=lambda c: c.cost, default=best).place
