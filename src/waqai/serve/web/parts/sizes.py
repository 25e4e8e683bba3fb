"""How many people: killed, injured, arrested, taking part."""

from __future__ import annotations

from waqai.models import ChronicleEvent, Size
from waqai.serve.web.html import Html, bdi, tag
from waqai.serve.web.view import View

KINDS = ("dead", "injured", "arrested", "participants")


def size_words(view: View, size: Size | None) -> str:
    """«5 killed, 12 injured»; where only words are told, those."""
    if size is None:
        return ""
    return view.write.listed([words for kind in KINDS if (words := _words(view, size, kind))])


def _words(view: View, size: Size, kind: str) -> str:
    number, told = getattr(size, kind), getattr(size, f"{kind}_text")
    value = view.write.number(number) if number is not None else told
    return f"{view.texts.name('size', kind)}: {value}" if value else ""


def size_span(view: View, event: ChronicleEvent) -> Html | None:
    """The best numbers, and from the least to the most that is told where tellings differ."""
    rows = [row for kind in KINDS if (row := _row(view, event, kind))]
    return tag("ul", [tag("li", row) for row in rows]) if rows else None


def _row(view: View, event: ChronicleEvent, kind: str) -> Html | None:
    sizes = (event.size, event.size_low, event.size_high)
    best, low, high = (getattr(size, kind, None) if size else None for size in sizes)
    told = getattr(event.size, f"{kind}_text", None) if event.size else None
    if best is None and not told:
        return None
    value = bdi(view.write.number(best) if best is not None else str(told))
    wide = ""
    if low is not None and high is not None and low != high:
        span = view.texts("range", **{"from": view.write.number(low), "to": view.write.number(high)})
        wide = f" ({span})"
    return tag("span", view.texts.name("size", kind), ": ", value, wide)
