"""A program that loaded packs and opened a DuckDB store ends without a word."""

import subprocess
import sys

PROGRAM = """
import sys
from waqai.config import Settings
from waqai.packs.pack import load_pack
from waqai.store import open_store

with open_store(sys.argv[1]) as store:
    load_pack(cache=Settings.from_env().cache_dir)
    store.sizes()
"""


def test_nothing_is_said_to_leak(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "store.duckdb")], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
