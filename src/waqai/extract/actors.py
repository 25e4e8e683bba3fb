"""From noun phrases to actors: country, sector, office, person, as of the event's date.

An actor is built from what stands in the phrase: a name, a role with its demonym, genitive or suffix, a person in
apposition. What the phrase leaves open («الرئيس», «البلدان», «سفيرها») the article's context fills.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from waqai.extract.context import Context
from waqai.extract.sentence import Chunk, NameMatch, Sentence, Token
from waqai.packs.gazetteer import Name, Tenure
from waqai.packs.pack import Pack

MAX_REACH = 3
"""How many words after a plain noun a country may stand and still say whose it is («مواقف الصين»)."""
PLACE_KINDS = frozenset({"country", "place", "capital"})
"""What an actor is built from where only a place is told."""
STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG"})


@dataclass(slots=True)
class Actor:
    """An entity in one place of the text. `start`, `end` are offsets; `kind` says what it was built from.

    Not frozen, since very many are made and frozen ones take three times as long; none is changed once it is told.
    """

    code: str | None
    sector: str
    sectors: tuple[str, ...]
    start: int
    end: int
    kind: str
    name_en: str = ""
    name_ar: str = ""
    office: str = ""
    person: str = ""
    org: str = ""
    role: str = ""
    role_kind: str = ""
    gender: str = ""
    number: str = "s"
    definite: bool = True

    def same(self, other: Actor) -> bool:
        """Whether both stand for one side: same code, and sectors that do not exclude each other."""
        return self.code == other.code and (self.sector == other.sector or not self.sector or not other.sector)

    def but(self, **changes: Any) -> Actor:
        """Another like this one but for `changes`."""
        actor = Actor(*_values(self))
        for name, value in changes.items():
            setattr(actor, name, value)
        return actor


_values = attrgetter(*(f.name for f in fields(Actor)))


class ActorFinder:
    """Resolves chunks of one article. Keeps the article's context up to date as it goes."""

    def __init__(self, pack: Pack, context: Context) -> None:
        self._pack, self.context = pack, context
        grammar = pack.grammar
        self._both, self._this = grammar["both_sides"], grammar["this_country"]
        self._counterpart = grammar["counterpart"]
        self._viewed: Sentence | None = None
        self._views: dict[Chunk, _View] = {}

    def resolve(
        self, sentence: Sentence, chunk: Chunk, *, prefer: Sequence[Actor] = (), but: Sequence[Actor] = ()
    ) -> list[Actor]:
        """The actors of a chunk, or [] when it names none.

        `prefer`: whom a pronoun most likely means; `but`: whom it cannot mean (the subject of its own verb).
        """
        if chunk.time:
            return []
        tokens = sentence.tokens
        if chunk.pronoun:
            span = tokens[chunk.first].start, tokens[chunk.first].end
            return self._at(self.context.pronoun(chunk.pronoun, prefer, but, at=span[0]), span)
        view = self._view(sentence, chunk)
        if not view.needs_context:
            return self._named(view, prefer)
        return (
            self._both_sides(view, prefer)
            or self._counterpart_of(view, prefer)
            or self._this_country(view, prefer, but)
            or self._named(view, prefer)
        )

    def _view(self, sentence: Sentence, chunk: Chunk) -> _View:
        """The view of a chunk, made once a sentence: rule after rule asks for the same chunks."""
        if sentence is not self._viewed:
            self._viewed, self._views = sentence, {}
        view = self._views.get(chunk)
        if view is None:
            view = self._views[chunk] = _View(sentence, chunk)
            view.needs_context = self._needs_context(view)
        return view

    def _needs_context(self, view: _View) -> bool:
        """Whether words of the phrase point back to what the article has told («البلدان», «نظيره», «البلاد»)."""
        word = view.head.word
        if not self._this.isdisjoint((word.bare, word.form, word.stem)) or word.lemmas & self._counterpart:
            return True
        return any(t.word.bare in self._both or t.word.form in self._both for t in view.tokens)

    @staticmethod
    def _at(actors: Iterable[Actor], span: tuple[int, int]) -> list[Actor]:
        return [a.but(start=span[0], end=span[1]) for a in actors]

    def _both_sides(self, view: _View, prefer: Sequence[Actor]) -> list[Actor]:
        """«البلدان», «وزيرا دفاع البلدين», «الجانبان التركي والإسرائيلي»."""
        token = next((t for t in view.tokens if t.word.bare in self._both or t.word.form in self._both), None)
        if token is None:
            return []
        codes = view.codes() or self.context.dyad(view.span[0])
        if len(codes) < 2:
            return []
        role = view.role()
        sector = role.sector if role is not None and role.sector else "GOV"
        sectors = role.sectors if role is not None and role.sectors else (sector,)
        office = role.office if role is not None else ""
        return self._remember(
            [self._office_actor(c, sector, sectors, office, view.span, "both", role) for c in codes[:2]]
        )

    def _counterpart_of(self, view: _View, prefer: Sequence[Actor]) -> list[Actor]:
        """«نظيره التركي»: the same office in another country."""
        head = view.head
        if not head.word.lemmas & self._counterpart:
            return []
        model = next(iter(prefer), None) or self.context.last_person(view.span[0])
        codes = view.codes()
        if not codes:
            return []
        sector = model.sector if model is not None else "GOV"
        office = model.office if model is not None else ""
        sectors = model.sectors if model is not None else (sector,)
        person = view.person()
        actors = [self._office_actor(c, sector, sectors, office, view.span, "role", None) for c in codes]
        if person is not None:
            actors[0] = actors[0].but(person=person.name_en, name_en=person.name_en, name_ar=person.name_ar)
        return self._remember(actors)

    def _this_country(self, view: _View, prefer: Sequence[Actor], but: Sequence[Actor] = ()) -> list[Actor]:
        """«هذا البلد», «البلاد», «بلاده», «المملكة»."""
        head = view.head
        if head.name is not None and head.name.of("country", "organisation", "metonym"):
            return []
        if not (head.word.bare in self._this or head.word.form in self._this or head.word.stem in self._this):
            return []
        if codes := view.codes():
            return [self._country(codes[0], view.span)]
        if head.word.enclitic:
            owners = prefer or self.context.pronoun(head.word.enclitic, (), at=view.span[0])
            return [self._country(a.code, view.span) for a in owners[:1] if a.code]
        if not (head.word.article or head.word.bare.startswith("ال")):
            return []
        code = self.context.this_country(head.word.stem, view.span[0], {a.code for a in but if a.code})
        return [self._country(code, view.span)] if code else []

    def _country(self, code: str, span: tuple[int, int]) -> Actor:
        country = self._pack.countries.get(code)
        name_en, name_ar = (country.name_en, country.name_ar) if country else (code, "")
        return Actor(code, "GOV", ("GOV",), *span, "country", name_en, name_ar, gender="f")

    def _named(self, view: _View, prefer: Sequence[Actor]) -> list[Actor]:
        if view.role_match is not None:
            return self._remember(self._role(view, view.role_match, prefer))
        match = view.first_name()
        head = view.head
        if (
            view.person() is None
            and head.word.nisba is not None
            and head.name is None
            and (match is None or match.first > head.i)
        ):
            return self._remember(self._people(view))
        if match is not None:
            return self._remember(self._name(view, match), view.head.word.stem)
        if head.name is not None and head.name.of("title") and head.name.enclitic:
            last = self.context.last_person(view.span[0])
            return self._at([last], view.span) if last is not None else []
        known = self.context.known_person(view.tokens)
        if known is not None:
            return self._remember(self._at([known], view.span))
        codes = view.codes(within=MAX_REACH)
        sector = view.adjective_sector() or "GOV"
        return self._remember([self._country(c, view.span).but(sector=sector, sectors=(sector,)) for c in codes])

    def _remember(self, actors: list[Actor], head: str = "") -> list[Actor]:
        self.context.mention(actors, head)
        return actors

    def _people(self, view: _View) -> list[Actor]:
        """«الفلسطينيون», «أتراك»: people of a country, civilians where nothing else is told."""
        nisba = view.head.word.nisba
        assert nisba is not None
        sector = nisba.sector or "CVL"
        name = self._country(nisba.code, view.span).name_en
        return [
            Actor(nisba.code, sector, (sector,), *view.span, "people", name, gender=nisba.gender, number=nisba.number)
        ]

    def _name(self, view: _View, match: NameMatch) -> list[Actor]:
        person = match.of("person")
        if person is not None and not match.of("organisation", "country"):
            return [self._person(person, view.span)]
        name = self._likeliest(match)
        candidates = [e for e in match.entries if e.kind == "organisation"]
        if name is not None and name.kind == "organisation" and len(candidates) > 1:
            name = next((e for e in candidates if _on(e, self.context.day)), candidates[-1])
        if name is not None:
            kind = {"organisation": "org", "metonym": "capital", "country": "country"}[name.kind]
            name_en = name.name_en if kind == "org" else self._country(name.code, view.span).name_en
            org = name.name_en if kind == "org" else ""
            sectors = name.sectors or (name.sector,)
            gender = "" if kind == "org" else "f"
            return [
                Actor(
                    name.code or None,
                    name.sector,
                    sectors,
                    *view.span,
                    kind,
                    name_en,
                    name.name_ar,
                    org=org,
                    gender=gender,
                )
            ]
        if match.of("demonym") is not None:
            return [self._country(code, view.span) for code in view.codes()]
        places = [e for e in match.entries if e.kind == "place" and e.code]
        place = max(places, key=lambda e: (self.context.counts[e.code] > 0, e.population), default=None)
        if place is not None:
            return [Actor(place.code, "CVL", ("CVL",), *view.span, "place", place.name_en, place.name_ar)]
        outlet = match.of("outlet")
        if outlet is not None and not outlet.ambiguous:
            return [
                Actor(
                    outlet.code or None,
                    "JRN",
                    ("JRN",),
                    *view.span,
                    "outlet",
                    outlet.name_en,
                    outlet.name_ar,
                    org=outlet.name_en,
                )
            ]
        return []

    def _likeliest(self, match: NameMatch) -> Name | None:
        """Of homonyms («عمان») the state that the article has named, else the first listed."""
        states = [e for e in match.entries if e.kind in ("country", "metonym")]
        if len({e.code for e in states}) > 1:
            return max(states, key=lambda e: self.context.counts[e.code])
        return match.of("country", "organisation", "metonym")

    def _person(self, person: Name, span: tuple[int, int], role: Name | None = None, code: str = "") -> Actor:
        tenure = tenure_on(person, self.context.day, code, role.office if role else "")
        sector = role.sector if role is not None and role.sector else tenure.sector
        sectors = role.sectors if role is not None and role.sectors else tenure.sectors
        return Actor(
            code or tenure.code, sector, sectors, *span, "person", person.name_en, person.name_ar,
            office=role.office if role and role.office else tenure.office, person=person.name_en,
            role=role.name_ar if role else "", gender="m",
        )  # fmt: skip

    def _role(self, view: _View, match: NameMatch, prefer: Sequence[Actor]) -> list[Actor]:
        role = match.of("role")
        assert role is not None
        head = view.sentence.tokens[match.first]
        number = head.word.nominal.number if head.word.nominal else "s"
        definite = view.definite(match)
        person = view.person(after=match.last) or view.person()
        if role.code:
            return [self._office_actor(role.code, role.sector, role.sectors, role.office, view.span, "role", role)]
        codes = view.codes()
        org = view.organisation(match)
        if person is not None and role.role_kind in ("body", "group"):
            codes = codes or [tenure_on(person, self.context.day).code]
        elif person is not None:
            of_movement = org is not None and org.sector not in STATE_SECTORS
            office = role if role.role_kind == "office" and not of_movement else None
            return [self._person(person, view.span, office, codes[0] if codes else "")]
        if org is not None and not (codes and view.codes_before(org)):
            return [self._of_organisation(role, org, view, number)]
        if not codes and match.enclitic:
            owners = prefer or self.context.pronoun(match.enclitic, (), at=view.span[0])
            codes = [a.code for a in owners if a.code][: 2 if match.enclitic == "هما" else 1]
        movement = view.adjective_sector() if role.sector in ("PTY", "UNK", "UAF", "GOV") else ""
        sector, sectors = (movement, (movement,)) if movement not in ("", "GOV") else (role.sector, role.sectors)
        if role.sector in ("UAF", "UNK", "") and (inner := view.inner_role(match)) is not None:
            sector, sectors = inner.sector, inner.sectors
        actors = [self._office_actor(c, sector, sectors, role.office, view.span, "role", role) for c in codes]
        if not actors:
            actors = self._open_role(view, role, definite)
        name = view.unknown_name(match)
        gender = role.gender or ("f" if role.name_ar.endswith("ة") else "m")
        for actor in actors:
            actor.number, actor.gender, actor.definite = number or "s", gender, definite
        if name and len(actors) == 1:
            text = view.text(*name)
            actors[0].person, actors[0].name_en = text, actors[0].name_en or text
            self.context.introduce(view.sentence.tokens[name[0] : name[1]], actors[0])
        return actors

    def _open_role(self, view: _View, role: Name, definite: bool) -> list[Actor]:
        """A role whose country the phrase does not tell: the same role before, else left open for the event."""
        if definite and (known := self.context.same_role(role)) is not None:
            return self._at([known], view.span)
        sectors = role.sectors or (role.sector,)
        return [
            Actor(
                None,
                role.sector,
                sectors,
                *view.span,
                "open",
                role.name_en,
                role.name_ar,
                role.office,
                role=role.name_ar,
                definite=definite,
            )
        ]

    def _of_organisation(self, role: Name, org: Name, view: _View, number: str) -> Actor:
        sector = org.sector or role.sector
        if role.sector in ("JRN", "PTY", "MED"):
            sector = role.sector
        return Actor(
            org.code or None, sector, org.sectors or (sector,), *view.span, "org", org.name_en, org.name_ar,
            role.office, org=org.name_en, role=role.name_ar, number=number, gender="m",
        )  # fmt: skip

    def _office_actor(
        self,
        code: str,
        sector: str,
        sectors: tuple[str, ...],
        office: str,
        span: tuple[int, int],
        kind: str,
        role: Name | None,
    ) -> Actor:
        holder = self.context.holder(office, code) if office else None
        named = holder or self._pack.countries.get(code)
        return Actor(
            code, sector or "GOV", sectors or ("GOV",), *span, kind,
            named.name_en if named else code, named.name_ar if named else "", office,
            person=holder.name_en if holder else "",
            role=role.name_ar if role is not None else "", role_kind=role.role_kind if role is not None else "",
            gender="m",
        )  # fmt: skip


def _on(name: Name, day: str) -> bool:
    return Tenure("", "", "", (), name.start, name.end).covers(day) if day else not name.end


def tenure_on(person: Name, day: str, code: str = "", office: str = "") -> Tenure:
    """The office of `person` on an ISO date: the one asked for, else the highest held then, else the last before."""
    held = [t for t in person.tenures if day and t.covers(day)] or [t for t in person.tenures if not day and not t.end]
    for fits in (lambda t: t.office == office and (not code or t.code == code), lambda t: code and t.code == code):
        if matching := [t for t in held if fits(t)]:
            return matching[-1]
    if held:
        return min(held, key=lambda t: _RANK.get(t.office, 9))
    before = [t for t in person.tenures if not day or t.start <= day]
    return before[-1] if before else person.tenures[0]


_RANK = {
    "head_of_state": 0,
    "head_of_government": 1,
    "supreme_leader": 0,
    "secretary_general": 1,
    "movement_leader": 2,
    "foreign_minister": 2,
    "defence_minister": 2,
}


class _View:
    """A chunk with what its tokens name."""

    def __init__(self, sentence: Sentence, chunk: Chunk) -> None:
        self.sentence, self.chunk = sentence, chunk
        self.tokens = sentence.tokens[chunk.first : chunk.last]
        self.head: Token = sentence.tokens[chunk.head]
        first = sentence.tokens[chunk.first]
        start = first.start
        if (
            chunk.first < chunk.last
            and first.word.form != first.word.bare
            and first.word.form.endswith(first.word.bare)
        ) and len(first.text) == len(first.word.form):
            start += len(first.word.form) - len(first.word.bare)
        self.span = (start, sentence.tokens[chunk.last - 1].end)
        self.needs_context = True
        self._matches: list[NameMatch] = []
        for token in self.tokens:
            if token.name is not None and (not self._matches or self._matches[-1] is not token.name):
                self._matches.append(token.name)
        self.role_match = self._role_match() if self._matches else None
        self._codes: dict[int, list[str]] = {}

    def text(self, first: int, last: int) -> str:
        return " ".join(t.text for t in self.sentence.tokens[first:last])

    def first_name(self) -> NameMatch | None:
        """The first match that names an actor; places only where nothing else does."""
        if self.head.word.nisba is not None and self.head.name is None and self.person() is not None:
            return next(m for m in self._matches if m.of("person"))
        for kinds in (("country", "organisation", "metonym", "person"), ("place", "outlet", "demonym")):
            for match in self._matches:
                if match.of(*kinds):
                    return match
        return None

    def _role_match(self) -> NameMatch | None:
        """The match of the role that heads the phrase: at its head, or after the name of an unknown person."""
        for match in self._matches:
            if match.of("title") and not match.of("role"):
                continue
            if match.of("role"):
                before = self.sentence.tokens[self.chunk.head : match.first]
                if all(
                    t.word.nominal is None
                    or t.pos == "NUM"
                    or t.name is not None
                    or (t.pos == "P" or (t.word.prep == "" and _quantity(t)))
                    for t in before
                ):
                    return match
                return None
            if match.of("country", "organisation", "metonym"):
                return None
        return None

    def inner_role(self, outer: NameMatch) -> Name | None:
        """The body that people are of: «عناصر من قوات الأمن»."""
        for match in self._matches:
            if match.first >= outer.last and (role := match.of("role")) is not None and role.sector:
                return role
        return None

    def role(self) -> Name | None:
        match = next((m for m in self._matches if m.of("role")), None)
        return match.of("role") if match is not None else None

    def person(self, after: int = -1) -> Name | None:
        for match in self._matches:
            if match.first >= after and (found := match.of("person")) and not match.of("country", "organisation"):
                return found
        return None

    def organisation(self, role: NameMatch) -> Name | None:
        for match in self._matches:
            if match.first >= role.last and (found := match.of("organisation")):
                return found
        return None

    def codes_before(self, org: Name) -> bool:
        """Whether a demonym or country stands before the organisation."""
        at = next(m.first for m in self._matches if org in m.entries)
        return any(t.i < at and t.name is None and t.word.nisba is not None for t in self.tokens)

    def codes(self, within: int = 99) -> list[str]:
        """Country codes of demonyms and country names in the phrase, up to `within` words from its head, each once."""
        if within not in self._codes:
            self._codes[within] = self._find_codes(within)
        return self._codes[within]

    def _find_codes(self, within: int) -> list[str]:
        found: dict[str, None] = {}
        for token in self.tokens:
            if token.i > self.chunk.head + within:
                break
            if token.name is not None:
                name = token.name.of("country", "metonym", "demonym")
                if name is not None and name.code and token.name.first == token.i:
                    found[name.code] = None
            elif token.word.nisba is not None and token.word.nisba.code and token.pos in ("A", "N"):
                found[token.word.nisba.code] = None
        return list(found)

    def adjective_sector(self) -> str:
        return next((t.word.nisba.sector for t in self.tokens if t.word.nisba is not None and t.word.nisba.sector), "")

    def definite(self, match: NameMatch) -> bool:
        tokens = self.sentence.tokens
        head = tokens[match.first].word
        following = tokens[match.last] if match.last < self.chunk.last else None
        if not head.article and (
            head.form.endswith("ا") or (following is not None and following.pos == "A" and not following.word.article)
        ):
            return False
        return head.article or bool(head.enclitic) or any(t.word.article for t in self.tokens)

    def unknown_name(self, role: NameMatch) -> tuple[int, int] | None:
        """Token range of an unlisted person's name beside the role, if there is one."""
        tokens = self.sentence.tokens
        first = next((i for i in range(role.last, self.chunk.last) if _is_unknown(tokens[i])), None)
        if first is None:
            before = [t.i for t in tokens[self.chunk.first : role.first]]
            return (before[0], before[-1] + 1) if before and all(_is_unknown(tokens[i]) for i in before) else None
        last = first
        while last < self.chunk.last and tokens[last].name is None and not tokens[last].word.article:
            last += 1
        return (first, last) if last > first else None


def _quantity(token: Token) -> bool:
    return not token.word.article and not token.word.enclitic and token.pos in ("N", "NUM")


def _is_unknown(token: Token) -> bool:
    return (
        token.name is None
        and token.word.nominal is None
        and token.word.verb is None
        and token.kind == "word"
        and not token.word.article
    )
