"""What a compiled pack holds. It stands apart from the compiler, which only the first run needs."""

from __future__ import annotations

from dataclasses import dataclass

from waqai.packs.codebook import Codebook
from waqai.packs.forms import FormTable
from waqai.packs.gazetteer import Country, Name
from waqai.packs.rules import FrameSpec, Grammar
from waqai.packs.schema import Rule
from waqai.text.deferred import Deferred

Longer = tuple[tuple[tuple[str, ...], tuple[int, ...]], ...]
"""[(words after the first, entry numbers)], most words first."""
Phrases = Deferred[tuple[tuple[int, ...], dict[str, Longer]]]
"""First word -> (entries of that word alone, second word -> longer phrases)."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """Everything the coder looks up, ready to be cached as one file."""

    forms: FormTable
    phrases: Phrases
    names: tuple[Name, ...]
    name_words: frozenset[str]
    person_words: frozenset[str]
    single_names: frozenset[str]
    function: dict[str, str]
    grammar: Grammar
    frames: dict[str, FrameSpec]
    rules: tuple[Rule, ...]
    countries: tuple[Country, ...]
    publishers: dict[str, int]
    codebook: Codebook
