"""Articles and their records in the store: each article once, a corrected one in place of what it corrects."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from waqai import models
from waqai.store.database import Database
from waqai.store.rows import CodedArticle, article_row, digest, now, record_row
from waqai.store.tombstones import bury, raise_up
from waqai.store.workspace import delete

if TYPE_CHECKING:
    from waqai.models import Article, Record

PAGE = 200
"""Articles that are read at once where all are wanted."""


@dataclass(frozen=True, slots=True)
class Known:
    """An article that is in the store already."""

    id: str
    url: str | None
    digest: str
    added: dt.datetime


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as the store has it; `text` is None where it was not kept."""

    id: str
    url: str | None
    title: str | None
    text: str | None
    published: dt.date | None
    publisher: str | None
    language: str | None
    characters: int
    coder: str
    codebook: str
    added: dt.datetime
    updated: dt.datetime

    def article(self) -> Article | None:
        """The article to be coded again, None where its text was not kept."""
        if self.text is None:
            return None
        return models.Article.model_construct(
            id=self.id,
            url=self.url,
            title=self.title,
            text=self.text,
            published=self.published,
            publisher=self.publisher,
            language=self.language,
        )


@dataclass(slots=True)
class Change:
    """What a write did to articles and records: ids, and the records before and after of what was replaced."""

    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    before: list[Record] = field(default_factory=list)
    after: list[Record] = field(default_factory=list)


_COLUMNS = "id, url, title, text, published, publisher, language, characters, coder, codebook, added, updated"


_WANTED = ("article", "event", "rule", "status", "publisher")
"""Columns by which records are looked for."""


class Articles:
    """The articles of a store and the records coded from them."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def is_stored(self, articles: Sequence[Article]) -> list[bool]:
        """For each article whether it is in the store with the same content."""
        known = self._known(articles)
        return [any(old.digest == digest(article) for old in known.of(article)) for article in articles]

    def get(self, key: str) -> StoredArticle | None:
        """One article."""
        rows = self._db.query(f"select {_COLUMNS} from articles where id = $id", {"id": key})  # noqa: S608
        return StoredArticle(*rows[0]) if rows else None

    def all(self) -> Iterator[StoredArticle]:
        """All articles by id, a page at a time, so that each may be replaced meanwhile."""
        after = ""
        sql = f"select {_COLUMNS} from articles where id > $after order by id limit {PAGE}"  # noqa: S608
        while page := self._db.query(sql, {"after": after}):
            yield from (StoredArticle(*row) for row in page)
            after = page[-1][0]

    def added(self, ids: Collection[str]) -> dict[str, dt.datetime]:
        """When each article, or the first version of it, was added (UTC)."""
        sql = "select id, added from articles where id in (select unnest($ids::text[]))"
        return dict(self._db.query(sql, {"ids": list(ids)}))

    def page(
        self,
        publisher: str | None = None,
        behind: tuple[Any, str] | None = None,
        *,
        most: int,
        updated_since: dt.datetime | None = None,
    ) -> list[tuple[StoredArticle, bool, int]]:
        """Articles without their text, whether that was kept, and their records: latest publication first, behind a
        place in this order.
        """
        conditions, params = ["true"], dict[str, Any]()
        if publisher is not None:
            conditions.append("lower(publisher) = $publisher")
            params["publisher"] = publisher.casefold()
        if updated_since is not None:
            conditions.append("updated >= $updated")
            params["updated"] = updated_since
        if behind is not None and behind[0] is None:
            conditions.append("published is null and id > $behind")
        elif behind is not None:
            conditions.append("(published < $day or (published = $day and id > $behind) or published is null)")
            params["day"] = behind[0]
        params |= {"behind": behind[1]} if behind else {}
        sql = (
            f"select {_COLUMNS.replace(' text,', ' null,')}, text is not null from articles "  # noqa: S608
            f"where {' and '.join(conditions)} order by published desc nulls last, id limit {most:d}"
        )
        rows = self._db.query(sql, params)
        records = self._records_of([row[0] for row in rows])
        return [(StoredArticle(*row[:-1]), row[-1], records.get(row[0], 0)) for row in rows]

    def _records_of(self, articles: Sequence[str]) -> dict[str, int]:
        sql = "select article, count(*) from records where article in (select unnest($ids::text[])) group by 1"
        return {key: int(number) for key, number in self._db.query(sql, {"ids": articles})}

    def records(self, key: str) -> list[Record]:
        """The records of an article, in the order of its text."""
        rows = self._db.query("select json from records where article = $id", {"id": key})
        found = [models.Record.model_validate_json(row[0]) for row in rows]
        return sorted(found, key=lambda record: (record.evidence.trigger, record.id))

    def page_of_records(
        self, wanted: Mapping[str, str], behind: str | None, *, most: int, updated_since: dt.datetime | None = None
    ) -> list[tuple[str, str]]:
        """Ids and JSON of records by id, behind an id. `wanted`: values of article, event, rule, status, publisher."""
        conditions = [f"{name} = ${name}" for name in _WANTED if name in wanted]
        params: dict[str, Any] = {name: wanted[name] for name in _WANTED if name in wanted}
        if updated_since is not None:
            conditions.append("article in (select id from articles where updated >= $updated)")
            params["updated"] = updated_since
        if behind is not None:
            conditions.append("id > $behind")
            params["behind"] = behind
        sql = f"select id from records where {' and '.join(conditions) or 'true'} order by id limit {most:d}"  # noqa: S608
        ids = [row[0] for row in self._db.query(sql, params)]
        whole = "select id, json from records where id in (select unnest($ids::text[]))"
        found: dict[str, str] = dict(self._db.query(whole, {"ids": ids}))
        return [(key, found[key]) for key in ids]

    def count_without_text(self) -> int:
        """How many articles are here without their text."""
        return int(self._db.query("select count(*) from articles where text is null")[0][0])

    def put(self, coded: Sequence[CodedArticle], *, keep_text: bool, run: int, anew: bool = False) -> Change:
        """Store articles with their records; those that are there with the same content stay, unless `anew`.

        An article with the id or the url of a stored one replaces it and its records. Of two such articles in one
        call the later one counts. Ids that vanish leave tombstones. The caller holds the transaction.
        """
        change = Change()
        known = self._known([one.article for one in coded])
        wanted: list[CodedArticle] = []
        old: dict[str, Known] = {}
        for one in _latest(coded):
            stored = known.of(one.article)
            if not anew and any(k.digest == digest(one.article) for k in stored):
                change.unchanged.append(one.article.id)
                continue
            wanted.append(one)
            (change.replaced if stored else change.added).append(one.article.id)
            old |= {k.id: k for k in stored}
        self._remove(old, change)
        self._insert(wanted, old, known, change, keep_text=keep_text, run=run)
        self._bury(wanted, old, known, change)
        return change

    def _known(self, articles: Sequence[Article]) -> _KnownArticles:
        ids = [article.id for article in articles]
        urls = [article.url for article in articles if article.url]
        sql = (
            "select id, url, digest, added from articles where id in (select unnest($ids::text[])) "
            "union select id, url, digest, added from articles where url in (select unnest($urls::text[]))"
        )
        rows = self._db.query(sql, {"ids": ids, "urls": urls}) if articles else []
        return _KnownArticles(Known(*row) for row in rows)

    def _remove(self, old: Mapping[str, Known], change: Change) -> None:
        if not old:
            return
        sql = "select id, json from records where article in (select unnest($ids::text[])) order by id"
        rows = self._db.query(sql, {"ids": list(old)})
        change.removed += [row[0] for row in rows]
        change.before += [models.Record.model_validate_json(row[1]) for row in rows]
        delete(self._db, "records", "article", old)
        delete(self._db, "articles", "id", old)

    def _insert(
        self,
        wanted: Sequence[CodedArticle],
        old: Mapping[str, Known],
        known: _KnownArticles,
        change: Change,
        *,
        keep_text: bool,
        run: int,
    ) -> None:
        at = now()
        articles = []
        records = []
        for one in wanted:
            added = min((k.added for k in known.of(one.article) if k.id in old), default=at)
            articles.append(article_row(one, keep_text=keep_text, run=run, added=added, at=at))
            records += [record_row(record, one.article.full_text, run=run) for record in one.records]
            change.after += [record.record for record in one.records]
        change.new += [record.id for record in change.after]
        self._db.append("articles", articles)
        self._db.append("records", records)

    def _bury(
        self, wanted: Sequence[CodedArticle], old: Mapping[str, Known], known: _KnownArticles, change: Change
    ) -> None:
        heirs = {k.id: one.article.id for one in wanted for k in known.of(one.article) if k.id in old}
        there = {one.article.id for one in wanted}
        bury(self._db, "article", {key: heir for key, heir in heirs.items() if key not in there})
        raise_up(self._db, "article", there)
        survivors = heirs_of(change.before, change.after, heirs)
        bury(self._db, "record", survivors)
        raise_up(self._db, "record", change.new)


class _KnownArticles:
    """Articles of the store by id and by url."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._by_id: dict[str, Known] = {}
        self._by_url: dict[str, list[Known]] = {}
        for one in known:
            self._by_id[one.id] = one
            if one.url:
                self._by_url.setdefault(one.url, []).append(one)

    def of(self, article: Article) -> list[Known]:
        """The stored articles that this one is, or corrects."""
        found = {one.id: one for one in self._by_url.get(article.url or "", ())}
        if article.id in self._by_id:
            found[article.id] = self._by_id[article.id]
        return list(found.values())


def _latest(coded: Sequence[CodedArticle]) -> list[CodedArticle]:
    """Of several articles with one id or one url the last, in the order of the call."""
    ids: set[str] = set()
    urls: set[str] = set()
    kept = []
    for one in reversed(coded):
        article = one.article
        if article.id in ids or (article.url and article.url in urls):
            continue
        ids.add(article.id)
        urls |= {article.url} if article.url else set()
        kept.append(one)
    return kept[::-1]


def heirs_of(before: Iterable[Record], after: Iterable[Record], heirs: Mapping[str, str]) -> dict[str, str | None]:
    """For each record that is gone the one that took its place: same article, type and words; None where none did."""
    old = list(before)
    ids = {record.id for record in old}
    by_words: dict[tuple[str, ...], list[str]] = {}
    there = set()
    for record in after:
        there.add(record.id)
        if record.id not in ids:
            by_words.setdefault((record.article.id, *_words(record)), []).append(record.id)
    gone: dict[str, str | None] = {}
    for record in (r for r in old if r.id not in there):
        same = by_words.get((heirs.get(record.article.id, record.article.id), *_words(record)))
        gone[record.id] = same.pop(0) if same else None
    return gone


def _words(record: Record) -> tuple[str, str]:
    return record.event[0], record.event_text
