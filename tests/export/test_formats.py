"""Every format against a golden file, and read back by the programs that people read it with.

`WRITE_GOLDEN=1 pytest tests/export` writes the golden files anew: look at the difference before it is committed.
"""

import csv
import io
import json
import os
from pathlib import Path

import pytest

from export.events import FIRST, events
from waqai.errors import UsageError
from waqai.export import FORMATS, write
from waqai.export.gdelt import COLUMNS as GDELT
from waqai.export.gdelt_mentions import COLUMNS as MENTIONS
from waqai.export.polecat import COLUMNS as POLECAT
from waqai.models import ChronicleEvent
from waqai.packs.formats import gdelt_quad, load_formats

GOLDEN = Path(__file__).parent / "golden"
TEXT = [name for name in FORMATS if name != "parquet"]


def written(name, of=None):
    out = io.StringIO()
    write(events() if of is None else of, name, out)
    return out.getvalue()


@pytest.fixture
def parquet(tmp_path):
    path = tmp_path / "events.parquet"
    with path.open("w") as out:
        write(events(), "parquet", out)
    return path


@pytest.mark.parametrize("name", TEXT)
def test_golden(name):
    path, found = GOLDEN / f"{name}.txt", written(name)
    if os.environ.get("WRITE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf8")
    assert found == path.read_text(encoding="utf8")


def test_an_unknown_format_is_refused_with_the_list():
    with pytest.raises(UsageError, match="polecat"):
        write([], "excel", io.StringIO())


def test_parquet_needs_bytes():
    with pytest.raises(UsageError, match="binary"):
        written("parquet")


@pytest.mark.parametrize("name", TEXT)
def test_no_events_is_a_whole_file_too(name):
    assert "None" not in written(name, [])


def test_jsonl_reads_back_as_the_same_events():
    assert [ChronicleEvent.model_validate_json(line) for line in written("jsonl").splitlines()] == events()


def test_csv_in_pandas(tmp_path):
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_csv(io.StringIO(written("csv")), keep_default_na=False, dtype=str)
    assert list(frame["actor"]) == ["EGY", "EGY; TUR", "SDN", "UNO", "TUR", ""]
    assert frame["recipient"][2] == "; UNO" and frame["dead"][2] == "10" and frame["dead_high"][2] == "12"
    assert frame["date"][3] == "" and frame["quote"][2] == "سطر\nوسطر" and frame["tellings"][0] == "2"


def test_parquet_in_duckdb_and_pandas(parquet):
    import duckdb

    rows = duckdb.sql(f"select date, actor, lat, dead, confirmed_by from '{parquet}'").fetchall()
    assert rows[0] == (FIRST, ["EGY"], 39.9199, None, 2) and rows[2][3] == 10 and rows[3][0] is None
    pandas = pytest.importorskip("pandas")
    assert len(pandas.read_parquet(parquet)) == len(events())


def test_polecat_in_pandas():
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_csv(
        io.StringIO(written("polecat")),
        sep="\t",
        dtype=str,
        quoting=csv.QUOTE_NONE,
        na_values=["None"],
        keep_default_na=False,
    )
    assert list(frame.columns) == POLECAT and len(POLECAT) == 40
    assert frame["Contexts"][0] == "diplomatic; military" and frame["Actor COW"][0] == "651"
    assert frame["Actor Country"][1] == "EGY; TUR" and frame["Recipient Name"].isna()[1]
    assert frame["Quad Code"][2] == "Material Conflict" and frame["Feature Type"][2] == "PCLI"


def rows(name, columns):
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in written(name).splitlines()]


def test_gdelt_has_61_columns_fips_codes_and_its_own_quad_classes():
    found = rows("gdelt", GDELT)
    visit, pact, *_ = found
    assert len(GDELT) == 61
    assert visit["Actor1Code"] == "EGYGOV" and visit["ActionGeo_CountryCode"] == "TU" and visit["QuadClass"] == "1"
    assert visit["FractionDate"] == "2024.1671" and visit["GoldsteinScale"] == "1.9" and visit["NumArticles"] == "2"
    assert pact["Actor2Code"] == "TURGOV" and pact["AvgTone"] == ""
    unknown, body = found[2], found[3]
    assert unknown["Actor2Code"] == "UAF" and body["Actor2Code"] == "IGOUNO" and body["Actor2KnownGroupCode"] == "UNO"
    undated = next(row for row in found if row["Actor1Code"] == "IGOUNO")
    assert undated["SQLDATE"] == "" and undated["QuadClass"] == "1", "an appeal is verbal cooperation to GDELT"


def test_gdelt_in_duckdb(tmp_path):
    import duckdb

    path = tmp_path / "events.csv"
    path.write_text(written("gdelt"), encoding="utf8")
    table = f"read_csv('{path}', delim='\t', header=false, quote='', all_varchar=true)"
    sql = f"select column00, column30, column52 from {table}"
    found = duckdb.sql(sql).fetchall()
    assert len(found) == len(rows("gdelt", GDELT))
    assert found[0][1] == "1.9" and len({key for key, *_ in found}) == len(found)


@pytest.mark.parametrize(
    ("cameo", "quad"),
    [("010", 1), ("020", 1), ("057", 1), ("061", 2), ("081", 2), ("090", 3), ("138", 3), ("141", 4), ("2042", 4)],
)
def test_gdelt_quads_go_by_the_root(cameo, quad):
    assert gdelt_quad(cameo) == quad


def test_mentions_point_at_rows_of_the_events():
    found, known = rows("gdelt-mentions", MENTIONS), {row["GLOBALEVENTID"] for row in rows("gdelt", GDELT)}
    assert len(MENTIONS) == 16 and {row["GLOBALEVENTID"] for row in found} == known
    assert [row["ActionCharOffset"] for row in found[:2]] == ["4", "-1"] and found[0]["MentionType"] == "1"


def test_icews_doubles_mutual_events():
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_csv(io.StringIO(written("icews")), sep="\t", dtype=str, quoting=csv.QUOTE_NONE)
    pact = frame[frame["CAMEO Code"] == "057"]
    assert frame.shape[1] == 20 and list(pact["Source Country"]) == ["Egypt", "Turkey"]
    assert list(pact["Target Country"]) == ["Turkey", "Egypt"] and pact["Event ID"].is_unique
    assert frame["Event Text"][0] == "Make a visit" and frame["Source Sectors"][0] == "Government"


@pytest.mark.parametrize("name", ["polecat", "gdelt", "gdelt-mentions", "icews"])
def test_what_did_not_happen_stays_out_of_formats_without_status(name):
    denied = next(event for event in events() if event.status == "negated")
    assert written(name, [denied]) == written(name, [])


def test_a_promise_is_a_deed_in_words():
    promised = events()[1].model_copy(update={"event": ["AGREE"], "cameo": "036", "status": "future"})
    ahead = events()[2].model_copy(update={"status": "future"})
    assert len(written("gdelt", [promised]).splitlines()) == 1 and not written("gdelt", [ahead])


def test_graphml_in_networkx(tmp_path):
    networkx = pytest.importorskip("networkx")
    path = tmp_path / "graph.graphml"
    path.write_text(written("graphml"), encoding="utf8")
    graph = networkx.read_graphml(path)
    assert graph.nodes["EGY"]["name"] == "Egypt" and graph.is_directed() and graph.has_edge("SDN", "UNO")
    edge = next(data for _, _, data in graph.edges(data=True) if data["type"] == "SUPPORT")
    assert edge["mutual"] is True and edge["score"] == 5.0
    assert any(data["status"] == "negated" for _, _, data in graph.edges(data=True)), "GraphML has a status"


def test_geojson_is_one_collection_with_longitude_first():
    found = json.loads(written("geojson"))
    assert found["type"] == "FeatureCollection" and len(found["features"]) == len(events())
    assert found["features"][0]["geometry"] == {"type": "Point", "coordinates": [32.8543, 39.9199]}
    assert found["features"][3]["geometry"] is None


def test_codes_of_other_formats_are_known_for_every_country_that_has_them():
    formats = load_formats()
    assert formats.cow("FRA") == "220" and formats.fips("IRQ") == "IZ" and formats.cow("PSE") == ""
    assert formats.cameo("ROU", ("GOV",)).code == "ROMGOV" and formats.cameo(None, ("UAF",)).code == "UAF"
    missing = [code for code, country in formats.countries.items() if country.cow and not country.fips]
    assert not missing
