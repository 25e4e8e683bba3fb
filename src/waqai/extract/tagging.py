"""Say of each token what part it plays here: verb or noun, preposition, conjunction.

Unvowelled Arabic leaves many forms open («قتل» he killed, killing). What stands before and after decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from waqai.extract.sentence import Token
from waqai.packs.lexicon import Word

FUNCTION_POS = {
    "preposition": "P",
    "complementizer": "COMP",
    "relative": "REL",
    "subordinator": "SUB",
    "demonstrative": "DEM",
    "negator": "NEG",
    "particle": "PART",
    "pronoun": "PRON",
    "adverb": "ADV",
}
OBJECT_BEARER = "ايا"
"""Bears the pronoun of an object: «متهما إياه»."""
TWO = frozenset("اثنين اثنان اثنتين اثنتان".split())
"""After a dual they count nobody else."""
SERVANT = "عبد"
"""Begins given names («عبد الحنان»)."""
HOURS = frozenset({"فجر", "ظهر"})
"""Times of day that are verbs as well."""
BE = "كان"
OR = "او"
SON_OF = frozenset({"بن", "بنت"})
ADJECTIVES = frozenset({"adj", "nisba", "active", "passive"})
PEOPLE = frozenset({"nisba", "active", "passive"})
"""Adjectives that stand for people in the sound plural («الحوثيين», «المصلين»)."""
VERB_AFTER = frozenset({"NEG", "PART", "REL"})
NOUN_AFTER = frozenset({"P", "DEM", "NUM"})
CLOSING = frozenset("»”")
"""Quotes that end a name or saying: the word before them still stands before what follows."""
QUOTES = CLOSING | {"«", "“", '"'}
GROUPS = frozenset({"وفد", "فريق", "مواطن", "جندي", "مسوول", "قارب", "دبلوماسي"})
"""People in the accusative before a demonym that looks like its country («وفدا تركيا», «مواطنا سوريا»)."""
CLOSES_CLAUSE = frozenset({"PUNCT", "COMP", "REL", "SUB", "PART", "NEG"})
"""After these another verb may stand."""
HELPING = frozenset("كان اصبح امسي ظل بات صار عاد مازال زال برح دام كاد اخذ راح بدا اوشك شرع".split())
"""Verbs that another finite verb may follow at once («كان يحاول»)."""
WHAT = "ما"
NOT_WHAT = {"زال": "NEG", "برح": "NEG", "لبث": "NEG", "كاد": "NEG", "دام": "SUB"}
"""Verbs before which «ما» is no relative: «ما زال يقصف», «ما لبث أن انهار», «ما دام يحكم»."""
AMOUNTS = frozenset(
    "يقل تقل يزيد تزيد يقارب تقارب يناهز تناهز يفوق تفوق يتجاوز تتجاوز يربو تربو يصل يقرب مجموعه مجموعها".split()
)
"""Between «ما» and a number: how exact it is."""
AMOUNT = 6
LISTED = 8
"""How many words behind the verbal noun before it another one of a list may stand."""
AS_SOON = frozenset({"ان"})
"""After «ما»: «ما إن وصل الوفد حتى ...»."""
PHRASE = frozenset({"N", "A", "NUM"})
WAS = frozenset({BE})
WHILE = "وقت"
"""«في وقت تواصل القوات ...»: a clause follows."""
ABOUT = "عن"
EXPRESSED = 20
"""Within how many words after «عبر» its «عن» stands."""
CLAUSE_AFTER = frozenset({"حتي", "منذ", "بعد", "قبل", "غداه", "لدي"})
"""Prepositions after which a verb may stand without «أن»."""
PERFECT_AFTER = frozenset({"بعد", "منذ", "الي", "حتي", "ما", "عقب", "قبل", "عند", '"', ":"})
"""Words before «أن» that let a verb in the perfect follow it; else «أن قتل ...» begins with a noun."""


def tag(
    tokens: Sequence[Token],
    numbers: frozenset[str] = frozenset(),
    place_nouns: frozenset[str] = frozenset(),
    doing: frozenset[str] = frozenset(),
) -> None:
    """Set `pos` of every token.

    `numbers`: folded words that count («ثلاثة»); `place_nouns`: after them («بلدة ...») comes a name, not a verb;
    `doing`: verbs that say no more than that something was done («قصف شنه ...»).
    """
    previous: Token | None = None
    masdar_at = construct_at = listed_at = -9
    verb_at, several = -1, False
    amount_to = 0
    for i, token in enumerate(tokens):
        word = token.word
        amount_to = amount_to if i < amount_to else i + _amount(tokens[i : i + AMOUNT], numbers)
        if i < amount_to:
            token.pos = "QTY"
            continue
        counts = token.name is None and word.form in numbers and not _is_of_two(word, previous)
        pos = "NUM" if counts else _pos(token, previous, tokens)
        if (
            pos == "V"
            and (
                _joins_masdar(token, previous, i - masdar_at)
                or (i - listed_at <= LISTED and _is_listed(token, previous, tokens))
                or _names_place(token, previous, place_nouns)
                or (verb_at >= 0 and _follows_verb(token, previous))
                or (verb_at >= 0 and not _helps(tokens[verb_at]) and _is_noun_in_clause(token, previous))
                or _is_stated(token, previous)
                or _ends_foreign_name(token, previous, tokens)
                or _is_hour(token, previous, tokens)
            )
        ) or (pos == "A" and not several and _are_people(token, previous)):
            pos = "N"
        elif pos == "N" and (
            (word.enclitic and word.verb_lemmas & doing and _is_done_by(token, previous, tokens))
            or (
                (verb_at < 0 or _begins_anew(previous))
                and word.verb is not None
                and i - construct_at > 3
                and _says_of(token, previous)
            )
        ):
            pos = "V"
        token.pos = pos
        several = pos in PHRASE and (several or _is_several(token))
        if pos == "V":
            verb_at, listed_at = i, -9
        elif pos in CLOSES_CLAUSE and not _quotes_name(token, previous):
            verb_at = -1
        elif pos == "N" and word.nominal is not None and word.nominal.pos == "masdar":
            masdar_at, construct_at = i, construct_at if word.article else i
            listed_at = i if word.conj and previous is not None and previous.pos == "PUNCT" else listed_at
        if token.text not in CLOSING:
            previous = token


def _is_of_two(word: Word, previous: Token | None) -> bool:
    """«جنديان لبنانيان»: the demonym of two who are told before is no number of others."""
    if previous is not None and previous.pos == "N" and word.form in TWO:
        return any(r.number == "d" for r in previous.word.readings)  # «مدنيين اثنين»
    if word.nisba is None or previous is None or previous.pos != "N":
        return False
    return any(r.number == "d" for r in previous.word.readings) and previous.word.form[-2:] == word.form[-2:]


def _quotes_name(token: Token, previous: Token | None) -> bool:
    """«عناصر «القاعدة»»: the quotation mark before and after a name that a noun waits for."""
    if token.text not in QUOTES or previous is None or previous.pos != "N":
        return False
    waits = not previous.word.article and (previous.name is None or previous.name.is_role)
    return token.text in CLOSING or waits


def _both_accusative(noun: Word, name: Word) -> bool:
    """«هجوما تركيا»: after an indefinite accusative the name in «ـا» is its adjective."""
    nominal = noun.nominal
    return nominal is not None and nominal.number == "s" and noun.form.endswith("ا") and name.form.endswith("ا")


def _is_several(token: Token) -> bool:
    """Whether a noun or number stands for more than one."""
    nominal = token.word.nominal
    return token.pos == "NUM" or (nominal is not None and nominal.number in ("p", "d"))


def _are_people(token: Token, previous: Token | None) -> bool:
    """«طالب مجلس الأمن الحوثيين»: the sound plural of people describes nothing that is one."""
    word = token.word
    if not word.article or word.conj or word.prep or previous is None or not previous.word.article:
        return False
    return word.form.endswith(("ين", "ون")) and word.nominal is not None and word.nominal.pos in PEOPLE


def _is_group(noun: Token) -> bool:
    """«وفدا تركيا»: a body of people in the accusative; «رئيسا تركيا وإيران» are two presidents."""
    return bool(noun.word.lemmas & GROUPS) and noun.word.form.endswith("ا")


def _is_stated(token: Token, previous: Token | None) -> bool:
    """«قال إن قصف ...»: after «إنّ» comes a noun."""
    nominal, verb = token.word.nominal, token.word.verb
    if previous is None or previous.pos != "COMP" or previous.word.enclitic:
        return False
    if nominal is None or nominal.pos != "masdar" or verb is None or verb.aspect != "perfect":
        return False
    return "إ" in previous.text


def _ends_foreign_name(token: Token, previous: Token | None, tokens: Sequence[Token]) -> bool:
    """«تران هي | الوزير ...»: between a word that Arabic does not know and an office, a form like a verb is a name."""
    following = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
    if previous is None or previous.pos != "N" or previous.name is not None or following is None or token.word.conj:
        return False
    unknown = previous.word.nominal is None and previous.word.verb is None and not previous.word.function
    office = following.name.of("role") if following.name is not None else None
    return unknown and following.word.article and office is not None and bool(office.office)


def _is_hour(token: Token, previous: Token | None, tokens: Sequence[Token]) -> bool:
    """«وسط بغداد فجر أمس»: the time of day, not «فجّر» or «ظهر»."""
    if token.word.form not in HOURS or previous is None or previous.pos in ("PUNCT", "COMP", "REL", "SUB", "PART"):
        return False
    following = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
    return following is not None and (following.time is not None or following.word.function == "adverb")


def _says_of(token: Token, previous: Token | None) -> bool:
    """«طهران تهدد», «الخطوة تمثل»: after the noun it is said of, in a clause without verb, it is no verbal noun."""
    word = token.word
    verb, nominal = word.verb, word.nominal
    if verb is None or verb.aspect != "imperfect" or verb.gender != "f" or nominal is None or nominal.pos != "masdar":
        return False
    if word.article or word.conj or word.prep or word.enclitic or previous is None or previous.pos not in ("N", "A"):
        return False
    before = previous.word
    named = previous.name is not None and previous.name.of("country", "metonym", "organisation") is not None
    fem = before.nominal is not None and (before.nominal.gender == "f" or before.nominal.number == "p")
    return named or (before.article and fem)


def _begins_anew(previous: Token | None) -> bool:
    """«تزور تونس | والجزائر ترحب»: a state joined after a verb may be the subject of another."""
    name = previous.name if previous is not None and previous.word.conj == "و" else None
    return name is not None and name.of("country", "metonym") is not None


def _follows_verb(token: Token, previous: Token | None) -> bool:
    """«جدد الوزير دعم ...»: in a clause that has its verb, a form that can be a verbal noun is one."""
    nominal, word = token.word.nominal, token.word
    if nominal is None or nominal.pos != "masdar" or word.conj or word.future or word.verb is None:
        return False
    if word.verb.aspect != "perfect" or word.form.endswith(("ت", "وا")) or previous is None:
        return False
    return previous.pos == "ADV" or previous.word.article or previous.word.enclitic != "" or previous.name is not None


def _is_noun_in_clause(token: Token, previous: Token | None) -> bool:
    """«وصل أمس وفد ...», «سحبت فرنسا آخر جنودها»: in a clause that has its verb, a common noun that is a verb too."""
    nominal, word = token.word.nominal, token.word
    if nominal is None or nominal.pos not in ("noun", "adj") or word.conj or word.future or word.enclitic:
        return False
    if word.verb is None or word.verb.aspect != "perfect" or word.form.endswith(("ت", "وا", "نا")) or previous is None:
        return False
    if any(r.pos == "masdar" for r in word.readings):
        return False
    definite = previous.word.article or previous.word.enclitic != "" or previous.name is not None
    return previous.pos in ("N", "A", "ADV", "NUM") and (definite or previous.time is not None)


def _names_place(token: Token, previous: Token | None, place_nouns: frozenset[str]) -> bool:
    if previous is None or token.word.conj or token.word.future or previous.word.article or previous.word.enclitic:
        return False
    return previous.pos == "N" and previous.name is None and bool(previous.word.lemmas & place_nouns)


def _joins_masdar(token: Token, previous: Token | None, distance: int) -> bool:
    """«تدمير المنازل وقتل أهلها», «قبول أو رفض»: after a verbal noun a joined form that can be one too is one."""
    nominal = token.word.nominal
    if nominal is None or nominal.pos != "masdar" or token.word.form[-1:] == "ت":
        return False
    if not token.word.conj:
        return distance <= 2 and previous is not None and previous.word.form == OR
    return distance <= 4 and previous is not None and previous.pos in ("N", "A")


def _is_listed(token: Token, previous: Token | None, tokens: Sequence[Token]) -> bool:
    """«بتدمير ...، واعتماد ...، | وقتل الأبرياء»: one more verbal noun of a list, before whom it is done to."""
    nominal, following = token.word.nominal, tokens[token.i + 1] if token.i + 1 < len(tokens) else None
    if nominal is None or nominal.pos != "masdar" or token.word.form[-1:] == "ت" or not token.word.conj:
        return False
    definite = following is not None and (following.word.article or following.name is not None)
    return definite and previous is not None and previous.word.form == "،"


def _pos(token: Token, previous: Token | None, tokens: Sequence[Token]) -> str:
    if token.kind == "punct":
        return "PUNCT"
    if token.kind == "number":
        return "NUM"
    word, i = token.word, token.i
    if token.name is not None and token.name.last - token.name.first > 1:
        return "N"
    if previous is not None and previous.word.form == "غير" and word.nominal is not None:
        token.name = None
        return "A"
    if word.stem == OBJECT_BEARER and word.enclitic:
        return "PRON"
    if word.function:
        if word.verb is not None and _expresses(token, previous, tokens):
            token.word = replace(word, function="")
            return "V"
        if word.stem == WHAT and not word.prep and (part := _no_relative(tokens[i + 1 : i + 3])):
            return part
        if word.form in AS_SOON and previous is not None and previous.pos == "SUB" and previous.word.stem == WHAT:
            return "ADV"
        if word.nominal is not None and previous is not None and previous.pos == "NUM":
            token.word = replace(word, function="", lemmas=word.noun_lemmas)
            return "N"
        return FUNCTION_POS[word.function]
    if word.verb is None and token.name is None:
        return _nominal_pos(word)
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    before = tokens[i - 2] if i > 1 else None
    if token.name is not None:
        return _name_pos(token, previous, following, before)
    return _verb_or_noun(token, previous, following, before)


def _no_relative(following: Sequence[Token]) -> str:
    """The part that «ما» plays before verbs of going on, and in «ما إن وصل ... حتى», else ""."""
    first, second = (*following, None, None)[:2]
    if first is not None and (part := next((NOT_WHAT[v] for v in first.word.verb_lemmas if v in NOT_WHAT), "")):
        return part
    if first is None or second is None or first.word.form not in AS_SOON or second.word.verb is None:
        return ""
    return "SUB" if second.word.verb.aspect == "perfect" else ""


def _amount(tokens: Sequence[Token], numbers: frozenset[str]) -> int:
    """How many words of «ما لا يقل عن | 28 متطوعا», «ما مجموعه | 14 شخصا» only tell how exact the number is."""
    if tokens[0].word.stem != WHAT or tokens[0].word.prep:
        return 0
    rest = [t.word for t in tokens[1:]]
    at = 1 if rest and rest[0].form == "لا" else 0
    if at >= len(rest) or rest[at].form not in AMOUNTS:
        return 0
    at += 2 if at + 1 < len(rest) and rest[at + 1].function == "preposition" else 1
    counted = tokens[at + 1 : at + 2]
    return at + 1 if counted and (counted[0].kind == "number" or counted[0].word.form in numbers) else 0


def _expresses(token: Token, previous: Token | None, tokens: Sequence[Token]) -> bool:
    """«عبر عن», «وعبر الوزير، خلال لقائه ...، عن»: the verb, where its «عن» follows and no other verb before that."""
    rest = tokens[token.i + 1 : token.i + EXPRESSED]
    opens = token.word.conj != "" or previous is None or previous.pos in CLOSES_CLAUSE
    for following in rest if opens else rest[:1]:
        word = following.word
        if word.form == ABOUT:
            return True
        if word.form in (".", ":") or (word.verb is not None and word.nominal is None and following.name is None):
            return False
    return False


def _verb_or_noun(token: Token, previous: Token | None, following: Token | None, before: Token | None) -> str:
    """The part of a form that may be a verb."""
    word = token.word
    assert word.verb is not None
    if word.verb.lemma == BE and not word.article and not word.prep:
        return "V"
    if _in_given_name(word, previous, following):
        return "N"
    if word.person_word and not word.conj and _beside_name(word, previous, following):
        return "N"
    if word.verb.aspect == "jussive" and not _takes_jussive(word, previous):
        return _nominal_pos(word)
    if word.verb.person == "1" and previous is not None and previous.pos in ("N", "A") and not word.conj:
        return "N"
    if word.nominal is None:
        return "V" if _may_be_verb(token, previous) else "N"
    return "V" if _is_verb_here(word, previous, following, before) else _nominal_pos(word)


def _in_given_name(word: Word, previous: Token | None, following: Token | None) -> bool:
    """After «بن», and «عبد» before a word with the article."""
    servant = word.bare == SERVANT and following is not None and following.word.article
    return servant or (previous is not None and previous.word.form in SON_OF)


def _takes_jussive(word: Word, previous: Token | None) -> bool:
    """«لم يزر»; without such a word before it «أشد» is no verb."""
    return word.prep == "ل" or (previous is not None and previous.pos in ("NEG", "SUB", "PART"))


def _may_be_verb(token: Token, previous: Token | None) -> bool:
    """A form that is known only as a verb is a name after a preposition («في كابال»)."""
    word = token.word
    assert word.verb is not None
    if word.prep:
        return word.verb.aspect != "perfect"
    after_preposition = previous is not None and previous.pos == "P" and not previous.word.enclitic
    return not after_preposition or previous is None or previous.word.stem in CLAUSE_AFTER


def _beside_name(word: Word, previous: Token | None, following: Token | None) -> bool:
    """Between or beside the words of a person's name («الرائد يحيى القحطاني») a verb form is a name.

    So it is right after another verb («أفاد قاسم ...»), unless that only helps it («كان قاسم ...» stays open).
    """
    if previous is None:
        return False
    known = following is not None and following.word.person_word and following.kind == "word"
    title = previous.name is not None and previous.name.of("role", "title") is not None
    named = previous.pos == "N" and previous.word.person_word and not previous.word.prep
    if known and (title or named):
        return True
    perfect = word.verb is not None and word.verb.aspect == "perfect" and not word.enclitic
    return perfect and previous.pos == "V" and not _helps(previous)


def _helps(verb: Token) -> bool:
    return bool(verb.word.verb_lemmas & HELPING)


def _name_pos(token: Token, previous: Token | None, following: Token | None, before: Token | None) -> str:
    """Names are nouns; but a one-word name that is a verb form too is a verb where only a verb can stand."""
    match, word = token.name, token.word
    assert match is not None
    if previous is not None and previous.word.form in SON_OF:
        return "N"
    single = match.last - match.first == 1
    if single and word.nisba is not None and previous is not None and match.of("country") and not word.prep:
        plain = previous.name is None or previous.name.kinds <= {"role", "title"}
        noun = previous.pos in ("N", "A") and not previous.word.article and plain
        feminine = previous.word.nominal is not None and previous.word.nominal.gender == "f"
        if (
            noun
            and (feminine or _both_accusative(previous.word, word))
            and (previous.name is None or word.nisba.gender == "f" or _is_group(previous))
        ):
            token.name = None
            return "A"
    if single and previous is not None and previous.pos == "N" and match.kinds <= {"role", "title"}:
        agrees = previous.word.article == word.article and not word.conj and not word.prep
        agrees = agrees and (previous.name is None or previous.name.of("country", "metonym") is None)
        adjective = any(r.pos in ("adj", "active", "passive", "nisba") for r in word.readings)
        adjective = adjective and not is_many_for_one(word, previous.word)
        if agrees and adjective and any(e.ambiguous for e in match.entries) and previous.word.nominal is not None:
            token.name = None
            return "A"
    after_verb = previous is not None and previous.pos == "V" and match.of("person") is not None
    maybe_verb = single and word.verb is not None and not after_verb and not match.kinds & {"country", "metonym"}
    if maybe_verb and _is_verb_here(word, previous, following, before):
        token.name = None
        return "V"
    return "N"


def is_many_for_one(word: Word, noun: Word) -> bool:
    """«مقتل إرهابيين», «اعتقال مسلحين»: people in the sound plural describe nothing that is one."""
    one = noun.nominal is not None and noun.nominal.number == "s"
    return one and word.form.endswith(("ين", "ون")) and any(r.number in ("p", "d") for r in word.readings)


def _nominal_pos(word: Word) -> str:
    nominal = word.nominal
    return "A" if nominal is not None and nominal.pos in ADJECTIVES else "N"


def _is_verb_here(word: Word, previous: Token | None, following: Token | None, before: Token | None) -> bool:
    verb = word.verb
    assert verb is not None
    if word.future or (word.verb_lemmas == WAS and verb.aspect == "perfect"):
        return True
    if word.article or (word.person_word and verb.person == "1"):
        return False
    imperfect = verb.aspect != "perfect" and not any(r.aspect == "perfect" and r.person == "3" for r in word.readings)
    if word.prep:
        return imperfect and word.prep == "ل" and not _has_common_noun(word)
    forced = _forced_by(previous, word, imperfect, before, following) if previous is not None else None
    if forced is not None:
        return forced
    if word.form.endswith("ا") and word.nominal is not None and not word.enclitic and word.nominal.lemma != word.stem:
        return verb.number == "d" and previous is not None and _are_two(previous)
    if following is not None and _agreeing_adjective(following):
        return False
    if imperfect:
        return not _has_common_noun(word) or previous is None or previous.pos in ("PUNCT", "V", "COMP", "SUB")
    starts = previous is None or previous.pos in ("PUNCT", "SUB", "ADV") or word.conj != ""
    if starts:
        return not _noun_headline(word, following)
    if previous is not None and previous.pos == "V":
        return not _has_common_noun(word) and (_helps(previous) or word.enclitic != "" or not word.person_word)
    return previous is not None and (previous.pos in ("N", "A", "COMP") or previous.name is not None)


def _are_two(noun: Token) -> bool:
    """«الانفجارين | وقعا»: the noun before a form in «ـا» is a dual."""
    return noun.word.form.endswith(("ين", "ان")) and any(r.number == "d" for r in noun.word.readings)


def _is_told_of(noun: Token, following: Token | None) -> bool:
    """«كمين نصبه مسلحون», «قرار رفضه المجلس»: an indefinite noun, what somebody did to it, and who did it."""
    nominal = noun.word.nominal
    if nominal is None or nominal.pos != "noun" or noun.name is not None or following is None:
        return False
    word = following.word
    if word.conj or word.prep or word.enclitic or following.kind != "word":
        return False
    doer = word.nominal is not None and (word.nominal.pos == "noun" or (word.article and following.name is not None))
    return word.form.endswith("ون") or (doer and following.name is not None)


def _is_done_by(token: Token, previous: Token | None, tokens: Sequence[Token]) -> bool:
    """«قصف | شنه | الجيش»: after an indefinite deed the verb by which it is done, with who did it."""
    following = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
    if previous is None or previous.pos not in ("N", "A") or previous.word.article or previous.word.enclitic:
        return False
    verb, who = token.word.verb, following.word if following is not None else None
    if verb is None or verb.aspect != "perfect" or who is None or who.conj or who.prep or previous.name is not None:
        return False
    return following is not None and (following.name is not None or who.form.endswith("ون"))


def _forced_by(
    previous: Token, word: Word, imperfect: bool, before: Token | None, following: Token | None
) -> bool | None:
    """Whether the word before settles it: «أن», «سوف» want a verb, «في», «كل» a noun; None leaves it open."""
    if previous.pos == "COMP" and previous.word.form.endswith("ان") and not imperfect and _has_common_noun(word):
        return _may_be_perfect(word, before)
    if previous.pos in VERB_AFTER or (previous.pos == "COMP" and not previous.word.enclitic):
        return not (previous.pos == "NEG" and not imperfect and previous.word.form not in ("ما",))
    if previous.pos == "P" and previous.word.stem in CLAUSE_AFTER and not _has_common_noun(word) and not word.conj:
        return True
    if _ends_time(previous):
        return None
    if previous.word.form == WHILE and imperfect and before is not None and before.pos == "P":
        return True
    if previous.pos in NOUN_AFTER and not word.conj:
        return previous.pos == "NUM" and imperfect and not (previous.time is None and _has_common_noun(word))
    if previous.pos == "N" and not word.conj and _open_construct(previous):
        if word.enclitic and not imperfect and _is_told_of(previous, following):
            return True
        return imperfect and not _has_common_noun(word)
    return None


def _ends_time(previous: Token) -> bool:
    """«بعد سبع سنوات أعادت ...», «عام 2010 قطعت ...»: after a time a clause goes on or begins."""
    return previous.time is not None and previous.pos in ("N", "NUM")


def _may_be_perfect(word: Word, before: Token | None) -> bool:
    """«بعد أن قتل ...»; but «أن عددا من ...», «قال إن قتل المدنيين ...» begin with a noun."""
    after = before is not None and before.word.stem in PERFECT_AFTER
    imperfect = any(r.pos == "verb" and r.aspect not in ("perfect", "imperative") for r in word.readings)
    return after or imperfect or word.form.endswith(("ت", "وا")) or word.enclitic != ""


def _has_common_noun(word: Word) -> bool:
    return word.nominal is not None and word.nominal.pos in ("noun", "masdar", "adj")


def _open_construct(previous: Token) -> bool:
    """A noun without article, suffix or tanwin waits for its genitive."""
    word = previous.word
    if previous.name is not None:
        one = word.nominal is not None and word.nominal.number == "s" and word.stem != word.nominal.lemma
        accusative = one and word.form.endswith("ا")
        return previous.name.of("role") is not None and not (word.article or word.enclitic or accusative)
    return not word.article and not word.enclitic and word.nominal is not None and not word.form.endswith("ا")


def _agreeing_adjective(following: Token) -> bool:
    """An indefinite demonym adjective right after makes the word before it a noun («قصف إسرائيلي»)."""
    word = following.word
    return following.name is None and word.nisba is not None and not word.article and not word.conj and not word.prep


def _noun_headline(word: Word, following: Token | None) -> bool:
    """At the start of a sentence a bare form before a preposition is a noun («رفض ل...», «قصف على ...»)."""
    if following is None:
        return True
    return following.pos == "P" and following.word.form in ("علي", "ضد", "بين") and word.nominal is not None
