"""Tables: real ones, with a caption, headings for rows, and numbers that line up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from waqai.serve.web.html import Child, Html, tag


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name; whether it holds numbers."""

    name: str
    number: bool = False


def table(caption: str, columns: Sequence[Column], rows: Iterable[Sequence[Child]], *, hidden: bool = False) -> Html:
    """A table whose first cell of each row names the row. `hidden`: the caption is for screen readers alone."""
    head = tag("tr", [tag("th", c.name, scope="col", class_="number" if c.number else None) for c in columns])
    body = [tag("tr", _cells(columns, row)) for row in rows]
    written = tag("caption", caption, class_="visually-hidden" if hidden else None)
    return tag("div", tag("table", written, tag("thead", head), tag("tbody", body)), class_="table", tabindex="0",
               role="region", aria_label=caption)  # fmt: skip


def _cells(columns: Sequence[Column], row: Sequence[Child]) -> list[Html]:
    names = ["th", *["td"] * (len(row) - 1)]
    return [
        tag(name, cell, scope="row" if name == "th" else None, class_="number" if column.number else None)
        for name, column, cell in zip(names, columns, row, strict=True)
    ]
