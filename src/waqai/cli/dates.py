"""`waqai dates`: time expressions and what they mean, one JSON line per input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from waqai.cli.input import defaults
from waqai.cli.messages import error
from waqai.cli.output import writer
from waqai.errors import InputError
from waqai.ingest.paths import read
from waqai.models import Article


def run(paths: list[str], *, published: str | None = None, out: Path | None = None) -> int:
    """Write a line for every input. Returns the exit status: 1 where some input was rejected."""
    status = 0
    with writer(out) as stream:
        for item in read(paths, defaults=defaults(published)):
            if isinstance(item, InputError):
                error(str(item))
                status = 1
            else:
                stream.write(json.dumps(line(item), ensure_ascii=False) + "\n")
    return status


def line(article: Article) -> dict[str, Any]:
    """`{id, expressions: [{text, start, end, precision, basis, offsets}]}`: ISO dates, the end inclusive."""
    from waqai.extract.times import find_dates

    found = find_dates(article.full_text, article.published)
    return {"id": article.id, "expressions": [_expression(expression) for expression in found]}


def _expression(found: Any) -> dict[str, Any]:
    start, end = (None if day is None else str(day) for day in (found.start, found.end))
    return {
        "text": found.text,
        "start": start,
        "end": end,
        "precision": found.precision,
        "basis": found.basis,
        "offsets": list(found.offsets),
    }
