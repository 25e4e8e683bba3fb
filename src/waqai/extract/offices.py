"""Who held which office on which day."""

from __future__ import annotations

from collections.abc import Iterable

from waqai.packs.gazetteer import Name, Tenure

MONTHS_VACANT = 12
"""An office that nobody has held for longer is taken to be abolished."""

SHARED = frozenset(
    "ambassador envoy spokesman minister governor party_leader movement_leader deputy_head_of_government "
    "deputy_secretary_general".split()
)
"""Offices that several people of a country hold at once: an office alone names none of them."""

_RANK = {
    "head_of_state": 0,
    "head_of_government": 1,
    "supreme_leader": 0,
    "secretary_general": 1,
    "movement_leader": 2,
    "foreign_minister": 2,
    "defence_minister": 2,
    "party_leader": 10,
}
"""Of several offices held at once, by which one a person is known; 9 where it is not listed."""

_CACHE_LIMIT = 50_000


class Offices:
    """Looks office holders up by office, country and ISO date."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._held: dict[tuple[str, str], list[tuple[Tenure, Name]]] = {}
        self._people: dict[str, Name] = {}
        self._holder: dict[tuple[str, str, str], Name | None] = {}
        for name in names:
            if name.tenures:
                self._people.setdefault(name.name_en, name)
            for tenure in name.tenures:
                self._held.setdefault((tenure.office, tenure.code), []).append((tenure, name))
        for held in self._held.values():
            held.sort(key=lambda item: item[0].start)

    def holders(self, office: str, code: str, day: str) -> list[tuple[Tenure, Name]]:
        """Everyone who held `office` in `code` on the ISO date `day`, the latest to take it last.

        Where a president leads the government and a prime minister sits in it, the president comes first.
        """
        held = [(t, n) for t, n in self._held.get((office, code), ()) if t.covers(day)]
        if len(held) > 1 and office == "head_of_government":
            held.sort(key=lambda item: not _heads_state(item[1], code, day))
        return held

    def person(self, name_en: str) -> Name | None:
        """The listed person of that English name."""
        return self._people.get(name_en)

    @staticmethod
    def known_by(held: Iterable[Tenure]) -> Tenure:
        """Of several offices held at once the highest."""
        return min(held, key=lambda t: _RANK.get(t.office, 9))

    def knows(self, office: str) -> bool:
        """Whether any holder of such an office is listed."""
        return any(o == office for o, _ in self._held)

    def all(self, office: str, code: str) -> list[tuple[Tenure, Name]]:
        """All holders of an office, in the order in which they took it."""
        return self._held.get((office, code), [])

    def vacant(self, office: str, code: str, day: str) -> bool:
        """Whether the office only stands empty on that day: its last holder left within a year before."""
        ends = [t.end for t, _ in self._held.get((office, code), ()) if t.end and t.end < day]
        return bool(ends) and int(day[:4]) * 12 + int(day[5:7]) - _months(max(ends)) <= MONTHS_VACANT

    def holder(self, office: str, code: str, day: str) -> Name | None:
        """The one holder on that day; on the day of a change, the new one. None where none or several fit."""
        asked = office, code, day
        if asked not in self._holder:
            held = () if office in SHARED else self.holders(*asked)
            if len(self._holder) >= _CACHE_LIMIT:
                self._holder.clear()
            self._holder[asked] = held[-1][1] if held else None
        return self._holder[asked]


def _heads_state(name: Name, code: str, day: str) -> bool:
    return any(t.office == "head_of_state" and t.code == code and t.covers(day) for t in name.tenures)


def _months(iso: str) -> int:
    """Months since the year 0; a year alone counts as its end."""
    return int(iso[:4]) * 12 + int(iso[5:7] or 12)


def tenure_on(person: Name, day: str, code: str = "", office: str = "") -> Tenure:
    """The office of `person` on an ISO date: the one asked for, else the highest held then, else the last before."""
    held = [t for t in person.tenures if day and t.covers(day)] or [t for t in person.tenures if not day and not t.end]
    for fits in (lambda t: t.office == office and (not code or t.code == code), lambda t: code and t.code == code):
        if matching := [t for t in held if fits(t)]:
            return matching[-1]
    if held:
        return Offices.known_by(held)
    before = [t for t in person.tenures if not day or t.start <= day]
    return before[-1] if before else person.tenures[0]
