"""Following sources on a server on loopback: into the store once, whatever happens in between."""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from ingest.badserver import serve
from waqai.config import Settings
from waqai.errors import UsageError
from waqai.ingest.fetch import State
from waqai.run.archive import Archive
from waqai.run.watch import Watch, read_plan, seconds
from waqai.store import open_store


def plan_file(folder, server, *paths, every="1h"):
    sources = "".join(f'[[source]]\nurl = "{server.base}{path}"\npublisher = "وقائع"\n' for path in paths)
    head = f'every = "{every}"\ndb = "{folder / "news.duckdb"}"\n'
    text = f"{head}[fetch]\nallow_private = true\ndelay = 0.0\nretries = 0\n{sources}"
    (folder / "plan.toml").write_text(text, encoding="utf8")
    return folder / "plan.toml"


def stored(folder):
    with open_store(str(folder / "news.duckdb")) as store:
        return sorted((a.title, a.publisher) for a in store.articles.all())


def test_what_is_new_is_stored_once(tmp_path):
    with serve() as server:
        plan = read_plan(plan_file(tmp_path, server, "/feed", "/hangup"))
        state, told = State(plan.state), []
        with open_store(plan.db) as store:
            watch = Watch(plan, Archive(store, Settings.from_env(db=plan.db)), state, tell=told.append)
            assert len(watch.due(time.time())) == 2
            first = watch.round(plan.sources)
            assert not watch.due(time.time()) and 3000 < watch.wait(time.time()) <= 3600
            second = watch.round(plan.sources)
        state.close()
    assert (first["added"], first["failed"], second["added"], second["fetched"]) == (5, 1, 0, 0)
    assert len(told) == 2 and "/hangup" in told[0]
    assert stored(tmp_path) == [(f"خبر {n}", "وقائع") for n in range(5)]


KILLS = int(os.environ.get("WAQAI_KILLS", "4"))


def test_killed_at_random_nothing_is_lost_or_doubled(tmp_path):
    with serve(items=40) as server:
        plan, calm = plan_file(tmp_path, server, "/feed"), tmp_path / "calm"
        command = [sys.executable, "-m", "waqai", "watch", str(plan), "--once"]
        calm.mkdir()
        began = time.monotonic()
        subprocess.run([*command[:-2], str(plan_file(calm, server, "/feed")), "--once"], check=True, timeout=300)
        took, chance = time.monotonic() - began, random.Random(5)
        server.hits.clear()
        for _ in range(KILLS):
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0.2, 1.0) * took)
            process.send_signal(signal.SIGKILL)
            process.wait()
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        # A page whose answer was under way when the process died was never had, and is asked for again.
        again = [path for path, hits in server.hits.items() if path.startswith("/news/") and hits > 1]
        assert len(again) <= KILLS
    assert stored(tmp_path) == stored(calm) == sorted((f"خبر {n}", "وقائع") for n in range(40))


def test_it_stops_when_it_is_asked_to(tmp_path):
    with serve() as server:
        plan = plan_file(tmp_path, server, "/feed", every="1s")
        command = [sys.executable, "-m", "waqai", "watch", str(plan)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        first = json.loads(process.stdout.readline())
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0 and first["added"] == 5


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no [[source]]"),
        ("[[source]]\nurl = 5", "without a url"),
        ("[[source]]\nurl = 'ftp://x'", "not an http"),
        ("sources = 1", "unknown key «sources»"),
        ("[fetch]\nspeed = 1\n[[source]]\nurl = 'http://x.org'", "unknown key «speed»"),
        ("every = 'often'\n[[source]]\nurl = 'http://x.org'", "no span of time"),
        ("[[source]]\nurl = 'http://x.org'\nkind = 'blog'", "kind must be"),
        ("a = [", "cannot be read"),
    ],
)
def test_a_wrong_plan_says_what_is_wrong(tmp_path, text, message):
    (tmp_path / "plan.toml").write_text(text, encoding="utf8")
    with pytest.raises(UsageError) as caught:
        read_plan(tmp_path / "plan.toml")
    assert message in str(caught.value) and "plan.toml" in str(caught.value)


def test_spans_of_time():
    assert [seconds(text) for text in ("30s", "15 m", "1.5h", "2d")] == [30, 900, 5400, 172_800]
