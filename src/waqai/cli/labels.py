"""The English names of codes, for screens."""

from __future__ import annotations

from functools import cache

from waqai.packs.reading import DATA, read_yaml

QUAD_STYLE = {1: "cyan", 2: "green", 3: "yellow", 4: "red"}
"""Colour of each quad class: verbal and material cooperation, verbal and material conflict."""

STATUS_STYLE = {
    "occurred": "",
    "ongoing": "bold",
    "future": "blue",
    "hypothetical": "magenta",
    "negated": "red",
    "foiled": "yellow",
}


@cache
def _labels(codebook: str) -> dict[str, str]:
    return {row["code"]: row["label"] for row in read_yaml(DATA / "codebooks" / codebook / "cameo.yaml")}


def cameo_label(code: str | None, codebook: str = "plover") -> str:
    """What a CAMEO code stands for, "" where it is unknown."""
    return _labels(codebook).get(code or "", "")
