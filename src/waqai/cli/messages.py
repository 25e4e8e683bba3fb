"""Words to the person at the keyboard, on stderr."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


def stderr() -> Console:
    """The console for messages; plain where stderr is no terminal."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, soft_wrap=True)


def error(message: str) -> None:
    """Say what was wrong."""
    _say(message, "", before="error: ")


def note(message: str) -> None:
    """Say what was done."""
    _say(message, "dim")


def _say(message: str, style: str, *, before: str = "") -> None:
    """A line on stderr; where that is no terminal, without the library for styles, which takes long to load."""
    if not (sys.stderr.isatty() or os.environ.get("FORCE_COLOR")):
        sys.stderr.write(f"{before}{message}\n")
        return
    from rich.text import Text

    stderr().print(Text(before, style="bold red") + Text(message, style=style))


def plural(n: int, word: str) -> str:
    """«1 article», «2 articles»."""
    return f"{n} {word}" if n == 1 else f"{n} {word}s"
