"""Names that are common words too («سعيد», «سيول», «العيون»): which of them the article means as names.

A single word that may be something else names a person, capital or place only where the article speaks of the
country otherwise, gives the name in full, or tells the office with it. Names that are nothing else always count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from waqai.extract.names import Phrases
from waqai.extract.sentence import NameMatch, Sentence, Token
from waqai.extract.tagging import SERVANT
from waqai.packs.gazetteer import Name
from waqai.text.fold import fold

CERTAIN = frozenset({"country", "organisation", "demonym"})
BIRTH, HEAD = "مسقط", "راس"
LARGE = 500_000
"""Inhabitants of a place that is meant wherever its name stands."""


def drop_doubtful(sentences: Sequence[Sentence], home: str, day: str, phrases: Phrases, nature: frozenset[str]) -> None:
    """Take names out of the tokens that nothing in the article speaks for. `home`: the publisher's country, or "".

    `day`: the ISO date of the article, on which offices are looked up; `phrases`: the names by their first word;
    `nature`: words of storms and accidents, beside which «سيول» are floods.
    An article that tells no country at all, of a publisher from nowhere, is believed.
    """
    for sentence in sentences:
        _name_demonyms(sentence)
        _drop_birthplaces(sentence)
    told = (_told(sentences) | {home}) - {""}
    if not told:
        return
    in_full = {id(e) for s in sentences for m in s.names if m.last - m.first > 1 for e in m.entries}
    others = _introduced(sentences) - in_full
    for sentence in sentences:
        for match in list(sentence.names):
            if _is_fathers(sentence, match):
                _keep(sentence, match, ())
                continue
            if match.last - match.first > 1 or not _is_doubtful(sentence.tokens[match.first], match):
                continue
            token = sentence.tokens[match.first]
            if _is_deed_of_another(sentence, match):
                _keep(sentence, match, ())
                continue
            another = _given_before(sentence, match)
            capital = match.of("metonym") is not None and _tells_of(sentence, match, nature)
            before = token.word.bare.startswith("ال")
            serving = before or _after_office(sentence, match) or not _is_given_name(token, phrases)
            kept = tuple(
                e
                for e in match.entries
                if id(e) in in_full
                or (
                    id(e) not in others
                    and not _is_another(e, another)
                    and _is_meant(e, told, day, serving=serving, before=before, capital=capital)
                )
            )
            if kept != match.entries:
                _keep(sentence, match, kept)


def _name_demonyms(sentence: Sentence) -> None:
    """«الأمير تركي», «عضو المجلس تركي الوادعي»: a demonym after a title, or before a family name, is a given name."""
    for token in sentence.tokens:
        word = token.word
        if word.nisba is None or word.article or word.conj or word.prep or token.name is not None:
            continue
        before = sentence.tokens[token.i - 1] if token.i else None
        after = sentence.tokens[token.i + 1].word if token.i + 1 < len(sentence.tokens) else None
        family = word.person_word and after is not None and after.article and after.person_word and not after.readings
        if family or _is_titled(before, token.i) or _has_family(sentence, token.i):
            token.word = replace(word, nisba=None, nominal=None, readings=(), noun_rules=(), person_word=True)


def _drop_birthplaces(sentence: Sentence) -> None:
    """«مسقط رأسه»: where somebody was born, not Muscat."""
    for match in list(sentence.names):
        following = sentence.tokens[match.last] if match.last < len(sentence.tokens) else None
        first = sentence.tokens[match.first].word
        if first.stem == BIRTH and match.last == match.first + 1 and following is not None and HEAD in following.lemmas:
            _keep(sentence, match, ())


def _is_titled(before: Token | None, at: int) -> bool:
    """Whether a title or role with article ends right before the token."""
    if before is None or not before.word.article or before.name is None or before.name.last != at:
        return False
    return before.name.of("title", "role") is not None


def _has_family(sentence: Sentence, at: int) -> bool:
    """Whether «بن» or an unknown word with article follows («المجلس تركي الوادعي»), and no noun before agrees."""
    following = sentence.tokens[at + 1] if at + 1 < len(sentence.tokens) else None
    before = sentence.tokens[at - 1] if at else None
    if following is None or not (before is None or before.word.article or before.word.nominal is None):
        return False
    word = following.word
    unknown = word.article and (word.nominal is None or word.nominal.construct) and following.name is None
    return word.form == "بن" or (unknown and word.nisba is None and word.verb is None and not word.conj)


def _told(sentences: Sequence[Sentence]) -> frozenset[str]:
    """The countries that are named by words that mean nothing else."""
    codes: set[str] = set()
    for sentence in sentences:
        for match in sentence.names:
            single = match.last - match.first == 1
            if single and _is_doubtful(sentence.tokens[match.first], match):
                continue
            codes.update(e.code for e in match.entries if e.kind in CERTAIN or e.kind == "metonym")
            codes.update(c for e in match.entries if not single for c in _codes(e))
        codes.update(t.word.nisba.code for t in sentence.tokens if t.name is None and t.word.nisba is not None)
    return frozenset(codes)


def _codes(name: Name) -> Iterable[str]:
    return (t.code for t in name.tenures) if name.kind == "person" else (name.code,)


def _is_doubtful(token: Token, match: NameMatch) -> bool:
    """Whether the word is in the lexicon as a word of the language too, or a given name."""
    if match.of("metonym") is not None and _is_deed(token):
        return True
    if not CERTAIN.isdisjoint(match.kinds) or all(r.pos == "nisba" for r in token.word.readings):
        return False
    if not token.word.bare.startswith("ال") or "person" in match.kinds:
        return True
    return len({e.code for e in match.entries}) != 1


def _is_deed(token: Token) -> bool:
    """«الاحتلال»: a deed that may stand for the state that does it."""
    nominal = token.word.nominal
    return nominal is not None and nominal.pos == "masdar"


def _is_deed_of_another(sentence: Sentence, match: NameMatch) -> bool:
    """«الاحتلال الأميركي», «الاحتلال العراقي للكويت»: the adjective tells whose deed it is."""
    following = sentence.tokens[match.last] if match.last < len(sentence.tokens) else None
    named = following is not None and (following.word.nisba is not None or following.word.prep == "ل")
    return named and match.of("metonym") is not None and _is_deed(sentence.tokens[match.first])


def _is_given_name(token: Token, phrases: Phrases) -> bool:
    """Whether longer names begin with the word («سعيد ...»)."""
    return any(phrases[k][1] for k in token.word.name_keys if k in phrases)


def _is_meant(name: Name, told: frozenset[str], day: str, *, serving: bool, before: bool, capital: bool) -> bool:
    """Whether the article speaks of the name's country.

    Else persons in office are meant where `serving`, those who were before the article where `before`, and large
    cities, unless they may stand for a state (`capital`).
    """
    if name.kind == "person":
        served = not day or any(t.start <= day for t in name.tenures)
        in_office = serving and any(t.covers(day) for t in name.tenures)
        return in_office or (served and (before or any(t.code in told for t in name.tenures)))
    if name.kind in ("metonym", "place"):
        return name.code in told or (name.population >= LARGE and not capital)
    return True


def _tells_of(sentence: Sentence, match: NameMatch, lemmas: frozenset[str]) -> bool:
    """Whether another word of the sentence is one of the lemmas."""
    return any(t.word.lemmas & lemmas for t in sentence.tokens if t.i != match.first)


def _introduced(sentences: Sequence[Sentence]) -> set[int]:
    """The persons (by identity) whose surname the article gives to somebody else («أنيس العامري»)."""
    return {
        id(e)
        for s in sentences
        for m in s.names
        if m.last - m.first == 1 and m.of("person") is not None and (given := _given_before(s, m))
        for e in m.entries
        if _is_another(e, given)
    }


def _given_before(sentence: Sentence, match: NameMatch) -> str:
    """The given name right before a surname («رأفت | الحكيم», «عبد الله | بن علي»), else ""."""
    before = sentence.tokens[match.first - 1] if match.first else None
    servant = sentence.tokens[match.first - 2] if match.first > 1 else None
    if before is not None and servant is not None and servant.word.bare == SERVANT and before.name is None:
        return SERVANT + before.word.bare
    if before is None or before.name is not None or before.kind != "word" or before.word.function:
        return ""
    word = before.word
    unknown = word.nominal is None and word.verb is None
    return word.bare if (word.person_word or unknown) and not word.article and not word.enclitic else ""


def _is_fathers(sentence: Sentence, match: NameMatch) -> bool:
    """«عبد الله | بن علي»: after a given name «بن ...» is somebody's father and not the surname of another."""
    if match.of("person") is None or sentence.tokens[match.first].word.form != "بن" or not match.first:
        return False
    before = sentence.tokens[match.first - 1]
    return before.name is None and (before.word.person_word or _given_before(sentence, match) != "")


def _is_another(name: Name, given: str) -> bool:
    """Whether somebody else of that surname is told."""
    return bool(given) and name.kind == "person" and given not in fold(name.name_ar).split()


def _after_office(sentence: Sentence, match: NameMatch) -> bool:
    """«الرئيس سعيد»: right after an office that one of that name holds or held."""
    before = sentence.tokens[match.first - 1] if match.first else None
    role = before.name.of("role") if before is not None and before.name is not None else None
    return (
        role is not None
        and bool(role.office)
        and any(t.office == role.office for e in match.entries for t in e.tenures)
    )


def _keep(sentence: Sentence, match: NameMatch, kept: tuple[Name, ...]) -> None:
    match.entries = kept
    if not kept:
        sentence.names.remove(match)
        for token in sentence.tokens[match.first : match.last]:
            token.name = None
