"""places.csv and places_extra.csv hold together, and no common word passes for a place."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path

import pytest

import waqai.text
from waqai.text.fold import fold

GAZETTEERS = Path(waqai.text.__file__).parents[1] / "packs" / "gazetteers"
COLUMNS = "name_en,names_ar,country,admin1_en,lat,lon,kind,population,geonames_id".split(",")
KINDS = set("city province region sea strait camp crossing landmark district country river island".split())
MAX_BYTES = 2_500_000
# Uncoded land that news names all the same.
NO_COUNTRY_ROW = {"", "ATA"}


def rows(name: str) -> list[dict[str, str]]:
    with (GAZETTEERS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def places() -> list[dict[str, str]]:
    return rows("places.csv") + rows("places_extra.csv")


@pytest.fixture(scope="module")
def by_name(places: list[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for place in places:
        for name in place["names_ar"].split("|"):
            found[fold(name)].append(place)
    return found


def test_columns(places: list[dict[str, str]]) -> None:
    assert list(rows("places.csv")[0]) == COLUMNS
    assert list(rows("places_extra.csv")[0]) == COLUMNS
    assert (GAZETTEERS / "places.csv").stat().st_size < MAX_BYTES
    assert len(places) > 7_000


def test_coordinates_and_numbers(places: list[dict[str, str]]) -> None:
    for place in places:
        assert -90 <= float(place["lat"]) <= 90, place
        assert -180 <= float(place["lon"]) <= 180, place
        assert place["population"] == "" or int(place["population"]) > 0
        assert place["geonames_id"] == "" or place["geonames_id"].isdigit()


def test_kinds_and_countries(places: list[dict[str, str]]) -> None:
    codes = {c["code"] for c in rows("countries.csv")} | NO_COUNTRY_ROW
    for place in places:
        assert place["kind"] in KINDS, place
        assert place["country"] in codes, place
        if not place["country"]:
            assert place["kind"] in {"region", "sea", "strait", "river"}, place


def test_names_are_clean(places: list[dict[str, str]]) -> None:
    for place in places:
        assert place["name_en"]
        names = place["names_ar"].split("|")
        folded = [fold(n) for n in names]
        assert all(n and n == n.strip() for n in names), place
        assert len(folded) == len(set(folded)), place
        assert not any(c in "پچژگکیہە" for n in names for c in n), place


def test_geonames_ids_stand_once(places: list[dict[str, str]]) -> None:
    ids = Counter(p["geonames_id"] for p in places if p["geonames_id"])
    assert [i for i, n in ids.items() if n > 1] == []


def test_rows_stand_once(places: list[dict[str, str]]) -> None:
    keys = Counter((p["name_en"], p["names_ar"], p["country"], p["admin1_en"], p["kind"]) for p in places)
    assert [k for k, n in keys.items() if n > 1 and k[4] != "city"] == []


def test_homonyms_lie_apart(by_name: dict[str, list[dict[str, str]]]) -> None:
    """One name for several cities of one country is a real homonym only if they lie apart."""
    doubles = []
    for name, found in by_name.items():
        cities = [p for p in found if p["kind"] == "city"]
        for i, a in enumerate(cities):
            for b in cities[i + 1 :]:
                near = abs(float(a["lat"]) - float(b["lat"])) < 0.05 and abs(float(a["lon"]) - float(b["lon"])) < 0.05
                if near and a["country"] == b["country"] and not (a["geonames_id"] and b["geonames_id"]):
                    doubles.append((name, a["name_en"], b["name_en"]))
    assert doubles == []


@pytest.mark.parametrize(
    ("name", "countries"),
    [
        ("طرابلس", {"LBY", "LBN"}),
        ("صور العمانية", {"OMN"}),
        ("بغداد", {"IRQ"}),
        ("صنعاء", {"YEM"}),
        ("الحسكة", {"SYR"}),
        ("الفاشر", {"SDN"}),
        ("سيدي بوزيد", {"TUN"}),
        ("تيزي وزو", {"DZA"}),
        ("باخموت", {"UKR"}),
        ("معبر رفح", {"PSE"}),
        ("مخيم اليرموك", {"SYR"}),
        ("باب المندب", {""}),
        ("الشرق الأوسط", {""}),
        ("ناغورني قره باغ", {"AZE"}),
    ],
)
def test_well_known_places(by_name: dict[str, list[dict[str, str]]], name: str, countries: set[str]) -> None:
    assert {p["country"] for p in by_name[fold(name)]} == countries


def test_words_are_no_places(by_name: dict[str, list[dict[str, str]]]) -> None:
    words = """سلام الحي القرية مدينة علي محمد الوطن الباب الطبقة السلمية السفيرة التل صور العين الخبر بشار معسكر
        الوادي البيض سعيدة حجة عمران البيضاء عبس مشهد قم بريدة العمارة حديثة بلد القائم نوى جاسم الحراك الضمير كان
        ليل بون كيف هون الخمس الزاوية الحمامات الكاف جمال العلم الثورة الحكومة الاتحاد الجمعة الخميس الأحد الوحدات
        القبائل بورصة وجدة أصيلة بركان جامعة السوق الشهداء الحد"""
    assert {w for w in words.split() if fold(w) in by_name} == set()


def test_country_names_are_found_as_countries(by_name: dict[str, list[dict[str, str]]]) -> None:
    """A city named like a country is listed under another name («تونس العاصمة»), but for «عمان»."""
    names = {fold(c["name_ar"]): c["code"] for c in rows("countries.csv")}
    both = {n for n in names if any(p["country"] != names[n] for p in by_name.get(n, []))}
    assert both == set()
