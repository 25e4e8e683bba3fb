"""What a page is given, and what it gives back. Pages are plain functions `View -> Page` without a browser in sight."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from waqai.serve.web.address import Address
from waqai.serve.web.html import Html
from waqai.serve.web.prefs import Prefs
from waqai.serve.web.texts import Texts, load_texts
from waqai.serve.web.writing import Writing

if TYPE_CHECKING:
    from waqai.serve.desk import Desk


@dataclass(frozen=True, slots=True)
class View:
    """One look at one address by one reader.

    desk      answers every question
    address   language, path, query
    params    what the pattern of the route found in the path (`events/{id}` -> {"id": ...})
    prefs     how the reader wants to read
    drafts    articles pasted of late, by id
    owner     whose searches, alerts and judgements these are
    may_write whether this reader may judge, save and be told
    """

    desk: Desk
    address: Address
    prefs: Prefs
    params: Mapping[str, str] = field(default_factory=dict)
    drafts: Any = None
    owner: str = "local"
    may_write: bool = True

    @property
    def language(self) -> str:
        """Language of the page: ar or en."""
        return self.address.language

    @property
    def texts(self) -> Texts:
        """The words of this language: `view.texts("search.title")`."""
        return load_texts(self.address.language)

    @property
    def write(self) -> Writing:
        """Writes numbers, days and names for this reader."""
        return Writing(self.texts, self.prefs)

    @property
    def direction(self) -> str:
        """How the page is read: rtl or ltr."""
        return self.texts("direction")

    def to(self, path: str, **query: object) -> str:
        """The address of another page in the same language. A query named as a Python word ends in an underscore."""
        return str(self.address.to(path, {key.rstrip("_"): value for key, value in query.items()}))

    def today(self) -> dt.date:
        """The day it is, in UTC."""
        return dt.datetime.now(dt.UTC).date()


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown. `section` is the entry of the navigation that it belongs to; `status` as in HTTP."""

    title: str
    body: Html
    section: str = ""
    status: int = 200
    formats: tuple[str, ...] = ()
    """the suffixes with which the same address gives data: json, csv, atom"""
