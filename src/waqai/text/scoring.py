"""The log-linear model that decides between the cuts of a word: what speaks for and against each."""

from __future__ import annotations

import math
from collections.abc import Container, Iterator, Mapping

from waqai.text.clitics import function_words
from waqai.text.cutting import Place, Word, restorations, without_person

_SIBLINGS = ("ه", "ها", "هم", "نا", "هما")
_OTHER_PERSON = {"ي": "ت", "ت": "ي", "ن": "ي", "ا": "ي"}
_ABSENT = 1e-9
_LOG_ABSENT = math.log(_ABSENT)
# A known stem counts as at least this common; what it adds to the score behind a clitic, and as a whole word.
_KNOWN_SHARE = 1e-6
_KNOWN_STEM = 1.0
_KNOWN_WORD = 5.0
# How often at the most a verb that opens sentences is met with «و», measured against the verb without it.
_AND_SHARE = 0.4
_CACHE_LIMIT = 400_000


class Scorer:
    """Scores cuts by the frequencies in `counts`, the certain words in `known` and the `weights` of the model."""

    def __init__(self, counts: Mapping[str, float], known: Container[str], weights: Mapping[str, float]) -> None:
        self._counts, self._known, self._weights = counts, known, weights
        self._function_words = function_words()
        self._evidence: dict[str, tuple[float, float]] = {}

    def judge(self, word: Word) -> None:
        """Fill in whether the whole word looks like a noun; all its cuts are scored by that."""
        whole, noun = self._counts.get(word.folded, 0.0), self._noun_share(word.folded)
        word.is_noun, word.is_no_noun = noun > max(0.1 * whole, 1e-7), noun < 0.003 * whole

    def place(self, word: Word, place: Place) -> float:
        """What all stems at one place share; a stem without a pronoun has no score but this."""
        proclitics, article, start, end = place
        surface, enclitic = word.folded[start:end], word.folded[end:]
        base = self._score_clitics(word, proclitics, article, surface, start, enclitic)
        if enclitic:
            return base + self._score_pronoun(proclitics, surface, enclitic)
        return base + self._score_bare(word, proclitics, article, surface)

    def _score_clitics(
        self, word: Word, proclitics: tuple[str, ...], article: bool, surface: str, start: int, enclitic: str
    ) -> float:
        """What the clitics cost, and what the whole word says for or against cutting it."""
        weights, score = self._weights, 0.0
        for proclitic in proclitics:
            score += weights["P" + proclitic]
        if len(proclitics) > 1:
            score += weights["P2"]
        if article:
            if proclitics and proclitics[-1] == "ل":
                score += weights["artل"]
        else:
            score += self._score_no_article(word, proclitics, surface, start)
        if proclitics or enclitic:
            where = "both" if proclitics and enclitic else "e" if enclitic else proclitics[-1]
            if word.is_noun:
                score += weights["noun_" + where]
            if word.is_no_noun:
                score += weights["nonoun_" + where]
        return score

    def _score_no_article(self, word: Word, proclitics: tuple[str, ...], surface: str, start: int) -> float:
        weights, score = self._weights, 0.0
        if word.folded.startswith("ال", start):
            score += weights["noart"]
            if self._is_verb_in_lam(word.folded[start:], word.written[-1]):
                score += weights["verb_in_lam"]
        if word.written[start] in "أإآ":
            score += weights["hamza"]
        if not proclitics:
            return score + weights["ll"] if word.folded.startswith("لل") else score
        if 1 < len(surface) < 5:
            score += weights[f"len{len(surface)}"]
        last = proclitics[-1]
        ratio = self._conjugation_ratio(surface)
        if last == "س":
            return score + weights["future"] if 0.02 < ratio < 50 else score
        return score + weights["verb" + last] if ratio > 0 else score

    def _score_bare(self, word: Word, proclitics: tuple[str, ...], article: bool, surface: str) -> float:
        """The score of a stem without a pronoun."""
        weights = self._weights
        share, noun = self._shares(surface)
        score = self._score_article(share, noun, surface) if article else self._score_frequency(share, noun)
        if proclitics and share < _ABSENT:
            score += weights["absent_" + proclitics[-1]]
        if word.written[-1] == "ه":
            score += weights["final_ه"]
        if surface in self._function_words:
            score += weights["function"]
        return score + self._score_known(word, proclitics, surface)

    def _score_article(self, share: float, noun: float, surface: str) -> float:
        """A noun with the article is also met without it and behind prepositions, the verb «التقى» is not."""
        weights, get = self._weights, self._counts.get
        prepositional = get("بال" + surface, 0.0) + get("لل" + surface, 0.0)
        best = max(noun, share * 0.05)
        score = self._score_frequency(best, best) + weights["article_bare"] * _log(share)
        return score + weights["article_preposition"] * _log(prepositional)

    def _score_known(self, word: Word, proclitics: tuple[str, ...], surface: str) -> float:
        if surface not in self._known:
            return 0.0
        if proclitics:
            rare = len(surface) > 3 and surface not in self._counts
            return _KNOWN_WORD if rare else _KNOWN_STEM if len(surface) > 2 else 0.0
        if self._begins_with_and(word, surface):
            return 0.0
        # «قياده» may be «قيادة» written carelessly or «قياد» with a pronoun: `known` cannot tell.
        careless = self._counts.get(surface[:-1] + "ة", 0.0) > 0.5 * self._counts.get(surface, 0.0)
        return 0.0 if careless and word.written[-1] == "ه" else _KNOWN_WORD

    def _begins_with_and(self, word: Word, surface: str) -> bool:
        """Whether «ودعت», «ووقع», «وأدان» are met no oftener than «دعت», «وقع», «أدان» with «و» before them are."""
        rest = surface[1:]
        if surface[0] != "و" or rest not in self._known or word.is_noun:
            return False
        if rest[0] == "و" or word.written[1] in "أإ":
            return True
        return rest[0] != "ا" and self._counts.get(surface, 0.0) < _AND_SHARE * self._counts.get(rest, 0.0)

    def _score_pronoun(self, proclitics: tuple[str, ...], surface: str, enclitic: str) -> float:
        """What a pronoun costs, and whether the stem takes other pronouns as well."""
        weights = self._weights
        score = weights["E" + enclitic]
        if len(surface) < 4:
            score += weights[f"before_pronoun_{len(surface)}"]
        siblings = sum(self._counts.get(surface + other, 0.0) for other in _SIBLINGS if other != enclitic)
        score += weights["siblings"] * _log(siblings)
        if proclitics and proclitics[-1] in "بلك":
            score += weights["preposition_and_pronoun"]
        return score

    def stem(self, stem: str, kind: str, share: float, noun: float) -> float:
        """What a stem before a pronoun adds, as `restored` gave it."""
        score = self._score_frequency(share, noun) + self._weights["kind_" + kind]
        if stem in self._function_words:
            score += self._weights["function_and_pronoun"]
        return score

    def _score_frequency(self, share: float, noun: float) -> float:
        return self._weights["share"] * _log(share) + self._weights["noun"] * _log(noun)

    def restored(self, surface: str, last_written: str) -> Iterator[tuple[str, str, float, float]]:
        """The forms a stem may have had before a pronoun changed its end: (stem, kind, share, share as a noun)."""
        get, last, body = self._counts.get, surface[-1], surface[:-1]
        share = get(surface, 0.0)
        if last == "ه":
            share -= get(body + "ة", 0.0)
        if surface in self._known:
            share = max(share, _KNOWN_SHARE)
        yield surface, "same", share, get("ال" + surface, 0.0)
        if not body:
            return
        for kind, stem, key in restorations(surface, body, last, last_written):
            share = get(key, 0.0)
            if stem in self._known:
                share = max(share, _KNOWN_SHARE)
            if share > 0:
                yield stem, kind, share, get("ال" + key, 0.0)

    def _shares(self, stem: str) -> tuple[float, float]:
        """How common a stem is alone and with the article; an accusative in alef borrows from its bare form."""
        found = self._evidence.get(stem)
        if found is None:
            share = self._counts.get(stem, 0.0)
            if len(stem) > 3 and stem[-1] == "ا":
                share += 0.1 * self._counts.get(stem[:-1], 0.0)
            if stem in self._known:
                share = max(share, _KNOWN_SHARE)
            if len(self._evidence) >= _CACHE_LIMIT:
                self._evidence.clear()
            self._evidence[stem] = found = share, self._noun_share(stem)
        return found

    def _noun_share(self, stem: str) -> float:
        share = self._counts.get("ال" + stem, 0.0)
        if len(stem) > 3 and stem[-1] == "ا":
            share += 0.1 * self._counts.get("ال" + stem[:-1], 0.0)
        return share

    def _is_verb_in_lam(self, stem: str, last_written: str) -> bool:
        """Is this «التزم», «التقت» or «الغى»: a verb whose imperfect («يلتزم») begins like it but for the alef?"""
        if not stem.startswith("الت") and last_written != "ى":
            return False
        share = max(self._counts.get("ي" + body, 0.0) for body in without_person(stem[1:]))
        return share > 0.1 * self._counts.get(stem, 0.0)

    def _conjugation_ratio(self, stem: str) -> float:
        """How much commoner the same imperfect is in another person; 0 if there is none («يقول», «تقول»)."""
        other = _OTHER_PERSON.get(stem[0])
        share = self._counts.get(other + stem[1:], 0.0) if other else 0.0
        return share / max(self._counts.get(stem, 0.0), _ABSENT) if share > 3e-8 else 0.0


def _log(share: float) -> float:
    """Natural logarithm of a share, shifted so that an absent word gives 0."""
    return math.log(share + _ABSENT) - _LOG_ABSENT if share > 0 else 0.0
