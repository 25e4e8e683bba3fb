"""Measure clitic segmentation on a CoNLL-U file in the manner of UD_Arabic-PUD: `segmentation.py PATH [KNOWN]`.

A written word is a run of tokens joined by SpaceAfter=No, punctuation apart; the article is not split off.
KNOWN, if given, is a file of certain stems, one a line. Two measures: cut positions, and the pieces as strings.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from waqai.text.fold import fold
from waqai.text.segment import Segmenter
from waqai.text.tokens import tokenize
from waqai.text.wordlist import load_counts

_PROCLITICS = frozenset("وفبلكس")


@dataclass
class Tally:
    """Counts behind one row of the report."""

    right: int = 0
    words: int = 0
    hit: int = 0
    false: int = 0
    missed: int = 0

    def add(self, gold: tuple[str, ...], found: tuple[str, ...]) -> None:
        """Count one written word; only words with more than one piece bear clitics."""
        self.words += 1
        self.right += gold == found
        if gold == found:
            self.hit += len(gold) > 1
        else:
            self.missed += len(gold) > 1
            self.false += len(found) > 1

    def row(self, name: str) -> str:
        """Share of words exactly right and F1 over words that bear clitics."""
        f1 = 2 * self.hit / max(2 * self.hit + self.false + self.missed, 1)
        return f"{name:<28} exact {self.right / max(self.words, 1):.4f}   F1 {f1:.4f}   of {self.words} words"


def written_words(path: Path) -> Iterator[tuple[str, ...]]:
    """The pieces of each written word of the file."""
    pieces: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        token = len(cells) == 10 and cells[0].isdigit()
        if token and cells[3] not in ("PUNCT", "SYM"):
            pieces.append(cells[1])
        if pieces and (not token or cells[3] in ("PUNCT", "SYM") or "SpaceAfter=No" not in cells[9]):
            yield tuple(pieces)
            pieces = []
    if pieces:
        yield tuple(pieces)


def cut(segmenter: Segmenter, word: str) -> tuple[str, ...]:
    """The pieces of one written word; a clitic in front of a number is a piece too."""
    tokens = tokenize(word)
    if len(tokens) == 1:
        return segmenter.split(word).surface(word)
    if len(tokens) == 2 and tokens[0].kind == "word" and fold(tokens[0].text) in _PROCLITICS:
        return word[: tokens[1].start], word[tokens[1].start :]
    return (word,)


def main() -> None:
    """Print the report."""
    words = list(written_words(Path(sys.argv[1])))
    known = (
        frozenset(fold(Path(sys.argv[2]).read_text(encoding="utf-8")).split("\n")) if len(sys.argv) > 2 else frozenset()
    )
    started = time.perf_counter()
    counts = load_counts()
    loaded = time.perf_counter() - started
    segmenter = Segmenter(counts, known=known)
    positions, strings, folded = Tally(), Tally(), Tally()
    for gold in words:
        found = cut(segmenter, "".join(gold))
        strings.add(gold, found)
        folded.add(tuple(map(fold, gold)), tuple(map(fold, found)))
        positions.add(tuple(map(str, map(len, gold))), tuple(map(str, map(len, found))))
    print(positions.row("cut positions"), strings.row("pieces as written"), folded.row("pieces folded"), sep="\n")
    print(f"word list loaded in {loaded:.3f} s")
    for name in ("first pass, nothing cached", "second pass, cached"):
        print(
            f"{name}: {_speed(segmenter if 'second' in name else (segmenter := Segmenter(counts)), words):,.0f} words/s"
        )


def _speed(segmenter: Segmenter, words: list[tuple[str, ...]]) -> float:
    texts = ["".join(pieces) for pieces in words]
    started = time.perf_counter()
    for text in texts:
        segmenter.split(text)
    return len(texts) / (time.perf_counter() - started)


if __name__ == "__main__":
    main()
