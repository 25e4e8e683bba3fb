"""The best supported date, place, sides and tolls of an event, each from one telling that can be shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from waqai.models import Entity, Size
from waqai.resolve.votes import Told, elect, support

BASIS = {"explicit": 1.0, "relative": 0.95, "anchored": 0.8, "tense": 0.6, "publication": 0.3}
PLACES = {"point": 1.0, "city": 1.0, "district": 0.8, "province": 0.6, "region": 0.4, "country": 0.2}
SIZES = ("dead", "injured", "arrested", "participants")
MINORITY = 0.4
"""Share of the best supported side from which another side belongs to the event too."""


def best_date(told: Sequence[Told]) -> Told | None:
    """The telling whose date is best supported: by how it was read, and how narrow it is."""
    dated = [t for t in told if t.telling.first is not None]
    if not dated:
        return None
    chosen = elect((t, _days(t), _firmness(t)) for t in dated)
    return min((t for t in dated if _days(t) == chosen), key=lambda t: (-_firmness(t), t.telling.record))


def _days(told: Told) -> tuple[int, int]:
    first, last = told.telling.first or 0, told.telling.last or 0
    return first, max(first, last)


def _firmness(told: Told) -> float:
    first, last = _days(told)
    width = 1.0 if last - first < 2 else 0.5 if last - first < 31 else 0.2
    return BASIS.get(told.telling.basis, 0.2) * width * (1.0 if told.telling.lead else 0.8)


def best_place(told: Sequence[Told]) -> Told | None:
    """The telling whose place is best supported; exact places before wide ones."""
    placed = [t for t in told if t.record.event_loc is not None]
    if not placed:
        return None
    chosen = elect((t, _place(t), _exactness(t)) for t in placed)
    return min((t for t in placed if _place(t) == chosen), key=lambda t: (-_exactness(t), t.telling.record))


def _place(told: Told) -> str:
    return told.telling.place or told.telling.country


def _exactness(told: Told) -> float:
    place = told.record.event_loc
    return PLACES[place.precision] * (1.0 if told.telling.lead else 0.8) if place else 0.0


class Side(NamedTuple):
    """The entities on one side, and the telling that names most of them."""

    entities: list[Entity]
    source: Told | None


def best_side(main: Sequence[Told], told: Sequence[Told], side: Literal["actor", "recipient"]) -> Side:
    """The entities that are well supported on a side, by tellings of the event's type if these name any."""
    voting = [t for t in main if getattr(t.record, side)] or [t for t in told if getattr(t.record, side)]
    named = [(t, entity) for t in voting for entity in getattr(t.record, side)]
    if not named:
        return Side([], None)
    total = support((t, _key(entity), _certainty(entity)) for t, entity in named)
    least = MINORITY * max(total.values())
    keys = sorted((k for k in total if total[k] >= least), key=lambda k: (-round(total[k], 6), k))
    source = min(voting, key=lambda t: (-len({_key(e) for e in getattr(t.record, side)} & set(keys)), t.telling.record))
    return Side([_fullest([e for _, e in named if _key(e) == key]) for key in keys], source)


def _key(entity: Entity) -> tuple[str, str]:
    return entity.code or "", entity.sector or ""


def _certainty(entity: Entity) -> float:
    return 1.0 if entity.code else 0.4


def _fullest(entities: Sequence[Entity]) -> Entity:
    """The entity that says most: with person and office, then in most words."""
    return min(entities, key=lambda e: (-bool(e.person), -bool(e.office), -len(e.entity_text), e.entity_text))


class Sizes(NamedTuple):
    """Tolls: best supported, lowest, highest; and the telling of the best toll."""

    best: Size | None
    low: Size | None
    high: Size | None
    source: Told | None


def best_sizes(told: Sequence[Told]) -> Sizes:
    """Per number the value most voices tell (of equals the one told last), the lowest and the highest."""
    sized = [t for t in told if t.record.size is not None]
    if not sized:
        return Sizes(None, None, None, None)
    best, low, high = {}, {}, {}
    source = None
    for field in SIZES:
        votes = [(t, value) for t in sized if (value := getattr(t.record.size, field)) is not None]
        if votes:
            total = support((t, value, 1.0) for t, value in votes)
            top = max(total.values())
            last = next(pair for pair in reversed(votes) if total[pair[1]] >= top - 1e-9)
            best[field], source = last[1], source or last[0]
            low[field], high[field] = min(total), max(total)
    words = {f"{field}_text": text for field in SIZES if field not in best and (text := _words(sized, field))}
    return Sizes(_size(best | words), _size(low), _size(high), source or sized[0])


def _words(sized: Sequence[Told], field: str) -> str | None:
    """What is told in words («dozens») where nobody gives a number."""
    told = (getattr(t.record.size, f"{field}_text") for t in sized)
    return next((text for text in told if text), None)


def _size(values: dict[str, object]) -> Size | None:
    return Size.model_validate(values) if values else None
