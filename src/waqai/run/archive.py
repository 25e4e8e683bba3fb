"""The archive: articles are coded, stored and resolved in one go, a batch at a time, each wholly or not at all."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from waqai.errors import InputError, NotFoundError, UsageError
from waqai.models import Article, Judgement, Verdict, stable_id
from waqai.run.asking import Asking
from waqai.run.coding import coded_article
from waqai.run.diff import Difference
from waqai.run.local import Coded, work_all
from waqai.store.ahead import AheadWorkspace
from waqai.store.articles import Change
from waqai.store.rows import CodedArticle

T = TypeVar("T")
AHEAD = 64
"""Articles that are looked up in the store at once, to see which are there already."""
BATCH_ARTICLES, BATCH_RECORDS = 500, 2000
"""From which on a batch may be stored. It waits until coding it has taken as long as storing the last one took, so
that a large archive, in which each batch reaches many neighbours, is not written for longer than it is coded for."""
MOST_ARTICLES, MOST_RECORDS = 5000, 20_000
"""What is stored at once at most: a run that is killed loses no more work than that."""

Fate = Literal["added", "replaced", "unchanged", "rejected"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an article; of a rejected one the kind of reason, and the whole message."""

    article: str | None
    fate: Fate
    records: int = 0
    reason: str | None = None
    message: str = ""


class Archive(Asking):
    """An open store with a coder and identity at work on it. The coder is loaded when it is needed."""

    def add(self, articles: Iterable[Article | InputError]) -> Iterator[Outcome]:
        """Code and store articles. What is there already is not coded again; a corrected article replaces the old one.

        An outcome is given once it is certain: what was added has been committed. Raises StoreError, and keeps what
        was committed before.
        """
        known: list[Outcome] = []
        run = _Run(self, "add")
        batch = _Batch()
        for coded in work_all(self._news(articles, known), self._settings, coded_article):
            yield from _drain(known)
            if coded.rejected is not None:
                yield Outcome(coded.article_id, "rejected", reason=coded.reason, message=coded.rejected)
                continue
            batch.take(coded)
            if batch.is_full:
                yield from _outcomes(run.write(batch.empty()))
        yield from _drain(known)
        yield from _outcomes(run.write(batch.empty()))
        run.finish()

    def put(self, coded: Iterable[CodedArticle], *, command: str = "run") -> Iterator[Outcome]:
        """Store articles that were coded elsewhere; what is there already stays as it is. Raises StoreError.

        Batches are as large as they may be: no work of coding is lost with one.
        """
        run = _Run(self, command)
        batch = _Batch(articles=MOST_ARTICLES, records=MOST_RECORDS)
        for group in _groups(coded):
            there = self.store.articles.is_stored([one.article for one in group])
            for one, is_there in zip(group, there, strict=True):
                if is_there:
                    yield Outcome(one.article.id, "unchanged")
                    continue
                batch.add(one)
                if batch.is_full:
                    yield from _outcomes(run.write(batch.empty()))
        yield from _outcomes(run.write(batch.empty()))
        run.finish()

    def recode(self, *, only_outdated: bool = False) -> Iterator[Difference]:
        """Code the articles of the store anew; gives what became of the records, a batch at a time.

        Articles whose text was not kept stay as they are. `only_outdated` leaves out those that this program and these
        packs have coded already.
        """
        run = _Run(self, "recode")
        batch = _Batch()
        rejected: list[str] = []
        for coded in work_all(self._stored(only_outdated), self._settings, coded_article):
            if coded.rejected is not None:
                rejected.append(coded.rejected)
                continue
            batch.take(coded)
            if batch.is_full:
                yield Difference.of(run.write(batch.empty(), anew=True), rejected=_drain_all(rejected))
        yield Difference.of(run.write(batch.empty(), anew=True), rejected=_drain_all(rejected))
        run.finish()

    def resolve(self) -> None:
        """Resolve everything anew, in `settings.workers` processes."""
        from waqai.run.whole import resolve_store

        resolve_store(self.store, workers=self._settings.workers)

    def judge(self, verdict: Verdict, ids: Sequence[str], *, because: str = "", by: str = "") -> Judgement:
        """Keep a judgement and resolve what it touches. Raises UsageError on ids that there are not."""
        if len(ids) != (1 if verdict == "wrong" else 2):
            raise UsageError("name one id for wrong, two for same and different")
        if len(set(ids)) != len(ids):
            raise UsageError("name two different ids")
        from waqai.resolve import resolve

        at = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        with self.store.writing():
            records = [self._records_of(key) for key in ids]
            judgement = Judgement(
                id=stable_id(verdict, *ids, at), verdict=verdict, ids=list(ids), records=records,
                because=because, by=by, at=at,
            )  # fmt: skip
            self.store.judge(judgement)
            resolve(AheadWorkspace(self.store.workspace), judged=[judgement])
        return judgement

    def _records_of(self, key: str) -> list[str]:
        """The records that an id stands for."""
        event = self.store.chronicle.get(key)
        if event is not None:
            return [mention.record for mention in event.mentions]
        if self.store.records([key]):
            return [key]
        raise NotFoundError(f"there is no event or record {key}")

    def _news(self, articles: Iterable[Article | InputError], known: list[Outcome]) -> Iterator[Article | InputError]:
        """The articles that are not in the store yet; the others go to `known`."""
        for group in _groups(articles):
            there = self.store.articles.is_stored([item for item in group if isinstance(item, Article)])
            stored = iter(there)
            for item in group:
                if isinstance(item, Article) and next(stored):
                    known.append(Outcome(item.id, "unchanged"))
                else:
                    yield item

    def _stored(self, only_outdated: bool) -> Iterator[Article]:
        coder = self._coder
        for stored in self.store.articles.all():
            current = (stored.coder, stored.codebook) == (coder.program, coder.codebook)
            article = stored.article()
            if article is not None and not (only_outdated and current):
                yield article


class _Batch:
    """Articles that wait to be stored together."""

    def __init__(self, *, articles: int = BATCH_ARTICLES, records: int = BATCH_RECORDS) -> None:
        self._least_articles, self._least_records = articles, records
        self._waiting: list[CodedArticle] = []
        self._records = 0
        self._emptied = self._begun = time.monotonic()

    def take(self, coded: Coded[CodedArticle]) -> None:
        for one in coded.results:
            self.add(one)

    def add(self, one: CodedArticle) -> None:
        if not self._waiting:
            self._begun = time.monotonic()
        self._waiting.append(one)
        self._records += len(one.records)

    @property
    def is_full(self) -> bool:
        if len(self._waiting) >= MOST_ARTICLES or self._records >= MOST_RECORDS:
            return True
        enough = len(self._waiting) >= self._least_articles or self._records >= self._least_records
        return enough and time.monotonic() - self._begun >= self._begun - self._emptied

    def empty(self) -> list[CodedArticle]:
        waiting, self._waiting, self._records = self._waiting, [], 0
        self._emptied = time.monotonic()
        return waiting


class _Run:
    """A run that writes; on record from its first batch on, so that a run that changes nothing leaves no trace."""

    def __init__(self, archive: Archive, command: str) -> None:
        self._archive, self._store, self._command = archive, archive.store, command
        self._number: int | None = None

    def write(self, coded: Sequence[CodedArticle], *, anew: bool = False) -> Change:
        """Store a batch and resolve what it touches, in one transaction."""
        if not coded:
            return Change()
        from waqai.resolve import resolve

        with self._store.writing():
            number = self._begin(coded[0])
            keep = self._archive._settings.keep_text
            change = self._store.articles.put(coded, keep_text=keep, run=number, anew=anew)
            resolve(AheadWorkspace(self._store.workspace), change.new, change.removed)
            self._store.count_run(number, articles=len(change.added) + len(change.replaced), records=len(change.new))
        self._number = number
        return change

    def _begin(self, first: CodedArticle) -> int:
        if self._number is not None:
            return self._number
        return self._store.begin_run(self._command, program=first.coder, codebook=first.codebook)

    def finish(self) -> None:
        """The run is over."""
        if self._number is not None:
            self._store.finish_run(self._number)


def _outcomes(change: Change) -> Iterator[Outcome]:
    records: dict[str, int] = {}
    for record in change.after:
        records[record.article.id] = records.get(record.article.id, 0) + 1
    fates: Sequence[tuple[Fate, list[str]]] = (
        ("added", change.added),
        ("replaced", change.replaced),
        ("unchanged", change.unchanged),
    )
    for fate, articles in fates:
        yield from (Outcome(key, fate, records.get(key, 0) if fate != "unchanged" else 0) for key in articles)


def _drain(known: list[Outcome]) -> Iterator[Outcome]:
    waiting, known[:] = list(known), []
    yield from waiting


def _drain_all(items: list[str]) -> list[str]:
    taken, items[:] = list(items), []
    return taken


def _groups(items: Iterable[T]) -> Iterator[list[T]]:
    group: list[T] = []
    for item in items:
        group.append(item)
        if len(group) == AHEAD:
            yield group
            group = []
    if group:
        yield group
