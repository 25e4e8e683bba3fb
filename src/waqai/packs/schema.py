"""What the records of the language pack mean, once read: rules, frames, refinements, examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

FORMS = ("verb", "masdar", "active", "passive", "noun")
"""Kinds of words that can carry an event: finite verb, verbal noun, active and passive participle, plain noun."""


@dataclass(frozen=True, slots=True)
class Complement:
    """What a rule asks of one slot: lemmas that may head it, and whose it must be.

    `owner` is `self` («استدعت سفيرها»: the subject's own), `other` (somebody else's), or "" (no matter).
    """

    head: frozenset[str] = frozenset()
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Refinement:
    """A more exact mode or code when one of `words` (lemmas) stands in the trigger's phrase or clause."""

    words: frozenset[str]
    mode: tuple[str, ...] = ()
    cameo: str = ""
    event: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """Which grammatical slots of a verb and of a noun hold the actor and the recipient.

    Slots: `subject object genitive adjective agent` and prepositions. A `mutual` frame puts all sides into actor.
    """

    name: str
    verb: Mapping[str, tuple[str, ...]]
    noun: Mapping[str, tuple[str, ...]]
    mutual: bool = False

    @property
    def transitive(self) -> bool:
        """Whether a side is the object of the verb."""
        return "object" in self.verb["recipient"] or "object" in self.verb["actor"]

    @property
    def spoken(self) -> bool:
        """Whether the words are an act of whoever says them: «قال ... إن طهران تتدخل في شؤوننا» accuses."""
        return "speaker" in self.verb["actor"]


class Example(NamedTuple):
    """A sentence written for a rule, and what it must give (or, as a counterexample, must not give)."""

    text: str
    trigger: str = ""
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    because: str = ""
    known_failure: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One predicate entry: the words that trigger it, the sides it gives, the codes it assigns."""

    id: str
    event: str
    mode: tuple[str, ...]
    cameo: str
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    forms: frozenset[str]
    frame: Frame
    object: Complement | None = None
    complements: Mapping[str, Complement] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    status: str = ""
    content: str = ""
    size: str = ""
    refine: tuple[Refinement, ...] = ()
    examples: tuple[Example, ...] = ()
    counterexamples: tuple[Example, ...] = ()
    file: str = ""
    line: int = 0

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def specificity(self) -> int:
        """How much the rule asks for: the rule that asks for most is tried first."""
        asked = 4 * (self.object is not None) + 4 * len(self.complements) + 2 * bool(self.words) + bool(self.needs)
        return asked + 4 * self.frame.spoken
