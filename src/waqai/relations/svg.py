"""A small writer of SVG: shapes and text in a coordinate system that runs from right to left where the language does.

Callers place everything from the beginning of the line; on a page that is read from the right the writer mirrors it,
and turns the anchors of texts with it.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.resources import files
from typing import Any
from xml.sax.saxutils import escape, quoteattr

FAMILY = "IBM Plex Sans Arabic"
FONTS = {400: "IBMPlexSansArabic-Regular", 600: "IBMPlexSansArabic-SemiBold"}
"""The bundled font by weight: Arabic and Latin of one design."""
_MARKS = {"rtl": ("\u2067", "\u2069"), "ltr": ("", "")}
"""Isolates: a text with both scripts keeps the order of its language."""
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_TURNED = {"start": "end", "end": "start", "middle": "middle"}


class Svg:
    """A drawing of `width` by `height` pixels, read in `direction` (ltr or rtl)."""

    def __init__(
        self,
        width: float,
        height: float,
        *,
        direction: str = "ltr",
        language: str = "en",
        arabic_digits: bool = False,
        hatch: str = "#9aa0a6",
    ) -> None:
        self.width, self.height, self.direction, self.language = width, height, direction, language
        self._arabic_digits, self._hatch = arabic_digits, hatch
        self._parts: list[str] = []

    @property
    def silence(self) -> str:
        """The fill of silence, hatched. Its name has the width in it: one page may hold the chart in two."""
        return f"url(#{self._pattern})"

    @property
    def _pattern(self) -> str:
        return f"silence-{_n(self.width)}"

    def _x(self, x: float) -> float:
        return self.width - x if self.direction == "rtl" else x

    def add(self, tag: str, text: str | None = None, **attributes: Any) -> None:
        """Any element; underscores in names of attributes are hyphens."""
        self._parts.append(_element(tag, text, **attributes))

    def rect(self, x: float, y: float, width: float, height: float, title: str = "", **attributes: Any) -> None:
        """A rectangle from x on, in the direction of reading, with words that show where a pointer rests on it."""
        left = self._x(x + width) if self.direction == "rtl" else x
        inner = _element("title", self._digits(title)) if title else None
        self._parts.append(
            _element(
                "rect", inner, raw=True, x=_n(left), y=_n(y), width=_n(max(width, 0)), height=_n(max(height, 0)),
                **attributes,
            )
        )  # fmt: skip

    @contextmanager
    def link(self, address: str | None, label: str = "") -> Iterator[None]:
        """What is drawn within leads to an address, where there is one; `label` says whither."""
        if not address:
            yield
            return
        self._parts.append(f"<a href={quoteattr(address)} aria-label={quoteattr(self._digits(label))}>")
        yield
        self._parts.append("</a>")

    def _digits(self, words: str) -> str:
        return words.translate(_ARABIC_DIGITS) if self._arabic_digits else words

    def line(self, x1: float, y1: float, x2: float, y2: float, **attributes: Any) -> None:
        """A straight line."""
        self.add("line", x1=_n(self._x(x1)), y1=_n(y1), x2=_n(self._x(x2)), y2=_n(y2), **attributes)

    def path(self, points: list[tuple[float, float]], **attributes: Any) -> None:
        """A broken line through points."""
        self.add("path", d="M" + "L".join(f"{_n(self._x(x))} {_n(y)}" for x, y in points), **attributes)

    def circle(self, x: float, y: float, radius: float, title: str = "", **attributes: Any) -> None:
        """A dot, with words that show where a pointer rests on it."""
        inner = _element("title", self._digits(title)) if title else None
        self._parts.append(_element("circle", inner, raw=True, cx=_n(self._x(x)), cy=_n(y), r=_n(radius), **attributes))

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 13,
        anchor: str = "start",
        bold: bool = False,
        **attributes: Any,
    ) -> None:
        """Words on a base line. `anchor` start: they begin at x."""
        before, after = _MARKS[self.direction]
        side = _TURNED[anchor] if self.direction == "rtl" else anchor
        weight = {"font_weight": 600} if bold else {}
        self.add(
            "text", f"{before}{self._digits(words)}{after}", x=_n(self._x(x)), y=_n(y), font_size=size,
            text_anchor=side, **weight, **attributes,
        )  # fmt: skip

    def to_string(self, *, title: str, embed: bool = True, role: str = "img") -> str:
        """The drawing. `embed`: carry the font inside, so that it looks the same everywhere. With links in it the
        `role` is group, not img.
        """
        head = _element("title", title) + _element("style", _style(embed), raw=True)
        hatch = (
            f'<defs><pattern id="{self._pattern}" width="7" height="7" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="7" stroke="{self._hatch}" '
            'stroke-width="1.4"/></pattern></defs>'
        )
        body = "\n".join(self._parts)
        # The anchors of texts are turned here already, so the direction of the page around must not turn them again.
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(self.width)} {_n(self.height)}" '
            f'width="{_n(self.width)}" height="{_n(self.height)}" role="{role}" '
            f'aria-label={quoteattr(title)} lang="{self.language}" direction="ltr" '
            f"font-family=\"'{FAMILY}', 'Noto Sans Arabic', Tahoma, sans-serif\">\n"
            f"{head}\n{hatch}\n{body}\n</svg>\n"
        )


def width_of(words: str, size: float) -> float:
    """About how wide words are, in pixels: rather too wide than too narrow."""
    return sum(0.5 if "\u0600" <= char <= "\u06ff" else 0.28 if char in " .,:il1|'" else 0.6 for char in words) * size


def _style(embed: bool) -> str:
    if not embed:
        return ""
    return "".join(
        f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};"
        f"src:url(data:font/woff2;base64,{_woff2(name)}) format('woff2')}}"
        for weight, name in FONTS.items()
    )


@lru_cache(maxsize=2)
def _woff2(name: str) -> str:
    return base64.b64encode((files("waqai.relations") / "fonts" / f"{name}.woff2").read_bytes()).decode()


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def _element(tag: str, text: str | None = None, *, raw: bool = False, **attributes: Any) -> str:
    written = "".join(f" {name.replace('_', '-')}={quoteattr(str(value))}" for name, value in attributes.items())
    if text is None:
        return f"<{tag}{written}/>"
    return f"<{tag}{written}>{text if raw else escape(text)}</{tag}>"
