"""Rows that are kept are those that the store would give, also while it is written to."""

import threading

import pytest

from waqai.serve.app import create_app
from waqai.serve.lists import Asked
from waqai.serve.rows import event_json
from waqai.serve.spool import Spool
from waqai.store import Filters
from waqai.store.chronicle import Chronicle


def rows_of_store(desk, filters):
    with desk._pool.reader() as archive:
        return [event_json(text) for _, text in archive.page(filters, most=1000)]


@pytest.fixture
def spool(tmp_path):
    made = Spool(tmp_path, largest=1000)
    yield made
    made.close()


def test_the_spool_gives_back_what_it_was_given(spool):
    spool.put([(("a", 1), b"one"), (("b", 1), b""), (("c", 1), b"three")])
    assert spool.get([("c", 1), ("a", 1), ("b", 1)]) == [b"three", b"one", b""]
    assert spool.get([("a", 2), ("d", 1)]) == [None, None]
    assert spool.has(("a", 1)) and not spool.has(("a", 2))


def test_a_spool_that_has_grown_too_large_is_begun_anew(spool):
    spool.put([(("a", 1), b"x" * 1001)])
    assert spool.get([("a", 1)]) == [b"x" * 1001]
    spool.put([(("b", 1), b"y")])
    assert spool.get([("a", 1), ("b", 1)]) == [None, b"y"]


def test_a_spool_gives_no_row_for_another_while_it_is_begun_anew(tmp_path):
    spool, stop, wrong = Spool(tmp_path, largest=3000), threading.Event(), []
    names = [(f"event{n}", n) for n in range(50)]

    def write():
        while not stop.is_set():
            spool.put([(name, name[0].encode() * (name[1] + 1)) for name in names])

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    for _ in range(300):
        for name, row in zip(names, spool.get(names), strict=True):
            if row not in (None, name[0].encode() * (name[1] + 1)):
                wrong.append((name, row))
    stop.set()
    for writer in writers:
        writer.join()
    spool.close()
    assert not wrong


def test_a_spool_without_room_keeps_nothing(spool, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.pwrite", full)
    spool.put([(("a", 1), b"one")])
    assert spool.get([("a", 1)]) == [None]


def test_rows_are_the_same_made_read_or_kept(desk):
    filters = Filters(order="-date")
    expected = rows_of_store(desk, filters)
    without = desk.rows(filters, limit=1000)
    desk.prepare()
    assert desk._finder.find(filters) is not None
    made = desk.rows(filters, limit=1000)
    kept = desk.rows(filters, limit=1000)
    assert without == made == kept == (expected, None)
    assert [row.id for row in desk.search(filters, limit=1000).items] == [
        row.id for row in desk.search(Filters(order="-date", text=""), limit=1000).items
    ]


def test_all_rows_are_made_ready(desk, monkeypatch):
    desk.prepare()
    assert len(list(desk.prepare_rows(3))) > 2
    expected = rows_of_store(desk, Filters())
    monkeypatch.setattr("waqai.serve.lists.event_json", None)
    assert desk.rows(Filters(), limit=1000) == (expected, None)


def test_a_judgement_is_in_the_rows_at_once(desk):
    desk.prepare()
    first = desk.search(Filters(), limit=1).items[0]
    desk.judge("wrong", [first.id])
    assert first.id not in [row.id for row in desk.search(Filters(), limit=1000).items]
    assert desk.rows(Filters(), limit=1000)[0] == rows_of_store(desk, Filters())


def test_what_the_index_names_and_the_store_has_no_more_is_asked_of_the_store(desk):
    """Written to between the question and the reading of its rows."""
    desk.prepare()
    found = desk._finder.find(Filters())
    gone = desk.search(Filters(), limit=1).items[0]
    desk.judge("wrong", [gone.id])
    lists = desk._lists
    lists._find = lambda *_: found
    lists._spool = type("Empty", (), {"get": lambda _, names: [None for _ in names], "put": lambda *_: None})()
    expected = rows_of_store(desk, Filters())
    assert lists.rows(Asked(Filters(), limit=1000)) == (expected, None)
    assert len(lists.texts(Asked(Filters(), limit=1000))[0]) == len(expected)


def test_rows_that_move_while_they_are_read_are_found(desk, monkeypatch):
    """As when another connection writes its log into the file between two statements."""
    expected = rows_of_store(desk, Filters())
    moved = Chronicle._json_by_place
    monkeypatch.setattr(Chronicle, "_json_by_place", lambda self, ids: dict(list(moved(self, ids).items())[1:]))
    assert len(expected) > 5 and rows_of_store(desk, Filters()) == expected


def test_a_server_is_made_warm_in_the_background(settings):
    from starlette.testclient import TestClient

    app = create_app(settings, warm=True)
    with TestClient(app, base_url="http://127.0.0.1:8765") as client:
        assert client.get("/health").status_code == 200
    assert "waqai-warmer" not in [thread.name for thread in threading.enumerate()]
