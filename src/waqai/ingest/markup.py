"""Small things that everything in markup needs."""

from __future__ import annotations

import html
import re

_BREAK = re.compile(r"<(?:br|/p|/div|/li)\b[^>]*>", re.I)
_TAG = re.compile(r"<[^>]*>")


def to_text(markup: str) -> str:
    """The text of a piece of markup, a paragraph a line, also where the markup itself was escaped."""
    return html.unescape(_TAG.sub(" ", _BREAK.sub("\n", html.unescape(markup))))


def without_declaration(markup: str) -> str:
    """Markup without an XML declaration, whose encoding no longer holds once the bytes are text."""
    head = markup.lstrip("\ufeff \t\r\n")
    return head.partition("?>")[2] if head.startswith("<?xml") else head
