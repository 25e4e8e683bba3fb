"""When things go wrong around the store: one clear message, and nothing lost."""

import os
import random
import resource
import subprocess
import sys
import threading
import time
from contextlib import suppress

import pytest

from chronicles import article, coded
from news import press
from snapshots import check_whole, snapshot
from waqai.config import Settings
from waqai.errors import StoreError
from waqai.run.archive import Archive
from waqai.store import open_store
from waqai.store.duck import DuckDatabase
from warm import add_some, processes

SETTINGS = Settings.from_env({})


def waqai(*args, **kwargs):
    command = [sys.executable, "-m", "waqai", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **{"timeout": 240} | kwargs)


def put(store, *articles):
    with store.writing():
        return store.articles.put([coded(one) for one in articles], keep_text=True, run=1)


def test_a_file_in_use_says_by_whom(tmp_path):
    file = tmp_path / "store.duckdb"
    with open_store(str(file)) as store:
        put(store, article())
        for command in (["add", "-"], ["events"]):
            done = waqai(*command, "--db", file, input="")
            assert done.returncode == 2 and "Traceback" not in done.stderr
            assert f"store.duckdb is in use by another process (process {os.getpid()})" in done.stderr
    assert waqai("events", "--db", file).returncode == 1


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("mysql://host/db", "is no store: name a DuckDB file, or postgresql://"),
        ("postgresql://nobody:secret@127.0.0.1:1/none", "cannot connect to postgresql://nobody:***@127.0.0.1:1/none"),
        ("/none/store.duckdb", "there is no folder /none"),
        (".", "is a folder"),
    ],
)
def test_an_address_that_leads_nowhere_is_told(address, message):
    done = waqai("add", "-", "--db", address, input="")
    assert done.returncode == 2 and message in done.stderr
    assert "secret" not in done.stderr and "Traceback" not in done.stderr


def test_a_file_that_is_no_store_is_left_alone(tmp_path):
    import duckdb

    text, other = tmp_path / "notes.txt", tmp_path / "other.duckdb"
    text.write_text("these are notes, and no database " * 200, encoding="utf8")
    with duckdb.connect(str(other)) as connection:
        connection.execute("create table articles (mine text)")
    for file, message in ((text, "is no DuckDB file"), (other, "is no store of waqai")):
        before = file.read_bytes()
        with pytest.raises(StoreError, match=message):
            open_store(str(file))
        assert file is other or file.read_bytes() == before
    with duckdb.connect(str(other)) as connection:
        assert connection.execute("show tables").fetchall() == [("articles",)]


def no_more_than(size):
    """The files of a child process can grow no further, as on a full disk."""
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("limit", [60_000, None])
def test_a_full_disk_is_told_and_what_was_committed_stays(tmp_path, limit):
    """Whether the log of the batch has no room, or only the file into which it is moved later."""
    file = tmp_path / "store.duckdb"
    with open_store(str(file)) as store:
        put(store, article("kept"))
    news = tmp_path / "news.jsonl"
    chance = random.Random(1)
    words = ["".join(chance.choices("ابتثجحخدرسعفقكلمنهوي", k=5)) for _ in range(20_000)]
    long = [article(f"a{n}", text=f"زار الوزير أنقرة. {' '.join(words[n::20])}.") for n in range(20)]
    news.write_text("\n".join(one.model_dump_json() for one in long), encoding="utf8")
    limit = limit or file.stat().st_size + 50_000
    full = waqai("add", news, "--db", file, preexec_fn=lambda: no_more_than(limit))
    assert full.returncode == 2 and "no space left to write" in full.stderr and "Traceback" not in full.stderr
    with open_store(str(file)) as store:
        assert store.articles.get("kept") and store.sizes()["articles"] in (1, 21)
        list(Archive(store, SETTINGS).add(long))
        assert store.sizes()["articles"] == 21


def test_a_lost_connection_is_told_and_what_was_committed_stays(postgres_server):
    address = postgres_server.database()
    with open_store(address) as store:
        put(store, article("kept"))
        with open_store(address) as other:
            (number,) = store._db.query("select pg_backend_pid()")[0]
            other._db.run("select pg_terminate_backend($number)", {"number": number})
        with pytest.raises(StoreError, match=r"lost the connection.*run the same command again"):
            put(store, article("lost"))
    with open_store(address) as store:
        assert store.articles.get("kept") and not store.articles.get("lost")


def test_a_connection_lost_in_the_middle_of_a_batch_leaves_nothing_of_it(postgres_server):
    address = postgres_server.database()
    with open_store(address) as store, open_store(address) as other:
        (number,) = store._db.query("select pg_backend_pid()")[0]
        with pytest.raises(StoreError, match="lost the connection"), store.writing():
            store.articles.put([coded()], keep_text=True, run=1)
            other._db.run("select pg_terminate_backend($number)", {"number": number})
            store.sizes()
        assert other.sizes()["articles"] == other.sizes()["records"] == 0


def test_two_processes_that_add_at_once_lose_and_double_nothing(postgres_server, tmp_path):
    everything = press(4)
    address = postgres_server.database()
    parts = (everything[:16], everything[8:])
    at_work = [processes().Process(target=add_some, args=(address, part)) for part in parts]
    for process in at_work:
        process.start()
    for process in at_work:
        process.join(120)
        assert process.exitcode == 0
    with open_store(str(tmp_path / "alone.duckdb")) as alone:
        list(Archive(alone, SETTINGS).add(everything))
    with open_store(address) as store, open_store(str(tmp_path / "alone.duckdb")) as alone:
        check_whole(store)
        assert snapshot(store) == snapshot(alone)


def test_a_run_ends_well_while_another_connection_is_writing(tmp_path):
    database = DuckDatabase(tmp_path / "store.duckdb")
    other = database.another()
    database.run("create table kept (id integer)")
    database.run("insert into kept values (1)")
    with other.writing():
        other.run("update kept set id = 2")
        database.tidy()
    database.tidy()
    assert database.query("select id from kept") == [(2,)]
    other.close()
    database.close()


def test_closing_breaks_off_what_another_thread_asks(tmp_path):
    database = DuckDatabase(tmp_path / "store.duckdb")
    asked = threading.Thread(target=lambda: ask_for_long(database))
    asked.start()
    time.sleep(0.3)
    database.close()
    database.close()
    asked.join(10)
    assert not asked.is_alive()
    DuckDatabase(tmp_path / "store.duckdb").close()


def ask_for_long(database):
    with suppress(StoreError):
        database.query("select sum(a.range * b.range) from range(1000000) a, range(1000000) b")
