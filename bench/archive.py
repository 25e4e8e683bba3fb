"""Bulk runs on an archive made here: `archive.py [--pages 50000] [--folder DIR]`.

The archive has one tenth Arabic news in the page designs and encodings of the tests, the rest in other languages, error
pages and binaries. Printed: pages skipped a second, Arabic articles read and coded a second with one process and with
two, and the peak memory of a process.
"""

from __future__ import annotations

import argparse
import gzip
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

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


def arabic_page(number: int) -> tuple[int, str, bytes]:
    """A page of one of the designs, with an article of its own numbers."""
    from ingest.test_page_designs import DESIGNS, fill

    data, *_ = fill(DESIGNS[number % len(DESIGNS)], number)
    return 200, "text/html", data.replace(b"</title>", f" {number}</title>".encode(), 1)


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


def running(path: Path, out: Path, workers: int) -> tuple[int, int, float]:
    """Articles, records and wall seconds of a whole run."""
    from waqai.config import Settings
    from waqai.run.bulk import run
    from waqai.run.engines import engine
    from waqai.run.local import coder_for
    from waqai.run.partition import plan

    settings = Settings.from_env()
    coder_for(settings)
    began = time.perf_counter()
    report = run(plan([str(path)], size=2_000_000), str(out), settings, engine("local", workers=workers))
    return report.counts["articles"], report.counts["records"], time.perf_counter() - began


def main() -> None:
    """Make the archive, measure, print."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--pages", type=int, default=50_000)
    cli.add_argument("--folder", type=Path)
    args = cli.parse_args()
    folder = args.folder or Path(tempfile.mkdtemp(prefix="waqai-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"pages-{args.pages}.warc.gz"
    if not path.exists():
        make(path, args.pages)
    print(f"archive          {args.pages} pages, {path.stat().st_size / 1e6:.0f} MB")
    skipped, seconds = skipping(path)
    print(f"skipped          {skipped} pages, {skipped / seconds:.0f} a second and core")
    walls = {}
    for workers in (1, 2):
        out = folder / f"out-{workers}"
        shutil.rmtree(out, ignore_errors=True)
        articles, found, walls[workers] = running(path, out, workers)
        each = articles / walls[workers] / workers
        told = f"{articles} articles, {found} records, {walls[workers]:.1f} s, {each:.1f} articles a second and core"
        print(f"{workers} process(es)    {told}")
    print(f"two against one  {walls[1] / walls[2]:.2f} times as fast")
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(
        f"peak memory      {max(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, children) / 1000:.0f} MB a process"
    )


if __name__ == "__main__":
    main()
