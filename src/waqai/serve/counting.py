"""Counts for the filter column, the timeline and the map."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

from waqai.relations.steps import suit
from waqai.run.archive import Archive
from waqai.serve.index import Index
from waqai.serve.views import Bin, Count, Facets, Places, Spot, Timeline
from waqai.store import Filters
from waqai.store.tallies import Facet

if TYPE_CHECKING:
    from waqai.models import By

SPOTS = 1000


def facets(archive: Archive, filters: Filters, index: Index | None = None) -> Facets:
    """Counts per value of each filter, which is not applied to its own counts."""
    words = archive.words(filters)
    found: dict[str, Any] = {}
    for name in get_args(Facet):
        nothing: dict[str, Any] = {name: ()}
        others = replace(filters, **nothing)
        counted = index.facet(name, others) if index else archive.store.tallies.facet(name, others, words)
        found[name] = [Count(value=value, events=events) for value, events in counted]
    return Facets(**found)


def timeline(archive: Archive, filters: Filters, by: By | None) -> Timeline:
    """Events over time by quad class."""
    words = archive.words(filters)
    if by is None:
        first, last = archive.store.tallies.span(filters, words)
        by = suit(first or dt.date.today(), last or dt.date.today())
    bins, undated = archive.store.tallies.timeline(filters, by, words)
    return Timeline(by=by, bins=[Bin(start=start, quads=quads) for start, quads in bins], undated=undated)


def places(archive: Archive, filters: Filters) -> Places:
    """Events on the map."""
    words, tallies = archive.words(filters), archive.store.tallies
    spots = [
        Spot(name=name or country or "", country=country, lat=lat, lon=lon, precision=exactness, quads=tuple(quads))
        for name, country, lat, lon, exactness, *quads in tallies.spots(filters, words, most=SPOTS)
    ]
    return Places(spots=spots, unplaced=tallies.unplaced(filters, words))
