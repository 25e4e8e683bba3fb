"""What is asked for: read from names and texts, and answered alike by both backends."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronicles import article, coded, event, record
from waqai.errors import UsageError
from waqai.models import Entity, Location
from waqai.store import Filters, open_store
from waqai.store.filters import ORDERS


def side(code, *sectors):
    return Entity(code=code, sector=sectors[0] if sectors else None, sectors=list(sectors), entity_text=code or "")


RECORDS = {
    "visit": {
        "actor": [side("EGY", "GOV")],
        "recipient": [side("TUR", "GOV")],
        "date": "2022-10-26",
        "enddate": "2022-10-27",
    },
    "meeting": {
        "mode": [],
        "actor": [side("EGY", "GOV"), side("TUR", "GOV", "MIL")],
        "recipient": [],
        "date": "2022-11-05",
        "enddate": "2022-11-05",
        "event_loc": None,
    },
    "raid": {
        "event": ["ASSAULT"],
        "mode": ["aerial"],
        "quad_code": 4,
        "event_scale": -9.5,
        "actor": [side("SAU", "MIL")],
        "recipient": [side("YEM", "CVL"), side(None, "MED")],
        "date": "2021-01-01",
        "enddate": "2021-12-31",
        "event_loc": Location(text="صنعاء", name="Sanaa", country="YEM"),
    },
    "threat": {
        "event": ["THREATEN"],
        "quad_code": 3,
        "status": "negated",
        "actor": [side("TUR", "GOV")],
        "recipient": [],
        "date": None,
        "enddate": None,
        "mode": ["violence"],
        "event_loc": None,
    },
}
WORDS = {"visit": {"زار", "وزير"}, "meeting": {"اجتمع"}, "raid": {"غاره", "قصف"}, "threat": {"هدد", "وزير", "o'neil"}}


@pytest.fixture(scope="module", params=["duckdb", "postgres"])
def store(request, tmp_path_factory):
    if request.param == "duckdb":
        address = str(tmp_path_factory.mktemp("store") / "store.duckdb")
    else:
        address = request.getfixturevalue("postgres_server").database()
    with open_store(address) as opened, opened.writing():
        for name, fields in RECORDS.items():
            of = article(name, publisher={"raid": "رويترز", "threat": None}.get(name, "Ahram"))
            one = record(of, id=name, **fields)
            opened.articles.put([coded(of, [one], WORDS[name])], keep_text=True, run=1)
            made = event(one, id=name, confirmed_by=2 if name == "raid" else 1)
            opened.workspace.put_events([name], [made], {})
        yield opened


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, "raid visit meeting threat"),
        ({"actor": "TUR"}, "meeting threat"),
        ({"actor": "tur/mil"}, "meeting"),
        ({"actor": "/MIL"}, "raid meeting"),
        ({"actor": "SAU,EGY"}, "raid visit meeting"),
        ({"recipient": "TUR"}, "visit meeting"),
        ({"recipient": "/MED"}, "raid"),
        ({"actor": "EGY", "recipient": "TUR"}, "visit meeting"),
        ({"side": "TUR"}, "visit meeting threat"),
        ({"side": "YEM,SAU"}, "raid"),
        ({"dyad": "TUR-EGY"}, "visit meeting"),
        ({"dyad": "YEM-SAU,TUR-EGY"}, "raid visit meeting"),
        ({"dyad": "SAU-TUR"}, ""),
        ({"type": "assault,THREATEN"}, "raid threat"),
        ({"mode": "visit"}, "visit"),
        ({"quad": "1"}, "visit meeting"),
        ({"quad": "material-conflict,3"}, "raid threat"),
        ({"place": "TUR"}, "visit"),
        ({"place": "sanaa,أنقرة"}, "raid visit"),
        ({"from": "2022-10-27"}, "visit meeting"),
        ({"from": "2021-06", "to": "2021-06"}, "raid"),
        ({"to": "2022"}, "raid visit meeting"),
        ({"to": "2022-10-25"}, "raid"),
        ({"status": "negated"}, "threat"),
        ({"publisher": "AHRAM"}, "visit meeting"),
        ({"publisher": "رويترز"}, "raid"),
        ({"confirmed_by": "2"}, "raid"),
        ({"order": "-date"}, "meeting visit raid threat"),
        ({"order": "scale", "limit": "1"}, "raid"),
        ({"limit": "2", "offset": "1"}, "visit meeting"),
        ({"limit": "0"}, ""),
        ({"type": " ", "actor": ""}, "raid visit meeting threat"),
    ],
)
def test_each_filter_finds_what_it_says(store, query, expected):
    filters = Filters.parse(query)
    assert [e.id for e in store.chronicle.events(filters)] == expected.split()
    if not {"limit", "offset"} & set(query):
        assert store.chronicle.count(filters) == len(expected.split())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([{"وزير"}], "visit threat"),
        ([{"وزير"}, {"زار", "زور"}], "visit"),
        ([{"زا"}], ""),
        ([{"o'neil"}], "threat"),
        ([{"\\' | '"}], ""),
    ],
)
def test_text_is_found_by_whole_lemmas(store, words, expected):
    assert [e.id for e in store.chronicle.events(Filters(), [frozenset(w) for w in words])] == expected.split()


def test_every_order_works(store):
    for order in ORDERS:
        up, down = ([e.id for e in store.chronicle.events(Filters.parse({"order": way + order}))] for way in ("", "-"))
        assert sorted(up) == sorted(down) == sorted(RECORDS)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"actr": "TUR"}, "no filter is called «actr»"),
        ({"actor": "Turkey"}, "actor: «Turkey» is no side"),
        ({"dyad": "TUR"}, "dyad: «TUR» is no pair"),
        ({"dyad": "TUR-"}, "dyad: «» is no side"),
        ({"type": "WAR"}, "type: «WAR» is none of AGREE"),
        ({"quad": "5"}, "quad: «5» is none of 1 to 4"),
        ({"from": "27.10.2022"}, "from: «27.10.2022» is no date"),
        ({"to": "2022-13"}, "to: «2022-13» is no date"),
        ({"from": "2022", "to": "2021"}, "from is after to"),
        ({"status": "done"}, "status: «done» is none of occurred"),
        ({"confirmed_by": "many"}, "confirmed_by: «many» is no whole number"),
        ({"limit": "-1"}, "limit: «-1» is no whole number"),
        ({"order": "name"}, "order: «name» is none of date"),
        ({"from": ["2021", "2022"]}, "from: only one value"),
    ],
)
def test_what_cannot_be_read_is_named(query, message):
    with pytest.raises(UsageError, match="^" + message):
        Filters.parse(query)


def test_options_are_named_as_they_are_written():
    with pytest.raises(UsageError, match=r"^--confirmed-by: "):
        Filters.parse({"confirmed_by": "x"}, named=lambda name: "--" + name.replace("_", "-"))


def test_months_and_years_are_whole():
    filters = Filters.parse({"from": "2024-02", "to": "2024-02", "as_of": "2023"})
    assert (filters.since, filters.until) == (dt.date(2024, 2, 1), dt.date(2024, 2, 29))
    assert filters.as_of == dt.date(2023, 12, 31)


SIDES = st.sampled_from(["TUR", "EGY/GOV", "/MIL"])
QUERIES = st.fixed_dictionaries(
    {},
    optional={
        "actor": st.lists(SIDES, min_size=1, max_size=3),
        "dyad": st.builds("{}-{}".format, SIDES, SIDES),
        "type": st.sampled_from(["ASSAULT", "agree,consult"]),
        "quad": st.sampled_from(["1,2", "verbal-conflict"]),
        "place": st.sampled_from(["TUR", "Ankara,أنقرة"]),
        "from": st.sampled_from(["2020", "2020-05-06"]),
        "as_of": st.sampled_from(["2021", "2021-05-06"]),
        "text": st.text("زار وزير", min_size=1),
        "order": st.sampled_from(["-told", "date"]),
        "limit": st.sampled_from(["0", "7"]),
    },
)


@given(QUERIES)
def test_what_is_read_can_be_written_and_read_again(query):
    filters = Filters.parse(query)
    assert Filters.parse(filters.to_query()) == filters
