"""Does the next word belong to the same noun phrase? One small rule a reason, the first that knows decides.

Definiteness is what mostly tells: «استخدام القوات | العنف», «التقى الرئيس | وفدا», «وزير الدفاع الإسرائيلي».
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from waqai.extract.sentence import Token

NOMINAL_POS = frozenset({"N", "A", "NUM"})
NOT = "غير"
CAPITAL = "عاصمه"
PLACES = frozenset({CAPITAL, "مدينه", "بلده", "قريه", "منطقه"})
FORCES = frozenset({"MIL", "COP", "SPY"})
SOURCES = ("مصدر", "شاهد", "مسؤول")
PARTICLES = frozenset({"بن", "بنت", "ولد", "ال", "ابو", "ابن", "ابي", "بو"})
FULL_ENDINGS = ("ون", "ان", "ين")


def continues(previous: Token, token: Token, *, titled: bool) -> bool:
    """Whether `token` belongs to the phrase that `previous` is in. `titled`: the phrase holds a role."""
    for decide in _RULES_OF[token.name is not None, token.word.article, token.pos]:
        verdict = decide(previous, token, titled)
        if verdict is not None:
            return verdict
    return True


def _negated_adjective(previous: Token, token: Token, titled: bool) -> bool | None:
    """«التصريحات غير المسؤولة»."""
    return token.pos in NOMINAL_POS if NOT in (token.word.form, previous.word.form) else None


def _name_particle(previous: Token, token: Token, titled: bool) -> bool | None:
    """«الوزير مبارك | بن | بنيه»."""
    return True if titled and (token.word.form in PARTICLES or previous.word.form in PARTICLES) else None


def _role_after_name(previous: Token, token: Token, titled: bool) -> bool | None:
    """«ولاية إيداهو | المسؤولين»: a role with article after a name that is no title's."""
    if is_role(token) and token.word.article and not titled and (is_complete_name(previous) or is_place(previous)):
        return None if is_person(previous) else False
    return None


def _after_full_plural(previous: Token, token: Token, titled: bool) -> bool | None:
    """A dual or plural with its nun waits for no genitive: «مسلحون مجهولون | صحفيا», «نواب محافظون | الرئيس».

    Nor does another number than its own describe a dual: «تبادل البلدان | الأسرى».
    """
    if not previous.word.form.endswith(FULL_ENDINGS) or not is_full_plural(previous) or is_person(previous):
        return None
    nominal = token.word.nominal
    if token.word.article:
        both = not _is_dual(previous) or token.word.nisba is not None or token.word.form.endswith(FULL_ENDINGS)
        return None if (is_adjective_like(token) or token.pos == "A") and both else False
    other_number = nominal is not None and nominal.number == "s"
    if token.pos == "N" and (other_number or not is_adjective_like(token)) and not is_person(token):
        return False
    return None


def _is_dual(noun: Token) -> bool:
    nominal = noun.word.nominal
    return noun.word.form.endswith("ان") and nominal is not None and nominal.number == "d"


def _other_gender(previous: Token, token: Token, titled: bool) -> bool | None:
    """«السلطات التونسية | الصحفي ...»: a man described by no adjective of a woman or body before him."""
    nisba, nominal = previous.word.nisba, token.word.nominal
    if nisba is None or nisba.gender != "f" or not previous.word.article or not token.word.article or token.word.prep:
        return None
    man = nominal is not None and nominal.gender == "m" and nominal.number == "s" and token.word.nisba is None
    return False if man and is_role(token) else None


def _people_after_one(previous: Token, token: Token, titled: bool) -> bool | None:
    """«طالب مجلس الأمن | الحوثيين», «منع الجيش | المصلين»: people in the plural describe nothing that is one."""
    nominal = token.word.nominal
    adjective = token.word.nisba is not None or (nominal is not None and nominal.pos in ("active", "passive"))
    people = token.pos == "N" and token.word.article and adjective and not is_person(token)
    return False if people and previous.word.article and token.word.form.endswith(FULL_ENDINGS) else None


def _two_people(previous: Token, token: Token, titled: bool) -> bool | None:
    """«دعا بوتين | أردوغان إلى ...»: two people who are both known by that name."""
    both = previous.name is not None and token.name is not None and previous.name is not token.name
    return False if both and is_person(previous) and is_person(token) and not token.word.prep else None


def _number(previous: Token, token: Token, titled: bool) -> bool | None:
    """After a number comes what it counts; before one only a noun that waits for it («مقتل 10»)."""
    if previous.pos == "NUM":
        return not previous.word.article or (token.pos in ("A", "NUM") and token.word.article)
    if token.pos != "NUM":
        return None
    word = previous.word
    if word.article and token.word.article and is_several(previous):
        return True  # «الدول الأربع»
    if word.article or word.enclitic or is_complete_name(previous) or is_role(previous):
        return False
    return previous.pos == "N" and not is_full_plural(previous)


def _accusative(previous: Token, token: Token, titled: bool) -> bool | None:
    """«شاب فلسطيني | جنديا»: an object in the accusative after an indefinite adjective."""
    if token.pos == "N" and previous.pos == "A" and not previous.word.article:
        return False if is_accusative(token) and not is_accusative(previous) else None
    return None


def _news_of_source(previous: Token, token: Token, titled: bool) -> bool | None:
    """«أعلنت مصادر طبية | مقتل ثلاثة»: what a source tells is no part of its name."""
    role = previous.name.of("role") if previous.name is not None else None
    tells = role is not None and role.role_kind == "person" and role.name_ar.startswith(SOURCES)
    return False if tells and any(r.size for r in token.word.noun_rules) else None


def _own_end(previous: Token, token: Token, titled: bool) -> bool | None:
    """«لقي جنود | مصرعهم»: a death with its owner's suffix is the object and no genitive."""
    toll = bool(token.word.enclitic) and any(r.size == "dead" for r in token.word.noun_rules)
    return False if toll and token.pos == "N" and (is_role(previous) or previous.pos == "A") else None


def _after_demonym(previous: Token, token: Token, titled: bool) -> bool | None:
    """«دبابة إسرائيلية | قذيفة»: an indefinite demonym ends its phrase before another common noun.

    So does a plural adjective before another plural («مقاتلون أكراد | قذائف»).
    """
    nisba, nominal = previous.word.nisba, token.word.nominal
    plural = any(r.number == "p" and r.pos in ("adj", "nisba") for r in previous.word.readings)
    several = plural and nominal is not None and nominal.number == "p"
    if previous.name is not None or previous.word.article or previous.pos != "A" or not (nisba or several):
        return None
    common = token.pos == "N" and nominal is not None and nominal.pos in ("noun", "masdar")
    things = nominal is not None and nominal.number == "p" and is_role(token) and not is_office(token)
    return False if common and not token.word.person_word and (token.name is None or things) else None


def _person_of_country(previous: Token, token: Token, titled: bool) -> bool | None:
    """«الرئيس التركي إردوغان» is one person, «الرئيس التركي | نتنياهو» two."""
    nisba = previous.word.nisba
    return is_of(token, nisba.code) if nisba is not None and is_person(token) else None


def _demonym(previous: Token, token: Token, titled: bool) -> bool | None:
    """«وزارة الخارجية السعودية»: a definite demonym after a definite noun, though it may be a country's name too."""
    both = token.word.article and previous.word.article and not is_complete_name(previous)
    return True if token.word.nisba is not None and both else None


def _persons_name(previous: Token, token: Token, titled: bool) -> bool | None:
    """A name after a title: «الوزير محمد ظريف», «رئيس الحزب جون كيري»."""
    name = is_person(token) or (not is_name(token) and (token.word.person_word or is_unknown(token)))
    if not name or token.word.article:
        return None
    closed = previous.word.article or is_complete_name(previous)
    force = previous.name.of("role") if previous.name is not None else None
    if force is not None and force.role_kind == "body" and force.sector in FORCES and closed and is_person(token):
        return False  # «احتجزت قوات الأمن | مرسي»
    return True if is_title(previous) or _expects_name(previous) or (titled and closed) else None


def _second_title(previous: Token, token: Token, titled: bool) -> bool | None:
    """«أمير قطر الشيخ ...»: a title after the country of the first one; «أمير قطر | الرئيس ...» are two people."""
    closed = is_complete_name(previous) and not is_person(previous)
    if not titled or not closed or not is_title(token):
        return None
    return not (is_office(token) and token.word.article)


def _listed_name(previous: Token, token: Token, titled: bool) -> bool | None:
    """A country, place or body only joins a noun that waits for it: «رئيس روسيا», but «الرئيس الروسي | أوكرانيا»."""
    if not is_name(token) or is_person(token):
        return None
    word = previous.word
    return not word.article and not word.enclitic and not is_complete_name(previous) and not word.form.endswith("ا")


def _office_after_person(previous: Token, token: Token, titled: bool) -> bool | None:
    """«عبد ربه منصور هادي رئيس اليمن», «السفير محمد القرشمي مندوب اليمن»."""
    if not is_office(token):
        return None
    family = previous.name is None and previous.word.nisba is None and _is_family_name(previous)
    return True if is_person(previous) or (titled and family and not token.word.article) else None


def _after_suffix(previous: Token, token: Token, titled: bool) -> bool | None:
    """After a possessive suffix only a definite adjective goes on: «سفيرها السابق»."""
    return token.pos == "A" and token.word.article if previous.word.enclitic else None


def _adjective(previous: Token, token: Token, titled: bool) -> bool | None:
    """An adjective agrees in definiteness, and in the accusative ending."""
    if token.pos != "A":
        return None
    p, t = previous.word, token.word
    if t.article:
        return p.article or is_name(previous) or not (previous.pos == "A" and not p.article)
    if is_name(previous):
        return False
    return (not p.article and not t.form.endswith("ا")) or p.form.endswith("ا")


def _definite_noun(previous: Token, token: Token, titled: bool) -> bool | None:
    """A definite noun is the genitive of an indefinite one; after a definite one it opens a new phrase.

    So does a plural after a singular adjective: «المقاتلات التركية | المتمردين», and a name or place after one
    without article: «هز انفجار عنيف | العاصمة».
    """
    if not token.word.article:
        return None
    singular = previous.pos == "A" and not previous.word.form.endswith(FULL_ENDINGS)
    if singular and is_role(token) and is_full_plural(token):
        return False
    if previous.word.article or is_name(previous):
        return is_adjective_like(token) or (is_name(previous) and token.word.nominal is None)
    if previous.pos == "A" and (token.name is not None or token.lemmas & PLACES):
        return False
    return not previous.word.form.endswith("ا") or previous.word.nominal is None


def _indefinite_noun(previous: Token, token: Token, titled: bool) -> bool | None:
    """After a definite noun or a name only an unknown word, most likely a name, goes on: «في جنيف | لقاء سري»."""
    after_place = is_place(previous) and previous.word.nominal is None
    if after_place and token.name is None and token.word.nominal is not None:
        return False
    if previous.word.article or is_complete_name(previous):
        return is_unknown(token) and (is_name(previous) or is_title(previous))
    return not is_accusative(previous)


_Decide = Callable[[Token, Token, bool], bool | None]


class _Rule(NamedTuple):
    """A rule, and what the word must be for it to know anything: (no) name, with(out) the article, of this part."""

    decide: _Decide
    name: bool | None = None
    article: bool | None = None
    pos: str | None = None

    def knows(self, *, name: bool, article: bool, pos: str) -> bool:
        return self.name in (None, name) and self.article in (None, article) and self.pos in (None, pos)


_RULES = (
    _Rule(_negated_adjective),
    _Rule(_name_particle),
    _Rule(_role_after_name, name=True, article=True),
    _Rule(_two_people, name=True),
    _Rule(_after_full_plural),
    _Rule(_other_gender, name=True, article=True),
    _Rule(_people_after_one, article=True, pos="N"),
    _Rule(_number),
    _Rule(_accusative, article=False, pos="N"),
    _Rule(_news_of_source),
    _Rule(_own_end, pos="N"),
    _Rule(_after_demonym, pos="N"),
    _Rule(_person_of_country, name=True),
    _Rule(_demonym, article=True),
    _Rule(_persons_name, article=False),
    _Rule(_second_title, name=True),
    _Rule(_listed_name, name=True),
    _Rule(_office_after_person, name=True),
    _Rule(_after_suffix),
    _Rule(_adjective, pos="A"),
    _Rule(_definite_noun, article=True),
    _Rule(_indefinite_noun, article=False),
)
_RULES_OF: Mapping[tuple[bool, bool, str], tuple[_Decide, ...]] = {
    (name, article, pos): tuple(rule.decide for rule in _RULES if rule.knows(name=name, article=article, pos=pos))
    for name, article, pos in product((False, True), (False, True), NOMINAL_POS)
}
"""The rules to ask, by whether the word is (part of) a name and has the article, and its part: every word is asked."""


# -- what a token is ------------------------------------------------------------------------------------------------


def is_name(token: Token) -> bool:
    """Whether a gazetteer lists it as a person, state, place or body."""
    return token.name is not None and token.name.of("person", "country", "place", "organisation", "metonym") is not None


def is_complete_name(token: Token) -> bool:
    """A name that needs nothing after it (places are left out: «مدينة حلب الجديدة»)."""
    return token.name is not None and token.name.of("country", "metonym", "organisation", "person") is not None


def is_place(token: Token) -> bool:
    """Whether it is the name of a place and of nobody («ولاية تكساس»)."""
    return token.name is not None and token.name.of("place") is not None and not token.name.is_role


def is_capital(before: Sequence[Token]) -> bool:
    """«العاصمة», «العاصمة اليمنية»: its name follows in apposition."""
    noun = before[-2] if len(before) > 1 and before[-1].pos == "A" else before[-1]
    return noun.word.article and CAPITAL in noun.lemmas


def is_person(token: Token) -> bool:
    """Whether it is part of a listed person's name."""
    return token.name is not None and token.name.of("person") is not None


def is_of(token: Token, code: str) -> bool:
    """Whether a listed person ever held office for that country."""
    person = token.name.of("person") if token.name is not None else None
    return person is None or any(t.code == code for t in person.tenures)


def is_role(token: Token) -> bool:
    """Whether it is a role noun and not the name of a state or body as well."""
    return token.name is not None and token.name.is_role


def is_office(token: Token) -> bool:
    """Whether it names an office («رئيس», «وزير الخارجية»)."""
    role = token.name.of("role") if token.name is not None else None
    return role is not None and role.role_kind == "office"


def is_body(token: Token) -> bool:
    """An organisation, or a role noun that is a body («لجنة», «وزارة»)."""
    if token.name is None:
        return False
    role = token.name.of("role")
    return token.name.of("organisation") is not None or (role is not None and role.role_kind == "body")


def is_title(token: Token) -> bool:
    """A role or an honorific."""
    return is_role(token) or (token.name is not None and token.name.of("title") is not None)


def has_role(tokens: Sequence[Token]) -> bool:
    """Whether one of the tokens is a role."""
    for token in tokens:  # noqa: SIM110 - asked too often for `any`, which is several times slower
        if token.name is not None and token.name.is_role:
            return True
    return False


def is_unknown(token: Token) -> bool:
    """A word that the lexicon does not have, most likely part of a name."""
    return token.word.nominal is None and token.word.verb is None


def is_full_plural(token: Token) -> bool:
    """A dual or sound plural with its nun: it cannot wait for a genitive."""
    nominal = token.word.nominal
    return nominal is not None and nominal.number in ("d", "p") and not nominal.construct and not token.word.enclitic


def is_several(token: Token) -> bool:
    """Whether the noun is a plural."""
    return token.word.nominal is not None and token.word.nominal.number == "p"


def is_accusative(token: Token) -> bool:
    """«جنديا»: an indefinite accusative."""
    word = token.word
    if word.article or word.nominal is None:
        return False
    return word.form.endswith("ا") and word.nominal.lemma != word.stem


def is_adjective_like(token: Token) -> bool:
    """Whether the word can be an adjective."""
    nominal = token.word.nominal
    if nominal is None:
        return token.word.stem.endswith(("ي", "يه"))
    return nominal.pos in ("adj", "nisba", "active", "passive")


def _is_family_name(token: Token) -> bool:
    """An unknown word, with the article or without («الهيثمي», «سميث»)."""
    word = token.word
    return token.kind == "word" and not (word.nominal or word.verb or word.nisba or word.enclitic)


def _expects_name(token: Token) -> bool:
    """A given name, or a definite demonym after a title: a family name may follow («الوزير محمد | ظريف»)."""
    return token.name is None and (token.word.person_word or (token.word.nisba is not None and token.word.article))
