"""GeoJSON (RFC 7946): a feature for each event, without geometry where no place with coordinates is known."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from waqai.export.flat import COLUMNS, row
from waqai.models import ChronicleEvent


def write(events: Iterable[ChronicleEvent], out: TextIO) -> None:
    """A feature collection, a feature a line."""
    out.write('{"type": "FeatureCollection", "features": [')
    for number, event in enumerate(events):
        out.write(",\n" if number else "\n")
        out.write(json.dumps(_feature(event), ensure_ascii=False, default=str))
    out.write("\n]}\n")


def _feature(event: ChronicleEvent) -> dict[str, Any]:
    properties = dict(zip(COLUMNS, row(event), strict=True))
    lat, lon = properties.pop("lat"), properties.pop("lon")
    point = None if lat is None or lon is None else {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "id": properties.pop("id"), "geometry": point, "properties": properties}
