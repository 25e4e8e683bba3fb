"""The frame of every page: skip link, header with navigation, the content, footer, help."""

from __future__ import annotations

from waqai.serve.web.html import Html, bdi, join, tag
from waqai.serve.web.parts.icons import icon
from waqai.serve.web.prefs import CHOICES
from waqai.serve.web.texts import LANGUAGES, load_texts
from waqai.serve.web.view import Page, View

NAVIGATION = ("events", "relations", "actors", "code", "saved", "alerts")
"""The entries of the navigation; each is also the path of its page and the key of its name."""


def frame(view: View, page: Page, *, unseen: int = 0) -> Html:
    """A page with everything round it. `unseen`: notices that nobody has looked at."""
    return join(
        tag("a", view.texts("skip"), class_="skip", href="#content"),
        _header(view, page, unseen),
        tag("main", page.body, id="content", class_="content", tabindex="-1"),
        _footer(view, page),
        _help(view),
        tag("div", id="toasts", class_="toasts", role="status", aria_live="polite", data_keep=""),
        tag("div", id="progress", class_="progress", aria_hidden="true", data_keep=""),
    )


def _header(view: View, page: Page, unseen: int) -> Html:
    texts = view.texts
    name = join(
        tag("span", texts("site.name"), class_="brand__name"),
        tag("span", texts("site.other"), class_="brand__other", lang=other_language(view), aria_hidden="true"),
    )
    brand = tag("a", name, class_="brand", href=view.to("events"))
    return tag(
        "header", tag("div", brand, _navigation(view, page, unseen), _tools(view), class_="bar"), class_="header"
    )


def _navigation(view: View, page: Page, unseen: int) -> Html:
    entries = [_entry(view, name, page.section == name, unseen if name == "alerts" else 0) for name in NAVIGATION]
    return tag("nav", tag("ul", entries), class_="nav", id="navigation", aria_label=view.texts("nav.label"))


def _entry(view: View, name: str, here: bool, unseen: int) -> Html:
    words = view.texts(f"nav.{name}")
    badge = (
        tag("span", view.write.number(unseen), tag("span", f" {view.write.count('notices', unseen)}",
            class_="visually-hidden"), class_="badge")
        if unseen
        else None
    )  # fmt: skip
    link = tag("a", words, badge, href=view.to(name), aria_current="page" if here else None, id=f"nav-{name}")
    return tag("li", link)


def other_language(view: View) -> str:
    """The language that the switch leads to."""
    return next(language for language in LANGUAGES if language != view.language)


def _tools(view: View) -> Html:
    texts, other = view.texts, other_language(view)
    switch = tag(
        "a", load_texts(other)("name"), class_="tool tool--text", id="switch-language",
        href=str(view.address.in_language(other)), lang=other, hreflang=other, data_language=other,
    )  # fmt: skip
    theme = tag(
        "button", icon("theme"), type="button", class_="tool", id="switch-theme", data_do="theme",
        aria_label=texts("switch.theme"), title=texts("switch.theme"),
    )  # fmt: skip
    settings = tag(
        "a", icon("settings"), class_="tool", href=view.to("settings"), aria_label=texts("nav.settings"),
        title=texts("nav.settings"),
    )  # fmt: skip
    keys = tag(
        "button", icon("help"), type="button", class_="tool tool--help", data_do="help", aria_label=texts("nav.help"),
        title=texts("nav.help"),
    )  # fmt: skip
    return tag("div", switch, theme, settings, keys, class_="tools")


def _footer(view: View, page: Page) -> Html:
    texts = view.texts
    formats = [
        tag("a", texts(f"data.{suffix}"), href=view.address.as_data(suffix), data_native="") for suffix in page.formats
    ]
    data = tag("p", f"{texts('data.label')}: ", [join(one, " ") for one in formats]) if formats else None
    return tag("footer", tag("div", tag("p", texts("site.made")), data, class_="bar bar--foot"), class_="footer")


def _help(view: View) -> Html:
    texts = view.texts
    rows = [
        tag("div", tag("dt", [tag("kbd", key) for key in str(keys).split()]), tag("dd", words))
        for keys, words in texts.entry("help.rows")
    ]
    close = tag(
        "button", icon("close"), type="button", class_="tool", data_do="close", aria_label=texts("actions.close")
    )
    head = tag("div", tag("h2", texts("help.title"), id="help-title"), close, class_="dialog__head")
    return tag("dialog", head, tag("dl", rows, class_="keys"), id="help", class_="dialog", aria_labelledby="help-title")


def theme_choices() -> tuple[str, ...]:
    """The themes in the order in which the switch goes through them."""
    return CHOICES["theme"]


def lead(view: View, title: str, text: str = "", *actions: Html, above: Html | None = None) -> Html:
    """The head of a page: its name as the only h1, a line below it, and what can be done."""
    return tag(
        "header",
        above,
        tag("div", tag("h1", bdi(title) if not isinstance(title, Html) else title, tabindex="-1"),
            tag("div", actions, class_="lead__actions") if actions else None, class_="lead__row"),
        tag("p", text, class_="lead__text") if text else None,
        class_="lead",
    )  # fmt: skip
