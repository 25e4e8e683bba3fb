"""The desk: what can be asked of a chronicle and said about it. API and pages both talk to it, and to nothing else.

All methods may be called from any thread at any time; they block, so coroutines call them in a thread
(`await run_in_threadpool(desk.search, filters)`, in NiceGUI `await run.io_bound(desk.search, filters)`).
Filters are those of `waqai events`: `Filters.parse({"dyad": "EGY-TUR", "from": "2013"})`, back by `to_query()`.
Errors: UsageError for what makes no sense, NotFoundError for ids that are not there, InputError and LanguageError for
texts that cannot be coded, StoreError for a store that fails.
"""

from __future__ import annotations

import datetime as dt
import itertools
import time
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from waqai.errors import NotFoundError, UsageError
from waqai.models import (
    Alert,
    AlertKind,
    Article,
    Channel,
    Judgement,
    Notice,
    Record,
    Relation,
    SavedSearch,
    Token,
    Verdict,
    stable_id,
)
from waqai.packs.naming import country_code
from waqai.run.archive import Archive, Outcome
from waqai.serve import articles, facts
from waqai.serve import cursor as cursors
from waqai.serve.access import Doorkeeper, new_token
from waqai.serve.alerts import new_alert
from waqai.serve.caching import Answers
from waqai.serve.finding import Finder, Found
from waqai.serve.lists import Asked, Lists
from waqai.serve.pool import Pool
from waqai.serve.rows import event_json, event_row
from waqai.serve.settings import ServeSettings
from waqai.serve.spool import Spool
from waqai.serve.views import (
    ActorRow,
    ActorView,
    ArticlePage,
    ArticleView,
    CodedView,
    EventPage,
    EventRow,
    EventView,
    Facets,
    Holdings,
    Network,
    OfficeRow,
    Outlet,
    Partner,
    Places,
    RecordPage,
    RuleView,
    Timeline,
    TimeView,
    Tombstone,
    TombstonePage,
)
from waqai.store import Filters
from waqai.store.keeping import Delivery

if TYPE_CHECKING:
    from waqai.models import By

T = TypeVar("T")
PARTNERS = 40
PAGE = 1000
LOCAL = "local"
"""The owner of what is said and saved where nobody has to name himself: on loopback."""


class Desk:
    """Everything a server knows. Open one for each store; close it at the end."""

    def __init__(self, settings: ServeSettings) -> None:
        self.settings = settings
        self._pool = Pool(settings.base, readers=settings.readers)
        self._answers = Answers()
        self._finder = Finder(self._pool, lambda: self.state() if self._alone else None)
        self._spool = Spool(settings.base.cache_dir)
        self._lists = Lists(self._pool, self._finder.find, self._spool)
        self.doorkeeper = Doorkeeper(self.tokens, loopback=settings.is_private)
        self._alone = "://" not in settings.base.db
        """Nobody else can write: DuckDB's file is open in one process only."""
        self._began, self._changes = time.time_ns(), itertools.count(1)
        self._writes = f"{self._began}.0"

    def close(self) -> None:
        """Close the store. Nobody may ask any more."""
        self._finder.wait()
        self._pool.close()
        self._spool.close()

    # The chronicle

    def search(
        self,
        filters: Filters,
        cursor: str | None = None,
        limit: int = 100,
        *,
        updated_since: dt.datetime | None = None,
    ) -> EventPage:
        """A page of the events asked for, in the order of `filters.order`. `cursor` is the `next` of the page before.

        Of the filters `limit` and `offset` are not heeded. `updated_since` (UTC) leaves out what has not changed since.
        """
        found, further = self.rows(filters, cursor, limit, updated_since=updated_since)
        return EventPage.model_construct(items=[event_row(row) for row in found], next=further)

    def rows(
        self,
        filters: Filters,
        cursor: str | None = None,
        limit: int = 100,
        *,
        updated_since: dt.datetime | None = None,
    ) -> tuple[list[bytes], str | None]:
        """As `search`, but each row as JSON; and the cursor of the next page."""
        return self._lists.rows(Asked(filters, cursor, limit, updated_since))

    def page(
        self,
        filters: Filters,
        cursor: str | None = None,
        limit: int = 100,
        *,
        updated_since: dt.datetime | None = None,
    ) -> tuple[list[str], str | None]:
        """As `search`, but whole events, each as JSON; and the cursor of the next page."""
        return self._lists.texts(Asked(filters, cursor, limit, updated_since))

    def count(self, filters: Filters) -> int:
        """How many events are asked for."""
        found = self._finder.find(filters)
        if found:
            return int(found.mask.sum())
        return self._ask(("count", filters), lambda archive: archive.count(filters))

    def facets(self, filters: Filters) -> Facets:
        """Counts per value of each filter: for the filter column."""
        from waqai.serve import counting

        return self._counted(
            ("facets", filters),
            filters,
            lambda found: counting.found_facets(found, filters),
            lambda archive: counting.facets(archive, filters),
        )

    def timeline(self, filters: Filters, by: By | None = None) -> Timeline:
        """Events over time by quad class; `by` defaults to a step that suits the span. For the brush leave out
        `since` and `until` of the filters, so that all of the time is shown.
        """
        from waqai.serve import counting

        return self._counted(
            ("timeline", filters, by),
            filters,
            lambda found: counting.found_timeline(found, by),
            lambda archive: counting.timeline(archive, filters, by),
        )

    def places(self, filters: Filters) -> Places:
        """Events on the map, at most some hundreds of spots, those with the most events."""
        from waqai.serve import counting

        return self._counted(
            ("places", filters), filters, counting.found_places, lambda archive: counting.places(archive, filters)
        )

    def network(self, filters: Filters, most: int = 100) -> Network:
        """Who deals with whom: the `most` frequent ties."""
        from waqai.serve import counting

        return self._counted(
            ("network", filters, most),
            filters,
            lambda found: counting.found_network(found, most),
            lambda archive: counting.network(archive, filters, most),
        )

    def _counted(
        self, question: Hashable, filters: Filters, quick: Callable[[Found], T], slow: Callable[[Archive], T]
    ) -> T:
        """An answer by the index, else from the store. Counts do not heed `as_of`."""

        def answer() -> T:
            found = self._finder.find(replace(filters, as_of=None))
            if found:
                return quick(found)
            with self._pool.reader() as archive:
                return slow(archive)

        return self._kept(question, answer)

    def event(self, key: str) -> EventView:
        """One event with all its tellings, by its id, that of a record, or of an event that has become part of it."""
        with self._pool.reader() as archive:
            event = archive.find(key)
            judgements = archive.store.judgements()
        own = {mention.record for mention in event.mentions}
        touching = [one for one in judgements if any(own & set(group) for group in one.records)]
        moved = None if key == event.id or key in own else key
        return EventView.model_construct(event=event, moved_from=moved, judgements=touching)

    def articles(
        self,
        publisher: str | None = None,
        cursor: str | None = None,
        limit: int = 100,
        *,
        updated_since: dt.datetime | None = None,
    ) -> ArticlePage:
        """The articles of the store, latest publication first."""
        with self._pool.reader() as archive:
            return articles.page(archive, publisher, cursor, limit, updated_since)

    def records(
        self,
        wanted: dict[str, str],
        cursor: str | None = None,
        limit: int = 100,
        *,
        updated_since: dt.datetime | None = None,
    ) -> RecordPage:
        """Records by id. `wanted`: values of `article`, `event` (type), `rule`, `status`, `publisher`."""
        with self._pool.reader() as archive:
            return articles.records(archive, wanted, cursor, limit, updated_since)

    def record(self, key: str) -> Record:
        """One record, by its id or that of one whose place it took."""
        with self._pool.reader() as archive:
            for name in (key, archive.store.survivor("record", key)):
                if name and (found := archive.store.records([name])):
                    return found[name]
            raise NotFoundError(f"there is no record {key}", gone=archive.store.is_dead("record", key))

    def tombstones(
        self, since: dt.datetime | None = None, cursor: str | None = None, limit: int = 100
    ) -> TombstonePage:
        """What is no more since a time (UTC), oldest first: for whoever keeps a copy."""
        behind = cursors.read(cursor) if cursor else None
        with self._pool.reader() as archive:
            found = archive.store.tombstones(since, behind, most=limit + 1)
        further = cursors.write((found[limit - 1][3], " ".join(found[limit - 1][:2]))) if len(found) > limit else None
        rows = [Tombstone(id=k, kind=kind, survivor=s, died=at.replace(tzinfo=dt.UTC)) for k, kind, s, at in found]
        return TombstonePage(items=rows[:limit], next=further)

    def article(self, key: str) -> ArticleView:
        """An article with its text, where that was kept, and all records coded from it."""
        with self._pool.reader() as archive:
            return articles.view(archive, key)

    def explain(self, key: str) -> CodedView:
        """How an article of the store is read today, with the rule tree. Raises NotFoundError without a text."""
        with self._pool.reader() as archive:
            article = articles.whole(articles.find(archive, key))
        return self.code(article, explain=True)

    # Relations and actors

    def relation(
        self, a: str, b: str, start: dt.date | None = None, end: dt.date | None = None, by: By | None = None
    ) -> Relation:
        """The history of a relation: series, phases, turning points, narrative in both languages. `a` and `b` are
        codes or names in either language. It is computed once for each state of the store.
        """
        from waqai.relations.relate import relate
        from waqai.run.relation import StoredEvents

        one, other = country_code(a), country_code(b)
        if one == other:
            raise UsageError(f"{a} and {b} are the same country; a relation has two")

        def answer() -> Relation:
            with self._pool.reader() as archive, archive.store.reading():
                return relate(StoredEvents(archive.store), one, other, start=start, end=end, by=by)

        return self._kept(("relation", one, other, start, end, by), answer)

    def relation_svg(self, relation: Relation, language: str = "en") -> str:
        """The chart of a relation as SVG with its font inside."""
        from waqai.relations.chart import chart

        return chart(relation, language)

    def relation_png(self, relation: Relation, language: str = "en") -> bytes:
        """The chart of a relation as PNG."""
        from waqai.relations.png import png

        return png(relation, language)

    def relation_html(self, relation: Relation, language: str = "en") -> str:
        """Chart and narrative as one page of HTML that loads nothing."""
        from waqai.relations.page import page

        return page(relation, language)

    def actors(self, most: int = 300) -> list[ActorRow]:
        """All countries and bodies that stand on a side, the most frequent first."""
        found = self._counted(
            ("actors", most),
            Filters(),
            lambda found: found.index.charts.actors(most=most),
            lambda archive: archive.store.tallies.actors(most=most),
        )
        return [ActorRow(code=code, **facts.names(code), events=events) for code, events in found]

    def actor(self, code: str, latest: int = 20) -> ActorView:
        """A country or body, by code or name: who held which office when, whom it deals with and how, latest events.

        For more of it search with `Filters(side=(code,))`.
        """
        own = country_code(code)

        def answer() -> ActorView:
            mine = Filters(side=(own,), order="-date")
            partners = self._counted(
                ("partners", own),
                Filters(),
                lambda found: found.index.charts.partners(own, most=PARTNERS),
                lambda archive: archive.store.tallies.partners(own, most=PARTNERS),
            )
            return ActorView(
                code=own,
                **facts.names(own),
                offices=facts.offices(own, self.settings.base),
                partners=[_partner(*row) for row in partners],
                latest=self.search(mine, limit=latest).items,
                events=self.count(mine),
            )

        return self._kept(("actor", own, latest), answer)

    # Facts and texts

    def outlets(self) -> list[Outlet]:
        """Every publisher with what the store has of it."""

        def answer() -> list[Outlet]:
            with self._pool.reader() as archive:
                found = archive.store.tallies.outlets()
            keys = ("name", "articles", "records", "first", "last")
            return [Outlet(**dict(zip(keys, row, strict=True))) for row in found]

        return self._kept(("outlets",), answer)

    def who(self, text: str, on: dt.date | None = None) -> list[OfficeRow]:
        """Who held an office on a day (default: today): «وزير الدفاع الإسرائيلي», "prime minister of Iraq"."""
        return facts.who(text, on, self.settings.base)

    def dates(self, text: str, published: dt.date | None = None) -> list[TimeView]:
        """The time expressions of a text and what they mean."""
        return facts.dates(text, published)

    def code(self, article: Article, *, explain: bool = False) -> CodedView:
        """Code an article on the spot, without storing it; with `explain` also how it was read.

        Raises LanguageError where it is not Arabic.
        """
        return facts.code(article, self.settings.base, explain=explain)

    def add(self, articles: Sequence[Article]) -> list[Outcome]:
        """Code articles and store them; those that are there already stay as they are."""
        with self._writer() as archive:
            return list(archive.add(articles))

    def holdings(self) -> Holdings:
        """How much the store has."""

        def answer(archive: Archive) -> Holdings:
            first, last = archive.store.tallies.span()
            return Holdings(**archive.store.sizes(), first=first, last=last)

        return self._ask(("holdings",), answer)

    # What people say and keep

    def judge(self, verdict: Verdict, ids: Sequence[str], because: str = "", by: str = LOCAL) -> Judgement:
        """Say that two events or records are the same or different, or that one is wrong. Kept at once, for ever."""
        with self._writer() as archive:
            return archive.judge(verdict, list(ids), because=because, by=by)

    def judgements(self) -> list[Judgement]:
        """All judgements, oldest first."""
        with self._pool.reader() as archive:
            return archive.store.judgements()

    def rule(self, key: str) -> RuleView | None:
        """A rule of the pack with its examples, None where there is none of that id."""
        return facts.rule(key, self.settings.base)

    def counterexample(self, record: str, because: str = "") -> str:
        """A ready counterexample for the rule that read a record, as YAML for the pack."""
        with self._pool.reader() as archive:
            return articles.counterexample(archive, record, because)

    def searches(self, owner: str = LOCAL) -> list[SavedSearch]:
        """The saved searches of somebody, by name."""
        with self._pool.reader() as archive:
            return archive.store.keeping.searches(owner)

    def save_search(self, name: str, filters: Filters, owner: str = LOCAL) -> SavedSearch:
        """Keep a query under a name; one of the same name is replaced."""
        made = now()
        query = filters.to_query()
        search = SavedSearch(id=stable_id(owner, name, made), owner=owner, name=name, query=query, made=made)
        with self._pool.writer() as archive:
            archive.store.keeping.put_search(search)
        return search

    def drop_search(self, key: str, owner: str = LOCAL) -> None:
        """Forget a saved search. Raises NotFoundError."""
        with self._pool.writer() as archive:
            if not archive.store.keeping.drop_search(key, owner):
                raise NotFoundError(f"there is no saved search {key}")

    def alerts(self, owner: str = LOCAL) -> list[Alert]:
        """What somebody wants to be told of."""
        with self._pool.reader() as archive:
            return archive.store.keeping.alerts(owner)

    def add_alert(
        self, name: str, kind: AlertKind, filters: Filters, channels: Sequence[Channel] = (), owner: str = LOCAL
    ) -> Alert:
        """Wait for something from now on. `range` needs exactly one dyad of two countries in the filters."""
        alert = new_alert(name, kind, filters, channels, owner)
        with self._pool.writer() as archive:
            archive.store.keeping.put_alert(alert)
        return alert

    def drop_alert(self, key: str, owner: str = LOCAL) -> None:
        """Wait no more; its notices go too. Raises NotFoundError."""
        with self._pool.writer() as archive:
            if not archive.store.keeping.drop_alert(key, owner):
                raise NotFoundError(f"there is no alert {key}")

    def notices(self, owner: str = LOCAL, *, unseen: bool = False, limit: int = 100) -> list[Notice]:
        """Alerts that arrived, the latest first."""
        with self._pool.reader() as archive:
            return archive.store.keeping.notices(owner, unseen=unseen, most=limit)

    def look(self) -> list[Notice]:
        """See what has happened that alerts wait for. Without alerts it costs nothing."""
        from waqai.serve.lookout import look

        with self._pool.reader() as archive:
            if not archive.store.keeping.alerts():
                return []
        with self._pool.writer() as archive:
            return look(archive, dt.datetime.now(dt.UTC).replace(tzinfo=None))

    def due(self) -> list[tuple[Delivery, Notice, str]]:
        """What has to be delivered now, each with its notice and the key of its alert."""
        with self._pool.reader() as archive:
            keeping = archive.store.keeping
            waiting = keeping.due(dt.datetime.now(dt.UTC).replace(tzinfo=None))
            keys = {alert.id: alert.key for alert in keeping.alerts()} if waiting else {}
            found = [(one, keeping.notice(one.notice), keys.get(one.alert, "")) for one in waiting]
        return [(delivery, notice, key) for delivery, notice, key in found if notice is not None]

    def delivered(self, delivery: Delivery) -> None:
        """Note what became of a delivery."""
        with self._pool.writer() as archive:
            archive.store.keeping.put_delivery(delivery)

    def deliveries(self, alert: str, owner: str = LOCAL) -> list[Delivery]:
        """What became of the notices of an alert. Raises NotFoundError."""
        with self._pool.reader() as archive:
            if all(one.id != alert for one in archive.store.keeping.alerts(owner)):
                raise NotFoundError(f"there is no alert {alert}")
            return archive.store.keeping.deliveries(alert)

    def mark_seen(self, keys: Sequence[str], owner: str = LOCAL) -> None:
        """These notices have been seen."""
        with self._pool.writer() as archive:
            archive.store.keeping.mark_seen(keys, owner)

    # Bulk

    def lines(self, filters: Filters) -> Iterator[str]:
        """All events asked for, each as a line of JSON, as they are stored; on a connection of its own."""
        with self._pool.further() as archive:
            yield from archive.lines(filters)

    def record_lines(self) -> Iterator[str]:
        """All records, each as a line of JSON, by id."""
        behind: str | None = None
        while True:
            with self._pool.reader() as archive:
                found = archive.store.articles.page_of_records({}, behind, most=PAGE)
            yield from (text for _, text in found)
            if len(found) < PAGE:
                return
            behind = found[-1][0]

    def rows_with_time(self, filters: Filters, most: int) -> list[tuple[str, EventRow]]:
        """The first events asked for, each with when the store wrote it last (ISO, UTC). Ordered by `-updated`."""
        with self._pool.reader() as archive:
            found = archive.page(filters, most=most)
        return [(f"{place[0].isoformat()}Z", event_row(event_json(text))) for place, text in found]

    # Tokens

    def tokens(self) -> list[Token]:
        """All tokens, also those that were revoked."""
        with self._pool.reader() as archive:
            return archive.store.keeping.tokens()

    def add_token(self, name: str, role: str) -> tuple[Token, str]:
        """A new token, and its secret, which is not kept. Raises UsageError."""
        kept, secret = new_token(name, role)
        with self._pool.writer() as archive:
            archive.store.keeping.put_token(kept)
        self.doorkeeper.forget()
        return kept, secret

    def revoke_token(self, key: str) -> None:
        """A token counts no more. Raises NotFoundError."""
        with self._pool.writer() as archive:
            there = archive.store.keeping.revoke(key, now())
        self.doorkeeper.forget()
        if not there:
            raise NotFoundError(f"there is no token {key}")

    def check(self) -> None:
        """Raises StoreError where the store cannot be read."""
        with self._pool.reader() as archive:
            archive.store.check()

    # What makes it work

    def prepare(self) -> None:
        """Make what the first questions need: the index, and the rules by which words are looked up."""
        self._finder.find(Filters())
        self._finder.wait()
        with self._pool.reader() as archive:
            archive.words(Filters(text="خبر"))

    def prepare_rows(self, at_once: int) -> Iterator[None]:
        """Make the rows of all events, so many between two steps, the last written first."""
        found = self._finder.find(Filters())
        if found is None:
            return
        for end in range(found.index.size, 0, -at_once):
            with self._pool.reader() as archive:
                self._lists.keep(archive, found.index, range(max(0, end - at_once), end))
            yield

    def state(self) -> str:
        """Changes whenever the chronicle does: for caches and ETags."""
        if self._alone:
            return str(self._writes)
        with self._pool.reader() as archive:
            return archive.store.stamp()

    def _ask(self, question: Hashable, answer: Callable[[Archive], T]) -> T:
        """An answer from a reader, kept as long as the chronicle does not change."""

        def read() -> T:
            with self._pool.reader() as archive:
                return answer(archive)

        return self._kept(question, read)

    def _kept(self, question: Hashable, answer: Callable[[], T]) -> T:
        return self._answers.get(self.state(), question, answer)

    @contextmanager
    def _writer(self) -> Iterator[Archive]:
        """An archive that changes the chronicle."""
        try:
            with self._pool.writer() as archive:
                yield archive
        finally:
            self._writes = f"{self._began}.{next(self._changes)}"


def now() -> str:
    """The time as an ISO timestamp in UTC."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _partner(code: str, quads: tuple[int, int, int, int], score: float, last: dt.date | None) -> Partner:
    return Partner(code=code, **facts.names(code), events=sum(quads), quads=quads, score=score, last=last)
