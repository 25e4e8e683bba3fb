"""One contract for all stores: each test runs on a DuckDB file and on a real PostgreSQL."""

import datetime as dt

import pytest

from chronicles import article, coded, event, record, telling
from waqai.errors import StoreError
from waqai.models import Judgement, Link
from waqai.store import Filters, open_store
from waqai.store.tables import TABLES


@pytest.fixture
def store(address):
    with open_store(address) as opened:
        yield opened


def put(store, *articles, keep_text=True, run=1, anew=False):
    with store.writing():
        return store.articles.put(articles, keep_text=keep_text, run=run, anew=anew)


def chronicle(store, *events, records=(), gone=None):
    with store.writing():
        store.workspace.put_events(records, events, gone or {})


def found(store, **query):
    return [e.id for e in store.chronicle.events(Filters.parse(query))]


def test_the_tables_have_the_columns_that_the_program_writes(store):
    for table, columns in TABLES.items():
        sql = "select column_name from information_schema.columns where table_name = $table order by ordinal_position"
        there = [row[0] for row in store._db.query(sql, {"table": table})]
        assert there == list(columns), table


def test_an_article_is_there_once_and_comes_back_as_it_was(store):
    first = article(url="https://example.org/1", title="عنوان")
    assert put(store, coded(first)).added == ["a1"]
    again = put(store, coded(first))
    assert (again.unchanged, again.added, again.new) == (["a1"], [], [])
    kept = store.articles.get("a1")
    assert kept.article() == first
    assert (kept.characters, kept.coder, kept.codebook) == (len(first.full_text), "waqai 0", "test 1")
    assert store.sizes()["articles"] == store.sizes()["records"] == 1
    assert store.articles.is_stored([first, article(text="x")]) == [True, False]


def test_records_come_back_whole(store):
    one = record()
    put(store, coded(records=[one]))
    assert store.records([one.id, "none"]) == {one.id: one}
    assert store.workspace.tellings([one.id]) == {one.id: telling(one)}
    assert list(store.workspace.all_tellings()) == [telling(one)]


@pytest.mark.parametrize("same", ["id", "url"])
def test_a_corrected_article_replaces_its_records_and_leaves_tombstones(store, same):
    url = "https://example.org/1"
    old = article(url=url)
    new = article("a1" if same == "id" else "a2", "زار الوزير أنقرة أول أمس.", url=url if same == "url" else None)
    stays, goes, heir = record(old), record(old, 4), record(new, 9)
    put(store, coded(old, [stays, goes]))
    change = put(store, coded(new, [stays.model_copy(update={"article": new.ref()}), heir]))
    assert change.replaced == [new.id] and set(change.removed) == {stays.id, goes.id}
    assert set(change.new) == {stays.id, heir.id}
    assert store.sizes() == {"articles": 1, "records": 2, "events": 0, "judgements": 0}
    assert store.survivor("record", goes.id) == heir.id and not store.is_dead("record", stays.id)
    assert store.is_dead("article", "a1") == (same == "url")
    assert store.survivor("article", "a1") == (new.id if same == "url" else None)


def test_an_id_that_comes_back_has_no_tombstone_any_more(store):
    one = record()
    for records in ([one], [], [one]):
        put(store, coded(records=records), anew=True)
    assert not store.is_dead("record", one.id) and store.sizes()["records"] == 1


def test_of_two_versions_in_one_batch_the_later_counts(store):
    change = put(store, coded(article(text="الأول")), coded(article(text="الثاني")))
    assert change.added == ["a1"] and store.articles.get("a1").text == "الثاني"


def test_the_text_need_not_be_kept_and_the_quote_stays(store):
    put(store, coded(), keep_text=False)
    kept = store.articles.get("a1")
    assert kept.text is None and kept.article() is None and kept.characters > 0
    assert put(store, coded()).unchanged == ["a1"]
    assert store._db.query("select quote from records") == [(article().text,)]


def test_odd_characters_are_kept(store):
    odd = "نص \x00 ' \" \\ % $1 {} \t\n 🕊️ \u202e"
    put(store, coded(article(text=odd, publisher=odd)))
    assert store.articles.get("a1").text == odd.replace("\x00", "\ufffd")
    assert put(store, coded(article(text=odd, publisher=odd))).unchanged == ["a1"]


def test_a_transaction_is_all_or_nothing(store):
    class HaltError(Exception):
        pass

    put(store, coded())
    with pytest.raises(HaltError), store.writing():
        store.articles.put([coded(article("a2"))], keep_text=True, run=1)
        store.workspace.put_keys({"r": [1]})
        raise HaltError
    assert store.sizes()["articles"] == 1 and store.workspace.keys(["r"]) == {}


def test_all_articles_are_read_page_by_page(store, monkeypatch):
    monkeypatch.setattr("waqai.store.articles.PAGE", 2)
    put(store, *(coded(article(f"a{n}")) for n in range(5)))
    assert [one.id for one in store.articles.all()] == [f"a{n}" for n in range(5)]


def test_keys_are_replaced_and_found(store):
    work = store.workspace
    with store.writing():
        work.put_keys({"r1": [1, -(2**63)], "r2": [1]})
        work.put_keys({"r1": [2**63 - 1, 1]})
    assert {k: sorted(v) for k, v in work.keys(["r1", "r2", "r3"]).items()} == {"r1": [1, 2**63 - 1], "r2": [1]}
    assert {k: sorted(v) for k, v in work.sharing([1, -(2**63), 7]).items()} == {1: ["r1", "r2"]}


def test_links_are_replaced_and_each_is_given_once(store):
    work = store.workspace
    with store.writing():
        work.put_links(["a", "b"], [Link("a", "b", 0.5), Link("b", "c", 0.75)])
        work.put_links(["c"], [Link("c", "d", 1.0)])
    assert sorted(work.links(["a", "b", "c", "d"])) == [("a", "b", 0.5), ("c", "d", 1.0)]
    with store.writing():
        work.forget(["a"])
    assert work.links(["a", "b"]) == []


def test_events_are_stored_replaced_and_buried(store):
    one, two = record(article("a1")), record(article("a2"))
    put(store, coded(one_article := article("a1"), [one]), coded(article("a2"), [two]))
    first, both = event(one), event(one, two)
    other = event(two)
    chronicle(store, first, other, records=[one.id, two.id])
    assert store.workspace.events([one.id, two.id]) == {one.id: first.id, two.id: other.id}
    chronicle(store, both, records=[one.id, two.id], gone={other.id: both.id})
    assert store.chronicle.get(both.id) == both and store.chronicle.get(other.id) is None
    assert store.survivor("event", other.id) == both.id
    assert store.workspace.events([two.id]) == {two.id: both.id}
    assert store.chronicle.of_record(two.id) == both.id
    chronicle(store, records=[one.id, two.id], gone={both.id: None})
    assert store.workspace.events([one.id, two.id]) == {} and store.is_dead("event", both.id)
    assert store.survivor("event", other.id) is None
    chronicle(store, first, records=[one.id])
    assert not store.is_dead("event", first.id) and one_article.id == "a1"


@pytest.mark.parametrize("few", [0, 9])
def test_events_are_found_by_id_few_or_many(store, few, monkeypatch):
    monkeypatch.setattr("waqai.store.chronicle.FEW", few)
    records = [record(at=at) for at in (1, 5, 9)]
    put(store, coded(records=records))
    events = [event(one) for one in records]
    chronicle(store, *events)
    chronicle(store, events[1])
    ids = [one.id for one in events]
    assert set(store.chronicle.some([*ids, "e-none"])) == set(ids)
    assert store.chronicle.some([]) == {}
    with store.writing():
        store.workspace.put_events([records[0].id], [], {ids[0]: None})
        assert set(store.chronicle.some(ids)) == set(ids[1:])


def test_clearing_leaves_articles_and_tombstones(store):
    one = record()
    put(store, coded(records=[one]))
    chronicle(store, event(one), records=[one.id], gone={"old": None})
    with store.writing():
        store.workspace.clear()
    assert store.sizes() == {"articles": 1, "records": 1, "events": 0, "judgements": 0}
    assert store.is_dead("event", "old")


def test_judgements_come_back_oldest_first(store):
    said = [
        Judgement(id=f"j{n}", verdict="wrong", ids=["r"], because="سبب", at=f"2024-01-0{3 - n}T00:00:00Z")
        for n in (1, 2)
    ]
    for one in said:
        store.judge(one)
    assert store.judgements() == said[::-1]


def test_runs_are_numbered_and_counted(store):
    for command in ("add", "recode"):
        number = store.begin_run(command, program="waqai 0", codebook="test 1")
        with store.writing():
            store.count_run(number, articles=2, records=3)
    store.finish_run(2)
    one, two = store.runs()
    assert (one.id, one.command, one.finished, one.articles, one.records) == (1, "add", None, 2, 3)
    assert (two.id, two.command) == (2, "recode") and two.finished >= two.started


def test_a_store_is_opened_again_and_read_by_several(address):
    with open_store(address) as store:
        put(store, coded())
    with open_store(address, write=False) as one, open_store(address, write=False) as two:
        assert one.sizes() == two.sizes() == {"articles": 1, "records": 1, "events": 0, "judgements": 0}


def test_a_store_that_is_not_there_is_not_made_by_reading(address):
    with pytest.raises(StoreError, match="there is no store at"):
        open_store(address, write=False)


def test_a_store_of_a_newer_waqai_is_left_alone(address):
    with open_store(address) as store:
        store._db.run("insert into schema_versions values (99, 'later', current_timestamp)")
    for write in (True, False):
        with pytest.raises(StoreError, match=r"schema version 99.*newer waqai"):
            open_store(address, write=write)


@pytest.mark.parametrize("write", [True, False])
def test_an_older_schema_is_brought_up_to_date(address, write, monkeypatch):
    with open_store(address) as store:
        put(store, coded())
    from waqai.store import schema

    known, migrations = max(schema.migrations("duckdb")), schema.migrations
    extra = {known + 1: ("more", "alter table runs add column note text")}
    monkeypatch.setattr(schema, "migrations", lambda dialect: migrations(dialect) | extra)
    with open_store(address, write=write) as store:
        assert store._db.query("select count(note) from runs") == [(0,)]
        assert store.sizes()["articles"] == 1


def test_places_of_events_stored_before_they_had_a_column_are_found(address, monkeypatch):
    from waqai.store import schema

    first = {1: schema.migrations("postgres" if "://" in address else "duckdb")[1]}
    with monkeypatch.context() as patch:
        patch.setattr(schema, "migrations", lambda dialect: first)
        patch.setitem(TABLES, "events", dict(list(TABLES["events"].items())[:22]))
        patch.setattr("waqai.store.rows._spot", lambda event: ())
        with open_store(address) as store:
            one = record(event_loc={"text": "عدن", "name": "Aden", "country": "YEM", "lat": 12.8, "lon": 45.0})
            put(store, coded(records=[one, record(at=9, event_loc=None)]))
            chronicle(store, event(one), event(record(at=9, event_loc=None)))
    with open_store(address) as store:
        assert store.tallies.spots(Filters(), most=9) == [("Aden", "YEM", 12.8, 45.0, "city", (1, 0, 0, 0))]
        assert store.tallies.unplaced(Filters()) == 1


def test_a_migration_that_fails_leaves_the_store_as_it_was(address, monkeypatch):
    with open_store(address) as store:
        put(store, coded())
    from waqai.store import schema

    known = schema.migrations("duckdb")
    broken = known | {max(known) + 1: ("more", "create table more (id integer); alter table none add x int")}
    with monkeypatch.context() as patch:
        patch.setattr(schema, "migrations", lambda dialect: broken)
        with pytest.raises(StoreError):
            open_store(address)
    with open_store(address) as store:
        assert not store._db.has_table("more") and store.sizes()["articles"] == 1


def test_as_of_a_day_only_what_had_been_told_counts(store):
    days = ("2022-10-27", "2022-10-30", None)
    articles = [article(f"a{n}", published=day) for n, day in enumerate(days)]
    records = [record(of) for of in articles]
    put(store, *(coded(of, [r]) for of, r in zip(articles, records, strict=True)))
    whole = event(*records)
    chronicle(store, whole, records=[r.id for r in records])

    def retell(told):
        return [event(*(r for r in records if r.id in ids), id=key) for key, ids in told.items()]

    def at(day, **more):
        filters = Filters.parse({"as_of": day, **more})
        return [(e.id, e.confirmed_by) for e in store.chronicle.events(filters, retell=retell)]

    assert at("2022-10-26") == []
    assert at("2022-10-27") == at("2022-10-29") == [(whole.id, 1)]
    assert at("2022-11") == [(whole.id, 2)], "an article without a date cannot be said to have told it"
    assert at("2022-10-27", confirmed_by="2") == []
    assert store.chronicle.count(Filters.parse({"as_of": "2022"}), retell=retell) == 1
    assert found(store) == [whole.id]


def test_reading_goes_on_undisturbed_and_writing_in_the_middle_of_it_is_refused(store):
    one = record()
    put(store, coded(records=[one]))
    chronicle(store, event(one), records=[one.id])
    lines = store.chronicle.lines(Filters())
    next(lines)
    with pytest.raises(RuntimeError, match="reading"):
        put(store, coded(article("a2")))
    lines.close()
    put(store, coded(article("a2")))


def test_lean_rows_and_days(store):
    one = record()
    put(store, coded(records=[one]))
    chronicle(store, event(one), records=[one.id])
    (act,) = store.chronicle.acts(Filters.parse({"dyad": "TUR-EGY"}))
    assert (act.type, act.actors, act.recipients, act.first) == ("CONSULT", ("EGY",), ("TUR",), dt.date(2022, 10, 26))
    assert store.chronicle.days(Filters()) == [(dt.date(2022, 10, 26), dt.date(2022, 10, 26), 1)]
