"""The closed class of Arabic function words with their clitics, and the weights of the segmentation model.

Words are in normal spelling; hamza is kept in a key only where it decides («كأنه» against «كانه»).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from waqai.text.fold import fold, fold_char

Closed = tuple[tuple[str, ...], str, str]
"""Proclitics, stem, enclitic, all folded."""

# Never cut, although a frequent word stands behind a letter that could be a clitic.
_WHOLE = (
    "لقد لكن لكنما كما مما عما فيما إنما كأنما ربما بينما كذلك هكذا لماذا لدى فقط فحسب حوالي كلما لولا كي لذا "
    "لعل إلا أما إما لم لن لو لا ليس ليست ليسوا كم كيف كل كلا كلتا كان كانت كانوا كن كنا كنت بل بلى بلغ واحد "
    "واحدة حينما عندما طالما مهما هذه هذا هؤلاء ذلك تلك الله اللهم أولا أي أية سوف وسط وفق وفقا وراء وحيد فوق "
    "حتى متى على إلى الذي التي الذين اللذان اللذين اللتان اللتين اللواتي اللاتي الآن بعد بعض بين بدل بضع بضعة "
    "لدن كافة ليلا أولئك هنالك"
)
_WITH_PRONOUN = (
    "في من عن على إلى لدى مع بين حول ضد عند نحو فوق تحت أمام خلف وراء بعد قبل دون مثل غير نفس بعض كل ذات وحد "
    "خلال أن إن لكن لعل ليت منذ عبر جميع معظم أحد إحدى كلا كلتا"
)
_PRONOUNS = "ه ها هم هن هما نا"
_PRONOUNS_OF_SPEECH = "ك كم"
_SPEECH_STEMS = "على إلى لدى مع من عن"
_PARTICLES = "أن إن"
_AFTER_CONJUNCTION = (
    "في من عن على إلى لدى مع بين هو هي هم هما نحن هذا هذه ذلك تلك هؤلاء الذي التي الذين أن إن لكن قد لا ما لم "
    "لن لو ليس ليست كان كانت كانوا كل بعض غير حيث إذا إذ منذ خلال بعد قبل كما أما إلا هنا هناك أيضا كذلك لذلك "
    "عندما حتى هل سوف مما تم يتم عبر حول وفق دون ضد نحو عند ربما إنما بينما حين أي أو ثم كيف لماذا فيما مثل "
    "لعل كأن كلما لولا لدينا حسب رغم"
)
# «فهم» is far more often "understanding" than "so they".
_NOT_AFTER_FA = frozenset("هم أو وفق ثم مثل عند حسب".split())
_AFTER_PREPOSITION = "هذا هذه ذلك تلك هؤلاء الذي التي الذين أن إن كل بعض غير حيث دون ما لا"
_NOT_AFTER_LAM = frozenset("ما لا دون حيث".split())
_AFTER_KAF = "هذا هذه غيره غيرها"
_AFTER_QUESTION = "ليس ليست لن هذا هذه هو هي هناك"

# fmt: off
WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        # Frequency of the stem, alone and with the article, and of its sisters with other pronouns.
        "share": 0.53, "noun": 0.27, "siblings": 0.17,
        # Proclitics.
        "P2": -1.2, "Pب": -0.3, "Pس": -1.0, "Pف": -2.2, "Pك": -2.0, "Pل": -0.8, "Pو": 0.6,
        # Pronouns.
        "Eك": -1.6, "Eكم": -1.0, "Eكن": -3.0, "Eنا": -1.8, "Eني": -2.1, "Eه": 0.9, "Eها": 2.2, "Eهم": 0.6,
        "Eهما": 0.0, "Eهن": -1.0, "Eي": -4.1, "Eكما": -3.0,
        # The stem's length, and whether it is a word at all.
        "absent_ب": -1.4, "absent_س": -0.6, "absent_ف": 0.5, "absent_ك": -0.7, "absent_ل": -0.5, "absent_و": 1.5,
        "before_pronoun_1": 0.3, "before_pronoun_2": -3.1, "before_pronoun_3": -1.8, "len2": -2.9, "len3": -0.7,
        "len4": -0.5,
        # The whole word takes the article (noun_), or never does (nonoun_).
        "nonoun_both": 1.0, "nonoun_e": 0.2, "nonoun_ب": 1.1, "nonoun_س": 1.4, "nonoun_ف": -1.4, "nonoun_ك": 0.1,
        "nonoun_ل": 1.4, "nonoun_و": 0.3, "noun_both": 0.0, "noun_e": 0.4, "noun_ب": -0.9, "noun_س": 0.0,
        "noun_ف": -0.4, "noun_ك": -0.6, "noun_ل": -0.3, "noun_و": -1.0,
        # How the stem's end was restored.
        "kind_same": -1.4, "kind_ء": -0.2, "kind_ان": -1.4, "kind_ة": -1.2, "kind_وا": 0.2, "kind_ون": -0.6,
        "kind_ى": -0.5, "kind_ين": -1.6,
        # The rest: article, spelling, verbs, function words.
        "article_bare": 0.05, "article_preposition": 0.1, "artل": -1.2, "final_ه": -0.9, "function": 1.4,
        "function_and_pronoun": 0.3, "future": 0.6, "hamza": 0.9, "ll": -1.0, "noart": -2.2,
        "preposition_and_pronoun": 1.0, "verb_in_lam": 6.0, "verbب": -1.2, "verbف": -0.3, "verbك": -1.0,
        "verbل": -0.1, "verbو": 1.5,
    }
)
# fmt: on
"""Weights of the log-linear segmentation model, in nats; none of them belongs to a single word.

Fitted together on half of UD_Arabic-PUD and rounded to a tenth (five-fold cross-validation there: 99.0 % of written
words exactly right); those of pronouns too rare there («كن», «كما») were set by hand.
"""


@lru_cache(maxsize=1)
def function_words() -> frozenset[str]:
    """Folded function words that take clitics but are too short or too common for counts alone to judge."""
    lists = (_WITH_PRONOUN, _AFTER_CONJUNCTION, _AFTER_PREPOSITION, "ل ب أنا الآن نحو أمام")
    return frozenset(fold(" ".join(lists)).split())


@lru_cache(maxsize=1)
def closed_words() -> Mapping[str, Closed]:
    """How each function word is cut, by its spelling with bare alef (`BARE_ALEF`), or as written where أ decides."""
    table: dict[str, Closed] = {}
    for proclitics, stem, pronoun in (*_with_pronoun(), *_after_clitic()):
        for spelling in _spellings(stem, pronoun):
            table.setdefault("".join(proclitics) + spelling, (proclitics, fold(stem), pronoun))
    for pronoun in _PRONOUNS.split():
        table["كأن" + pronoun] = (("ك",), "ان", pronoun)
    for word in _AFTER_QUESTION.split():
        table["أ" + as_written(word)] = (("ا",), fold(word), "")
    for word in _WHOLE.split():
        for spelling in _spellings(word, ""):
            table[spelling] = ((), fold(word), "")
    return MappingProxyType(table)


def _spellings(stem: str, pronoun: str) -> set[str]:
    """Careful and careless spelling of a word; before a pronoun ى has become ي."""
    return {fold(stem) + pronoun} if pronoun else {fold(stem), as_written(stem).translate(BARE_ALEF)}


def _conjoined(*rest: str) -> Iterator[tuple[str, ...]]:
    yield rest
    yield "و", *rest
    yield "ف", *rest


def _with_pronoun() -> Iterator[Closed]:
    for conjunction in _conjoined():
        for pronoun in _PRONOUNS.split():
            for stem in (*_WITH_PRONOUN.split(), "ل", "ب"):
                yield conjunction, stem, pronoun
        for pronoun in _PRONOUNS_OF_SPEECH.split():
            for stem in _SPEECH_STEMS.split():
                yield conjunction, stem, pronoun
    for stem in _PARTICLES.split():
        for pronoun in (*_PRONOUNS.split(), "ني"):
            for proclitics in (*_conjoined(), *_conjoined("ل"), *_conjoined("ب")):
                yield proclitics, stem, pronoun
    for pronoun in _PRONOUNS_OF_SPEECH.split():
        yield (), "ل", pronoun
        yield (), "ب", pronoun


def _after_clitic() -> Iterator[Closed]:
    for stem in _AFTER_CONJUNCTION.split():
        yield ("و",), stem, ""
        if stem not in _NOT_AFTER_FA:
            yield ("ف",), stem, ""
    for stem in _AFTER_PREPOSITION.split():
        for proclitics in _conjoined("ب"):
            yield proclitics, stem, ""
        for proclitics in _conjoined("ل"):
            if stem not in _NOT_AFTER_LAM:
                yield proclitics, stem, ""
    for stem in _AFTER_KAF.split():
        for proclitics in _conjoined("ك"):
            yield proclitics, stem, ""


_KEPT = frozenset("أإآؤئىة")
BARE_ALEF = str.maketrans("أإآ", "ااا")


class _WrittenTable(dict[int, str]):
    def __missing__(self, code: int) -> str:
        letters = unicodedata.normalize("NFKC", chr(code))
        self[code] = written = "".join(c if c in _KEPT else fold_char(c) for c in letters)
        return written


_WRITTEN = _WrittenTable()


def as_written(text: str) -> str:
    """`text` folded but for hamza on its seats, ة and ى: letter for letter as long as `fold(text)`."""
    return text.translate(_WRITTEN)
