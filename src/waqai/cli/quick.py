"""`waqai events` and `waqai relation` without the library that reads command lines, which takes longer to load than
they take to answer. What is not plainly made of known options with a value each is left to it, with its help and its
complaints.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

BY = ("day", "week", "month", "quarter", "year")
LANGUAGES = ("ar", "en")
_SHORT = {"-f": "--format", "-o": "--out"}
_RELATION = frozenset("--db --from --to --by --format --lang --out".split())
_SIDES = 2


def answer(words: Sequence[str]) -> int | None:
    """Do what a command line asks and give its exit status; None where it is left to the library. Raises WaqaiError."""
    command = {"events": _events, "relation": _relation}.get(words[0]) if words else None
    todo = command(words[1:]) if command else None
    return None if todo is None else _piped(todo)


def _piped(todo: Callable[[], int]) -> int:
    """Do it; whoever reads what is written may stop reading, and whoever waits may stop waiting."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        return todo()
    except BrokenPipeError:
        # What is still to be written at the end of the process goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("Aborted.\n")
        return 130


def _events(words: Sequence[str]) -> Callable[[], int] | None:
    from waqai.cli.events import FORMATS, Question, option, run
    from waqai.store.filters import NAMES

    filters = {option(name): name for name in NAMES.values()}
    read = _read(words, {*filters, "--db", "--format", "--out"})
    if read is None or read[0] or read[1].get("--format", "table") not in FORMATS:
        return None
    given = read[1]
    query = {filters[name]: value for name, value in given.items() if name in filters}
    out = given.get("--out")
    question = Question(
        query=query, db=given.get("--db"), format=given.get("--format"), out=Path(out) if out is not None else None
    )
    return lambda: run(question)


def _relation(words: Sequence[str]) -> Callable[[], int] | None:
    read = _read(words, _RELATION)
    if read is None or len(read[0]) != _SIDES:
        return None
    (a, b), given = read
    from waqai.cli.relation import FORMATS, Asked, run

    known = (("--by", BY), ("--lang", LANGUAGES), ("--format", FORMATS))
    if any(given.get(name, choices[0]) not in choices for name, choices in known):
        return None
    out = given.get("--out")
    asked = Asked(
        a=a,
        b=b,
        db=given.get("--db"),
        start=given.get("--from"),
        end=given.get("--to"),
        by=given.get("--by"),  # type: ignore[arg-type]
        format=given.get("--format"),
        language=given.get("--lang", "en"),
        out=Path(out) if out is not None else None,
    )
    return lambda: run(asked)


def _read(words: Sequence[str], known: set[str] | frozenset[str]) -> tuple[list[str], Mapping[str, str]] | None:
    """The words that are no options, and the value of each option; None where it takes more than that to read them."""
    free: list[str] = []
    given: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        if not word.startswith("-"):
            free.append(word)
            continue
        name, sign, value = word.partition("=")
        name = _SHORT.get(name, name) if not sign else name
        if not sign:
            value = next(rest, "")
        if name not in known or name in given or not value or value.startswith("-"):
            return None
        given[name] = value
    return free, given
