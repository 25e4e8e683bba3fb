"""From what a person names on the command line (files, folders, archives, `-`) to articles, one after the other."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, cast

from waqai.errors import InputError
from waqai.ingest.decode import decode
from waqai.ingest.document import Document, Items, Options, Reader
from waqai.ingest.jsonl import articles_of_lines
from waqai.ingest.limits import Lines
from waqai.ingest.txt import article_of_text
from waqai.models import Article

STDIN = "-"
_DEFAULT = Options()
_BLANK = codecs.BOM_UTF8 + b" \t\r\n"


@dataclass(frozen=True, slots=True)
class Defaults:
    """What to take where an article does not say it itself."""

    published: str | None = None
    publisher: str | None = None

    def fill(self, article: Article) -> Article:
        """The article with the gaps filled. Raises InputError on a date that is none."""
        gaps = {key: value for key in ("published", "publisher") if (value := self._gap(article, key))}
        return Article.parse({**article.model_dump(), **gaps}) if gaps else article

    def _gap(self, article: Article, key: str) -> Any:
        return None if getattr(article, key) else getattr(self, key)


def read(
    paths: Iterable[str],
    *,
    defaults: Defaults = Defaults(),
    options: Options = _DEFAULT,
    stdin: BinaryIO | None = None,
) -> Iterator[Article | InputError]:
    """Every article of `paths` in order; what cannot be read comes as the error itself, with file and line."""
    for path in paths:
        for item in _read_one(path, options, stdin):
            yield defaults.fill(item) if isinstance(item, Article) else item


def _read_one(path: str, options: Options, stdin: BinaryIO | None) -> Items:
    if path == STDIN:
        yield from _read_stdin(stdin or sys.stdin.buffer)
        return
    for file, key in _files(Path(path)):
        yield from read_document(_document(file, key, options))


def _document(file: Path, key: str, options: Options) -> Document:
    return Document(str(file), file.name, key, lambda: cast(BinaryIO, file.open("rb")), options)


def read_document(document: Document) -> Items:
    """The articles of a document by its suffix. An error in it is given at last, after what came before it."""
    reader = READERS.get(document.suffix)
    if reader is None:
        message = f"cannot read {document.suffix or 'this'} files; known: {', '.join(READERS)}"
        yield InputError(message, where=document.where, reason="unknown-format")
        return
    try:
        yield from reader(document)
    except InputError as error:
        yield error if error.where else InputError(str(error), where=document.where, reason=error.reason)
    except OSError as error:
        yield InputError(error.strerror or str(error), where=document.where)


def _files(path: Path) -> Iterator[tuple[Path, str]]:
    """The files to read with the id of each: its name, or its way from the folder given, without the suffix."""
    if not path.is_dir():
        yield path, path.stem
        return
    for file in sorted(path.rglob("*")):
        inside = file.relative_to(path)
        if file.is_file() and file.suffix.lower() in READERS and not any(p.startswith(".") for p in inside.parts):
            yield file, inside.with_suffix("").as_posix()


def _read_txt(document: Document) -> Items:
    yield article_of_text(decode(document.read(), where=document.where), key=document.key, where=document.where)


def _read_html(document: Document) -> Items:
    from waqai.ingest.page import article_of_page

    yield article_of_page(document.read(), key=document.key, where=document.where)


def _read_jsonl(document: Document) -> Items:
    with document.open() as stream:
        yield from articles_of_lines(Lines(stream, document.options.limits.line), where=document.where)


def _read_gzip(document: Document) -> Items:
    from waqai.ingest.packed import read_gzip
    from waqai.ingest.warc import read_warc

    packs_archive = document.name.lower().endswith(".warc.gz")
    return read_warc(document) if packs_archive else read_gzip(document, read_document)


def _read_zip(document: Document) -> Items:
    from waqai.ingest.packed import read_zip

    return read_zip(document, read_document)


def _lazy(module: str, name: str) -> Reader:
    """The reader of that name, whose module is imported when it is first used."""

    def read_it(document: Document) -> Items:
        found: Reader = getattr(import_module(f"waqai.ingest.{module}"), name)
        return found(document)

    return read_it


_read_table, _read_feed = _lazy("tables", "read_csv"), _lazy("feed", "read_feed")

READERS: dict[str, Reader] = {
    ".txt": _read_txt,
    ".jsonl": _read_jsonl,
    ".ndjson": _read_jsonl,
    ".html": _read_html,
    ".htm": _read_html,
    ".xhtml": _read_html,
    ".csv": _read_table,
    ".tsv": _read_table,
    ".parquet": _lazy("tables", "read_parquet"),
    ".xml": _lazy("xml", "read_xml"),
    ".rss": _read_feed,
    ".atom": _read_feed,
    ".eml": _lazy("mail", "read_mail"),
    ".pdf": _lazy("pdf", "read_pdf"),
    ".warc": _lazy("warc", "read_warc"),
    ".gz": _read_gzip,
    ".zip": _read_zip,
}
"""One reader for each suffix: a new format is a new line here."""


def _read_stdin(stream: BinaryIO) -> Items:
    """JSON lines where the first line that is not blank begins with `{`, else the whole stream as one text."""
    head = [stream.readline()]
    while head[-1] and not head[-1].strip(_BLANK):
        head.append(stream.readline())
    if head[-1].lstrip(_BLANK).startswith(b"{"):
        yield from articles_of_lines(chain(head, stream), where="stdin")
        return
    try:
        yield article_of_text(decode(b"".join([*head, stream.read()]), where="stdin"), where="stdin")
    except InputError as error:
        yield error


def count(paths: Iterable[str]) -> int | None:
    """About how many articles `paths` hold, for a progress bar; None where that cannot be known without reading."""
    total = 0
    for path in paths:
        for file, _ in _files(Path(path)) if path != STDIN else ():
            if file.suffix.lower() not in _COUNTED:
                return None
            total += _COUNTED[file.suffix.lower()](file)
        if path == STDIN:
            return None
    return total


def _one(_file: Path) -> int:
    return 1


def _count_lines(file: Path) -> int:
    try:
        with file.open("rb") as lines:
            return sum(1 for line in lines if line.strip())
    except OSError:
        return 1


_COUNTED = {
    **dict.fromkeys((".txt", ".html", ".htm", ".xhtml", ".eml", ".pdf"), _one),
    **dict.fromkeys((".jsonl", ".ndjson"), _count_lines),
}
