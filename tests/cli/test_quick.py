"""The commands that ask without the library for command lines: the same questions, the rest left to it."""

import subprocess
import sys

import pytest
from typer.main import get_command

from waqai.cli import quick
from waqai.cli.app import Language, RelationFormat, Steps, app
from waqai.cli.events import FORMATS, option
from waqai.cli.options import ExportFormat
from waqai.cli.relation import FORMATS as RELATION_FORMATS
from waqai.store.filters import NAMES

LATER = {"--from-articles", "--published", "--publisher"}


def options(command):
    params = get_command(app).commands[command].params
    return {max(param.opts, key=len) for param in params if param.opts[0].startswith("-")} - {"--help"}


def test_it_knows_the_options_of_the_library():
    assert {*map(option, NAMES.values()), "--db", "--format", "--out"} == options("events")
    assert set(quick._RELATION) == options("relation") - LATER


def test_it_knows_what_may_be_chosen():
    assert set(FORMATS) == set(ExportFormat)
    assert set(RELATION_FORMATS) == set(RelationFormat)
    assert set(quick.BY) == set(Steps)
    assert set(quick.LANGUAGES) == set(Language)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "code a.txt",
        "events --help",
        "events -h",
        "events --dyad",
        "events --dyad ISR-TUR --dyad EGY-SAU",
        "events --order -date",
        "events --format wrong",
        "events --colour red",
        "events something",
        "relation ISR",
        "relation ISR TUR EGY",
        "relation ISR TUR --by hour",
        "relation ISR TUR --lang fr",
        "relation ISR TUR --from-articles a.txt",
        "relation ISR TUR -- --db",
    ],
)
def test_what_is_not_plain_is_left_to_the_library(words):
    assert quick.answer(words.split()) is None


def test_a_question_is_read_as_the_library_reads_it(monkeypatch):
    asked = []
    monkeypatch.setattr("waqai.cli.events.run", lambda question: asked.append(question) or 0)
    words = ["events", "--dyad", "ISR-TUR", "--confirmed-by=2", "-f", "csv", "-o", "a.csv", "--db", "x.duckdb"]
    assert quick.answer(words) == 0
    with pytest.raises(SystemExit):
        app(words)
    quickly, slowly = asked
    assert quickly.query == {"dyad": "ISR-TUR", "confirmed_by": "2"}
    assert slowly.query == {"dyad": ["ISR-TUR"], "confirmed_by": "2"}
    for name in ("db", "format", "out"):
        assert getattr(quickly, name) == getattr(slowly, name)


def test_a_relation_is_read_as_the_library_reads_it(monkeypatch):
    asked = []
    monkeypatch.setattr("waqai.cli.relation.run", lambda question: asked.append(question) or 0)
    words = "relation ISR Turkey --from 2010-01-01 --to 2012-12-31 --by month --lang ar --format md --out a.md".split()
    assert quick.answer(words) == 0
    with pytest.raises(SystemExit):
        app(words)
    assert asked[0] == asked[1]


def test_a_reader_that_stops_reading_is_no_error(tmp_path):
    code = (
        "import sys; from waqai.cli import quick\n"
        "def run(question):\n"
        "    while True: sys.stdout.write('x' * 9999 + '\\n')\n"
        "import waqai.cli.events; waqai.cli.events.run = run\n"
        "sys.exit(quick.answer(['events']))"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.read(10)
        process.stdout.close()
        assert process.wait(30) == 1
        assert process.stderr.read() == b""


def test_events_are_asked_for_without_pydantic():
    heavy = "any(name.split('.')[0] in ('pydantic', 'typer') for name in sys.modules)"
    subprocess.run([sys.executable, "-c", f"import sys, waqai.cli.events; sys.exit({heavy})"], check=True)
