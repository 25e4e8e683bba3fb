"""Small marks for what an event is: names, flags, quad classes, statuses, days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from waqai.packs.phrases import countries
from waqai.serve.web.html import Html, bdi, classes, join, tag
from waqai.serve.web.view import View


class Side(Protocol):
    """A side of an event, as a record or a list has it."""

    @property
    def code(self) -> str | None:
        """A country or special code."""

    @property
    def sector(self) -> str | None:
        """The primary sector."""


def flag(code: str | None) -> Html:
    """The flag of a country as the letters of its code: readable everywhere, and no picture to be fetched."""
    found = countries().get(code or "")
    letters = found.iso2 if found and found.iso2 else (code or "–")
    return tag("abbr", letters, class_="flag", aria_hidden="true")


def country(view: View, code: str | None, *, link: bool = True) -> Html:
    """A country or body by name, in <bdi>, leading to its page."""
    name = bdi(view.write.country(code), class_="name")
    if not code or not link:
        return tag("span", name, class_="side")
    return tag("a", name, class_="side", href=view.to(f"actors/{code}"))


def side_name(view: View, side: Side) -> str:
    """What a side is called in the page's language: a person or body, else its state with its sector."""
    arabic = getattr(side, "name_ar", None)
    english = getattr(side, "identifier_text", None) or getattr(side, "name", None)
    words = getattr(side, "entity_text", "") or getattr(side, "text", "")
    named = arabic if view.language == "ar" else english
    own = getattr(side, "person", None) or getattr(side, "org", None) or side.code not in countries()
    if side.code is None or (named and own):
        return str(named or words or view.texts("unnamed"))
    state = view.write.country(side.code)
    if side.sector in (None, "GOV", "UNK"):
        return state
    return f"{state} ({view.texts.name('sector', side.sector or '')})"


def side(view: View, of: Side, *, link: bool = True) -> Html:
    """A side of an event: its name and, where that is not the state's, the state; in <bdi>."""
    name = side_name(view, of)
    written = bdi(name, class_="name")
    if not of.code or not link:
        return tag("span", written, class_="side")
    state = view.write.country(of.code)
    title = None if name.startswith(state) else state
    return tag("a", written, class_="side", href=view.to(f"actors/{of.code}"), title=title)


def sides(view: View, of: Sequence[Side], *, link: bool = True, most: int = 3) -> Html:
    """Several sides, with commas; what is more than `most` is counted."""
    if not of:
        return tag("span", view.texts("unnamed"), class_="side side--unnamed")
    shown = [side(view, one, link=link) for one in of[:most]]
    separator = view.texts("list.separator")
    parts: list[Html | str] = [part for one in shown for part in (separator, one)][1:]
    if len(of) > most:
        parts.append(f" +{view.write.number(len(of) - most)}")
    return join(*parts)


def quad(view: View, number: int) -> Html:
    """A quad class: its colour with its name, never the colour alone."""
    name = view.texts.name("quad", str(number))
    return tag("span", tag("i", class_=f"swatch quad-{number}", aria_hidden="true"), name, class_="chip chip--quad")


def kind(view: View, event: str, modes: Sequence[str], number: int) -> Html:
    """Type and mode of an event, with the colour of its quad class."""
    named = view.texts.name("type", event)
    how = [view.texts.name("mode", mode) for mode in modes]
    words = tag("span", named, class_="kind__type")
    more = tag("span", view.write.listed(how), class_="kind__mode") if how else None
    title = view.texts.name("quad", str(number))
    swatch = tag("i", class_=f"swatch quad-{number}", aria_hidden="true")
    return tag("span", swatch, words, tag("span", " · ", aria_hidden="true") if how else None, more,
               class_="kind", title=title)  # fmt: skip


def status(view: View, value: str) -> Html:
    """Whether it happened: a sign with its name."""
    return tag("span", view.texts.name("status", value), class_=f"status status--{value}")


def day(view: View, value: dt.date | None, precision: str = "day", last: dt.date | None = None) -> Html:
    """A day or stretch as a <time>, as exactly as it is known."""
    written = view.write.span(value, last or value, precision)
    if value is None:
        return tag("span", written, class_="day day--unknown")
    machine = value.isoformat()[: {"month": 7, "season": 7, "year": 4, "decade": 4}.get(precision, 10)]
    return tag("time", written, class_=classes("day", precision != "day" and "day--vague"), datetime=machine)


def pair(view: View, actors: Sequence[Side], recipients: Sequence[Side], *, link: bool = True) -> Html:
    """Who to whom; an arrow along the line of reading, or a double one where both do it together."""
    from waqai.serve.web.parts.icons import icon

    codes = {one.code for one in actors}
    others = [one for one in recipients if one.code is None or one.code not in codes] if recipients else []
    mutual = bool(recipients) and not others
    first = sides(view, actors, link=link)
    if mutual or not others:
        return tag("span", first, class_="pair")
    return tag("span", first, icon("arrow"), sides(view, others, link=link), class_="pair")
