"""Integrity of the dated heads of state and government of the rest of the world."""

import csv
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from waqai.text.fold import fold

PEOPLE = Path(__file__).resolve().parents[2] / "src/waqai/packs/gazetteers/people"
FILES = ("africa.csv", "europe.csv", "americas.csv", "asia_pacific.csv", "unions.csv")
COLUMNS = ["name_en", "names_ar", "short_ar", "code", "office", "sector", "sectors", "start", "end"]
OFFICES = frozenset(
    "head_of_state head_of_government deputy_head_of_state deputy_head_of_government foreign_minister "
    "defence_minister interior_minister army_chief party_leader opposition_leader".split()
)
SECTORS = frozenset("GOV MIL COP LEG OPP PTY REL".split())
# Two heads at once: co-princes, captains regent, a president on leave and the acting one, a junta.
TWO_HEADS_OF_STATE = frozenset("AND SMR SLV MMR".split())
# The president leads the government and a prime minister sits in it.
TWO_HEADS_OF_GOVERNMENT = frozenset("BEN GUY KEN KGZ LKA MMR MOZ NAM SLV TZA UGA".split())
TWO_AT_ONCE = {"head_of_state": TWO_HEADS_OF_STATE, "head_of_government": TWO_HEADS_OF_GOVERNMENT}
# Kings called Albert II, two Latvians called Andris Bērziņš: told apart by country, office and date.
NAMESAKES = frozenset(fold(name) for name in ("ألبير الثاني", "ألبرت الثاني", "أندريس بيرزينش", "أندريس بيرزينز"))
# Everyday words and countries that must never stand for a person by themselves.
EVERYDAY = "لولا سال واد ضيوف ديون خيري درامي ميداني مارين عثماني كيني بيا ويا سلام الكمين مشار كوري".split()
COUNTRIES = (
    "AGO BDI BEN BFA BWA CAF CIV CMR COD COG CPV ERI ETH GAB GHA GIN GMB GNB GNQ KEN LBR LSO MDG MLI MOZ MUS MWI NAM "
    "NER NGA RWA SEN SLE SSD STP SWZ SYC TCD TGO TZA UGA ZAF ZMB ZWE "
    "ALB AND AUT BEL BGR BIH BLR CHE CZE DNK EST FIN GEO HRV HUN IRL ISL KOS LIE LTU LUX LVA MCO MDA MKD MLT MNE NLD "
    "NOR POL PRT ROU SMR SRB SVK SVN SWE "
    "ARG ATG BHS BLZ BOL BRA BRB CAN CHL COL CRI CUB DMA DOM ECU GRD GTM GUY HND HTI JAM KNA LCA MEX NIC PAN PER PRY "
    "SLV SUR TTO URY VCT VEN "
    "AUS BGD BRN BTN COK FJI FSM HKG IDN KAZ KGZ KHM KIR LAO LKA MAC MDV MHL MMR MNG MYS NIU NPL NRU NZL PHL PLW PNG "
    "SGP SLB THA TJK TKM TLS TON TUV TWN UZB VNM VUT WSM"
).split()
# Empty on a first of February: seats between two governments, and offices that did not exist.
VACANT = {
    ("head_of_government", "BFA"): {2022},
    ("head_of_government", "GEO"): {2024},
    ("head_of_government", "MMR"): {2021},
}

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """The records of one people file."""
    with (PEOPLE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def people() -> list[Row]:
    """All rows of the four files."""
    return [row for name in FILES for row in rows(name)]


def first_day(value: str) -> str:
    """An ISO prefix as its first day; raises ValueError when it is none."""
    return date.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value).isoformat()


def holders(people: list[Row], code: str, office: str, on: str) -> set[str]:
    """English names of those who hold `office` in the middle of the day `on`."""
    return {
        row["name_en"]
        for row in people
        if (row["code"], row["office"]) == (code, office)
        and first_day(row["start"]) <= on
        and (not row["end"] or on < row["end"])
    }


@pytest.mark.parametrize("name", FILES)
def test_columns(name: str) -> None:
    with (PEOPLE / name).open(encoding="utf-8", newline="") as lines:
        table = list(csv.reader(lines))
    assert table[0] == COLUMNS
    assert [line for line in table if len(line) != len(COLUMNS)] == []


def test_codes_offices_sectors(people: list[Row]) -> None:
    assert {row["office"] for row in people} <= OFFICES
    assert {sector for row in people for sector in row["sectors"].split("|")} <= SECTORS
    assert [row for row in people if row["sector"] not in row["sectors"].split("|")] == []
    assert {row["code"] for row in people} - set(COUNTRIES) == {"FRO", "GRL"}


def test_dates_are_iso_and_in_order(people: list[Row]) -> None:
    for row in people:
        start = first_day(row["start"])
        end = first_day(row["end"]) if row["end"] else start
        assert start <= end or row["start"].startswith(row["end"]), row


def test_no_row_twice(people: list[Row]) -> None:
    keys = Counter((row["name_en"], row["code"], row["office"], row["start"]) for row in people)
    assert [key for key, count in keys.items() if count > 1] == []


def test_one_person_has_one_set_of_names(people: list[Row]) -> None:
    names: dict[str, set[tuple[str, str]]] = {}
    for row in people:
        names.setdefault(row["name_en"], set()).add((row["names_ar"], row["short_ar"]))
    assert [name for name, spellings in names.items() if len(spellings) > 1] == []


def test_a_full_name_means_one_person(people: list[Row]) -> None:
    meant: dict[str, set[str]] = {}
    for row in people:
        for name in row["names_ar"].split("|"):
            meant.setdefault(fold(name), set()).add(row["name_en"])
    assert {name for name, who in meant.items() if len(who) > 1} <= NAMESAKES


def test_no_cell_has_empty_padded_or_foreign_parts(people: list[Row]) -> None:
    for row in people:
        parts = [part for column in ("names_ar", "sectors") for part in row[column].split("|")]
        parts += row["short_ar"].split("|") if row["short_ar"] else []
        assert all(part and part == part.strip() for part in parts), row
        assert not any(letter.isascii() and letter.isalnum() for letter in row["names_ar"] + row["short_ar"]), row


def test_short_names_are_no_everyday_words(people: list[Row]) -> None:
    short = {fold(name) for row in people for name in row["short_ar"].split("|")}
    assert short & {fold(word) for word in EVERYDAY} == set()


@pytest.mark.parametrize(
    "office", ["head_of_state", "head_of_government", "foreign_minister", "defence_minister", "army_chief"]
)
def test_one_holder_at_a_time(people: list[Row], office: str) -> None:
    """Handover on one day is fine; so are tenures known to the month only that meet within it."""
    for code in {row["code"] for row in people} - TWO_AT_ONCE.get(office, frozenset()):
        tenures = sorted(
            (row["start"], row["end"] or "9999", row["name_en"])
            for row in people
            if (row["code"], row["office"]) == (code, office)
        )
        for (_, end, before), (start, _, after) in pairwise(tenures):
            shared = min(len(end), len(start))
            assert end[:shared] <= start[:shared], (code, before, after)


@pytest.mark.parametrize("code", COUNTRIES)
@pytest.mark.parametrize("office", ["head_of_state", "head_of_government"])
def test_heads_all_along(people: list[Row], office: str, code: str) -> None:
    held = [row for row in people if row["code"] == code]
    missing = {year for year in range(2014, 2027) if not holders(held, code, office, f"{year}-02-01")}
    assert missing <= VACANT.get((office, code), set())


@pytest.mark.parametrize(
    ("code", "office", "on", "name"),
    [
        ("MLI", "head_of_state", "2013-10-01", "Ibrahim Boubacar Keïta"),
        ("NER", "head_of_state", "2023-07-25", "Mohamed Bazoum"),
        ("NER", "head_of_state", "2023-07-26", "Abdourahamane Tchiani"),
        ("ETH", "head_of_government", "2012-08-25", "Hailemariam Desalegn"),
        ("ETH", "foreign_minister", "2014-05-01", "Tedros Adhanom"),
        ("NGA", "army_chief", "2016-01-01", "Tukur Buratai"),
        ("TCD", "head_of_state", "2021-04-20", "Mahamat Idriss Déby"),
        ("AUT", "head_of_government", "2018-03-01", "Sebastian Kurz"),
        ("POL", "head_of_state", "2010-05-01", "Bronisław Komorowski"),
        ("CAN", "head_of_state", "2022-09-07", "Elizabeth II"),
        ("CAN", "head_of_state", "2022-09-08", "Charles III"),
        ("BRB", "head_of_state", "2022-01-01", "Sandra Mason"),
        ("BRA", "head_of_state", "2016-06-01", "Michel Temer"),
        ("PER", "head_of_state", "2020-11-12", "Manuel Merino"),
        ("MYS", "head_of_government", "2018-06-01", "Mahathir Mohamad"),
        ("BGD", "head_of_government", "2024-08-10", "Muhammad Yunus"),
        ("KAZ", "head_of_state", "2019-03-20", "Kassym-Jomart Tokayev"),
    ],
)
def test_who_held_it(people: list[Row], code: str, office: str, on: str, name: str) -> None:
    assert holders(people, code, office, on) == {name}
