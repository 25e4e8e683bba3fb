"""How fast: sentences a second on one core, start-up, peak memory, growth with the length of an article.

Reads ../shared/data/gsr where it is there, else the example article. Start-up and loading of packs are not counted in
sentences a second: they show in the start-up figure. Nothing is pinned here: machines differ.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from waqai.config import Settings
from waqai.extract import frames
from waqai.ingest.language import check_language
from waqai.models import Article
from waqai.pipeline import Coder

ROOT = Path(__file__).resolve().parent.parent
GSR = ROOT.parent / "shared/data/gsr"
EXAMPLE = ROOT / "examples/cairo-ankara.jsonl"


def articles() -> list[Article]:
    """The sentences to code, each an article of its own; without the shared data those of the example, 200 times."""
    files = [GSR / "assault.jsonl", GSR / "protest.jsonl"]
    if all(file.is_file() for file in files):
        return [Article.parse(json.loads(line)) for file in files for line in file.open(encoding="utf8")]
    text = json.loads(EXAMPLE.read_text(encoding="utf8"))["text"]
    return [Article(text=sentence, published="2024-09-05") for sentence in text.split("\n")] * 200


def long_article(chars: int) -> Article:
    """The example article, told again and again until it is `chars` long."""
    text = json.loads(EXAMPLE.read_text(encoding="utf8"))["text"] + "\n"
    return Article(text=(text * (chars // len(text) + 1))[:chars], published="2024-09-05")


def seconds(action: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """How long `action` takes: seconds of processor time, or by another clock."""
    began = clock()
    action()
    return clock() - began


def startup(times: int = 3) -> float:
    """Seconds for `waqai code one.txt` from call to answer, the best of several (the first may compile the packs)."""
    args = [sys.executable, "-m", "waqai", "code", str(EXAMPLE.with_suffix(".txt")), "--published", "2024-09-05"]
    return min(
        seconds(lambda: subprocess.run(args, check=True, capture_output=True), time.perf_counter) for _ in range(times)
    )


def main() -> None:
    """Print all figures."""
    print(f"the coder                     {'in pure Python' if frames.__file__.endswith('.py') else 'compiled'}")
    coder, work = Coder(Settings.from_env()), articles()
    coder.code(work[0])
    coder.pack.unpack()  # what a long run does of itself after some articles; one article alone never does

    def once(article: Article) -> int:
        check_language(article)
        return sum(len(record.model_dump_json()) > 0 for record in coder.code(article))

    took = seconds(lambda: [once(article) for article in work])
    print(f"sentences a second, one core  {len(work) / took:10,.0f}   ({len(work)} sentences in {took:.2f} s)")
    print(f"waqai code one.txt            {startup():10.2f} s")
    for chars in (10_000, 100_000, 1_000_000):
        article = long_article(chars)
        took = seconds(lambda article=article: once(article))  # type: ignore[misc]
        print(f"an article of {chars:9,} chars {took:9.2f} s   {took / chars * 1e6:6.2f} s per million characters")
    print(f"peak memory                   {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:10,.0f} MB")


if __name__ == "__main__":
    main()
