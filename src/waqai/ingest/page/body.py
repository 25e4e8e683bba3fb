"""The running text of a page (trafilatura), freed of what surrounds it, checked against what JSON-LD carries."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from lxml.html import HtmlElement

from waqai.ingest.markup import to_text
from waqai.ingest.page.furniture import prune, without_furniture

if TYPE_CHECKING:
    from trafilatura.settings import Extractor

_LITTLE = 500
"""Characters of text below which another reader may find more."""


def body_of(tree: HtmlElement, *, title: str | None, stated: str | None) -> str:
    """The article's text, a paragraph a line, "" where there is none. `tree` is changed.

    `stated` is the body that the page's own metadata carries: it is taken where far less is found on the page.
    """
    prune(tree)
    text = without_furniture(_extract(tree))
    text = _without_title(text, title)
    told = _without_title(without_furniture(to_text(stated)), title) if stated else ""
    return told if len(told) > 1.3 * len(text) + 100 else text


def _extract(tree: HtmlElement) -> str:
    """The main text by trafilatura's own rules; where they find little, other readers of pages are asked too."""
    import trafilatura

    found: str = trafilatura.extract(tree, options=_options(fast=True)) or ""
    return found if len(found) >= _LITTLE else trafilatura.extract(tree, options=_options(fast=False)) or found


@cache
def _options(*, fast: bool) -> Extractor:
    """Made once: it takes a tenth of the time of reading a page."""
    from trafilatura.settings import Extractor

    return Extractor(comments=False, tables=True, recall=True, dedup=False, formatting=False, fast=fast)


def _without_title(text: str, title: str | None) -> str:
    """The text without a first line that only repeats the headline."""
    first, _, rest = text.partition("\n")
    return rest if title and re.sub(r"\W", "", first) == re.sub(r"\W", "", title) and rest else text
