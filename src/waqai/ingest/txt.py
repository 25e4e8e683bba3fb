"""Plain text: one file is one article; its first line may be the headline."""

from __future__ import annotations

from waqai.models import Article


def article_of_text(text: str, *, key: str | None = None, where: str | None = None) -> Article:
    """The article of a plain text. `key` becomes its id, else a hash of the text. Raises InputError."""
    return Article.parse({"id": key, "text": text}, where=where)
