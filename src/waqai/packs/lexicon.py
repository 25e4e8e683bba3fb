"""Words with all that the packs know of them.

A `Word` is made once for each surface form and shared by all its tokens, so looking a token up costs one
dictionary access. It joins the segmenter's split with the readings of its stem and the rules it can trigger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from waqai.packs.forms import FormTable, Reading
from waqai.packs.schema import FORMS, Rule
from waqai.text.fold import fold
from waqai.text.segment import Segmenter

WORDS_KEPT = 400_000
SHORT = 5
"""Letters of a form below which a women's plural («لمن», «أبين») is more likely another word."""


BE = "كان"
UNCUT = frozenset({"فتحت"})
"""Verbs that are no conjunction before a function word: she opened, not "so under"."""
VERBAL = frozenset({"عبر"})
"""Prepositions that are as often a verb («وعبر الوزير عن قلقه»)."""


@dataclass(slots=True, eq=False)
class Word:
    """A surface form, split and read.

    `form` is the folded whole, `bare` the form without the particles before it (و ف أ ب ل ك س), `stem` without
    article and suffix. `function` is the class of a closed-class word, or "".
    """

    text: str
    form: str
    bare: str
    stem: str
    conj: str = ""
    prep: str = ""
    article: bool = False
    future: bool = False
    enclitic: str = ""
    readings: tuple[Reading, ...] = ()
    function: str = ""
    verb: Reading | None = None
    nominal: Reading | None = None
    nisba: Reading | None = None
    lemmas: frozenset[str] = frozenset()
    verb_lemmas: frozenset[str] = frozenset()
    noun_lemmas: frozenset[str] = frozenset()
    name_keys: tuple[str, ...] = ()
    verb_rules: tuple[Rule, ...] = ()
    noun_rules: tuple[Rule, ...] = ()
    person_word: bool = False


def _is_told(reading: Reading) -> bool:
    """Newspapers tell in the third person, speakers in the first; commands and "you" are not looked for."""
    return reading.aspect != "imperative" and reading.person != "2"


def _is_written_so(word: Word, verb: Reading) -> bool:
    """Whether the form is one of the verb as it stands: plurals end in «وا», «me» is «ني», «they» (f) is rare."""
    if word.enclitic == "ي":
        return False
    if verb.number == "p" and verb.gender == "f" and verb.aspect == "perfect" and len(word.stem) < SHORT:
        return False
    return bool(word.enclitic) or verb.number != "p" or not word.stem.endswith("و")


def _preference(reading: Reading) -> tuple[bool, bool, bool]:
    """Whole forms before those that wait for a genitive; participles last; «عمليات» a noun rather than an adjective."""
    adjective = reading.pos == "adj" and reading.number == "p" and reading.gender == "f"
    return reading.construct, reading.pos in ("active", "passive"), adjective


def _lemmas(stem: str, readings: Iterable[Reading]) -> frozenset[str]:
    """The lemmas of the readings, the verbs they are made from, and the stem itself."""
    lemmas = {stem}
    for reading in readings:
        lemmas.add(reading.lemma)
        if reading.base:
            lemmas.add(reading.base)
    return frozenset(lemmas)


def _choose_nominal(word: Word, readings: Sequence[Reading]) -> None:
    """The reading as a noun or adjective, and as a demonym. No article stands before a construct form."""
    if word.article:
        readings = [r for r in readings if not r.construct] or readings
    word.nisba = next((r for r in readings if r.pos == "nisba"), None)
    if word.nisba is not None or len(readings) == 1:
        word.nominal = word.nisba or readings[0]
    else:
        word.nominal = min(readings, key=lambda r: (*_preference(r), r.lemma != word.stem))


class _Stem(NamedTuple):
    """The readings of a stem as a verb and as another word, and the lemmas of all of them and of the others alone.

    Words share their stems with others that differ only in clitics, so this is put together once for all of these.
    """

    readings: tuple[Reading, ...]
    verbs: tuple[Reading, ...]
    nominals: tuple[Reading, ...]
    lemmas: frozenset[str]
    noun_lemmas: frozenset[str]


_Trigger = tuple[str, str, str]
"""Part of speech, verb and lemma of a reading: what rules ask for."""


ADVERB, ACCUSATIVE = "adverb", "يا"
"""«عسكريا» and its like are people where a number counts them («مقتل 12 عسكريا»)."""

COMPLEMENTIZER = "complementizer"
"""«بأنه», «أنهما»: the particle with a suffix is no verb («أنّ»: he moaned)."""


class Known:
    """The stems that need no word list: a set of the lexicon's forms and of the words of names."""

    def __init__(self, forms: Mapping[str, object], names: frozenset[str]) -> None:
        self._forms, self._names = forms, names

    def __contains__(self, stem: object) -> bool:
        return stem in self._forms or stem in self._names


class _Words(dict[str, Word]):
    """The words made so far; makes those it lacks. A look-up is one step of the interpreter: every token asks."""

    def __init__(self, make: Callable[[str], Word]) -> None:
        super().__init__()
        self._make_word = make

    def __missing__(self, text: str) -> Word:
        if len(self) >= WORDS_KEPT:
            self.clear()
        word = self[text] = self._make_word(text)
        return word


class Lexicon:
    """Looks surface forms up; keeps every `Word` it has made."""

    def __init__(
        self,
        *,
        counts: Mapping[str, float],
        forms: FormTable,
        name_words: frozenset[str],
        first_words: frozenset[str],
        function: Mapping[str, str],
        person_words: frozenset[str],
        single_names: frozenset[str],
        name_particles: frozenset[str],
        negating: frozenset[str],
        rules: Iterable[Rule],
    ) -> None:
        self._forms, self._stems = forms, forms.rows
        self._first, self._function = first_words, function
        self._person_words, self._single_names = person_words, single_names
        self._particles, self._not = name_particles, negating
        self._segmenter = Segmenter(counts, known=Known(forms.rows, name_words))
        self._by_lemma: dict[str, list[Rule]] = {}
        self._stems_read: dict[tuple[str, bool], _Stem] = {}
        self._rules_of: dict[tuple[_Trigger, ...], tuple[Rule, ...]] = {}
        for rule in sorted(rules, key=lambda r: -r.specificity):
            for lemma in (*rule.verbs, *rule.nouns):
                self._by_lemma.setdefault(lemma, []).append(rule)
        self._words = _Words(self._make)
        self.word: Callable[[str], Word] = self._words.__getitem__
        """The word of a surface form."""

    def _make(self, text: str) -> Word:
        form = fold(text)
        if not (form[:1].isalpha() or any(map(str.isalpha, form))):
            return Word(text, form, form, form, lemmas=frozenset((form,)))
        if not text.endswith("أ"):
            for function_form in (form, form[1:]) if form[0] in "وف" and form not in UNCUT else (form,):
                if function_form in self._function:
                    return self._function_word(text, form, function_form)
        word, stem = self._split(text, form)
        self._read(word, stem)
        if form in self._particles:
            word.person_word, word.verb, word.nominal, word.verb_rules, word.noun_rules = True, None, None, (), ()
        elif word.stem in self._not and not word.enclitic:
            word.verb, word.nominal, word.verb_rules, word.noun_rules = None, Reading("adj", word.stem), (), ()
            word.lemmas = frozenset((word.stem,))
        return word

    def _split(self, text: str, form: str) -> tuple[Word, _Stem]:
        """The word with its clitics and its stem, to be read."""
        split = self._segmenter.choose(text, form, self._stems, self._asked(form))
        proclitics, article, conj, prep = split.proclitics, split.article, "", ""
        for proclitic in reversed(proclitics):
            if proclitic in "وف":
                conj = proclitic
            elif proclitic in "بلك":
                prep = proclitic
        rest = form[split.start :] if split.start else form
        stem = self._stem(split.stem, split.enclitic)
        word = Word(
            text, form, "ال" + rest if article else rest, split.stem,
            conj, prep, article, "س" in proclitics, split.enclitic, stem.readings,
        )  # fmt: skip
        word.function = self._function_of(word)
        if word.function == COMPLEMENTIZER:
            word.readings, stem = (), _Stem((), (), (), frozenset({split.stem}), frozenset({split.stem}))
        word.name_keys = self._keys(word)
        word.person_word = word.bare in self._person_words
        return word, stem

    def _stem(self, stem: str, enclitic: str) -> _Stem:
        key = stem, bool(enclitic) and stem.endswith("ه")
        found = self._stems_read.get(key)
        if found is None:
            readings = self._readings(stem, enclitic)
            lemmas = _lemmas(stem, readings)
            verbs = tuple([r for r in readings if r.pos == "verb"])
            if verbs:
                nominals = tuple([r for r in readings if r.pos != "verb"])
                found = _Stem(readings, verbs, nominals, lemmas, _lemmas(stem, nominals))
            else:
                found = _Stem(readings, (), readings, lemmas, lemmas)
            if len(self._stems_read) >= WORDS_KEPT:
                self._stems_read.clear()
            self._stems_read[key] = found
        return found

    def _readings(self, stem: str, enclitic: str) -> tuple[Reading, ...]:
        """The readings of a stem; before a suffix «قتلت» may be the verb as well as «قتلة»; «حملة» is the noun.

        «طالبتها» may be «طالبت» too: such participles are as long as the verb itself.
        """
        readings = self._forms.get(stem, ())
        either = len(stem) > SHORT + 1 and any(
            r.lemma == stem[:-1] and r.pos == "verb" for r in self._forms.get(stem[:-1], ())
        )
        if enclitic and stem.endswith("ه") and (either or all(r.number == "p" for r in readings)):
            readings += tuple(r for r in self._forms.get(stem[:-1] + "ت", ()) if r.pos == "verb" and r.person == "3")
        return readings

    def _function_of(self, word: Word) -> str:
        function = self._function.get(word.stem, "") if not word.article else ""
        if word.enclitic and (function == "preposition" or word.stem in ("ل", "ب", "ك")):
            return function if function and not word.readings else "preposition"
        if word.enclitic and function == COMPLEMENTIZER:
            return function
        return function if not word.readings else ""

    def _read(self, word: Word, stem: _Stem) -> None:
        """Settle what the word may be: its readings as a verb and as a noun, their lemmas and their rules."""
        word.lemmas, word.noun_lemmas = stem.lemmas, stem.noun_lemmas
        if stem.verbs and not word.article:
            verbs = [r for r in stem.verbs if _is_written_so(word, r)]
            word.verb = verb = self._main_verb(verbs)
            if verb is not None:
                alike = [r for r in verbs if r.person == verb.person]
                word.verb_lemmas = frozenset([r.lemma for r in alike if r.aspect == verb.aspect])
                word.verb_rules = self._rules(alike)
        if stem.nominals and not word.future:
            _choose_nominal(word, stem.nominals)
            word.noun_rules = self._rules(stem.nominals)

    def _main_verb(self, verbs: Iterable[Reading]) -> Reading | None:
        told = [r for r in verbs if _is_told(r)]
        if len(told) < 2:
            return told[0] if told else None
        return min(told, key=self._verb_preference)

    def _verb_preference(self, reading: Reading) -> tuple[bool, bool, bool, bool]:
        """«تكون» is "to be" before it is "to come about"; the third person, verbs of rules and the perfect go first."""
        unruled = reading.lemma not in self._by_lemma
        return reading.person != "3", reading.lemma != BE, unruled, reading.aspect != "perfect"

    def _asked(self, form: str) -> tuple[str, ...] | None:
        """The proclitics of names and words like names; None for any other word."""
        if form in self._first or form in self._person_words:
            return ()
        return (form[0],) if form[:1] in "وف" and form[1:] in self._single_names else None

    def _function_word(self, text: str, form: str, key: str) -> Word:
        conj = form[0] if key != form else ""
        word = Word(text, form, key, key, conj, function=self._function[key], lemmas=frozenset({key}))
        word.noun_rules = tuple(rule for rule in self._by_lemma.get(key, ()) if key in rule.nouns)
        word.name_keys = tuple(k for k in dict.fromkeys((form, key)) if k in self._first)
        if word.function == ADVERB and key.endswith(ACCUSATIVE) and not conj:
            read, stem = self._split(text, form)
            self._read(read, stem)
            word.nominal, word.noun_lemmas = read.nominal, read.noun_lemmas
        if key in VERBAL:
            verbs = self._stem(key, "").verbs
            word.verb, word.verb_lemmas = self._main_verb(verbs), frozenset({key})
            word.verb_rules = self._rules(verbs)
        return word

    def _keys(self, word: Word) -> tuple[str, ...]:
        """The forms under which a name that begins here may be listed, fullest first."""
        form, listed = word.form, self._first
        keys = [form] if form in listed else []
        for key in (word.bare, word.stem, form[1:]) if form[0] in "وف" else (word.bare, word.stem):
            if key != form and key in listed and key not in keys:
                keys.append(key)
        if form[:2] == "لل" or form[:3] in ("ولل", "فلل"):
            key = "ال" + form[form.index("لل") + 2 :]
            if key in listed and key not in keys:
                keys.append(key)
        return tuple(keys)

    def _rules(self, readings: Iterable[Reading]) -> tuple[Rule, ...]:
        """The rules that the readings trigger, those that ask for most first; all forms of a lemma share them."""
        by_lemma = self._by_lemma
        triggers = tuple([(r.pos, r.base, r.lemma) for r in readings if r.base in by_lemma or r.lemma in by_lemma])
        if not triggers:
            return ()
        known = self._rules_of.get(triggers)
        if known is None:
            found = {rule.id: rule for trigger in triggers for rule in self._triggered(*trigger)}
            known = tuple(sorted(found.values(), key=lambda rule: -rule.specificity))
            self._rules_of[triggers] = known
        return known

    def _triggered(self, pos: str, base: str, lemma: str) -> Iterator[Rule]:
        """The rules of the verb or noun, then those that list a verbal noun as a noun of its own."""
        form = pos if pos in FORMS else "noun"
        for rule in self._by_lemma.get(base or lemma, ()):
            if form in rule.forms and (base or pos == "verb" or lemma in rule.nouns):
                yield rule
        if base:
            for rule in self._by_lemma.get(lemma, ()):
                if lemma in rule.nouns and "noun" in rule.forms:
                    yield rule
