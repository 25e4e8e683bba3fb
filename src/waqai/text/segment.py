"""Cut a written Arabic word into proclitics, article, stem and pronoun: «وللاعبيهم» is و + ل + لاعبي + هم.

Every way of cutting that the grammar of clitics allows is a candidate. How common the resulting stem is as a
word of its own decides between them, together with what the whole word shows: a word that also takes the
article («الوزير») begins with no conjunction, one that never does («ستعلن») is hardly a noun. The score is a
log-linear model of such evidence; nothing in it names a single word but the closed class of function words.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from itertools import pairwise
from typing import NamedTuple

from waqai.text.clitics import BARE_ALEF, WEIGHTS, as_written, closed_words
from waqai.text.cutting import Place, Word, may_split, places_of
from waqai.text.fold import fold, fold_with_offsets
from waqai.text.scoring import Scorer

_CERTAIN = 99.0
_CHOICE = 3
_CACHE_LIMIT = 400_000


class Split(NamedTuple):
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
        self._scorer = Scorer(counts, known, WEIGHTS if weights is None else weights)
        self._closed = closed_words()
        self._cache: dict[str, Split] = {}

    def split(self, word_text: str) -> Split:
        """The best split of a word in any spelling, with or without diacritics."""
        found = self._cache.get(word_text)
        if found is None:
            found = self._best(word_text)
            if len(self._cache) >= _CACHE_LIMIT:
                self._cache.clear()
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
        # Most words are written as they fold, and then need no second look at each letter.
        word = Word(folded, folded if word_text == folded else as_written(word_text))
        closed, places = self._closed_cut(word), places_of(word)
        if closed is None and len(places) == 1:
            return _to_split(folded, _unscored(word, (places[0], folded, "", 0.0, 0.0)))
        if proclitics is not None:
            wanted = [place for place in places if place[0] == proclitics]
            asked = closed if closed and closed[1] == proclitics else None
            if asked or wanted:
                stems = self._stems(word, wanted)
                return _to_split(folded, asked or _only(word, stems, ()) or self._best_of(word, stems))
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
        closed = self._closed.get(word.written)
        if closed is None and word.written != word.folded:
            closed = self._closed.get(word.written.translate(BARE_ALEF))
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
                restored = self._scorer.restored(folded[start:end], word.written[end - 1])
                stems += [(place, *stem) for stem in restored]
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
        self._scorer.judge(word)
        folded, cuts, at, base = word.folded, list[_Cut](), None, 0.0
        for place, stem, kind, share, noun in stems:
            proclitics, article, start, end = place
            if place is not at:
                at, base = place, self._scorer.place(word, place)
            score = base + self._scorer.stem(stem, kind, share, noun) if kind else base
            cuts.append((score, proclitics, article, stem, folded[end:], start, end))
        return cuts


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
