"""Cut a written Arabic word into proclitics, article, stem and pronoun: «وللاعبيهم» is و + ل + لاعبي + هم.

Every way of cutting that the grammar of clitics allows is a candidate. How common the resulting stem is as a
word of its own decides between them, together with what the whole word shows: a word that also takes the
article («الوزير») begins with no conjunction, one that never does («ستعلن») is hardly a noun. The score is a
log-linear model of such evidence; nothing in it names a single word but the closed class of function words.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from waqai.text.clitics import BARE_ALEF, WEIGHTS, as_written, closed_words, function_words
from waqai.text.cutting import Place, Word, may_split, places_of, restorations, without_person
from waqai.text.fold import fold, fold_with_offsets

_SIBLINGS = ("ه", "ها", "هم", "نا", "هما")
_OTHER_PERSON = {"ي": "ت", "ت": "ي", "ن": "ي", "ا": "ي"}
_ABSENT = 1e-9
_LOG_ABSENT = math.log(_ABSENT)
# A known stem counts as at least this common; what it adds to the score behind a clitic, and as a whole word.
_KNOWN_SHARE = 1e-6
_KNOWN_STEM = 1.0
_KNOWN_WORD = 5.0
_CERTAIN = 99.0
_CHOICE = 3
_CACHE_LIMIT = 400_000


@dataclass(frozen=True, slots=True)
class Split:
    """One way of cutting a word.

    `word` is the folded word and `stem` its folded stem in the form that the lexicon has: ta marbuta, alef
    maqsura, hamza and the alef of «اتهموا» are put back where the pronoun changed them. The dual and the sound
    plural keep their construct form («سفيري»). A preposition with its pronoun («منها», «له») has the preposition
    as its stem. `word[start:end]` is the stem as written, without the article. `score` is a log-odds-like figure,
    comparable among the candidates of one word only.
    """

    word: str
    proclitics: tuple[str, ...]
    article: bool
    stem: str
    enclitic: str
    start: int
    end: int
    score: float = 0.0

    def cuts(self, *, article: bool = False) -> tuple[int, ...]:
        """Offsets in `word` at which one piece ends and the next begins; the article counts as a piece if asked."""
        marks = []
        at = 0
        for proclitic in self.proclitics:
            at += len(proclitic)
            marks.append(at)
        if article and self.article:
            marks.append(self.start)
        if self.enclitic:
            marks.append(self.end)
        return tuple(marks)

    def pieces(self, *, article: bool = False) -> tuple[str, ...]:
        """The folded pieces as written; they join up to `word`. «للسلطة» gives ل + لسلطه."""
        edges = (0, *self.cuts(article=article), len(self.word))
        return tuple(self.word[a:b] for a, b in pairwise(edges))

    def surface(self, text: str, *, article: bool = False) -> tuple[str, ...]:
        """The same pieces in the original spelling. `text` must be the word that was split."""
        folded = fold_with_offsets(text)
        edges = (0, *(folded.offsets[cut] for cut in self.cuts(article=article)), len(text))
        return tuple(text[a:b] for a, b in pairwise(edges))


_Cut = tuple[float, tuple[str, ...], bool, str, str, int, int]
"""Score, proclitics, article, stem, enclitic, start and end of a Split to be."""
_Stem = tuple[Place, str, str, float, float]
"""A place, the stem there; before a pronoun how its end was restored, its share, and its share as a noun."""


class Segmenter:
    """Splits words by the frequency table `counts` (see `wordlist.load_counts`) and the stems in `known`.

    `known` holds folded forms that are words for certain (names, lexicon entries): they are not cut apart, and
    count as stems behind clitics even where `counts` lacks them. `weights` are those of the scoring model. Results
    are cached: an instance is meant to live long.
    """

    def __init__(
        self, counts: Mapping[str, float], *, known: Container[str] = (), weights: Mapping[str, float] | None = None
    ) -> None:
        self._counts = counts
        self._known = known
        self._weights = WEIGHTS if weights is None else weights
        self._closed = closed_words()
        self._function_words = function_words()
        self._cache: dict[str, Split] = {}
        self._evidence: dict[str, tuple[float, float]] = {}

    def split(self, word_text: str) -> Split:
        """The best split of a word in any spelling, with or without diacritics."""
        found = self._cache.get(word_text)
        if found is None:
            found = self._best(word_text)
            if len(self._cache) >= _CACHE_LIMIT:
                self._cache.clear()
                self._evidence.clear()
            self._cache[word_text] = found
        return found

    def candidates(self, word_text: str) -> list[Split]:
        """Every split that the clitics allow, best first, never empty; the uncut word is always among them."""
        folded = fold(word_text)
        if not may_split(folded):
            return [_uncut(folded)]
        word = Word(folded, as_written(word_text))
        closed = self._closed_cut(word)
        return [_to_split(folded, cut) for cut in self._ranked(word, closed, self._stems(word, places_of(word)))]

    def choose(
        self, word_text: str, folded: str, lexicon: Container[str], proclitics: tuple[str, ...] | None = None
    ) -> Split:
        """The first of the best three candidates whose stem is in `lexicon`, or else the best one.

        `proclitics` asks for the best with exactly these, whatever the lexicon has, if the word can be cut so.
        `folded` is `fold(word_text)`. Nothing is scored where the lexicon leaves no choice, as it mostly does: the
        `score` is then 0.
        """
        if not may_split(folded):
            return _uncut(folded)
        word = Word(folded, as_written(word_text))
        closed, places = self._closed_cut(word), places_of(word)
        if proclitics is not None:
            wanted = [place for place in places if place[0] == proclitics]
            asked = closed if closed and closed[1] == proclitics else None
            if asked or wanted:
                return _to_split(folded, asked or self._best_of(word, self._stems(word, wanted)))
        stems = self._stems(word, places)
        cut = None if closed else _only(word, stems, lexicon)
        return _to_split(folded, cut or self._first_known(self._ranked(word, closed, stems), lexicon))

    def _best(self, word_text: str) -> Split:
        folded = fold(word_text)
        if not may_split(folded):
            return _uncut(folded)
        word = Word(folded, as_written(word_text))
        return _to_split(folded, self._closed_cut(word) or self._best_of(word, self._stems(word, places_of(word))))

    def _closed_cut(self, word: Word) -> _Cut | None:
        closed = self._closed.get(word.written) or self._closed.get(word.written.translate(BARE_ALEF))
        if closed is None:
            return None
        proclitics, stem, enclitic = closed
        return _CERTAIN, proclitics, False, stem, enclitic, sum(map(len, proclitics)), len(word.folded) - len(enclitic)

    def _stems(self, word: Word, places: list[Place]) -> list[_Stem]:
        """The places with every stem that may stand there, not scored yet."""
        folded, size, stems = word.folded, len(word.folded), list[_Stem]()
        for place in places:
            _, _, start, end = place
            if end == size:
                stems.append((place, folded[start:], "", 0.0, 0.0))
            else:
                for stem, kind, share, noun in self._restored(folded[start:end], word.written[end - 1]):
                    stems.append((place, stem, kind, share, noun))
        return stems

    def _ranked(self, word: Word, closed: _Cut | None, stems: list[_Stem]) -> list[_Cut]:
        """All different cuts, best first."""
        cuts = self._scored(word, stems)
        if closed is not None:
            cuts.insert(0, closed)
        cuts.sort(key=_by_score)
        seen: dict[tuple[object, ...], _Cut] = {}
        for cut in cuts:
            seen.setdefault(cut[1:], cut)
        return list(seen.values())

    def _best_of(self, word: Word, stems: list[_Stem]) -> _Cut:
        return min(self._scored(word, stems), key=_by_score)

    def _first_known(self, cuts: list[_Cut], lexicon: Container[str]) -> _Cut:
        return next((cut for cut in cuts[:_CHOICE] if cut[3] in lexicon), cuts[0])

    def _scored(self, word: Word, stems: list[_Stem]) -> list[_Cut]:
        whole, noun_share = self._counts.get(word.folded, 0.0), self._noun_share(word.folded)
        word.is_noun, word.is_no_noun = noun_share > max(0.1 * whole, 1e-7), noun_share < 0.003 * whole
        folded, cuts, at, base = word.folded, list[_Cut](), None, 0.0
        for place, stem, kind, share, noun in stems:
            proclitics, article, start, end = place
            enclitic = folded[end:]
            if place is not at:
                at, base = place, self._score_place(word, place, folded[start:end], enclitic)
            score = base + self._score_stem(stem, kind, share, noun) if enclitic else base
            cuts.append((score, proclitics, article, stem, enclitic, start, end))
        return cuts

    def _score_place(self, word: Word, place: Place, surface: str, enclitic: str) -> float:
        """What all stems at one place share."""
        proclitics, article, start, _ = place
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
        # «قياده» may be «قيادة» written carelessly or «قياد» with a pronoun: `known` cannot tell.
        careless = self._counts.get(surface[:-1] + "ة", 0.0) > 0.5 * self._counts.get(surface, 0.0)
        return 0.0 if careless and word.written[-1] == "ه" else _KNOWN_WORD

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

    def _score_stem(self, stem: str, kind: str, share: float, noun: float) -> float:
        score = self._score_frequency(share, noun) + self._weights["kind_" + kind]
        if stem in self._function_words:
            score += self._weights["function_and_pronoun"]
        return score

    def _score_frequency(self, share: float, noun: float) -> float:
        return self._weights["share"] * _log(share) + self._weights["noun"] * _log(noun)

    def _restored(self, surface: str, last_written: str) -> Iterator[tuple[str, str, float, float]]:
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


def _uncut(folded: str) -> Split:
    return Split(folded, (), False, folded, "", 0, len(folded))


def _unscored(word: Word, found: _Stem) -> _Cut:
    (proclitics, article, start, end), stem = found[:2]
    return 0.0, proclitics, article, stem, word.folded[end:], start, end


def _only(word: Word, stems: list[_Stem], lexicon: Container[str]) -> _Cut | None:
    """The only stem there is; or, where no score could rank it out of the choice, the only one in the lexicon."""
    if len(stems) > _CHOICE:
        return None
    known = stems if len(stems) == 1 else [found for found in stems if found[1] in lexicon]
    return _unscored(word, known[0]) if len(known) == 1 else None


def _to_split(folded: str, cut: _Cut) -> Split:
    score, proclitics, article, stem, enclitic, start, end = cut
    return Split(folded, proclitics, article, stem, enclitic, start, end, score)


def _by_score(cut: _Cut) -> float:
    return -cut[0]


def _log(share: float) -> float:
    """Natural logarithm of a share, shifted so that an absent word gives 0."""
    return math.log(share + _ABSENT) - _LOG_ABSENT if share > 0 else 0.0
