"""Markup made of small typed pieces. Every text that is not `Html` is escaped, so hostile text stays text."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import TypeAlias

_VOID = frozenset(("br", "hr", "img", "input", "meta", "link", "wbr"))
_ADDRESSES = ("href", "src", "action", "formaction")
_SCHEMES = ("http://", "https://", "mailto:")


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


Child: TypeAlias = "str | int | float | Iterable[Child] | None"
"""What can stand inside an element: text (escaped), `Html` (as it is), nothing, or a row of these."""
Value: TypeAlias = "str | int | float | bool | None"


def escape(value: object) -> Html:
    """Text as markup. Halves of surrogate pairs, which no browser can be sent, become question marks."""
    return Html(html.escape(str(value).encode("utf-8", "replace").decode("utf-8"), quote=True))


def join(*children: Child) -> Html:
    """Pieces one after the other."""
    return Html("".join(_pieces(children)))


def _pieces(child: Child) -> Iterable[str]:
    if child is None:
        return
    if isinstance(child, Html):
        yield str(child)
    elif isinstance(child, str | int | float):
        yield escape(child)
    else:
        for part in child:
            yield from _pieces(part)


def tag(name: str, /, *children: Child, **attributes: Value) -> Html:
    """An element. Underscores in names of attributes are hyphens, one at the end falls away (`class_`, `for_`).

    An attribute that is None or False is left out; True stands bare. Addresses of other kinds than http, mailto and
    places on this site are left out.
    """
    written = "".join(_attribute(key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items())
    if name in _VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{''.join(_pieces(children))}</{name}>")


def _attribute(name: str, value: Value) -> str:
    if value is None or value is False or (name in _ADDRESSES and not is_safe_address(str(value))):
        return ""
    return f" {name}" if value is True else f' {name}="{escape(value)}"'


def is_safe_address(address: str) -> bool:
    """Whether a link may lead there: to http, mail, or a place on this site, and never to a script."""
    address = address.strip().casefold()
    scheme = address.split("/", 1)[0].split("?", 1)[0].split("#", 1)[0]
    return address.startswith(_SCHEMES) or ":" not in scheme


def bdi(text: object, *, language: str | None = None, class_: str | None = None) -> Html:
    """A name among words of perhaps another direction."""
    return tag("bdi", str(text), lang=language, class_=class_)


def classes(*names: str | bool | None) -> str | None:
    """The names that are given, as one attribute."""
    return " ".join(name for name in names if isinstance(name, str) and name) or None
