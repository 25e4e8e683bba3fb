"""Clauses: which verb rules what, who its subject is, and under which word it hangs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from waqai.extract.sentence import Chunk, Clause, Sentence, Token
from waqai.extract.walking import Walk, Words, fits, is_circumstantial
from waqai.packs.rules import Grammar

SELF = frozenset({"نفس", "انفس", "نفسي", "ذات"})
QUANTIFIED = 3
"""How many words a number with what it counts has at least («اثنان من الجنود»)."""
SAME_SUBJECT = frozenset({"كاد", "اوشك", "حاول", "استطاع", "تمكن", "اعتزم", "نجح"})
NONE_OF = frozenset({"دون", "بدون", "بلا"})

TO, ALREADY = "ل", "قد"
THAT, SUFFIXES = "ان", frozenset({"ه", "ها", "هم", "هما", "هن"})
"""The particle before what is said, and the pronouns of the third person written to it."""


class ClauseBuilder:
    """Builds the clauses of tagged and chunked sentences."""

    def __init__(self, grammar: Grammar) -> None:
        content = (
            "intent_nouns",
            "attempt_nouns",
            "prevent_nouns",
            "fear_nouns",
            "deny_nouns",
            "report_nouns",
            "modal.future",
            "modal.hypothetical",
        )
        self._words = Words(
            grammar["auxiliaries"], grammar["report"], frozenset().union(*(grammar[name] for name in content))
        )
        self._masculine, self._quantities = grammar["masculine_countries"], grammar["quantity_nouns"]
        self._giving = grammar["gives_two"]

    def build(self, sentence: Sentence) -> list[Clause]:
        """All clauses, in order; sets `chunk.clause`, subjects and objects."""
        clauses = Walk(sentence, self._words, self.gender_number).run()
        for clause in clauses:
            self._sides(sentence, clause)
            if clause.verb is not None and not clause.object:
                clause.object = [c for c in clause.chunks if _is_reflexive(sentence, c)]
        return clauses

    def _sides(self, sentence: Sentence, clause: Clause) -> None:
        """Find subject and object of the clause's verb among its bare chunks."""
        verb = clause.verb
        if verb is None:
            self._nominal(sentence, clause)
            return
        groups = _groups(_bare(sentence, clause))
        after = [g for g in groups if g[0].first > verb.i]
        if _is_pronouns(clause, verb) or self._is_governors(sentence, clause, after):
            clause.object = after[0] if after else []
            return
        before = [g for g in groups if g[0].first < verb.i and not _is_mere_number(sentence, g[0])]
        before = [[clause.topic], *before] if clause.topic is not None else before
        left = before[-1] if before else []
        if left and before[0] is not left and self._agrees(sentence, before[0][0], verb, left=True):
            left = before[0]
        if clause.kind == "rel" and clause.antecedent is not None and not left:
            self._relative(sentence, clause, after)
            return
        apart = bool(left) and sentence.tokens[verb.i - 1].word.form == "،" and clause.kind != "rel"
        if apart and after and clause.inherits is None and self._agrees(sentence, after[0][0], verb):
            apart = _names_someone(sentence, after[0][0])
        else:
            apart = False
        if left and not apart and any(self._agrees(sentence, c, verb, left=True) for c in left):
            clause.subject = left
            clause.object = after[0] if after else []
        elif after and self._subject_first(sentence, clause, after):
            clause.subject, after = after[0], after[1:]
            clause.object = after[0] if after else left
        else:
            clause.object = after[0] if after else left
        if len(after) > 1 and after[0] is clause.object and verb.lemmas & self._giving:
            self._give_two(sentence, clause, after)
        if verb.word.enclitic and not verb.word.enclitic.startswith("ن"):
            clause.object = [Chunk(verb.i, verb.i + 1, verb.i, pronoun=verb.word.enclitic)]
            if after and not clause.subject and self._agrees(sentence, after[0][0], verb):
                clause.subject = after[0]

    def _is_governors(self, sentence: Sentence, clause: Clause, after: Sequence[list[Chunk]]) -> bool:
        """«نفت طهران أن تكون قد زودت | موسكو»: a subject of its own would stand before «قد»."""
        verb, helping, outer = clause.verb, clause.auxiliaries, clause.inherits
        if verb is None or clause.kind != "comp" or not helping or helping[-1].i != verb.i - 2 or outer is None:
            return False
        if any(c.first < verb.i for c in _bare(sentence, clause)):
            return False
        alone = len(after) == 1 and clause.particle == ALREADY and _is_transitive(verb)
        return alone and bool(outer.subject) and self._agrees(sentence, outer.subject[0], verb)

    @staticmethod
    def _give_two(sentence: Sentence, clause: Clause, after: Sequence[list[Chunk]]) -> None:
        """«سلمت باريس | بغداد | وثائق»: the first object is the one to whom, as if «لـ» stood before it."""
        if not _names_state(sentence, after[0][0]) or _names_state(sentence, after[1][0]):
            return
        for chunk in after[0]:
            chunk.prep = TO
        clause.object = after[1]

    def _nominal(self, sentence: Sentence, clause: Clause) -> None:
        """A clause without a verb («إن بلاده مستعدة لـ»): its first bare chunk is what is spoken of."""
        bare = [c for c in clause.chunks if not c.prep and not c.time and not c.pronoun]
        if bare and clause.kind == "comp" and not clause.subject_pronoun:
            clause.subject = _groups(bare)[0]

    def _subject_first(self, sentence: Sentence, clause: Clause, after: Sequence[list[Chunk]]) -> bool:
        verb = clause.verb
        assert verb is not None and verb.word.verb is not None
        if verb.word.verb.number == "p" or verb.word.verb.person in ("1", "2"):
            return False
        if not self._agrees(sentence, after[0][0], verb):
            return False
        if clause.kind == "comp" and clause.connector == THAT and len(after) == 1 and _has_same_subject(clause):
            return False
        if clause.inherits is not None and verb.word.conj and _is_asked_object(sentence, after[0][0], verb):
            return False
        if len(after) > 1 or clause.inherits is None:
            return True
        head = sentence.tokens[after[0][0].head]
        if head.name is not None and head.name.of("organisation", "metonym") and verb.word.verb.gender == "m":
            return False
        return _names_someone(sentence, after[0][0])

    def _relative(self, sentence: Sentence, clause: Clause, after: Sequence[list[Chunk]]) -> None:
        verb, antecedent = clause.verb, clause.antecedent
        assert verb is not None and antecedent is not None
        plural = verb.word.verb is not None and verb.word.verb.number == "p"
        resumed = verb.word.enclitic or next((c.pronoun for c in clause.chunks if c.pronoun and c.prep), "")
        own = not (clause.connector or verb.word.enclitic or plural) and bool(after)
        own = own and (bool(resumed) or not _is_transitive(verb))
        if own and not self._acts(sentence, antecedent, verb) and self._agrees(sentence, after[0][0], verb):
            clause.subject = after[0]
            clause.object = after[1] if len(after) > 1 else []
            return
        if len(after) > 1 and (verb.word.enclitic or not clause.connector):
            _give_object(clause, after[1])
        agrees = any(self._agrees(sentence, antecedent, verb, left=left) for left in (False, plural))
        if resumed or not agrees:
            clause.subject = after[0] if after else []
            clause.object = [antecedent] if verb.word.enclitic or not resumed else (after[1] if len(after) > 1 else [])
            return
        clause.subject = [antecedent]
        clause.object = after[0] if after else []

    def _acts(self, sentence: Sentence, antecedent: Chunk, verb: Token) -> bool:
        """«وفد | زار بغداد»: people described by a verb without a pronoun that means them are who did it."""
        name = sentence.tokens[antecedent.head].name
        return name is not None and name.of("role") is not None and self._agrees(sentence, antecedent, verb, left=True)

    def _agrees(self, sentence: Sentence, chunk: Chunk, verb: Token, *, left: bool = False) -> bool:
        """Whether the chunk can be the verb's subject, by gender and (before the verb) number."""
        reading = verb.word.verb
        if reading is None or chunk.pronoun:
            return True
        if reading.person in ("1", "2"):
            return False
        if not left and chunk.first == chunk.head and is_oblique(sentence.tokens[chunk.head]):
            return False
        genders = self._genders(sentence, chunk)
        if any(fits(g, n, reading, left=left) for g, n in genders):
            return True
        others = [r for r in verb.word.readings if r.pos == "verb" and r.person == "3" and r.gender != reading.gender]
        for other in () if left else others:
            if any(fits(g, n, other, left=False) for g, n in genders):
                verb.word = replace(verb.word, verb=other, verb_lemmas=frozenset({other.lemma}))
                return True
        return False

    def _genders(self, sentence: Sentence, chunk: Chunk) -> list[tuple[str, str]]:
        """Every gender and number that the head may have; one of them must agree."""
        head = sentence.tokens[chunk.head]
        if head.name is not None or head.word.nominal is None:
            return [self.gender_number(sentence, chunk)]
        first = self.gender_number(sentence, chunk)
        others = [(r.gender, r.number) for r in head.word.readings if r.pos in ("noun", "masdar") and not r.construct]
        return [first, *others]

    def gender_number(self, sentence: Sentence, chunk: Chunk) -> tuple[str, str]:
        """Grammatical gender ("m", "f", "x" = either) and number of a chunk, "" where not known."""
        head = sentence.tokens[chunk.head]
        if head.name is not None:
            entry = head.name.of("country", "metonym")
            if entry is not None and not head.word.enclitic:
                first = sentence.tokens[head.name.first].word
                if entry.kind == "metonym":
                    return "x", "s"
                return ("m" if first.bare in self._masculine else "f"), "s"
            if head.name.of("person", "organisation") and not head.name.of("role"):
                return "x", "s"
            if head.name.of("title") and chunk.last > head.name.last:
                return "x", "s"  # «استقبل جلالة الملك», «قال فخامة الرئيس»
        nominal = head.word.nominal
        if sentence.tokens[chunk.first].pos == "NUM" and not chunk.time:
            return "x", ""
        if head.lemmas & self._quantities and chunk.last - chunk.head > 1:
            return "x", ""
        if nominal is None:
            return ("f", "s") if head.word.stem.endswith("ه") else ("", "")
        if nominal.number == "p" or (nominal.number == "d" and any(r.number == "p" for r in head.word.readings)):
            return ("m", "p") if nominal.gender == "m" else ("f", "p")
        return nominal.gender, nominal.number


def _give_object(relative: Clause, group: list[Chunk]) -> None:
    """«استهدفت طائرة أطلقها الجيش | موكبا»: what the relative has no place for is the object of the verb before it."""
    outer = relative.parent
    if outer is None or outer.verb is None or outer.object or relative.antecedent not in outer.subject:
        return
    if outer.verb.i < relative.first and _is_transitive(outer.verb):
        outer.object = group


def _bare(sentence: Sentence, clause: Clause) -> list[Chunk]:
    """The phrases of a clause that may be subject or object of its verb."""
    found: list[Chunk] = []
    before: Chunk | None = None
    for chunk in clause.chunks:
        apart = before is None or not (_is_done_to(sentence, before, chunk) or _is_adverbial(sentence, chunk))
        apart = apart and not _is_missing(sentence, chunk)
        if apart and not (chunk.prep or chunk.time or _is_reflexive(sentence, chunk)):
            found.append(chunk)
        before = chunk
    return found


def _has_same_subject(clause: Clause) -> bool:
    """«حاولت أنقرة أن تزور ...», «كادت إسرائيل أن تقصف ...»: who tries or nearly does it is who would do it."""
    return clause.governor is not None and not clause.governor.word.verb_lemmas.isdisjoint(SAME_SUBJECT)


def _is_missing(sentence: Sentence, chunk: Chunk) -> bool:
    """«سيطرت عليها دون | مقاومة»: what there was none of does nothing."""
    before = sentence.tokens[chunk.first - 1] if chunk.first else None
    return before is not None and before.pos == "NEG" and before.word.stem in NONE_OF


def _is_adverbial(sentence: Sentence, chunk: Chunk) -> bool:
    """«، تاركة ...», «، داعيا ...»: what somebody does besides is no side of the verb."""
    head = sentence.tokens[chunk.head]
    after_comma = head.i > 0 and sentence.tokens[head.i - 1].word.form == "،"
    nobody = head.name is None or (head.name.is_role and head.word.form.endswith("ا"))
    return after_comma and nobody and is_circumstantial(sentence.tokens, head)


def _is_done_to(sentence: Sentence, before: Chunk, chunk: Chunk) -> bool:
    """«لدى استقباله | الوزير»: the object of a verbal noun with suffix in a phrase of time."""
    if not before.prep or before.last != chunk.first or chunk.conj:
        return False
    head = sentence.tokens[before.head].word
    return bool(head.enclitic) and head.nominal is not None and head.nominal.pos == "masdar"


def suffix_of(token: Token) -> str:
    """The pronoun written to a particle: «ها» of «أنها», «ه» of «لأنه», else ""."""
    stem = token.word.stem
    return token.word.enclitic or (stem[len(THAT) :] if stem.startswith(THAT) and stem[len(THAT) :] in SUFFIXES else "")


def _is_pronouns(clause: Clause, verb: Token) -> bool:
    """«أعلن الجيش أنه قتل ...», «قالت إنها اعتقلت ...»: the verb is the pronoun's, unless «أنه» stands for nobody.

    It may stand for nobody before a verb that can be a passive; then only a body that speaks is meant by it.
    """
    reading, pronoun = verb.word.verb, clause.subject_pronoun
    if reading is None or reading.person != "3" or verb.word.enclitic or not _is_transitive(verb):
        return False
    if pronoun in ("ها", "هم"):
        return reading.gender == "f" if pronoun == "ها" else reading.number == "p"
    if pronoun != "ه" or reading.gender != "m" or reading.number != "s":
        return False
    return not any(r.size in ("dead", "injured") for r in verb.word.verb_rules)


def _is_transitive(verb: Token) -> bool:
    """Whether a rule looks for an object of the verb."""
    return any(r.frame.transitive for r in verb.word.verb_rules)


def _groups(chunks: Sequence[Chunk]) -> list[list[Chunk]]:
    """Join coordinated chunks: [[تركيا, وإسرائيل], [السلاح]]."""
    groups: list[list[Chunk]] = []
    for chunk in chunks:
        if chunk.conj and groups and (chunk.over_place or groups[-1][-1].last >= chunk.first - 3):
            groups[-1].append(chunk)
        else:
            groups.append([chunk])
    return groups


def is_oblique(head: Token) -> bool:
    """A form that cannot be a subject after its verb: «المشرعين», «وزيري», «دعما»."""
    word, nominal = head.word, head.word.nominal
    if nominal is None or word.enclitic:
        return False
    if head.name is not None and head.name.of("country", "metonym", "organisation", "person", "place"):
        return False
    if nominal.number in ("d", "p") and word.stem != nominal.lemma:
        return word.form.endswith("ين") or (nominal.construct and word.form.endswith("ي"))
    return nominal.number == "s" and not word.article and word.form.endswith("ا") and word.stem != nominal.lemma


def _is_reflexive(sentence: Sentence, chunk: Chunk) -> bool:
    """«فجر نفسه»: the doer again, never the subject."""
    head = sentence.tokens[chunk.head].word
    return head.enclitic != "" and head.stem in SELF and not chunk.prep


def _is_mere_number(sentence: Sentence, chunk: Chunk) -> bool:
    """A number without what it counts («في 2003 قتل ...»); «ثلاثة من الجنود» are people."""
    return sentence.tokens[chunk.head].pos == "NUM" and chunk.last - chunk.first < QUANTIFIED


def _is_asked_object(sentence: Sentence, chunk: Chunk, verb: Token) -> bool:
    """«علقت بكين التعاون ... وفرضت | عقوبات»: what rules ask for as the object of the verb."""
    lemmas = sentence.tokens[chunk.head].lemmas
    return any(rule.object is not None and lemmas & rule.object.head for rule in verb.word.verb_rules)


def _names_state(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether the chunk tells a state or body: by its name, or by a demonym after what it heads («القوات العراقية»)."""
    tokens = sentence.tokens[chunk.head : chunk.last]
    return any(
        t.word.nisba is not None if t.name is None else t.name.of("country", "metonym", "organisation") for t in tokens
    )


def _names_someone(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether the chunk's head is a name, a role or an unknown word (most likely a name)."""
    head = sentence.tokens[chunk.head]
    if head.name is not None:
        return True
    return head.word.nominal is None
