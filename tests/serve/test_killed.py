"""Killed (SIGKILL) under load and started again, the server has all judgements, searches and alerts it answered for."""

import contextlib
import multiprocessing
import random
import shutil
import signal
import socket
import threading
import time

import httpx
import pytest

from waqai.config import Settings
from waqai.serve.app import serve
from waqai.serve.desk import Desk
from waqai.serve.settings import ServeSettings

V1 = "/api/v1"
ROUNDS = 3


@pytest.fixture(scope="module")
def processes():
    """Makes processes that have loaded already what a server needs, so that a start takes no time."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["waqai.serve.app", "waqai.run.coding", "uvicorn", "pyarrow.compute", "duckdb"])
    return context


class Running:
    """A server in a process of its own."""

    def __init__(self, db, processes):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        settings = ServeSettings(base=Settings.from_env(db=db), port=port, web=False, per_second=0.0, look_every=0.5)
        self.process = processes.Process(target=serve, args=(settings,), daemon=True)
        self.process.start()
        self.url = f"http://127.0.0.1:{port}"
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with contextlib.suppress(httpx.HTTPError):
                if httpx.get(f"{self.url}/health").status_code == 200:
                    return
            time.sleep(0.05)
        raise AssertionError("the server does not answer")

    def kill(self):
        self.process.kill()
        self.process.join()
        assert self.process.exitcode == -signal.SIGKILL


def write(url, token, kept, stop):
    """Say and keep things until the server is gone; `kept` has what it has answered for."""
    headers = {"Authorization": f"Bearer {token}"}
    with httpx.Client(base_url=url + V1, headers=headers, timeout=30) as client:
        ids = [row["id"] for row in client.get("/events").json()["items"]]
        number, name = 0, f"{url} {threading.get_ident()}"
        while not stop.is_set():
            number += 1
            # Judged wrong, all events would soon be gone.
            pair = random.sample(ids, 2)
            try:
                for kind, path, body in (
                    ("judgement", "/judgements", {"verdict": "different", "ids": pair, "because": str(number)}),
                    (
                        "search",
                        "/searches",
                        {"name": f"{name} {number}", "query": {"actor": "EGY"}},
                    ),
                    ("alert", "/alerts", {"name": str(number), "kind": "new", "query": {"actor": "EGY"}}),
                ):
                    answered = client.post(path, json=body)
                    if answered.status_code == 201:
                        kept.append((kind, answered.json()["id"]))
            except httpx.HTTPError:
                return


def read(url, stop):
    with httpx.Client(base_url=url + V1, timeout=30) as client:
        while not stop.is_set():
            try:
                client.get("/events/facets")
                client.get("/events?order=-date")
            except httpx.HTTPError:
                return


@pytest.mark.parametrize("backend", ["duckdb", "postgres"])
def test_killed_under_load_it_keeps_what_it_answered_for(backend, filled, fill, tmp_path, request, processes):
    if backend == "duckdb":
        db = str(tmp_path / "press.duckdb")
        shutil.copy(filled, db)
    else:
        db = request.getfixturevalue("postgres_server").database()
        fill(db)
    settings = ServeSettings(base=Settings.from_env(db=db))
    desk = Desk(settings)
    token = desk.add_token("mona", "admin")[1]
    desk.close()
    kept = []
    chance = random.Random(backend)
    for _ in range(ROUNDS):
        server, stop = Running(db, processes), threading.Event()
        workers = [threading.Thread(target=write, args=(server.url, token, kept, stop)) for _ in range(2)]
        workers += [threading.Thread(target=read, args=(server.url, stop)) for _ in range(2)]
        for worker in workers:
            worker.start()
        before, until = len(kept), time.monotonic() + 60
        while len(kept) < before + 6 and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(chance.uniform(0.0, 0.5))
        server.kill()
        stop.set()
        for worker in workers:
            worker.join(60)
    assert {kind for kind, _ in kept} == {"judgement", "search", "alert"}
    desk = Desk(settings)
    there = {("judgement", one.id) for one in desk.judgements()}
    there |= {("search", one.id) for one in desk.searches("mona")} | {("alert", one.id) for one in desk.alerts("mona")}
    desk.close()
    assert set(kept) <= there
