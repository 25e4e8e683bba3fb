"""How fast the server answers: lists of 100 at a steady rate, measured against the running server.

    python bench/serve.py --db STORE [--rate 50] [--seconds 60] [--web] [--at-once]

The questions are all different, so that no cache of answers has them. They are asked when the server has made itself
ready, unless they are wanted `--at-once`. Times are from when a request was due, not from when it
was sent: a server that falls behind cannot hide it. Also tells the memory of the server, and how long the answers take
that the first view and a change of filters in the workbench need.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

CODES = "TUR EGY SYR IRQ IRN SAU YEM LBN JOR PSE ISR ARE QAT KWT LBY TUN DZA MAR SDN USA RUS FRA GBR DEU CHN".split()
TYPES = "AGREE CONSULT SUPPORT COOPERATE AID REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION COERCE ASSAULT".split()
ORDERS = ("date", "-date", "-confirmed", "scale", "-updated", "told")
_REST = 3.0
"""Seconds in which a server that rests takes less than a tenth of a processor."""
VIEWS = ("events/facets", "events/timeline", "events/places", "events/network", "events/count")


def questions(seed: int) -> Iterator[str]:
    """Lists of 100, each asked for otherwise."""
    chance = random.Random(seed)  # noqa: S311
    while True:
        a, b = chance.sample(CODES, 2)
        year = chance.randrange(2008, 2030)
        query = chance.choice(
            (
                f"actor={a}&from={year - 2}-{chance.randrange(1, 13):02}",
                f"dyad={a}-{b}",
                f"side={a}&type={','.join(chance.sample(TYPES, 2))}&to={year}",
                f"quad={chance.randrange(1, 5)}&from={year}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}",
                f"recipient={a},{b}&status=occurred",
                f"from={year}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}",
            )
        )
        yield f"/api/v1/events?{query}&order={chance.choice(ORDERS)}&limit=100"


async def steady(url: str, rate: float, seconds: float) -> tuple[list[float], list[str]]:
    """Ask at a steady rate. Times in seconds, and what went wrong."""
    times: list[float] = []
    wrong: list[str] = []
    limits = httpx.Limits(max_connections=200, max_keepalive_connections=200)
    async with httpx.AsyncClient(base_url=url, limits=limits, timeout=30) as client:

        async def ask(question: str, due: float) -> None:
            try:
                response = await client.get(question)
                if response.status_code != 200:
                    wrong.append(f"{response.status_code} {question}")
            except httpx.HTTPError as error:
                wrong.append(f"{error!r} {question}")
            times.append(time.perf_counter() - due)

        began, asked = time.perf_counter(), questions(7)
        under_way = []
        for number in range(int(rate * seconds)):
            due = began + number / rate
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            under_way.append(asyncio.create_task(ask(next(asked), due)))
        await asyncio.gather(*under_way)
    return times, wrong


def views(url: str) -> None:
    """How long a first view and a change of filter take."""
    with httpx.Client(base_url=url, timeout=60) as client:
        for query in ("", "?side=SYR", "?quad=4&from=2012", "?dyad=ISR-TUR", "?text=سفير"):
            took = {}
            for view in ("events", *VIEWS):
                began = time.perf_counter()
                client.get(f"/api/v1/{view}{query}").raise_for_status()
                took[view.rpartition("/")[2]] = time.perf_counter() - began
            told = ", ".join(f"{name} {seconds * 1000:.0f}" for name, seconds in took.items())
            print(f"{query or 'everything':22} {told} ms")
        for path in ("relations/ISR/TUR", "actors/TUR", "outlets", "actors"):
            began = time.perf_counter()
            client.get(f"/api/v1/{path}").raise_for_status()
            print(f"{path:22} {(time.perf_counter() - began) * 1000:.0f} ms")


def memory(process: int) -> float:
    """Resident memory of a process at its highest, in MB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024


def cpu(process: int) -> float:
    """Seconds that processors have worked for a process."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def ready(process: int) -> float:
    """Until the server rests; the seconds of a processor that it has worked since its start."""
    before = -1.0
    while (worked := cpu(process)) - before > 0.1 * _REST:
        before = worked
        time.sleep(_REST)
    return worked


@contextmanager
def served(db: str, *options: str) -> Iterator[tuple[str, int]]:
    """A server of a store, which ends with the block: its address and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    waqai = str(Path(sys.executable).with_name("waqai"))
    server = subprocess.Popen([waqai, "serve", "--db", db, "--port", str(port), "--per-second", "0", *options])
    try:
        wait(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}", server.pid
    finally:
        server.terminate()
        server.wait(30)


def main() -> None:
    """Start a server, measure, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--db", required=True)
    parser.add_argument("--rate", type=float, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--at-once", action="store_true", help="do not wait until the server has made itself ready")
    parser.add_argument("--web", action="store_true", help="with the workbench")
    options = parser.parse_args()
    with served(options.db, "--web" if options.web else "--no-web") as (url, process):
        if not options.at_once:
            print(f"ready after {ready(process):.1f} s of a processor, {memory(process):.0f} MB")
        views(url)
        worked = cpu(process)
        times, wrong = asyncio.run(steady(url, options.rate, options.seconds))
        times.sort()
        print(
            f"{len(times)} lists of 100 at {options.rate:g}/s: "
            + ", ".join(
                f"{name} {times[min(int(share * len(times)), len(times) - 1)] * 1000:.1f} ms"
                for name, share in (("median", 0.5), ("p95", 0.95), ("p99", 0.99), ("longest", 1.0))
            )
        )
        print(f"errors: {len(wrong)} {wrong[:3]}")
        print(f"server: {(cpu(process) - worked) / len(times) * 1000:.1f} ms of processor a list")
        print(f"server: {memory(process):.0f} MB at most")


def wait(url: str) -> None:
    """Until the server answers."""
    for _ in range(600):
        try:
            if httpx.get(f"{url}/health").status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.2)
    raise SystemExit("the server does not answer")


if __name__ == "__main__":
    main()
