import csv
import json

import pytest

from fakes import TEXT
from waqai.errors import UsageError


@pytest.fixture
def news(tmp_path):
    file = tmp_path / "news.jsonl"
    lines = [{"id": f"a{n}", "text": f"{TEXT} {n}", "title": f"خبر {n}"} for n in range(50)]
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf8")
    return file


def test_json_lines_alone_go_to_stdout_and_the_summary_to_stderr(waqai, news):
    result = waqai("code", news)
    assert result.exit_code == 0
    assert [json.loads(line)["article"]["id"] for line in result.stdout.splitlines()] == [f"a{n}" for n in range(50)]
    assert "50 articles, 50 events" in result.stderr


def test_rejected_input_is_named_and_the_rest_is_coded(waqai, news):
    with news.open("a", encoding="utf8") as stream:
        stream.write(
            '\n{"text": \n{"id": "en", "text": "The minister met his counterpart."}\n{"id": "x", "text": "عطب"}'
        )
    result = waqai("code", news, news.parent / "missing.txt")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 50
    assert "news.jsonl:51: not valid JSON" in result.stderr
    assert "article en: the text is in English (en), not Arabic" in result.stderr
    assert "article x: defect in the coder: KeyError('a defect')" in result.stderr
    assert "missing.txt: No such file" in result.stderr and "4 rejected" in result.stderr


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_several_processes_write_the_same(waqai, news, form, monkeypatch):
    monkeypatch.setattr("waqai.run.local.BATCH_CHARS", 100)
    one, two = (waqai("code", news, "--format", form, "--workers", n) for n in (1, 2))
    assert one.stdout == two.stdout and one.exit_code == two.exit_code == 0


def test_csv_is_chosen_by_suffix_and_the_file_is_whole(waqai, news):
    out = news.parent / "events.csv"
    assert waqai("code", news, "--out", out).exit_code == 0
    with out.open(encoding="utf8", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == 50
    assert sorted(file.name for file in news.parent.iterdir()) == ["events.csv", "news.jsonl"]
    assert out.stat().st_mode & 0o077 == news.stat().st_mode & 0o077


def test_what_was_rejected_stands_beside_the_results(waqai, tmp_path):
    (tmp_path / "bad.jsonl").write_text("{", encoding="utf8")
    (tmp_path / "good.jsonl").write_text(json.dumps({"text": TEXT}), encoding="utf8")
    out, rejected = tmp_path / "out.jsonl", tmp_path / "out.jsonl.rejected.jsonl"
    assert waqai("code", tmp_path / "bad.jsonl", "-o", out).exit_code == 1
    assert "bad.jsonl:1" in json.loads(rejected.read_text(encoding="utf8"))["reason"]
    assert waqai("code", tmp_path / "good.jsonl", "-o", out).exit_code == 0
    assert not rejected.exists()


def test_a_run_that_dies_leaves_the_old_file(waqai, news, monkeypatch):
    out = news.parent / "out.jsonl"
    out.write_text("old", encoding="utf8")

    def die(*_args, **_kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr("waqai.cli.code.code_all", die)
    assert waqai("code", news, "-o", out).exit_code != 0
    assert out.read_text(encoding="utf8") == "old"
    assert len(list(news.parent.iterdir())) == 2


def test_the_table_shows_who_did_what_to_whom(waqai, news):
    shown = waqai("code", news, "--format", "table").stdout
    for words in (
        "خبر 0",
        "2013-11-23",
        "SANCTION expel",
        "161 Reduce or break",
        "القاهرة",
        "EGY GOV",
        "Cairo (EGY)",
        "Reuters ‹ مسؤول",
        "العشرات injured",
    ):
        assert words in shown


def test_an_article_without_events_is_said_so(waqai):
    assert "no events" in waqai("code", "-", "--format", "table", input="اجتمع الناس في السوق").stdout


def test_options_fill_what_stdin_does_not_say(waqai):
    result = waqai("code", "-", "--published", "2013-11-24", "--publisher", "وقائع", input=TEXT)
    assert json.loads(result.stdout)["article"]["published"] == "2013-11-24"
    assert json.loads(result.stdout)["article"]["publisher"] == "وقائع"


def test_a_wrong_call_says_what_to_do(waqai, tmp_path):
    result = waqai("code", "-", "--published", "yesterday", input=TEXT)
    assert isinstance(result.exception, UsageError) and "ISO date such as" in str(result.exception)
    result = waqai("code", "-", "-o", tmp_path / "missing" / "x.jsonl", input=TEXT)
    assert isinstance(result.exception, UsageError) and "cannot write" in str(result.exception)
    assert waqai("code").exit_code == 2
    assert waqai("code", "-", "--workers", 0, input=TEXT).exit_code == 2
