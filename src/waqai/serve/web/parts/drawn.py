"""Charts drawn by the server: once for wide screens and once for telephones, in the colours of the theme."""

from __future__ import annotations

import re
from dataclasses import replace

from waqai.packs.phrases import Phrases, load_phrases
from waqai.relations.look import PHASES, Look
from waqai.serve.web.html import Html, join, tag
from waqai.serve.web.parts.icons import icon
from waqai.serve.web.view import View

WIDE = Look(
    paper="var(--paper)", ink="var(--ink)", grey="var(--ink-2)", faint="var(--line)", rule="var(--line-2)",
    lane="var(--land)", quads=("var(--quad-1)", "var(--quad-2)", "var(--quad-3)", "var(--quad-4)"), phases=PHASES,
    tint=0.11, bare=True,
)  # fmt: skip
NARROW = replace(WIDE, width=390)


def looks(view: View) -> tuple[Look, Look]:
    """The looks of a page's charts, with the digits of its reader."""
    digits = view.write.arabic_digits
    return replace(WIDE, digits=digits), replace(NARROW, digits=digits)


def phrases(view: View) -> Phrases:
    """How relations are told in the language of the page, with the reader's names of the months."""
    found = load_phrases(view.language)
    return replace(found, words={**found.words, "months": view.texts.entry(f"months.{view.prefs.months}")})


def written(view: View, text: str) -> str:
    """A sentence told by the packs, with the reader's digits and names of the months."""
    if view.language != "ar":
        return text
    months = dict(zip(load_phrases("ar").words["months"], view.texts.entry(f"months.{view.prefs.months}"), strict=True))
    named = re.compile(rf"\b({'|'.join(map(re.escape, months))})(?= \d)")
    return view.write.digits(named.sub(lambda found: months[found[1]], text))


def both(wide: str, narrow: str) -> Html:
    """Two drawings of one thing, of which the style sheet shows the one that fits."""
    return join(
        tag("div", Html(wide), class_="drawn drawn--wide"),
        tag("div", Html(narrow), class_="drawn drawn--narrow"),
    )


def drawing(view: View, key: str, title: str, wide: str, narrow: str, table: Html, *, note: Html | str = "") -> Html:
    """A drawn chart with its heading, its note, and the same figures as a table beside it."""
    head = tag("div", tag("h2", title, id=f"{key}-title"), class_="figure__head")
    words = tag("div", note, class_="figure__note") if note else None
    summary = tag("summary", icon("table"), view.texts("actions.table"))
    beside = tag("details", summary, table, class_="figure__table", id=f"{key}-table")
    return tag(
        "figure", head, words, both(wide, narrow), beside, class_="figure figure--drawn", id=key,
        aria_labelledby=f"{key}-title",
    )  # fmt: skip
