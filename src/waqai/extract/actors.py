"""From noun phrases to actors: country, sector, office, person, as of the event's date.

An actor is built from what stands in the phrase: a name, a role with its demonym, genitive or suffix, a person in
apposition. What the phrase leaves open («الرئيس», «البلدان», «سفيرها») the article's context fills.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from waqai.extract.context import SOURCE, Context
from waqai.extract.offices import tenure_on
from waqai.extract.phrase import Phrase
from waqai.extract.sentence import Chunk, NameMatch, Sentence
from waqai.packs.gazetteer import Name, Tenure
from waqai.packs.pack import Pack

MAX_REACH = 3
"""How many words after a plain noun a country may stand and still say whose it is («مواقف الصين»)."""
PLACE_KINDS = frozenset({"country", "place", "capital"})
"""What an actor is built from where only a place is told."""
OF_MOVEMENTS = frozenset({"PTY", "UNK", "UAF", "GOV", "MIL"})
"""Sectors of roles that a movement's adjective makes the movement's («قوات حوثية»)."""
VAGUE = frozenset({"UAF", "UNK", "PTY", ""})
"""Sectors of roles that say less than the role they belong to («عناصر من الشرطة», «كتلة النواب»)."""
ARMED = frozenset({("MIL", "COP"), ("MIL", "REB"), ("MIL", "PRM"), ("MIL", "SPY")})
"""Forces and officers that are those of the body after them («قوة من الشرطة»)."""
IRREGULAR = frozenset({"REB", "UAF"})
"""Fighters who are a militia where they fight for a government («المقاتلون المؤيدون للرئيس»)."""
LEADERS = frozenset("رئيس رئيسة زعيم زعيمة قائد مدير مسؤول عضو أمين ممثل متحدث ناطق مستشار نائب".split())
"""Roles that say nothing of their sector where the body after them does."""
DEPUTY = "نائب"
ALLIANCE, ALLIED_FORCES = "تحالف", "قوات التحالف"
"""Roles of several states at once, whoever leads them."""
STATES = frozenset({"دولة", "بلد", "حكومة"})
"""Roles that in the plural are states which are not named («الدول الأربع»)."""
UNITED_NATIONS = "United Nations"
WORLD_POWERS, SIX_POWERS, NEGOTIATED_WITH = "World powers", "P5+1", "IRN"
"""Unnamed powers are no body of their own, but beside this country they are the group that negotiates with it."""
HEADS = frozenset({"head_of_state", "head_of_government"})
"""Offices whose holder is the host of who is received at home."""
STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG"})


@dataclass(slots=True, init=False)
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
    name_en: str
    name_ar: str
    office: str
    person: str
    org: str
    role: str
    role_kind: str
    gender: str
    number: str
    definite: bool

    def __init__(
        self, code: str | None, sector: str, sectors: tuple[str, ...], start: int, end: int, kind: str,
        name_en: str = "", name_ar: str = "", office: str = "", person: str = "", org: str = "", role: str = "",
        role_kind: str = "", gender: str = "", number: str = "s", definite: bool = True,
    ) -> None:  # fmt: skip
        self.code = code
        self.sector = sector
        self.sectors = sectors
        self.start = start
        self.end = end
        self.kind = kind
        self.name_en = name_en
        self.name_ar = name_ar
        self.office = office
        self.person = person
        self.org = org
        self.role = role
        self.role_kind = role_kind
        self.gender = gender
        self.number = number
        self.definite = definite

    def same(self, other: Actor) -> bool:
        """Whether both stand for one side: same code, and sectors that do not exclude each other."""
        return self.code == other.code and (self.sector == other.sector or not self.sector or not other.sector)

    @property
    def is_several_states(self) -> bool:
        """Whether it stands for states that the phrase leaves unnamed: «الدول», «وزراء خارجية الدول الأربع»."""
        return self.number == "p" and self.kind == "open" and self.role in STATES

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
        self._counterpart, self._place_nouns = grammar["counterpart"], grammar["place_nouns"]
        self._capital_nouns = grammar["capital_nouns"]
        self._viewed: Sentence | None = None
        self._views: dict[Chunk, Phrase] = {}

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
            return self._named(view, prefer) if view.names_somebody else self._known(view)
        return (
            self._both_sides(view, but)
            or self._counterpart_of(view, prefer)
            or self._this_country(view, prefer, but)
            or self._named(view, prefer)
        )

    def _view(self, sentence: Sentence, chunk: Chunk) -> Phrase:
        """The view of a chunk, made once a sentence: rule after rule asks for the same chunks."""
        if sentence is not self._viewed:
            self._viewed, self._views = sentence, {}
        view = self._views.get(chunk)
        if view is None:
            view = self._views[chunk] = Phrase(sentence, chunk)
            view.needs_context = self._needs_context(view)
        return view

    def _needs_context(self, view: Phrase) -> bool:
        """Whether words of the phrase point back to what the article has told («البلدان», «نظيره», «البلاد»)."""
        word, this, both = view.head.word, self._this, self._both
        if word.bare in this or word.form in this or word.stem in this or word.lemmas & self._counterpart:
            return True
        for token in view.tokens:  # noqa: SIM110 - asked of every phrase, and `any` takes twice as long
            if token.word.bare in both or token.word.form in both:
                return True
        return False

    @staticmethod
    def _at(actors: Iterable[Actor], span: tuple[int, int]) -> list[Actor]:
        return [a.but(start=span[0], end=span[1]) for a in actors]

    def _both_sides(self, view: Phrase, but: Sequence[Actor]) -> list[Actor]:
        """«البلدان», «وزيرا دفاع البلدين», «الجانبان التركي والإسرائيلي»; nobody of `but`, who calls on them."""
        token = next((t for t in view.tokens if t.word.bare in self._both or t.word.form in self._both), None)
        if token is None:
            return []
        codes = view.codes() or self.context.dyad(view.span[0], {a.code for a in but if a.code})
        if len(codes) < 2:
            return []
        role = view.role()
        sector = role.sector if role is not None and role.sector else "GOV"
        sectors = role.sectors if role is not None and role.sectors else (sector,)
        office = role.office if role is not None else ""
        return self._remember(
            [self._office_actor(c, sector, sectors, office, view.span, "both", role) for c in codes[:2]]
        )

    def _counterpart_of(self, view: Phrase, prefer: Sequence[Actor]) -> list[Actor]:
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

    def _this_country(self, view: Phrase, prefer: Sequence[Actor], but: Sequence[Actor] = ()) -> list[Actor]:
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

    def _named(self, view: Phrase, prefer: Sequence[Actor]) -> list[Actor]:
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
        return self._known(view) or self._remember(self._owned(view))

    def _known(self, view: Phrase) -> list[Actor]:
        """Somebody whom an earlier phrase introduced by name."""
        known = self.context.known_person(view.tokens)
        return self._remember(self._at([known], view.span)) if known is not None else []

    def _owned(self, view: Phrase) -> list[Actor]:
        """Whose a plain noun is («مواقف الصين», «مئات التونسيين», «الأراضي السورية»)."""
        place = bool(view.head.lemmas & self._place_nouns)
        people = any(
            t.word.nisba is not None and t.word.nisba.number in ("p", "d") and t.name is None for t in view.tokens
        )
        sector = view.adjective_sector() or ("CVL" if people or place else "GOV")
        kind = "place" if place else "people" if people else "country"
        owners = (self._country(code, view.span) for code in view.codes(within=MAX_REACH))
        return [a.but(sector=sector, sectors=(sector,), kind=kind) for a in owners]

    def _remember(self, actors: list[Actor], head: str = "") -> list[Actor]:
        self.context.mention(actors, head)
        return actors

    def _people(self, view: Phrase) -> list[Actor]:
        """«الفلسطينيون», «أتراك»: people of a country, civilians where nothing else is told."""
        nisba = view.head.word.nisba
        assert nisba is not None
        sector = nisba.sector or "CVL"
        name = self._country(nisba.code, view.span).name_en
        return [
            Actor(nisba.code, sector, (sector,), *view.span, "people", name, gender=nisba.gender, number=nisba.number)
        ]

    def _name(self, view: Phrase, match: NameMatch) -> list[Actor]:
        person = match.of("person")
        if person is not None and not match.of("organisation", "country"):
            return [self._person(person, view.span)]
        name = self._likeliest(view, match)
        candidates = [e for e in match.entries if e.kind == "organisation"]
        if name is not None and name.kind == "organisation" and len(candidates) > 1:
            name = next((e for e in candidates if _on(e, self.context.day)), candidates[-1])
        if name is not None and name.name_en == UNITED_NATIONS and view.head.word.article:
            body = self.context.body(view.head.word.stem)  # «المنظمة الدولية» may be the organisation told before
            if body is not None and body.org != UNITED_NATIONS:
                return self._at([body], view.span)
        if name is not None and name.name_en == WORLD_POWERS and self.context.counts[NEGOTIATED_WITH]:
            return [Actor("IGO", "GOV", ("GOV",), *view.span, "org", SIX_POWERS, name.name_ar, org=SIX_POWERS)]
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

    def _likeliest(self, view: Phrase, match: NameMatch) -> Name | None:
        """Of homonyms («عمان») the one that the phrase or the article has named, else the first listed."""
        states = [e for e in match.entries if e.kind in ("country", "metonym")]
        if len({e.code for e in states}) > 1:
            told, capital = view.adjective_codes(), bool(view.head.lemmas & self._capital_nouns)
            return max(
                states,
                key=lambda e: (e.code in told, capital and e.kind == "metonym", self.context.counts[e.code]),
            )
        return match.of("country", "organisation", "metonym")

    def _person(self, person: Name, span: tuple[int, int], role: Name | None = None, code: str = "") -> Actor:
        tenure = tenure_on(person, self.context.day, code, role.office if role else "")
        told = role if role is not None and not (role.office and role.office == tenure.office) else None
        sector = told.sector if told is not None and told.sector else tenure.sector
        sectors = told.sectors if told is not None and told.sectors else tenure.sectors
        return Actor(
            code or tenure.code, sector, sectors, *span, "person", person.name_en, person.name_ar,
            office=role.office if role and role.office else tenure.office, person=person.name_en,
            role=role.name_ar if role else "", gender=_gender(person, role),
        )  # fmt: skip

    def _role(self, view: Phrase, match: NameMatch, prefer: Sequence[Actor]) -> list[Actor]:
        role = match.of("role")
        assert role is not None
        head = view.sentence.tokens[match.first]
        number = head.word.nominal.number if head.word.nominal else "s"
        definite = view.definite(match)
        person = view.person(after=match.last) or view.person()
        if _is_deed(view, match, role):
            return []
        if role.code:
            return [self._office_actor(role.code, role.sector, role.sectors, role.office, view.span, "role", role)]
        codes = view.codes()
        org = view.organisation(match)
        if person is not None and role.role_kind in ("body", "group"):
            codes = codes or [tenure_on(person, self.context.day).code]
        elif person is not None:
            of_movement = org is not None and org.sector not in STATE_SECTORS
            left = view.former and any(t.covers(self.context.day) for t in person.tenures if self.context.day)
            deputy = role.name_ar == DEPUTY and view.inner_role(match) is not None
            held = role.role_kind == "office" and not (of_movement or left or deputy)
            office = role if held else None
            return [self._person(person, view.span, office, codes[0] if codes else "")]
        if org is not None:
            self._note_body(view, org)
        if org is not None and not (codes and view.codes_before(org)):
            return [self._of_organisation(role, org, view, number)]
        owners: Sequence[Actor] = ()
        enclitic = match.enclitic or head.word.enclitic
        if not codes and enclitic:
            named = role.name_ar != SOURCE  # «مصادرها» are those of an outlet
            owners = prefer or (self.context.pronoun(enclitic, (), at=view.span[0]) if named else ())
            codes = [a.code for a in owners if a.code][: 2 if enclitic == "هما" else 1]
        sector, sectors = self._role_sector(view, match, role)
        if (body := _own_body(role, owners)) is not None:
            sector, sectors = body.sector, body.sectors
        actors = [self._office_actor(c, sector, sectors, role.office, view.span, "role", role) for c in codes]
        if not actors and role.role_kind in ("body", "group"):
            stationed = view.countries_after()
            actors = [self._office_actor(c, sector, sectors, "", view.span, "role", role) for c in stationed]
        if not actors:
            inner = view.inner_role(match)
            actors = self._open_role(view, role, definite, inner, sector, sectors)
        gender = role.gender or ("f" if role.name_ar.endswith("ة") else "m")
        for actor in actors:
            actor.number, actor.gender, actor.definite = number or "s", gender, definite
        if len(actors) == 1 and (name := view.unknown_name(match)):
            text = view.text(*name)
            actors[0].person, actors[0].name_en = text, actors[0].name_en or text
            self.context.introduce(view.sentence.tokens[name[0] : name[1]], actors[0])
        return actors

    def _note_body(self, view: Phrase, org: Name) -> None:
        """Let «المنظمة», «الاتحاد» mean the body that an office holder was told to belong to."""
        match = view.match_of(org)
        self.context.mention(self._name(view, match), view.sentence.tokens[match.first].word.stem)

    @staticmethod
    def _role_sector(view: Phrase, match: NameMatch, role: Name) -> tuple[str, tuple[str, ...]]:
        """The sector of a role, or of the movement («قوات الحوثيين») or body («عناصر من الشرطة») that it belongs to."""
        movement = view.adjective_sector() if role.sector in OF_MOVEMENTS else ""
        if movement not in ("", "GOV"):
            return movement, (movement,)
        inner = view.inner_role(match)
        if role.sector in IRREGULAR and view.is_loyal(match):
            return "PRM", ("PRM",)
        if inner is None or not _takes_sector(role, inner):
            return role.sector, role.sectors
        if role.sector == "UAF" and inner.sector in ("OPP", "PTY"):
            return "REB", ("REB",)
        return inner.sector, inner.sectors or (inner.sector,)

    def _open_role(
        self, view: Phrase, role: Name, definite: bool, inner: Name | None, sector: str, sectors: tuple[str, ...]
    ) -> list[Actor]:
        """A role whose country the phrase does not tell: the same role before, else left open for the event."""
        if (states := view.unnamed_states(STATES)) is not None:
            if named := self.context.counted_states(view.tokens):
                return self._at(named, view.span)
            role, inner, definite = states, None, False
        known = self.context.same_role(inner or role) if definite else None
        if known is not None and inner is None:
            return self._at([known], view.span)
        if known is not None and known.code:
            return [self._office_actor(known.code, sector, sectors, "", view.span, "role", role)]
        if definite and role.name_ar in (ALLIANCE, ALLIED_FORCES):
            return [Actor("IGO", sector, sectors, *view.span, "org", role.name_en, role.name_ar, role=role.name_ar)]
        return [
            Actor(
                None, sector, sectors or (sector,), *view.span, "open", role.name_en, role.name_ar, role.office,
                role=role.name_ar, definite=definite,
            )
        ]  # fmt: skip

    def _of_organisation(self, role: Name, org: Name, view: Phrase, number: str) -> Actor:
        sector = org.sector or role.sector
        sectors = org.sectors or (sector,)
        if role.sector in ("JRN", "PTY", "MED") and not (role.sector == "PTY" and org.sector in ("REB", "PRM")):
            sector = role.sector
        elif role.sector in ("UAF", "REB") and org.sector in ("OPP", "PTY"):
            sector, sectors = "REB", ("REB",)
        return Actor(
            org.code or None, sector, sectors, *view.span, "org", org.name_en, org.name_ar,
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


def _gender(person: Name, role: Name | None) -> str:
    """Of a person: what the role tells, else masculine; "" (either) for given names in «ا» or «ة»."""
    if role is not None and (role.gender == "f" or role.name_ar.split(" ")[0].endswith("ة")):
        return "f"
    return "" if person.name_ar.split(" ")[0].endswith(("ا", "ة")) else "m"


def _on(name: Name, day: str) -> bool:
    return Tenure("", "", "", (), name.start, name.end).covers(day) if day else not name.end


def _is_deed(view: Phrase, match: NameMatch, role: Name) -> bool:
    """«الدفاع عن الحقوق»: a word that may name a ministry and is a deed where «عن» follows."""
    tokens = view.sentence.tokens
    follows = match.last < len(tokens) and tokens[match.last].word.form == "عن"
    return role.ambiguous and role.role_kind == "body" and follows


def _own_body(role: Name, owners: Sequence[Actor]) -> Actor | None:
    """The party, union or movement whose leader a suffix makes somebody («النقابة وأمينها العام»)."""
    if not owners:
        return None
    leads = role.name_ar.split()[0].removeprefix("ال") in LEADERS
    return next((a for a in owners[:1] if leads and a.kind == "org" and a.sector not in STATE_SECTORS), None)


def _takes_sector(role: Name, inner: Name) -> bool:
    """Whether a role has the sector of the one it belongs to: «عناصر من الشرطة», «رئيس الحزب», «نائب المستشارة»."""
    if role.sector in VAGUE or (role.sector, inner.sector) in ARMED:
        return True
    heads = role.name_ar in LEADERS and (inner.role_kind == "body" or inner.sector == "REL")
    return heads or (role.name_ar == DEPUTY and inner.role_kind == "office")
