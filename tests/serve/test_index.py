"""The index answers as the store does, and as the store is now."""

import datetime as dt
import random

import pytest

from waqai.models import Article
from waqai.serve.index import Index
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
    numbers = index.page(asked, most=most, behind=behind, updated_since=updated_since)
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
        assert index.count(asked) == archive.count(asked)
        for name in ("type", "quad", "mode", "status", "actor", "recipient", "publisher", "place"):
            assert index.facet(name, asked) == archive.store.tallies.facet(name, asked), name


def test_what_was_written_since_is_found(desk, index):
    times = sorted(at for at, _ in places(index, filters("", "updated")))
    for since in (times[0], times[-1], times[-1] + dt.timedelta(seconds=1)):
        found = places(index, filters("", "updated"), updated_since=since)
        assert [at for at, _ in found] == [at for at in times if at >= since]


def test_a_place_that_is_no_more_is_left_to_the_store(index):
    assert index.page(filters(""), most=3, behind=(dt.date(2013, 1, 1), "nothing"), updated_since=None) is None


def test_a_write_is_seen_at_once(desk):
    desk.search(Filters())
    desk._indexes.wait()
    assert desk._index_for(Filters()) is not None
    before = desk.count(Filters())
    text = "وصل وزير خارجية مصر إلى أنقرة يوم الخميس في زيارة رسمية والتقى وزير الخارجية التركي."
    desk.add([Article.parse({"text": text, "published": "2024-05-03", "publisher": "x", "url": "https://x.example/1"})])
    assert desk._index_for(Filters()) is None
    assert desk.count(Filters()) == before + 1 == len(desk.search(Filters(), limit=1000).items)
    assert any(count.value == "x" for count in desk.facets(Filters()).publisher)
