"""Where results go: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TextIO

from waqai.errors import UsageError
from waqai.run.storage import whole


def form_of(
    asked: str | None, out: Path | None = None, *, suffixes: Mapping[str, str] | None = None, piped: str = "jsonl"
) -> str:
    """The format as asked, or what suits where the results go: by suffix, a table on a terminal, else `piped`."""
    if asked is not None:
        return asked
    if out is not None:
        return (suffixes or {}).get(out.suffix.lower(), piped)
    return "table" if sys.stdout.isatty() else piped


@contextmanager
def writer(out: Path | None) -> Iterator[TextIO]:
    """A stream to `out`, or stdout where `out` is None. The file replaces an older one only when all went well.

    Raises UsageError where the folder cannot be written to.
    """
    if out is None:
        yield sys.stdout
        sys.stdout.flush()
        return
    with _temporary(out) as stream:
        yield stream


@contextmanager
def _temporary(out: Path) -> Iterator[TextIO]:
    with ExitStack() as stack:
        try:
            stream = stack.enter_context(whole(out))
        except OSError as error:
            raise UsageError(f"cannot write to {out.parent}: {error.strerror}") from error
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="\n")
        yield text
        text.flush()
        text.detach()
