"""«وزير الدفاع الإسرائيلي» on a day: who was it?

Understands an office with its country in Arabic («رئيس وزراء العراق»), in English ("prime minister of Iraq"), as codes
("IRQ head_of_government"), and a person's name, which is answered with the offices held on that day.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import zip_longest

from waqai.extract.names import find_names
from waqai.extract.offices import Offices
from waqai.extract.sentence import NameMatch, Token
from waqai.packs.gazetteer import UNIONS, Name, Tenure
from waqai.packs.pack import Pack, load_pack
from waqai.text.tokens import tokenize

CABINET = "cabinet"
"""Asked for a head of government who is not the head of state where both sit in it («رئيس وزراء أوغندا»)."""
GOVERNMENT = frozenset((CABINET, "head_of_government"))
"""Where nobody is known to lead it, the head of state does; not so a king beyond the seas."""
EARLIER = "أسبق"
"""«الأسبق» is not the last holder but the one before."""
STATE = "state"
"""Asked for the highest in the state, whatever the office is called: in Iran the supreme leader."""
FIRST_OF = {
    CABINET: ("head_of_government", "head_of_state"),
    "head_of_government": ("head_of_government", "head_of_state"),
    STATE: ("supreme_leader", "head_of_state"),
    "head_of_state": ("head_of_state", "supreme_leader"),
}
ENGLISH = (
    (r"heads? of government", "head_of_government"),
    (r"prime minister|premier|chancellor", CABINET),
    (r"(chief|heads?) of state", STATE),
    (r"president|king|queen|emir|sultan|monarch|pope", "head_of_state"),
    (r"foreign (minister|secretary)|secretary of state|minister of foreign affairs", "foreign_minister"),
    (r"(defen[cs]e (minister|secretary)|(minister|secretary) of defen[cs]e)", "defence_minister"),
    (r"interior minister|minister of (the )?interior|home secretary", "interior_minister"),
    (r"finance minister", "finance_minister"),
    (r"(chief of (general )?staff|army chief)", "army_chief"),
    (r"(intelligence chief|spy chief)", "intelligence_chief"),
    (r"supreme leader", "supreme_leader"),
    (r"crown prince", "crown_prince"),
    (r"speaker", "speaker"),
    (r"secretary[- ]general", "secretary_general"),
    (r"high representative", "high_representative"),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A holder: names, office, country code, and from when to when (ISO dates or prefixes; "" = open)."""

    name_en: str
    name_ar: str
    office: str
    code: str
    start: str
    end: str


class OfficeBook:
    """Answers questions about offices from one pack."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._offices = Offices(pack.compiled.names)
        self._english = {_plain(n): c.code for c in pack.compiled.countries for n in (c.name_en, *c.aliases_en)}

    def who(self, query: str, on: date | str) -> list[Answer]:
        """Everyone the query means on the day; [] where nobody is known."""
        day = on if isinstance(on, str) else on.isoformat()
        asked = self._codes(query) or self._in_english(query)
        if asked is not None:
            return self._holders(*asked, day)
        tokens = self._tokens(query)
        office, code = self._office(tokens)
        if office and code:
            return self._shifted(tokens, office, code, day)
        return list(self._person(tokens, day))

    def _tokens(self, query: str) -> list[Token]:
        word = self._pack.lexicon.word
        tokens = [Token(i, r.text, r.start, r.end, r.kind, word(r.text)) for i, r in enumerate(tokenize(query))]
        find_names(tokens, self._pack.compiled.phrases, self._pack.compiled.names)
        return tokens

    def _codes(self, query: str) -> tuple[str, str] | None:
        """Office and country of «IRQ head_of_government», in either order."""
        parts = re.findall(r"[A-Za-z_]+", query)
        code = next((p for p in parts if p.isupper() and len(p) == 3), "")
        office = next((p for p in parts if self._offices.knows(p)), "")
        return (office, code) if code and office else None

    def _in_english(self, query: str) -> tuple[str, str] | None:
        text = _plain(query)
        office = next((office for pattern, office in ENGLISH if re.search(rf"\b({pattern})\b", text)), "")
        names = sorted((n for n in self._english if re.search(rf"\b{re.escape(n)}(?!\w)", text)), key=len)
        return (office, self._english[names[-1]]) if office and names else None

    def _office(self, tokens: Sequence[Token]) -> tuple[str, str]:
        office = code = ""
        for match in _matches(tokens):
            role = match.of("role")
            if role is not None and role.office and not office:
                office, code = role.office, role.code or code
            name = match.of("country", "organisation", "metonym", "demonym")
            if name is not None and name.code:
                code = code or name.code
        if not code:
            code = next((t.word.nisba.code for t in tokens if t.name is None and t.word.nisba is not None), "")
        return office, code

    def _shifted(self, tokens: Sequence[Token], office: str, code: str, day: str) -> list[Answer]:
        """«السابق», «الراحل»: the holder before, «الأسبق» the one before him; «المكلف», «المنتخب»: the next one."""
        kinds = {e.role_kind for m in _matches(tokens) for e in m.entries if e.kind == "title"}
        held = [h for h in self._offices.all(office, code) if h[1].role_kind != UNIONS]
        named = {m.of("person") for m in _matches(tokens)} - {None}
        if named:
            return [_answer(*h) for h in held if h[1] in named and h[0].start <= day][-1:]
        if kinds & {"former", "late"}:
            now = [i for i, (t, _) in enumerate(held) if t.covers(day)]
            before = _in_turn(held[: now[0]] if now else [h for h in held if h[0].start <= day])
            back = 2 if any(t.text.endswith(EARLIER) for t in tokens) else 1
            return [_answer(*before[-back])] if len(before) >= back else []
        if kinds & {"designate", "elect"}:
            return [_answer(*h) for h in held if h[0].start > day][:1]
        return self._holders(CABINET if office == "head_of_government" else office, code, day)

    def _holders(self, asked: str, code: str, day: str) -> list[Answer]:
        """The holder of the first office that somebody holds; none where the one asked for only stands empty."""
        for office in FIRST_OF.get(asked, (asked,)):
            found = self._offices.holders(office, code, day)
            if office != asked and asked in GOVERNMENT:
                found = [(t, n) for t, n in found if n.role_kind != UNIONS]
            if found:
                return [_answer(*held) for held in (_governing(found) if asked == "head_of_government" else found[-1:])]
            if self._offices.vacant(office, code, day):
                return []
        return []

    def _person(self, tokens: Sequence[Token], day: str) -> Iterator[Answer]:
        for match in _matches(tokens):
            person = match.of("person")
            for tenure in person.tenures if person is not None else ():
                if tenure.office and tenure.covers(day):
                    assert person is not None
                    yield _answer(tenure, person)


def _plain(text: str) -> str:
    """Small letters without accents."""
    letters = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in letters if not unicodedata.combining(c)).replace("’", "'")


def _matches(tokens: Sequence[Token]) -> list[NameMatch]:
    return list(dict.fromkeys(t.name for t in tokens if t.name is not None))


def _in_turn(held: Sequence[tuple[Tenure, Name]]) -> list[tuple[Tenure, Name]]:
    """One entry a person for tenures in a row."""
    return [h for h, following in zip_longest(held, held[1:]) if following is None or following[1] is not h[1]]


def _governing(held: list[tuple[Tenure, Name]]) -> list[tuple[Tenure, Name]]:
    """The one who leads the government; with the prime minister where a president leads it."""
    presides = [h for h in held[:1] if any(t.office == "head_of_state" and t.code == h[0].code for t in h[1].tenures)]
    return presides + held[-1:] if len(held) > 1 else held


def _answer(tenure: Tenure, name: Name) -> Answer:
    return Answer(name.name_en, name.name_ar, tenure.office, tenure.code, tenure.start, tenure.end)


@lru_cache(maxsize=1)
def _book() -> OfficeBook:
    return OfficeBook(load_pack())


def who(query: str, on: date | str) -> list[Answer]:
    """Who held the office named by `query` on the day `on` (ISO date), by the default pack."""
    return _book().who(query, on)
