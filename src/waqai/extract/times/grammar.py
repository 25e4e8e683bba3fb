"""A small rule engine: name + pattern + production, longest match, with the tree of what matched.

A rule belongs to a symbol. Its pattern is a row of elements; an element names a symbol of the grammar, a role of a
token (see `waqai.packs.calendar`) or one of the number classes below, with marks:

    x?   may be missing (the production then gets None)      ~x   matched, but not handed to the production
    &x   has to be joined to what stands before by و; any element without the mark must not be

The production gets the reference and the values in order and returns the value, or None where the rule does not hold.
Where several rules of a symbol match, the one that covers most tokens wins, then the earlier one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from waqai.extract.numbers import Number
from waqai.extract.times.tokens import Tokens
from waqai.extract.times.when import Reference

_NUMBER_SYMBOLS = ("cardinal", "ordinal", "day_no", "day_digits", "day_firm", "year_no", "any_year")


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a pattern."""

    symbol: str
    optional: bool
    silent: bool
    joined: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the grammar; `symbol` is what it builds, `told` the elements whose values the production gets."""

    symbol: str
    name: str
    elements: tuple[Element, ...]
    produce: Callable[..., Any]
    told: tuple[int, ...]


@dataclass(slots=True, init=False)
class Node:
    """A match: its tokens `[start, end)`, its value, the rule that built it and the parts it was built from."""

    rule: str
    start: int
    end: int
    value: Any
    joined: bool
    children: tuple[Node, ...]

    def __init__(
        self, rule: str, start: int, end: int, value: Any, joined: bool, children: tuple[Node, ...] = ()
    ) -> None:
        self.rule = rule
        self.start = start
        self.end = end
        self.value = value
        self.joined = joined
        self.children = children


def rule(symbol: str, name: str, pattern: str, produce: Callable[..., Any]) -> Rule:
    """Compile one rule."""
    elements = tuple(_element(word) for word in pattern.split())
    return Rule(symbol, name, elements, produce, tuple(i for i, e in enumerate(elements) if not e.silent))


def _element(text: str) -> Element:
    return Element(text.strip("?~&"), text.endswith("?"), "~" in text[:2], "&" in text[:2])


# What the parser needs of an element: symbol, optional, joined, and the token roles that can begin it.
Step = tuple[str, bool, bool, frozenset[str]]
Candidates = tuple[tuple[tuple[Step, ...], Rule], ...]
Kinds = frozenset[str]
# How far a symbol can reach at a token: it may end with that token (1), go on into the next one (2), or either (3).
_NOWHERE, _ENDS, _GOES_ON = 0, 1, 2
_CACHE_LIMIT = 100_000


def same(_: Reference, value: Any) -> Any:
    """The production of a rule that only passes on what it holds."""
    return value


class Grammar:
    """The rules by symbol, and which of them can hold where a token and the next one have given roles."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules: dict[str, list[Rule]] = {}
        for entry in rules:
            self._rules.setdefault(entry.symbol, []).append(entry)
        self._first: dict[str, Kinds] = {}
        self._reach: dict[tuple[str, Kinds, Kinds | None], int] = {}
        self._candidates: dict[tuple[str, Kinds, Kinds | None], Candidates] = {}

    def __contains__(self, symbol: str) -> bool:
        return symbol in self._rules

    def first(self, symbol: str) -> Kinds:
        """The token roles with which `symbol` can begin."""
        try:
            return self._first[symbol]
        except KeyError:
            self._first[symbol] = frozenset()  # a left-recursive rule would see this and add nothing
            found = self._first[symbol] = self._find_first(symbol)
            return found

    def _find_first(self, symbol: str) -> Kinds:
        if symbol in _NUMBER_SYMBOLS:
            return frozenset({"number"})
        if symbol not in self._rules:
            return frozenset({symbol})
        return frozenset().union(*map(self._rule_first, self._rules[symbol]))

    def _rule_first(self, entry: Rule) -> Kinds:
        kinds: Kinds = frozenset()
        for element in entry.elements:
            kinds |= self.first(element.symbol)
            if not element.optional:
                break
        return kinds

    def _steps(self, entry: Rule) -> tuple[Step, ...]:
        return tuple((e.symbol, e.optional, e.joined, self.first(e.symbol)) for e in entry.elements)

    def candidates(self, symbol: str, here: Kinds, after: Kinds | None) -> Candidates:
        """The rules of `symbol` that can hold at a token with the roles `here` before one with the roles `after`.

        `after` = None says that the roles of the second token do not count (see `Tokens.kinds_after`).
        """
        key = (symbol, here, after)
        found = self._candidates.get(key)
        if found is None:
            rules = self._rules.get(symbol, ())
            found = tuple((self._steps(entry), entry) for entry in rules if self._rule_reach(entry, here, after))
            if len(self._candidates) + len(self._reach) >= _CACHE_LIMIT:
                self._candidates.clear()
                self._reach.clear()
            self._candidates[key] = found
        return found

    def _symbol_reach(self, symbol: str, here: Kinds, after: Kinds | None) -> int:
        if here.isdisjoint(self.first(symbol)):
            return _NOWHERE
        if symbol not in self._rules:
            return _ENDS
        key = (symbol, here, after)
        found = self._reach.get(key)
        if found is None:
            self._reach[key] = _NOWHERE  # a left-recursive rule never holds: it sees no match of its own symbol
            found = _NOWHERE
            for entry in self._rules[symbol]:
                found |= self._rule_reach(entry, here, after)
            self._reach[key] = found
        return found

    def _rule_reach(self, entry: Rule, here: Kinds, after: Kinds | None) -> int:
        if after is None:
            return _NOWHERE if here.isdisjoint(self._rule_first(entry)) else _ENDS | _GOES_ON
        reach, untouched, ended = _NOWHERE, True, False
        for element in entry.elements:
            step = self._symbol_reach(element.symbol, here, after) if untouched else _NOWHERE
            if step & _GOES_ON or (ended and self._can_follow(element, after)):
                reach = _GOES_ON
            ended = bool(step & _ENDS) or (ended and element.optional)
            untouched = untouched and element.optional
        return reach | (_ENDS if ended else _NOWHERE)

    def _can_follow(self, element: Element, kinds: Kinds) -> bool:
        return not kinds.isdisjoint(self.first(element.symbol)) or (element.joined and "and" in kinds)


class Parser:
    """Parses one text; remembers what was found at each place."""

    def __init__(self, grammar: Grammar, tokens: Tokens, reference: Reference) -> None:
        self._grammar, self._tokens, self._reference = grammar, tokens, reference
        self._count = len(tokens)
        self._memo: dict[int, dict[str, Node | None]] = {}
        self._after: dict[int, Kinds | None] = {}

    def parse(self, symbol: str, at: int) -> Node | None:
        """The longest `symbol` that begins at token `at`."""
        memo = self._memo.get(at)
        if memo is None:
            if at >= self._count:
                return None
            memo = self._memo[at] = {}
            self._after[at] = self._tokens.kinds_after(at)
        elif symbol in memo:
            return memo[symbol]
        memo[symbol] = None  # what a left-recursive rule would see
        found = memo[symbol] = self._find(symbol, at)
        return found

    def _find(self, symbol: str, at: int) -> Node | None:
        if symbol in self._grammar:
            return self._longest(symbol, at)
        if symbol in _NUMBER_SYMBOLS:
            return self._number(symbol, at)
        role = self._tokens.readings(at).roles.get(symbol)
        return Node(symbol, at, at + role.length, role.value, role.joined) if role else None

    def _longest(self, symbol: str, at: int) -> Node | None:
        best: Node | None = None
        for steps, entry in self._grammar.candidates(symbol, self._tokens.readings(at).kinds, self._after[at]):
            node = self._match(entry, steps, 0, at, ())
            if node is not None and (best is None or node.end > best.end):
                best = node
        return best

    def _match(
        self, entry: Rule, steps: tuple[Step, ...], index: int, at: int, found: tuple[Node | None, ...]
    ) -> Node | None:
        """Match the elements of a rule from `index` on; an optional element is tried with, then without."""
        inner = any(found)
        for step in steps[index:] if index else steps:
            node = self._element(step, at, inner=inner) if at < self._count else None
            if step[1]:
                whole = self._match(entry, steps, len(found) + 1, node.end, (*found, node)) if node else None
                if whole is not None:
                    return whole
                found = (*found, None)
            elif node is None:
                return None
            else:
                found, at, inner = (*found, node), node.end, True
        return self._produce(entry, found)

    def _element(self, step: Step, at: int, *, inner: bool) -> Node | None:
        symbol, _, joined, first = step
        kinds = self._tokens.readings(at).kinds
        if inner and joined and "and" in kinds and at + 1 < self._count:
            at, joined = at + 1, False  # و stands apart, as before a number
            kinds = self._tokens.readings(at).kinds
        if first.isdisjoint(kinds):
            return None
        node = self.parse(symbol, at)
        return None if node is None or (inner and node.joined != joined) else node

    def _produce(self, entry: Rule, found: tuple[Node | None, ...]) -> Node | None:
        children = tuple(filter(None, found))
        told = [node.value if node else None for node in map(found.__getitem__, entry.told)]
        try:
            value = entry.produce(self._reference, *told)
        except (ValueError, OverflowError):
            return None  # a day that does not exist
        if value is None or not children:
            return None
        return Node(entry.name, children[0].start, children[-1].end, value, children[0].joined, children)

    def _number(self, symbol: str, at: int) -> Node | None:
        if "number" not in self._tokens.readings(at).roles:
            return None
        found = self._tokens.number_at(at)
        if found is None or found[0].value is None:
            return None
        number, end = found
        word = self._tokens.words[at]
        if not _NUMBER_TESTS[symbol](number, word if word[0].isdigit() else ""):
            return None
        value: Any = number.value if symbol == "cardinal" else int(number.value or 0)
        return Node(symbol, at, end, value, number.joined)


def _is_day(number: Number, digits: str) -> bool:
    """1-31 in digits, as an ordinal, or as definite tens («العشرين»)."""
    if number.value is None or not 1 <= number.value <= 31 or number.value != int(number.value):
        return False
    return len(digits) in (1, 2) if digits else number.ordinal or (number.definite and number.value in (20, 30))


def _is_year(number: Number, digits: str) -> bool:
    """Four digits from 1000 to 2100, or 1900-2100 in words."""
    if number.value is None or number.ordinal or number.value != int(number.value):
        return False
    if digits:
        return len(digits) == 4 and 1000 <= number.value <= 2100
    return 1900 <= number.value <= 2100 and not number.definite


def _is_any_year(number: Number, digits: str) -> bool:
    """What may follow «عام»: three or four digits, or a number in words from 100 on."""
    if number.value is None or number.ordinal or number.value != int(number.value):
        return False
    return len(digits) in (3, 4) and number.value <= 2200 if digits else 100 <= number.value <= 2200


def _is_day_digits(number: Number, digits: str) -> bool:
    return bool(digits) and _is_day(number, digits)


def _is_day_firm(number: Number, digits: str) -> bool:
    """A day beside a weekday («الجمعة 22»); «الجمعة الأولى» is none."""
    return _is_day(number, digits) and (bool(digits) or (number.definite and (number.value or 0) > _WEEKS))


_WEEKS = 5


def _is_cardinal(number: Number, digits: str) -> bool:
    return not number.ordinal and number.value is not None and number.value > 0


def _is_ordinal(number: Number, digits: str) -> bool:
    return number.ordinal


_NUMBER_TESTS: Mapping[str, Callable[[Number, str], bool]] = {
    "cardinal": _is_cardinal,
    "ordinal": _is_ordinal,
    "day_no": _is_day,
    "day_digits": _is_day_digits,
    "day_firm": _is_day_firm,
    "year_no": _is_year,
    "any_year": _is_any_year,
}
