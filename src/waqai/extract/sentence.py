"""The sentence as the finders see it: tokens, name matches, chunks, clauses, predicates.

Token positions are indices into `Sentence.tokens`; `start`, `end` of anything are offsets into the article's text.

What a sentence has many of is made by an `__init__` of its own: compiled, it takes a tenth of a dataclass's time.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from waqai.packs.gazetteer import Name
from waqai.packs.lexicon import Word
from waqai.packs.schema import Rule

if TYPE_CHECKING:
    from waqai.extract.times import TimeExpression


class Token:
    """One token. `pos`: V N A NUM P COMP REL SUB DEM NEG PART PRON ADV PUNCT."""

    __slots__ = ("end", "i", "kind", "name", "pos", "start", "text", "time", "word")

    def __init__(self, i: int, text: str, start: int, end: int, kind: str, word: Word) -> None:
        self.i = i
        self.text = text
        self.start = start
        self.end = end
        self.kind = kind
        self.word = word
        self.pos = ""
        self.name: NameMatch | None = None
        self.time: TimeExpression | None = None

    @property
    def lemmas(self) -> frozenset[str]:
        """The lemmas of the word in the part it plays here."""
        word = self.word
        if word.function or self.kind != "word":
            return word.lemmas
        return word.verb_lemmas if self.pos == "V" else word.noun_lemmas


class NameMatch:
    """Tokens `[first, last)` that are listed in a gazetteer, with every entry they may stand for.

    `is_role`: a role noun and not the name of a state or body as well.
    """

    __slots__ = ("_by_kind", "enclitic", "entries", "first", "is_role", "last")

    def __init__(self, first: int, last: int, entries: tuple[Name, ...], enclitic: str = "") -> None:
        self.first = first
        self.last = last
        self.enclitic = enclitic
        self.keep(entries)

    def keep(self, entries: tuple[Name, ...]) -> None:
        """Let the name stand for these entries alone."""
        self.entries = entries
        kinds = self._by_kind = {e.kind: e for e in reversed(entries)}
        self.is_role = "role" in kinds and "country" not in kinds and "organisation" not in kinds

    @property
    def kinds(self) -> Set[str]:
        """The kinds of all entries: country, person, role ..."""
        return self._by_kind.keys()

    def of(self, *kinds: str) -> Name | None:
        """The first entry of one of `kinds`, in the order asked for."""
        by_kind = self._by_kind
        for kind in kinds:
            if kind in by_kind:
                return by_kind[kind]
        return None


class Chunk:
    """A noun phrase: tokens `[first, last)`, the preposition before it, whether «و» joins it to the one before.

    `head` is the token of its first noun. `time`: it names a time. `pronoun`: the suffix of a preposition or a
    free pronoun. `over_place`: it joins a phrase before the place told in between («التنظيم في سوريا | والحزب»).
    """

    __slots__ = ("clause", "conj", "first", "head", "last", "over_place", "prep", "pronoun", "time")

    def __init__(
        self, first: int, last: int, head: int, prep: str = "", *,
        time: bool = False, pronoun: str = "", clause: Clause | None = None,
    ) -> None:  # fmt: skip
        self.first = first
        self.last = last
        self.head = head
        self.prep = prep
        self.conj = False
        self.time = time
        self.pronoun = pronoun
        self.clause = clause
        self.over_place = False


@dataclass(slots=True, eq=False)
class Clause:
    """A stretch with at most one main verb.

    `kind`: main, comp (after «أن/إن», a colon, an opening quote), rel, adv (after a subordinator; the word is
    `connector`), coord. `governor`: the predicate or noun whose content a comp clause is. `topic`: what
    a clause before began with and this one's verb tells of («الهجوم الذي وقع أمس | استهدف ...»).
    """

    kind: str
    parent: Clause | None = None
    connector: str = ""
    connector_at: int = -1
    verb: Token | None = None
    auxiliaries: list[Token] = field(default_factory=list)
    negator: str = ""
    particle: str = ""
    antecedent: Chunk | None = None
    governor: Token | None = None
    chunks: list[Chunk] = field(default_factory=list)
    subject: list[Chunk] = field(default_factory=list)
    object: list[Chunk] = field(default_factory=list)
    subject_pronoun: str = ""
    inherits: Clause | None = None
    topic: Chunk | None = None
    first: int = 0
    last: int = 0


@dataclass(slots=True, eq=False)
class Predicate:
    """A word that can carry an event, with what stands in its slots."""

    token: Token
    form: str
    rules: tuple[Rule, ...]
    clause: Clause
    chunk: Chunk | None = None
    slots: dict[str, list[Chunk]] = field(default_factory=dict)
    adjectives: list[Token] = field(default_factory=list)
    governor: Token | None = None
    governed_as: str = ""
    wants: frozenset[str] | None = None
    """The slots that any of the rules looks into, once somebody has asked."""


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence and all that was found in it, step by step. `index` -1 is the title."""

    index: int
    start: int
    end: int
    tokens: list[Token]
    names: list[NameMatch] = field(default_factory=list)
    times: list[TimeExpression] = field(default_factory=list)
    chunks: list[Chunk] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    predicates: list[Predicate] = field(default_factory=list)

    def text(self, first: int, last: int) -> tuple[int, int]:
        """The offsets of tokens `[first, last)`."""
        return self.tokens[first].start, self.tokens[last - 1].end
