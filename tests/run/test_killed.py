"""Killed at any moment, a run leaves a store that is whole, and is finished by being started again.

Each round starts a process, kills it (SIGKILL) somewhere on its way, looks at the store, and starts it again.
"""

import random
import time

import pytest

from snapshots import check_whole, snapshot
from waqai.errors import StoreError
from waqai.store import open_store
from warm import processes, work

ROUNDS = {"add": 8, "recode": 6, "resolve": 6}


def undisturbed(address, command):
    """What the store holds after an undisturbed run, and how long it takes."""
    prepare(address, command)
    began = time.monotonic()
    work(address, command)
    took = time.monotonic() - began
    with open_store(address) as store:
        return snapshot(store), took


def prepare(address, command):
    if command == "recode":
        work(address, "older")
    if command == "resolve":
        work(address, "add")


def killed(address, command, after):
    """Start the command and kill it `after` seconds; whether it was still at work then."""
    context = processes()
    began = context.Event()
    process = context.Process(target=work, args=(address, command, began))
    process.start()
    assert began.wait(120)
    process.join(after)
    was_alive = process.is_alive()
    process.kill()
    process.join()
    return was_alive


def look(address):
    """The store can be opened and is whole."""
    try:
        with open_store(address, write=False) as store:
            check_whole(store)
    except StoreError as error:
        # Killed before the first tables were there: then there is no store yet.
        assert "there is no store" in str(error)


@pytest.mark.parametrize("backend", ["duckdb", "postgres"])
@pytest.mark.parametrize("command", ROUNDS)
def test_killed_at_any_moment_it_loses_and_doubles_nothing(backend, command, request, tmp_path):
    def fresh(n):
        if backend == "duckdb":
            return str(tmp_path / f"{n}.duckdb")
        return request.getfixturevalue("postgres_server").database()

    expected, took = undisturbed(fresh("whole"), command)
    chance = random.Random(f"{backend} {command}")
    interrupted = 0
    for n in range(ROUNDS[command]):
        address = fresh(n)
        prepare(address, command)
        interrupted += killed(address, command, chance.uniform(0, took))
        look(address)
        work(address, command)
        with open_store(address) as store:
            check_whole(store)
            assert snapshot(store) == expected
    assert interrupted, "no run was killed in the middle of its work"
