"""Active and passive participles of a verb, masculine singular."""

from __future__ import annotations

from collections.abc import Iterator

from waqai.text.inflect.forms import Participle, Verb
from waqai.text.inflect.weakness import Weakness, passive_imperfect, weakness

_TANWIN_KASRA = "\u064d"


def participles(verb: Verb) -> Iterator[Participle]:
    """The participles of `verb`. Both are given where they look alike («محتل»); final ya that falls is marked («داعٍ»).

    A verb without an imperfect has none. Intransitive verbs get a passive too: «مسافر به» is rare, but no other word's.
    """
    if not verb.imperfect:
        return
    yield Participle(_active_first(verb) if verb.form == 1 else _active_derived(verb), "active")
    passive = _passive_first(verb) if verb.form == 1 else passive_imperfect(verb)
    if passive:
        yield Participle(passive if verb.form == 1 else "م" + passive[1:], "passive")


def _active_derived(verb: Verb) -> str:
    stem = "م" + verb.imperfect[1:]
    if weakness(verb) is Weakness.DEFECTIVE:
        return stem[:-1] + _TANWIN_KASRA
    if stem[-1] == "أ":
        return stem[:-1] + "ئ"
    if verb.form in (5, 6) and "اء" in stem[2:]:
        return stem.replace("اء", "ائ")
    return stem


def _active_first(verb: Verb) -> str:
    """«فاعل» with its hamzas: «آخذ», «قائل», «سائل», «قارئ», «راد», «داعٍ»."""
    first, second, third = tuple(verb.root)
    weak = weakness(verb)
    opening = "آ" if first == "أ" else first + "ا"
    if weak is Weakness.DOUBLED:
        return opening + third
    if weak is Weakness.DEFECTIVE:
        return opening + ("ئ" if second == "أ" else second) + _TANWIN_KASRA
    if weak is Weakness.HOLLOW or second == "أ":
        second = "ئ"
    if third == "أ":
        return opening + ("ئ" + _TANWIN_KASRA if weak is Weakness.HOLLOW else second + "ئ")
    return opening + second + third


def _passive_first(verb: Verb) -> str:
    """«مفعول» with its weak and hamzated kinds: «مأخوذ», «مسؤول», «مقروء», «مقول», «مبيع», «مدعو», «منفي»."""
    first, second, third = tuple(verb.root)
    weak = weakness(verb)
    if weak is Weakness.HOLLOW:
        glide = "ي" if second == "ي" else "و"
        return "م" + first + glide + ("ء" if third == "أ" else third)
    if weak is Weakness.DEFECTIVE:
        middle = "ئ" if second == "أ" else second
        return "م" + first + middle + third
    middle = "ؤ" if second == "أ" else second
    return "م" + first + middle + "و" + ("ء" if third == "أ" else third)
