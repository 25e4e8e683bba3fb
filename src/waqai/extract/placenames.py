"""The places that a phrase names: cities and regions, parts of countries («شمال سوريا»), capitals, prisons, skies."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from waqai.extract.sentence import Chunk, NameMatch, Sentence, Token
from waqai.packs.gazetteer import Name
from waqai.text.fold import fold

if TYPE_CHECKING:
    from waqai.packs.pack import Pack

_SIDES = {"شمال": "North", "جنوب": "South", "شرق": "East", "غرب": "West", "وسط": "Central"}
SIDES = {**_SIDES, **{f"{word}ي": name for word, name in _SIDES.items() if word != "وسط"}}
"""Words for a part of a country, folded, with the English that its name begins with."""
SETTLEMENTS = frozenset("مدينه بلده قريه محافظه ولايه مديريه مخيم ناحيه ضاحيه حي مقاطعه منطقه".split())
HERE = frozenset("مدينه مكان موقع منطقه بلده قريه".split())
MEETINGS = frozenset("اجتماع قمه موتمر محادثات مفاوضات مباحثات لقاء جوله منتدي".split())
COUNTRY_WORDS = frozenset({"بلاد", "بلد"})
INCLUSIVE = frozenset("مطار قاعده سجن محافظه مستشفي ميناء معبر مخيم قصر مقر جامعه مسجد".split())
"""Nouns that belong to the name of what they name («مطار عدن» is not Aden)."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event happened. `start`, `end` are offsets."""

    start: int
    end: int
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    geonames_id: int | None
    precision: str


class PlaceReader:
    """Reads phrases as places."""

    def __init__(self, pack: Pack) -> None:
        self._countries = pack.countries
        self._phrases, self._names = pack.compiled.phrases, pack.compiled.names
        self._place_nouns = pack.grammar["place_nouns"]
        self._capital_nouns = pack.grammar["capital_nouns"]

    def country(self, code: str, start: int, end: int) -> Place | None:
        """The country itself, or None for codes that are no country."""
        country = self._countries.get(code)
        if country is None:
            return None
        return Place(start, end, country.name_en, country.code, None, None, None, "country")

    def is_settlement(self, sentence: Sentence, chunk: Chunk) -> bool:
        """Whether the phrase holds «مدينة», «بلدة» before a name."""
        for token in sentence.tokens[chunk.first : chunk.last - 1]:
            if not SETTLEMENTS.isdisjoint(token.word.lemmas) and not token.word.article:
                return True
        return False

    def of_chunk(
        self, sentence: Sentence, chunk: Chunk, near: Sequence[str], before: Place | None, *, whole: bool = False
    ) -> Place | None:
        """The place that a phrase names, else None.

        `near`: countries among which homonyms are looked for, the likeliest first; `before`: the place told last;
        `whole`: take a name from inside a longer phrase too.
        """
        tokens = sentence.tokens[chunk.first : chunk.last]
        head = sentence.tokens[chunk.head]
        if head.word.lemmas & self._capital_nouns and (capital := self._capital(sentence, chunk)) is not None:
            return capital
        placing = bool(head.word.lemmas & self._place_nouns)
        if head.word.stem in COUNTRY_WORDS and (here := self._here(sentence, chunk, near, before)) is not None:
            return here
        if head.name is None and not placing and not whole and not self.is_settlement(sentence, chunk):
            return self._here(sentence, chunk, near, before)
        for token in tokens:
            match = token.name
            if match is None or match.first != token.i:
                continue
            if (named := self.of_match(sentence, match, near)) is not None:
                return named
            if match.of("person", "organisation", "role"):
                return None
        return (
            self._here(sentence, chunk, near, before)
            or (self._of_nisba(sentence, chunk) if placing else None)
            or self._unlisted(sentence, chunk, near)
        )

    def of_match(self, sentence: Sentence, match: NameMatch, near: Sequence[str]) -> Place | None:
        """The place that a name stands for."""
        start, end = sentence.text(match.first, match.last)
        side = self._side(sentence, match.first)
        country = match.of("country")
        if country is None and not [e for e in match.entries if e.kind == "place"] and match.of("metonym"):
            return None
        place = _choose([e for e in match.entries if e.kind == "place"], near)
        if country is not None and (
            side or place is None or place.precision == "country" or country.code != place.code
        ):
            found = self.country(country.code, start, end)
            return _part(found, sentence, side) if found is not None and side else found
        if place is None:
            return None
        if match.first > 0 and sentence.tokens[match.first - 1].word.lemmas & INCLUSIVE:
            start = _bare_start(sentence.tokens[match.first - 1])
        else:
            start = start if match.last - match.first == 1 else _bare_start(sentence.tokens[match.first])
        return _at(start, end, place)

    @staticmethod
    def _side(sentence: Sentence, at: int) -> tuple[int, str] | None:
        """The direction words before token `at`: where they begin, and «Northern», «Southeastern»."""
        words: list[str] = []
        while at > 0 and len(words) <= 1 and (name := SIDES.get(_plain(sentence.tokens[at - 1]))):
            words.insert(0, name)
            at -= 1
        if not words:
            return None
        if words[0] == "Central":
            return at, "Central"
        return at, (words[0] + "".join(w.lower() for w in words[1:])) + "ern"

    def _capital(self, sentence: Sentence, chunk: Chunk) -> Place | None:
        """«العاصمة القطرية»."""
        for token in sentence.tokens[chunk.first : chunk.last]:
            country = self._countries.get(token.word.nisba.code) if token.word.nisba is not None else None
            if country is not None and token.name is None:
                start, end = sentence.text(chunk.first, chunk.last)
                city = _choose(self._listed(country.capital, country.code), ())
                if city is not None:
                    return _at(start, end, city)
        return None

    def _listed(self, name: str, code: str) -> list[Name]:
        """The places of a country that a name stands for."""
        words = tuple(fold(name).split())
        single, longer = self._phrases.get(words[0], ((), {}))
        if len(words) > 1:
            single = next((n for rest, n in longer.get(words[1], ()) if rest == words[1:]), ())
        return [e for e in (self._names[n] for n in single) if e.kind == "place" and e.code == code]

    def _of_nisba(self, sentence: Sentence, chunk: Chunk) -> Place | None:
        """«الأراضي اللبنانية», «السجون الإسرائيلية», «المجال الجوي البريطاني»: in that one country."""
        tokens = sentence.tokens[chunk.head : chunk.last]
        codes = {t.word.nisba.code for t in tokens if t.name is None and t.word.nisba is not None and t.word.nisba.code}
        start, end = sentence.text(chunk.first, chunk.last)
        return self.country(codes.pop(), start, end) if len(codes) == 1 else None

    def meeting(self, sentence: Sentence, chunk: Chunk, near: Sequence[str]) -> Place | None:
        """The place that a meeting is called after («قمة كامب ديفيد», «اجتماع الدوحة»)."""
        for token in sentence.tokens[chunk.first : chunk.last - 1]:
            match = sentence.tokens[token.i + 1].name
            if match is None or match.first != token.i + 1 or not token.word.lemmas & MEETINGS or match.of("country"):
                continue
            after = sentence.tokens[match.last] if match.last < len(sentence.tokens) else None
            if after is None or not after.word.conj:
                return self.of_match(sentence, match, near)
        return None

    def _here(self, sentence: Sentence, chunk: Chunk, near: Sequence[str], before: Place | None) -> Place | None:
        """«المدينة», «المكان»: the place told last; «البلاد»: the country that the article is about."""
        head = sentence.tokens[chunk.head]
        if not head.word.article or chunk.last > chunk.head + 1:
            return None
        if head.word.stem in COUNTRY_WORDS and near:
            start, end = sentence.text(chunk.first, chunk.last)
            found = self.country(before.country if before and before.country else near[0], start, end)
            side = self._side(sentence, chunk.head)
            return found if found is None or side is None else _part(found, sentence, side)
        return before if head.word.stem in HERE and before is not None and before.precision != "country" else None

    def _unlisted(self, sentence: Sentence, chunk: Chunk, near: Sequence[str]) -> Place | None:
        """«بلدة ...» before a word that no list knows: its name as written, in the country of the story."""
        for token in sentence.tokens[chunk.first : chunk.last - 1]:
            if not token.word.lemmas & SETTLEMENTS or token.word.article:
                continue
            words = list(takewhile(_can_be_name, sentence.tokens[token.i + 1 : chunk.last]))
            code = self._told_country(sentence) or (near[0] if near else "")
            if any(_is_unknown(w) for w in words) and code in self._countries:
                name = " ".join(w.text for w in words)
                return Place(words[0].start, words[-1].end, name, code, None, None, None, "city")
        return None

    @staticmethod
    def _told_country(sentence: Sentence) -> str:
        codes = {t.word.nisba.code for t in sentence.tokens if t.name is None and t.word.nisba is not None}
        return codes.pop() if len(codes) == 1 else ""


def _at(start: int, end: int, place: Name) -> Place:
    name = in_ascii(place.name_en)
    return Place(start, end, name, place.code or None, place.lat, place.lon, place.geonames_id, place.precision)


def _part(country: Place, sentence: Sentence, side: tuple[int, str]) -> Place:
    """«شمال سوريا»: a country's part, from its direction words on."""
    at, name = side
    start = _bare_start(sentence.tokens[at])
    return Place(start, country.end, f"{name} {country.name}", country.country, None, None, None, "region")


def in_ascii(name: str) -> str:
    """An English name without the marks of transliteration («Laḩij» -> Lahij)."""
    if name.isascii():
        return name
    plain = unicodedata.normalize("NFKD", name).translate(str.maketrans("ıłđøʼ’", "ildo''"))
    return plain.encode("ascii", "ignore").decode()


def _plain(token: Token) -> str:
    return token.word.bare if token.word.prep else token.word.form.removeprefix(token.word.conj)


def _can_be_name(token: Token) -> bool:
    return token.name is None and token.kind == "word" and not token.word.article and token.word.nisba is None


def _is_unknown(token: Token) -> bool:
    word = token.word
    if token.name is not None or token.kind != "word" or word.article or word.function:
        return False
    return word.nominal is None or bool(word.enclitic)


def _bare_start(token: Token) -> int:
    """Where a token begins after its «ب», «و»."""
    word = token.word
    cut = len(word.form) - len(word.bare)
    unvowelled = len(token.text) == len(word.form)
    return token.start + cut if cut > 0 and unvowelled and word.form.endswith(word.bare) else token.start


def _choose(places: Sequence[Name], near: Sequence[str]) -> Name | None:
    """Of homonyms the one in the country that stands first in `near`, else the largest."""
    rank = {code: -i for i, code in reversed(list(enumerate(near)))}
    return max(places, key=lambda p: (rank.get(p.code, -99), p.population), default=None)
