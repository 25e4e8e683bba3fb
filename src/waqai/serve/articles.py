"""Articles for people: in lists, one with its records, what a rule should not have read as a counterexample."""

from __future__ import annotations

import datetime as dt

import yaml

from waqai.errors import NotFoundError
from waqai.models import Article, Record
from waqai.run.archive import Archive
from waqai.serve import cursor as cursors
from waqai.serve.views import ArticlePage, ArticleRow, ArticleView, RecordPage
from waqai.store.articles import StoredArticle


def page(
    archive: Archive, publisher: str | None, cursor: str | None, limit: int, updated_since: dt.datetime | None
) -> ArticlePage:
    """A page of articles, latest publication first."""
    behind = cursors.read(cursor) if cursor else None
    found = archive.store.articles.page(publisher, behind, most=limit + 1, updated_since=updated_since)
    rows = [_row(stored, has_text=has_text, records=records) for stored, has_text, records in found[:limit]]
    further = cursors.write((rows[-1].published, rows[-1].id)) if len(found) > limit else None
    return ArticlePage(items=rows, next=further)


def records(
    archive: Archive, wanted: dict[str, str], cursor: str | None, limit: int, updated_since: dt.datetime | None
) -> RecordPage:
    """A page of records, by id."""
    behind = cursors.read(cursor)[1] if cursor else None
    found = archive.store.articles.page_of_records(wanted, behind, most=limit + 1, updated_since=updated_since)
    further = cursors.write((None, found[limit - 1][0])) if len(found) > limit else None
    items = [Record.model_validate_json(text) for _, text in found[:limit]]
    return RecordPage.model_construct(items=items, next=further)


def view(archive: Archive, key: str) -> ArticleView:
    """An article with its records. Raises NotFoundError."""
    stored = find(archive, key)
    own = archive.store.articles.records(stored.id)
    article = stored.article()
    return ArticleView.model_construct(
        row=_row(stored, has_text=article is not None, records=len(own)),
        full_text=article.full_text if article else None,
        language=stored.language,
        coder=stored.coder,
        codebook=stored.codebook,
        records=own,
        events=archive.store.workspace.events([record.id for record in own]),
    )


def find(archive: Archive, key: str) -> StoredArticle:
    """The article of an id, or what took its place. Raises NotFoundError."""
    articles = archive.store.articles
    stored = articles.get(key)
    if stored is None and (heir := archive.store.survivor("article", key)):
        stored = articles.get(heir)
    if stored is None:
        raise NotFoundError(f"there is no article {key}", gone=archive.store.is_dead("article", key))
    return stored


def counterexample(archive: Archive, key: str, because: str) -> str:
    """A record as a counterexample of its rule, as a pack's YAML has it. Raises NotFoundError."""
    told = archive.store.quotes([key])
    if not told:
        raise NotFoundError(f"there is no record {key}", gone=archive.store.is_dead("record", key))
    example = {
        "text": " ".join(told[0]["quote"].split()),
        "because": because or "write here why the rule must be silent",
    }
    entry = {"id": told[0]["rule"], "counterexamples": [example]}
    return str(yaml.safe_dump([entry], allow_unicode=True, sort_keys=False, width=120))


def whole(stored: StoredArticle) -> Article:
    """The article itself. Raises NotFoundError where its text was not kept."""
    article = stored.article()
    if article is None:
        raise NotFoundError(f"the text of article {stored.id} was not kept")
    return article


def _row(stored: StoredArticle, *, has_text: bool, records: int) -> ArticleRow:
    return ArticleRow(
        id=stored.id,
        title=stored.title,
        url=stored.url,
        publisher=stored.publisher,
        published=stored.published,
        characters=stored.characters,
        records=records,
        has_text=has_text,
        updated=stored.updated.replace(tzinfo=dt.UTC),
    )
