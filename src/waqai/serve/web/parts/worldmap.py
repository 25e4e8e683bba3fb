"""The map of a list of events. It claims no more than is told: a dot is a town, a disc an area, a tint a country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from waqai.serve.web.html import Html
from waqai.serve.web.parts.figure import figure
from waqai.serve.web.parts.table import Column, table
from waqai.serve.web.view import View

if TYPE_CHECKING:
    from waqai.serve.views import Places, Spot

RADIUS = {"district": 15, "province": 70, "region": 180}
"""Kilometres within which a place of such a precision lies, about; a town or point needs none."""
_ROWS = 200


def world_map(view: View, places: Places) -> Html:
    """Where the events happened, with a table of the places."""
    texts, write = view.texts, view.write
    lands = Counter[str]()
    for spot in places.spots:
        if spot.precision == "country" and spot.country:
            lands[spot.country] += sum(spot.quads)
    spots = [_spot(view, spot) for spot in places.spots if spot.precision != "country"]
    plot = {
        "kind": "map",
        "spots": spots,
        "lands": [
            {
                "code": code,
                "total": n,
                "tip": f"{write.country(code)}\n{write.count('events', n)}",
                "href": _to(view, code),
            }
            for code, n in lands.items()
        ],
    }
    columns = [
        Column(texts("table.place")),
        Column(texts("table.precision")),
        Column(texts("table.events"), number=True),
    ]
    rows = [
        [place_name(view, spot), texts.name("precision", spot.precision), write.number(sum(spot.quads))]
        for spot in places.spots[:_ROWS]
    ]
    note = texts("search.map_note")
    if places.unplaced:
        note = f"{note} {write.count('unplaced', places.unplaced)}{texts('stop')}"
    title = texts("search.map")
    return figure(view, "map", title, plot, table(title, columns, rows, hidden=True), note=note, height=300)


def place_name(view: View, spot: Spot) -> str:
    """A place with its country."""
    land = view.write.country(spot.country) if spot.country else ""
    if spot.precision == "country":
        return land or spot.name
    return view.texts("list.separator").join(dict.fromkeys(part for part in (spot.name, land) if part))


def colour_of(quads: Sequence[int]) -> str:
    """The colour of the most frequent quad class."""
    return f"--quad-{max(range(4), key=lambda number: quads[number]) + 1}"


def _spot(view: View, spot: Spot) -> dict[str, object]:
    total = sum(spot.quads)
    exact = view.texts.name("precision", spot.precision)
    return {
        "name": spot.name,
        "lat": spot.lat,
        "lon": spot.lon,
        "km": RADIUS.get(spot.precision, 0),
        "total": total,
        "colour": colour_of(spot.quads),
        "tip": f"{place_name(view, spot)}\n{view.write.count('events', total)} · {exact}",
        "href": _to(view, spot.name),
    }


def _to(view: View, place: str) -> str:
    return str(view.address.with_query(place=place.replace(",", " "), cursor=None))
