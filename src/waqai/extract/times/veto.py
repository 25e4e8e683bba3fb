"""What looks like a date and is none: names, titles, quantities, ages."""

from __future__ import annotations

import re
from collections.abc import Mapping

from waqai.extract.times.grammar import Node
from waqai.extract.times.tokens import Tokens
from waqai.packs.calendar import Calendar

_AGES = frozenset({"عمره", "عمرها", "العمر", "عمرهم", "عمري"})
_EVERY = "كل"
_GENERAL = frozenset({"العام", "عام"})
_CONTRACT = frozenset({"عقد"})
_NIL = frozenset({"صفر", "-"})
_TIME_PREPOSITIONS = frozenset({"before", "after", "during"})
_TWO = "الاثنين"
_OF = "من"
_PRAYER = frozenset({"صلاه", "صلوات"})
_TWO_OF_THEM = re.compile(r"[يت][^\W\d_]{3,}ان")
_AFTER_CONTRACT = frozenset({"من", "علي", "و", ".", "،", ",", ")", '"'})


def is_no_date(node: Node, tokens: Tokens, calendar: Calendar) -> bool:
    """Whether the words around a match show that it is no time."""
    before = tokens.words[node.start - 1] if node.start else ""
    after = tokens.words[node.end] if node.end < len(tokens) else ""
    return (
        _is_name(node, tokens, before, after, calendar)
        or _is_counted(node, tokens, after, calendar)
        or _is_phrase(node, tokens, before, after, calendar)
        or _is_distributive(node, tokens, before, after)
        or _is_score(node, tokens)
        or before == _EVERY
        or _is_quarter_of_more(node, tokens, after)
        or _is_other_year(node, tokens, after, calendar)
        or not _AGES.isdisjoint(tokens.words[node.end : node.end + 2])
    )


def _first_leaf(node: Node) -> Node:
    while node.children:
        node = node.children[0]
    return node


def _is_name(node: Node, tokens: Tokens, before: str, after: str, calendar: Calendar) -> bool:
    """«قوى 14 آذار», «سوق الثلاثاء», «الأمين العام المقبل»."""
    lists, text = calendar.lists, " ".join(tokens.words[node.start : node.end])
    if text in lists["alliances"]:
        return True
    first = _first_leaf(node)
    if first.start != node.start:
        return False
    if node.value.floating and before in lists["names_before.anniversary"]:
        return first.rule in ("day_no", "month")
    if first.rule in ("day_no", "two_parts", "month"):
        quoted = before == after == '"' and first.rule == "day_no"
        opened = before == '"' and tokens.words[max(0, node.start - 2)] in lists["names_before.date"]
        return quoted or opened or before in lists["names_before.date"]
    if first.rule == "weekday":
        return before in lists["names_before.weekday"] or _is_no_weekday(node, tokens, before, lists)
    return text.split()[0] in _GENERAL and before in lists["names_before.year"]


def _is_no_weekday(node: Node, tokens: Tokens, before: str, lists: Mapping[str, frozenset[str]]) -> bool:
    """«يؤم صلاة الجمعة», «خطبة الجمعة», «الأحد الدامي», «الاثنين يتحملان»; but «بعد صلاة الجمعة» is a time."""
    if node.end - node.start != 1:
        return False
    after = tokens.words[node.end] if node.end < len(tokens) else ""
    if before in _PRAYER:
        time = tokens.readings(node.start - 2).kinds if node.start > 1 else frozenset()
        return _TIME_PREPOSITIONS.isdisjoint(time)
    if before in lists["names_before.sermon"] or after in lists["vetoed_after.weekday"]:
        return True
    return tokens.words[node.start] == _TWO and _TWO_OF_THEM.fullmatch(after) is not None


def _is_quarter_of_more(node: Node, tokens: Tokens, after: str) -> bool:
    """«الربع الأول من المباراة»: a quarter of what is no year."""
    return after == _OF and node.end >= 2 and "quarter" in tokens.readings(node.end - 2).kinds


def _is_score(node: Node, tokens: Tokens) -> bool:
    """«صفر - صفر»: no goals, rather than from one month of Safar to the next."""
    return _NIL.issuperset(tokens.words[node.start : node.end])


def _is_counted(node: Node, tokens: Tokens, after: str, calendar: Calendar) -> bool:
    """«في 2000 قرية»: the number before a counted noun is no year."""
    return tokens.words[node.end - 1].isdigit() and after in calendar.lists["counted"]


def _is_phrase(node: Node, tokens: Tokens, before: str, after: str, calendar: Calendar) -> bool:
    """«في أمس الحاجة», «اليوم العالمي», «صحيفة العرب اليوم», «غدا واضحا»."""
    if node.rule == "day number":
        return tokens.words[node.start].endswith("اليوم")
    if node.end - node.start != 1:
        return False
    word, lists = tokens.words[node.start], calendar.lists
    if word.endswith("اليوم") or word.endswith("لليوم"):
        return before in lists["names_before.today"] or after in lists["vetoed_after.today"]
    if word.endswith("امس"):
        return after in lists["vetoed_after.yesterday"]
    return word == "غدا" and after in lists["vetoed_after.tomorrow"]


def _is_distributive(node: Node, tokens: Tokens, before: str, after: str) -> bool:
    """«يوما بعد يوم», «عاما بعد عام»; «بعد عقد القران», where «عقد» is a contract."""
    if node.rule in ("after that", "before that"):
        return not tokens.words[node.children[1].start].startswith("ب")
    if node.rule not in ("after duration", "after duration of", "ago"):
        return False
    last = tokens.words[node.end - 1]
    if before.removesuffix("ا") in {word.removesuffix("ا") for word in tokens.words[node.start : node.end]}:
        return True
    return last in _CONTRACT and bool(after) and after not in _AFTER_CONTRACT


def _is_other_year(node: Node, tokens: Tokens, after: str, calendar: Calendar) -> bool:
    """«بداية العام الدراسي», «مطلع العقد الأول»: not the calendar year, not the running decade."""
    if "the_unit" not in tokens.readings(node.end - 1).kinds:
        return False
    return after in calendar.lists["vetoed_after.unit"]
