"""The API as a client sees it."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from waqai.store import Filters

V1 = "/api/v1"
ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_address_asks_as_the_command_line_does(client, desk_of):
    for query in ("actor=EGY&to=2020", "quad=verbal-cooperation,3&order=-date", "text=زار&confirmed_by=1", "side=TUR"):
        filters = Filters.parse(dict(part.split("=") for part in query.split("&")))
        got = client.get(f"{V1}/events?{query}").json()["items"]
        assert [row["id"] for row in got] == [row.id for row in desk_of.search(filters).items]
        assert client.get(f"{V1}/events/count?{query}").json() == {"events": len(got)}
    twice = client.get(f"{V1}/events?actor=EGY&actor=TUR").json()
    assert twice == client.get(f"{V1}/events?actor=EGY,TUR").json()


def test_pages_lead_to_each_other_and_whole_events_have_their_tellings(client):
    rows = client.get(f"{V1}/events?limit=1000").json()["items"]
    found, cursor = [], ""
    while True:
        page = client.get(f"{V1}/events?view=whole&limit=2{cursor}").json()
        found += page["items"]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert [event["id"] for event in found] == [row["id"] for row in rows]
    assert [len(event["mentions"]) for event in found] == [row["tellings"] for row in rows]


def test_whole_files_hold_what_the_pages_hold(client):
    query = "from=2000&order=-date"
    rows = client.get(f"{V1}/events?limit=1000&{query}").json()["items"]
    ids = [row["id"] for row in rows]
    lines = client.get(f"{V1}/events.jsonl?{query}").text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ids
    table = csv.DictReader(io.StringIO(client.get(f"{V1}/events.csv?{query}").text))
    assert [row["id"] for row in table] == ids
    parquet = client.get(f"{V1}/events.parquet?{query}")
    assert pq.read_table(io.BytesIO(parquet.content))["id"].to_pylist() == ids
    assert "attachment" in parquet.headers["content-disposition"]
    assert [f["id"] for f in client.get(f"{V1}/events.geojson?{query}").json()["features"]] == ids
    assert client.get(f"{V1}/events.graphml?{query}").text.count("<graphml") == 1
    records = client.get(f"{V1}/records.jsonl").text.splitlines()
    assert sorted(json.loads(line)["id"] for line in records) == [json.loads(line)["id"] for line in records]
    assert client.get(f"{V1}/events.jsonl?from=1901&to=1902").text == ""


def test_a_feed_has_the_latest_events_of_a_query(client):
    feed = ET.fromstring(client.get(f"{V1}/events.atom?side=EGY").content)
    entries = feed.findall(f"{ATOM}entry")
    assert 0 < len(entries) <= 50
    rows = {f"urn:waqai:event:{row['id']}" for row in client.get(f"{V1}/events?side=EGY").json()["items"]}
    assert {entry.find(f"{ATOM}id").text for entry in entries} == rows
    assert feed.find(f"{ATOM}updated").text >= entries[-1].find(f"{ATOM}updated").text


def test_what_has_not_changed_is_not_sent_twice(client, admin):
    first = client.get(f"{V1}/events?limit=5")
    tag = {"If-None-Match": first.headers["etag"]}
    again = client.get(f"{V1}/events?limit=5", headers=tag)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert client.get(f"{V1}/events?limit=6", headers=tag).status_code == 200
    key = first.json()["items"][0]["id"]
    assert client.post(f"{V1}/judgements", json={"verdict": "wrong", "ids": [key]}, headers=admin).status_code == 201
    assert client.get(f"{V1}/events?limit=5", headers=tag).status_code == 200


def test_a_copy_is_kept_up_to_date_by_what_was_written_and_what_died(client, admin):
    assert client.get(f"{V1}/events?updated_since=2999-01-01").json() == {"items": [], "next": None}
    everything = client.get(f"{V1}/events?updated_since=2001-01-01T00:00:00%2B03:00&order=updated").json()["items"]
    assert len(everything) == client.get(f"{V1}/events/count").json()["events"]
    row = next(row for row in everything if row["tellings"] > 1)
    event = client.get(f"{V1}/events/{row['id']}").json()["event"]
    a, b = event["mentions"][0]["record"], event["mentions"][-1]["record"]
    client.post(f"{V1}/judgements", json={"verdict": "different", "ids": [a, b]}, headers=admin)
    copy = {row["id"] for row in everything}
    gone = {one["id"] for one in client.get(f"{V1}/tombstones?limit=1000").json()["items"] if one["kind"] == "event"}
    now = client.get(f"{V1}/events?updated_since=2001-01-01&limit=1000").json()["items"]
    assert (copy - gone) | {row["id"] for row in now} == {row["id"] for row in now}


def test_articles_go_in_and_come_out_coded(client, admin):
    article = {
        "text": "زار وزير خارجية مصر أنقرة يوم الخميس والتقى نظيره التركي.", "published": "2024-05-03",
        "publisher": "Test", "url": "https://example.org/api-test",
    }  # fmt: skip
    coded = client.post(f"{V1}/code?explain=true", json=article).json()
    assert coded["records"] and coded["sentences"]
    fate = client.post(f"{V1}/articles", json=[article, {"text": "hello world, this is English"}], headers=admin).json()
    assert [one["fate"] for one in sorted(fate, key=lambda one: one["fate"])] == ["added", "rejected"]
    stored = client.get(f"{V1}/articles/{coded['article']['id']}").json()
    assert [r["id"] for r in stored["records"]] == [r["id"] for r in coded["records"]]
    assert client.get(f"{V1}/records?article={coded['article']['id']}").json()["items"] == stored["records"]
    again = client.post(f"{V1}/articles", json=[article], headers=admin).json()
    assert [one["fate"] for one in again] == ["unchanged"]
    assert client.get(f"{V1}/events?publisher=test").json()["items"]


def test_a_relation_in_every_form(client):
    whole = client.get(f"{V1}/relations/EGY/تركيا").json()
    assert whole["events"] and whole["narrative"]["ar"]
    assert client.get(f"{V1}/series?a=EGY&b=TUR").json()["steps"] == whole["steps"]
    assert client.get(f"{V1}/phases?a=EGY&b=TUR").json()["phases"] == whole["phases"]
    svg = client.get(f"{V1}/relations/EGY/TUR.svg?lang=ar")
    assert svg.text.startswith("<svg") and svg.headers["content-type"].startswith("image/svg")
    assert "script" not in svg.headers["content-security-policy"]
    assert client.get(f"{V1}/relations/EGY/TUR.html").text.startswith("<!doctype html>")
    rows = list(csv.DictReader(io.StringIO(client.get(f"{V1}/relations/EGY/TUR.csv").text)))
    assert [row["start"] for row in rows] == [step["start"] for step in whole["steps"]]


@pytest.mark.parametrize(
    ("status", "path"),
    [
        (404, "/events/nothing"),
        (404, "/articles/nothing"),
        (404, "/records/nothing"),
        (404, "/nothing"),
        (405, "/tombstones"),
        (422, "/events?colour=red"),
        (422, "/events?from=yesterday"),
        (422, "/events?from=2020&to=2010"),
        (422, "/events?limit=0"),
        (422, "/events?cursor=abc"),
        (422, "/events.docx"),
        (422, "/relations/EGY/EGY"),
        (422, "/relations/Atlantis/EGY"),
        (422, "/actors/Atlantis"),
        (422, "/who"),
        (400, "/events?text=%00"),
        (400, "/events/%FF"),
    ],
)
def test_errors_are_problems_that_say_what_is_wrong(client, status, path):
    response = client.request("PATCH" if status == 405 else "GET", V1 + path)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    told = response.json()
    assert told["status"] == status and told["title"] and told["request"] == response.headers["x-request-id"]


def test_every_answer_has_the_id_of_its_request(client):
    assert client.get("/health", headers={"X-Request-ID": "abc-1"}).headers["x-request-id"] == "abc-1"
    assert client.get("/health", headers={"X-Request-ID": "a b\tc"}).headers["x-request-id"] != "a b\tc"


def test_long_answers_are_packed_for_those_who_can_unpack_them(client):
    packed = client.get(f"{V1}/events", headers={"Accept-Encoding": "gzip"})
    plain = client.get(f"{V1}/events", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert packed.json() == plain.json()


def test_pages_of_others_may_not_ask_unless_allowed(client, make_client):
    origin = {"Origin": "https://news.example"}
    assert "access-control-allow-origin" not in client.get(f"{V1}/events", headers=origin).headers
    allowed = make_client(cors=("https://news.example",))
    answered = allowed.get(f"{V1}/events", headers=origin)
    assert answered.headers["access-control-allow-origin"] == "https://news.example"
    other = allowed.get(f"{V1}/events", headers={"Origin": "https://other.example"})
    assert "access-control-allow-origin" not in other.headers


def test_the_server_counts_itself(client):
    client.get(f"{V1}/events?actor=EGY")
    client.get(f"{V1}/events/nothing")
    text = client.get("/metrics").text
    assert 'waqai_requests_total{method="GET",route="/api/v1/events",status="200"} 1.0' in text
    assert 'waqai_requests_total{method="GET",route="/api/v1/events/{key}",status="404"} 1.0' in text
    assert 'waqai_store_rows{kind="articles"}' in text and "process_resident_memory_bytes" in text
    assert client.get("/health").json()["status"] == "ok"


def test_the_document_names_every_filter_and_has_examples(client):
    document = client.get(f"{V1}/openapi.json").json()
    names = {parameter["name"] for parameter in document["paths"][f"{V1}/events"]["get"]["parameters"]}
    from waqai.store.filters import _READERS

    assert names >= set(_READERS) - {"limit", "offset"}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            assert operation["description"], path
            if method == "post" and "requestBody" in operation:
                assert "examples" in json.dumps(operation["requestBody"]), path


def test_the_examples_of_the_documentation_are_answered(client, admin):
    page = (Path(__file__).resolve().parents[2] / "docs/api.md").read_text(encoding="utf8")
    asked = [line for block in re.findall(r"^```http\n(.*?)^```$", page, re.M | re.S) for line in block.splitlines()]
    assert len(asked) > 10
    for line in asked:
        method, path, *body = line.split(" ", 2) if line.startswith("POST") else line.split(" ", 1)
        answered = client.request(method, path, json=json.loads(body[0]) if body else None, headers=admin)
        assert answered.is_success and answered.content, (line, answered.text)
