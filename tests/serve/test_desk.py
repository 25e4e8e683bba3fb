"""What the desk answers, and that many may ask at once while one writes."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from waqai.errors import NotFoundError, UsageError
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
