"""What goes in: one news article, and the reference to it that everything coded from it carries."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from waqai.errors import InputError
from waqai.models.base import Day, Part, Text, Title, optional
from waqai.models.ids import stable_id


class Article(BaseModel):
    """One news article as it was published. Its text is never altered: all offsets point into `full_text`."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str = Field(
        coerce_numbers_to_str=True,
        description="the caller's own key; by default a stable hash of the url, or of title and text",
    )
    title: Title = Field(default=None, description="the headline; an empty one counts as none")
    text: Text = Field(description="the body, and the headline too where `title` is not given apart")
    published: Day | None = Field(default=None, description="day of publication; None if unknown")
    publisher: Text | None = None
    url: Text | None = None
    language: str | None = Field(default=None, description="ISO 639-1 code if known; None = to be found out")

    @model_validator(mode="before")
    @classmethod
    def _give_id(cls, data: Any) -> Any:
        if not isinstance(data, Mapping) or data.get("id") not in (None, ""):
            return data
        url, title, text = (str(data.get(key) or "") for key in ("url", "title", "text"))
        return {**data, "id": stable_id(url) if url else stable_id(title, text)}

    @classmethod
    def parse(cls, data: Any, *, where: str | None = None) -> Self:
        """Validate `data` (a mapping). Raises InputError that names `where` and the field that is wrong."""
        try:
            return cls.model_validate(data)
        except ValidationError as error:
            raise InputError(_explain(error), where=where) from error

    @cached_property
    def full_text(self) -> str:
        r"""The text that offsets count in: `title + "\n" + text` where a title is given apart, else `text`."""
        return self.text if self.title is None else f"{self.title}\n{self.text}"

    def ref(self) -> ArticleRef:
        """The reference that every record of this article carries."""
        return ArticleRef.model_construct(
            id=self.id,
            url=self.url,
            title=self.title,
            publisher=self.publisher,
            published=self.published,
            language=self.language or "ar",
        )


def _explain(error: ValidationError) -> str:
    """The first problems of a pydantic error in one line: field, what is wrong."""
    problems = []
    for problem in error.errors(include_url=False)[:3]:
        field = ".".join(str(part) for part in problem["loc"]) or "article"
        problems.append(f"{field}: {problem['msg']}")
    return "; ".join(problems)


class ArticleRef(Part):
    """Which article a record was coded from."""

    id: str
    url: str | None = optional()
    title: str | None = optional()
    publisher: str | None = optional()
    published: Day | None = None
    language: str = "ar"
