"""Bulk runs on an archive made here: `archive.py [--pages 50000] [--workers 1 2] [--folder DIR]`.

The archive has one tenth Arabic news in the page designs and encodings of the tests, the rest in other languages, error
pages and binaries. Printed: what each step takes by itself, pages skipped a second, and whole runs into a store, with
one process and with two: articles a second and core, and the peak memory of a process. Rates are per second of a
processor's time.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

OTHER = {
    "en": "The foreign minister met his counterpart in the capital on Thursday and discussed the border question.",
    "fr": "Le ministre des affaires étrangères a rencontré son homologue jeudi pour parler de la frontière commune.",
    "ru": "Министр иностранных дел встретился в столице со своим коллегой и обсудил вопрос о границе.",
    "zh": "外交部长星期四在首都会见了对方并讨论了边界问题。",
    "fa": "وزیر خارجه روز پنجشنبه در پایتخت با همتای خود دیدار کرد و دربارهٔ مسئلهٔ مرز گفت‌وگو کردند.",
    "de": "Der Außenminister traf am Donnerstag in der Hauptstadt seinen Amtskollegen und sprach über die Grenzfrage.",
}
SCRIPT = (
    "<script>" + "window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments);}" * 120 + "</script>"
)

HEAVY = SCRIPT.encode() * 5
LINKS = (f"<li><a href='/section/{n}'>&#1571;&#1582;&#1576;&#1575;&#1585;</a></li>" for n in range(150))
MENU = f"<nav><ul>{''.join(LINKS)}</ul></nav>".encode()


def other_page(chance: random.Random) -> tuple[int, str, bytes]:
    """A page that is to be skipped: another language, an error, a picture."""
    kind = chance.random()
    if kind < 0.05:
        return 404, "text/html", b"<html><body><h1>Not Found</h1></body></html>"
    if kind < 0.1:
        return 200, "image/jpeg", chance.randbytes(20_000)
    language, sentence = chance.choice(list(OTHER.items()))
    body = "".join(f"<p>{sentence} {chance.random()}</p>" for _ in range(chance.randint(10, 60)))
    head = f"<head><meta charset='utf-8'><title>{sentence}</title>{SCRIPT}</head>"
    return 200, "text/html; charset=utf-8", f"<html lang='{language}'>{head}<body>{body}</body></html>".encode()


@cache
def _sentences() -> list[str]:
    """Sentences of news, all our own: those of the page designs and of the articles that the demo shows."""
    from ingest.test_page_designs import ARTICLES

    demo = (ROOT / "src/waqai/serve/demo/articles.jsonl").read_text("utf8").splitlines()
    texts = [p for article in ARTICLES for p in article["paragraphs"]] + [json.loads(line)["text"] for line in demo]
    return [s.strip() for text in texts for s in re.split(r"(?<=\.)\s+", text) if len(s) > 40]


def article(number: int) -> dict[str, Any]:
    """An article of ten sentences or so, in an order of its own, of a day of its own; one in twenty is a copy."""
    chance = random.Random(number - 1 if number % 20 == 19 else number)  # noqa: S311
    told = chance.sample(_sentences(), chance.randint(8, 14))
    day = dt.date(2022, 1, 1) + dt.timedelta(chance.randrange(360))
    paragraphs = [" ".join(told[n : n + 2]) for n in range(1, len(told), 2)]
    paragraphs += [""] * (5 - len(paragraphs))
    return {"title": told[0].rstrip(".")[:90], "author": "سلمى", "published": day, "paragraphs": paragraphs}


def arabic_page(number: int) -> tuple[int, str, bytes]:
    """A page of one of the designs, as heavy as news pages are: scripts, and a menu of 150 links."""
    from ingest.test_page_designs import DESIGNS, fill

    data, *_ = fill(DESIGNS[number % len(DESIGNS)], number, article(number))
    return 200, "text/html", data.replace(b"</head>", HEAVY + b"</head>", 1).replace(b"</body>", MENU + b"</body>", 1)


def records(pages: int) -> Iterator[bytes]:
    """The members of the archive."""
    chance = random.Random(1)  # noqa: S311
    for number in range(pages):
        status, kind, body = arabic_page(number) if number % 10 == 0 else other_page(chance)
        http = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        head = (
            "WARC/1.0\r\nWARC-Type: response\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"
            f"WARC-Target-URI: https://site{number % 40}.example/{number}\r\nWARC-Date: 2022-10-27T00:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        yield gzip.compress(head.encode() + http + b"\r\n\r\n", 4)


def make(path: Path, pages: int) -> None:
    """Write the archive."""
    with path.open("wb") as out:
        for member in records(pages):
            out.write(member)


def skipping(path: Path) -> tuple[int, float]:
    """Pages that are skipped at first sight, and the processor seconds it takes to read the archive and skip them."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    from waqai.ingest.gates import looks_arabic

    began, skipped = time.process_time(), 0
    with path.open("rb") as stream:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True):
            headers = record.http_headers
            is_page = headers is not None and headers.status_code == 200 and record.http_content_type == "text/html"
            skipped += not (is_page and looks_arabic(record.reader.read()))
    return skipped, time.process_time() - began


def stages(pages: int, folder: Path) -> Iterator[tuple[str, int, float]]:
    """Each step on the way of Arabic pages by itself: its name, pages, processor seconds."""
    from waqai.config import Settings
    from waqai.ingest.gates import check_page
    from waqai.ingest.page import article_of_page
    from waqai.run.archive import Archive
    from waqai.run.bulk import _line, _told
    from waqai.run.coding import coded_article, of_line, to_line
    from waqai.run.local import coder_for
    from waqai.store import open_store

    settings = Settings.from_env()
    coder = coder_for(settings)
    data = [arabic_page(number)[2] for number in range(0, pages * 10, 10)]
    warm = article_of_page(data[0], where="bench")
    coded_article(warm, settings)
    with _clock() as took:
        articles = [article_of_page(page, where="bench", url=f"https://x.example/{n}") for n, page in enumerate(data)]
    yield "extract", pages, took()
    with _clock() as took:
        for one in articles:
            check_page(one)
    yield "gates", pages, took()
    with _clock() as took:
        for one in articles:
            coder.code(one)
    yield "code", pages, took()
    with _clock() as took:
        coded = [coded_article(one, settings)[0] for one in articles]
    yield "code, and what identity needs", pages, took()
    with _clock() as took:
        lines = [(_line(_told(one.article)), to_line(one)) for one in coded]
    yield "write", pages, took()
    with open_store(str(folder / "stages.duckdb")) as store, _clock() as took:
        for _ in Archive(store, settings).put(of_line(line.encode()) for _, line in lines):
            pass
    yield "store and resolve", pages, took()


@contextmanager
def _clock() -> Iterator[Callable[[], float]]:
    """Processor seconds of this process in the block."""
    began, ended = time.process_time(), 0.0
    try:
        yield lambda: ended - began
    finally:
        ended = time.process_time()


def running(path: Path, out: Path, workers: int, db: Path | None) -> dict[str, float]:
    """A whole run by the command line: articles, records, seconds on the clock, processor seconds, peak MB."""
    to = ["--db", str(db), "--out", str(out)] if db else ["--out", str(out)]
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _RUN, str(path), *to, "--workers", str(workers)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    wall = time.perf_counter() - began
    cpu, peak = map(float, done.stdout.split()[-2:])
    manifest = [json.loads(file.read_bytes())["counts"] for file in sorted((out / "manifest").iterdir())]
    total = {key: sum(counts.get(key, 0) for counts in manifest) for key in ("articles", "records")}
    return {**total, "wall": wall, "cpu": cpu, "peak": peak}


_RUN = """
import functools, resource, sys
import waqai.cli.run as command
from waqai.run.partition import plan
command.plan = functools.partial(plan, size=4_000_000)
from waqai.cli.app import app
sys.argv[1:1] = ["run"]
try:
    app()
finally:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(sum(u.ru_utime + u.ru_stime for u in used), max(u.ru_maxrss for u in used) / 1000)
"""


def main() -> None:
    """Make the archive, measure, print."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--pages", type=int, default=50_000)
    cli.add_argument("--stages", type=int, default=200, help="Arabic pages on which each step is measured by itself")
    cli.add_argument("--workers", type=int, nargs="*", default=[1, 2], help="runs to be made, by their processes")
    cli.add_argument("--folder", type=Path)
    args = cli.parse_args()
    folder = args.folder or Path(tempfile.mkdtemp(prefix="waqai-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    for old in (*folder.glob("*.duckdb*"), *folder.glob("out-*")):
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    for name, n, seconds in stages(args.stages, folder):
        hours = seconds / n * 1e6 / 3600
        print(f"{name:30} {n} pages, {n / seconds:.1f} a second and core, {hours:.2f} core-hours a million")
    path = folder / f"pages-{args.pages}.warc.gz"
    if not path.exists():
        make(path, args.pages)
    print(f"archive          {args.pages} pages, {path.stat().st_size / 1e6:.0f} MB")
    skipped, seconds = skipping(path)
    print(f"skipped          {skipped} pages, {skipped / seconds:.0f} a second and core")
    walls = {}
    for workers in args.workers:
        found = running(path, folder / f"out-{workers}", workers, folder / f"{workers}.duckdb")
        walls[workers] = found["wall"]
        print(
            f"{workers} process(es)    {found['articles']:.0f} articles, {found['records']:.0f} records, "
            f"{found['wall']:.1f} s on the clock, {found['cpu']:.1f} s of processors: "
            f"{found['articles'] / found['cpu']:.1f} articles a second and core; peak {found['peak']:.0f} MB a process"
        )
    if {1, 2} <= walls.keys():
        print(f"two against one  {walls[1] / walls[2]:.2f} times as fast")


if __name__ == "__main__":
    main()
