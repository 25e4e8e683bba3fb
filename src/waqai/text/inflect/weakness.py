"""What kind of irregularity a verb's root and spelling bring with them, and its passive in spelling."""

from __future__ import annotations

from enum import Enum

from waqai.text.inflect.forms import Verb

_WEAK = "وي"
_HOLLOW_FORMS = frozenset({1, 4, 7, 8, 10})
_DOUBLED_FORMS = frozenset({1, 3, 4, 6, 7, 8, 10})
_NO_PASSIVE = frozenset({7, 9, 13})


class Weakness(Enum):
    """The class that decides which stems a verb has."""

    SOUND = "sound"
    HOLLOW = "hollow"
    DEFECTIVE = "defective"
    DOUBLED = "doubled"


def weakness(verb: Verb) -> Weakness:
    """The class of `verb`, read off root, form and lemma: «استجوب» is sound although its root has a و."""
    root, lemma = verb.root, verb.lemma
    if root[-1] in _WEAK and lemma[-1] in "اىي":
        return Weakness.DEFECTIVE
    if verb.form in (9, 13):
        return Weakness.DOUBLED
    if len(root) != 3:
        return Weakness.SOUND
    if root[1] in _WEAK and verb.form in _HOLLOW_FORMS and lemma[-2] == "ا":
        return Weakness.HOLLOW
    if root[1] == root[2] and verb.form in _DOUBLED_FORMS and lemma[-2] != lemma[-1]:
        return Weakness.DOUBLED
    return Weakness.SOUND


def passive_perfect(verb: Verb) -> str | None:
    """The passive of the lemma in spelling («قال» -> «قيل»), or None for forms that have no passive."""
    word, weak = verb.lemma, weakness(verb)
    if verb.form in _NO_PASSIVE:
        return None
    if weak is Weakness.HOLLOW:
        return word[:-2] + "ي" + word[-1]
    if weak is Weakness.DEFECTIVE and word[-1] != "ي":
        word = word[:-1] + "ي"
        if word[-2] == "أ":
            word = word[:-2] + "ئي"
    elif word[-1] == "أ":
        word = word[:-1] + "ئ"
    return _passive_opening(word, verb)


def _passive_opening(word: str, verb: Verb) -> str:
    """The u of the passive where an alef, a ya or a hamza shows it: «شوهد», «تبودل», «أومن», «سئل»."""
    if verb.form == 3:
        word = "أو" + word[1:] if word[0] == "آ" else word[0] + "و" + word[2:]
        return word.replace("ءل", "ئل")
    if verb.form == 6 and word[2] == "ا":
        return word[:2] + "و" + word[3:]
    if verb.form == 4 and word[0] == "آ":
        return "أو" + word[1:]
    if verb.form == 4 and word[1] == "ي":
        return "أو" + word[2:]
    if verb.form == 8 and word.startswith("ائ"):
        return "اؤ" + word[2:]
    if verb.form == 1 and len(word) == 3 and word[1] == "أ":
        return word[0] + "ئ" + word[2]
    return word


def passive_imperfect(verb: Verb) -> str | None:
    """The passive of the imperfect in spelling («يدعو» -> «يدعى»), or None where there is none."""
    word, weak = verb.imperfect, weakness(verb)
    if not word or verb.form in _NO_PASSIVE:
        return None
    if weak is Weakness.DEFECTIVE and word[-1] in _WEAK:
        word = word[:-1] + "ى"
    elif weak is Weakness.HOLLOW:
        word = word[:-2] + "ا" + word[-1]
    elif word[-1] == "ئ":
        word = word[:-1] + "أ"
    if verb.form == 1 and verb.root[0] == "و" and word[1] != "و":
        return "يو" + word[1:]
    if verb.form in (1, 8) and word.startswith("يأ") and verb.root[0] == "أ":
        return "يؤ" + word[2:]
    return word
