"""countries.csv and metonyms.csv hold together: codes, names, and every capital is a place."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from pathlib import Path

import pytest

import waqai.text
from waqai.text.fold import fold

GAZETTEERS = Path(waqai.text.__file__).parents[1] / "packs" / "gazetteers"
COLUMNS = "code,fips,iso2,cow,name_en,name_ar,aliases_ar,demonyms_ar,plurals_ar,capital_ar,region,aliases_en".split(",")
SPECIAL_CODES = {"EUR"}
SECTORS = set("GOV MIL COP SPY JUD LEG PTY REB PRM UAF UNK REL".split())
NO_STATE_NUMBER = {"PSE", "VAT", "ESH"}
# «عمان» is the Sultanate (عُمان) and the capital of Jordan (عمّان): the text around it decides.
COUNTRY_AND_CAPITAL = {fold("عمان")}


def rows(name: str) -> list[dict[str, str]]:
    with (GAZETTEERS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def names_of(country: dict[str, str]) -> list[str]:
    return [country["name_ar"], *filter(None, country["aliases_ar"].split("|"))]


@pytest.fixture(scope="module")
def countries() -> list[dict[str, str]]:
    return rows("countries.csv")


@pytest.fixture(scope="module")
def metonyms() -> list[dict[str, str]]:
    return rows("metonyms.csv")


def test_columns_and_codes(countries: list[dict[str, str]]) -> None:
    assert list(countries[0]) == COLUMNS
    for column in ("code", "iso2", "name_en", "name_ar"):
        values = [c[column] for c in countries]
        assert all(values), column
        assert len(values) == len(set(values)), column
    assert all(re.fullmatch(r"[A-Z]{3}", c["code"]) for c in countries)
    assert all(re.fullmatch(r"[A-Z]{2}", c["iso2"]) for c in countries)


def test_fips_and_cow_are_unique(countries: list[dict[str, str]]) -> None:
    for column, shape in (("fips", r"[A-Z]{2}"), ("cow", r"\d{1,3}")):
        values = [c[column] for c in countries if c[column]]
        assert all(re.fullmatch(shape, v) for v in values)
        assert len(values) == len(set(values)), column


def test_states_are_all_there(countries: list[dict[str, str]]) -> None:
    codes = {c["code"] for c in countries}
    assert {"PSE", "KOS", "TWN", "ESH", "VAT", "SSD", "TLS"} <= codes
    assert sum(bool(c["cow"]) for c in countries) >= 193
    assert not {c["code"] for c in countries if c["cow"]} & NO_STATE_NUMBER


def test_a_name_means_one_country(countries: list[dict[str, str]]) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for country in countries:
        for name in names_of(country):
            owners[fold(name)].add(country["code"])
    assert {n: o for n, o in owners.items() if len(o) > 1} == {}


def test_a_demonym_means_one_country(countries: list[dict[str, str]]) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for country in countries:
        for name in filter(None, (country["demonyms_ar"] + "|" + country["plurals_ar"]).split("|")):
            owners[fold(name)].add(country["code"])
    # Niger and Nigeria differ by one letter only, folded too.
    assert {n: o for n, o in owners.items() if len(o) > 1} == {}


def test_cells_are_clean(countries: list[dict[str, str]], metonyms: list[dict[str, str]]) -> None:
    for row in countries + metonyms:
        for cell in row.values():
            assert cell == cell.strip()
            assert "||" not in cell and not cell.startswith("|") and not cell.endswith("|")


def test_every_capital_is_a_place(countries: list[dict[str, str]]) -> None:
    places = {
        (p["country"], fold(n)) for p in rows("places.csv") + rows("places_extra.csv") for n in p["names_ar"].split("|")
    }
    missing = [
        (c["code"], c["capital_ar"])
        for c in countries
        if c["cow"]
        and (c["code"], fold(c["capital_ar"])) not in places
        and fold(c["capital_ar"]) not in {fold(n) for n in names_of(c)}
    ]
    assert missing == []


def test_metonyms_name_known_codes(countries: list[dict[str, str]], metonyms: list[dict[str, str]]) -> None:
    codes = {c["code"] for c in countries} | SPECIAL_CODES
    for row in metonyms:
        assert row["code"] in codes
        assert row["sector"] in SECTORS
        assert row["name_en"]
        assert row["sector"] in row["sectors"].split("|")
        assert set(row["sectors"].split("|")) <= SECTORS | {"ELI"}


def test_a_metonym_means_one_code(metonyms: list[dict[str, str]]) -> None:
    folded = [fold(m["text_ar"]) for m in metonyms]
    assert len(folded) == len(set(folded))


def test_metonyms_are_no_country_names(countries: list[dict[str, str]], metonyms: list[dict[str, str]]) -> None:
    names = {fold(n) for c in countries for n in names_of(c)}
    assert names & {fold(m["text_ar"]) for m in metonyms} == COUNTRY_AND_CAPITAL


@pytest.mark.parametrize(
    ("text", "code", "sector"),
    [
        ("تل أبيب", "ISR", "GOV"),
        ("البنتاجون", "USA", "GOV"),
        ("الكنيست", "ISR", "LEG"),
        ("جيش الاحتلال", "ISR", "MIL"),
        ("المرادية", "DZA", "GOV"),
        ("بروكسل", "EUR", "GOV"),
        ("باكو", "AZE", "GOV"),
        ("الدوحة", "QAT", "GOV"),
    ],
)
def test_well_known_metonyms(metonyms: list[dict[str, str]], text: str, code: str, sector: str) -> None:
    found = [(m["code"], m["sector"]) for m in metonyms if fold(m["text_ar"]) == fold(text)]
    assert found == [(code, sector)]


def test_words_that_must_not_be_names(countries: list[dict[str, str]], metonyms: list[dict[str, str]]) -> None:
    everything = {fold(n) for c in countries for n in names_of(c)} | {fold(m["text_ar"]) for m in metonyms}
    assert not everything & {fold(w) for w in ("كيف", "بون", "المملكة", "مالية", "ديلي", "كوريا", "فيكتوريا")}
