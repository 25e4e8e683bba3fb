"""Words, numbers and days as each reader wants them."""

import datetime as dt
import string
from typing import get_args

import pytest

from waqai.models import EventType, Status
from waqai.models.record import DateBasis, DatePrecision, PlacePrecision
from waqai.packs.pack import load_pack
from waqai.serve.web.prefs import Prefs
from waqai.serve.web.texts import LANGUAGES, load_texts, plural
from waqai.serve.web.writing import Writing


def keys(entries, before=""):
    for key, value in entries.items():
        if isinstance(value, dict):
            yield from keys(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value


def test_both_languages_say_the_same_things():
    ar, en = (dict(keys(load_texts(language).entries)) for language in LANGUAGES)
    forms = ("counts.",)
    assert {key for key in ar if not key.startswith(forms)} == {key for key in en if not key.startswith(forms)}
    for key in ar.keys() & en.keys():
        if isinstance(ar[key], str) and not key.startswith(forms):
            assert fields(ar[key]) == fields(en[key]), key


def fields(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_name(language):
    names = load_texts(language).entries["names"]
    book = load_pack().compiled.codebook
    assert set(names["type"]) == set(get_args(EventType)) == set(book.types)
    assert set(names["mode"]) >= {mode for kind in book.types.values() for mode in kind.modes}
    assert set(names["status"]) == set(get_args(Status))
    assert set(names["precision"]) >= {*get_args(PlacePrecision), *get_args(DatePrecision)}
    assert set(names["basis"]) == set(get_args(DateBasis))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_has_a_form(language):
    texts = load_texts(language)
    for key in texts.entries["counts"]:
        for number in (0, 1, 2, 3, 10, 11, 99, 100, 101, 103, 111, 1000):
            assert texts.count(f"counts.{key}", number, str(number))


@pytest.mark.parametrize(
    ("number", "category"),
    [(0, "zero"), (1, "one"), (2, "two"), (3, "few"), (10, "few"), (11, "many"), (99, "many"), (100, "other"),
     (102, "other"), (103, "few"), (111, "many")],
)  # fmt: skip
def test_arabic_counts_in_six_forms(number, category):
    assert plural("ar", number) == category


def writing(language="ar", **prefs):
    return Writing(load_texts(language), Prefs().changed(prefs))


DAY = dt.date(2024, 1, 5)


@pytest.mark.parametrize(
    ("prefs", "written"),
    [
        ({}, "٥ كانون الثاني ٢٠٢٤"),
        ({"digits": "latn"}, "5 كانون الثاني 2024"),
        ({"months": "nile"}, "٥ يناير ٢٠٢٤"),
        ({"months": "maghreb", "digits": "latn"}, "5 جانفي 2024"),
        ({"months": "nile", "calendar": "hijri"}, "٥ يناير ٢٠٢٤ (٢٣ جمادى الآخرة ١٤٤٥ هـ)"),
    ],
)
def test_a_day_is_written_as_the_reader_wants(prefs, written):
    assert writing(**prefs).day(DAY) == written


@pytest.mark.parametrize(
    ("precision", "written"),
    [("month", "January 2024"), ("year", "2024"), ("season", "Winter 2024"), ("unknown", "5 January 2024")],
)
def test_no_day_is_written_more_exactly_than_it_is_known(precision, written):
    assert writing("en").day(DAY, precision) == written


def test_what_is_not_known_and_what_lies_outside_the_hijri_tables_is_said():
    assert writing("en").day(None) == "Undated"
    assert writing("en", calendar="hijri").day(dt.date(1850, 1, 1)) == "1 January 1850"


def test_numbers_keep_their_minus_on_their_side():
    assert writing(digits="arab").number(-1234.5, places=1) == "\u2066−١٬٢٣٤٫٥\u2069"
    assert writing("en").number(1234) == "1,234"
    assert writing("en").number(-0.04, places=1) == "0.0"


def test_a_list_ends_with_and():
    assert writing("en").listed(["a", "b", "c"]) == "a, b and c"
    assert writing("ar").listed(["مصر", "تركيا"]) == "مصر وتركيا"
