"""From what a person names on the command line (files, folders, `-`) to articles, one after the other."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from waqai.errors import InputError
from waqai.ingest.decode import decode, read_text
from waqai.ingest.jsonl import articles_of_lines
from waqai.ingest.txt import article_of_text
from waqai.models import Article

STDIN = "-"
_BLANK = codecs.BOM_UTF8 + b" \t\r\n"

Reader = Callable[[Path, str], Iterator[Article | InputError]]
"""Reads a file; the second argument is the id for a file that is one article."""


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
    paths: Iterable[str], *, defaults: Defaults = Defaults(), stdin: BinaryIO | None = None
) -> Iterator[Article | InputError]:
    """Every article of `paths` in order; what cannot be read comes as the error itself, with file and line."""
    for path in paths:
        for item in _read_one(path, stdin):
            yield defaults.fill(item) if isinstance(item, Article) else item


def _read_one(path: str, stdin: BinaryIO | None) -> Iterator[Article | InputError]:
    if path == STDIN:
        yield from _read_stdin(stdin or sys.stdin.buffer)
        return
    for file, key in _files(Path(path)):
        reader = _reader(file)
        if reader is None:
            yield InputError(f"cannot read {file.suffix or 'this'} files; known: {', '.join(READERS)}", where=str(file))
            continue
        try:
            yield from reader(file, key)
        except InputError as error:
            yield error
        except OSError as error:
            yield InputError(error.strerror or str(error), where=str(file))


def _files(path: Path) -> Iterator[tuple[Path, str]]:
    """The files to read with the id of each: its name, or its way from the folder given, without the suffix."""
    if not path.is_dir():
        yield path, path.stem
        return
    for file in sorted(path.rglob("*")):
        inside = file.relative_to(path)
        if file.is_file() and _reader(file) and not any(part.startswith(".") for part in inside.parts):
            yield file, inside.with_suffix("").as_posix()


def _reader(file: Path) -> Reader | None:
    return READERS.get(file.suffix.lower())


def _read_txt(file: Path, key: str) -> Iterator[Article | InputError]:
    yield article_of_text(read_text(file), key=key, where=str(file))


def _read_html(file: Path, key: str) -> Iterator[Article | InputError]:
    from waqai.ingest.page import article_of_page

    yield article_of_page(file.read_bytes(), key=key, where=str(file))


def _read_jsonl(file: Path, _key: str) -> Iterator[Article | InputError]:
    with file.open("rb") as lines:
        yield from articles_of_lines(lines, where=str(file))


READERS: dict[str, Reader] = {
    ".txt": _read_txt,
    ".jsonl": _read_jsonl,
    ".ndjson": _read_jsonl,
    ".html": _read_html,
    ".htm": _read_html,
}
"""One reader for each suffix: a new format is a new line here."""


def _read_stdin(stream: BinaryIO) -> Iterator[Article | InputError]:
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
    """About how many articles `paths` hold, for a progress bar; None where that cannot be known (`-`)."""
    total = 0
    for path in paths:
        if path == STDIN:
            return None
        total += sum(_count_file(file) for file, _ in _files(Path(path)))
    return total


def _count_file(file: Path) -> int:
    if _reader(file) is not _read_jsonl:
        return 1
    try:
        with file.open("rb") as lines:
            return sum(1 for line in lines if line.strip())
    except OSError:
        return 1
