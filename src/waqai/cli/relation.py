"""`waqai relation`: the history of the relation of two countries."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from waqai.cli.input import day, defaults
from waqai.cli.messages import error, note
from waqai.cli.output import form_of, writer
from waqai.errors import UsageError
from waqai.models import Relation
from waqai.packs.naming import country_code

if TYPE_CHECKING:
    from waqai.models import By
    from waqai.relations.source import Source

SUFFIXES = {".json": "json", ".md": "md", ".html": "html", ".htm": "html", ".svg": "svg", ".png": "png"}
FORMATS = ("table", *dict.fromkeys(SUFFIXES.values()))
"""What a relation can be written as."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for on the command line."""

    a: str
    b: str
    db: str | None = None
    start: str | None = None
    end: str | None = None
    by: By | None = None
    articles: list[str] = field(default_factory=list)
    published: str | None = None
    publisher: str | None = None
    format: str | None = None
    language: str = "en"
    out: Path | None = None

    @property
    def form(self) -> str:
        """The format as asked, or the one that suits where the result goes."""
        return form_of(self.format, self.out, suffixes=SUFFIXES, piped="json")


def run(asked: Asked) -> int:
    """Write the relation. Returns the exit status: 1 where nothing is told or some input was rejected."""
    a, b = country_code(asked.a), country_code(asked.b)
    if a == b:
        raise UsageError(f"{asked.a} and {asked.b} are the same country; a relation has two")
    rejected = 0
    if asked.articles:
        source, rejected = _coded(asked)
        relation = _relate(source, a, b, asked)
    else:
        relation = _stored(a, b, asked)
    _write(relation, asked)
    if not relation.events:
        note(f"no dated events between {relation.a.name_en} and {relation.b.name_en}")
    return 1 if rejected or not relation.events else 0


def _relate(source: Source, a: str, b: str, asked: Asked) -> Relation:
    from waqai.relations.relate import LANGUAGES, relate

    wanted = LANGUAGES if asked.form == "json" else (asked.language,)
    start, end = day(asked.start, "--from"), day(asked.end, "--to")
    if start and end and start > end:
        raise UsageError(f"--from {start} is after --to {end}")
    return relate(source, a, b, start=start, end=end, by=asked.by, languages=wanted)


def _stored(a: str, b: str, asked: Asked) -> Relation:
    from waqai.config import Settings
    from waqai.run.relation import StoredEvents
    from waqai.store import open_store

    with open_store(Settings.from_env(db=asked.db).db, write=False) as store, store.reading():
        return _relate(StoredEvents(store), a, b, asked)


def _coded(asked: Asked) -> tuple[Source, int]:
    """The events of the files, and how many articles were rejected."""
    from waqai.config import Settings
    from waqai.ingest.paths import read
    from waqai.relations.source import Events
    from waqai.run.relation import chronicle_of

    articles = read(asked.articles, defaults=defaults(asked.published, asked.publisher))
    chronicle = chronicle_of(articles, Settings.from_env())
    for reason in chronicle.rejected:
        error(reason)
    return Events(chronicle.events), len(chronicle.rejected)


def _write(relation: Relation, asked: Asked) -> None:
    if asked.form == "png":
        _write_png(relation, asked)
        return
    with writer(asked.out) as stream:
        if asked.form == "table":
            from waqai.cli.history import show

            show(relation, asked.language, stream)
        else:
            stream.write(_renderer(asked.form)(relation, asked.language))


def _write_png(relation: Relation, asked: Asked) -> None:
    """Bytes go to a file, or to a pipe: never on a terminal."""
    from waqai.relations.png import png

    if asked.out is None and sys.stdout.isatty():
        raise UsageError("a picture cannot be shown on a terminal; name a file with --out chart.png")
    with writer(asked.out) as stream:
        stream.buffer.write(png(relation, asked.language))


def _renderer(form: str) -> Callable[[Relation, str], str]:
    if form == "md":
        from waqai.relations.markdown import markdown

        return markdown
    if form == "svg":
        from waqai.relations.chart import chart

        return chart
    if form == "html":
        from waqai.relations.page import page

        return page
    return _json


def _json(relation: Relation, _language: str) -> str:
    return relation.model_dump_json() + "\n"
