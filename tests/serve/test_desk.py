"""What the desk answers, and that many may ask at once while one writes."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from waqai.errors import NotFoundError, UsageError
from waqai.models import Article
from waqai.store import Filters


def test_pages_follow_one_another_without_a_gap_in_every_order(desk):
    for order in ("date", "-date", "told", "-confirmed", "tellings", "scale", "-updated"):
        filters = Filters(order=order)
        whole = [row.id for row in desk.search(filters, limit=1000).items]
        assert len(whole) == desk.count(Filters()) > 5
        found, cursor = [], None
        while True:
            page = desk.search(filters, cursor, limit=3)
            found += [row.id for row in page.items]
            cursor = page.next
            if cursor is None:
                break
        assert found == whole, order


@pytest.mark.parametrize("cursor", ["x", "====", "bnVsbA", "W10", "é", "WyJkIiwieCIsInkiXQ"])
def test_a_made_up_cursor_is_refused(desk, cursor):
    with pytest.raises(UsageError, match="cursor"):
        desk.search(Filters(), cursor)


def test_a_facet_counts_what_its_filter_would_give(desk):
    facets = desk.facets(Filters())
    for name in type(facets).model_fields:
        for count in getattr(facets, name)[:3]:
            assert desk.count(Filters.parse({name: count.value})) == count.events, (name, count)


def test_counts_over_time_and_on_the_map_leave_nobody_out(desk):
    everything = desk.count(Filters())
    timeline = desk.timeline(Filters(), "month")
    assert sum(sum(b.quads) for b in timeline.bins) + timeline.undated == everything
    places = desk.places(Filters())
    assert sum(sum(spot.quads) for spot in places.spots) + places.unplaced == everything
    assert places.spots
    ties = desk.network(Filters()).ties
    assert ties and all(tie.source != tie.target for tie in ties)


def test_an_event_is_found_by_its_records(desk):
    row = desk.search(Filters(), limit=1).items[0]
    event = desk.event(row.id).event
    assert (event.id, event.event[0], len(event.mentions)) == (row.id, row.event, row.tellings)
    assert desk.event(event.mentions[0].record).event == event
    with pytest.raises(NotFoundError):
        desk.event("nothing")


def test_many_read_while_one_judges(desk):
    row = desk.search(Filters(), limit=1).items[0]

    def ask(n):
        if n % 10 == 0:
            desk.judge("wrong", [desk.event(row.id).event.mentions[0].record], because=str(n))
            return 0
        return len(desk.search(Filters(order="-date"), limit=5).items) + len(desk.facets(Filters()).type)

    with ThreadPoolExecutor(8) as pool:
        assert all(n % 10 == 0 or found > 5 for n, found in enumerate(pool.map(ask, range(60))))
    assert len(desk.judgements()) == 6


def test_an_article_comes_with_its_text_records_and_events(desk):
    listed = desk.articles(limit=1000).items
    assert [row.published for row in listed] == sorted((row.published for row in listed), reverse=True)
    row = next(row for row in listed if row.records)
    view = desk.article(row.id)
    assert len(view.records) == row.records and row.has_text
    assert all(desk.event(event).event for event in view.events.values())
    start, end = view.records[0].evidence.trigger
    assert view.full_text[start:end]
    assert desk.articles(row.publisher.upper(), limit=1000).items == [r for r in listed if r.publisher == row.publisher]
    read = desk.explain(row.id)
    assert [r.id for r in read.records] == [r.id for r in view.records]
    events = [node for sentence in read.sentences for node in sentence.nodes if node.kind == "event"]
    assert {node.rule for node in events} == {record.rule for record in view.records}
    text = desk.counterexample(view.records[0].id, "لا خبر هنا")
    assert view.records[0].rule in text and "لا خبر هنا" in text


def test_pages_of_articles_and_records_leave_nobody_out(desk):
    for page, whole in (
        (desk.articles, [r.id for r in desk.articles(limit=1000).items]),
        (lambda cursor, limit: desk.records({}, cursor, limit), [r.id for r in desk.records({}, None, 1000).items]),
    ):
        found, cursor = [], None
        while True:
            got = page(cursor=cursor, limit=4)
            found += [row.id for row in got.items]
            cursor = got.next
            if cursor is None:
                break
        assert found == whole and len(found) > 5


def test_an_actor_has_offices_partners_and_events(desk):
    busiest = desk.actors()[0]
    view = desk.actor(busiest.code)
    assert view.events == busiest.events == desk.count(Filters(side=(busiest.code,)))
    assert view.partners and view.offices and view.latest
    dates = [row.date for row in view.latest if row.date]
    assert dates == sorted(dates, reverse=True)
    partner = view.partners[0]
    assert partner.events == desk.count(Filters(dyad=((busiest.code, partner.code),)))


def test_a_relation_is_computed_once_until_something_changes(desk):
    a, b = desk.actors()[0].code, desk.actor(desk.actors()[0].code).partners[0].code
    first = desk.relation(a, b)
    assert desk.relation(a, b) is first and first.events
    assert desk.relation_svg(first, "ar").startswith("<svg") and desk.relation_png(first)[:4] == b"\x89PNG"
    desk.judge("wrong", [desk.search(Filters(), limit=1).items[0].id])
    assert desk.relation(a, b) is not first


def test_facts_need_no_store(desk):
    assert [row.code for row in desk.who("رئيس وزراء العراق")] == ["IRQ"]
    assert desk.dates("في 3 مارس 2020")[0].start == "2020-03-03"
    coded = desk.code(Article.parse({"text": "استدعت الرباط سفيرها لدى باريس للتشاور.", "published": "2023-02-01"}))
    assert [record.event for record in coded.records] == [["SANCTION"]]


def test_searches_and_alerts_belong_to_their_owners(desk):
    search = desk.save_search("القاهرة وأنقرة", Filters.parse({"dyad": "EGY-TUR"}), "mona")
    again = desk.save_search("القاهرة وأنقرة", Filters.parse({"dyad": "EGY-TUR", "from": "2013"}), "mona")
    assert desk.searches("mona") == [again] and desk.searches("ali") == []
    with pytest.raises(NotFoundError):
        desk.drop_search(again.id, "ali")
    desk.drop_search(again.id, "mona")
    assert desk.searches("mona") == [] and search != again
    alert = desk.add_alert("new", "new", Filters.parse({"actor": "EGY"}), owner="mona")
    assert desk.alerts("mona") == [alert] and desk.alerts("ali") == [] == desk.notices("mona")
    with pytest.raises(NotFoundError):
        desk.drop_alert(alert.id, "ali")
    desk.drop_alert(alert.id, "mona")
    assert desk.alerts("mona") == []
