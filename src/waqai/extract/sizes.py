"""How many people an event cost, held or brought together: from the words for its victims."""

from __future__ import annotations

from collections.abc import Sequence

from waqai.extract.frames import Draft
from waqai.extract.numbers import Number, read_number
from waqai.extract.sentence import Chunk, Sentence, Token

APPROXIMATE = frozenset(
    "اكثر من نحو حوالي قرابه زهاء ما لا يقل عن علي الاقل ازيد يزيد يقارب عدد يناهز مجموعه كل قرب اقل جميع".split()
)
"""Words before a number that leave it as it is («ما لا يقل عن 12», «أكثر من أربعة آلاف»)."""
PERSONAL = frozenset({"person", "role", "open"})
INJURED = frozenset({"جريح", "مصاب", "اصابه", "جرح"})
COUNTED = frozenset({"عدد"})
NOMINAL = frozenset({"noun", "adj", "active", "passive", "nisba"})
TWO = frozenset({"اثنين", "اثنان", "اثنتين", "اثنتان"})
LARGEST = 10**7
LOOK_AHEAD = 7


def count_people(sentence: Sentence, draft: Draft) -> dict[str, int | str]:
    """`{dead: 10}` or `{dead_text: "عشرات"}` of a rule with `size`, {} where no number is told.

    Victims named one by one count one each («مقتل جندي وشرطي» 2), duals two, a suffix what it stands for.
    """
    key = draft.rule.size
    if not key:
        return {}
    if draft.victims is None:
        return _counted(sentence, draft, key, _own_phrase(draft))
    if draft.victims.pronoun:
        number = _of_pronoun(draft)
        return {key: number} if number else {}
    told = _counted(sentence, draft, key, draft.victims)
    if told:
        return told
    number = _one_by_one(sentence, draft) if key == "dead" else 0
    return {key: number} if number else {}


def _own_phrase(draft: Draft) -> Chunk | None:
    """«سبعة قتلى», «قتيلان»: the phrase of the deed's word itself."""
    return draft.predicate.chunk if draft.predicate.form == "noun" else None


def _counted(sentence: Sentence, draft: Draft, key: str, chunk: Chunk | None) -> dict[str, int | str]:
    """The numbers of a phrase and of what is joined to it, summed; the words where they are vague."""
    if chunk is None:
        return {}
    sizes: dict[str, int | str] = {}
    for part in (chunk, *_joined(draft, chunk)):
        found = _number(sentence, part)
        if found is None:
            break
        number, words = found
        mine = "injured" if key == "dead" and _are_injured(sentence, part) else key
        if number.value is None:
            sizes.setdefault(f"{mine}_text", words)
            break
        if number.ordinal or number.value != int(number.value) or number.value > LARGEST:
            break
        before = sizes.get(mine, 0)
        sizes[mine] = int(number.value) + (before if isinstance(before, int) else 0)
    return sizes


def _are_injured(sentence: Sentence, chunk: Chunk) -> bool:
    """«ثلاثة قتلى وخمسة جرحى»: the second are not dead."""
    return any(t.word.lemmas & INJURED for t in sentence.tokens[chunk.first : chunk.last])


def _joined(draft: Draft, chunk: Chunk) -> list[Chunk]:
    """«... وخمسة مسلحين»: the victims told after «و»."""
    slots = draft.predicate.slots
    listed = next((c for c in slots.values() if any(x is chunk for x in c)), [])
    return [c for c in listed if c is not chunk and c.conj and c.first > chunk.first]


def _number(sentence: Sentence, chunk: Chunk) -> tuple[Number, str] | None:
    """The number that a phrase begins with, behind «أكثر من», or that follows it as «وعددهم ...»."""
    tokens = sentence.tokens
    at = chunk.first
    while at < min(chunk.first + LOOK_AHEAD, len(tokens)) and _bare(tokens[at]) in APPROXIMATE:
        at += 1
    words = [_bare(t) for t in tokens[at : at + LOOK_AHEAD]]
    if at < chunk.last or at > chunk.first:
        if (found := read_number(words, 0)) is not None:
            return found[0], " ".join(words[: found[1]])
        if (pair := _pair(tokens, at)) is not None:
            return pair, words[0]
    for token in tokens[chunk.last : chunk.last + 3]:
        if token.word.lemmas & COUNTED and token.i + 1 < len(tokens):
            words = [_bare(t) for t in tokens[token.i + 1 : token.i + 1 + LOOK_AHEAD]]
            if (found := read_number(words, 0)) is not None:
                return found[0], " ".join(words[: found[1]])
    return None


def _bare(token: Token) -> str:
    word = token.word
    return word.bare if word.prep or word.conj else word.form


def _pair(tokens: Sequence[Token], at: int) -> Number | None:
    """«جنديان», «ضابطين»: a dual that cannot be a plural, or one that what follows makes a dual («... اتخذا»)."""
    numbers = {r.number for r in tokens[at].word.readings if r.pos in NOMINAL}
    if "d" not in numbers:
        return None
    following = tokens[at + 1 : at + 4]
    agrees = any(t.pos == "V" and t.word.verb is not None and t.word.verb.number == "d" for t in following)
    told = agrees or any(t.word.form in TWO for t in following[:1])
    return Number(2) if numbers == {"d"} or told else None


def _of_pronoun(draft: Draft) -> int:
    """«مقتلهما» two; «إعدامه» one, where one person is meant."""
    assert draft.victims is not None
    if draft.victims.pronoun == "هما":
        return 2
    if draft.victims.pronoun != "ه" or draft.rule.size != "dead":
        return 0
    return 1 if all(a.kind in PERSONAL and a.number == "s" for a in draft.recipients) else 0


def _one_by_one(sentence: Sentence, draft: Draft) -> int:
    """How many single persons the victims are («الرضيع ووالده» 2), 0 where one of them may be more."""
    assert draft.victims is not None
    phrases: Sequence[Chunk] = (draft.victims, *_joined(draft, draft.victims))
    return len(phrases) if all(_is_one_person(sentence, p) for p in phrases) else 0


def _is_one_person(sentence: Sentence, chunk: Chunk) -> bool:
    head = sentence.tokens[chunk.head]
    if head.name is not None and head.name.of("country", "organisation", "place", "metonym"):
        return False
    if head.name is not None and head.name.of("person"):
        return True
    role = head.name.of("role") if head.name is not None else None
    singular = head.word.nominal is None or head.word.nominal.number == "s"
    personal = role is not None and role.role_kind in ("office", "person")
    return personal and singular
