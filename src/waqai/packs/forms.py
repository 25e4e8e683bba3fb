"""The table of inflected forms: many forms of few lemmas with few features, so it is kept in columns.

Three hundred thousand tuples take half a second to load and much memory, and a process meets few of them: a reading
is put together when somebody asks for its form.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from waqai.text.packed import PackedTable


class Reading(NamedTuple):
    """One way to read a stem.

    `pos`: verb, masdar, active, passive (participles), noun, adj, nisba. `lemma` is folded; `base` is the verb of
    a verbal noun or participle. `number` s d p, `gender` m f, `person` 1 2 3, `aspect` of verbs: perfect
    imperfect jussive imperative. `code` is the country (or special code) of a demonym.
    """

    pos: str
    lemma: str
    base: str = ""
    number: str = ""
    gender: str = ""
    person: str = ""
    aspect: str = ""
    voice: str = ""
    construct: bool = False
    code: str = ""
    sector: str = ""


_new = tuple.__new__
"""Makes a Reading of its values; twice as fast as `Reading._make`, and every word of a text has some."""


class FormTable(Mapping[str, tuple[Reading, ...]]):
    """The readings of each folded stem.

    `rows` numbers the stems; it stands apart, for stems are looked for far more often than read.
    """

    def __init__(self, table: Mapping[str, tuple[Reading, ...]]) -> None:
        self.rows = PackedTable(list(table), range(len(table)))
        lemmas: dict[tuple[str, str], int] = {}
        features: dict[tuple[Any, ...], int] = {}
        self._ends, self._lemma_of, self._features_of = array("I"), array("I"), array("I")
        for readings in table.values():
            for pos, lemma, base, *rest in readings:
                self._lemma_of.append(lemmas.setdefault((lemma, base), len(lemmas)))
                self._features_of.append(features.setdefault((pos, *rest), len(features)))
            self._ends.append(len(self._lemma_of))
        self._lemmas, self._features = ["\t".join(pair) for pair in lemmas], list(features)

    def get(  # type: ignore[override]
        self, stem: str, default: tuple[Reading, ...] = ()
    ) -> tuple[Reading, ...]:
        """The readings of a stem, the likeliest first in the order of the data."""
        row = self.rows.get(stem)
        if row is None:
            return default
        lemma_of, features_of, lemmas, features = self._lemma_of, self._features_of, self._lemmas, self._features
        found = []
        for at in range(self._ends[row - 1] if row else 0, self._ends[row]):
            pos, *rest = features[features_of[at]]
            lemma, base = lemmas[lemma_of[at]].split("\t")
            found.append(_new(Reading, (pos, lemma, base, *rest)))
        return tuple(found)

    def __getitem__(self, stem: str) -> tuple[Reading, ...]:
        if stem not in self.rows:
            raise KeyError(stem)
        return self.get(stem)

    def __contains__(self, stem: object) -> bool:
        return stem in self.rows

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getstate__(self) -> tuple[Any, ...]:
        columns = self._ends, self._lemma_of, self._features_of
        return self.rows, "\n".join(self._lemmas), self._features, *columns

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self.rows, lemmas, self._features, self._ends, self._lemma_of, self._features_of = state
        self._lemmas = lemmas.split("\n")
