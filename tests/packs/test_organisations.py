"""Integrity of the organisations and of the outlets: codes, sectors, dates, no name claimed twice on one day."""

import csv
import re
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from waqai.text.fold import fold

PACKS = Path(__file__).resolve().parents[2] / "src/waqai/packs"
ORGANISATIONS = PACKS / "gazetteers/organisations.csv"
OUTLETS = PACKS / "gazetteers/outlets.csv"
CODEBOOK = PACKS / "codebooks/plover"
ORGANISATION_COLUMNS = "name_en names_ar short_ar code sector sectors kind start end nisba_ar ambiguous_ar".split()
OUTLET_COLUMNS = "name_en names_ar domains country kind ids ambiguous ambiguous_ar".split()
OUTLET_KINDS = {"agency", "newspaper", "tv", "radio", "site", "magazine"}
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")

Row = dict[str, str]


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def cells(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def codes() -> set[str]:
    special = {entry["code"] for entry in yaml.safe_load((CODEBOOK / "codes.yaml").read_text("utf-8"))}
    return special | {row["code"] for row in rows(PACKS / "gazetteers/countries.csv")}


def sectors() -> set[str]:
    return {entry["sector"] for entry in yaml.safe_load((CODEBOOK / "sectors.yaml").read_text("utf-8"))}


def overlap(one: Row, other: Row) -> bool:
    return one["start"] <= (other["end"] or "9999") and other["start"] <= (one["end"] or "9999")


def find(name: str, day: str) -> list[Row]:
    return [
        row
        for row in rows(ORGANISATIONS)
        if fold(name) in map(fold, cells(row["names_ar"])) and row["start"] <= day and day <= (row["end"] or "9999")
    ]


def test_columns() -> None:
    assert list(rows(ORGANISATIONS)[0]) == ORGANISATION_COLUMNS
    assert list(rows(OUTLETS)[0]) == OUTLET_COLUMNS


def test_organisations_are_enough_and_well_formed() -> None:
    known_codes, known_sectors = codes(), sectors()
    organisations = rows(ORGANISATIONS)
    assert len({row["name_en"] for row in organisations}) >= 400
    for row in organisations:
        assert row["name_en"] and row["names_ar"] and row["kind"], row
        assert row["code"] in known_codes or (row["kind"] == "states" and not row["code"]), row
        assert row["sector"] in known_sectors, row
        assert row["sector"] == cells(row["sectors"])[0] and set(cells(row["sectors"])) <= known_sectors, row
        for bound in (row["start"], row["end"]):
            assert not bound or DATE.fullmatch(bound), row
        assert not row["end"] or row["start"] <= row["end"], row


def test_a_name_means_one_organisation_on_one_day() -> None:
    claimed: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows(ORGANISATIONS):
        for name in cells(row["names_ar"]):
            claimed[fold(name)].append(row)
    clashes = {
        name: (one["name_en"], other["name_en"])
        for name, rivals in claimed.items()
        for one, other in combinations(rivals, 2)
        if overlap(one, other)
    }
    assert clashes == {}


def test_everyday_words_are_no_names_by_themselves() -> None:
    names = {fold(name) for row in rows(ORGANISATIONS) for name in cells(row["names_ar"]) + cells(row["short_ar"])}
    assert not names & {
        fold(word) for word in "فتح أمل النهضة المستقبل الهيئة القاعدة الجامعة أمان يمينا الوفد".split()
    }


@pytest.mark.parametrize(
    ("name", "day", "code", "sector"),
    [
        ("حركة طالبان", "2001-01-01", "AFG", "GOV"),
        ("طالبان", "2015-03-01", "AFG", "REB"),
        ("طالبان", "2021-08-15", "AFG", "GOV"),
        ("قوات الدعم السريع", "2022-01-01", "SDN", "PRM"),
        ("الدعم السريع", "2023-04-15", "SDN", "REB"),
        ("حزب الله", "2015-07-01", "LBN", "REB"),
        ("حركة حماس", "2014-07-01", "PSE", "REB"),
        ("الحوثيين", "2015-07-01", "YEM", "REB"),
        ("حزب العمال الكردستاني", "2015-07-01", "TUR", "REB"),
        ("قوات سوريا الديمقراطية", "2018-01-01", "SYR", "REB"),
        ("الحشد الشعبي", "2015-07-01", "IRQ", "PRM"),
        ("الحرس الثوري", "2015-07-01", "IRN", "MIL"),
        ("داعش", "2015-07-01", "IMG", "REB"),
        ("قوات التحالف", "2006-01-01", "IGO", "MIL"),
        ("قوات التحالف", "2016-01-01", "IGO", "MIL"),
        ("الموساد", "2020-01-01", "ISR", "SPY"),
        ("الوكالة الدولية للطاقة الذرية", "2015-07-14", "UNO", "GOV"),
    ],
)
def test_codes_of_the_codebook(name: str, day: str, code: str, sector: str) -> None:
    assert [(row["code"], row["sector"]) for row in find(name, day)] == [(code, sector)]


def test_outlets_are_enough_and_well_formed() -> None:
    countries = codes()
    outlets = rows(OUTLETS)
    assert len(outlets) >= 220
    assert len({row["name_en"] for row in outlets}) == len(outlets)
    for row in outlets:
        assert row["names_ar"] and row["kind"] in OUTLET_KINDS, row
        assert row["country"] in countries or not row["country"], row
        assert (row["ambiguous"] == "1") == bool(row["ambiguous_ar"]), row
        assert set(cells(row["ambiguous_ar"])) <= set(cells(row["names_ar"])), row


def test_outlet_ids_and_domains_are_unique() -> None:
    for column in ("ids", "domains"):
        values = [value for row in rows(OUTLETS) for value in cells(row[column])]
        assert len(values) == len(set(values)), column
        assert all(value == value.lower() for value in values), column


def test_outlets_share_ambiguous_names_only() -> None:
    owners: defaultdict[str, set[str]] = defaultdict(set)
    ambiguous = {fold(name) for row in rows(OUTLETS) for name in cells(row["ambiguous_ar"])}
    for row in rows(OUTLETS):
        for name in cells(row["names_ar"]):
            owners[fold(name)].add(row["name_en"])
    assert {name for name, who in owners.items() if len(who) > 1} <= ambiguous
