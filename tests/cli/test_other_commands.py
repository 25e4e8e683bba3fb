import json
import resource
import subprocess
import sys
from dataclasses import dataclass

import pytest

import waqai as package
from fakes import TEXT


def run(*args, **kwargs):
    return subprocess.run([sys.executable, "-m", "waqai", *args], capture_output=True, text=True, check=False, **kwargs)


def test_version_and_help_answer_at_once():
    """Counted in the seconds that a processor works, since a busy machine makes everything wait."""
    began = _worked()
    assert run("--version").stdout == f"waqai {package.__version__}\n"
    assert "code" in run("--help").stdout
    assert _worked() - began < 2


def _worked():
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def test_importing_the_package_loads_nothing_heavy():
    heavy = "pydantic typer rich trafilatura yaml wordfreq"
    script = f"import sys, waqai; print([m for m in '{heavy}'.split() if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_the_coder_loads_no_records_that_it_does_not_make():
    others = "chronicle keeping relation telling trace"
    loaded = f"[m for m in '{others}'.split() if 'waqai.models.' + m in sys.modules]"
    script = f"import sys, waqai.cli.code, waqai.pipeline; print({loaded})"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_the_package_exports_four_names():
    assert sorted(package.__all__) == ["Article", "Record", "code", "find_dates"]
    assert package.Article.__name__ == "Article"
    with pytest.raises(AttributeError):
        package.nothing  # noqa: B018


def test_a_wrong_call_ends_with_status_2_and_no_traceback():
    done = run("code", "-", "--published", "27/10/2022", input=TEXT)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: --published must be an ISO date") and "Traceback" not in done.stderr


def test_text_that_is_not_arabic_gives_a_warning_and_no_events_in_python():
    with pytest.warns(UserWarning, match="not Arabic"):
        assert package.code("The minister met his counterpart on Thursday.") == []


def test_explain_shows_the_tree_and_the_near_misses(waqai):
    shown = waqai("explain", "-", input=TEXT).stdout
    for words in (
        "event «طردت» = SANCTION ar.sanction.expel",
        "actor «القاهرة» = EGY",
        "not ar.accuse.summon «السفير»: no [verb]",
        "nothing found",
    ):
        assert words in shown


def test_explain_goes_on_after_what_it_cannot_read(waqai, tmp_path):
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf8")
    result = waqai("explain", tmp_path / "none.txt", tmp_path / "one.txt")
    assert result.exit_code == 1 and "SANCTION" in result.stdout and "none.txt" in result.stderr


@dataclass
class Answer:
    name_en: str
    name_ar: str
    office: str = "president"
    code: str = "EGY"
    start: str = "2014-06-08"
    end: str | None = None


def test_who_answers_in_lines_and_as_a_table(waqai, monkeypatch):
    pytest.importorskip("waqai.extract.who")
    monkeypatch.setattr("waqai.extract.who.who", lambda query, on: [Answer("A", "أ")] if query else [])
    assert json.loads(waqai("who", "الرئيس المصري", "--on", "2020-01-01").stdout)["name_ar"] == "أ"
    assert "2014-06-08" in waqai("who", "الرئيس المصري", "--format", "table").stdout
    nobody = waqai("who", "")
    assert nobody.exit_code == 1 and "nobody known" in nobody.stderr
