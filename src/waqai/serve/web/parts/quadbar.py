"""How somebody deals with somebody: a bar whose parts are the quad classes."""

from __future__ import annotations

from collections.abc import Sequence

from waqai.serve.web.html import Html, tag
from waqai.serve.web.view import View


def quadbar(view: View, quads: Sequence[float], *, most: float) -> Html:
    """A bar as long as the events are many, `most` being the full length; its parts are told to screen readers too."""
    total = sum(quads)
    parts = [
        tag("i", class_=f"quad-{number}", style=f"flex-grow:{count:g}")
        for number, count in enumerate(quads, 1)
        if count
    ]
    names = [
        f"{view.texts.name('quad', str(number))}: {view.write.number(count)}"
        for number, count in enumerate(quads, 1)
        if count
    ]
    words = view.write.listed(names)
    length = f"width:{100 * total / most:.1f}%" if most else None
    return tag("span", tag("span", parts, class_="quadbar__fill", style=length), class_="quadbar", role="img",
               aria_label=words, title=words)  # fmt: skip


def legend(view: View) -> Html:
    """What the colours mean."""
    names = [
        tag("span", tag("i", class_=f"swatch quad-{number}", aria_hidden="true"), view.texts.name("quad", str(number)))
        for number in range(1, 5)
    ]
    return tag("p", names, class_="legend")
