"""Noun phrases: from the tagged tokens to chunks with their preposition.

A chunk runs from a noun over its genitives and adjectives; definiteness tells where one phrase ends and the next
begins («استخدام القوات | العنف»). Names in apposition after a comma join the title before them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from waqai.extract.joining import (
    NOMINAL_POS,
    continues,
    has_role,
    is_body,
    is_capital,
    is_name,
    is_of,
    is_office,
    is_person,
    is_role,
    is_title,
)
from waqai.extract.sentence import Chunk, Token
from waqai.extract.tagging import ADJECTIVES
from waqai.packs.lexicon import Word

WHERE = frozenset("في شمال جنوب شرق غرب شمالي جنوبي شرقي غربي قرب داخل".split())
"""Prepositions before the place of a deed."""
POSTED = frozenset({"سفير", "سفاره", "قنصل", "قنصليه"})
MINISTRIES = ("وزير", "وزارة")
OPENING = frozenset('"(«')
QUANTITY_LINK, CLOSED = "من", ")"
ABOUT = frozenset({"نحو", "حوالي", "قرابه", "زهاء"})
"""Before a number no prepositions: «قتل نحو 500 شخص»."""


Compound = tuple[tuple[str, ...], str]
"""The words of a compound preposition after its first, and the slot it opens."""


class Compounds(NamedTuple):
    """The compound prepositions of one first word, the longest first.

    `seconds`: what may stand second in any of them; `alone`: whether the first word is one by itself.
    """

    seconds: frozenset[str]
    alone: bool
    entries: Sequence[Compound]


class Chunker:
    """Cuts a sentence into chunks. `compound` maps several words to the slot they open («من قبل» -> agent)."""

    def __init__(
        self, compound: Mapping[tuple[str, ...], str], quantities: frozenset[str], measures: frozenset[str]
    ) -> None:
        by_first: dict[str, list[Compound]] = {}
        for words, slot in compound.items():
            by_first.setdefault(words[0], []).append((words[1:], slot))
        self._compound = {
            first: Compounds(
                frozenset(rest[0] for rest, _ in listed if rest),
                any(not rest for rest, _ in listed),
                sorted(listed, key=lambda item: -len(item[0])),
            )
            for first, listed in by_first.items()
        }
        self._quantities, self._measures = quantities | measures, measures

    def chunks(self, tokens: Sequence[Token]) -> list[Chunk]:
        """All chunks of a sentence, in order."""
        found: list[Chunk] = []
        prep, at, conj = "", 0, False
        size = len(tokens)
        while at < size:
            token = tokens[at]
            word = token.word
            if (listed := self._opened_by(word)) and (slot := self._compound_at(tokens, at, listed)):
                for inside in tokens[at : slot[1]]:
                    inside.pos = "P"
                prep, at = slot
                continue
            pos = token.pos
            if pos == "QTY" or (word.form in ABOUT and at + 1 < size and tokens[at + 1].pos == "NUM"):
                at += 1
                continue
            if pos == "P":
                prep, conj = word.stem, conj and not prep
                if word.enclitic:
                    found.append(Chunk(at, at + 1, at, prep, pronoun=word.enclitic))
                    prep = ""
                at += 1
                continue
            if pos == "PRON":
                found.append(Chunk(at, at + 1, at, prep, pronoun=word.enclitic or word.stem))
                prep, at, conj = "", at + 1, False
                continue
            if pos in NOMINAL_POS or pos == "DEM":
                chunk = self._phrase(tokens, at, prep)
                chunk.conj = conj or (word.conj == "و" and not chunk.prep)
                if chunk.conj and found and _is_deed(tokens[chunk.head]) and not _is_deed(tokens[found[-1].head]):
                    chunk.conj = False
                if chunk.conj and not chunk.prep and found and found[-1].last >= chunk.first - 1 and not found[-1].time:
                    apart, posted = _is_body_beside_place(tokens, found[-1], chunk), _is_post(tokens, found)
                    chunk.prep, chunk.over_place = "" if apart else found[-1 - posted].prep, apart or posted
                found.append(chunk)
                at, prep, conj = chunk.last, "", False
                continue
            singled_out = pos == "ADV" and word.conj == "و"
            conj = word.form in ("و", "او") or singled_out or (conj and pos == "PUNCT")
            if pos != "PUNCT":
                prep = ""
            at += 1
        return found

    def _opened_by(self, word: Word) -> Compounds | None:
        """The compound prepositions that begin with this word."""
        return self._compound.get(word.form) or (self._compound.get(word.form[1:]) if word.conj else None)

    @staticmethod
    def _compound_at(tokens: Sequence[Token], at: int, listed: Compounds) -> tuple[str, int] | None:
        if not listed.alone:
            following = tokens[at + 1].word if at + 1 < len(tokens) else None
            if following is None or not (following.form in listed.seconds or following.prep in listed.seconds):
                return None
        for rest, slot in listed.entries:
            window = tokens[at + 1 : at + 1 + len(rest)]
            if len(window) == len(rest):
                forms = [t.word.form for t in window]
                if forms == list(rest):
                    return slot, at + 1 + len(rest)
                if rest and forms[:-1] == list(rest[:-1]) and len(rest[-1]) == 1 and window[-1].word.prep == rest[-1]:
                    return slot, at + len(rest)
        return None

    def _phrase(self, tokens: Sequence[Token], first: int, prep: str) -> Chunk:
        token = tokens[first]
        own = token.word.prep
        if token.time is not None:
            last = first + 1
            while last < len(tokens) and tokens[last].time is token.time:
                last += 1
            return Chunk(first, last, first, own or prep, time=True)
        head = first
        if token.pos in {"DEM", "NUM"}:
            head = _counted(tokens, first)
        last = self._end(tokens, first, max(head, first))
        last = self._complement(tokens, head, last)
        last = self._apposition(tokens, first, last)
        return Chunk(first, last, head, own or prep)

    def _end(self, tokens: Sequence[Token], first: int, head: int, *, titled: bool = False) -> int:
        at = _past(tokens, head)
        previous = tokens[at - 1]
        size = len(tokens)
        while at < size:
            token = tokens[at]
            pos = token.pos
            if pos == "QTY" and (number := _number_after(tokens, at, previous)):
                at = number
                continue
            if pos not in NOMINAL_POS and pos != "PUNCT" and (pos != "P" or token.word.form != QUANTITY_LINK):
                break  # what most phrases end with, before anything else is asked
            titled, first = titled or has_role(tokens[first:at]), at
            if pos == "PUNCT":
                on = self._quoted_name(tokens, at) or _dashed_demonym(tokens, at)
            elif token.time is not None or pos not in NOMINAL_POS:
                counted = tokens[head] if at - head == 2 and self._is_measured(tokens[head], previous) else previous
                on = at + 2 if self._quantity_link(tokens, at, counted) and at + 1 < size else 0
            elif token.word.prep and token.word.form != token.word.bare:
                on = _past(tokens, at) if _office_for(token, tokens[head:at]) else 0
            elif (
                previous.name is not None
                and is_person(previous)
                and is_office(token)
                and (not _may_hold(tokens, at, previous) or _is_another_office(tokens[head], token))
            ) or (is_office(token) and _serves_another(tokens, at, previous)):
                on = 0
            elif not is_body(tokens[head]) and (joined := _titled_namesake(tokens, at, previous)):
                on = joined
            elif is_name(token) and is_capital(tokens[head:at]):
                on = _past(tokens, at)
            else:
                goes_on = self._goes_on(previous, token, at, titled=titled)
                on = _past(tokens, at) if goes_on or _second_field(tokens[head:at], token) else 0
                on = on or _second_office(tokens, head, at)
            if not on:
                break
            at, previous = on, previous if tokens[on - 1].word.form == CLOSED else tokens[on - 1]
        return at

    def _goes_on(self, previous: Token, token: Token, at: int, *, titled: bool) -> bool:
        """Whether a noun or adjective belongs to the phrase that `previous` ends so far."""
        if token.word.conj and not (token.name and token.name.first < at):
            return self._joined_adjective(previous, token)
        inside = token.name is not None and token.name is previous.name
        return inside or continues(previous, token, titled=titled)

    @staticmethod
    def _joined_adjective(previous: Token, token: Token) -> bool:
        """«أمنية تركية وإسرائيلية»: a second demonym of the same noun."""
        return (
            previous.word.nisba is not None
            and token.word.nisba is not None
            and previous.name is None
            and token.name is None
            and token.word.nisba.gender == previous.word.nisba.gender
            and token.word.article == previous.word.article
            and token.word.nisba.number == previous.word.nisba.number
        )

    def _quantity_link(self, tokens: Sequence[Token], at: int, previous: Token) -> bool:
        """«عدد من الجنود»: the quantity and what is counted are one phrase."""
        return (
            tokens[at].pos == "P"
            and tokens[at].word.form == QUANTITY_LINK
            and (bool(previous.lemmas & self._quantities) or previous.pos == "NUM")
            and at + 1 < len(tokens)
            and tokens[at + 1].pos in NOMINAL_POS
            and tokens[at + 1].time is None
        )

    def _is_measured(self, noun: Token, adjective: Token) -> bool:
        """«حزمة جديدة | من العقوبات»: an adjective of a measure, although titles name some."""
        nominal = adjective.word.nominal
        describes = nominal is not None and nominal.pos in ADJECTIVES and bool(noun.lemmas & self._measures)
        return describes and (adjective.name is None or adjective.name.kinds <= {"title"})

    @staticmethod
    def _quoted_name(tokens: Sequence[Token], at: int) -> int:
        """After an opening quote that holds a name of at most five words: the token after its closing quote."""
        if tokens[at].word.form not in OPENING or at + 1 >= len(tokens):
            return 0
        name = tokens[at + 1].name
        if name is None and tokens[at + 1].pos != "N":
            return 0
        for k in range(at + 2, min(at + 7, len(tokens))):
            if tokens[k].pos == "PUNCT":
                return k + 1 if tokens[k].word.form in '")' and name is not None else 0
            if tokens[k].pos not in NOMINAL_POS:
                return 0
        return 0

    def _apposition(self, tokens: Sequence[Token], first: int, last: int) -> int:
        """Take in «، بيني غانتس،» after a title, and «، وزير الدفاع،» after a person's name."""
        if last + 1 >= len(tokens) or tokens[last].word.form not in ("،", ",", "(", '"', "-"):
            return last
        following = tokens[last + 1]
        if following.word.conj or following.word.prep or _is_meanwhile(following):
            return last
        if has_role(tokens[first:last]):
            if is_person(following) and following.name is not None:
                return following.name.last
            if following.word.person_word and not following.word.article:
                return self._end(tokens, last + 1, last + 1)
        elif is_role(following) and any(is_person(t) for t in tokens[first:last]):
            return self._end(tokens, last + 1, last + 1)
        return last

    def _complement(self, tokens: Sequence[Token], first: int, last: int) -> int:
        """What a role needs to say whose it is: «قيادي في حزب ...», «المتحدث باسم ...», «السفير ... لدى ...»."""
        if last + 1 >= len(tokens):
            return last
        while first < last and (is_person(tokens[first]) or tokens[first].pos in ("NUM", "P")):
            first += 1
        deed = _is_deed_to_role(tokens, first, last)
        first += deed
        if first >= last:
            return last
        if not is_role(tokens[first]):
            owned = _is_body_of(tokens, first, last)
            return self._end(tokens, last, last, titled=True) if owned else last
        link, following = tokens[last], tokens[last + 1]
        if link.pos not in NOMINAL_POS and link.pos != "P":
            return last
        named = any(is_name(t) or (t.name is None and t.word.nisba is not None) for t in tokens[first:last])
        if link.pos == "P" and following.pos in NOMINAL_POS and following.time is None and not link.word.enclitic:
            form = link.word.stem
            owned = bool(tokens[first].word.enclitic)
            whole = is_body(following) or (is_name(following) and not deed)
            partitive = form == "من" and whole and not owned
            inside = form == "في" and _owns(tokens[first], following)
            if (form in ("باسم", "لدي") and not owned) or (not named and (partitive or inside)):
                return self._end(tokens, last + 1, last + 1, titled=True)
        elif link.pos in NOMINAL_POS and link.word.prep in ("ل", "ب") and not named and is_body(link):
            return self._end(tokens, last, last, titled=True)
        return last


def _is_body_of(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«الإطار القيادي | لمنظمة التحرير»: a definite noun without a name of its own, and an organisation after «ل»."""
    noun, owner = tokens[first], tokens[last]
    if owner.word.prep != "ل" or owner.name is None or owner.name.of("organisation") is None:
        return False
    plain = noun.word.article and noun.name is None and not _is_deed(noun)
    return plain and not any(is_name(t) or t.word.nisba is not None for t in tokens[first:last])


def _number_after(tokens: Sequence[Token], at: int, previous: Token) -> int:
    """«مقتل | ما لا يقل عن | 28 جنديا»: the position of the number that a noun without article waits for, else 0."""
    if previous.word.article or previous.word.enclitic or previous.name is not None:
        return 0
    while at < len(tokens) and tokens[at].pos == "QTY":
        at += 1
    return at if at < len(tokens) and tokens[at].pos == "NUM" else 0


def _past(tokens: Sequence[Token], at: int) -> int:
    """The position after the name that begins here, else after the word."""
    name = tokens[at].name
    return name.last if name is not None and name.first == at else at + 1


def _is_deed_to_role(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«مقتل | قيادي» in «مقتل قيادي في حماس»: the phrase is the noun of a deed and a role."""
    deed = tokens[first] if first < last else None
    if deed is None or deed.name is not None or deed.word.article or not deed.word.noun_rules:
        return False
    return last - first > 1 and is_role(tokens[first + 1]) and _past(tokens, first + 1) == last


def _office_for(token: Token, before: Sequence[Token]) -> bool:
    """«نائبا لوزير الخارجية»: an office told after «ل»."""
    if token.word.prep != "ل" or not is_role(token) or not has_role(before):
        return False
    return is_office(token) or not any(is_person(t) for t in before)


def _counted(tokens: Sequence[Token], first: int) -> int:
    """The noun that a number or demonstrative stands before; the number itself where none follows at once."""
    at = first + 1
    while at < min(first + 5, len(tokens)) and tokens[at].pos in ("NUM", "DEM"):
        at += 1
    return at if at < len(tokens) and tokens[at].pos in ("N", "A") and not tokens[at].word.prep else first


def _may_hold(tokens: Sequence[Token], at: int, person: Token) -> bool:
    """Whether the office that follows a person's name can be his: no other country, no other person stands with it."""
    for token in tokens[at : at + 5]:
        if token.pos not in NOMINAL_POS or token.word.conj:
            return True
        if is_person(token):
            return False
        if token.name is None and token.word.nisba is not None and token.word.nisba.code:
            return is_of(person, token.word.nisba.code)
    return True


def _serves_another(tokens: Sequence[Token], at: int, previous: Token) -> bool:
    """«استقبل أمير قطر | الرئيس التركي»: behind a country's name the office of another country is another person's."""
    country = previous.name.of("country") if previous.name is not None else None
    if country is None:
        return False
    for token in tokens[at : at + 5]:
        if token.pos not in NOMINAL_POS or token.word.conj or is_person(token):
            return False
        if token.name is None and token.word.nisba is not None and token.word.nisba.code:
            return token.word.nisba.code != country.code
    return False


def _is_another_office(first: Token, second: Token) -> bool:
    """«الرئيس التونسي قيس سعيد | رئيس الحكومة»: who was told with one high office holds no other."""
    offices = [role.office for t in (first, second) if t.name is not None and (role := t.name.of("role")) is not None]
    return len(offices) == 2 and all(offices) and offices[0] != offices[1]


def _is_meanwhile(token: Token) -> bool:
    """«، متهما إياه ...»: an indefinite participle in the accusative after a comma names nobody."""
    word = token.word
    return word.form.endswith("ا") and not word.article and any(r.pos == "active" for r in word.readings)


def _titled_namesake(tokens: Sequence[Token], at: int, previous: Token) -> int:
    """«العاهل الأردني | الملك عبدالله»: a title with a person of that country goes on; the token after it, else 0."""
    nisba = previous.word.nisba
    if nisba is None or not previous.word.article or not is_title(tokens[at]):
        return 0
    for token in tokens[at + 1 : at + 4]:
        if is_person(token) and token.name is not None:
            return token.name.last if is_of(token, nisba.code) else 0
        if not (is_title(token) or token.pos == "A"):
            return 0
    return 0


def _second_field(phrase: Sequence[Token], token: Token) -> bool:
    """«وزير التجارة | والصناعة», «وزير الزراعة والتنمية الريفية»: what else a ministry is for."""
    plain = token.word.conj and token.pos == "N" and token.name is None and token.word.article
    if not plain or token.word.nisba is not None or phrase[-1].word.nisba is not None:
        return False
    role = next((t.name.of("role") for t in reversed(phrase) if t.name is not None), None)
    if role is None or not role.name_ar.startswith(MINISTRIES):
        return False
    fields = [t for t in phrase if t.name is None]
    return bool(fields or " " in role.name_ar) and all(t.word.article and t.pos in ("N", "A") for t in fields)


def _second_office(tokens: Sequence[Token], head: int, at: int) -> int:
    """«محمد بن سلمان ولي العهد | ووزير الدفاع»: the token after another office of who is named before, else 0."""
    word, phrase = tokens[at].word, tokens[head:at]
    if word.conj != "و" or not is_office(tokens[at]) or word.nominal is None or word.nominal.number != "s":
        return 0
    person = next((t for t in phrase if is_person(t)), None)
    if person is None or not any(is_office(t) and t.i > person.i for t in phrase):
        return 0
    return _past(tokens, at) if _may_hold(tokens, at, person) else 0


def _dashed_demonym(tokens: Sequence[Token], at: int) -> int:
    """«المصري - الأميركي»: the token after the second demonym, else 0."""
    if tokens[at].word.form != "-" or at == 0 or at + 1 >= len(tokens):
        return 0
    first, second = tokens[at - 1].word, tokens[at + 1].word
    if first.nisba is None or second.nisba is None or first.article != second.article:
        return 0
    return at + 2


def _owns(role: Token, owner: Token) -> bool:
    """Whether «في» after the role tells whose it is: «عضو في حزب ...», «وزارة الداخلية في البحرين»."""
    if is_body(owner):
        return True
    entry = role.name.of("role") if role.name is not None else None
    return (
        entry is not None
        and entry.role_kind == "body"
        and owner.name is not None
        and owner.name.of("country") is not None
    )


def _is_body_beside_place(tokens: Sequence[Token], place: Chunk, chunk: Chunk) -> bool:
    """«مقاتلي التنظيم في سوريا | وكذلك الحزب ...»: a body does not join the country where something was."""
    where, who = tokens[place.head].name, tokens[chunk.head].name
    if place.prep not in WHERE or where is None or who is None:
        return False
    return where.of("country", "place") is not None and who.of("organisation") is not None and not who.of("place")


def _is_post(tokens: Sequence[Token], found: Sequence[Chunk]) -> bool:
    """«السفير الفرنسي | بصنعاء | وقيادات ...»: who is joined stands beside the envoy, not beside where he is posted."""
    if len(found) < 2 or found[-1].prep not in ("ب", "في", "لدي") or found[-2].last < found[-1].first - 1:
        return False
    place = tokens[found[-1].head].name
    posted = place is not None and place.of("country", "metonym", "place") is not None
    return posted and not tokens[found[-2].head].lemmas.isdisjoint(POSTED)


def _is_deed(token: Token) -> bool:
    """A verbal noun: it does not join a person or country before it."""
    return token.name is None and token.word.nominal is not None and token.word.nominal.pos == "masdar"
