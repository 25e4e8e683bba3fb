"""Who and what there is in the world: names with codes, offices with dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from waqai.packs.reading import cells, read_csv

UNIONS = "unions"
"""The file of the people who are heads of state of several countries."""


class Tenure(NamedTuple):
    """One office of one person. `start`, `end` are ISO dates or prefixes; "" = open."""

    code: str
    office: str
    sector: str
    sectors: tuple[str, ...]
    start: str
    end: str

    def covers(self, day: str) -> bool:
        """Whether the office was held on the ISO date `day`; prefixes reach to their end."""
        return self.start <= day and (not self.end or day <= self.end + "-99-99"[: 10 - len(self.end)])


class Name(NamedTuple):
    """A gazetteer entry. `kind`: country metonym person organisation place outlet role title."""

    kind: str
    name_en: str
    name_ar: str
    code: str = ""
    sector: str = ""
    sectors: tuple[str, ...] = ()
    office: str = ""
    start: str = ""
    end: str = ""
    gender: str = ""
    tenures: tuple[Tenure, ...] = ()
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None
    precision: str = ""
    population: int = 0
    role_kind: str = ""
    ambiguous: bool = False
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Country:
    """A state: ISO 3166 alpha-3 `code`, names and demonyms (masculine singular) in Arabic, further names in English."""

    code: str
    fips: str
    iso2: str
    cow: str
    name_en: str
    name_ar: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    plurals: tuple[str, ...]
    capital: str
    region: str
    aliases_en: tuple[str, ...] = ()


def read_countries(path: Path) -> list[Country]:
    """The rows of `countries.csv`."""
    columns = "code fips iso2 cow name_en name_ar aliases_ar demonyms_ar plurals_ar capital_ar region".split()
    return [
        Country(
            row["code"], row["fips"], row["iso2"], row["cow"], row["name_en"], row["name_ar"],
            cells(row["aliases_ar"]), cells(row["demonyms_ar"]), cells(row["plurals_ar"]), row["capital_ar"],
            row["region"], cells(row.get("aliases_en") or ""),
        )
        for _, row in read_csv(path, columns)
    ]  # fmt: skip


def read_people(folder: Path) -> Iterator[tuple[Name, tuple[str, ...], tuple[str, ...]]]:
    """`(person, full names, short names)` of all files in `folder`; rows of one `name_en` are one person.

    The rows of `unions.csv` tell who else was head of state by virtue of an office at home (the king of Britain in
    Canada): they are found by office alone, since whoever names the king means Britain.
    """
    columns = "name_en names_ar short_ar code office sector sectors start end".split()
    tenures: dict[tuple[str, bool], list[Tenure]] = {}
    full: dict[tuple[str, bool], dict[str, None]] = {}
    short: dict[tuple[str, bool], dict[str, None]] = {}
    for path in sorted(folder.glob("*.csv")):
        for _, row in read_csv(path, columns):
            key = (row["name_en"], path.stem == UNIONS)
            sectors = cells(row["sectors"]) or (row["sector"],)
            tenures.setdefault(key, []).append(
                Tenure(row["code"], row["office"], row["sector"], sectors, row["start"], row["end"])
            )
            full.setdefault(key, {}).update(dict.fromkeys(cells(row["names_ar"])))
            short.setdefault(key, {}).update(dict.fromkeys(cells(row["short_ar"])))
    for (name_en, union), unsorted in tenures.items():
        held = sorted(unsorted, key=lambda t: t.start)
        names, last = tuple(full[name_en, union]), held[-1]
        person = Name(
            "person", name_en, names[0] if names else "", last.code, last.sector, last.sectors, tenures=tuple(held),
            role_kind=UNIONS if union else "",
        )  # fmt: skip
        yield person, () if union else names, () if union else tuple(short[name_en, union])


def read_organisations(path: Path) -> Iterator[tuple[Name, tuple[str, ...], tuple[str, ...]]]:
    """`(organisation, names, adjectives formed of it)`; one entry a dated row."""
    for _, row in read_csv(path, "name_en names_ar short_ar code sector sectors kind start end".split()):
        names = cells(row["names_ar"])
        sectors = cells(row["sectors"]) or ((row["sector"],) if row["sector"] else ())
        org = Name(
            "organisation", row["name_en"], names[0] if names else "", row["code"], row["sector"], sectors,
            start=row["start"], end=row["end"], role_kind=row["kind"],
        )  # fmt: skip
        yield org, names + cells(row["short_ar"]), cells(row.get("nisba_ar") or "")


def read_metonyms(path: Path) -> Iterator[tuple[Name, tuple[str, ...]]]:
    """Capitals and seats that stand for a government."""
    for _, row in read_csv(path, "text_ar code sector sectors name_en".split()):
        sectors = cells(row["sectors"]) or (row["sector"],)
        names = cells(row["text_ar"])
        yield Name("metonym", row["name_en"], names[0], row["code"], row["sector"], sectors), names


def read_places(*paths: Path) -> Iterator[tuple[Name, tuple[str, ...]]]:
    """Places with coordinates in degrees (WGS 84) and an honest precision."""
    columns = "name_en names_ar country admin1_en lat lon kind population geonames_id".split()
    for path in paths:
        if not path.exists():
            continue
        for _, row in read_csv(path, columns):
            names = cells(row["names_ar"])
            yield Name(
                "place", row["name_en"], names[0], row["country"],
                lat=float(row["lat"]) if row["lat"] else None, lon=float(row["lon"]) if row["lon"] else None,
                geonames_id=int(row["geonames_id"]) if row["geonames_id"] else None, precision=row["kind"],
                population=int(row["population"] or 0),
            ), names  # fmt: skip


def read_outlets(path: Path) -> Iterator[tuple[Name, tuple[str, ...], tuple[str, ...]]]:
    """`(outlet, names, ids and domains)`; `role_kind` is agency, newspaper, tv, radio, site or magazine."""
    for _, row in read_csv(path, "name_en names_ar domains country kind".split()):
        names = cells(row["names_ar"])
        outlet = Name(
            "outlet", row["name_en"], names[0] if names else "", row["country"], "JRN", ("JRN",),
            role_kind=row["kind"], ambiguous=bool(row.get("ambiguous")),
        )  # fmt: skip
        yield outlet, names, cells(row["domains"]) + cells(row.get("ids") or "")


def read_roles(path: Path) -> Iterator[tuple[Name, tuple[str, ...]]]:
    """`(role noun or phrase, irregular plurals)`; sound plurals and duals are derived."""
    for _, row in read_csv(path, "lemma plurals kind sector sectors office label_en".split()):
        sectors = cells(row["sectors"]) or ((row["sector"],) if row["sector"] else ())
        role = Name(
            "role", row["label_en"], row["lemma"], row.get("code") or "", row["sector"], sectors, row["office"],
            gender=row.get("gender") or "", role_kind=row["kind"], ambiguous=bool(row.get("ambiguous")),
        )  # fmt: skip
        yield role, cells(row["plurals"])


def read_titles(path: Path) -> Iterator[tuple[str, str]]:
    """`(words, kind)`; kind is honorific, rank, former, designate, late, acting or elect."""
    for _, row in read_csv(path, ("text", "kind")):
        yield row["text"], row["kind"]
