"""Who deals with whom, as a ring of sides with their ties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from waqai.serve.web.html import Html
from waqai.serve.web.parts.chips import country
from waqai.serve.web.parts.figure import figure
from waqai.serve.web.parts.table import Column, table
from waqai.serve.web.parts.worldmap import colour_of
from waqai.serve.web.view import View

if TYPE_CHECKING:
    from waqai.serve.views import Network, Tie

_NODES = 16


def network(view: View, found: Network) -> Html:
    """The strongest ties between the most active sides, with a table of all."""
    texts, write = view.texts, view.write
    totals = Counter[str]()
    for tie in found.ties:
        totals.update({tie.source: sum(tie.quads), tie.target: sum(tie.quads)})
    nodes = [code for code, _ in totals.most_common(_NODES)]
    ties = [tie for tie in found.ties if tie.source in nodes and tie.target in nodes and tie.source != tie.target]
    plot = {
        "kind": "network",
        "nodes": [
            {"id": code, "name": write.country(code), "total": totals[code], "href": view.to(f"actors/{code}"),
             "tip": f"{write.country(code)}\n{write.count('events', totals[code])}"}
            for code in nodes
        ],
        "ties": [_tie(view, tie) for tie in ties],
    }  # fmt: skip
    names = ("table.one", "table.other")
    columns = [
        *(Column(texts(name)) for name in names), Column(texts("table.events"), number=True),
        Column(texts("table.score"), number=True),
    ]  # fmt: skip
    title = texts("search.network")
    rows = table(title, columns, [_row(view, tie) for tie in found.ties], hidden=True)
    return figure(view, "network", title, plot, rows, note=texts("search.network_note"), height=320)


def _row(view: View, tie: Tie) -> Sequence[Html | str]:
    total = view.write.number(sum(tie.quads))
    return [country(view, tie.source), country(view, tie.target), total, view.write.number(tie.score, places=1)]


def _tie(view: View, tie: Tie) -> dict[str, object]:
    total = sum(tie.quads)
    one, other = view.write.country(tie.source), view.write.country(tie.target)
    arrow = "\u2190" if view.language == "ar" else "\u2192"
    return {
        "source": tie.source,
        "target": tie.target,
        "total": total,
        "colour": colour_of(tie.quads),
        "tip": f"{one} {arrow} {other}\n{view.write.count('events', total)}",
        "href": str(view.address.with_query(dyad=f"{tie.source}-{tie.target}", cursor=None)),
    }
