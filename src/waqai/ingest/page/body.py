"""The running text of a page (trafilatura), freed of what surrounds it, checked against what JSON-LD carries."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from waqai.ingest.markup import to_text
from waqai.ingest.page.furniture import prune, without_furniture


def body_of(tree: HtmlElement, *, title: str | None, stated: str | None) -> str:
    """The article's text, a paragraph a line, "" where there is none. `tree` is changed.

    `stated` is the body that the page's own metadata carries: it is taken where far less is found on the page.
    """
    prune(tree)
    import trafilatura

    found = trafilatura.extract(
        tree,
        include_comments=False,
        include_tables=True,
        include_formatting=False,
        favor_recall=True,
        deduplicate=False,
    )
    text = without_furniture(found or "")
    text = _without_title(text, title)
    told = _without_title(without_furniture(to_text(stated)), title) if stated else ""
    return told if len(told) > 1.3 * len(text) + 100 else text


def _without_title(text: str, title: str | None) -> str:
    """The text without a first line that only repeats the headline."""
    first, _, rest = text.partition("\n")
    return rest if title and re.sub(r"\W", "", first) == re.sub(r"\W", "", title) and rest else text
