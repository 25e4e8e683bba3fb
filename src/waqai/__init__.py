"""waqai (وقائع): Arabic news in, dated, sourced, explained PLOVER events out.

>>> from waqai import code
>>> records = code("استدعت الرباط سفيرها لدى باريس للتشاور.", published="2023-02-01")

Importing the package is cheap: the coder and its packs are loaded with the first call.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from waqai.extract.times import find_dates
    from waqai.models import Article, Record
    from waqai.pipeline import Coder

__version__ = "0.1.0"
__all__ = ["Article", "Record", "code", "find_dates"]

_LAZY = {"Article": "waqai.models", "Record": "waqai.models", "find_dates": "waqai.extract.times"}


def code(
    text: str,
    *,
    title: str | None = None,
    published: str | dt.date | None = None,
    publisher: str | None = None,
    url: str | None = None,
) -> list[Record]:
    r"""The events that one Arabic article tells, in the order of the text.

    `published` is an ISO date ("2022-10-27") or a date; without it, dates relative to publication stay None.
    Where `title` is given, offsets count in `title + "\n" + text`.
    Text that is not Arabic gives a warning and no events.
    Raises InputError on a date that cannot be read.
    """
    import warnings

    from waqai.errors import LanguageError
    from waqai.ingest.language import check_language
    from waqai.models import Article

    article = Article.parse({"title": title, "text": text, "published": published, "publisher": publisher, "url": url})
    try:
        check_language(article)
    except LanguageError as error:
        warnings.warn(str(error), stacklevel=2)
        return []
    return _coder().code(article)


@cache
def _coder() -> Coder:
    from waqai.config import Settings
    from waqai.pipeline import Coder

    return Coder(Settings.from_env())


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        from importlib import import_module

        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module 'waqai' has no attribute {name!r}")
