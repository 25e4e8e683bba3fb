"""The desk: what can be asked of a chronicle and said about it. API and pages both talk to it, and to nothing else.

All methods may be called from any thread at any time; they block, so coroutines call them in a thread
(`await run_in_threadpool(desk.search, filters)`, in NiceGUI `await run.io_bound(desk.search, filters)`).
Filters are those of `waqai events`: `Filters.parse({"dyad": "EGY-TUR", "from": "2013"})`, back by `to_query()`.
Errors: UsageError for what makes no sense, NotFoundError for ids that are not there, InputError and LanguageError for
texts that cannot be coded, StoreError for a store that fails.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from waqai.errors import UsageError
from waqai.models import Article, Judgement, Relation, Verdict
from waqai.packs.naming import country_code
from waqai.packs.phrases import countries, load_phrases
from waqai.run.archive import Outcome
from waqai.run.local import coder_for
from waqai.serve import cursor as cursors
from waqai.serve.pool import Pool
from waqai.serve.rows import event_row, sentences
from waqai.serve.settings import ServeSettings
from waqai.serve.views import (
    ActorRow,
    ActorView,
    Alert,
    AlertKind,
    ArticlePage,
    ArticleView,
    Channel,
    CodedView,
    EventPage,
    EventView,
    Facets,
    Holdings,
    Network,
    Notice,
    OfficeRow,
    Outlet,
    Places,
    SavedSearch,
    Tie,
    Timeline,
    TimeView,
)
from waqai.store import Filters

if TYPE_CHECKING:
    from waqai.models import By

LOCAL = "local"
"""The owner of what is said and saved where nobody has to name himself: on loopback."""


class Desk:
    """Everything a server knows. Open one for each store; close it at the end."""

    def __init__(self, settings: ServeSettings) -> None:
        self.settings = settings
        self._pool = Pool(settings.base, readers=settings.readers)

    def close(self) -> None:
        """Close the store. Nobody may ask any more."""
        self._pool.close()

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
        found, further = self.page(filters, cursor, limit, updated_since=updated_since)
        return EventPage.model_construct(items=[event_row(text) for text in found], next=further)

    def page(
        self,
        filters: Filters,
        cursor: str | None = None,
        limit: int = 100,
        *,
        updated_since: dt.datetime | None = None,
    ) -> tuple[list[str], str | None]:
        """As `search`, but whole events, each as JSON; and the cursor of the next page."""
        behind = cursors.read(cursor) if cursor else None
        with self._pool.reader() as archive:
            found = archive.page(filters, most=limit + 1, behind=behind, updated_since=updated_since)
        further = cursors.write(found[limit - 1][0]) if len(found) > limit else None
        return [text for _, text in found[:limit]], further

    def count(self, filters: Filters) -> int:
        """How many events are asked for."""
        with self._pool.reader() as archive:
            return archive.count(filters)

    def facets(self, filters: Filters) -> Facets:
        """Counts per value of each filter: for the filter column."""
        from waqai.serve.counting import facets

        with self._pool.reader() as archive:
            return facets(archive, filters)

    def timeline(self, filters: Filters, by: By | None = None) -> Timeline:
        """Events over time by quad class; `by` defaults to a step that suits the span. For the brush leave out
        `since` and `until` of the filters, so that all of the time is shown.
        """
        from waqai.serve.counting import timeline

        with self._pool.reader() as archive:
            return timeline(archive, filters, by)

    def places(self, filters: Filters) -> Places:
        """Events on the map, at most some hundreds of spots, those with the most events."""
        from waqai.serve.counting import places

        with self._pool.reader() as archive:
            return places(archive, filters)

    def network(self, filters: Filters, most: int = 100) -> Network:
        """Who deals with whom: the `most` frequent ties."""
        with self._pool.reader() as archive:
            ties = archive.store.tallies.ties(filters, archive.words(filters), most=most)
        return Network(ties=[Tie(source=a, target=t, quads=quads, score=score) for a, t, quads, score, _ in ties])

    def event(self, key: str) -> EventView:
        """One event with all its tellings, by its id, that of a record, or of an event that has become part of it."""
        with self._pool.reader() as archive:
            event = archive.find(key)
            judgements = archive.store.judgements()
        own = {mention.record for mention in event.mentions}
        touching = [one for one in judgements if any(own & set(group) for group in one.records)]
        moved = None if key == event.id or key in own else key
        return EventView.model_construct(event=event, moved_from=moved, judgements=touching)

    def articles(self, publisher: str | None = None, cursor: str | None = None, limit: int = 100) -> ArticlePage:
        """The articles of the store, latest publication first."""
        raise NotImplementedError

    def article(self, key: str) -> ArticleView:
        """An article with its text, where that was kept, and all records coded from it."""
        raise NotImplementedError

    def explain(self, key: str) -> CodedView:
        """How an article of the store is read today, with the rule tree. Raises UsageError without a text."""
        view = self.article(key)
        if view.full_text is None:
            raise UsageError(f"the text of article {key} was not kept")
        raise NotImplementedError

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
        with self._pool.reader() as archive, archive.store.reading():
            return relate(StoredEvents(archive.store), one, other, start=start, end=end, by=by)

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
        with self._pool.reader() as archive:
            found = archive.store.tallies.facet("actor", Filters(), most=most)
        return [ActorRow(code=code, **names(code), events=events) for code, events in found]

    def actor(self, code: str, latest: int = 20) -> ActorView:
        """A country or body: who held which office when, whom it deals with and how, its latest events."""
        raise NotImplementedError

    # Facts and texts

    def outlets(self) -> list[Outlet]:
        """Every publisher with what the store has of it."""
        with self._pool.reader() as archive:
            found = archive.store.tallies.outlets()
        keys = ("name", "articles", "records", "first", "last")
        return [Outlet(**dict(zip(keys, row, strict=True))) for row in found]

    def who(self, text: str, on: dt.date | None = None) -> list[OfficeRow]:
        """Who held an office on a day (default: today): «وزير الدفاع الإسرائيلي», "prime minister of Iraq"."""
        raise NotImplementedError

    def dates(self, text: str, published: dt.date | None = None) -> list[TimeView]:
        """The time expressions of a text and what they mean."""
        raise NotImplementedError

    def code(self, article: Article, *, explain: bool = False) -> CodedView:
        """Code an article on the spot, without storing it; with `explain` also how it was read.

        Raises LanguageError where it is not Arabic.
        """
        from waqai.ingest.language import check_language

        check_language(article)
        coder = coder_for(self.settings.base)
        read = sentences(coder.explain(article)) if explain else []
        return CodedView.model_construct(
            article=article, full_text=article.full_text, records=coder.code(article), sentences=read
        )

    def add(self, articles: Sequence[Article]) -> list[Outcome]:
        """Code articles and store them; those that are there already stay as they are."""
        with self._pool.writer() as archive:
            return list(archive.add(articles))

    def holdings(self) -> Holdings:
        """How much the store has."""
        with self._pool.reader() as archive:
            first, last = archive.store.tallies.span()
            return Holdings(**archive.store.sizes(), first=first, last=last)

    # What people say and keep

    def judge(self, verdict: Verdict, ids: Sequence[str], because: str = "", by: str = LOCAL) -> Judgement:
        """Say that two events or records are the same or different, or that one is wrong. Kept at once, for ever."""
        with self._pool.writer() as archive:
            return archive.judge(verdict, list(ids), because=because, by=by)

    def judgements(self) -> list[Judgement]:
        """All judgements, oldest first."""
        with self._pool.reader() as archive:
            return archive.store.judgements()

    def counterexample(self, record: str, because: str = "") -> str:
        """A ready counterexample for the rule that read a record, as YAML for the pack."""
        raise NotImplementedError

    def searches(self, owner: str = LOCAL) -> list[SavedSearch]:
        """The saved searches of somebody, by name."""
        raise NotImplementedError

    def save_search(self, name: str, filters: Filters, owner: str = LOCAL) -> SavedSearch:
        """Keep a query under a name; one of the same name is replaced."""
        raise NotImplementedError

    def drop_search(self, key: str, owner: str = LOCAL) -> None:
        """Forget a saved search."""
        raise NotImplementedError

    def alerts(self, owner: str = LOCAL) -> list[Alert]:
        """What somebody wants to be told of."""
        raise NotImplementedError

    def add_alert(
        self, name: str, kind: AlertKind, filters: Filters, channels: Sequence[Channel] = (), owner: str = LOCAL
    ) -> Alert:
        """Wait for something from now on. `range` needs exactly one dyad of two countries in the filters."""
        raise NotImplementedError

    def drop_alert(self, key: str, owner: str = LOCAL) -> None:
        """Wait no more; its notices go too."""
        raise NotImplementedError

    def notices(self, owner: str = LOCAL, *, unseen: bool = False, limit: int = 100) -> list[Notice]:
        """Alerts that arrived, the latest first."""
        raise NotImplementedError

    def mark_seen(self, keys: Sequence[str], owner: str = LOCAL) -> None:
        """These notices have been seen."""
        raise NotImplementedError

    # Bulk

    def lines(self, filters: Filters) -> Iterator[str]:
        """All events asked for, each as a line of JSON, as they are stored; keeps a reader until it is exhausted."""
        with self._pool.reader() as archive:
            yield from archive.lines(filters)


def names(code: str) -> dict[str, str]:
    """`name_en` and `name_ar` of a country or special code; the code itself where it is neither."""
    country = countries().get(code)
    return {
        "name_en": country.name_en if country else load_phrases("en").country(code),
        "name_ar": country.name_ar if country else load_phrases("ar").country(code),
    }
