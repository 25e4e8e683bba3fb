"""A chart with its heading, its note, and the same figures as a table beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from waqai.serve.web.html import Html, tag
from waqai.serve.web.parts.icons import icon
from waqai.serve.web.view import View


def figure(
    view: View,
    key: str,
    title: str,
    plot: Mapping[str, Any],
    table: Html,
    *,
    note: str = "",
    height: int = 220,
    level: int = 2,
    more: Html | None = None,
) -> Html:
    """A chart drawn by the browser.

    key     unique on the page: a chart of the same key is changed in place when the page changes
    plot    `kind` and what that kind needs. A `tip` is shown (as text) where the pointer rests on the thing, its `href`
            is gone to when it is chosen. In right-to-left pages time runs from the right and the scale stands on the
            right, as newspapers print it
            bars     `bins`: [{label, tip, from, to, values: [4 numbers by quad class]}]: the bars of a timeline;
                     dragging over them goes to `brush` with `{from}` and `{to}` filled
            map      `spots`: [{name, lat, lon, km, total, colour, tip, href}], `lands`: [{code, total, tip, href}]
            network  `nodes`: [{id, name, total, href}], `ties`: [{source, target, total, colour, tip, href}]
    table   the same as a table; it is folded away until somebody wants it
    height  in pixels of the usual size of letters; on a wall it grows with them
    """
    head = tag("div", tag(f"h{level}", title, id=f"{key}-title"), more, class_="figure__head")
    words = tag("p", note, class_="figure__note") if note else None
    drawing = tag(
        "div", class_="plot", id=f"{key}-plot", data_plot=plot_json(plot), role="img",
        style=f"height:{height / 16:g}rem", aria_labelledby=f"{key}-title", data_keep="",
    )  # fmt: skip
    summary = tag("summary", icon("table"), view.texts("actions.table"))
    beside = tag("details", summary, table, class_="figure__table", id=f"{key}-table")
    return tag("figure", head, words, drawing, beside, class_="figure", id=key, aria_labelledby=f"{key}-title")


def plot_json(plot: Mapping[str, Any]) -> str:
    """The description of a plot as the text of an attribute."""
    return json.dumps(plot, ensure_ascii=False, separators=(",", ":"), default=str)
