"""Declension: number, gender, construct and suffixed spellings of nouns and adjectives."""

from __future__ import annotations

from collections.abc import Iterator

from waqai.text.inflect.forms import Gender, Noun, NounForm, Number

_TANWIN_KASRA = "\u064d"
_MARKERS = frozenset({"ون", "ين", "ات", "ة"})
_FIVE_NOUNS = {"أب": ("أبو", "أبا", "أبي"), "أخ": ("أخو", "أخا", "أخي"), "حم": ("حمو", "حما", "حمي")}


def decline(noun: Noun) -> Iterator[NounForm]:
    """All forms of `noun`: singular, dual, plurals, and the feminine where it has one.

    A noun that is its own plural is plural only («مباحثات»). Words in ؤو come in the spelling of Egypt too («مسئول»).
    """
    yield from _declined(noun)
    if "ؤو" in noun.lemma or any("ؤو" in plural for plural in noun.plurals):
        yield from _declined(_in_egypt(noun))


def nisba_forms(base: str) -> Iterator[NounForm]:
    """All regular forms of a nisba given in the masculine singular («إسرائيلي»)."""
    return decline(Noun(base, "adj", "m", ("ون", "ات")))


def has_feminine(noun: Noun) -> bool:
    """Whether `noun` has a feminine in ة of its own: adjectives of gender m, and nouns that are marked to have one."""
    if noun.gender != "m" or noun.lemma[-1] == "ة":
        return False
    return noun.pos == "adj" or noun.feminine or not {"ون", "ين", "ة"}.isdisjoint(noun.plurals)


def _declined(noun: Noun) -> Iterator[NounForm]:
    if noun.lemma not in noun.plurals:
        yield from _singular_and_dual(noun.lemma, noun.gender)
    yield from _plurals(noun)
    if has_feminine(noun):
        yield from _feminine(noun.lemma)


def _in_egypt(noun: Noun) -> Noun:
    plurals = tuple(plural.replace("ؤو", "ئو") for plural in noun.plurals)
    return noun._replace(lemma=noun.lemma.replace("ؤو", "ئو"), plurals=plurals)


def _singular_and_dual(lemma: str, gender: Gender) -> Iterator[NounForm]:
    yield from _whole(lemma, "s", gender, tanwin=True)
    for surface in _FIVE_NOUNS.get(lemma, ()):
        yield NounForm(surface, "s", gender, True)
    yield from _dual(lemma, gender)


def _whole(word: str, number: Number, gender: Gender, *, tanwin: bool) -> Iterator[NounForm]:
    """A word as it stands, in the indefinite accusative, and before suffixes."""
    if word[-1] == _TANWIN_KASRA:
        short = word[:-1]
        yield NounForm(short, number, gender)
        yield NounForm(short + "ي", number, gender)
        if tanwin:
            yield NounForm(short + "يا", number, gender, accusative=True)
        return
    yield NounForm(word, number, gender)
    if tanwin and (accusative := _with_tanwin(word)):
        yield NounForm(accusative, number, gender, accusative=True)
    for surface in _before_suffix(word):
        yield NounForm(surface, number, gender, True, True)


def _dual(lemma: str, gender: Gender) -> Iterator[NounForm]:
    stem = _stem(lemma)
    for alef in _attach(stem, "ا"):
        yield NounForm(alef + "ن", "d", gender)
        yield NounForm(alef, "d", gender, True)
    for ya in _attach(stem, "ي"):
        yield NounForm(ya + "ن", "d", gender)
        yield NounForm(ya, "d", gender, True)


def _plurals(noun: Noun) -> Iterator[NounForm]:
    plurals = noun.plurals
    if noun.pos == "adj" and noun.gender == "m" and _MARKERS.issuperset(plurals) and "ون" not in plurals:
        plurals = (*plurals, "ون")
    for plural in plurals:
        if plural in ("ون", "ين"):
            yield from _sound_masculine(noun.lemma)
        elif plural == "ات":
            if not has_feminine(noun):
                yield from _sound_feminine(noun.lemma)
        elif plural != "ة":
            yield from _whole(plural, "p", noun.gender, tanwin=not _is_diptote(plural))


def _sound_masculine(lemma: str) -> Iterator[NounForm]:
    stem = lemma[:-1] if lemma[-1] in ("ى", _TANWIN_KASRA) else lemma
    for waw in _attach(stem, "و"):
        yield NounForm(waw + "ن", "p", "m")
        yield NounForm(waw, "p", "m", True)
    for ya in _attach(stem, "ي"):
        yield NounForm(ya + "ن", "p", "m")
        yield NounForm(ya, "p", "m", True)


def _sound_feminine(lemma: str) -> Iterator[NounForm]:
    stem = lemma[:-1] if lemma[-1] == "ة" else _stem(lemma)
    for alef in _attach(stem, "ا"):
        yield NounForm(alef + "ت", "p", "f")


def _feminine(lemma: str) -> Iterator[NounForm]:
    feminine = lemma[:-1] + "اة" if lemma[-1] == "ى" else _attach(_stem(lemma), "ة")[0]
    yield from _singular_and_dual(feminine, "f")
    yield from _sound_feminine(lemma)


def _stem(lemma: str) -> str:
    """What dual and feminine endings attach to: ة opens to ت, a fallen or short ya comes back."""
    if lemma[-1] == "ة":
        return lemma[:-1] + "ت"
    if lemma[-1] in ("ى", _TANWIN_KASRA):
        return lemma[:-1] + "ي"
    return lemma


def _attach(stem: str, ending: str) -> tuple[str, ...]:
    """`stem` and an ending that begins with ا, و, ي or ة, with the seats that newspapers give a final hamza."""
    last = stem[-1]
    if last == "أ":
        if ending == "ا":
            return (stem[:-1] + "آ",)
        return (stem + ending, stem[:-1] + "ؤو") if ending == "و" else (stem + ending,)
    if last != "ء":
        return (stem + ending,)
    if stem.endswith("يء"):
        return (stem[:-1] + "ئ" + ending,)
    if ending == "و":
        return (stem + ending, stem[:-1] + "ؤو")
    if ending == "ي":
        return (stem + ending, stem[:-1] + "ئي")
    return (stem + ending,)


def _with_tanwin(word: str) -> str:
    """The indefinite accusative in alef, or "" where it is not written («زيارة», «بناء», «مبدأ», «مستشفى»)."""
    last = word[-1]
    if last in "ةىاأ" or word.endswith("اء"):
        return ""
    return word[:-1] + "ئا" if word.endswith("يء") else word + "ا"


def _is_diptote(plural: str) -> bool:
    """Plurals of the kind «مصادر», «صواريخ», and those in ات, never show a tanwin in alef."""
    return len(plural) >= 5 and (plural[2] == "ا" or plural.endswith("ات"))


def _before_suffix(word: str) -> tuple[str, ...]:
    last = word[-1]
    if last == "ة":
        return (word[:-1] + "ت",)
    if last == "ى":
        return (word[:-1] + "ا",)
    if last == "أ":
        return (word[:-1] + "ؤ", word[:-1] + "ئ")
    if last == "ء":
        return (word[:-1] + "ئ",) if word.endswith("يء") else (word[:-1] + "ؤ", word[:-1] + "ئ")
    return ()
