"""More than a hundred hostile inputs: each ends within its time and memory with a reason, and nothing is written.

All are read in one process whose memory is limited; the time is that of the processor, since machines are shared.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from robustness.hostile import CASES

TESTS = Path(__file__).parent.parent
SECONDS = 15.0
"""Seconds of processor time that one may take; nearly all take less than one."""
MEGABYTES = 700
"""By which the process may grow, all inputs together."""

CHILD = """
import json, resource, sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from robustness.hostile import CASES
from waqai.errors import InputError
from waqai.ingest.gates import check_page
from waqai.ingest.paths import read

def fates(path):
    try:
        for item in read([str(path)]):
            try:
                if isinstance(item, InputError):
                    raise item
                check_page(item)
                yield "article", ""
            except InputError as error:
                yield error.reason, str(error)
    except Exception as error:
        yield "crash", repr(error)

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000

resource.setrlimit(resource.RLIMIT_AS, (4_000_000_000, 4_000_000_000))
folder = Path(sys.argv[2])
for number, (title, case) in enumerate(CASES.items()):
    place = folder / str(number)
    place.mkdir()
    path = place / case.name
    path.write_bytes(case.make())
    before, began, ends, strange = peak(), time.process_time(), {}, []
    for end, message in fates(path):
        ends[end] = ends.get(end, 0) + 1
        strange += [message[:300]] if len(message) > 2000 else []
    took = time.process_time() - began
    path.unlink()
    left = [str(p) for p in place.rglob("*")]
    found = {"title": title, "ends": ends, "seconds": took, "grown": peak() - before, "left": left, "strange": strange}
    print(json.dumps(found), flush=True)
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """What became of each input, by its title; after a crash those that came before it."""
    folder = tmp_path_factory.mktemp("hostile")
    command = [sys.executable, "-c", CHILD, str(TESTS), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=900)
    rows = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return {row["title"]: row for row in rows}, done.stderr[-2000:]


def test_there_are_more_than_a_hundred():
    assert len(CASES) >= 100


@pytest.mark.parametrize("title", CASES)
def test_it_ends_with_a_reason(found, title):
    rows, complaints = found
    assert title in rows, f"the process came to its end before: {complaints}"
    row, case = rows[title], CASES[title]
    assert set(row["ends"]) <= case.ends, row["ends"]
    assert row["ends"] or not case.ends
    assert row["seconds"] < SECONDS and not row["left"] and not row["strange"]


def test_all_together_stay_within_their_memory(found):
    grown = sorted(((row["grown"], title) for title, row in found[0].items()), reverse=True)
    assert sum(size for size, _ in grown) < MEGABYTES, grown[:5]


def test_nothing_was_written_elsewhere():
    assert not Path("/tmp/waqai-hostile.txt").exists()
