"""The people of the great powers and of international bodies: well-formed rows, one holder of a highest office."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from itertools import combinations

import pytest

from waqai.packs.gazetteer import read_people
from waqai.packs.reading import DATA

FOLDER = DATA / "gazetteers" / "people"
FILES = ("great_powers.csv", "international.csv")
COLUMNS = "name_en names_ar short_ar code office sector sectors start end".split()
OFFICES = set(
    "head_of_state head_of_government deputy_head_of_state deputy_head_of_government foreign_minister defence_minister"
    " interior_minister finance_minister minister army_chief intelligence_chief security_adviser supreme_leader"
    " crown_prince speaker party_leader movement_leader secretary_general deputy_secretary_general high_representative"
    " commission_president council_president envoy spokesman ambassador governor opposition_leader".split()
) | {""}
SECTORS = set("GOV MIL COP SPY JUD LEG PTY OPP ELI REB PRM BUS CVL REL SOC".split())
POWERS = set("USA GBR FRA RUS CHN DEU ITA ESP UKR JPN KOR PRK".split())
ACTING = {
    ("KOR", "Park Geun-hye", "Hwang Kyo-ahn"),
    ("KOR", "Yoon Suk-yeol", "Han Duck-soo"),
    ("KOR", "Yoon Suk-yeol", "Choi Sang-mok"),
    ("KOR", "Han Duck-soo", "Choi Sang-mok"),
    ("RUS", "Mikhail Mishustin", "Andrei Belousov"),
}
"""Stand-ins for a suspended or sick holder, who kept the office meanwhile."""


def rows(*names: str) -> list[dict[str, str]]:
    """The rows of the named files, in order."""
    found: list[dict[str, str]] = []
    for name in names:
        with (FOLDER / name).open(encoding="utf-8", newline="") as handle:
            found.extend(csv.DictReader(handle))
    return found


def span(row: dict[str, str]) -> tuple[str, str]:
    """First and last day that the row surely covers: a vague start counts from its end, a vague end to its start."""
    start, end = row["start"], row["end"] or "9999"
    return start + "-99-99"[: 10 - len(start)], end + "-00-00"[: 10 - len(end)]


@pytest.mark.parametrize("name", FILES)
def test_columns(name: str) -> None:
    with (FOLDER / name).open(encoding="utf-8", newline="") as handle:
        table = list(csv.reader(handle))
    assert table[0] == COLUMNS
    assert [line for line in table if len(line) != len(COLUMNS)] == []


def test_values() -> None:
    day = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
    for row in rows(*FILES):
        assert row["name_en"] and row["names_ar"] and row["code"], row
        assert row["office"] in OFFICES and row["sector"] in SECTORS, row
        assert row["sector"] in row["sectors"].split("|") and set(row["sectors"].split("|")) <= SECTORS, row
        assert day.fullmatch(row["start"]) and (not row["end"] or day.fullmatch(row["end"])), row
        assert not row["end"] or row["start"][: len(row["end"])] <= row["end"], row


def test_arabic_names_are_arabic_and_given_once() -> None:
    for row in rows(*FILES):
        for cell in (row["names_ar"], row["short_ar"]):
            names = cell.split("|")
            assert len(names) == len(set(names)), row
            assert not re.search(r"[A-Za-z]|^ | $|  ", cell), row


def test_a_person_is_spelled_the_same_in_all_rows() -> None:
    spellings: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in rows(*FILES):
        spellings[row["name_en"]].add((row["names_ar"], row["short_ar"]))
    assert {name for name, seen in spellings.items() if len(seen) > 1} == set()


def test_no_duplicate_rows() -> None:
    keys = Counter((r["name_en"], r["code"], r["office"], r["sector"], r["start"]) for r in rows(*FILES))
    assert [key for key, count in keys.items() if count > 1] == []


def test_files_hold_their_own_countries() -> None:
    assert {row["code"] for row in rows("great_powers.csv")} == POWERS
    assert not {row["code"] for row in rows("international.csv")} & POWERS


@pytest.mark.parametrize("office", ["head_of_state", "head_of_government"])
def test_one_holder_at_a_time(office: str) -> None:
    held: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows(*FILES):
        if row["office"] == office:
            held[row["code"]].append(row)
    clashes = []
    for code, tenures in held.items():
        for one, two in combinations(tenures, 2):
            (a, b), (c, d) = span(one), span(two)
            pair = (code, one["name_en"], two["name_en"])
            if a < d and c < b and pair not in ACTING and (code, pair[2], pair[1]) not in ACTING:
                clashes.append((*pair, a, b, c, d))
    assert clashes == []


@pytest.mark.parametrize("code", sorted(POWERS))
@pytest.mark.parametrize("office", ["head_of_state", "head_of_government", "foreign_minister", "defence_minister"])
def test_no_long_gap(code: str, office: str) -> None:
    """From 2000 on an office is never empty for more than three months."""
    if (code, office) in {("USA", "head_of_government"), ("PRK", "foreign_minister"), ("PRK", "defence_minister")}:
        return
    reached = "2000-01-31"
    for row in sorted((r for r in rows("great_powers.csv") if r["code"] == code), key=lambda r: r["start"]):
        if row["office"] == office:
            assert _months(row["start"]) - _months(reached) <= 3, (row["name_en"], reached)
            reached = max(reached, row["end"] or "2026-06-01")
    assert reached >= "2026"


def _months(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7] or 1)


@pytest.mark.parametrize(
    ("code", "office", "day", "name"),
    [
        ("USA", "head_of_state", "2003-03-20", "George W. Bush"),
        ("USA", "foreign_minister", "2018-04-10", "John J. Sullivan"),
        ("USA", "defence_minister", "2019-07-20", "Richard Spencer"),
        ("GBR", "head_of_government", "2022-10-01", "Liz Truss"),
        ("FRA", "foreign_minister", "2011-01-14", "Michèle Alliot-Marie"),
        ("RUS", "head_of_state", "2010-06-01", "Dmitry Medvedev"),
        ("DEU", "interior_minister", "2016-12-19", "Thomas de Maizière"),
        ("UNO", "secretary_general", "2012-02-23", "Ban Ki-moon"),
        ("VAT", "head_of_state", "2019-02-04", "Pope Francis"),
    ],
)
def test_known_holders(code: str, office: str, day: str, name: str) -> None:
    holders = {
        person.name_en
        for person, _, _ in read_people(FOLDER)
        if any(t.code == code and t.office == office and t.covers(day) for t in person.tenures)
    }
    assert name in holders
