"""The index answers as the store does, and as the store is now."""

import datetime as dt
import random

import pytest

from waqai.models import Article
from waqai.serve.caching import Answers
from waqai.serve.desk import Desk
from waqai.serve.index import Index
from waqai.serve.settings import ServeSettings
from waqai.store import Filters

QUERIES = [
    "", "actor=EGY", "actor=TUR/GOV,/MIL", "recipient=TUR", "side=EGY", "dyad=EGY-TUR", "dyad=TUR-EGY,SAU-IRN",
    "type=CONSULT,AGREE", "mode=visit", "quad=1,4", "place=TUR", "place=ankara", "publisher=ahram", "status=occurred",
    "from=2013", "to=2015-06", "from=2013-07&to=2020", "confirmed_by=2", "actor=XXX", "from=2012&actor=EGY&quad=1",
]  # fmt: skip
ORDERS = [sign + name for name in ("date", "told", "confirmed", "tellings", "scale", "updated") for sign in ("", "-")]


def filters(query, order="date"):
    return Filters.parse(dict(part.split("=") for part in query.split("&") if part) | {"order": order})


def places(index, asked, *, most=1000, behind=None, updated_since=None):
    """Where the events of a page stand."""
    numbers = index.page(index.mask(asked, updated_since), asked.order, most=most, behind=behind)
    return [index.place(asked.order, number) for number in numbers]


@pytest.fixture
def index(desk):
    with desk._pool.reader() as archive:
        return Index(archive.store.tallies.columns())


@pytest.mark.parametrize("query", QUERIES)
def test_lists_and_counts_are_those_of_the_store(desk, index, query):
    for order in ORDERS:
        asked = filters(query, order)
        with desk._pool.reader() as archive:
            expected = [place for place, _ in archive.page(asked, most=1000)]
            found = places(index, asked)
            assert found == expected, order
            if len(expected) > 2:
                behind = random.Random(order).choice(expected[:-1])
                rest = [place for place, _ in archive.page(asked, most=3, behind=behind)]
                assert places(index, asked, most=3, behind=behind) == rest
    with desk._pool.reader() as archive:
        assert int(index.mask(asked).sum()) == archive.count(asked)
        for name in ("type", "quad", "mode", "status", "actor", "recipient", "publisher", "place"):
            assert index.facet(name, index.mask(asked)) == archive.store.tallies.facet(name, asked), name


def test_what_was_written_since_is_found(desk, index):
    times = sorted(at for at, _ in places(index, filters("", "updated")))
    for since in (times[0], times[-1], times[-1] + dt.timedelta(seconds=1)):
        found = places(index, filters("", "updated"), updated_since=since)
        assert [at for at, _ in found] == [at for at in times if at >= since]


def test_a_place_that_is_no_more_is_left_to_the_store(index):
    assert index.page(index.mask(filters("")), "date", most=3, behind=(dt.date(2013, 1, 1), "nothing")) is None


def test_a_write_is_seen_at_once(desk):
    desk.search(Filters())
    desk._finder.wait()
    assert desk._finder.find(Filters()) is not None
    before = desk.count(Filters())
    text = "وصل وزير خارجية مصر إلى أنقرة يوم الخميس في زيارة رسمية والتقى وزير الخارجية التركي."
    desk.add([Article.parse({"text": text, "published": "2024-05-03", "publisher": "x", "url": "https://x.example/1"})])
    assert desk._finder.find(Filters()) is None
    assert desk.count(Filters()) == before + 1 == len(desk.search(Filters(), limit=1000).items)
    assert any(count.value == "x" for count in desk.facets(Filters()).publisher)


WORDS = ["text=سفير", "text=وزير&actor=EGY", "text=لاشيء", "as_of=2014", "text=وزير&as_of=2014"]


def answers(desk, query):
    """Everything that is counted of a query, with scores rounded: sums of floats depend on their order."""
    asked = filters(query, "date")
    ties = [(tie.source, tie.target, tie.quads, round(tie.score, 6)) for tie in desk.network(asked, 500).ties]
    spots = sorted(str(spot) for spot in desk.places(asked).spots)
    lines = [desk.timeline(asked, by) for by in (None, "day", "week", "month", "quarter", "year")]
    listed = [(row.id, row.date) for row in desk.search(asked, limit=1000).items]
    return desk.facets(asked), ties, spots, desk.places(asked).unplaced, lines, desk.count(asked), listed


@pytest.mark.parametrize("query", [*QUERIES, *WORDS])
def test_charts_are_those_of_the_store(desk, monkeypatch, query):
    desk.prepare()
    quick = answers(desk, query)
    assert "as_of" in query or desk._finder.find(filters(query)) is not None
    monkeypatch.setattr(desk._finder, "find", lambda *_: None)
    desk._answers = Answers()
    assert quick == answers(desk, query)


@pytest.fixture
def rich(demo):
    """The desk of the demo, which has more to count."""
    opened = Desk(ServeSettings(base=demo, web=False))
    yield opened
    opened.close()


@pytest.mark.parametrize("query", ["", "side=SAU", "quad=3,4&from=2015", "text=سفير"])
def test_charts_of_the_demo_are_those_of_the_store(rich, monkeypatch, query):
    test_charts_are_those_of_the_store(rich, monkeypatch, query)


def test_actors_and_partners_are_those_of_the_store(rich, monkeypatch):
    desk = rich
    desk.prepare()
    names = [row.code for row in desk.actors()]
    quick = desk.actors(), [desk.actor(name) for name in names]
    assert len(names) > 5 and any(actor.partners for actor in quick[1])
    monkeypatch.setattr(desk._finder, "find", lambda *_: None)
    desk._answers = Answers()
    slow = desk.actors(), [desk.actor(name) for name in names]
    assert quick[0] == slow[0]
    for one, other in zip(quick[1], slow[1], strict=True):
        assert [row.model_dump() | {"score": pytest.approx(row.score)} for row in other.partners] == [
            row.model_dump() for row in one.partners
        ]
        assert one.model_dump(exclude={"partners"}) == other.model_dump(exclude={"partners"})
