"""Conjugation: every person, aspect and voice of a verb that spelling tells apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from waqai.text.inflect.forms import Aspect, Gender, Number, Verb, VerbForm, Voice
from waqai.text.inflect.weakness import Weakness, passive_imperfect, passive_perfect, weakness

_CONSONANT_ENDINGS: tuple[tuple[str, int, Gender, Number, bool], ...] = (
    ("ن", 3, "f", "p", False),
    ("ت", 2, "m", "s", False),
    ("ت", 2, "f", "s", False),
    ("تما", 2, "", "d", False),
    ("تم", 2, "m", "p", False),
    ("تمو", 2, "m", "p", True),
    ("تن", 2, "f", "p", False),
    ("ت", 1, "", "s", False),
    ("نا", 1, "", "p", False),
)
_BARE_PREFIXES: tuple[tuple[str, int, Gender, Number], ...] = (
    ("ي", 3, "m", "s"),
    ("ت", 3, "f", "s"),
    ("ت", 2, "m", "s"),
    ("أ", 1, "", "s"),
    ("ن", 1, "", "p"),
)
_PLURAL_PREFIXES = (("ي", 3), ("ت", 2))
_DUAL_PREFIXES: tuple[tuple[str, int, Gender], ...] = (("ي", 3, "m"), ("ت", 3, "f"), ("ت", 2, ""))
_SHORT_IMPERATIVES = frozenset({"أخذ", "أكل", "أمر"})
_IRREGULAR_BEFORE_CONSONANT = {"ليس": "لس"}


class _Perfect(NamedTuple):
    bare: str
    feminine: str
    dual: str
    plural: str
    consonant: str | None


class _Imperfect(NamedTuple):
    bare: str
    plural: str
    second_feminine: str
    dual: str
    feminine_plural: str
    jussive: str


def conjugate(verb: Verb) -> Iterator[VerbForm]:
    """All forms of `verb`. A passive form whose spelling is an active form's of the same aspect is left out.

    Passives have no spellings for object suffixes: «أعطيته» in the passive is too rare to pay for.
    """
    seen: set[tuple[str, str]] = set()
    for form in _active(verb):
        seen.add((form.aspect, form.surface))
        yield form
    for form in _passive(verb):
        if not form.object_form and (form.aspect, form.surface) not in seen:
            yield form


def _active(verb: Verb) -> Iterator[VerbForm]:
    weak = weakness(verb)
    yield from _perfect_forms(_perfect_stems(verb, weak), "active")
    if verb.imperfect:
        stems = _imperfect_stems(verb.imperfect, weak)
        yield from _imperfect_forms(stems, "active")
        yield from _imperatives(verb, stems, weak)


def _passive(verb: Verb) -> Iterator[VerbForm]:
    weak = weakness(verb)
    perfect, imperfect = passive_perfect(verb), passive_imperfect(verb)
    if perfect and perfect != verb.lemma:
        stems = _perfect_stems(verb._replace(lemma=perfect), weak)
        if weak is Weakness.HOLLOW:
            stems = stems._replace(consonant=None)
        yield from _perfect_forms(stems, "passive")
    if imperfect and imperfect != verb.imperfect:
        yield from _imperfect_forms(_imperfect_stems(imperfect, weak), "passive")


def _perfect_stems(verb: Verb, weak: Weakness) -> _Perfect:
    lemma = verb.lemma
    if weak is Weakness.DEFECTIVE:
        base = lemma[:-1]
        if lemma[-1] == "ي":
            return _Perfect(lemma, lemma, lemma, base, lemma)
        glide = base + ("و" if verb.form == 1 and lemma[-1] == "ا" else "ي")
        return _Perfect(lemma, base, glide, base, glide)
    return _Perfect(lemma, lemma, lemma, lemma, _before_consonant(verb, weak))


def _before_consonant(verb: Verb, weak: Weakness) -> str:
    """The stem before ت and ن: «قل» of «قال», «احتلل» of «احتل», «جئ» of «جاء»."""
    lemma = verb.lemma
    if weak is Weakness.DOUBLED:
        return lemma + lemma[-1]
    if weak is not Weakness.HOLLOW:
        return _IRREGULAR_BEFORE_CONSONANT.get(lemma, lemma)
    last = lemma[-1]
    if last == "ء":
        last = "أ" if verb.form != 1 else "ؤ" if verb.imperfect[-2] == "و" else "ئ"
    return lemma[:-2] + last


def _perfect_forms(stems: _Perfect, voice: Voice) -> Iterator[VerbForm]:
    yield VerbForm(stems.bare, "perfect", voice, 3, "m", "s")
    if stems.bare[-1] == "ى":
        yield VerbForm(_with_alef(stems.bare[:-1]), "perfect", voice, 3, "m", "s", True)
    feminine = _ya_hamza(stems.feminine)
    yield VerbForm(feminine + "ت", "perfect", voice, 3, "f", "s")
    yield VerbForm(_with_alef(stems.dual), "perfect", voice, 3, "m", "d")
    yield VerbForm(feminine + "تا", "perfect", voice, 3, "f", "d")
    for stem in _before_waw(stems.plural):
        yield VerbForm(stem + "وا", "perfect", voice, 3, "m", "p")
        yield VerbForm(stem + "و", "perfect", voice, 3, "m", "p", True)
    if stems.consonant is None:
        return
    last = stems.consonant[-1]
    for ending, person, gender, number, before_object in _CONSONANT_ENDINGS:
        # A consonant doubled by the ending is written once: «أعلنّا», «أثبتّ».
        tail = ending[1:] if ending[0] == last else ending
        yield VerbForm(stems.consonant + tail, "perfect", voice, person, gender, number, before_object)


def _imperfect_stems(imperfect: str, weak: Weakness) -> _Imperfect:
    stem = imperfect[1:]
    if weak is Weakness.DEFECTIVE:
        base = stem[:-1]
        waw = stem[-1] == "و"
        return _Imperfect(stem, base, base, stem if waw else base + "ي", base + ("ون" if waw else "ين"), base)
    if weak is Weakness.HOLLOW:
        short = stem[:-2] + _seat_after(stem[-2], stem[-1])
        return _Imperfect(stem, stem, stem, stem, _with_nun(short), short)
    if weak is Weakness.DOUBLED:
        return _Imperfect(stem, stem, stem, stem, _with_nun(stem + stem[-1]), stem)
    return _Imperfect(stem, stem, stem, stem, _with_nun(stem), stem)


def _imperfect_forms(stems: _Imperfect, voice: Voice) -> Iterator[VerbForm]:
    yield from _bare(stems.bare, "imperfect", voice, False)
    for stem in _object_stems(stems.bare):
        yield from _bare(stem, "imperfect", voice, True)
    if stems.jussive != stems.bare:
        yield from _bare(stems.jussive, "jussive", voice, False)
    for prefix, person in _PLURAL_PREFIXES:
        for stem in _before_waw(stems.plural):
            yield VerbForm(prefix + stem + "ون", "imperfect", voice, person, "m", "p")
            yield VerbForm(prefix + stem + "وا", "jussive", voice, person, "m", "p")
            yield VerbForm(prefix + stem + "و", "jussive", voice, person, "m", "p", True)
        yield VerbForm(prefix + stems.feminine_plural, "imperfect", voice, person, "f", "p")
    dual = _with_alef(stems.dual)
    for prefix, person, gender in _DUAL_PREFIXES:
        yield VerbForm(prefix + dual + "ن", "imperfect", voice, person, gender, "d")
        yield VerbForm(prefix + dual, "jussive", voice, person, gender, "d")
    for stem in _before_ya(stems.second_feminine):
        yield VerbForm("ت" + stem + "ين", "imperfect", voice, 2, "f", "s")
        yield VerbForm("ت" + stem + "ي", "jussive", voice, 2, "f", "s")


def _bare(stem: str, aspect: Aspect, voice: Voice, before_object: bool) -> Iterator[VerbForm]:
    for prefix, person, gender, number in _BARE_PREFIXES:
        surface = "آ" + stem[1:] if prefix == "أ" and stem[0] == "أ" else prefix + stem
        yield VerbForm(surface, aspect, voice, person, gender, number, before_object)


def _imperatives(verb: Verb, stems: _Imperfect, weak: Weakness) -> Iterator[VerbForm]:
    if verb.form == 1 and verb.root[1] == "أ" and weak is Weakness.DEFECTIVE:
        return
    yield VerbForm(_opened(verb, stems.jussive, weak), "imperative", "active", 2, "m", "s")
    for stem in _before_ya(stems.second_feminine):
        yield VerbForm(_opened(verb, stem, weak) + "ي", "imperative", "active", 2, "f", "s")
    for stem in _before_waw(stems.plural):
        plural = _opened(verb, stem, weak)
        yield VerbForm(plural + "وا", "imperative", "active", 2, "m", "p")
        yield VerbForm(plural + "و", "imperative", "active", 2, "m", "p", True)


def _opened(verb: Verb, stem: str, weak: Weakness) -> str:
    """An imperfect stem made pronounceable without its prefix: «اكتب», «أعلن», «خذ», «قل»."""
    form = verb.form
    if form == 4:
        return "آ" + stem[1:] if stem[0] == "ؤ" else "أ" + stem
    if form in (7, 8, 9, 10, 13):
        return "ائ" + stem[1:] if stem[0] == "أ" else "ا" + stem
    if form != 1:
        return "آ" + stem[2:] if stem.startswith("ؤا") else stem.replace("ؤ", "أ", 1) if stem[0] == "ؤ" else stem
    if verb.lemma in _SHORT_IMPERATIVES:
        return stem[1:]
    if stem[0] == "أ":
        return "ائ" + stem[1:]
    dropped_waw = verb.root[0] == "و" and stem[0] != "و"
    return stem if dropped_waw or weak in (Weakness.HOLLOW, Weakness.DOUBLED) else "ا" + stem


def _with_alef(stem: str) -> str:
    return stem[:-1] + "آ" if stem[-1] == "أ" else _ya_hamza(stem) + "ا"


def _with_nun(stem: str) -> str:
    return stem if stem[-1] == "ن" else stem + "ن"


def _ya_hamza(stem: str) -> str:
    """A final hamza after ya sits on ya as soon as anything follows: «يجيء», «يجيئان»."""
    return stem[:-1] + "ئ" if stem.endswith("يء") else stem


def _seat_after(vowel: str, last: str) -> str:
    """The last consonant of a shortened hollow stem: «يشأ», «يسؤ», «يجئ»."""
    return {"ا": "أ", "و": "ؤ", "ي": "ئ"}[vowel] if last == "ء" else last


def _before_waw(stem: str) -> tuple[str, ...]:
    """The spellings of a stem before ون and وا; newspapers write «بدأوا» and «بدؤوا», «جاءوا» and «جاؤوا»."""
    if stem[-1] not in "أء":
        return (stem,)
    if stem.endswith("يء"):
        return (_ya_hamza(stem),)
    return (stem, stem[:-1] + "ؤ")


def _before_ya(stem: str) -> tuple[str, ...]:
    if stem[-1] not in "أء":
        return (stem,)
    return (stem[:-1] + "ئ",)


def _object_stems(stem: str) -> tuple[str, ...]:
    """The spellings of a bare imperfect before a suffix where they differ: «يتلقاه», «يبدؤه», «يسيئه»."""
    last = stem[-1]
    if last == "ى":
        return (stem[:-1] + "ا",)
    if last == "أ":
        return (stem[:-1] + "ؤ",)
    if last == "ء":
        return (_ya_hamza(stem) if stem[-2] == "ي" else stem[:-1] + "ؤ",)
    return ()
