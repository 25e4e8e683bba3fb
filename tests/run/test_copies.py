"""What of a run is told twice: versions, copies and near-copies, whatever the order in which partitions were done."""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from run.test_bulk import KILLS, run_all, tree
from snapshots import check_whole, snapshot
from waqai.resolve.copies import imprint
from waqai.run.copies import Copies, url_key
from waqai.store import open_store

WORDS = "وزير خارجية مصر تركيا القاهرة أنقرة زيارة اتفاق سفير رئيس حكومة بيان جيش مدينة أمس لقاء بحث أعلن قال أكد حدود أمن".split()  # fmt: skip  # noqa: E501


def text(seed, changed=0):
    chance = random.Random(seed)
    words = [f"{chance.choice(WORDS)}{chance.randint(0, 99)}" for _ in range(200)]
    for n in range(changed):
        words[n * 7] = f"كلمة{n}"
    return " ".join(words)


def line(key, body, published="2022-10-27", url=None):
    return {"id": key, "url": url, "published": published, "text_sha256": body, "imprint": imprint(body).hex()}


def found(*parts):
    with Copies() as copies:
        for number, lines in enumerate(parts):
            copies.add(number, (json.dumps(one).encode() for one in lines))
        return [(entry["article"], entry["kind"], entry["of"]) for entry in copies.found()]


def test_copies_have_the_earliest_published_as_original():
    first, second = line("b", text(1), "2022-10-26"), line("a", text(1), "2022-10-27")
    near, other = line("c", text(1, changed=3), "2022-10-28"), line("d", text(2))
    expected = {("a", "exact", "b"), ("c", "near", "b")}
    for parts in ([[first, second, near, other]], [[near, other], [second], [first]], [[second], [near, first, other]]):
        assert set(found(*parts)) == expected


def test_without_a_day_the_id_decides():
    assert found([line("b", text(1), None), line("a", text(1), None)]) == [("b", "exact", "a")]


def test_texts_that_share_half_their_words_are_no_copies():
    assert found([line("a", text(1)), line("b", text(1, changed=28))]) == []


def test_a_chain_of_copies_leads_to_the_first():
    chain = [line(str(n), text(1, changed=2 * n)) for n in range(6)]
    entries = found(chain)
    assert {of for _, _, of in entries} == {"0"} and len(entries) == 5


def test_updates_are_versions_of_the_article():
    old = line("1", text(1), url="http://www.x.org/7/?utm_source=a")
    new = line("2", text(1, changed=2), url="https://x.org/7")
    again = line("2", text(1, changed=2), url="https://x.org/7")
    copy = line("3", text(1, changed=2), url="https://y.org/7", published="2022-10-30")
    assert found([old], [new, copy], [again]) == [
        ("1", "version", "2"), ("2", "repeated", "2"), ("3", "exact", "2"),
    ]  # fmt: skip


def test_one_id_is_one_article_and_no_address_is_none():
    assert found([line("1", text(1)), line("2", text(2)), line("1", text(3))]) == [("1", "version", "1")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://x.org/a?id=3&utm_medium=rss", "http://www.x.org/a?id=3"),
        ("https://m.x.org/a/", "https://x.org/a#top"),
        ("https://amp.x.org/a", "https://X.ORG:443/a"),
    ],
)
def test_spellings_of_one_address(one, other):
    assert url_key(one) == url_key(other) and url_key(one) != url_key("https://x.org/b")


def test_many_articles_take_little_memory_and_time():
    lines = [line(f"{n:05}", text(n // 2, changed=n % 2)) for n in range(3000)]
    entries = found(lines[:1500], lines[1500:])
    assert len(entries) == 1500 and {kind for _, kind, _ in entries} == {"near"}


BODY = (
    "استدعت الرباط سفيرها لدى باريس للتشاور. وزار وزير الخارجية المصري أنقرة والتقى نظيره التركي. "
    "وقتل 12 شخصا في غارة سعودية على صنعاء. ووقعت تونس والجزائر اتفاقا للتعاون الأمني بعد لقاء عقد في العاصمة أمس."
)


def articles(path, n):
    """Articles of which every fifth is a correction of the one before, and one is a copy."""
    rows = []
    for i in range(n):
        key = i - 1 if i % 5 == 4 else i
        body = f"{BODY} وجاء ذلك في العدد رقم {i} {text(i)}."
        rows.append({"url": f"https://x.org/{key}", "title": f"خبر {key}", "text": body, "published": "2023-02-11"})
    rows.append({**rows[0], "url": "https://y.org/0", "published": "2023-02-12"})
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf8")
    return path


def test_a_run_tells_what_is_told_twice_and_does_so_once(tmp_path):
    report = run_all([articles(tmp_path / "in.jsonl", 10)], tmp_path / "out", size=20_000)
    before = tree(tmp_path / "out")
    again = run_all([tmp_path / "in.jsonl"], tmp_path / "out", size=20_000, workers=2)
    assert report.partitions > 1 and report.copies == again.copies == {"version": 2, "exact": 1}
    assert tree(tmp_path / "out") == before


def command(source, db, *more):
    code = (
        "import sys, functools\nfrom waqai.run.partition import plan\nimport waqai.cli.run as r\n"
        "import waqai.run.archive as a\n"
        "r.plan, a.MOST_ARTICLES = functools.partial(plan, size=20_000), 2\nfrom waqai.cli import main\nmain()"
    )
    return [sys.executable, "-c", code, "run", str(source), "--db", str(db), *more]


def waqai(source, db, *more):
    return subprocess.run(command(source, db, *more), capture_output=True, text=True, check=False, timeout=200)


def start(source, db, *more):
    return subprocess.Popen(command(source, db, *more), stderr=subprocess.DEVNULL, start_new_session=True)


def stored(db):
    with open_store(str(db)) as store:
        check_whole(store)
        return snapshot(store), len(store.runs())


def test_into_a_store_each_article_once_in_its_last_version(tmp_path):
    source = articles(tmp_path / "in.jsonl", 10)
    done = waqai(source, tmp_path / "one.duckdb")
    assert done.returncode == 0 and "9 added" in done.stderr and "2 superseded" in done.stderr, done.stderr
    assert "told twice: 2 version, 1 exact" in done.stderr
    first = stored(tmp_path / "one.duckdb")
    with open_store(str(tmp_path / "one.duckdb")) as store:
        assert all("رقم 3 " not in article.text and "رقم 8 " not in article.text for article in store.articles.all())
    again = waqai(source, tmp_path / "one.duckdb", "--workers", "2")
    assert "added" not in again.stderr and stored(tmp_path / "one.duckdb") == first
    (tmp_path / "one.duckdb").unlink()
    assert "9 added" in waqai(source, tmp_path / "one.duckdb").stderr and stored(tmp_path / "one.duckdb") == first


def test_killed_at_random_on_its_way_into_a_store_nothing_is_lost_or_doubled(tmp_path):
    source = articles(tmp_path / "in.jsonl", 40)
    began = time.monotonic()
    assert waqai(source, tmp_path / "calm.duckdb").returncode == 0
    took, chance = time.monotonic() - began, random.Random(11)
    for _ in range(KILLS):
        process = start(source, tmp_path / "shot.duckdb", "--workers", "2")
        time.sleep(chance.uniform(0.2, 1.0) * took)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert waqai(source, tmp_path / "shot.duckdb").returncode == 0
    assert stored(tmp_path / "shot.duckdb")[0] == stored(tmp_path / "calm.duckdb")[0]
    calm, shot = (tree(tmp_path / f"{name}.duckdb.run") for name in ("calm", "shot"))
    assert calm == shot


def test_results_need_a_place():
    for arguments in (["x.jsonl"], ["x.jsonl", "--db", "postgresql://nobody@127.0.0.1:1/x"]):
        done = subprocess.run(
            [sys.executable, "-m", "waqai", "run", *arguments], capture_output=True, text=True, check=False
        )
        assert done.returncode == 2 and "--out" in done.stderr
