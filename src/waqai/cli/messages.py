"""Words to the person at the keyboard, on stderr."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


def stderr() -> Console:
    """The console for messages; plain where stderr is no terminal."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, soft_wrap=True)


def error(message: str) -> None:
    """Say what was wrong."""
    from rich.text import Text

    stderr().print(Text("error: ", style="bold red") + Text(message))


def note(message: str) -> None:
    """Say what was done."""
    from rich.text import Text

    stderr().print(Text(message, style="dim"))


def plural(n: int, word: str) -> str:
    """«1 article», «2 articles»."""
    return f"{n} {word}" if n == 1 else f"{n} {word}s"
