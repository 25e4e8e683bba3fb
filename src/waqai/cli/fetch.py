"""`waqai fetch`: addresses in, articles out as JSON lines, which every other command reads."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from waqai.cli.messages import error, note
from waqai.ingest.fetch import FetchSettings, Source, State
from waqai.models import Article
from waqai.run.fetch import fetch_round, opened, taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What was asked for on the command line."""

    urls: list[str]
    state: Path | None = None
    out: Path | None = None
    max_pages: int | None = None
    settings: FetchSettings = field(default_factory=FetchSettings)


def run(job: Job) -> int:
    """Do the job. Returns the exit status: 1 where something could not be had. Raises UsageError."""
    with opened(job.state) as state:
        found = fetch_round(map(Source, job.urls), state, job.settings, max_pages=job.max_pages)
        for problem in found.errors:
            error(str(problem))
        stream = sys.stdout if job.out is None else job.out.open("a", encoding="utf8")
        try:
            articles, rejected = _write(state, stream)
        finally:
            if job.out is not None:
                stream.close()
    counts = ", ".join(f"{n} {kind}" for kind, n in sorted(found.tally.items()))
    note(f"{articles} articles, {rejected} rejected ({counts or 'nothing new'})")
    return 1 if found.errors or rejected else 0


def _write(state: State, stream: TextIO) -> tuple[int, int]:
    """Write the articles at hand, each page done once its line is out. Returns how many, and how many were none."""
    articles = rejected = 0
    for page in taken(state):
        if isinstance(page.article, Article):
            stream.write(page.article.model_dump_json(exclude_none=True) + "\n")
            stream.flush()
            articles += 1
        else:
            error(str(page.article))
            rejected += 1
        state.done([page.url])
    return articles, rejected
