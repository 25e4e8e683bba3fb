"""Code a stream of articles, in this process or in several, in the order in which they came.

An article that cannot be coded comes back with the reason, and the rest goes on. Only a few batches are under way at a
time, so memory stays flat however long the stream is.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Generic, TypeVar

from waqai.config import Settings
from waqai.errors import InputError, WaqaiError
from waqai.ingest.language import check_language
from waqai.models import Article, Record

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

    from waqai.pipeline import Coder

T = TypeVar("T")
BATCH_CHARS = 100_000
"""Characters sent to a worker at once: enough to make sending cheap, few enough to share the work evenly."""


DEFECTS = (ArithmeticError, LookupError, RecursionError, TypeError, ValueError, AttributeError)
"""What a defect of the coder shows itself by. It must not cost a batch of a million articles: the article is rejected,
loudly, and the rest goes on."""


@dataclass(frozen=True, slots=True)
class Coded(Generic[T]):
    """What became of one article: its events as `results`, or why it was `rejected` (`reason` in one word)."""

    article_id: str | None
    title: str | None
    results: tuple[T, ...] = ()
    rejected: str | None = None
    reason: str | None = None


Work = Callable[[Article, Settings], Iterable[T]]
"""What is done with an article, in the worker; with several workers it must be a module-level function."""


def code_all(
    articles: Iterable[Article | InputError], settings: Settings, *, render: Callable[[Record], T]
) -> Iterator[Coded[T]]:
    """Code every article with `settings.workers` processes. `render` turns a record into what is wanted, in the worker;
    with several workers it must be a module-level function. Raises WaqaiError if a worker is killed.
    """
    return work_all(articles, settings, partial(_render, render))


def work_all(articles: Iterable[Article | InputError], settings: Settings, work: Work[T]) -> Iterator[Coded[T]]:
    """Do the work on every article with `settings.workers` processes. Raises WaqaiError if a worker is killed."""
    if settings.workers == 1:
        for article in articles:
            yield _do_one(article, settings, work)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    with ProcessPoolExecutor(settings.workers) as pool:
        try:
            yield from _in_order(pool, articles, settings, work)
        except BrokenProcessPool as error:
            raise WaqaiError("a worker process was killed (out of memory?); try fewer --workers") from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor,
    articles: Iterable[Article | InputError],
    settings: Settings,
    work: Work[T],
) -> Iterator[Coded[T]]:
    waiting: deque[Future[list[Coded[T]]]] = deque()
    for batch in _batches(articles):
        waiting.append(pool.submit(_do_batch, batch, settings, work))
        if len(waiting) > 2 * settings.workers:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _batches(articles: Iterable[Article | InputError]) -> Iterator[list[Article | InputError]]:
    batch: list[Article | InputError] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += len(article.text) if isinstance(article, Article) else 0
        if size >= BATCH_CHARS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _do_batch(batch: list[Article | InputError], settings: Settings, work: Work[T]) -> list[Coded[T]]:
    return [_do_one(article, settings, work) for article in batch]


def _render(render: Callable[[Record], T], article: Article, settings: Settings) -> Iterable[T]:
    return map(render, coder_for(settings).code(article))


def _do_one(article: Article | InputError, settings: Settings, work: Work[T]) -> Coded[T]:
    if isinstance(article, InputError):
        return Coded(None, None, rejected=str(article), reason=article.reason)
    try:
        check_language(article)
        results = tuple(work(article, settings))
    except InputError as error:
        return Coded(article.id, article.title, rejected=f"article {article.id}: {error}", reason=error.reason)
    except DEFECTS as error:
        found = defect(article, error)
        return Coded(article.id, article.title, rejected=str(found), reason=found.reason)
    return Coded(article.id, article.title, results)


def defect(article: Article, error: Exception) -> InputError:
    """How an article is rejected that the coder fails on."""
    return InputError(f"article {article.id}: defect in the coder: {error!r}; please report it", reason="defect")


@cache
def coder_for(settings: Settings) -> Coder:
    """The coder of these settings, built once in each process: its packs take a moment to load."""
    from waqai.pipeline import Coder

    return Coder(settings)
