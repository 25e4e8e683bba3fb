"""What commands share about their input: default values checked once, before anything is read."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from waqai.errors import UsageError

if TYPE_CHECKING:
    from waqai.ingest.paths import Defaults


def day(value: str | None, option: str) -> dt.date | None:
    """The ISO date of an option. Raises UsageError where it is none."""
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"{option} must be an ISO date such as 2022-10-27, not «{value}»") from error


def defaults(published: str | None, publisher: str | None = None) -> Defaults:
    """What articles are given that do not say it themselves. Raises UsageError on a wrong date."""
    from waqai.ingest.paths import Defaults

    checked = day(published, "--published")
    return Defaults(published=checked.isoformat() if checked else None, publisher=publisher)


def columns(mappings: list[str] | None) -> dict[str, str]:
    """`["text=body", ...]` as a mapping of fields to columns. Raises UsageError on one that is none."""
    from waqai.ingest.tables import NAMES

    found: dict[str, str] = {}
    for mapping in mappings or ():
        field, sign, column = mapping.partition("=")
        if not sign or not column or field not in NAMES:
            known = ", ".join(NAMES)
            raise UsageError(f"--column must be FIELD=COLUMN with a field of {known}; not «{mapping}»")
        found[field] = column
    return found
