"""Atom feeds (RFC 4287) of any query: the events that the store wrote last."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from xml.sax.saxutils import escape, quoteattr

from waqai.serve.views import EventRow
from waqai.store import Filters

if TYPE_CHECKING:
    from waqai.serve.desk import Desk

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML cannot hold."""


def atom(desk: Desk, filters: Filters, *, most: int) -> str:
    """The feed."""
    url = desk.settings.url
    latest = replace(filters, order="-updated", limit=None, offset=0)
    found = desk.rows_with_time(latest, most)
    query = urlencode(filters.to_query())
    own = f"{url}/api/v1/events.atom" + (f"?{query}" if query else "")
    title = "waqai" + (f": {', '.join(f'{k} {v}' for k, v in filters.to_query().items())}" if query else "")
    updated = max((at for at, _ in found), default="1970-01-01T00:00:00Z")
    entries = "".join(_entry(row, at, url) for at, row in found)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>{_text(title)}</title>\n<id>{_text(own)}</id>\n<updated>{updated}</updated>\n"
        f'<link rel="self" href={quoteattr(own)}/>\n<author><name>waqai</name></author>\n{entries}</feed>\n'
    )


def _entry(row: EventRow, at: str, url: str) -> str:
    link = f"{url}/events/{row.id}"
    return (
        f"<entry>\n<title>{_text(headline(row))}</title>\n<id>urn:waqai:event:{_text(row.id)}</id>\n"
        f"<updated>{at}</updated>\n<link href={quoteattr(link)}/>\n"
        f'<category term="{row.event}"/>\n<summary>{_text(" ".join(row.quote.split()))}</summary>\n</entry>\n'
    )


def headline(row: EventRow) -> str:
    """An event in a line: when, who, what, to whom."""
    sides = [", ".join(side.code or side.name or side.text or "?" for side in row.actor)]
    sides.append(", ".join(side.code or side.name or side.text or "?" for side in row.recipient))
    day = f"{row.date}: " if row.date else ""
    return f"{day}{sides[0] or '?'} {row.event}" + (f" {sides[1]}" if sides[1] else "")


def _text(text: str) -> str:
    return escape(_ILLEGAL.sub("\ufffd", text))
