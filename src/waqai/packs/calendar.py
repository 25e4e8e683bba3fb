"""Load the calendar and number words of a language: every surface form with the roles it can play.

The YAML files list plain words; this module folds them and adds what the writing system adds: the conjunctions
و and ف, the prepositions ب ل ك and the article. Nothing here knows how words combine: that is the grammar's matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from waqai.config import default_cache_dir
from waqai.errors import PackError
from waqai.packs.cache import cached, hash_of
from waqai.packs.reading import DATA
from waqai.text.fold import fold

_CONJUNCTIONS = ("", "و", "ف")
_PREPOSITIONS = ("", "ب", "ل", "ك")
_ARTICLE = "ال"
# A phrase is recognised by its first word, unless that is one of the short, frequent ones («هذا الصباح»).
_SHORT = 4


class Role(NamedTuple):
    """One reading of a word or phrase: its value, how many tokens it spans, and whether و or ف is attached."""

    value: Any
    length: int = 1
    joined: bool = False


@dataclass(frozen=True, slots=True)
class MonthName:
    """A month: `calendar` is "gregorian" or "hijri", `number` 1-12.

    `weak` names are also common words and date something only beside a day, a year, «شهر» or «في»;
    `bound` ones not even after «في»; a `homograph` («صفر», zero) not even beside a day.
    """

    calendar: str
    number: int
    weak: bool = False
    bound: bool = False
    homograph: bool = False


@dataclass(frozen=True, slots=True)
class UnitWord:
    """A noun for a unit of time. `count` is 1 (singular), 2 (dual) or None (plural)."""

    unit: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Festival:
    """A day that recurs every year of a calendar, lasting `days` days."""

    calendar: str
    month: int
    day: int
    days: int


class NumberWord(NamedTuple):
    """A number word.

    `kind`: unit before_ten tens hundred hundreds scale accusative dual_scale many_scale fraction vague ordinal dual.
    """

    kind: str
    value: float | int | None
    definite: bool = False
    joined: bool = False


class Phrase(NamedTuple):
    """A multi-word entry: the folded words after the first, and its role."""

    rest: tuple[str, ...]
    kind: str
    role: Role


Roles = Mapping[str, Role]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The calendar words of a language.

    `words` maps a folded surface form to its roles; `phrases` the first surface form to longer entries;
    `triggers` holds the forms without which (and without digits) a text has no time expression;
    `lists` the plain word lists of the pack, folded.
    """

    words: Mapping[str, Roles]
    phrases: Mapping[str, tuple[Phrase, ...]]
    triggers: frozenset[str]
    lists: Mapping[str, frozenset[str]]


_FUNCTION_LISTS = (
    "of from to between since before after in during throughout until corresponding after_that before_that "
    "approximately of_time last_of from_now and this that that_time dated later_in earlier_in rest"
).split()
_WORD_LISTS = (
    "hijri_marks gregorian_marks now last latest current next after_next before_last few_adjectives same following "
    "previous anchor_mark few early middle late weekend bare_tomorrow"
).split()
_ARTICLE_LISTS = ("half", "quarter")
_PLAIN_LISTS = ("future_markers", "not_future", "counted", "numbered")
_TRIGGER_KINDS = frozenset(
    "month weekday unit the_unit deictic bare_tomorrow season decade festival named fixed weekend that_time".split()
)


def surfaces(form: str, *, prepositions: bool = True) -> Iterator[tuple[str, bool]]:
    """Every spelling of a folded word with its clitics, and whether a conjunction is attached; shortest first."""
    for preposition in _PREPOSITIONS if prepositions else ("",):
        for conjunction in _CONJUNCTIONS:
            contracted = preposition == "ل" and form.startswith(_ARTICLE)
            stem = "لل" + form[2:] if contracted else preposition + form
            yield conjunction + stem, bool(conjunction)


class _Builder:
    """Collects entries while a calendar is loaded."""

    def __init__(self) -> None:
        self.words: dict[str, dict[str, Role]] = {}
        self.phrases: dict[str, list[Phrase]] = {}
        self.triggers: set[str] = set()
        self._phrases: list[tuple[str, ...]] = []

    def add(self, kind: str, text: str, value: Any = True, *, prepositions: bool = True) -> None:
        """Enter one word or phrase with all its clitics."""
        first, *rest = fold(text).split()
        forms = list(surfaces(first, prepositions=prepositions))
        for form, joined in forms:
            if rest:
                role = Role(value, 1 + len(rest), joined)
                self.phrases.setdefault(form, []).append(Phrase(tuple(rest), kind, role))
            else:
                self.words.setdefault(form, {}).setdefault(kind, Role(value, 1, joined))
        if kind in _TRIGGER_KINDS:
            if rest:
                self._phrases.append((first, *rest))
            else:
                self.triggers.update(form for form, _ in forms)

    def add_all(self, kind: str, texts: Iterable[str], value: Any = True, *, prepositions: bool = True) -> None:
        """Enter several spellings of one value."""
        for text in texts:
            self.add(kind, str(text), value, prepositions=prepositions)

    def build(self, lists: Mapping[str, frozenset[str]]) -> Calendar:
        """The finished calendar. Where a spelling has a reading with and one without a clitic, both stay."""
        for words in self._phrases:
            if self.triggers.isdisjoint(words):
                pivot = words[0] if len(words[0]) > _SHORT else max(words, key=len)
                self.triggers.update([pivot] if pivot != words[0] else [form for form, _ in surfaces(pivot)])
        phrases = {form: tuple(sorted(found, key=lambda p: -len(p.rest))) for form, found in self.phrases.items()}
        return Calendar(self.words, phrases, frozenset(self.triggers), lists)


def _read(language: str, name: str) -> dict[str, Any]:
    import yaml  # only here: a compiled calendar needs none

    path = DATA / "languages" / language / name
    try:
        text = path.read_text(encoding="utf-8")
        return dict(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))  # noqa: S506  safe, and ten times as fast
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise PackError(str(error), file=str(path)) from error


def _add_months(builder: _Builder, data: dict[str, Any]) -> None:
    weak, bound, homographs = (set(data[f"{key}_months"]) for key in ("weak", "day_bound", "year_bound"))
    for calendar, key in (("gregorian", "months"), ("hijri", "hijri_months")):
        for number, names in data[key].items():
            for name in names:
                # A weak name takes no preposition: «باب» is a door, not «ب» and «آب».
                month = MonthName(calendar, number, name in weak, name in bound, name in homographs)
                builder.add("month", name, month, prepositions=not month.weak)


def _add_units(builder: _Builder, data: dict[str, Any]) -> None:
    for unit, forms in data["units"].items():
        for count, key in ((1, "one"), (2, "two"), (None, "many")):
            word = UnitWord(unit, count)
            for form in forms[key]:
                builder.add("unit", form, word)
                builder.add("the_unit", _ARTICLE + form, word)
                if count == 1 and not form.endswith("ا"):  # a date has no accusative: «يوما» is a duration
                    builder.add_all(f"{unit}_noun", [form, _ARTICLE + form], word)


def _add_days(builder: _Builder, data: dict[str, Any]) -> None:
    for number, names in data["weekdays"].items():
        for name in names:
            builder.add("weekday", _ARTICLE + name, number)
            builder.add("weekday_name", name, number)
    for offset, names in data["deictic"].items():
        builder.add_all("deictic", names, offset)
    nights = set(data["nights"])
    for name in data["parts_of_day"]:
        first, *rest = name.split()
        builder.add("part_of_day", name, name in nights)
        if rest:  # the last word takes the article: «منتصف الليل»
            builder.add("part_of_day", " ".join([first, *rest[:-1], _ARTICLE + rest[-1]]), name in nights)


def _add_periods(builder: _Builder, data: dict[str, Any]) -> None:
    for season, names in data["seasons"].items():
        builder.add_all("season", [form for name in names for form in (name, _ARTICLE + name)], season)
    for year, names in data["decades"].items():
        builder.add_all("decade", [form for name in names for form in (name, _ARTICLE + name)], year)


def _add_named(builder: _Builder, data: dict[str, Any]) -> None:
    for calendar, festivals in data["festivals"].items():
        for festival in festivals:
            builder.add_all("festival", festival["names"], Festival(calendar, *festival["falls"]))
    for kind in ("named", "fixed"):
        for entry in data[kind]:
            if not isinstance(entry["start"], date) or not isinstance(entry["end"], date):
                raise PackError(f"«{entry['names'][0]}» needs start and end dates", file="calendar.yaml")
            builder.add_all(kind, entry["names"], (entry["start"], entry["end"]))


@lru_cache(maxsize=4)
def load_calendar(language: str = "ar") -> Calendar:
    """The calendar words of `language`, loaded once. Raises PackError when the file is missing or wrong."""
    return cached(_cache_file("calendar", language), Calendar, lambda: _make_calendar(language))


def _cache_file(name: str, language: str) -> Path:
    folder = DATA / "languages" / language
    made_from = [Path(__file__), *sorted(folder.glob("calendar.yaml")), *sorted(folder.glob("numbers.yaml"))]
    fold_code = DATA.parent / "text" / "fold.py"
    return default_cache_dir() / f"{name}-{language}-{hash_of([*made_from, fold_code])}.bin"


def _make_calendar(language: str) -> Calendar:
    data = _read(language, "calendar.yaml")
    builder = _Builder()
    try:
        for add in (_add_months, _add_units, _add_days, _add_periods, _add_named):
            add(builder, data)
        for name in _FUNCTION_LISTS:
            builder.add_all(name, data[name], prepositions=False)
        for name in _WORD_LISTS:
            builder.add_all(name, data[name])
        for name in _ARTICLE_LISTS:
            builder.add_all(name, [form for word in data[name] for form in (word, _ARTICLE + word)])
        lists = {name: _folded(data[name]) for name in _PLAIN_LISTS}
        for group in ("names_before", "vetoed_after"):
            lists.update({f"{group}.{name}": _with_clitics(words) for name, words in data[group].items()})
        lists["alliances"] = frozenset(fold(name) for name in data["alliances"])
    except KeyError as error:
        raise PackError(f"missing entry {error}", file=f"languages/{language}/calendar.yaml") from error
    builder.triggers.update(form for form, word in load_numbers(language).items() if _is_millennium(word))
    for name in data["quarter"]:  # without the article it is most often the quarter of a cup or of an hour
        builder.triggers.update(form for form, _ in surfaces(fold(_ARTICLE + name)))
    return builder.build(lists)


def _is_millennium(word: NumberWord) -> bool:
    """«ألفين»: a year in words («ألفين وثمانية عشر») has no other sign."""
    return word.kind == "dual_scale" and word.value == 1000


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(str(word)) for word in words)


def _with_clitics(words: Iterable[str]) -> frozenset[str]:
    return frozenset(form for word in _folded(words) for form, _ in surfaces(word))


_SCALE_KINDS = (("scale", "one"), ("accusative", "accusative"), ("dual_scale", "two"), ("many_scale", "many"))


def _number_entries(data: dict[str, Any]) -> Iterator[tuple[str, str, float | int | None]]:
    """(form, kind, value) of every number word of the pack, without clitics."""
    for kind, key in (("unit", "count"), ("before_ten", "before_ten"), ("tens", "tens"), ("hundreds", "hundreds")):
        for value, forms in data[key].items():
            yield from ((form, kind, value) for form in forms)
    yield from ((form, "hundred", 100) for form in data["hundred"])
    for value, forms in data["scales"].items():
        for kind, key in _SCALE_KINDS:
            yield from ((form, kind, value) for form in forms[key])
    for value, forms in data["fractions"].items():
        yield from ((form, "fraction", value) for form in forms)
    yield from ((form, "vague", None) for form in data["vague"])
    for value, forms in data["ordinal"].items():
        yield from ((form, "ordinal", value) for form in forms)
    for noun in [*data["duals"]["both"], *data["duals"]["nominative"]]:
        yield dual(noun, "ان"), "dual", 2
    for noun in data["duals"]["both"]:
        yield dual(noun, "ين"), "dual", 2


def dual(noun: str, ending: str) -> str:
    """The dual of a singular noun: «قتيل» + ان -> «قتيلان», «غارة» -> «غارتان»."""
    return (noun[:-1] + "ت" if noun.endswith("ة") else noun) + ending


@lru_cache(maxsize=4)
def load_numbers(language: str = "ar") -> Mapping[str, NumberWord]:
    """Every surface form of a number word of `language`; a reading with a shorter prefix wins. Raises PackError."""
    return cached(_cache_file("numbers", language), dict, lambda: _make_numbers(language))


def _make_numbers(language: str) -> dict[str, NumberWord]:
    data = _read(language, "numbers.yaml")
    words: dict[str, NumberWord] = {}
    try:
        entries = [(fold(form), kind, value) for form, kind, value in _number_entries(data)]
    except KeyError as error:
        raise PackError(f"missing entry {error}", file=f"languages/{language}/numbers.yaml") from error
    for depth in range(6):
        for form, kind, value in entries:
            for definite in (False, True):
                for surface, joined in surfaces(_ARTICLE + form if definite else form):
                    if len(surface) - len(form) == depth:
                        words.setdefault(surface, NumberWord(kind, value, definite, joined))
    return words
