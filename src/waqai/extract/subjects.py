"""Whose clause it is: subjects that are told, carried on, or meant by a pronoun."""

from __future__ import annotations

from collections.abc import Iterable

from waqai.extract.actors import ALLIANCE, Actor, ActorFinder
from waqai.extract.sentence import Chunk, Clause, Sentence

BEFORE = "سبق"
PAPERS, OF = frozenset({"تقرير", "بيان", "تحقيق", "دراسه", "وثيقه", "مذكره"}), "ل"
"""What speaks for those who issued it."""
DEPTH = 6
"""How many clauses up a subject is looked for."""


class Subjects:
    """Finds the subject of a clause, once a sentence."""

    def __init__(self, finder: ActorFinder) -> None:
        self._finder = finder
        self._known: dict[int, list[Actor]] = {}

    def forget(self) -> None:
        """Begin a new sentence."""
        self._known = {}

    def of(self, sentence: Sentence, clause: Clause, depth: int = 0) -> list[Actor]:
        """The actors that are the clause's subject, told or carried on from the clause before."""
        key = id(clause)
        if key in self._known:
            return self._known[key]
        self._known[key] = []
        found = self.named(sentence, clause.subject or _of_whom(clause)) or self._issuers(sentence, clause)
        if not found and not clause.subject and depth < DEPTH:
            found = self.implied(sentence, clause, depth)
        self._known[key] = found
        return found

    def _issuers(self, sentence: Sentence, clause: Clause) -> list[Actor]:
        """«تقرير | للأمم المتحدة», «بيان | للخارجية»: who issued the paper that is the subject."""
        told = clause.subject[-1] if clause.subject else None
        if told is None or told.pronoun or not sentence.tokens[told.head].lemmas & PAPERS:
            return []
        return self.named(sentence, [c for c in clause.chunks if c.prep == OF and c.first == told.last][:1])

    def speaking(self, sentence: Sentence, clause: Clause, report: frozenset[str]) -> list[Actor]:
        """Who says what the clause tells: the subject of the verb of `report` under which it hangs, or []."""
        at: Clause | None = clause
        while at is not None:
            if at.kind in ("comp", "coord") and at.governor is not None and at.governor.lemmas & report:
                outer = at.parent if at.kind == "coord" else at.inherits or at.parent
                return self.of(sentence, outer) if outer is not None else []
            at = at.parent
        return []

    def implied(self, sentence: Sentence, clause: Clause, depth: int = 0) -> list[Actor]:
        """Whom a clause is about that names no subject of its own."""
        outer = clause.inherits or (clause.parent if clause.kind in ("comp", "adv") else None)
        above = self.of(sentence, outer, depth + 1) if outer is not None else []
        if clause.subject_pronoun:
            at = sentence.tokens[clause.connector_at].start if clause.connector_at >= 0 else sentence.end
            return self._finder.context.pronoun(clause.subject_pronoun, above, at=at)
        verb = clause.verb
        if clause.kind == "comp" and not clause.chunks and verb is None:
            return above
        if verb is not None and verb.word.verb is not None and verb.word.verb.person == "1":
            return above or self._speaker()
        if clause.kind == "rel" and clause.antecedent is not None:
            return []
        if above:
            return above
        return self._finder.context.last_subject if verb is not None and outer is None else []

    def _speaker(self) -> list[Actor]:
        last = self._finder.context.last_person()
        return [last] if last is not None else []

    def named(self, sentence: Sentence, chunks: Iterable[Chunk]) -> list[Actor]:
        """The actors that the phrases name."""
        return share_country(
            [a for c in chunks for a in self._finder.resolve(sentence, c, prefer=self.owners(sentence, c))]
        )

    def before(self, sentence: Sentence, clause: Clause) -> list[Actor]:
        """The subject of the clause before, or the one the sentence before was about."""
        outer = clause.inherits
        return (self.of(sentence, outer, 1) if outer is not None else []) or self._finder.context.last_subject

    def owners(self, sentence: Sentence, chunk: Chunk) -> list[Actor]:
        """Whom the suffix of a phrase («بلاده», «سفيرها») most likely means: the subject, or who speaks of it."""
        if chunk.pronoun or not sentence.tokens[chunk.head].word.enclitic or chunk.clause is None:
            return []
        clause = chunk.clause
        if any(chunk is c for c in clause.subject[1:]):
            return self.named(sentence, clause.subject[:1])
        if any(chunk is c for c in clause.subject):
            outer = clause.inherits or clause.parent
            return self.of(sentence, outer, 1) if outer is not None else []
        return self.of(sentence, clause, 1)


def _of_whom(clause: Clause) -> list[Chunk]:
    """«سبق للوزير أن زار ...»: of whom the verb says that he did, in place of its subject."""
    if clause.verb is None or BEFORE not in clause.verb.word.verb_lemmas:
        return []
    return [c for c in clause.chunks if c.prep == "ل" and not c.pronoun and not c.time][:1]


def share_country(found: list[Actor]) -> list[Actor]:
    """Who is joined to a role of a country is of it too.

    «مقاتلات وطائرات أمريكية», «طيران وبارجات التحالف», «وزير الخارجية المصري والوفد».
    """
    if len(found) < 2 or all(a.kind != "open" for a in found):
        return found
    out = list(found)
    for i, actor in enumerate(found):
        beside = found[i + 1] if i + 1 < len(found) else None
        if i and actor.definite:
            beside = found[i - 1]
        shares = actor.kind == "open" and actor.code is None and actor.role != ALLIANCE
        kinds = ("role", "person") if actor.definite else ("role", "org")
        if shares and beside is not None and beside.kind in kinds and beside.code:
            out[i] = actor.but(code=beside.code, kind="role")
    return out
