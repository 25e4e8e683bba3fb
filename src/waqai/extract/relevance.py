"""Is it politics? What happens only at home between a state and its people, firms or clubs is mostly no event.

«What has no politically relevant actor on either side is not coded»: a side counts when the text itself names a state,
a body, a movement, a party or an office; a role whose country was only filled in does not make an event political.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from waqai.extract.actors import Actor
from waqai.extract.merge import Event
from waqai.extract.sentence import Sentence
from waqai.packs.rules import Grammar

POLITICAL = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY", "PTY", "OPP", "REB", "PRM", "UAF"})
CONTESTING = frozenset({"PTY", "OPP", "REB", "PRM", "UAF", "LAB"})
FRIENDLY = frozenset({"CONSULT", "SUPPORT", "AGREE", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
SPOKEN = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION", "COERCE"})
BODIES = frozenset({"UNO", "EUR", "IGO", "NGO", "IMG"})
NAMED = frozenset({"country", "capital", "org", "person"})
"""Kinds of those who are told by a name of their own and not only by what they are."""
ORDER = frozenset({"COP", "MIL", "SPY"})
LEARNED = frozenset({"EDU", "MED", "JRN"})
PRIVATE = LEARNED | {"CVL", "BUS", "AGR"}
ARMED = frozenset({"REB", "PRM", "UAF", "MIL"})
SPORT_SHARE = 0.025
SPORT_WORDS = 4
EVERYDAY_SHARE = 3
EVERYDAY_WORDS = 4
STORY = 3
"""Sentences from which on an article's words tell what it is about."""


ROUND_UP = 10
"""Arrests of so many at once are a deed of state."""


class Relevance:
    """Decides whether an event is political."""

    def __init__(self, grammar: Grammar) -> None:
        self._sport = grammar["sport"]
        self._everyday, self._public = grammar["everyday"], grammar["public_life"]
        self._accidents, self._violence = grammar["accidents"], grammar["violence"]

    def is_sport(self, sentences: Sequence[Sentence]) -> bool:
        """Whether an article is about sport: at least four of its words and one in forty belong to it."""
        words = [t.word for s in sentences for t in s.tokens if t.kind == "word"]
        is_other = self._sport.isdisjoint
        hits = sum([not is_other(word.lemmas) for word in words])
        return hits >= SPORT_WORDS and hits >= SPORT_SHARE * len(words)

    def is_everyday(self, sentences: Sequence[Sentence]) -> bool:
        """Whether an article is about schools, markets, weather: for three such words not one of public life."""
        if len(sentences) < STORY:
            return False
        lemmas = [t.word.lemmas for s in sentences for t in s.tokens if t.kind == "word"]
        everyday = sum([not self._everyday.isdisjoint(words) for words in lemmas])
        public = sum([not self._public.isdisjoint(words) for words in lemmas])
        return everyday >= EVERYDAY_WORDS and everyday > EVERYDAY_SHARE * public

    def is_between_states(self, event: Event) -> bool:
        """Whether two states or bodies take part, or armed people: what counts even in an article on everyday life."""
        sides = [a for a in (*event.actors, *event.recipients) if a.kind not in ("place", "open")]
        return len({a.code for a in sides if a.code and _is_power(a)}) > 1 or any(a.sector in ARMED for a in sides)

    def is_mishap(self, event: Event, opening: Sequence[Sentence]) -> bool:
        """Whether deaths or injuries were nobody's deed, by the words of their sentence, else of the article's opening.

        Only where no one is told to have done it, and no word of violence stands beside the accident or illness.
        """
        if event.event != "ASSAULT" or not event.draft.rule.size or event.draft.rule.frame.mutual:
            return False
        own = _lemmas([event.draft.sentence])
        if own & self._violence or (event.actors and not own & self._accidents):
            return False
        around = _lemmas(opening)
        return bool(own & self._accidents) or (bool(around & self._accidents) and not around & self._violence)

    def is_political(self, event: Event, home: str) -> bool:
        """Whether the sides make the event political, seen from the country of the publisher."""
        sides = [*event.actors, *event.recipients]
        if _is_round_up(event):
            return _abroad([a for a in sides if a.code], home)
        told = [a for a in sides if a.code and (a.kind != "open" or (a.code != home and a.sector in POLITICAL))]
        if len({a.code for a in told}) < 2 and not any(_counts(a) for a in told) and not _violent(event):
            return False
        between = event.event == "COERCE" and len(event.sides) > 1
        if not (_violent(event) or between or any(_is_power(a) for a in sides)):
            return False
        if _is_warning(event) or _is_brawl(event) or _is_policing(event):
            return False
        if _abroad(told, home) or _contested(sides):
            return True
        if event.event in FRIENDLY:
            if "resign" in event.mode:
                return any(a.sector in POLITICAL for a in sides)
            return event.event in ("SUPPORT", "AGREE") and any(a.kind in ("country", "capital") for a in event.actors)
        if event.event in SPOKEN:
            officials = {a.sector for a in sides} & POLITICAL
            if event.event in ("REQUEST", "ACCUSE", "REJECT"):
                over_violence = event.event == "ACCUSE" and self._is_over_violence(event)
                return any(a.sector in POLITICAL and (over_violence or a.kind != "place") for a in event.recipients)
            return bool(officials) and bool(event.recipients)
        return True

    def _is_over_violence(self, event: Event) -> bool:
        """Whether somebody told by a name, not only by what he is, condemns a deed of violence."""
        named = any(a.kind in NAMED for a in event.actors)
        return named and not self._violence.isdisjoint(_lemmas([event.draft.sentence]))


def _is_warning(event: Event) -> bool:
    """«حذر خبراء من هجوم»: those who know warn of what others may do, and threaten nobody."""
    return event.event == "THREATEN" and bool(event.actors) and all(a.sector in LEARNED for a in event.actors)


def _is_policing(event: Event) -> bool:
    """«أغلقت قوات الأمن مداخل الساحات»: whoever keeps order closes roads, and does not protest."""
    forces = bool(event.actors) and all(a.sector in ORDER for a in event.actors)
    bodies = "obstruct" in event.mode or all(a.role_kind == "body" for a in event.actors)
    return event.event == "PROTEST" and forces and bodies


def _is_brawl(event: Event) -> bool:
    """A fight of private people («اشتبك طبيب مع شبان»): nobody of politics, arms, faith or labour takes part."""
    if event.event != "ASSAULT" or not event.draft.rule.frame.mutual or len(event.actors) < 2:
        return False
    return len(event.sides) < 2 and all(a.sector in PRIVATE for a in event.actors)


def _is_round_up(event: Event) -> bool:
    """«اعتقل 251 شخصا خلال مداهمات»: so many are arrested by nobody but the state, named or not."""
    people = event.size.get("arrested")
    named = any(actor.kind != "open" for actor in event.actors)
    return "arrest" in event.mode and not named and isinstance(people, int) and people >= ROUND_UP


def _lemmas(sentences: Iterable[Sentence]) -> frozenset[str]:
    return frozenset().union(*(t.lemmas for s in sentences for t in s.tokens))


def _counts(actor: Actor) -> bool:
    return actor.sector in POLITICAL or actor.kind in ("country", "capital", "org", "people", "adjective", "both")


def _is_power(actor: Actor) -> bool:
    """Whether the side is one of politics: an authority, party, movement, named union, international body, state."""
    if actor.sector in CONTESTING and actor.kind in NAMED:
        return True
    return actor.sector in POLITICAL or actor.code in BODIES or actor.kind in ("country", "capital", "both")


def _violent(event: Event) -> bool:
    return event.event in ("ASSAULT", "PROTEST")


def _abroad(told: Iterable[Actor], home: str) -> bool:
    """Whether another state than the publisher's, or an international body, takes part."""
    codes = {a.code for a in told}
    return bool(codes - {home}) if home else bool(codes)


def _contested(sides: Iterable[Actor]) -> bool:
    return any(a.sector in CONTESTING for a in sides)
