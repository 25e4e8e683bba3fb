"""Something to read: a file, a member of an archive, a stream. Readers take a document and give articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import BinaryIO

from waqai.errors import InputError
from waqai.ingest.limits import Limits, read_capped
from waqai.models import Article

Items = Iterator[Article | InputError]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to read.

    columns   field of an article -> column of a table (CSV, TSV, Parquet) that holds it
    limits    what one input may cost
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Document:
    """`where` names it in messages, `name` tells its format, `key` is the id of an article that fills it alone."""

    where: str
    name: str
    key: str | None
    open: Callable[[], BinaryIO]
    options: Options = field(default_factory=Options)
    depth: int = 0

    @property
    def suffix(self) -> str:
        """The last suffix of the name, in small letters."""
        return PurePosixPath(self.name).suffix.lower()

    def read(self) -> bytes:
        """All bytes. Raises InputError where they are too many or cannot be had."""
        with self.open() as stream:
            return read_capped(stream, self.options.limits.document, where=self.where)


Reader = Callable[[Document], Items]
