"""Counts for the filter column, the timeline, the map and the network: from the store, or by the index."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

from waqai.relations.steps import suit
from waqai.run.archive import Archive
from waqai.serve.charts import TieRow
from waqai.serve.finding import Found
from waqai.serve.views import Bin, Count, Facets, Network, Places, Spot, Tie, Timeline
from waqai.store import Filters
from waqai.store.tallies import Facet, Quads, SpotRow

if TYPE_CHECKING:
    from waqai.models import By

SPOTS = 1000


def facets(archive: Archive, filters: Filters) -> Facets:
    """Counts per value of each filter, which is not applied to its own counts."""
    words = archive.words(filters)
    found: dict[str, Any] = {}
    for name in get_args(Facet):
        nothing: dict[str, Any] = {name: ()}
        found[name] = archive.store.tallies.facet(name, replace(filters, **nothing), words)
    return _facets(found)


def found_facets(found: Found, filters: Filters) -> Facets:
    """The same by the index."""
    return _facets({name: found.index.facet(name, found.without(filters, name)) for name in get_args(Facet)})


def _facets(found: Mapping[str, Sequence[tuple[str, int]]]) -> Facets:
    counted: dict[str, Any] = {
        name: [Count(value=value, events=events) for value, events in values] for name, values in found.items()
    }
    return Facets(**counted)


def timeline(archive: Archive, filters: Filters, by: By | None) -> Timeline:
    """Events over time by quad class."""
    words, tallies = archive.words(filters), archive.store.tallies
    by = by or _suiting(*tallies.span(filters, words))
    return _timeline(by, *tallies.timeline(filters, by, words))


def found_timeline(found: Found, by: By | None) -> Timeline:
    """The same by the index."""
    charts = found.index.charts
    by = by or _suiting(*charts.span(found.mask))
    return _timeline(by, *charts.timeline(found.mask, by))


def _suiting(first: dt.date | None, last: dt.date | None) -> By:
    return suit(first or dt.date.today(), last or dt.date.today())


def _timeline(by: By, bins: Sequence[tuple[dt.date, Quads]], undated: int) -> Timeline:
    return Timeline(by=by, bins=[Bin(start=start, quads=quads) for start, quads in bins], undated=undated)


def places(archive: Archive, filters: Filters) -> Places:
    """Events on the map."""
    words, tallies = archive.words(filters), archive.store.tallies
    return _places(tallies.spots(filters, words, most=SPOTS), tallies.unplaced(filters, words))


def found_places(found: Found) -> Places:
    """The same by the index."""
    charts = found.index.charts
    return _places(charts.spots(found.mask, most=SPOTS), charts.unplaced(found.mask))


def _places(spots: Sequence[SpotRow], unplaced: int) -> Places:
    shown = [
        Spot(name=name or country or "", country=country, lat=lat, lon=lon, precision=exactness, quads=quads)
        for name, country, lat, lon, exactness, quads in spots
    ]
    return Places(spots=shown, unplaced=unplaced)


def network(archive: Archive, filters: Filters, most: int) -> Network:
    """Who deals with whom."""
    ties = archive.store.tallies.ties(filters, archive.words(filters), most=most)
    return _network([(a, t, quads, score) for a, t, quads, score, _ in ties])


def found_network(found: Found, most: int) -> Network:
    """The same by the index."""
    return _network(found.index.charts.ties(found.mask, most=most))


def _network(ties: Sequence[TieRow]) -> Network:
    return Network(ties=[Tie(source=a, target=t, quads=quads, score=score) for a, t, quads, score in ties])
