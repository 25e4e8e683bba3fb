"""How somebody wants to read."""

from __future__ import annotations

from waqai.serve.web.html import Html, tag
from waqai.serve.web.parts.forms import choices
from waqai.serve.web.shell import lead
from waqai.serve.web.texts import LANGUAGES
from waqai.serve.web.view import Page, View


def settings(view: View) -> Page:
    """Language, theme, digits, months, calendar."""
    texts, prefs = view.texts, view.prefs
    form = tag(
        "form",
        _choice(view, "language", "languages", view.language, LANGUAGES),
        _choice(view, "theme", "themes", prefs.theme),
        _choice(view, "digits", "digits_names", prefs.digits),
        _choice(view, "months", "months_names", prefs.months),
        _choice(view, "calendar", "calendars", prefs.calendar),
        tag("noscript", tag("button", texts("actions.send"), class_="button")),
        class_="form card", data_act="settings", data_live="", method="post", id="settings",
    )  # fmt: skip
    example = tag("p", texts("settings.example", day=view.write.day(view.today())), class_="note")
    title = texts("pages.settings")
    return Page(title, Html(lead(view, title, texts("settings.lead")) + form + example), section="settings")


def _choice(view: View, name: str, names: str, chosen: str, values: tuple[str, ...] | None = None) -> Html:
    labels = view.texts.entry(f"settings.{names}")
    return choices(name, view.texts(f"settings.{name}"), {value: labels[value] for value in values or labels}, chosen)
