"""Many write at once, also the rounds that look for alerts: every one is served, none is told of another."""

import itertools
import shutil
import socket
import threading
import time

import httpx
import pytest
import uvicorn

from waqai.config import Settings
from waqai.serve.app import create_app
from waqai.serve.settings import ServeSettings

V1 = "/api/v1"
SECONDS = 3.0
AS_MANY = 2
"""Threads for each kind of work."""
ALERT = {"kind": "new", "query": {"side": "EGY"}, "channels": []}


def judge(client, number, ids):
    return client.post("/judgements", json={"verdict": "wrong", "ids": [ids[number % len(ids)]]})


def judge_two(client, number, ids):
    pair = [ids[number % len(ids)], ids[(number + 1) % len(ids)]]
    return client.post("/judgements", json={"verdict": ("same", "different")[number % 2], "ids": pair})


def keep(client, number, _):
    made = client.post("/searches", json={"name": f"s{threading.get_ident()}", "query": {"actor": "EGY"}})
    return client.delete(f"/searches/{made.json().get('id', 'x')}") if number % 2 else made


def wait(client, number, _):
    made = client.post("/alerts", json=ALERT | {"name": f"a{number}"})
    return client.delete(f"/alerts/{made.json().get('id', 'x')}") if number % 2 else made


def add(client, number, _):
    text = f"وصل وزير خارجية مصر إلى أنقرة يوم {number} مايو في زيارة رسمية والتقى نظيره التركي رقم {number}."
    article = {"text": text, "published": "2024-05-03", "publisher": "x", "url": f"https://x.example/{number}"}
    return client.post("/articles", json=[article])


def give(client, number, _):
    made = client.post("/tokens", json={"name": f"t{number}", "role": "reader"})
    return client.delete(f"/tokens/{made.json().get('id', 'x')}")


def see(client, _, __):
    keys = [notice["id"] for notice in client.get("/notices", params={"unseen": True}).json()]
    return client.post("/notices/seen", json=keys[:1000])


def read(client, number, _):
    return client.get(("/events?as_of=2015", "/events/facets", "/events?text=وزير", "/events?order=-date")[number % 4])


@pytest.fixture(params=["duckdb", "postgres"])
def server(request, filled, fill, tmp_path):
    """A server that looks for alerts all the time; its address and the token of an admin."""
    db = str(tmp_path / "press.duckdb")
    if request.param == "duckdb":
        shutil.copy(filled, db)
    else:
        db = request.getfixturevalue("postgres_server").database()
        fill(db)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = ServeSettings(base=Settings.from_env(db=db), web=False, port=port, per_second=0.0, look_every=0.05)
    app = create_app(settings)
    token = app.state.desk.add_token("root", "admin")[1]
    running = uvicorn.Server(uvicorn.Config(app, port=port, log_level="critical"))
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    while not running.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}{V1}", {"Authorization": f"Bearer {token}"}
    running.should_exit = True
    thread.join(30)


def test_many_write_at_once_and_none_is_refused(server, caplog):
    url, headers = server
    until, wrong, done = time.monotonic() + SECONDS, [], []
    ids = [row["id"] for row in httpx.get(f"{url}/events", headers=headers).json()["items"]]
    numbers = itertools.count()

    def work(kind):
        with httpx.Client(base_url=url, headers=headers, timeout=60) as client:
            while time.monotonic() < until:
                answer = kind(client, next(numbers), ids)
                done.append(kind.__name__)
                # An event that has become part of another, or was judged wrong, may be gone.
                if answer.status_code >= 400 and not (kind in (judge, judge_two) and answer.status_code in (404, 410)):
                    wrong.append((kind.__name__, answer.status_code, answer.text))

    kinds = [judge, judge_two, keep, wait, add, give, see, read] * AS_MANY
    workers = [threading.Thread(target=work, args=(kind,)) for kind in kinds]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert not wrong, wrong[:3]
    assert {kind.__name__ for kind in kinds} == set(done)
    assert not [line for line in caplog.messages if "defect" in line or "alerts:" in line]
