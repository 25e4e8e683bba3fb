"""A few line icons. They are decoration: hidden from screen readers, drawn in the colour of the text."""

from __future__ import annotations

from waqai.serve.web.html import Html

_PATHS = {
    "search": '<circle cx="11" cy="11" r="6.5"/><path d="m16 16 5 5"/>',
    "bell": '<path d="M6 17V11a6 6 0 0 1 12 0v6l1.5 2h-15L6 17Z"/><path d="M10 21.5h4"/>',
    "theme": '<circle cx="12" cy="12" r="8.5"/><path d="M12 3.5a8.5 8.5 0 0 1 0 17Z" fill="currentColor"/>',
    "settings": '<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>',
    "help": '<circle cx="12" cy="12" r="8.5"/><path d="M9.6 9.5a2.5 2.5 0 1 1 3.4 2.4c-.7.3-1 .8-1 1.6M12 16.6v.2"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "arrow": '<path d="M4 12h15M13.5 6.5 19 12l-5.5 5.5"/>',
    "both": '<path d="M5 12h14M9 7l-5 5 5 5M15 7l5 5-5 5"/>',
    "warning": '<path d="M12 4 2.8 20h18.4L12 4Z"/><path d="M12 10v5M12 17.4v.2"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "table": '<rect x="4" y="5" width="16" height="14"/><path d="M4 10h16M10 10v9"/>',
    "down": '<path d="m6 9 6 6 6-6"/>',
}
_TURNS = frozenset(("arrow",))


def icon(name: str) -> Html:
    """An icon; those that point along the line turn with the direction of reading."""
    turns = " icon--turns" if name in _TURNS else ""
    return Html(
        f'<svg class="icon{turns}" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false" '
        f'fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round">'
        f"{_PATHS[name]}</svg>"
    )
