"""A list of facts: what it is about, and what is known."""

from __future__ import annotations

from collections.abc import Iterable

from waqai.serve.web.html import Child, Html, tag


def facts(rows: Iterable[tuple[str, Child]]) -> Html:
    """Names with values; rows without a value fall away."""
    pairs = [
        tag("div", tag("dt", name), tag("dd", value), class_="facts__row") for name, value in rows if value is not None
    ]
    return tag("dl", pairs, class_="facts")
