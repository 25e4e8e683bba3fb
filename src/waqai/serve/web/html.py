"""Markup made of small typed pieces. Every text that is not `Html` is escaped, so hostile text stays text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeAlias

_VOID = frozenset(("br", "hr", "img", "input", "meta", "link", "wbr"))
_ADDRESSES = ("href", "src", "action", "formaction")
_SCHEMES = ("http://", "https://", "mailto:")
_SIGNS = re.compile("[&<>\"'\ud800-\udfff]")
"""What cannot stand in markup as it is."""


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


Child: TypeAlias = "str | int | float | Iterable[Child] | None"
"""What can stand inside an element: text (escaped), `Html` (as it is), nothing, or a row of these."""
Value: TypeAlias = "str | int | float | bool | None"


def escape(value: object) -> Html:
    """Text as markup. Halves of surrogate pairs, which no browser can be sent, become question marks."""
    text = str(value)
    if not _SIGNS.search(text):
        return Html(text)
    return Html(html.escape(text.encode("utf-8", "replace").decode("utf-8"), quote=True))


def join(*children: Child) -> Html:
    """Pieces one after the other."""
    parts: list[str] = []
    _put(children, parts)
    return Html("".join(parts))


def _put(child: Child, parts: list[str]) -> None:
    if isinstance(child, Html):
        parts.append(child)
    elif isinstance(child, str | int | float):
        parts.append(escape(child))
    elif child is not None:
        for part in child:
            _put(part, parts)


def tag(name: str, /, *children: Child, **attributes: Value) -> Html:
    """An element. Underscores in names of attributes are hyphens, one at the end falls away (`class_`, `for_`).

    An attribute that is None or False is left out; True stands bare. Addresses of other kinds than http, mailto and
    places on this site are left out.
    """
    parts = ["<", name]
    for key, value in attributes.items():
        if value is not None and value is not False:
            parts.append(_attribute(_named(key), value))
    parts.append(">")
    if name not in _VOID:
        _put(children, parts)
        parts.append(f"</{name}>")
    return Html("".join(parts))


@lru_cache(maxsize=256)
def _named(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _attribute(name: str, value: str | float) -> str:
    if name in _ADDRESSES and not is_safe_address(str(value)):
        return ""
    return f" {name}" if value is True else f' {name}="{escape(value)}"'


def is_safe_address(address: str) -> bool:
    """Whether a link may lead there: to http, mail, or a place on this site, and never to a script."""
    if address.startswith("/"):
        return True
    address = address.strip().casefold()
    scheme = address.split("/", 1)[0].split("?", 1)[0].split("#", 1)[0]
    return address.startswith(_SCHEMES) or ":" not in scheme


def bdi(text: object, *, language: str | None = None, class_: str | None = None) -> Html:
    """A name among words of perhaps another direction."""
    return tag("bdi", str(text), lang=language, class_=class_)


def classes(*names: str | bool | None) -> str | None:
    """The names that are given, as one attribute."""
    return " ".join(name for name in names if isinstance(name, str) and name) or None
