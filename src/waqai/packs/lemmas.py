"""Which lemmas the words of a text may be forms of: what a store searches texts by."""

from __future__ import annotations

from waqai.packs.lexicon import Lexicon
from waqai.text.tokens import tokenize


def lemmas_of(text: str, lexicon: Lexicon) -> list[frozenset[str]]:
    """For each word or number of the text the lemmas it may be a form of, in order; without marks and particles."""
    found = []
    for token in tokenize(text):
        if token.kind == "punct":
            continue
        word = lexicon.word(token.text)
        if not word.function:
            found.append(frozenset(lemma.casefold() for lemma in word.lemmas if lemma))
    return [lemmas for lemmas in found if lemmas]
