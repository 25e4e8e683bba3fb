"""Opaque cursors: a place in an order, written so that it fits into an address."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
from collections.abc import Callable
from typing import Any

from waqai.errors import UsageError
from waqai.store.where import Place

_KINDS: dict[str, Callable[[Any], Any]] = {
    "d": dt.date.fromisoformat,
    "t": dt.datetime.fromisoformat,
    "n": float,
    "i": int,
    "s": str,
}


def write(place: Place) -> str:
    """The cursor of a place."""
    value, key = place
    text = json.dumps([*_tell(value), key], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(cursor: str) -> Place:
    """The place that a cursor means. Raises UsageError on one that no answer has given."""
    try:
        kind, text, key = json.loads(base64.urlsafe_b64decode(cursor.encode("ascii") + b"=="))
        if not isinstance(key, str):
            raise ValueError(key)
        return (None if kind == "" else _KINDS[kind](text)), key
    except (ValueError, KeyError, TypeError, OverflowError, binascii.Error, RecursionError) as error:
        raise UsageError("this cursor is not one that an answer has given as `next`") from error


def _tell(value: Any) -> tuple[str, Any]:
    if value is None:
        return "", None
    if isinstance(value, dt.datetime):
        return "t", value.isoformat()
    if isinstance(value, dt.date):
        return "d", value.isoformat()
    if isinstance(value, (int, float)):
        return ("i" if isinstance(value, int) else "n"), value
    return "s", str(value)
