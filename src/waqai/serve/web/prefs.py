"""How somebody wants to read: theme, digits, calendar, names of months. Kept in a cookie, by the browser alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import parse_qsl, urlencode

COOKIE = "waqai"
CHOICES: Mapping[str, tuple[str, ...]] = {
    "language": ("", "ar", "en"),
    "theme": ("auto", "light", "dark"),
    "digits": ("arab", "latn"),
    "months": ("levant", "nile", "maghreb"),
    "calendar": ("gregorian", "hijri"),
}
"""What can be chosen; the first is what holds until somebody chooses."""


@dataclass(frozen=True, slots=True)
class Prefs:
    """What somebody chose.

    language   the last one read; "" where none was
    theme      auto follows the machine
    digits     of Arabic pages: arab ٠-٩, latn 0-9
    months     of Arabic pages: levant (كانون الثاني), nile (يناير), maghreb (جانفي)
    calendar   hijri: the Hijri date stands beside the Gregorian
    """

    language: str = ""
    theme: str = "auto"
    digits: str = "arab"
    months: str = "levant"
    calendar: str = "gregorian"

    @classmethod
    def parse(cls, cookie: str) -> Prefs:
        """What a cookie says; what it says wrongly is not heard."""
        return cls().changed(dict(parse_qsl(cookie)))

    def changed(self, values: Mapping[str, str]) -> Prefs:
        """With other choices; those that do not exist are not heard."""
        known = {key: value for key, value in values.items() if value in CHOICES.get(key, ())}
        return replace(self, **known)

    def to_cookie(self) -> str:
        """What `parse` reads back."""
        return urlencode({field.name: getattr(self, field.name) for field in fields(self)})
