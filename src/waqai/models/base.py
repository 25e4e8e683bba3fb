"""What every boundary record is made of: cleaned text, days, spans, stable ids, the strict base class."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Span = tuple[int, int]
"""`[start, end)` in Unicode code points of the article's full text."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(value: Any) -> Any:
    """Replace lone surrogates, which no encoding can write, by U+FFFD; the length stays the same."""
    return _SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value


def parse_day(value: Any) -> Any:
    """Take the date of an ISO date or timestamp («2022-10-27T09:00:00Z»); an empty string is no date."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, str):
        value = value.strip()
        return dt.date.fromisoformat(value[:10]) if value else None
    return value


def optional() -> Any:
    """A field that is left out of the JSON when it is None."""
    return Field(default=None, exclude_if=lambda value: value is None)


Text = Annotated[str, BeforeValidator(clean)]
Title = Annotated[str | None, BeforeValidator(lambda value: clean(value) or None)]
Day = Annotated[dt.date, BeforeValidator(parse_day)]


class Part(BaseModel):
    """Base of everything a record is made of."""

    # Most runs meet few of the models: those are built that are used.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
