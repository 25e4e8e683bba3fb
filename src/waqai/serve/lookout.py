"""The lookout: sees what alerts wait for, and keeps notices of it together with what has to be delivered.

What it has seen is kept in the store with the notices, in one transaction: after a crash it goes on where it was, and
since a notice has an id that depends on alert and event alone, none is given twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from waqai.errors import UsageError
from waqai.models import Alert, ChronicleEvent, Notice, stable_id
from waqai.relations.dyad import deeds
from waqai.resolve.merge import merge
from waqai.run.archive import Archive
from waqai.serve.usual import departure
from waqai.store import Filters
from waqai.store.keeping import Delivery, told, when

MARK = "lookout"
AGAIN = dt.timedelta(seconds=10)
"""How far each look reaches back before the one before: writes that were under way then may have come since."""
PAGE = 200
CONFIRMED = 2
"""Independent outlets that confirm an event."""


def look(archive: Archive, at: dt.datetime) -> list[Notice]:
    """New notices, which are kept already. `at` is the time (UTC). Raises StoreError."""
    store = archive.store
    with store.writing():
        alerts = store.keeping.alerts()
        mark = store.keeping.mark(MARK)
        since = dt.datetime.fromisoformat(mark) - AGAIN if mark else dt.datetime.min
        found = [notice for alert in alerts for notice in _look(archive, alert, since, at)]
        known = store.keeping.known_notices([notice.id for notice in found])
        fresh = [notice for notice in found if notice.id not in known]
        channels = {alert.id: alert for alert in alerts}
        sent = [one for notice in fresh for one in _deliveries(notice, channels[notice.alert], at)]
        store.keeping.put_notices(fresh, sent)
        store.keeping.put_mark(MARK, at.isoformat())
    return fresh


def _look(archive: Archive, alert: Alert, since: dt.datetime, at: dt.datetime) -> Iterable[Notice]:
    try:
        filters = Filters.parse(alert.query)
    except UsageError:
        return []  # Kept by another version, with filters that this one does not know.
    if alert.kind == "range":
        return _range(archive, alert, filters, at)
    return _events(archive, alert, filters, since, at)


def _events(archive: Archive, alert: Alert, filters: Filters, since: dt.datetime, at: dt.datetime) -> Iterator[Notice]:
    """New, newly confirmed or newly contradicted events of a query."""
    made = when(alert.made)
    for event in _changed(archive, filters, max(since, made - AGAIN)):
        before = _before(archive, event, made)
        if _fires(alert, event, before) and not _told_already(archive, alert, event):
            yield _notice(alert, event.id, at, event=event.id, facts=_facts(event))


def _changed(archive: Archive, filters: Filters, since: dt.datetime) -> Iterator[ChronicleEvent]:
    """The events of a query that the store has written since."""
    ordered, behind = replace(filters, order="updated", limit=None, offset=0), None
    while True:
        found = archive.page(ordered, most=PAGE, behind=behind, updated_since=since)
        yield from (ChronicleEvent.model_validate_json(text) for _, text in found)
        if len(found) < PAGE:
            return
        behind = found[-1][0]


def _before(archive: Archive, event: ChronicleEvent, made: dt.datetime) -> ChronicleEvent | None:
    """The event as the articles tell it that were there before the alert; None where none of them told it."""
    added = archive.store.articles.added({mention.article.id for mention in event.mentions})
    old = [mention.record for mention in event.mentions if added.get(mention.article.id, made) < made]
    if len(old) == len(event.mentions):
        return event
    if not old:
        return None
    tellings, whole = archive.store.workspace.tellings(old), archive.store.workspace.records(old)
    return merge([tellings[record] for record in old], whole)


def _fires(alert: Alert, event: ChronicleEvent, before: ChronicleEvent | None) -> bool:
    if alert.kind == "new":
        return before is None
    if alert.kind == "confirmed":
        return event.confirmed_by >= CONFIRMED and (before is None or before.confirmed_by < CONFIRMED)
    return _contradicted(event) and (before is None or not _contradicted(before))


def _contradicted(event: ChronicleEvent) -> bool:
    return bool(event.contradictions) or any(mention.denies for mention in event.mentions)


def _told_already(archive: Archive, alert: Alert, event: ChronicleEvent) -> bool:
    """Whether a notice was given of an event that has become part of this one."""
    heirs = archive.store.absorbed("event", event.id)
    return bool(archive.store.keeping.known_notices([_key(alert, key) for key in heirs]))


def _range(archive: Archive, alert: Alert, filters: Filters, at: dt.datetime) -> Iterator[Notice]:
    """A relation that leaves its usual range in the last seven days; one notice a week and direction."""
    if len(filters.dyad) != 1:
        return
    a, b = filters.dyad[0]
    acts, _ = deeds(archive.store.chronicle.acts(replace(filters, limit=None, offset=0)), a, b)
    for left in departure(acts, at.date()):
        week = at.date().isocalendar()
        yield _notice(alert, f"{week.year}-{week.week} {left.what}", at, facts=left.facts())


def _facts(event: ChronicleEvent) -> dict[str, object]:
    return {
        "type": event.event[0],
        "date": str(event.date) if event.date else None,
        "actor": [side.code or side.entity_text for side in event.actor],
        "recipient": [side.code or side.entity_text for side in event.recipient],
        "confirmed_by": event.confirmed_by,
        "contradictions": [one.field for one in event.contradictions],
        "quote": event.mentions[0].quote,
    }


def _key(alert: Alert, about: str) -> str:
    return stable_id("notice", alert.id, about)


def _notice(
    alert: Alert, about: str, at: dt.datetime, *, event: str | None = None, facts: dict[str, object] | None = None
) -> Notice:
    return Notice(
        id=_key(alert, about), alert=alert.id, kind=alert.kind, owner=alert.owner, name=alert.name, event=event,
        facts=facts or {}, at=told(at),
    )  # fmt: skip


def _deliveries(notice: Notice, alert: Alert, at: dt.datetime) -> Iterator[Delivery]:
    for channel in alert.channels:
        key = stable_id("delivery", notice.id, channel.kind, channel.to)
        yield Delivery(key, notice.id, alert.id, channel.kind, channel.to, 0, at)
