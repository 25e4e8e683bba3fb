"""Predicates: the words that can carry an event, and what fills their slots.

Every chunk with a preposition goes to the nearest predicate before it whose rules ask for that preposition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest

from waqai.extract.sentence import Chunk, Clause, Predicate, Sentence, Token
from waqai.extract.tagging import ADJECTIVES, SON_OF, is_many_for_one
from waqai.packs.schema import Rule

OPPOSITION = "OPP"
MAX_GOVERNOR_GAP = 12
BETWEEN = "بين"
LEADING = {"اسفر": "عن", "ادي": "الي", "تسبب": "في", "افضي": "الي"}
"""Verbs that join an outcome to the act before it, each with the preposition of the outcome."""


def find_predicates(sentence: Sentence) -> list[Predicate]:
    """All predicates of a sentence in order, with their slots filled from their clause."""
    predicates = list(_all(sentence))
    for predicate in predicates:
        if predicate.form == "verb":
            _verb_slots(predicate)
        else:
            _noun_slots(sentence, predicate)
    _attach_prepositions(sentence, predicates)
    _attach_relatives(sentence, predicates)
    return predicates


def _all(sentence: Sentence) -> Iterator[Predicate]:
    for clause in sentence.clauses:
        if (obliged := _obliged(sentence, clause)) is not None:
            yield obliged
        verb = clause.verb
        if verb is not None and verb.word.verb_rules:
            yield Predicate(verb, "verb", verb.word.verb_rules, clause)
        for auxiliary in clause.auxiliaries:
            if auxiliary.word.verb_rules:
                yield Predicate(auxiliary, "verb", auxiliary.word.verb_rules, clause)
        for chunk in clause.chunks:
            if chunk.time or chunk.pronoun:
                continue
            for token in sentence.tokens[chunk.first : chunk.last]:
                word = token.word
                if not word.noun_rules or word.nisba is not None:
                    continue
                if token.pos in ("N", "A") and not _inside_name(token) and not _is_given_name(sentence, token):
                    yield Predicate(token, _noun_form(token), word.noun_rules, clause, chunk)


def _obliged(sentence: Sentence, clause: Clause) -> Predicate | None:
    """«إن على طهران وقف ...», «أن على أثينا أن ...»: the preposition itself carries a demand on the noun after it."""
    tokens, at = sentence.tokens, clause.connector_at + 1
    if clause.kind != "comp" or clause.verb is not None or at + 2 >= len(tokens):
        return None
    token, chunk = tokens[at], next((c for c in clause.chunks if c.first == at + 1), None)
    if token.pos != "P" or not token.word.noun_rules or chunk is None or chunk.last >= len(tokens):
        return None
    following = tokens[chunk.last]
    masdar = following.pos == "N" and any(r.pos == "masdar" for r in following.word.readings)
    return Predicate(token, "noun", token.word.noun_rules, clause, chunk) if masdar or following.pos == "COMP" else None


def _inside_name(token: Token) -> bool:
    """Names carry no event; but a single role noun may («المعتقلون», «المتظاهرون»)."""
    if token.name is None or token.name.of("title") is not None:
        return False
    single = token.name.last == token.name.first + 1
    role = token.name.of("role")
    if role is not None and role.sector == OPPOSITION and token.word.article:
        return True  # «المعارضة» are those who oppose, not that they do
    return not (single and token.name.of("role") and not token.name.of("organisation", "person", "country"))


def _is_given_name(sentence: Sentence, token: Token) -> bool:
    """«مبارك بن راشد»: a word before «بن» is somebody's name."""
    following = sentence.tokens[token.i + 1] if token.i + 1 < len(sentence.tokens) else None
    return following is not None and following.word.form in SON_OF


def _noun_form(token: Token) -> str:
    """`hal` for «محذرا», «داعيا»: an indefinite accusative participle works like a verb of its clause."""
    nominal = token.word.nominal
    indefinite = nominal is not None and not (token.word.article or token.word.enclitic or token.word.prep)
    if indefinite and _accusative(token) and any(r.pos == "active" for r in token.word.readings):
        return "hal"
    if nominal is not None and nominal.pos == "passive":
        return "passive"
    return "noun"


def _accusative(token: Token) -> bool:
    return (token.word.form.endswith(("ا", "ين", "ه")) and token.word.form != token.word.stem) or (
        token.word.form.endswith("ا")
    )


def _verb_slots(predicate: Predicate) -> None:
    clause = predicate.clause
    predicate.slots["subject"] = clause.subject
    predicate.slots["object"] = clause.object


def _noun_slots(sentence: Sentence, predicate: Predicate) -> None:
    """Adjectives, genitive and second noun of a nominal predicate, and the verb or noun that governs it."""
    tokens, chunk, at = sentence.tokens, predicate.chunk, predicate.token.i
    assert chunk is not None
    k = at + 1
    while k < chunk.last and (_qualifies(tokens[at], tokens[k]) or tokens[k].word.form == "-"):
        if tokens[k].pos == "A":
            predicate.adjectives.append(tokens[k])
        k += 1
    predicate.slots["self"] = [chunk]
    _govern(sentence, predicate)
    word = predicate.token.word
    following = _following(predicate.clause, chunk)
    if predicate.form == "hal":
        if k < chunk.last:
            predicate.slots["object"] = [Chunk(k, chunk.last, k, clause=chunk.clause)]
        elif following:
            predicate.slots["object"] = following
    elif word.enclitic:
        predicate.slots["genitive"] = [Chunk(at, at + 1, at, pronoun=word.enclitic)]
        if following and not following[0].conj:
            predicate.slots["done"] = following
    elif k < chunk.last and not word.article and not predicate.adjectives:
        genitive = Chunk(k, chunk.last, _head(tokens, k, chunk.last), clause=chunk.clause)
        predicate.slots["genitive"] = [genitive, *_conjuncts(predicate.clause, chunk)]
        owned = bool(following) and bool(tokens[following[0].head].word.enclitic)
        if (
            following
            and not following[0].conj
            and (chunk.prep or owned or predicate.governed_as == "object" or _is_headline(predicate))
        ):
            predicate.slots["done"] = following
    elif k < chunk.last:
        predicate.slots["after_adjective"] = [Chunk(k, chunk.last, _head(tokens, k, chunk.last), clause=chunk.clause)]


def _is_headline(predicate: Predicate) -> bool:
    """«استهداف إسرائيل مدنيين»: the verbal noun that begins a clause without verb does a verb's work."""
    clause, chunk = predicate.clause, predicate.chunk
    return clause.verb is None and clause.kind == "main" and chunk is not None and clause.chunks[0] is chunk


def _qualifies(noun: Token, token: Token) -> bool:
    """An adjective of the noun; «انتحاري», «مسلح» are adjectives after a deed, not its doers."""
    if token.pos == "A" and token.name is None:
        return not _is_possessor(noun, token)
    role = token.name.of("role") if token.name is not None and token.name.last == token.name.first + 1 else None
    relates = token.word.stem.endswith(("ي", "يه"))
    describes = relates or any(r.pos in ADJECTIVES for r in token.word.readings)
    describes = describes and not is_many_for_one(token.word, noun.word)
    return role is not None and role.ambiguous and describes and token.word.article == noun.word.article


def _is_possessor(noun: Token, token: Token) -> bool:
    """«طرد الحوثيين», «قتل المصلين»: those named right after a verbal noun without article are whom it was done to."""
    word = noun.word
    if token.i != noun.i + 1 or word.article or word.enclitic or noun.name is not None:
        return False
    if not token.word.article or token.word.conj or token.word.prep:
        return False
    return word.nominal is not None and word.nominal.pos == "masdar" and is_many_for_one(token.word, word)


def _head(tokens: list[Token], first: int, last: int) -> int:
    return next((i for i in range(first, last) if tokens[i].pos in ("N", "A")), first)


def _following(clause: Clause, chunk: Chunk) -> list[Chunk]:
    """The bare chunk right after `chunk`, with what is joined to it."""
    at = clause.chunks.index(chunk)
    rest = clause.chunks[at + 1 :]
    if not rest or rest[0].prep or rest[0].time or rest[0].first != chunk.last or rest[0].conj:
        return []
    out = [rest[0]]
    for other in rest[1:]:
        if not other.conj or other.prep:
            break
        out.append(other)
    return out


def _conjuncts(clause: Clause, chunk: Chunk) -> list[Chunk]:
    at = clause.chunks.index(chunk)
    out = []
    rest = clause.chunks[at + 1 :]
    for other, following in zip_longest(rest, rest[1:]):
        if other.prep and not other.conj and following is not None and following.over_place:
            continue
        if not other.conj or other.prep not in ("", chunk.prep) or other.time or other.pronoun:
            break
        out.append(other)
    return out


def _govern(sentence: Sentence, predicate: Predicate) -> None:
    """The noun before in the same phrase («محاولة اغتيال»), else the noun or verb that the phrase depends on."""
    tokens, chunk = sentence.tokens, predicate.chunk
    assert chunk is not None
    if predicate.token.i > chunk.first:
        before = tokens[predicate.token.i - 1]
        if before.pos in ("N", "A"):
            predicate.governor, predicate.governed_as = tokens[chunk.head], "genitive"
            return
    clause = predicate.clause
    if chunk.prep:
        for k in range(chunk.first - 1, max(chunk.first - MAX_GOVERNOR_GAP, -1), -1):
            token = tokens[k]
            if (verb := clause.verb) is not None and _leads_to(verb, token, chunk):
                predicate.governor, predicate.governed_as = verb, chunk.prep
                return
            noun = token.pos == "N" and token.word.nominal is not None and token.name is None and token.time is None
            if token is clause.verb or noun:
                predicate.governor, predicate.governed_as = token, chunk.prep
                return
            apart = token.pos == "A" and token.word.conj != "" and token.word.article
            if apart or (token.pos == "PUNCT" and token.word.form not in ("،", '"')):
                return
    elif clause.verb is not None:
        in_object = any(chunk is c for c in clause.object)
        in_subject = any(chunk is c for c in clause.subject)
        if in_object or in_subject:
            predicate.governor, predicate.governed_as = clause.verb, "object" if in_object else "subject"
        elif clause.verb.i < chunk.first:
            predicate.governor, predicate.governed_as = clause.verb, "other"


def _leads_to(verb: Token, noun: Token, chunk: Chunk) -> bool:
    """«أسفر القصف | عن مقتل ...»: what an act led to hangs on the verb and not on the act told between."""
    clause = chunk.clause
    if clause is None or verb.i > noun.i or not any(c.first <= noun.i < c.last for c in clause.subject):
        return False
    return any(LEADING.get(lemma) == chunk.prep for lemma in verb.word.verb_lemmas)


def _attach_prepositions(sentence: Sentence, predicates: list[Predicate]) -> None:
    by_clause: dict[Clause, list[Predicate]] = {}
    for predicate in predicates:
        by_clause.setdefault(predicate.clause, []).append(predicate)
    for clause in sentence.clauses:
        mine = by_clause.get(clause)
        if mine is None:
            continue
        in_order = sorted(mine, key=lambda p: p.token.i)
        last: tuple[Predicate, str] | None = None
        before = last
        for chunk in clause.chunks:
            last = before if chunk.over_place else last
            if chunk.conj and last is not None and chunk.prep in ("", last[1]):
                last[0].slots[last[1]].append(chunk)
                continue
            before, last = last, None
            if not chunk.prep or chunk.time:
                continue
            owner = _owner(in_order, chunk) or _verb_after(in_order, chunk)
            if owner is not None:
                slot = owner.slots.setdefault(chunk.prep, [])
                slot.append(chunk)
                last = owner, chunk.prep
                _share(mine, owner, chunk)
    _attach_beyond(sentence.clauses, by_clause)


def _attach_beyond(clauses: Sequence[Clause], by_clause: dict[Clause, list[Predicate]]) -> None:
    """«تعرضت قاعدة تضم قوات أجنبية | لقصف ...»: what no word of the relative asks for is the verb's before it."""
    for clause in clauses:
        outer = clause.parent
        if clause.kind != "rel" or outer is None or outer.verb is None or clause.antecedent not in outer.subject:
            continue
        verbs = [p for p in by_clause.get(outer, ()) if p.token is outer.verb and p.token.i < clause.first]
        own = by_clause.get(clause, [])
        for chunk in clause.chunks:
            if not chunk.prep or chunk.time or chunk.pronoun or _owner(own, chunk) is not None:
                continue
            for verb in verbs:
                if licenses(verb, chunk.prep) and not verb.slots.get(chunk.prep):
                    verb.slots[chunk.prep] = [chunk]


def _attach_relatives(sentence: Sentence, predicates: list[Predicate]) -> None:
    """What hangs on the verb of a deed's relative clause is the deed's («غارات شنتها الطائرات على مواقع الحركة»)."""
    nouns = {p.token.i: p for p in predicates if p.form == "noun"}
    for clause in sentence.clauses:
        if clause.verb is None or clause.kind != "rel" or not clause.object:
            continue
        deed = nouns.get(clause.object[0].head)
        if deed is None or deed.clause is clause or all(r.event != "ASSAULT" for r in deed.rules):
            continue
        for chunk in clause.chunks:
            if chunk.prep and not chunk.time and licenses(deed, chunk.prep):
                deed.slots.setdefault(chunk.prep, [chunk])


def _share(predicates: list[Predicate], owner: Predicate, chunk: Chunk) -> None:
    """What hangs on the object of a verb («أبرم اتفاقا مع ...») is the verb's too, where it asks for it."""
    governor = owner.governor
    if owner.governed_as == "genitive" and any(owner.chunk is c for c in owner.clause.object):
        governor = owner.clause.verb  # «أنهت اتفاق التعاون مع ...»
    if governor is None:
        return
    for verb in predicates:
        if verb.token is governor and licenses(verb, chunk.prep) and not verb.slots.get(chunk.prep):
            verb.slots[chunk.prep] = owner.slots[chunk.prep]


def _owner(predicates: list[Predicate], chunk: Chunk) -> Predicate | None:
    """The nearest predicate before the chunk that asks for its preposition; `predicates` are in order of position."""
    for predicate in reversed(predicates):
        if predicate.token.i >= chunk.first:
            continue
        taken = predicate.slots.get(chunk.prep)
        if taken and not all(c.pronoun for c in taken):
            continue
        if licenses(predicate, chunk.prep) and not _tells_of_object(predicate, chunk):
            return predicate
    return None


def _verb_after(predicates: list[Predicate], chunk: Chunk) -> Predicate | None:
    """«العلاقات | بين مصر وقطر | تدهورت»: the verb of whose subject the phrase tells more, where it asks for it."""
    if chunk.prep != BETWEEN:
        return None
    for predicate in predicates:
        before = any(c.last == chunk.first - 1 or c.last == chunk.first for c in predicate.clause.subject)
        told = predicate.form == "verb" and predicate.token.i > chunk.first and before
        if told and not predicate.slots.get(BETWEEN) and licenses(predicate, BETWEEN):
            return predicate
    return None


def _tells_of_object(predicate: Predicate, chunk: Chunk) -> bool:
    """«بحث خلال لقائه الوزير العلاقات | بين البلدين»: «بين» goes with the bare noun before it, not with the meeting."""
    own, clause = predicate.chunk, predicate.clause
    if chunk.prep != BETWEEN or own is None or not own.prep or clause.verb is None or clause.verb.i > own.first:
        return False
    at = clause.chunks.index(chunk) if chunk in clause.chunks else 0
    before = clause.chunks[at - 1] if at else None
    return before is not None and before is not own and not before.prep and before.first > own.last


def licenses(predicate: Predicate, prep: str) -> bool:
    """Whether any rule of the predicate asks for this preposition."""
    if predicate.wants is None:
        predicate.wants = _wanted(predicate.rules, predicate.form)
    return prep in predicate.wants


@lru_cache(maxsize=4096)
def _wanted(rules: Iterable[Rule], form: str) -> frozenset[str]:
    return frozenset().union(*(wanted_slots(rule, form) for rule in rules))


def wanted_slots(rule: Rule, form: str) -> set[str]:
    """The slots into which a rule looks for this form of its word: of «genitive.ل» the genitive."""
    spec = rule.frame.verb if form in ("verb", "hal") else rule.frame.noun
    slots = {path.partition(".")[0] for path in (*spec["actor"], *spec["recipient"])} | rule.complements.keys()
    if form != "verb" and "visit" in rule.mode:
        slots |= {"الي", "ل"}
    if form == "noun" and "doer" in spec["actor"]:
        slots.add("ل")
    elif rule.frame.mutual:
        slots |= {"مع", "بين"}
    return slots
