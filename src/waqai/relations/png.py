"""The chart as a picture: drawn by resvg, which shapes Arabic itself, with the bundled font alone."""

from __future__ import annotations

from importlib.resources import files

from waqai.models import Relation
from waqai.relations.chart import chart
from waqai.relations.svg import FAMILY, FONTS


def png(relation: Relation, language: str = "en", *, zoom: int = 2) -> bytes:
    """The chart as PNG; `zoom` 2 is 2400 pixels wide."""
    import resvg_py

    folder = files("waqai.relations") / "fonts"
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=chart(relation, language, embed=False),
            zoom=zoom,
            skip_system_fonts=True,
            font_files=[str(folder / f"{name}.ttf") for name in FONTS.values()],
            font_family=FAMILY,
            sans_serif_family=FAMILY,
        )
    )
