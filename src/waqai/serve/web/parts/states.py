"""What stands where nothing can be shown: each says what is the matter and what to do."""

from __future__ import annotations

from waqai.serve.web.html import Html, tag


def empty(title: str, hint: str, *actions: Html, level: int = 2) -> Html:
    """Nothing here, and how to get something. `level` of the heading."""
    return tag(
        "div",
        tag(f"h{level}", title, class_="state__title"),
        tag("p", hint, class_="state__hint"),
        tag("div", actions, class_="state__actions") if actions else None,
        class_="state",
    )


def problem(title: str, hint: str, *actions: Html) -> Html:
    """Something went wrong, as a page's whole content: screen readers say it at once."""
    return tag(
        "div",
        tag("h1", title, class_="state__title"),
        tag("p", hint, class_="state__hint"),
        tag("div", actions, class_="state__actions") if actions else None,
        class_="state state--problem",
        role="alert",
    )


def note(text: str, *, kind: str = "info") -> Html:
    """A quiet line: kind info or warning."""
    return tag("p", text, class_=f"note note--{kind}")
