"""Runs over any amount of input: cut anywhere, killed anywhere, in one process or many, the result is the same."""

import gzip
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fakes import TEXT
from waqai.config import Settings
from waqai.errors import UsageError
from waqai.ingest.document import Options
from waqai.models import Article
from waqai.run import bulk
from waqai.run.engines import engine
from waqai.run.partition import plan
from waqai.run.storage import Storage

BODY = f"{TEXT} وأكدت الحكومة المصرية أن هذه الخطوة جاءت ردا على تصريحات أنقرة بشأن ما جرى في البلاد خلال الأشهر الماضية، وقالت إنها ستخفض تمثيلها الدبلوماسي."  # fmt: skip  # noqa: E501


def rows(n):
    return [
        {"id": f"a{i}", "title": f"خبر {i}", "text": f"{BODY} رقم {i}.", "published": "2013-11-24"} for i in range(n)
    ]


def write_jsonl(path, n):
    path.write_text("".join(json.dumps(row, ensure_ascii=i % 2 == 0) + "\n" for i, row in enumerate(rows(n))), "utf8")
    return path


def write_warc(path, n):
    members = []
    for row in rows(n):
        html = f"<html lang='ar'><head><meta charset='utf-8'><title>{row['title']}</title></head><body><h1>{row['title']}</h1><p>{row['text']}</p><p>{BODY}</p></body></html>".encode()  # noqa: E501
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{row['id']}>\r\n"
            f"WARC-Target-URI: https://x.org/{row['id']}\r\nWARC-Date: 2022-10-27T00:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        members.append(gzip.compress(head.encode() + http + b"\r\n\r\n"))
    path.write_bytes(b"".join(members))
    return path


@pytest.mark.parametrize("make", [write_jsonl, write_warc])
def test_wherever_a_file_is_cut_each_article_comes_once(tmp_path, make):
    path = make(tmp_path / ("in.jsonl" if make is write_jsonl else "in.warc.gz"), 12)
    size = path.stat().st_size
    for step in (1, 97, size // 12, size // 3, size - 1, size, size * 2):
        if step == 1 and make is write_warc:
            continue
        titles = []
        for partition in plan([str(path)], size=max(step, size // 200)):
            items = list(partition.articles(Options()))
            assert all(isinstance(item, Article) for item in items)
            titles += [item.title for item in items]
        assert titles == [f"خبر {i}" for i in range(12)]


def tree(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(Path(folder).rglob("*")) if p.is_file()}


def run_all(inputs, out, *, name="local", workers=1, size=2000):
    partitions = plan([str(i) for i in inputs], size=size)
    return bulk.run(partitions, str(out), Settings.from_env(), engine(name, workers=workers))


def test_a_run_is_the_same_in_one_process_and_in_two_and_when_repeated(tmp_path):
    source = write_jsonl(tmp_path / "in.jsonl", 12)
    report = run_all([source], tmp_path / "one")
    again = run_all([source], tmp_path / "one")
    run_all([source], tmp_path / "two", workers=2)
    assert report.counts["articles"] == 12 and report.counts["records"] >= 12 and again.counts == report.counts
    assert report.partitions > 3 and tree(tmp_path / "one") == tree(tmp_path / "two")


def test_a_bad_partition_does_not_stop_the_rest(tmp_path):
    good = write_jsonl(tmp_path / "good.jsonl", 3)
    (tmp_path / "bad.warc.gz").write_bytes(b"no archive at all")
    (tmp_path / "cut.zip").write_bytes(b"PK\x03\x04 no")
    (tmp_path / "latin.csv").write_bytes(b"text,date\n\xff\xfe,2020\n")
    report = run_all([tmp_path], tmp_path.parent / f"{tmp_path.name}-out")
    assert report.counts["articles"] == 3 and not report.problems and good.exists()
    assert sum(n for kind, n in report.counts.items() if kind.startswith("rejected:")) >= 2


def test_a_folder_of_another_run_is_left_alone(tmp_path):
    first, second = write_jsonl(tmp_path / "a.jsonl", 2), write_jsonl(tmp_path / "b.jsonl", 3)
    run_all([first], tmp_path / "out")
    before = tree(tmp_path / "out")
    with pytest.raises(UsageError, match="another run"):
        run_all([second], tmp_path / "out")
    with pytest.raises(UsageError, match="no such file or folder"):
        run_all([tmp_path / "none"], tmp_path / "out2")
    assert tree(tmp_path / "out") == before


def waqai_run(source, out, workers=1):
    code = "from waqai.run import partition; partition.SIZE = 2000\nimport functools\n" + (
        "from waqai.run.partition import plan\nimport waqai.cli.run as r\nr.plan = functools.partial(plan, size=2000)\n"
        "from waqai.cli import main\nmain()"
    )
    arguments = [sys.executable, "-c", code, "run", str(source), "--out", str(out), "--workers", str(workers)]
    return subprocess.Popen(arguments, stderr=subprocess.DEVNULL, start_new_session=True)


KILLS = int(os.environ.get("WAQAI_KILLS", "4"))


def test_killed_at_random_and_started_again_it_equals_an_undisturbed_run(tmp_path):
    source = write_jsonl(tmp_path / "in.jsonl", 60)
    began = time.monotonic()
    assert waqai_run(source, tmp_path / "calm").wait(300) == 0
    took, chance = time.monotonic() - began, random.Random(7)
    for _ in range(KILLS):
        process = waqai_run(source, tmp_path / "shot", workers=2)
        time.sleep(chance.uniform(0.2, 1.0) * took)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    (tmp_path / "shot" / "records").mkdir(parents=True, exist_ok=True)
    (tmp_path / "shot" / "records" / ".000001.jsonl.abc.half").write_bytes(b"a write that was killed")
    assert waqai_run(source, tmp_path / "shot", workers=2).wait(300) == 0
    assert tree(tmp_path / "shot") == tree(tmp_path / "calm")


def test_a_file_appears_whole_or_not_at_all(tmp_path):
    Storage(str(tmp_path / "deep" / "x.json")).write(b"1")
    assert Storage(str(tmp_path / "deep" / "x.json")).read() == b"1"
    assert Storage(str(tmp_path / "none")).read() is None
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UsageError, match="cannot write"):
        Storage(str(tmp_path / "file" / "x")).write(b"1")
