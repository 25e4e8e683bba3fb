"""What does not depend on the store: offices, dates in texts, articles coded on the spot, names of countries."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

from waqai.config import Settings
from waqai.models import Article
from waqai.packs.phrases import countries, load_phrases
from waqai.run.local import coder_for
from waqai.serve.rows import sentences
from waqai.serve.views import CodedView, OfficeRow, RuleExample, RuleView, TimeView

if TYPE_CHECKING:
    from waqai.extract.who import OfficeBook
    from waqai.packs.schema import Example


def names(code: str) -> dict[str, str]:
    """`name_en` and `name_ar` of a country or special code; the code itself where it is neither."""
    country = countries().get(code)
    return {
        "name_en": country.name_en if country else load_phrases("en").country(code),
        "name_ar": country.name_ar if country else load_phrases("ar").country(code),
    }


@cache
def _book(settings: Settings) -> OfficeBook:
    from waqai.extract.who import OfficeBook

    return OfficeBook(coder_for(settings).pack)


def who(text: str, on: dt.date | None, settings: Settings) -> list[OfficeRow]:
    """Who held an office on a day."""
    return [
        OfficeRow(
            name_en=one.name_en, name_ar=one.name_ar, office=one.office, code=one.code,
            start=one.start or None, end=one.end or None,
        )
        for one in _book(settings).who(text, on or dt.date.today())
    ]  # fmt: skip


def offices(code: str, settings: Settings) -> list[OfficeRow]:
    """Everyone listed in an office of a country or body, by office and time."""
    found = [
        OfficeRow(
            name_en=name.name_en, name_ar=name.name_ar, office=held.office, code=code,
            start=held.start or None, end=held.end or None,
        )
        for name in coder_for(settings).pack.compiled.names
        for held in name.tenures
        if held.code == code and held.office
    ]  # fmt: skip
    return sorted(found, key=lambda row: (row.office, row.start or "", row.name_en))


def dates(text: str, published: dt.date | None) -> list[TimeView]:
    """The time expressions of a text."""
    from waqai.extract.times import find_dates

    return [
        TimeView(
            text=one.text, start=one.start, end=one.end, precision=one.precision, basis=one.basis, offsets=one.offsets
        )
        for one in find_dates(text, published)
    ]


def code(article: Article, settings: Settings, *, explain: bool) -> CodedView:
    """Code an article; with `explain` also how it was read. Raises LanguageError."""
    from waqai.ingest.language import check_language

    check_language(article)
    coder = coder_for(settings)
    return CodedView.model_construct(
        article=article,
        full_text=article.full_text,
        records=coder.code(article),
        sentences=sentences(coder.explain(article)) if explain else [],
    )


def rule(key: str, settings: Settings) -> RuleView | None:
    """A rule of the pack by id, None where the pack that is installed has none of it."""
    found = next((one for one in coder_for(settings).pack.compiled.rules if one.id == key), None)
    if found is None:
        return None
    return RuleView(
        id=found.id,
        file=found.file,
        line=found.line,
        examples=[_example(one) for one in found.examples],
        counterexamples=[_example(one) for one in found.counterexamples],
    )


def _example(one: Example) -> RuleExample:
    return RuleExample(text=one.text, trigger=one.trigger, because=one.because)
