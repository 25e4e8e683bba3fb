"""Make a `Telling` of a record: the words, numbers and names by which the same event is known again.

Words are weighed by how rare they are in the language (wordfreq's list), not in the archive, so that a telling never
changes because another article came in.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property

from waqai.models import Article, Entity, Record, Span, Telling
from waqai.packs.calendar import NumberWord, load_numbers
from waqai.packs.lexicon import Word
from waqai.packs.pack import Pack
from waqai.resolve.copies import Credits, imprint
from waqai.text.fold import fold
from waqai.text.sentences import split_sentences
from waqai.text.tokens import RawToken, tokenize

COMMON, RARE = 3.3, 7.0
"""Words more frequent than 10^-COMMON all weigh LEAST, words less frequent than 10^-RARE all weigh MOST."""
LEAST, MOST = 80, 255
WORDS = 32
ALSO = 2
"""Further sentences that tell the event again and are read too."""
OPENING = 2
"""Sentences of the body that tell an article's main event."""
TITLE_WORDS = 16
YEARS = range(1900, 2100)
ORGANISATION = "org:"
"""Before the names of organisations, that they be told from those of persons."""


class Teller:
    """Makes tellings with one pack."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._weights: dict[str, tuple[str, int]] = {}
        self._credits = Credits(pack)

    def tell(self, article: Article, records: Iterable[Record]) -> list[Telling]:
        """The tellings of an article's records, in their order."""
        text = _Text(article, self._credits.of(article.full_text))
        return [self._telling(record, text) for record in records]

    @cached_property
    def _numbers(self) -> dict[str, NumberWord]:
        return dict(load_numbers())

    def _telling(self, record: Record, text: _Text) -> Telling:
        evidence, place, size = record.evidence, record.event_loc, record.size
        lead = evidence.sentence[0] < text.opening[1]
        words = self._words(text, [evidence.sentence, *evidence.also[:ALSO]])[:WORDS]
        title = self._words(text, text.heads[:1])[:TITLE_WORDS]
        counted = [evidence.sentence, *(text.heads if lead else ())]
        tokens = [t for span in dict.fromkeys(counted) for t in text.tokens(span)]
        return Telling(
            record=record.id,
            article=record.article.id,
            outlet=fold(record.article.publisher or "").strip(),
            published=_ordinal(record.article.published),
            type=record.event[0],
            modes=tuple(record.mode),
            status=record.status,
            first=_ordinal(record.date),
            last=_ordinal(record.enddate or record.date),
            precision=record.date_precision,
            basis=record.date_basis or "",
            actors=_sides(record.actor),
            recipients=_sides(record.recipient),
            names=_names((*record.actor, *record.recipient)),
            country=(place.country if place else None) or "",
            place=_place(record),
            lat=place.lat if place else None,
            lon=place.lon if place else None,
            numbers=self._counts(text, evidence.sentence, evidence.date),
            ordinals=tuple(sorted(set(self._ordinals(t.text for t in tokens)))),
            dead=size.dead if size else None,
            injured=size.injured if size else None,
            arrested=size.arrested if size else None,
            participants=size.participants if size else None,
            trigger=self._key(fold(text.full[slice(*evidence.trigger)]))[0],
            lead=lead,
            words=tuple(word for word, _ in words),
            weights=bytes(weight for _, weight in words),
            title=tuple(word for word, _ in title),
            title_weights=bytes(weight for _, weight in title),
            imprint=text.imprint,
            credits=text.credits,
            quote=text.full[slice(*evidence.sentence)].strip(),
        )

    def _words(self, text: _Text, spans: Sequence[Span]) -> list[tuple[str, int]]:
        """The lemmas of the sentences, without function words, rarest first."""
        found = {}
        for span in dict.fromkeys(spans):
            for token in text.tokens(span):
                if token.kind in ("word", "latin"):
                    lemma, weight = self._key(token.text)
                    if weight:
                        found[lemma] = weight
        return sorted(found.items(), key=lambda item: (-item[1], item[0]))

    def _key(self, surface: str) -> tuple[str, int]:
        """Lemma and weight of a surface form; the weight is 0 for what says nothing."""
        known = self._weights.get(surface)
        if known is None:
            if len(self._weights) > 400_000:
                self._weights.clear()
            word = self._pack.lexicon.word(surface)
            known = self._weights[surface] = (lemma(word), self._weight(word))
        return known

    def _weight(self, word: Word) -> int:
        if word.function or len(word.stem) < 2:
            return 0
        counts = self._pack.counts
        share = max(counts.get(form, 0.0) for form in (word.stem, "ال" + word.stem, lemma(word)))
        rarity = -math.log10(share) if share else RARE
        return LEAST + round((MOST - LEAST) * max(0.0, min(1.0, (rarity - COMMON) / (RARE - COMMON))))

    def _counts(self, text: _Text, span: Span, dated: Span | None) -> tuple[int, ...]:
        """The numbers written in a sentence, without years and what stands in its date."""
        found = set()
        for token in text.tokens(span):
            at = span[0] + token.start
            if token.kind == "number" and not (dated and dated[0] <= at < dated[1]):
                digits = fold(token.text).replace(",", "").replace(".", "")
                if digits.isdigit() and len(digits) < 10 and int(digits) not in YEARS:
                    found.add(int(digits))
        return tuple(sorted(found))

    def _ordinals(self, words: Iterable[str]) -> Iterator[int]:
        for word in words:
            number = self._numbers.get(fold(word))
            if number is not None and number.kind == "ordinal" and number.value:
                yield int(number.value)


class _Text:
    """What all records of an article share."""

    def __init__(self, article: Article, credits: tuple[str, ...]) -> None:
        self.credits = credits
        self.full = article.full_text
        spans = split_sentences(self.full)
        count = OPENING + (article.title is not None)
        self.heads = spans[:count]
        self.opening: Span = (0, self.heads[-1][1] if self.heads else 0)
        self._tokens: dict[Span, list[RawToken]] = {}

    def tokens(self, span: Span) -> list[RawToken]:
        """The tokens of a sentence, with offsets into it; cut once, for several records are told by one sentence."""
        found = self._tokens.get(span)
        if found is None:
            found = self._tokens[span] = tokenize(self.full[slice(*span)])
        return found

    @cached_property
    def imprint(self) -> bytes:
        """The MinHash of the text."""
        return imprint(self.full)


def lemma(word: Word) -> str:
    """One key for all forms of a word: the verb of a verbal noun, else the lemma, else the stem."""
    reading = word.nominal or word.verb
    return word.stem if reading is None else reading.base or reading.lemma


def _sides(entities: Iterable[Entity]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{e.code or ''}/{e.sector or ''}" for e in entities))


def _names(entities: Iterable[Entity]) -> tuple[str, ...]:
    """Persons, and organisations where no person is named; the names of countries stand in the sides."""
    return tuple(sorted({name for e in entities if (name := e.person or (e.org and f"{ORGANISATION}{e.org}"))}))


def _place(record: Record) -> str:
    place = record.event_loc
    return (place.name or fold(place.text)) if place and place.precision != "country" else ""


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None
