"""JSON lines: `{id?, title?, text, published?, publisher?, url?, language?}`; other keys are ignored."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from waqai.errors import InputError
from waqai.ingest.decode import decode
from waqai.models import Article


def articles_of_lines(lines: Iterable[bytes | None], *, where: str) -> Iterator[Article | InputError]:
    """One article, or the error that names `where:line`, for every line that is not blank; None is a line too long."""
    for number, line in enumerate(lines, start=1):
        if line is None:
            yield InputError("line too long; not read", where=f"{where}:{number}", reason="too-large")
        elif line.strip():
            try:
                yield article_of_line(line, where=f"{where}:{number}")
            except InputError as error:
                yield error


def article_of_line(line: bytes, *, where: str) -> Article:
    """The article of one JSON line. Raises InputError."""
    return Article.parse(_object(decode(line, where=where), where), where=where)


def _object(line: str, where: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"not valid JSON: {error.msg} (column {error.colno})", where=where) from error
    except (RecursionError, ValueError) as error:
        raise InputError(f"not usable JSON: {error}", where=where) from error
    if not isinstance(value, dict):
        raise InputError(f"expected a JSON object with a text, found {type(value).__name__}", where=where)
    return value
