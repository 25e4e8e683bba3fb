"""What the article has told so far: who was named, which countries it is about, which names belong to whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from waqai.packs.gazetteer import Name
from waqai.text.fold import fold

if TYPE_CHECKING:
    from waqai.extract.actors import Actor
    from waqai.extract.dating import Dating
    from waqai.extract.offices import Offices
    from waqai.extract.placenames import Place
    from waqai.extract.sentence import Token

BODIES = frozenset({"UNO", "EUR", "IGO", "NGO", "IMG", "MNC"})
FAR = 10**9
SOURCE = "مصدر"
"""«المصادر» are those told of before, whichever they were («مصادر أمنية يمنية»)."""
STATE_WORDS: Mapping[str, tuple[str, ...]] = {
    "مملكه": ("SAU", "JOR", "MAR", "BHR", "GBR"),
    "سلطنه": ("OMN",),
    "جمهوريه": (),
}

COUNTED = {
    3: frozenset({"ثلاث", "ثلاثه"}),
    4: frozenset({"اربع", "اربعه"}),
    5: frozenset({"خمس", "خمسه"}),
    6: frozenset({"ست", "سته"}),
}
"""Words that say how many states are meant («الدول الأربع»)."""


class Context:
    """The running state of one article. `day` is the ISO date on which offices are looked up."""

    def __init__(self, *, offices: Offices, home: str = "", day: str = "", about: Sequence[str] = ()) -> None:
        self._offices, self.home, self.day = offices, home, day
        self.about = list(about)
        self.mentions: list[Actor] = []
        self._people: dict[str, Actor] = {}
        self._roles: dict[str, Actor] = {}
        self._heads: dict[str, Actor] = {}
        self.counts: Counter[str] = Counter(about)
        self.last_subject: list[Actor] = []
        self.story: Dating | None = None
        self.place: Place | None = None

    def mention(self, actors: Sequence[Actor], head: str = "") -> None:
        """Take note of actors as they are read. `head`: the stem of the noun that names them («منظمة», «حركة»)."""
        for actor in actors:
            if actor.code is None:
                continue
            if actor.kind == "org" and head:
                self._heads[head] = actor
            self.mentions.append(actor)
            if actor.kind != "place":
                self.counts[actor.code] += 1
            if actor.role:
                self._roles[actor.role] = actor
            elif actor.office:
                self._roles[actor.office] = actor

    def body(self, head: str) -> Actor | None:
        """The body last named by a noun of this stem («منظمة»)."""
        return self._heads.get(head)

    def introduce(self, name: Sequence[Token], actor: Actor) -> None:
        """Bind an unlisted person's name, and its last word as the surname, to the office told with it."""
        for token in name:
            if len(token.word.bare) > 3:
                self._people[token.word.bare] = actor

    def known_person(self, tokens: Sequence[Token]) -> Actor | None:
        """The person whom an earlier sentence introduced by a word of this phrase."""
        if not self._people:
            return None
        for token in tokens:
            if token.name is None and token.word.nominal is None and token.word.bare in self._people:
                return self._people[token.word.bare]
        return None

    def same_role(self, role: Name) -> Actor | None:
        """Who was last named in this role."""
        if role.role_kind in ("body", "group"):
            head = fold(role.name_ar.split(" ")[0]).removeprefix("ال")
            if head in self._heads:
                return self._heads[head]
        found = self._roles.get(role.name_ar) or (self._roles.get(role.office) if role.office else None)
        first = role.name_ar.split(" ")[0]
        if found is None and (role.role_kind == "office" or first == SOURCE):
            alike = ((r, a) for r, a in reversed(self._roles.items()) if r.split(" ")[0] == first)
            found = next((a for _, a in alike if not (a.office and role.office) or a.office == role.office), None)
        return found

    def last_person(self, at: int = FAR) -> Actor | None:
        """The last single person with an office named before an offset."""
        return next((a for a in self.before(at) if a.office or a.person), None)

    def dyad(self, at: int = FAR, but: Collection[str] = ()) -> list[str]:
        """The two countries last named before an offset, else those the article is about; never one of `but`."""
        codes: dict[str, None] = {}
        for actor in self.before(at):
            if actor.code and actor.kind != "place" and actor.code not in but:
                codes[actor.code] = None
            if len(codes) == 2:
                break
        recent = list(codes)[::-1]
        leading = [c for c, _ in self.counts.most_common() if c not in but][:2]
        if len(leading) == 2 and set(leading) & set(recent) and self.counts[leading[1]] > 2:
            return [c for c in self.about if c in leading] if set(self.about) >= set(leading) else leading
        return recent if len(recent) == 2 else leading

    def counted_states(self, tokens: Sequence[Token]) -> list[Actor]:
        """«الدول الأربع»: the states that the sentence before was about, where they are as many as is said."""
        states = {a.code: a for a in self.last_subject if a.code and a.code not in BODIES}
        told = len(states) == len(self.last_subject) and COUNTED.get(len(states), frozenset())
        return list(states.values()) if told and any(t.word.stem in told for t in tokens) else []

    def pronoun(
        self, pronoun: str, prefer: Sequence[Actor], but: Sequence[Actor] = (), *, at: int = FAR
    ) -> list[Actor]:
        """Whom a suffix or free pronoun at offset `at` means: one of `prefer` that agrees, else the last before it."""
        before = self.before(at)
        if pronoun == "هما":
            if len(prefer) == 2:
                return list(prefer)
            codes: dict[str, Actor] = {}
            for actor in before:
                if actor.code and actor.code not in codes and all(actor.code != b.code for b in but):
                    codes[actor.code] = actor
                if len(codes) == 2:
                    return list(codes.values())[::-1]
            return []
        if pronoun in ("نا", "ي", "ني", "نحن", "انا", "ك", "كم"):
            return list(prefer)[:1]
        for actor in (*prefer, *before[:12]):
            if _agrees(actor, pronoun) and not any(actor.code == b.code and actor.person == b.person for b in but):
                return [actor]
        return []

    def before(self, at: int) -> list[Actor]:
        """The mentions that stand before an offset, the nearest first."""
        return sorted((a for a in self.mentions[-60:] if a.start < at), key=lambda a: -a.start)

    def this_country(self, stem: str, at: int = FAR, but: Collection[str] = ()) -> str:
        """The country that «البلاد», «المملكة» at an offset stands for; never one of `but`, who goes there."""
        before = [a.code for a in self.before(at) if a.code and a.code not in BODIES and a.code not in but]
        if stem in STATE_WORDS:
            among = STATE_WORDS[stem]
            if self.home in among and self.home not in but:
                return self.home
            return next((c for c in before if c in among), "") or (among[0] if len(among) == 1 else "")
        return before[0] if before else self.home

    def holder(self, office: str, code: str) -> Name | None:
        """Who held an office on the context's day, where the gazetteer knows."""
        return self._offices.holder(office, code, self.day) if self.day else None

    def recent(self, at: int = FAR) -> str:
        """The state last named before an offset, else the one the article is mostly about."""
        for actor in self.before(at):
            if actor.code and actor.code not in BODIES and actor.kind != "place":
                return actor.code
        return self.leading()

    def leading(self) -> str:
        """The country the article is mostly about, else the publisher's."""
        for code, _ in self.counts.most_common():
            if code not in BODIES:
                return code
        return self.home


def _agrees(actor: Actor, pronoun: str) -> bool:
    if actor.kind in ("place", "outlet"):
        return False
    if pronoun in ("هم", "هن"):
        return actor.number == "p" or actor.kind == "org"
    if actor.number == "p" and actor.kind == "people":
        return False
    if pronoun in ("ها", "هي"):
        return actor.gender in ("f", "") or (actor.kind == "role" and actor.number == "p")
    if pronoun in ("ه", "هو"):
        return actor.gender in ("m", "")
    return True
