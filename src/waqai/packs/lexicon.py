"""Words with all that the packs know of them.

A `Word` is made once for each surface form and shared by all its tokens, so looking a token up costs one
dictionary access. It joins the segmenter's split with the readings of its stem and the rules it can trigger.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from waqai.packs.schema import Rule
from waqai.text.fold import fold
from waqai.text.segment import Segmenter


class Reading(NamedTuple):
    """One way to read a stem.

    `pos`: verb, masdar, active, passive (participles), noun, adj, nisba. `lemma` is folded; `base` is the verb of
    a verbal noun or participle. `number` s d p, `gender` m f, `person` 1 2 3, `aspect` of verbs: perfect
    imperfect jussive imperative. `code` is the country (or special code) of a demonym.
    """

    pos: str
    lemma: str
    base: str = ""
    number: str = ""
    gender: str = ""
    person: str = ""
    aspect: str = ""
    voice: str = ""
    construct: bool = False
    code: str = ""
    sector: str = ""


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


def _preference(reading: Reading) -> tuple[bool, bool, bool]:
    """Whole forms before those that wait for a genitive; participles last; «عمليات» a noun rather than an adjective."""
    adjective = reading.pos == "adj" and reading.number == "p" and reading.gender == "f"
    return reading.construct, reading.pos in ("active", "passive"), adjective


class Known:
    """The stems that need no word list: a set of the lexicon's forms and of the words of names."""

    def __init__(self, forms: Mapping[str, object], names: frozenset[str]) -> None:
        self._forms, self._names = forms, names

    def __contains__(self, stem: object) -> bool:
        return stem in self._forms or stem in self._names


class Lexicon:
    """Looks surface forms up; keeps every `Word` it has made."""

    def __init__(
        self,
        *,
        counts: Mapping[str, float],
        forms: Mapping[str, tuple[Reading, ...]],
        name_words: frozenset[str],
        first_words: Mapping[str, object],
        function: Mapping[str, str],
        person_words: frozenset[str],
        single_names: frozenset[str],
        name_particles: frozenset[str],
        negating: frozenset[str],
        rules: Iterable[Rule],
    ) -> None:
        self._forms, self._first, self._function = forms, first_words, function
        self._person_words, self._single_names = person_words, single_names
        self._particles, self._not = name_particles, negating
        self._segmenter = Segmenter(counts, known=Known(forms, name_words))
        self._by_lemma: dict[str, list[Rule]] = {}
        for rule in sorted(rules, key=lambda r: -r.specificity):
            for lemma in (*rule.verbs, *rule.nouns):
                self._by_lemma.setdefault(lemma, []).append(rule)
        self._words: dict[str, Word] = {}

    def word(self, text: str) -> Word:
        """The word of a surface form."""
        found = self._words.get(text)
        if found is None:
            if len(self._words) > 400_000:
                self._words.clear()
            found = self._words[text] = self._make(text)
        return found

    def _make(self, text: str) -> Word:
        form = fold(text)
        if not any(map(str.isalpha, form)):
            return Word(text, form, form, form, lemmas=frozenset({form}))
        for function_form in (form, form[1:] if form[:1] in "وف" else form):
            if function_form in self._function and not text.endswith("أ"):
                return self._function_word(text, form, function_form)
        split = self._segmenter.choose(text, form, self._forms, self._asked(form))
        proclitics = split.proclitics
        conj = next((p for p in proclitics if p in "وف"), "")
        prep = next((p for p in proclitics if p in "بلك"), "")
        readings = self._forms.get(split.stem, ())
        future = "س" in proclitics
        word = Word(
            text, form, ("ال" if split.article else "") + form[split.start :], split.stem,
            conj, prep, split.article, future, split.enclitic, readings,
        )  # fmt: skip
        if not split.article:
            told = sorted(
                (r for r in readings if r.pos == "verb" and _is_told(r)),
                key=lambda r: (r.person != "3", r.lemma not in self._by_lemma, r.aspect != "perfect"),
            )
            word.verb = told[0] if told else None
        if not future:
            nominal = [r for r in readings if r.pos != "verb"]
            if split.article or not split.enclitic:
                nominal = [r for r in nominal if not (r.construct and split.article)] or nominal
            word.nisba = next((r for r in nominal if r.pos == "nisba"), None)
            word.nominal = word.nisba or min(
                nominal, key=lambda r: (*_preference(r), r.lemma != split.stem), default=None
            )
        word.lemmas = frozenset({r.lemma for r in readings} | {r.base for r in readings if r.base} | {split.stem})
        if word.verb is not None:
            shape = word.verb.person, word.verb.aspect
            word.verb_lemmas = frozenset(r.lemma for r in readings if r.pos == "verb" and (r.person, r.aspect) == shape)
        word.noun_lemmas = frozenset(
            {split.stem}.union(*((r.lemma, r.base) for r in readings if r.pos != "verb")) - {""}
        )
        word.function = self._function.get(split.stem, "") if not split.article and not readings else ""
        if (
            split.enclitic
            and not word.function
            and (self._function.get(split.stem) == "preposition" or split.stem in ("ل", "ب", "ك"))
        ):
            word.function = "preposition"
        word.name_keys = self._keys(word)
        word.person_word = word.bare in self._person_words
        if form in self._particles:
            word.person_word, word.verb, word.nominal, word.verb_rules = True, None, None, ()
            return word
        if split.stem in self._not and not split.enclitic:
            word.verb, word.nominal, word.verb_rules, word.noun_rules = None, Reading("adj", split.stem), (), ()
            word.lemmas = frozenset({split.stem})
            return word
        word.verb_rules = self._rules(
            r for r in readings if word.verb is not None and r.pos == "verb" and r.person == word.verb.person
        )
        word.noun_rules = self._rules(r for r in readings if r.pos != "verb") if not future else ()
        return word

    def _asked(self, form: str) -> tuple[str, ...] | None:
        """The proclitics of names and words like names; None for any other word."""
        if form in self._first or form in self._person_words:
            return ()
        return (form[0],) if form[:1] in "وف" and form[1:] in self._single_names else None

    def _function_word(self, text: str, form: str, key: str) -> Word:
        conj = form[0] if key != form else ""
        word = Word(text, form, key, key, conj, function=self._function[key], lemmas=frozenset({key}))
        word.name_keys = tuple(k for k in dict.fromkeys((form, key)) if k in self._first)
        return word

    def _keys(self, word: Word) -> tuple[str, ...]:
        """The forms under which a name that begins here may be listed, fullest first."""
        keys = dict.fromkeys((word.form, word.bare, word.stem))
        if word.form[:1] in "وف":
            keys[word.form[1:]] = None
        if word.form[:2] == "لل" or word.form[:3] in ("ولل", "فلل"):
            keys["ال" + word.form[word.form.index("لل") + 2 :]] = None
        return tuple(k for k in keys if k in self._first)

    def _rules(self, readings: Iterable[Reading]) -> tuple[Rule, ...]:
        found: dict[str, Rule] = {}
        for r in readings:
            for rule in self._by_lemma.get(r.base or r.lemma, ()):
                if (r.pos if r.pos in ("verb", "masdar", "active", "passive") else "noun") in rule.forms:
                    if not r.base and r.pos != "verb" and r.lemma not in rule.nouns:
                        continue
                    found[rule.id] = rule
            if r.base:
                for rule in self._by_lemma.get(r.lemma, ()):
                    if r.lemma in rule.nouns and "noun" in rule.forms:
                        found[rule.id] = rule
        return tuple(sorted(found.values(), key=lambda rule: -rule.specificity))
