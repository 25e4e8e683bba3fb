"""The docs run: every ```console and ```python block of README, CONTRIBUTING and docs. Other blocks are not code.

A `$` line is a command and must succeed; lines below it, if any, are its output. A ```json block after a command is
part of the last record that the command printed. `make` targets must exist; .ci/run runs them.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer

ROOT = Path(__file__).resolve().parent.parent
PAGES = [
    "README.md",
    "README.ar.md",
    "CONTRIBUTING.md",
    *(f"docs/{page.name}" for page in sorted((ROOT / "docs").glob("*.md"))),
]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")

pytest.importorskip("waqai.pipeline", reason="the coder is not there")


@pytest.fixture
def place(tmp_path):
    """A folder with the examples, as a person has it before them; what commands write stays in it."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


def shell(command, cwd):
    env = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    command = command.replace(".venv/bin/", "")
    if command.startswith("make "):
        return subprocess.run(["make", "-n", command.split()[1]], cwd=ROOT, capture_output=True, text=True, check=False)
    return subprocess.run(["bash", "-c", command], cwd=cwd, env=env, capture_output=True, text=True, check=False)


def run_console(block, cwd):
    """The output of the last command of a block, each checked against what the block says it prints."""
    done = None
    for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
        command, _, expected = part.partition("\n")
        done = shell(command, cwd)
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        if expected.strip():
            assert done.stdout.strip() == expected.strip(), command
    return done.stdout


def part_of(expected, found):
    """Whether `found` has at least what `expected` has."""
    if isinstance(expected, dict):
        return all(key in found and part_of(value, found[key]) for key, value in expected.items())
    if isinstance(expected, list):
        return len(expected) == len(found) and all(map(part_of, expected, found))
    return expected == found


@pytest.mark.parametrize("page", PAGES)
def test_every_block_runs(page, place):
    printed = ""
    for kind, block in BLOCK.findall((ROOT / page).read_text(encoding="utf8")):
        if kind == "console":
            printed = run_console(block, place)
        elif kind == "json":
            found = json.loads(printed.splitlines()[-1])
            assert part_of(json.loads(block), found), found
        elif kind == "python":
            script = subprocess.run(
                [sys.executable, "-c", block], cwd=place, capture_output=True, text=True, check=False
            )
            assert script.returncode == 0 and script.stdout, script.stderr


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page):
    for target in LINK.findall((ROOT / page).read_text(encoding="utf8")):
        assert ((ROOT / page).parent / target).exists(), target


def test_every_option_is_documented():
    from waqai.cli.app import app

    told = (ROOT / "docs/cli.md").read_text(encoding="utf8")
    for name, command in typer.main.get_command(app).commands.items():
        assert name in told
        for option in command.params:
            for flag in (flag for flag in option.opts if flag.startswith("--")):
                assert flag in told, f"{name} {flag}"


def test_both_readmes_show_the_same_commands():
    english, arabic = ((ROOT / page).read_text(encoding="utf8") for page in ("README.md", "README.ar.md"))
    runnable = ("console", "json", "python")
    assert [b for b in BLOCK.findall(english) if b[0] in runnable] == [
        b for b in BLOCK.findall(arabic) if b[0] in runnable
    ]


def test_every_csv_column_is_documented():
    from waqai.export.csv import COLUMNS

    told = (ROOT / "docs/records.md").read_text(encoding="utf8")
    assert " ".join(COLUMNS) in " ".join(told.split())


def test_the_two_examples_are_the_same_article():
    article = json.loads((ROOT / "examples/cairo-ankara.jsonl").read_text(encoding="utf8"))
    assert (ROOT / "examples/cairo-ankara.txt").read_text(encoding="utf8") == f"{article['title']}\n{article['text']}\n"
