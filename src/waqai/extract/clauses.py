"""Clauses: which verb rules what, who its subject is, and under which word it hangs.

Works left to right over chunks and verbs. A new clause opens at a complementizer, a relative, a subordinator, or
at a second finite verb; «كان يحاول» stays one clause.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from waqai.extract.sentence import Chunk, Clause, Sentence, Token
from waqai.packs.forms import Reading
from waqai.packs.rules import Grammar

STRONG = frozenset({".", "؟", "!", "?", "؛", ";", "...", "…"})
BUT = "لكن"
_FREE = frozenset({"ما", "مما", "ممن"})
_RELATIVES = {"الذي": ("m", "s"), "التي": ("f", ""), "الذين": ("m", "p"), "اللذين": ("m", ""), "اللذان": ("m", "")}


@dataclass(frozen=True, slots=True)
class _Words:
    """The word classes that open and close clauses."""

    auxiliaries: frozenset[str]
    report: frozenset[str]
    content_nouns: frozenset[str]


WITHOUT = frozenset({"بلا", "دون", "بدون", "عدم"})

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
        self._words = _Words(
            grammar["auxiliaries"], grammar["report"], frozenset().union(*(grammar[name] for name in content))
        )
        self._masculine = grammar["masculine_countries"]

    def build(self, sentence: Sentence) -> list[Clause]:
        """All clauses, in order; sets `chunk.clause`, subjects and objects."""
        clauses = _Walk(sentence, self._words, self.gender_number).run()
        for clause in clauses:
            self._sides(sentence, clause)
        return clauses

    def _sides(self, sentence: Sentence, clause: Clause) -> None:
        """Find subject and object of the clause's verb among its bare chunks."""
        verb = clause.verb
        if verb is None:
            self._nominal(sentence, clause)
            return
        groups = _groups(_bare(sentence, clause))
        after = [g for g in groups if g[0].first > verb.i]
        if _is_pronouns(clause, verb):
            clause.object = after[0] if after else []
            return
        before = [g for g in groups if g[0].first < verb.i and sentence.tokens[g[0].head].pos != "NUM"]
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
        if left and not apart and self._agrees(sentence, left[0], verb, left=True):
            clause.subject = left
            clause.object = after[0] if after else []
        elif after and self._subject_first(sentence, clause, after):
            clause.subject = after[0]
            clause.object = after[1] if len(after) > 1 else left
        else:
            clause.object = after[0] if after else left
        if verb.word.enclitic and not verb.word.enclitic.startswith("ن"):
            clause.object = [Chunk(verb.i, verb.i + 1, verb.i, pronoun=verb.word.enclitic)]
            if after and not clause.subject and self._agrees(sentence, after[0][0], verb):
                clause.subject = after[0]

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
        own = not (clause.connector or verb.word.enclitic or plural) and bool(after)
        if own and self._agrees(sentence, after[0][0], verb):
            clause.subject = after[0]
            clause.object = after[1] if len(after) > 1 else []
            return
        resumed = verb.word.enclitic or next((c.pronoun for c in clause.chunks if c.pronoun and c.prep), "")
        if resumed or not self._agrees(sentence, antecedent, verb):
            clause.subject = after[0] if after else []
            clause.object = [antecedent] if verb.word.enclitic or not resumed else (after[1] if len(after) > 1 else [])
            return
        clause.subject = [antecedent]
        clause.object = after[0] if after else []

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
        if any(_fits(g, n, reading, left=left) for g, n in genders):
            return True
        others = [r for r in verb.word.readings if r.pos == "verb" and r.person == "3" and r.gender != reading.gender]
        for other in () if left else others:
            if any(_fits(g, n, other, left=False) for g, n in genders):
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
        nominal = head.word.nominal
        if nominal is None:
            return ("f", "s") if head.word.stem.endswith("ه") else ("", "")
        if nominal.number == "p" or (nominal.number == "d" and any(r.number == "p" for r in head.word.readings)):
            return ("m", "p") if nominal.gender == "m" else ("f", "p")
        return nominal.gender, nominal.number


def _bare(sentence: Sentence, clause: Clause) -> list[Chunk]:
    """The phrases of a clause that may be subject or object of its verb."""
    found: list[Chunk] = []
    before: Chunk | None = None
    for chunk in clause.chunks:
        if not (chunk.prep or chunk.time) and (before is None or not _is_done_to(sentence, before, chunk)):
            found.append(chunk)
        before = chunk
    return found


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
    return not any(r.size for r in verb.word.verb_rules)


def _is_transitive(verb: Token) -> bool:
    """Whether a rule looks for an object of the verb."""
    return any("object" in (*r.frame.verb["recipient"], *r.frame.verb["actor"]) for r in verb.word.verb_rules)


def _after_but(token: Token) -> str:
    """The pronoun of «لكنه», «لكنها», «لكنهم», else ""."""
    form = token.word.form
    return form.removeprefix("و").removeprefix(BUT) if form.removeprefix("و").startswith(BUT) else ""


def _groups(chunks: Sequence[Chunk]) -> list[list[Chunk]]:
    """Join coordinated chunks: [[تركيا, وإسرائيل], [السلاح]]."""
    groups: list[list[Chunk]] = []
    for chunk in chunks:
        if chunk.conj and groups and groups[-1][-1].last >= chunk.first - 3:
            groups[-1].append(chunk)
        else:
            groups.append([chunk])
    return groups


def _fits(gender: str, number: str, verb: Reading, *, left: bool) -> bool:
    """Whether a subject of this gender and number can stand with the verb form."""
    if left:
        if verb.number == "p":
            return number in ("p", "")
        if number == "p" and gender == "m" and verb.number == "s" and verb.gender == "m":
            return False
    if gender in ("", "x") or not verb.gender:
        return True
    return gender == verb.gender or (number == "p" and verb.gender == "f")


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


def _names_someone(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether the chunk's head is a name, a role or an unknown word (most likely a name)."""
    head = sentence.tokens[chunk.head]
    if head.name is not None:
        return True
    return head.word.nominal is None


def is_circumstantial(tokens: Sequence[Token], token: Token) -> bool:
    """«، مشيرا», «، داعيا»: an indefinite accusative participle that tells more of the sentence's subject."""
    word = token.word
    if word.article or word.enclitic or word.prep or not any(r.pos == "active" for r in word.readings):
        return False
    if not word.form.endswith(("ا", "ين", "ه")):
        return False
    before = tokens[token.i - 1] if token.i else None
    return before is None or before.pos == "PUNCT" or word.form.endswith("ا")


def main_clause(clause: Clause) -> Clause:
    """The clause that all «أن» and relative clauses around this one hang under."""
    while clause.parent is not None and clause.kind in ("comp", "rel", "coord"):
        clause = clause.parent
    return clause


class _Walk:
    """One pass over a sentence that opens and closes clauses."""

    def __init__(
        self, sentence: Sentence, grammar: _Words, gender_number: Callable[[Sentence, Chunk], tuple[str, str]]
    ) -> None:
        self._gender_number = gender_number
        self._s, self._auxiliaries, self._report = sentence, grammar.auxiliaries, grammar.report
        self._content_nouns = grammar.content_nouns
        self._starts = {c.first: c for c in sentence.chunks}
        self._now = Clause("main")
        self._clauses = [self._now]
        self._last_governor: Token | None = None
        self._last_chunk: Chunk | None = None
        self._negator = self._particle = ""

    def run(self) -> list[Clause]:
        at, tokens, starts = 0, self._s.tokens, self._starts
        size = len(tokens)
        while at < size:
            chunk = starts.get(at)
            if chunk is not None:
                self._chunk(chunk)
                at = chunk.last if chunk.last > at else at + 1
                continue
            self._token(tokens[at])
            at += 1
        self._now.last = size
        return self._clauses

    def _open(self, clause: Clause, at: int) -> None:
        self._now.last = at
        clause.first = at
        self._clauses.append(clause)
        self._now = clause

    def _chunk(self, chunk: Chunk) -> None:
        chunk.clause = self._now
        self._now.chunks.append(chunk)
        if not chunk.time:
            self._last_chunk = chunk
            self._last_governor = self._s.tokens[chunk.head]
        if self._negator and not chunk.pronoun:
            # «طائرة بلا طيار»: «بلا», «دون», «عدم» negate their noun alone.
            alone = self._now.verb is not None or self._negator in WITHOUT
            self._now.negator = self._now.negator or ("" if alone else self._negator)
            self._negator = ""

    def _token(self, token: Token) -> None:
        pos = token.pos
        if pos == "V":
            self._verb(token)
        elif pos == "COMP":
            clause = Clause("comp", parent=self._now, connector=token.word.stem, connector_at=token.i)
            clause.governor = self._content_governor()
            clause.subject_pronoun = token.word.enclitic
            clause.inherits = self._speaking(clause.governor)
            self._open(clause, token.i)
        elif pos == "REL":
            clause = Clause("rel", parent=self._now, connector=token.word.form, connector_at=token.i)
            clause.antecedent = None if token.word.form in _FREE else self._antecedent(token)
            self._open(clause, token.i)
        elif pos == "SUB":
            clause = Clause("adv", parent=self._now, connector=token.word.form, connector_at=token.i)
            clause.subject_pronoun = _after_but(token)
            clause.inherits = self._now
            self._open(clause, token.i)
        elif pos == "NEG":
            self._negator = token.word.form
        elif pos == "PART":
            self._particle = token.word.form
        elif pos == "PUNCT":
            self._punctuation(token)

    def _antecedent(self, relative: Token) -> Chunk | None:
        """The nearest chunk before a relative pronoun that agrees with it («الذي» m, «التي» f, «الذين» plural)."""
        wanted = _RELATIVES.get(relative.word.form)
        before = [c for c in self._s.chunks if c.last <= relative.i and not c.time and not c.pronoun][-4:]
        for chunk in reversed(before):
            gender, number = self._gender_number(self._s, chunk)
            if wanted is None or (gender in ("", "x", wanted[0]) and (wanted[1] == "" or number in ("", wanted[1]))):
                return chunk
            if wanted[0] == "f" and number == "p":
                return chunk
        return self._last_chunk

    def _speaking(self, governor: Token | None) -> Clause:
        """Whose subject speaks: of the clause, or after «، مشيرا إلى أن» of the sentence's main clause."""
        if governor is None or governor.pos == "V" or not is_circumstantial(self._s.tokens, governor):
            return self._now
        return main_clause(self._now)

    def _content_governor(self) -> Token | None:
        """Whose content an «أن/إن» clause is: a noun such as «قرار», else the clause's verb, else the last noun."""
        last, verb = self._last_governor, self._now.verb
        if last is not None and is_circumstantial(self._s.tokens, last) and last.lemmas & self._report:
            return last
        if last is not None and last.pos == "N" and last.name is None and last.lemmas & self._content_nouns:
            return last
        return verb or last

    def _punctuation(self, token: Token) -> None:
        form = token.word.form
        opens = form == ":" or (form == '"' and self._now.verb is not None and self._now.kind != "comp")
        if opens and self._now.verb is not None and self._now.verb.lemmas & self._report:
            clause = Clause("comp", parent=self._now, connector=form, connector_at=token.i)
            clause.governor = self._now.verb
            self._open(clause, token.i)
        elif form in STRONG:
            self._open(Clause("main", inherits=self._now), token.i)

    def _verb(self, token: Token) -> None:
        now = self._now
        if now.verb is not None:
            if self._is_auxiliary(now.verb) and not token.word.conj and not token.word.prep:
                now.auxiliaries.append(now.verb)
            else:
                self._second_verb(token)
        self._now.verb = token
        self._now.negator = self._negator or self._now.negator
        self._now.particle = self._particle or self._now.particle
        self._negator = self._particle = ""
        self._last_governor = token

    def _said_before(self, now: Clause) -> Clause:
        """«قال ... إن ... التي ...، وأشار إلى ...»: the clause of saying that a joined verb of saying goes on from."""
        at: Clause | None = now.parent
        while at is not None:
            if at.verb is not None and at.verb.lemmas & self._report and at.kind in ("main", "coord"):
                return at
            at = at.parent
        return now

    def _is_auxiliary(self, verb: Token) -> bool:
        return bool(verb.word.verb and verb.word.verb.lemma in self._auxiliaries)

    def _second_verb(self, token: Token) -> None:
        now, previous = self._now, self._s.tokens[token.i - 1] if token.i else None
        joined = bool(token.word.conj) or (previous is not None and previous.word.form in ("و", "ثم", "او"))
        if not joined and previous is not None and previous.pos in ("N", "A") and self._last_chunk is not None:
            antecedent = self._described(self._last_chunk, token)
            if antecedent is not None:
                self._open(Clause("rel", parent=now, antecedent=antecedent, connector=""), token.i)
                return
        if joined and token.word.conj and token.lemmas & self._report:
            now = self._said_before(now)
        clause = Clause("coord", parent=now.parent, connector=now.connector, governor=now.governor, inherits=now)
        clause.antecedent = now.antecedent
        self._open(clause, token.i)

    def _described(self, last: Chunk, verb: Token) -> Chunk | None:
        """The indefinite phrase right before a verb that tells of it («مسلحين | يطلقون»)."""
        if last.last != verb.i:
            return None
        chunks = self._now.chunks
        if last.prep == "من" and len(chunks) > 1 and chunks[-1] is last and chunks[-2].last >= last.first - 1:
            last = chunks[-2]
        head = self._s.tokens[last.head]
        several = verb.word.verb is not None and verb.word.verb.number == "p"
        common = head.name is None or (several and head.name.kinds <= {"role"})
        return last if not head.word.article and common else None
