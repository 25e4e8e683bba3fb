"""One pass over a sentence: where clauses open and close, and which verb is theirs.

A new clause opens at a complementizer, a relative, a subordinator, or at a second finite verb; «كان يحاول» stays one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from waqai.extract.sentence import Chunk, Clause, Sentence, Token
from waqai.extract.tagging import CLOSING
from waqai.packs.forms import Reading

STRONG = frozenset({".", "؟", "!", "?", "؛", ";", "...", "…"})
WITHIN = frozenset({"في", "خلال"})
BUT = "لكن"
STILL = frozenset({"زال", "برح"})
"""«لا يزال يقصف», «ما زالت تحاصر»: nothing is denied."""
SOON = "لبث"
"""«ما لبث أن انهار», «لم تلبث المصالحة أن انهارت»: it was done soon after."""
_FREE = frozenset({"ما", "مما", "ممن"})
_RELATIVES = {"الذي": ("m", "s"), "التي": ("f", ""), "الذين": ("m", "p"), "اللذين": ("m", ""), "اللذان": ("m", "")}
WITHOUT = frozenset({"بلا", "دون", "بدون", "عدم"})


BESIDES = "كما"


@dataclass(frozen=True, slots=True)
class Words:
    """The word classes that open and close clauses."""

    auxiliaries: frozenset[str]
    report: frozenset[str]
    content_nouns: frozenset[str]


class Walk:
    """One pass over a sentence that opens and closes clauses."""

    def __init__(
        self, sentence: Sentence, grammar: Words, gender_number: Callable[[Sentence, Chunk], tuple[str, str]]
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
        self._in_name = False

    def run(self) -> list[Clause]:
        """The clauses in order, each with its verb and phrases."""
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
        elif pos == "COMP" and token.word.stem == "ان" and self._now.verb is not None and SOON in self._now.verb.lemmas:
            self._now.negator = ""
        elif pos == "COMP":
            connector = token.word.stem + token.word.enclitic
            clause = Clause("comp", parent=self._now, connector=connector, connector_at=token.i)
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
            self._besides(token)
        elif pos == "PUNCT":
            self._punctuation(token)

    def _besides(self, token: Token) -> None:
        """«وصفتها بأنها خطيئة، كما رفضت ...»: behind what was said without a verb the sentence goes on."""
        now, before = self._now, self._s.tokens[token.i - 1] if token.i else None
        if token.word.form != BESIDES or before is None or before.pos != "PUNCT":
            return
        if now.kind == "comp" and now.verb is None and now.chunks:
            self._open(Clause("coord", inherits=main_clause(now)), token.i)

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
        quotes = form == '"' and self._quotes_words(token)
        opens = form == ":" or (quotes and self._now.verb is not None and self._now.kind != "comp")
        if opens and self._now.verb is not None and self._now.verb.lemmas & self._report:
            clause = Clause("comp", parent=self._now, connector=form, connector_at=token.i)
            clause.governor = self._now.verb
            self._open(clause, token.i)
        elif form in STRONG:
            self._open(Clause("main", inherits=self._now), token.i)

    def _quotes_words(self, token: Token) -> bool:
        """Whether what was said may follow the mark; not after «قال لـ"...» nor where that name's quote closes."""
        if token.text in CLOSING:
            return False
        named, self._in_name = self._in_name, token.i > 0 and self._s.tokens[token.i - 1].pos == "P"
        return not (named or self._in_name)

    def _verb(self, token: Token) -> None:
        now = self._now
        if now.verb is not None:
            helped = self._is_auxiliary(now.verb) and not token.word.conj and not token.word.prep
            if helped and not self._tells_of_oblique(token):
                now.auxiliaries.append(now.verb)
                if now.verb.lemmas & STILL:
                    now.negator = ""
            else:
                self._second_verb(token)
        elif now.kind == "comp" and now.chunks and token.word.conj and token.lemmas & self._report:
            # «قال إن بلاده مستعدة ...، وأضاف ...»: what was said has ended.
            self._second_verb(token)
        self._now.verb = token
        self._now.negator = self._negator or self._now.negator
        self._now.particle = self._particle or self._now.particle
        self._negator = self._particle = ""
        self._last_governor = token

    def _tells_of_oblique(self, verb: Token) -> bool:
        """«كان بين أعضاء وفد إيطالي | زار ...»: the verb tells of a phrase that is not the subject of «كان»."""
        last = self._last_chunk
        return last is not None and last.prep != "" and self._described(last, verb) is not None

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
        joined = bool(token.word.conj) or (previous is not None and _joins(previous))
        last = self._last_chunk if previous is not None and previous.pos in ("N", "A") else None
        if last is not None and last.conj and last.last == token.i and self._is_subject_of(last, token):
            now.chunks.remove(last)
            last.prep, last.conj = "", False
            clause = Clause("coord", now.parent, now.connector, governor=now.governor, inherits=now, topic=last)
            self._open(clause, token.i)
            return
        if last is not None and not joined and not self._is_waited_for(now, token):
            antecedent = self._described(last, token)
            if antecedent is not None:
                self._open(Clause("rel", parent=now, antecedent=antecedent, connector=""), token.i)
                return
        if not joined and (speaker := self._says_within(token)) is not None:
            self._open(Clause("rel", parent=now, antecedent=speaker, topic=speaker), token.i)
            return
        if not joined and now.kind == "rel" and now.connector and (topic := self._topic(now)) is not None:
            outer = now.parent
            assert outer is not None
            self._open(
                Clause("coord", outer.parent, outer.connector, governor=outer.governor, inherits=outer, topic=topic),
                token.i,
            )
            return
        if joined and token.word.conj and token.lemmas & self._report:
            now = self._said_before(now)
        elif joined and now.parent is not None and _tells_by_the_way(now, token):
            now = now.parent
        clause = Clause("coord", parent=now.parent, connector=now.connector, governor=now.governor, inherits=now)
        clause.antecedent = now.antecedent
        self._open(clause, token.i)

    def _says_within(self, verb: Token) -> Chunk | None:
        """«تصريحات من الوزير | قال فيها ...»: who was named last says in what was named before."""
        last, following = self._last_chunk, self._s.tokens[verb.i + 1 : verb.i + 2]
        if last is None or last.last != verb.i or not following or not verb.lemmas & self._report:
            return None
        within = following[0].pos == "P" and following[0].word.enclitic in ("ه", "ها", "هما")
        return last if within and following[0].word.stem in WITHIN else None

    def _is_waited_for(self, relative: Clause, verb: Token) -> bool:
        """«الهجوم الذي وقع في بلدة | استهدف ...»: the phrase before the relative has no verb, and this one agrees."""
        told = self._topic(relative) if relative.kind == "rel" and relative.connector else None
        return told is not None and self._may_do(told, verb)

    @staticmethod
    def _topic(relative: Clause) -> Chunk | None:
        """«الهجوم الذي وقع أمس | استهدف ...»: the phrase before the relative, of which the next verb tells."""
        outer, told = relative.parent, relative.antecedent
        if outer is None or outer.verb is not None or told is None or told.prep or told not in outer.chunks:
            return None
        return told

    def _described(self, last: Chunk, verb: Token) -> Chunk | None:
        """The indefinite phrase right before a verb that tells of it («مسلحين | يطلقون»)."""
        if last.last != verb.i:
            return None
        chunks = self._now.chunks
        if len(chunks) > 1 and chunks[-1] is last and self._touches(chunks[-2], last):
            last = chunks[-2] if last.prep == "من" or not self._may_do(last, verb) else last
        if not _is_indefinite(self._s.tokens[last.head : last.last]):
            return None
        return last if self._may_do(last, verb) else self._inner(last, verb)

    def _is_subject_of(self, chunk: Chunk, verb: Token) -> bool:
        """«تزور تونس | والجزائر ترحب»: a state joined by «و» right before a verb in the present that agrees with it."""
        name, reading = self._s.tokens[chunk.head].name, verb.word.verb
        if name is None or name.of("country", "metonym") is None or reading is None or reading.aspect != "imperfect":
            return False
        return chunk in self._now.chunks and self._may_do(chunk, verb)

    def _inner(self, chunk: Chunk, verb: Token) -> Chunk | None:
        """«أعضاء | وفد إيطالي زار ...»: the genitive of a phrase, where the verb agrees with that alone."""
        for at in range(chunk.head + 1, chunk.last):
            inner = Chunk(at, chunk.last, at, clause=chunk.clause)
            if self._s.tokens[at].pos == "N" and self._may_do(inner, verb):
                return inner
        return None

    def _touches(self, chunk: Chunk, following: Chunk) -> bool:
        """Whether nothing but a preposition stands between two phrases."""
        return all(t.pos == "P" for t in self._s.tokens[chunk.last : following.first])

    def _may_do(self, chunk: Chunk, verb: Token) -> bool:
        """Whether the verb agrees with the phrase: «هجوم بسيارة | استهدف» tells of the attack."""
        gender, number = self._gender_number(self._s, chunk)
        return verb.word.verb is None or verb.word.enclitic != "" or fits(gender, number, verb.word.verb, left=True)


def main_clause(clause: Clause) -> Clause:
    """The clause that all «أن» and relative clauses around this one hang under."""
    while clause.parent is not None and clause.kind in ("comp", "rel", "coord"):
        clause = clause.parent
    return clause


def is_circumstantial(tokens: Sequence[Token], token: Token) -> bool:
    """«، مشيرا», «، داعيا»: an indefinite accusative participle that tells more of the sentence's subject."""
    word = token.word
    if word.article or word.enclitic or word.prep or not any(r.pos == "active" for r in word.readings):
        return False
    if not word.form.endswith(("ا", "ين", "ه")):
        return False
    before = tokens[token.i - 1] if token.i else None
    return before is None or before.pos == "PUNCT" or word.form.endswith("ا")


def fits(gender: str, number: str, verb: Reading, *, left: bool) -> bool:
    """Whether a subject of this gender and number can stand with the verb form."""
    if left:
        if verb.number == "p":
            return number in ("p", "")
        if number == "p" and gender == "m" and verb.number == "s" and verb.gender == "m":
            return False
    if gender in ("", "x") or not verb.gender:
        return True
    return gender == verb.gender or (number == "p" and verb.gender == "f")


def _joins(before: Token) -> bool:
    """«و», «ثم» or a joined particle («فقد», «وقد») before a verb."""
    return before.word.form in ("و", "ثم", "او") or (before.pos == "PART" and before.word.conj != "")


def _after_but(token: Token) -> str:
    """The pronoun of «لكنه», «لكنها», «لكنهم», else ""."""
    form = token.word.form
    return form.removeprefix("و").removeprefix(BUT) if form.removeprefix("و").startswith(BUT) else ""


def _tells_by_the_way(clause: Clause, verb: Token) -> bool:
    """«صدم رجل يقود شاحنة الحافلة وقتل ...»: the joined verb in the perfect goes on from the clause around."""
    inner, outer = clause.verb, clause.parent.verb if clause.parent is not None else None
    if clause.kind != "rel" or clause.connector or inner is None or outer is None:
        return False
    aspects = [v.word.verb.aspect for v in (outer, inner, verb) if v.word.verb is not None]
    return aspects == ["perfect", "imperfect", "perfect"]


def _is_indefinite(phrase: Sequence[Token]) -> bool:
    """«وفد برلماني فرنسي»: no word of the phrase has the article or is a name."""
    return not any(t.word.article or (t.name is not None and not t.name.kinds <= {"role"}) for t in phrase)
