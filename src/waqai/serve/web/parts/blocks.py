"""A part of a page under its own heading."""

from __future__ import annotations

from waqai.serve.web.html import Child, Html, tag


def block(key: str, title: str, content: Child, *, note: str = "", more: Html | None = None, level: int = 2) -> Html:
    """A section with a ruled heading; `note` a quiet line below it, `more` stands at the end of the heading's line."""
    heading = f"{key}-title"
    return tag(
        "section",
        tag("div", tag(f"h{level}", title, id=heading), more, class_="block__head"),
        tag("p", note, class_="block__note") if note else None,
        content,
        class_="block",
        id=key,
        aria_labelledby=heading,
    )
