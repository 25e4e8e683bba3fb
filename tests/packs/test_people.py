"""The people with dated offices: well-formed rows, one holder of a highest office, no gaps, known facts."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise

import pytest

from waqai.packs.gazetteer import UNIONS, read_people
from waqai.packs.reading import DATA
from waqai.text.fold import fold

FOLDER = DATA / "gazetteers" / "people"
FILES = sorted(path.name for path in FOLDER.glob("*.csv"))
COLUMNS = "name_en names_ar short_ar code office sector sectors start end".split()
OFFICES = frozenset(
    "head_of_state head_of_government deputy_head_of_state deputy_head_of_government foreign_minister "
    "defence_minister interior_minister finance_minister minister army_chief intelligence_chief security_adviser "
    "supreme_leader crown_prince speaker party_leader movement_leader secretary_general deputy_secretary_general "
    "high_representative commission_president council_president envoy spokesman ambassador governor "
    "opposition_leader".split()
)
SECTORS = frozenset(
    "GOV MIL COP SPY JUD LEG PTY OPP ELI REB PRM UAF BUS CVL REL SOC JRN LAB EDU IGO NGO UNO EUR".split()
)
STATES = (
    "AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN BTN BWA "
    "CAF CAN CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESP EST "
    "ETH FIN FJI FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HKG HND HRV HTI HUN IDN IND IRL IRN IRQ ISL "
    "ISR ITA JAM JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KOS KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAR MCO "
    "MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK "
    "PAN PER PHL PLW PNG POL PRK PRT PRY PSE QAT ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK "
    "SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR URY USA UZB VCT VEN VNM VUT WSM "
    "YEM ZAF ZMB ZWE"
).split()
TWO_AT_ONCE = {
    # Co-princes, captains regent, a president on leave and the acting one, a junta.
    "head_of_state": frozenset("AND SMR SLV MMR".split()),
    # The president leads the government and a prime minister sits in it.
    "head_of_government": frozenset("BEN GUY KEN KGZ KOR LKA MMR MOZ NAM SDN SLV TZA UGA".split()),
}
ACTING = {
    ("KOR", "Park Geun-hye", "Hwang Kyo-ahn"),
    ("KOR", "Yoon Suk-yeol", "Han Duck-soo"),
    ("KOR", "Yoon Suk-yeol", "Choi Sang-mok"),
    ("KOR", "Han Duck-soo", "Choi Sang-mok"),
    ("RUS", "Mikhail Mishustin", "Andrei Belousov"),
}
"""Stand-ins for a suspended or sick holder, who kept the office meanwhile."""
VACANT = {
    ("head_of_state", "LBN"): {2008, 2015, 2016, 2023, 2024},
    ("head_of_government", "BFA"): {2022},
    ("head_of_government", "GEO"): {2024},
    ("head_of_government", "MMR"): {2021},
    ("head_of_government", "AFG"): set(range(2014, 2022)),
    ("head_of_government", "SDN"): set(range(2014, 2018)),
    ("head_of_government", "SYR"): {2026},
    ("head_of_government", "TUR"): set(range(2019, 2027)),
} | {("head_of_government", code): set(range(2014, 2027)) for code in ("COM", "CYP", "IRN", "USA")}
"""Empty on a first of February: seats between two governments, and governments that a president leads."""
# Two people of one name who are told apart by country, office and date.
NAMESAKES = frozenset(
    fold(name)
    for name in (
        "محمد عبدالعزيز", "محمد عبد العزيز", "ألبير الثاني", "ألبرت الثاني", "أندريس بيرزينش", "أندريس بيرزينز",
    )
)  # fmt: skip
# Everyday words and countries that must never stand for a person by themselves.
EVERYDAY = (
    "مقبل بري رئيسي سلام سريع قانوني مدني مهني صدام السوداني الحوثي الهجري الحية هيكل جيد حتى "
    "لولا سال واد ضيوف ديون خيري درامي ميداني مارين عثماني كيني بيا ويا الكمين مشار كوري"
).split()

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """The records of one people file."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def people() -> list[Row]:
    """All rows of all files."""
    return [row for name in FILES for row in rows(name)]


@pytest.fixture(scope="module")
def named(people: list[Row]) -> list[Row]:
    """The rows whose names are looked for in texts."""
    beyond = rows(f"{UNIONS}.csv")
    return [row for row in people if row not in beyond]


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
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        table = list(csv.reader(lines))
    assert table[0] == COLUMNS
    assert [line for line in table if len(line) != len(COLUMNS)] == []


def test_codes_offices_sectors(people: list[Row]) -> None:
    assert {row["office"] for row in people} <= OFFICES | {""}
    assert {sector for row in people for sector in row["sectors"].split("|")} <= SECTORS
    assert [row for row in people if row["sector"] not in row["sectors"].split("|")] == []
    assert [row for row in people if not re.fullmatch(r"[A-Z]{3}", row["code"])] == []


def test_dates_are_iso_and_in_order(people: list[Row]) -> None:
    for row in people:
        start = first_day(row["start"])
        end = first_day(row["end"]) if row["end"] else start
        assert start <= end or row["start"].startswith(row["end"]), row


def test_no_row_twice(people: list[Row]) -> None:
    keys = Counter((r["name_en"], r["code"], r["office"], r["sector"], r["start"]) for r in people)
    assert [key for key, count in keys.items() if count > 1] == []


def test_one_person_has_one_set_of_names(people: list[Row]) -> None:
    names: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in people:
        names[row["name_en"]].add((row["names_ar"], row["short_ar"]))
    assert [name for name, spellings in names.items() if len(spellings) > 1] == []


def test_a_full_name_means_one_person(named: list[Row]) -> None:
    meant: dict[str, set[str]] = defaultdict(set)
    for row in named:
        for name in row["names_ar"].split("|"):
            meant[fold(name)].add(row["name_en"])
    assert {name: who for name, who in meant.items() if len(who) > 1 and name not in NAMESAKES} == {}


def test_arabic_names_are_arabic_and_given_once(people: list[Row]) -> None:
    for row in people:
        for cell in filter(None, (row["names_ar"], row["short_ar"])):
            names = cell.split("|")
            assert len(names) == len(set(names)), row
            assert all(name and name == name.strip() for name in names), row
            assert not re.search(r"[A-Za-z0-9]|  ", cell), row


def test_short_names_are_no_everyday_words(people: list[Row]) -> None:
    short = {fold(name) for row in people for name in row["short_ar"].split("|")}
    assert short & {fold(word) for word in EVERYDAY} == set()


@pytest.mark.parametrize("office", ["head_of_state", "head_of_government", "foreign_minister", "defence_minister"])
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
            if not {(code, before, after), (code, after, before)} & ACTING:
                assert end[:shared] <= start[:shared], (code, before, after)


@pytest.mark.parametrize("office", ["head_of_state", "head_of_government"])
def test_every_state_has_its_heads_all_along(people: list[Row], office: str) -> None:
    held: dict[str, list[Row]] = defaultdict(list)
    for row in people:
        held[row["code"]].append(row)
    for code in STATES:
        missing = {year for year in range(2014, 2027) if not holders(held[code], code, office, f"{year}-02-01")}
        assert missing <= VACANT.get((office, code), set()), (code, office)


@pytest.mark.parametrize("code", "USA GBR FRA RUS CHN DEU ITA ESP UKR JPN KOR".split())
@pytest.mark.parametrize("office", ["foreign_minister", "defence_minister"])
def test_no_long_gap_in_the_ministries_of_great_powers(people: list[Row], code: str, office: str) -> None:
    """From 2000 on an office is never empty for more than three months."""
    reached = "2000-01-31"
    for row in sorted((r for r in people if r["code"] == code), key=lambda r: r["start"]):
        if row["office"] == office:
            assert _months(row["start"]) - _months(reached) <= 3, (row["name_en"], reached)
            reached = max(reached, row["end"] or "2026-06-01")
    assert reached >= "2026"


def _months(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7] or 1)


@pytest.mark.parametrize(
    ("code", "office", "day", "name"),
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
        ("MLI", "head_of_state", "2013-10-01", "Ibrahim Boubacar Keïta"),
        ("NER", "head_of_state", "2023-07-25", "Mohamed Bazoum"),
        ("NER", "head_of_state", "2023-07-26", "Abdourahamane Tchiani"),
        ("ETH", "head_of_government", "2012-08-25", "Hailemariam Desalegn"),
        ("ETH", "foreign_minister", "2014-05-01", "Tedros Adhanom"),
        ("NGA", "army_chief", "2016-01-01", "Tukur Buratai"),
        ("AUT", "head_of_government", "2018-03-01", "Sebastian Kurz"),
        ("POL", "head_of_state", "2010-05-01", "Bronisław Komorowski"),
        ("CAN", "head_of_state", "2022-09-07", "Elizabeth II"),
        ("CAN", "head_of_state", "2022-09-08", "Charles III"),
        ("ABW", "head_of_state", "2015-01-01", "Willem-Alexander"),
        ("PRI", "head_of_government", "2018-01-01", "Ricardo Rosselló"),
        ("BRB", "head_of_state", "2022-01-01", "Sandra Mason"),
        ("BRA", "head_of_state", "2016-06-01", "Michel Temer"),
        ("MYS", "head_of_government", "2018-06-01", "Mahathir Mohamad"),
        ("BGD", "head_of_government", "2024-08-10", "Muhammad Yunus"),
        ("THA", "head_of_government", "2022-09-01", "Prawit Wongsuwan"),
        ("KAZ", "head_of_state", "2019-03-20", "Kassym-Jomart Tokayev"),
        ("USA", "head_of_state", "2003-03-20", "George W. Bush"),
        ("USA", "foreign_minister", "2018-04-10", "John J. Sullivan"),
        ("GBR", "head_of_government", "2022-10-01", "Liz Truss"),
        ("FRA", "foreign_minister", "2011-01-14", "Michèle Alliot-Marie"),
        ("RUS", "head_of_state", "2010-06-01", "Dmitry Medvedev"),
        ("DEU", "interior_minister", "2016-12-19", "Thomas de Maizière"),
        ("UNO", "secretary_general", "2012-02-23", "Ban Ki-moon"),
        ("VAT", "head_of_state", "2019-02-04", "Pope Francis"),
    ],
)
def test_who_held_it(people: list[Row], code: str, office: str, day: str, name: str) -> None:
    assert holders(people, code, office, day) == {name}


def test_rows_of_one_person_in_several_files_are_one_entry() -> None:
    names = Counter(person.name_en for person, full, _ in read_people(FOLDER) if full)
    assert [name for name, count in names.items() if count > 1] == []
