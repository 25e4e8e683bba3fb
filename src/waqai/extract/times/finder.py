"""Find the time expressions of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from waqai.errors import UsageError
from waqai.extract.times.arithmetic import Interval
from waqai.extract.times.durations import duration_rules
from waqai.extract.times.grammar import Grammar, Node, Parser
from waqai.extract.times.model import Direction, TimeExpression
from waqai.extract.times.rules_anchored import anchored_rules, from_publication
from waqai.extract.times.rules_dates import date_rules
from waqai.extract.times.rules_days import day_rules
from waqai.extract.times.rules_periods import period_rules
from waqai.extract.times.rules_spans import span_rules
from waqai.extract.times.tokens import Tokens, Vocabulary
from waqai.extract.times.veto import is_no_date
from waqai.extract.times.when import Reference, When
from waqai.packs.calendar import Calendar, load_calendar
from waqai.text.fold import fold, fold_offsets

_FUTURE_VERB = re.compile(r"[وف]?س[يتن][^\W\d_]{3,}")
# Stands in for an unknown publication date while a text is read; nothing that was counted from it is reported.
_NO_DATE = date(2000, 1, 1)
# An expression has its first calendar word or year within so many tokens.
_REACH = 10
_BARE_LENGTH = 10
# So many tokens before an expression may hold the future verb that it goes with.
_CLAUSE = 8
_CLAUSE_ENDS = frozenset('،.؛:!؟?"()')


def find_dates(
    text: str,
    published: str | date | None = None,
    *,
    direction: Direction | None = None,
    first_weekday: int = 0,
) -> list[TimeExpression]:
    """The time expressions of an Arabic text, in order, without overlaps.

    `published` (ISO date) is what relative expressions count from; without it they come back undated. `direction`
    says whether a weekday, month or day without a year is sought before ("past") or after ("future") it; without a
    direction it is the past one, or for a day and month the nearest, and the other is in `alternatives`.
    `first_weekday` = 0 (Monday, ISO 8601) to 6 (Sunday) opens a week («الأسبوع الماضي»).
    Raises UsageError where `published` is no ISO date.
    """
    day = _published(published)
    grammar, vocabulary = _language()
    tokens = Tokens(fold(text), vocabulary)
    triggers = tokens.triggers()
    if not triggers:
        return []
    reference = Reference(day or _NO_DATE, direction, first_weekday)
    found = _whole_text(grammar, tokens, reference) or _find(grammar, tokens, triggers, reference, vocabulary.calendar)
    if not found:
        return []
    original = fold_offsets(text)
    spans = [tokens.span(node.start, node.end) for node in found]
    return [
        _expression(text, (original[start], original[end]), node, dated=day is not None)
        for node, (start, end) in zip(found, spans, strict=True)
    ]


def _published(published: str | date | None) -> date | None:
    if isinstance(published, datetime):
        return published.date()
    if published is None or isinstance(published, date):
        return published
    try:
        return date.fromisoformat(published[:10])
    except ValueError as error:
        raise UsageError(f"the publication date «{published}» is no ISO date (2022-10-27)") from error


@lru_cache(maxsize=1)
def _language() -> tuple[Grammar, Vocabulary]:
    rules = (*date_rules(), *day_rules(), *period_rules(), *duration_rules(), *span_rules(), *anchored_rules())
    return Grammar(rules), Vocabulary(load_calendar())


def _whole_text(grammar: Grammar, tokens: Tokens, reference: Reference) -> list[Node]:
    """A text that is one expression: then publication is all that it can hang on."""
    if len(tokens) > _BARE_LENGTH:
        return []
    parser = Parser(grammar, tokens, replace(reference, bare=True))
    starts = (0, 1) if "in" in tokens.readings(0).roles else (0,)
    for symbol in ("time", "bare"):
        for at in starts:
            node = parser.parse(symbol, at)
            if node is not None and node.end == len(tokens) and node.value.kind != "duration":
                return [node]
    return []


def _find(
    grammar: Grammar, tokens: Tokens, triggers: list[int], reference: Reference, calendar: Calendar
) -> list[Node]:
    starts = grammar.first("time")
    parser = Parser(grammar, tokens, reference)
    found: list[Node] = []
    done = 0
    for at in _candidates(triggers):
        if at < done or starts.isdisjoint(tokens.readings(at).kinds):
            continue
        node = parser.parse("time", at)
        if node is None:
            continue
        done = node.end
        if is_no_date(node, tokens, calendar):
            continue
        if _is_ahead(tokens.words[max(0, at - _CLAUSE) : at], calendar):
            node = replace(node, value=_ahead(node.value, reference))
        found.append(node)
    return found


def _ahead(when: When, reference: Reference) -> When:
    """The reading after a future verb: «ستعقد القمة بعد أسبوعين», «سيصل الثلاثاء»."""
    if when.kind == "anchored":
        return from_publication(when)
    if reference.direction or len(when.others) != 1 or when.end is None or when.end >= reference.day:
        return when
    start, end = when.others[0]
    if when.precision == "day" and when.basis == "explicit" and start - reference.day > reference.day - when.end:
        return when
    return replace(when, start=start, end=end, others=(when.interval,))


def _candidates(triggers: list[int]) -> Iterator[int]:
    """The tokens at which an expression can begin: those shortly before a calendar word or a year."""
    at = 0
    for trigger in triggers:
        yield from range(max(at, trigger - _REACH), trigger + 1)
        at = trigger + 1


def _is_ahead(words: list[str], calendar: Calendar) -> bool:
    """Whether a future verb or «من المقرر» stands before."""
    lists = calendar.lists
    for word in reversed(words):
        if word in _CLAUSE_ENDS:
            return False
        if word in lists["future_markers"]:
            return True
        if _FUTURE_VERB.fullmatch(word) and word.lstrip("وف") not in lists["not_future"]:
            return True
    return False


def _expression(text: str, offsets: tuple[int, int], node: Node, *, dated: bool) -> TimeExpression:
    when: When = node.value
    known = dated or not when.floating
    kept: dict[str, Any] = {
        "start": when.start.isoformat() if known and when.start else None,
        "end": when.end.isoformat() if known and when.end else None,
        "alternatives": tuple(map(_iso, when.others)) if known else (),
        "within": _iso(when.within) if known and when.within else None,
    }
    return TimeExpression(
        text=text[slice(*offsets)],
        offsets=offsets,
        precision=when.precision,
        basis=when.basis,
        kind=when.kind,
        shift=when.shift,
        rule=_rule_name(node),
        **kept,
    )


def _rule_name(node: Node) -> str:
    """The name of the most specific rule: where a rule only passes on what it holds, that one's."""
    while len(node.children) == 1 and node.children[0].children:
        node = node.children[0]
    return node.rule


def _iso(interval: Interval) -> tuple[str, str]:
    return interval[0].isoformat(), interval[1].isoformat()
