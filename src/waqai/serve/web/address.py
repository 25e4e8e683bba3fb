"""Addresses of pages: the language, the place, and the query. All state that can be shared stands in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from waqai.serve.web.texts import LANGUAGES


@dataclass(frozen=True, slots=True)
class Address:
    """`/en/events?type=ASSAULT`: language `en`, path `events`, query `{type: ASSAULT}`."""

    language: str
    path: str = ""
    query: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, text: str, *, language: str = LANGUAGES[0]) -> Address:
        """The address that a text means. `language` where it names none."""
        parts = urlsplit(text)
        first, _, rest = parts.path.strip("/").partition("/")
        query = tuple((key, value) for key, value in parse_qsl(parts.query) if value)
        if first in LANGUAGES:
            return cls(first, unquote(rest).strip("/"), query)
        return cls(language, unquote(parts.path).strip("/"), query)

    def __str__(self) -> str:
        place = f"/{self.language}/{quote(self.path, safe='/-_.~')}".rstrip("/")
        return f"{place}?{self.written_query}" if self.query else place

    @property
    def written_query(self) -> str:
        """The query as it stands in the address."""
        return urlencode(self.query, safe=",-:/")

    @property
    def values(self) -> dict[str, str]:
        """The query by name; of a name that stands there twice all values, with commas."""
        found: dict[str, str] = {}
        for key, value in self.query:
            found[key] = f"{found[key]},{value}" if key in found else value
        return found

    def to(self, path: str, query: Mapping[str, object] | None = None) -> Address:
        """Another page in the same language."""
        kept = tuple((key, str(value)) for key, value in (query or {}).items() if value not in (None, ""))
        return Address(self.language, path.strip("/"), kept)

    def with_query(self, **changes: object) -> Address:
        """The same page with other values; None or "" takes one away."""
        values: dict[str, object] = {**self.values, **{key.rstrip("_"): value for key, value in changes.items()}}
        return self.to(self.path, values)

    def in_language(self, language: str) -> Address:
        """The same place in another language."""
        return replace(self, language=language)

    def as_data(self, suffix: str) -> str:
        """The same address as data: `.json`, `.csv`."""
        return str(replace(self, path=f"{self.path}.{suffix}"))
