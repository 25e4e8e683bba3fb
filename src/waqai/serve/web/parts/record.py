"""A record beside the text that it was read from: its fields, why, and what can be said against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from waqai.serve.web.html import Child, Html, bdi, join, tag
from waqai.serve.web.parts.chips import day, kind, sides, status
from waqai.serve.web.parts.facts import facts
from waqai.serve.web.parts.headline import of_record
from waqai.serve.web.parts.rows import place
from waqai.serve.web.parts.sizes import size_words
from waqai.serve.web.view import View

if TYPE_CHECKING:
    from waqai.models import Record


def record_list(view: View, records: Sequence[Record], chosen: Record | None) -> Html:
    """Every record of the article; one is chosen by its link."""
    rows = [tag("li", _entry(view, record, chosen), data_item="") for record in records]
    return tag("ol", rows, class_="record-list")


def _entry(view: View, record: Record, chosen: Record | None) -> Html:
    here = "true" if chosen is not None and record.id == chosen.id else None
    words = view.write.digits(of_record(record, view.language)) or view.texts.name("type", record.event[0])
    what = tag("span", kind(view, record.event[0], record.mode, record.quad_code), class_="small")
    return tag("a", bdi(words), tag("br"), what, href=str(view.address.with_query(record=record.id)), data_stay="",
               aria_current=here)  # fmt: skip


def record_facts(view: View, record: Record) -> Html:
    """The fields of a record."""
    return facts(_rows(view, record))


def _rows(view: View, record: Record) -> Iterator[tuple[str, Child]]:
    texts, write = view.texts, view.write
    yield texts("event.what"), kind(view, record.event[0], record.mode, record.quad_code)
    yield texts("event.who"), sides(view, record.actor, most=8)
    yield texts("event.whom"), sides(view, record.recipient, most=8) if record.recipient else None
    basis = texts.name("basis", record.date_basis) if record.date_basis else ""
    when = day(view, record.date, record.date_precision, record.enddate)
    yield texts("event.when"), join(when, tag("br"), tag("span", basis, class_="small quiet")) if basis else when
    yield texts("event.where"), bdi(place(view, record.event_loc)) if record.event_loc else None
    yield texts("event.status"), status(view, record.status)
    yield texts("event.size"), size_words(view, record.size) or None
    speakers = dict.fromkeys(name for one in record.attribution if (name := one.text or one.name))
    yield texts("event.attribution"), bdi(write.listed(list(speakers))) if speakers else None
    yield texts("event.cameo"), bdi(record.cameo) if record.cameo else None
