"""Integrity of the dated office holders of the Arab states, their neighbours and their movements."""

import csv
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from waqai.text.fold import fold

PEOPLE = Path(__file__).resolve().parents[2] / "src/waqai/packs/gazetteers/people"
FILES = ("arab_states.csv", "middle_east.csv", "movements.csv")
COLUMNS = ["name_en", "names_ar", "short_ar", "code", "office", "sector", "sectors", "start", "end"]
OFFICES = frozenset(
    "head_of_state head_of_government deputy_head_of_state deputy_head_of_government foreign_minister "
    "defence_minister interior_minister finance_minister minister army_chief intelligence_chief security_adviser "
    "supreme_leader crown_prince speaker party_leader movement_leader secretary_general deputy_secretary_general "
    "high_representative commission_president council_president envoy spokesman ambassador governor "
    "opposition_leader".split()
)
SECTORS = frozenset(
    "GOV MIL COP SPY JUD LEG PTY REB PRM UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC "
    "UNO EUR IGO NGO".split()
)
COUNTRIES = (
    "DZA BHR COM DJI EGY IRQ JOR KWT LBN LBY MRT MAR OMN PSE QAT SAU SOM SDN SYR TUN ARE YEM "
    "ISR TUR IRN CYP GRC IND PAK AFG AZE ARM"
).split()
# Two people of one name who are told apart by country and date.
NAMESAKES = frozenset({fold("محمد عبدالعزيز"), fold("محمد عبد العزيز")})
# Everyday words (next, wild, main, peace ...) that must never stand for a person by themselves.
EVERYDAY = "مقبل بري رئيسي سلام سريع قانوني مدني مهني صدام السوداني الحوثي الهجري الحية هيكل جيد حتى".split()

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """The records of one people file."""
    with (PEOPLE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def people() -> list[Row]:
    """All rows of the three files."""
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
    assert {row["office"] for row in people} <= OFFICES | {""}
    assert {sector for row in people for sector in row["sectors"].split("|")} <= SECTORS
    assert [row for row in people if row["sector"] not in row["sectors"].split("|")] == []
    assert [row for row in people if len(row["code"]) != 3 or not row["code"].isupper()] == []


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


def test_no_cell_has_empty_or_padded_parts(people: list[Row]) -> None:
    for row in people:
        parts = [part for column in ("names_ar", "sectors") for part in row[column].split("|")]
        parts += row["short_ar"].split("|") if row["short_ar"] else []
        assert all(part and part == part.strip() for part in parts), row


def test_short_names_are_no_everyday_words(people: list[Row]) -> None:
    short = {fold(name) for row in people for name in row["short_ar"].split("|")}
    assert short & {fold(word) for word in EVERYDAY} == set()


@pytest.mark.parametrize("office", ["head_of_state", "head_of_government", "foreign_minister", "defence_minister"])
def test_one_holder_at_a_time(people: list[Row], office: str) -> None:
    """Handover on one day is fine; so are tenures known to the month only that meet within it."""
    for code in {row["code"] for row in people}:
        tenures = sorted(
            (row["start"], row["end"] or "9999", row["name_en"])
            for row in people
            if (row["code"], row["office"]) == (code, office)
        )
        for (_, end, before), (start, _, after) in pairwise(tenures):
            shared = min(len(end), len(start))
            assert end[:shared] <= start[:shared], (code, before, after)


@pytest.mark.parametrize("code", COUNTRIES)
def test_every_country_has_a_head_of_state_all_along(people: list[Row], code: str) -> None:
    missing = [year for year in range(2005, 2027) if not holders(people, code, "head_of_state", f"{year}-02-01")]
    # Lebanon's vacancies, Libya's 2012 and the like are history, not gaps.
    vacant = {"LBN": [2008, 2015, 2016, 2023, 2024]}
    assert missing == vacant.get(code, [])


@pytest.mark.parametrize(
    ("code", "office", "on", "name"),
    [
        ("ISR", "head_of_state", "2007-09-01", "Shimon Peres"),
        ("ISR", "head_of_state", "2022-10-27", "Isaac Herzog"),
        ("ISR", "defence_minister", "2018-05-14", "Avigdor Lieberman"),
        ("SYR", "head_of_state", "2024-12-07", "Bashar al-Assad"),
        ("SYR", "head_of_state", "2024-12-08", "Ahmed al-Sharaa"),
        ("EGY", "head_of_state", "2013-12-01", "Adly Mansour"),
        ("TUR", "head_of_government", "2015-06-01", "Ahmet Davutoglu"),
        ("YEM", "head_of_state", "2018-06-01", "Abdrabbuh Mansur Hadi"),
        ("LBY", "head_of_government", "2023-06-01", "Abdul Hamid Dbeibeh"),
        ("IRN", "supreme_leader", "2010-01-01", "Ali Khamenei"),
        ("SAU", "head_of_government", "2023-01-01", "Mohammed bin Salman"),
    ],
)
def test_who_held_it(people: list[Row], code: str, office: str, on: str, name: str) -> None:
    assert holders(people, code, office, on) == {name}
