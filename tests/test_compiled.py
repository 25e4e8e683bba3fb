"""The compiled coder (`make compiled`) writes the very records of the one in pure Python.

Skipped where it has not been built, or from other sources than these; `.ci/run` builds it and asks for it.
"""

import filecmp
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PURE, COMPILED = ROOT / "src", ROOT / "build" / "compiled"
SHARED = ROOT.parent / "shared"
NEEDED = "WAQAI_TEST_COMPILED"
EXAMPLES = sorted((ROOT / "examples").glob("*.jsonl"))


def _why_not():
    """Why there is nothing to compare, or ""."""
    if not (COMPILED / ".ready").is_file():
        return "the coder is not compiled (make compiled)"
    names = [p.relative_to(PURE) for p in (PURE / "waqai").rglob("*") if p.is_file() and p.suffix in (".py", ".yaml")]
    _, other, missing = filecmp.cmpfiles(PURE, COMPILED, names, shallow=False)
    return "it was compiled from other sources (make compiled)" if other or missing else ""


@pytest.fixture(scope="module", autouse=True)
def _built():
    why = _why_not()
    if why and os.environ.get(NEEDED) == "required":
        pytest.fail(why)
    if why:
        pytest.skip(why)


def run(package, *args):
    """What `python ARGS` with the package in this folder prints."""
    env = os.environ | {"PYTHONPATH": str(package)}
    return subprocess.run([sys.executable, *args], env=env, capture_output=True, check=True).stdout


def coded(package, path):
    records = run(package, "-m", "waqai", "code", str(path), "--format", "jsonl")
    assert records.count(b"\n") > 1
    return records


@pytest.mark.parametrize("package, suffix", [(PURE, ".py"), (COMPILED, ".so")])
def test_each_is_what_it_is_called(package, suffix):
    script = (
        "from waqai.extract import frames; from waqai.text import segment; print(frames.__file__, segment.__file__)"
    )
    files = run(package, "-c", script).decode().split()
    assert all(file.startswith(str(package)) and file.endswith(suffix) for file in files)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_examples_are_coded_alike(path):
    assert coded(PURE, path) == coded(COMPILED, path)


def test_an_explanation_is_the_same():
    path = str(EXAMPLES[0])
    assert run(PURE, "-m", "waqai", "explain", path) == run(COMPILED, "-m", "waqai", "explain", path)


@pytest.mark.parametrize("name", ["gold/articles.jsonl", "data/gsr/assault.jsonl"])
def test_shared_articles_are_coded_alike(name, tmp_path):
    path = SHARED / name
    if not path.is_file():
        pytest.skip(f"no {name}")
    lines = path.read_text(encoding="utf8").splitlines()[:400]
    articles = tmp_path / "articles.jsonl"
    articles.write_text("".join(f"{line}\n" for line in lines if json.loads(line)), encoding="utf8")
    assert coded(PURE, articles) == coded(COMPILED, articles)
