"""Which events are asked for, as it is written on the command line, in an address, in a saved search: names and texts.

Several values of one filter are separated by commas; one of them has to fit. Different filters all have to fit.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, get_args

from waqai.errors import UsageError
from waqai.models.kinds import EventType, Status

QUADS = {"verbal-cooperation": 1, "material-cooperation": 2, "verbal-conflict": 3, "material-conflict": 4}
"""The quad classes by name."""
ORDERS = {
    "date": "date",
    "told": "first_told",
    "confirmed": "confirmed_by",
    "tellings": "tellings",
    "scale": "scale",
    "updated": "updated",
}
"""What events can be ordered by, and the column; a minus before it turns the order round."""
_SIDE = re.compile(r"([A-Z]{3})?(?:[/:]([A-Z]{3}))?")
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")

Value = str | Iterable[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is asked for; everything left at its default asks for all events, by date.

    actor, recipient    sides as `CODE`, `CODE/SECTOR` or `/SECTOR`; in mutual events each side is both
    side                sides that stand on either side
    dyad                pairs of sides, in either direction or together
    place               country codes, or names of places in English or in the words of the articles, in lower case
    since, until        the event's time has to touch this stretch, both days inclusive
    publisher           one of the outlets that tell it, in lower case
    confirmed_by        at least so many independent outlets
    text                words; each has to stand in a telling, in whatever form
    as_of               the chronicle as it had been told by the end of this day
    """

    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    side: tuple[str, ...] = ()
    dyad: tuple[tuple[str, str], ...] = ()
    type: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    quad: tuple[int, ...] = ()
    place: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    status: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    confirmed_by: int | None = None
    text: str = ""
    as_of: dt.date | None = None
    order: str = "date"
    limit: int | None = None
    offset: int = 0

    @classmethod
    def parse(cls, query: Mapping[str, Value], *, named: Callable[[str], str] = str) -> Filters:
        """The filters that names and texts mean. Empty texts ask for nothing. `named` says how a name is shown.

        Raises UsageError that names what is wrong.
        """
        values: dict[str, Any] = {}
        for name, value in query.items():
            texts = [part for part in ([value] if isinstance(value, str) else value) if part.strip()]
            if name not in _READERS:
                raise UsageError(f"no filter is called «{named(name)}»; there are: {', '.join(map(named, _READERS))}")
            if texts:
                field, read = _READERS[name]
                try:
                    values[field] = read(texts)
                except ValueError as error:
                    raise UsageError(f"{named(name)}: {error}") from error
        if values.get("since") and values.get("until") and values["since"] > values["until"]:
            raise UsageError(f"{named('from')} is after {named('to')}")
        return cls(**values)

    def to_query(self) -> dict[str, str]:
        """The names and texts that `parse` reads back; defaults are left out."""
        changed = ((f.name, getattr(self, f.name)) for f in fields(self) if getattr(self, f.name) != f.default)
        return {NAMES[name]: _write(value) for name, value in changed}


def _write(value: Any) -> str:
    if isinstance(value, tuple):
        return ",".join("-".join(part) if isinstance(part, tuple) else str(part) for part in value)
    return str(value)


def _split(texts: Iterable[str]) -> list[str]:
    return [part.strip() for text in texts for part in text.split(",") if part.strip()]


def _sides(texts: list[str]) -> tuple[str, ...]:
    return tuple(_side(part) for part in _split(texts))


def _side(text: str) -> str:
    found = _SIDE.fullmatch(text.upper())
    if not text or not found:
        raise ValueError(f"«{text}» is no side; write a country or special code such as TUR, or TUR/GOV, or /MIL")
    code, sector = found.groups(default="")
    return f"{code}/{sector}" if sector else code


def _dyads(texts: list[str]) -> tuple[tuple[str, str], ...]:
    return tuple(_dyad(part) for part in _split(texts))


def _dyad(text: str) -> tuple[str, str]:
    one, dash, other = text.partition("-")
    if not dash:
        raise ValueError(f"«{text}» is no pair; write two sides with a hyphen between them, such as ISR-TUR")
    return _side(one.strip()), _side(other.strip())


def _one_of(known: Iterable[str], *, case: Callable[[str], str]) -> Callable[[list[str]], tuple[str, ...]]:
    choices = tuple(known)

    def read(texts: list[str]) -> tuple[str, ...]:
        values = tuple(case(part) for part in _split(texts))
        for value in values:
            if value not in choices:
                raise ValueError(f"«{value}» is none of {', '.join(choices)}")
        return values

    return read


def _lower(texts: list[str]) -> tuple[str, ...]:
    return tuple(part.casefold() for part in _split(texts))


def _quads(texts: list[str]) -> tuple[int, ...]:
    return tuple(_quad(part) for part in _split(texts))


def _quad(text: str) -> int:
    number = QUADS.get(text.lower().replace(" ", "-")) or (int(text) if text in ("1", "2", "3", "4") else None)
    if number is None:
        raise ValueError(f"«{text}» is none of 1 to 4 or {', '.join(QUADS)}")
    return number


def _places(texts: list[str]) -> tuple[str, ...]:
    """A code of three capitals is a country; everything else is a name."""
    parts = _split(texts)
    return tuple(part if re.fullmatch("[A-Z]{3}", part) else part.casefold() for part in parts)


def first_day(text: str) -> dt.date:
    """The first day of «2022», «2022-10» or «2022-10-27». Raises ValueError."""
    year, month, day = _date(text)
    return dt.date(year, month or 1, day or 1)


def last_day(text: str) -> dt.date:
    """The last day of «2022», «2022-10» or «2022-10-27». Raises ValueError."""
    year, month, day = _date(text)
    month = month or 12
    return dt.date(year, month, day or calendar.monthrange(year, month)[1])


def _date(text: str) -> tuple[int, int | None, int | None]:
    found = _DAY.fullmatch(text.strip())
    wrong = f"«{text}» is no date; write 2022-10-27, 2022-10 or 2022"
    if not found:
        raise ValueError(wrong)
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        dt.date(year or 0, month or 1, day or 1)
    except ValueError:
        raise ValueError(wrong) from None
    return year or 0, month, day


def _only(read: Callable[[str], Any]) -> Callable[[list[str]], Any]:
    """For a filter that takes one value."""

    def one(texts: list[str]) -> Any:
        if len(texts) > 1:
            raise ValueError("only one value is possible")
        return read(texts[0])

    return one


def _number(least: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.strip().isdecimal() or int(text) < least:
            raise ValueError(f"«{text}» is no whole number from {least} on")
        return int(text)

    return read


def _order(text: str) -> str:
    if text.removeprefix("-") not in ORDERS:
        raise ValueError(f"«{text}» is none of {', '.join(ORDERS)}, or one of them with a minus before it")
    return text


_READERS: dict[str, tuple[str, Callable[[list[str]], Any]]] = {
    "actor": ("actor", _sides),
    "recipient": ("recipient", _sides),
    "side": ("side", _sides),
    "dyad": ("dyad", _dyads),
    "type": ("type", _one_of(get_args(EventType), case=str.upper)),
    "mode": ("mode", _lower),
    "quad": ("quad", _quads),
    "place": ("place", _places),
    "from": ("since", _only(first_day)),
    "to": ("until", _only(last_day)),
    "status": ("status", _one_of(get_args(Status), case=str.lower)),
    "publisher": ("publisher", _lower),
    "confirmed_by": ("confirmed_by", _only(_number(0))),
    "text": ("text", " ".join),
    "as_of": ("as_of", _only(last_day)),
    "order": ("order", _only(_order)),
    "limit": ("limit", _only(_number(0))),
    "offset": ("offset", _only(_number(0))),
}
"""Every filter: the name of its field and how its texts are read. A new filter is a line here, a field, a condition."""
NAMES = {field: name for name, (field, _) in _READERS.items()}
"""How each field is called where it is asked for."""
