"""Makers of records and tellings for the tests of identity."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from waqai.models import ArticleRef, Entity, Evidence, Location, Record, Size, Telling

Pair = tuple[Telling, Record]


def make(name: str, words: str = "", **given: Any) -> Pair:
    """A telling and its record, of the article `a-NAME` by default; every word weighs 150."""
    day = given.pop("day", date(2020, 5, 10))
    told = given.pop("published", day)
    kind, status = given.pop("type", "ASSAULT"), given.pop("status", "occurred")
    actors, recipients = given.pop("actors", ()), given.pop("recipients", ())
    sizes = {field: given.pop(field, None) for field in ("dead", "injured", "arrested", "participants")}
    article = given.pop("article", f"a-{name}")
    outlet, place = given.pop("outlet", f"paper-{name}"), given.pop("place", "")
    split = tuple(sorted(words.split()))
    telling = Telling(
        record=name, article=article, outlet=outlet, published=told.toordinal() if told else None, type=kind,
        status=status, first=day.toordinal() if day else None, last=day.toordinal() if day else None,
        precision="day" if day else "unknown", basis=given.pop("basis", "explicit"), actors=actors,
        recipients=recipients, place=place, words=split, weights=bytes([150] * len(split)),
        lead=given.pop("lead", True), **{k: v for k, v in sizes.items() if v is not None}, **given,
    )  # fmt: skip
    record = Record(
        id=name, date=day, enddate=day, date_precision=telling.precision, date_basis="explicit", event=[kind],
        quad_code=4, event_scale=-9, actor=_entities(actors), recipient=_entities(recipients), status=status,
        event_loc=Location(text=place, name=place) if place else None,
        size=Size(**sizes) if any(v is not None for v in sizes.values()) else None, event_text=words[:9],
        evidence=Evidence(sentence=(0, 9), trigger=(0, 4)), rule="test", coder="test", codebook="test",
        article=ArticleRef(id=article, publisher=outlet, published=told),
    )  # fmt: skip
    return telling, record


def _entities(sides: tuple[str, ...]) -> list[Entity]:
    return [Entity(code=side[:3] or None, sector=side[4:], sectors=[side[4:]], entity_text=side) for side in sides]


@pytest.fixture
def told() -> Callable[..., Pair]:
    """The maker of tellings."""
    return make
