"""The demo is small, but nothing is missing from it: whoever looks through it has seen every feature."""

import datetime as dt
import json
import re
from collections import Counter

import pytest

from waqai.config import Settings
from waqai.relations.relate import relate
from waqai.run.relation import StoredEvents
from waqai.serve.demo import build
from waqai.store import Filters, open_store
from waqai.text.sentences import split_sentences

RELATIONS = {
    ("EGY", "TUR"): ["strain", "thaw", "reconciliation"],
    ("SAU", "IRN"): ["rupture", "thaw", "reconciliation"],
    ("SAU", "QAT"): ["strain", "reconciliation", "rupture", "thaw", "reconciliation"],
    ("MAR", "DZA"): ["strain", "rupture", "thaw"],
    ("EGY", "ETH"): ["strain", "thaw", "reconciliation", "strain"],
}
WEEKDAYS = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]


@pytest.fixture(scope="module")
def written():
    return [json.loads(line) for line in build.ARTICLES.read_text(encoding="utf8").splitlines()]


@pytest.fixture(scope="module")
def store(demo):
    with open_store(demo.db) as opened:
        yield opened


@pytest.fixture(scope="module")
def events(store):
    return list(store.chronicle.events(Filters()))


def test_articles_of_several_outlets_over_ten_years(written):
    assert len(written) >= 60 and len({article["publisher"] for article in written}) >= 5
    days = [dt.date.fromisoformat(article["published"]) for article in written]
    assert min(days) < dt.date(2013, 12, 31) and max(days) > dt.date(2023, 1, 1)
    assert len({article["id"] for article in written}) == len(written)
    assert all(3 <= len(split_sentences(article["text"])) <= 8 for article in written)
    assert all(article["url"].split("/")[2].endswith(".example") for article in written)


def test_weekdays_are_those_of_the_calendar(written):
    named = re.compile(rf"(اليوم|أمس) ({'|'.join(WEEKDAYS)})")
    told = Counter()
    for article in written:
        published = dt.date.fromisoformat(article["published"])
        for word, weekday in named.findall(article["text"]):
            day = published - dt.timedelta(days=word == "أمس")
            assert WEEKDAYS[day.weekday()] == weekday, article["id"]
            told[word] += 1
    assert told["أمس"] > 20 and told["اليوم"] > 5


def test_copies_are_folded(events):
    copied = [event for event in events if any(mention.copy_of for mention in event.mentions)]
    assert len(copied) >= 5
    expulsion = next(e for e in copied if e.date == dt.date(2013, 11, 23) and e.event == ["SANCTION"])
    assert len(expulsion.mentions) >= 3 and expulsion.confirmed_by == 2


def test_a_contradiction_of_tolls(events):
    raid = next(e for e in events if e.date == dt.date(2016, 10, 8) and e.event == ["ASSAULT"])
    assert {version.value for c in raid.contradictions if c.field == "dead" for version in c.versions} == {"82", "140"}


def test_denials_hang_on_what_they_deny(events):
    denied = [e for e in events if {m.denies for m in e.mentions} == {True, False}]
    assert len(denied) >= 4
    assert all(any(c.field == "status" for c in event.contradictions) for event in denied)


def test_a_visit_is_announced_and_takes_place(events):
    lives = [[stage.status for stage in event.life] for event in events if event.event == ["CONSULT"]]
    assert ["future", "occurred"] in lives and ["ongoing", "occurred"] in lives


def test_independent_outlets_confirm(events):
    assert sum(event.confirmed_by >= 2 for event in events) >= 15


@pytest.mark.parametrize("dyad", RELATIONS)
def test_phases_of_each_relation(store, dyad):
    relation = relate(StoredEvents(store), *dyad)
    phases = [phase.name for phase in relation.phases if phase.name != "routine"]
    assert phases == RELATIONS[dyad]
    assert relation.narrative["ar"] and relation.narrative["en"]


def test_mediators_and_silence(store):
    told = {dyad: relate(StoredEvents(store), *dyad) for dyad in RELATIONS}
    mediators = {dyad: {t.code for t in r.third_parties if t.part == "mediates"} for dyad, r in told.items()}
    assert "CHN" in mediators["SAU", "IRN"] and "IRQ" in mediators["SAU", "IRN"]
    assert mediators["SAU", "QAT"] == {"KWT", "USA"} and "USA" in mediators["EGY", "ETH"]
    assert all(any(phase.silence for phase in relation.phases) for relation in told.values())


def test_it_is_built_once(tmp_path, monkeypatch):
    settings = Settings(cache_dir=tmp_path)
    few = tmp_path / "articles.jsonl"
    few.write_text("".join(build.ARTICLES.read_text(encoding="utf8").splitlines(keepends=True)[:3]), encoding="utf8")
    monkeypatch.setattr(build, "ARTICLES", few)
    told = []
    first = build.build(settings, told.append)
    assert len(told) == build.articles() == 3
    assert build.build(settings, told.append) == first and len(told) == 3
    few.write_text(few.read_text(encoding="utf8").replace("خيارات", "طرق"), encoding="utf8")
    assert build.build(settings, told.append).db != first.db and len(told) == 6
    assert len(list(tmp_path.glob("demo-*.duckdb"))) == 1, "the store of other articles has gone"
