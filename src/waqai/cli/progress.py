"""A bar on stderr while work goes on, where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from waqai.cli.messages import stderr

Advance = Callable[[int], None]
"""Says that one more is done, and how many it brought of what is counted beside."""


@contextmanager
def progress(
    label: str, total: Callable[[], int | None], *, counted: str = "", shown: bool = True
) -> Iterator[Advance]:
    """A bar called `label` up to `total()`, with the sum of what is `counted` («events») beside it.

    Without a terminal, or where it is not to be `shown`, nothing is drawn and nothing counted up.
    """
    if not (shown and sys.stderr.isatty()):
        yield lambda _: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    beside = [TextColumn(f"{{task.fields[brought]}} {counted}")] if counted else []
    columns = (TextColumn(label), BarColumn(), MofNCompleteColumn(), *beside, TimeRemainingColumn())
    with Progress(*columns, console=stderr(), transient=True) as bar:
        task = bar.add_task(label, total=total(), brought=0)
        brought = 0

        def advance(more: int) -> None:
            nonlocal brought
            brought += more
            bar.update(task, advance=1, brought=brought)

        yield advance
