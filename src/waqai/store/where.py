"""From filters to SQL: one condition for each filter, joined by `and`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from waqai.store.filters import ORDERS, Filters

Condition = tuple[str, dict[str, Any]]
Place = tuple[Any, str]
"""Where an event stands in an order: the value it is ordered by, and its id."""


def where(filters: Filters, words: Sequence[frozenset[str]], dialect: str) -> Condition:
    """The condition on `events`. `words` are the lemmas that each word of `filters.text` may be a form of."""
    conditions: list[str] = []
    params: dict[str, Any] = {}
    for sql, values in [*_conditions(filters, dialect), *_text(words, dialect)]:
        conditions.append(sql)
        params |= values
    return " and ".join(conditions) or "true", params


def order_by(filters: Filters) -> str:
    """The order: what is not known comes last, and ids settle what is left."""
    column = ORDERS[filters.order.removeprefix("-")]
    direction = "desc" if filters.order.startswith("-") else "asc"
    return f"{column} {direction} nulls last, id"


def page(filters: Filters) -> str:
    """`limit` and `offset`."""
    limit = "" if filters.limit is None else f" limit {filters.limit:d}"
    return f"{limit} offset {filters.offset:d}" if filters.offset else limit


def after(filters: Filters, place: Place | None) -> Condition:
    """The condition on what stands behind a place in the order; what has no value stands last."""
    if place is None:
        return "true", {}
    column, (value, key) = ORDERS[filters.order.removeprefix("-")], place
    if value is None:
        return f"{column} is null and id > $behind", {"behind": key}
    further = "<" if filters.order.startswith("-") else ">"
    sql = f"({column} {further} $place or ({column} = $place and id > $behind) or {column} is null)"
    return sql, {"place": value, "behind": key}


_LISTS = {"actor": "actors", "recipient": "targets", "mode": "modes", "place": "places", "publisher": "publishers"}


def _conditions(filters: Filters, dialect: str) -> Iterator[Condition]:
    for name, column in _LISTS.items():
        if values := getattr(filters, name):
            yield _has_any(column, name, values, dialect)
    for name, column in (("type", "event"), ("status", "status"), ("quad", "quad")):
        if values := getattr(filters, name):
            yield f"{column} = any(${name})", {name: list(values)}
    if filters.side:
        (acting, params), (suffering, _) = (
            _has_any(column, "side", filters.side, dialect) for column in ("actors", "targets")
        )
        yield f"({acting} or {suffering})", params
    if filters.dyad:
        yield _dyads(filters.dyad, dialect)
    if filters.since is not None:
        yield "coalesce(enddate, date) >= $since", {"since": filters.since}
    if filters.until is not None:
        yield "date <= $until", {"until": filters.until}
    if filters.confirmed_by is not None:
        yield "confirmed_by >= $confirmed", {"confirmed": filters.confirmed_by}


def _has_any(column: str, name: str, values: Sequence[str], dialect: str) -> Condition:
    """A list has one of the values. PostgreSQL has an index for this; DuckDB looks for one value thrice as fast."""
    if dialect == "postgres":
        return f"{column} && ${name}::text[]", {name: list(values)}
    names = {f"{name}{n}": value for n, value in enumerate(values)}
    return f"({' or '.join(_has(column, one, dialect) for one in names)})", names


def _has(column: str, name: str, dialect: str) -> str:
    return f"{column} @> array[${name}]::text[]" if dialect == "postgres" else f"list_contains({column}, ${name})"


def _dyads(dyads: Sequence[tuple[str, str]], dialect: str) -> Condition:
    """Either did it to the other, or both together."""
    either: list[str] = []
    params: dict[str, Any] = {}
    for n, (one, other) in enumerate(dyads):
        params |= {f"one{n}": one, f"other{n}": other}
        for a, b in ((f"one{n}", f"other{n}"), (f"other{n}", f"one{n}")):
            either.append(f"({_has('actors', a, dialect)} and {_has('targets', b, dialect)})")
    return f"({' or '.join(either)})", params


def _text(words: Sequence[frozenset[str]], dialect: str) -> Iterator[Condition]:
    for n, lemmas in enumerate(words):
        if dialect == "postgres":
            query = " | ".join(map(_quoted, sorted(lemmas)))
            yield f"to_tsvector('simple', lemmas) @@ to_tsquery('simple', $word{n})", {f"word{n}": query}
            continue
        names = {f"word{n}x{m}": f" {lemma} " for m, lemma in enumerate(sorted(lemmas))}
        yield "(" + " or ".join(f"contains(lemmas, ${name})" for name in names) + ")", names


def _quoted(lemma: str) -> str:
    """A lemma as `to_tsquery` takes it whatever characters it has."""
    return "'" + lemma.replace("\\", "\\\\").replace("'", "''") + "'"
