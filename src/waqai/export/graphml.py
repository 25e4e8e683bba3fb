"""GraphML: who deals with whom. A node for each country or body, an edge for each event and pair of sides.

Edges are written as they come, nodes at the end: the order is free in GraphML.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO
from xml.sax.saxutils import escape, quoteattr

from waqai.export.tabbed import pairs
from waqai.models import ChronicleEvent, Entity
from waqai.packs.formats import load_formats

EDGE = {
    "event": "string", "date": "string", "type": "string", "mode": "string", "cameo": "string", "quad": "int",
    "score": "double", "status": "string", "mutual": "boolean", "confirmed_by": "int", "tellings": "int",
}  # fmt: skip
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="name" for="node" attr.name="name" attr.type="string"/>
"""


def write(events: Iterable[ChronicleEvent], out: TextIO) -> None:
    """The whole graph, directed; events without two named sides are left out."""
    formats, nodes = load_formats(), dict[str, None]()
    out.write(_HEAD)
    out.writelines(f'<key id="{k}" for="edge" attr.name="{k}" attr.type="{t}"/>\n' for k, t in EDGE.items())
    out.write('<graph id="events" edgedefault="directed">\n')
    for event in events:
        for number, (source, target) in enumerate(pairs(event)):
            a, b = _node(source), _node(target)
            if a and b:
                nodes |= {a: None, b: None}
                out.write(_edge(event, number, a, b))
    for node in nodes:
        name = formats.name(node) or node
        out.write(f'<node id={quoteattr(node)}><data key="name">{escape(name)}</data></node>\n')
    out.write("</graph>\n</graphml>\n")


def _node(entity: Entity | None) -> str:
    return (entity.code or "") if entity else ""


def _edge(event: ChronicleEvent, number: int, a: str, b: str) -> str:
    values: dict[str, Any] = {
        "event": event.id, "date": event.date, "type": event.event[0], "mode": " ".join(event.mode),
        "cameo": event.cameo, "quad": event.quad_code, "score": event.event_scale, "status": event.status,
        "mutual": str(not event.recipient).lower(), "confirmed_by": event.confirmed_by, "tellings": len(event.mentions),
    }  # fmt: skip
    data = "".join(f'<data key="{k}">{escape(str(v))}</data>' for k, v in values.items() if v not in (None, ""))
    return f"<edge id={quoteattr(f'{event.id}-{number}')} source={quoteattr(a)} target={quoteattr(b)}>{data}</edge>\n"
