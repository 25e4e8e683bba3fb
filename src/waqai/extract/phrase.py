"""A noun phrase and what stands in it: its role, its names, the countries that its adjectives and genitives tell."""

from __future__ import annotations

from collections.abc import Collection

from waqai.extract.sentence import Chunk, NameMatch, Sentence, Token
from waqai.packs.gazetteer import Name

LOYAL = frozenset("مويد موال موالي موالون مساند مناصر".split())
"""Words for those who side with somebody."""
IN = "في"


class Phrase:
    """A chunk with what its tokens name. `span` holds the offsets without a preposition written to the first word."""

    def __init__(self, sentence: Sentence, chunk: Chunk) -> None:
        self.sentence, self.chunk = sentence, chunk
        self.tokens = sentence.tokens[chunk.first : chunk.last]
        self.head: Token = sentence.tokens[chunk.head]
        first = sentence.tokens[chunk.first]
        start = first.start
        if (
            chunk.first < chunk.last
            and first.word.form != first.word.bare
            and first.word.form.endswith(first.word.bare)
        ) and len(first.text) == len(first.word.form):
            start += len(first.word.form) - len(first.word.bare)
        self.span = (start, sentence.tokens[chunk.last - 1].end)
        self.needs_context = True
        self._matches: list[NameMatch] = []
        self.names_somebody = False
        for token in self.tokens:
            name = token.name
            if name is not None:
                if not self._matches or self._matches[-1] is not name:
                    self._matches.append(name)
            elif token.word.nisba is not None:
                self.names_somebody = True
        self.names_somebody = self.names_somebody or bool(self._matches)
        self.role_match = self._role_match() if self._matches else None
        self._codes: dict[int, list[str]] = {}

    def text(self, first: int, last: int) -> str:
        """The words of tokens `[first, last)`."""
        return " ".join(t.text for t in self.sentence.tokens[first:last])

    def first_name(self) -> NameMatch | None:
        """The first match that names an actor; places only where nothing else does."""
        if self.head.word.nisba is not None and self.head.name is None and self.person() is not None:
            return next(m for m in self._matches if m.of("person"))
        for kinds in (("country", "organisation", "metonym", "person"), ("place", "outlet", "demonym")):
            for match in self._matches:
                if match.of(*kinds):
                    return match
        return None

    def _role_match(self) -> NameMatch | None:
        """The match of the role that heads the phrase: at its head, or after the name of an unknown person."""
        for match in self._matches:
            if match.of("title") and not match.of("role"):
                continue
            if match.of("role"):
                before = self.sentence.tokens[self.chunk.head : match.first]
                counted = any(t.pos == "P" for t in before)
                if all(
                    t.word.nominal is None
                    or t.name is not None
                    or t.pos in ("NUM", "P")
                    or (_quantity(t) and (counted or not t.word.prep) and (t.pos != "A" or t.i == self.chunk.head))
                    for t in before
                ):
                    return match
                return None
            if match.of("country", "organisation", "metonym"):
                return None
        return None

    def inner_role(self, outer: NameMatch) -> Name | None:
        """The body that people are of: «عناصر من قوات الأمن»."""
        for match in self._matches:
            if match.first >= outer.last and (role := match.of("role")) is not None and role.sector:
                return role
        return None

    def unnamed_states(self, words: Collection[str]) -> Name | None:
        """The role of `words` that the phrase tells in the plural: «الدول الأربع», «وزراء خارجية الدول»."""
        for match in self._matches:
            role, nominal = match.of("role"), self.sentence.tokens[match.first].word.nominal
            if role is not None and role.name_ar in words and nominal is not None and nominal.number == "p":
                return role
        return None

    def role(self) -> Name | None:
        """The first role named in the phrase, wherever it stands."""
        match = next((m for m in self._matches if m.of("role")), None)
        return match.of("role") if match is not None else None

    def person(self, after: int = -1) -> Name | None:
        """The first listed person named from token `after` on."""
        for match in self._matches:
            if match.first >= after and (found := match.of("person")) and not match.of("country", "organisation"):
                return found
        return None

    @property
    def former(self) -> bool:
        """Whether the office told is past: «السابق», «المخلوع»."""
        return any(e.role_kind in ("former", "late") for m in self._matches for e in m.entries if e.kind == "title")

    def organisation(self, role: NameMatch) -> Name | None:
        """The organisation named after a role."""
        for match in self._matches:
            if match.first >= role.last and (found := match.of("organisation")):
                return found
        return None

    def match_of(self, name: Name) -> NameMatch:
        """Where the phrase names an entry found in it."""
        return next(m for m in self._matches if name in m.entries)

    def codes_before(self, org: Name) -> bool:
        """Whether a demonym or country stands before the organisation («مندوب اليمن لدى الأمم المتحدة»)."""
        at = self.match_of(org).first
        return any(
            t.i < at and (t.word.nisba is not None if t.name is None else t.name.of("country") is not None)
            for t in self.tokens
        )

    def codes(self, within: int = 99) -> list[str]:
        """Country codes of demonyms and country names in the phrase, up to `within` words from its head, each once."""
        if within not in self._codes:
            self._codes[within] = self._find_codes(within)
        return self._codes[within]

    def _find_codes(self, within: int) -> list[str]:
        found: dict[str, None] = {}
        for token in self.tokens:
            if token.i > self.chunk.head + within:
                break
            if token.name is not None:
                name = token.name.of("country", "metonym", "demonym", "role")
                if name is not None and name.code and token.name.first == token.i:
                    found[name.code] = None
            elif token.word.nisba is not None and token.word.nisba.code and token.pos in ("A", "N"):
                found[token.word.nisba.code] = None
        return list(found)

    def countries_after(self) -> list[str]:
        """The countries that «في» right after the phrase tells («الشعوب في اليمن وليبيا», «القوات في العراق»)."""
        at, found = self.chunk.last, list[str]()
        for chunk in self.sentence.chunks:
            if chunk.first < at or chunk.time:
                continue
            if chunk.prep != IN or chunk.first > at + 1 or (found and not chunk.conj):
                break
            name = self.sentence.tokens[chunk.head].name
            country = name.of("country") if name is not None else None
            if country is None:
                break
            found.append(country.code)
            at = chunk.last
        return found

    def adjective_codes(self) -> set[str]:
        """The country codes of the phrase's demonyms."""
        return {t.word.nisba.code for t in self.tokens if t.name is None and t.word.nisba is not None}

    def adjective_sector(self) -> str:
        """The sector of a movement's adjective («حوثي»), or ""."""
        return next((t.word.nisba.sector for t in self.tokens if t.word.nisba is not None and t.word.nisba.sector), "")

    def is_loyal(self, outer: NameMatch) -> bool:
        """Whether people are told to side with a government: «مقاتلون مؤيدون للرئيس»."""
        after = [m for m in self._matches if m.first >= outer.last]
        governs = any((role := m.of("role")) is not None and role.sector == "GOV" for m in after)
        return governs and any(not LOYAL.isdisjoint(t.word.lemmas) for t in self.tokens)

    def definite(self, match: NameMatch) -> bool:
        """Whether the role is told with article, suffix or a definite genitive."""
        tokens = self.sentence.tokens
        head = tokens[match.first].word
        following = tokens[match.last] if match.last < self.chunk.last else None
        if not head.article and (
            head.form.endswith("ا") or (following is not None and following.pos == "A" and not following.word.article)
        ):
            return False
        return head.article or bool(head.enclitic) or any(t.word.article for t in self.tokens)

    def unknown_name(self, role: NameMatch) -> tuple[int, int] | None:
        """Token range of an unlisted person's name beside the role, if there is one."""
        tokens = self.sentence.tokens
        first = next((i for i in range(role.last, self.chunk.last) if _is_unknown(tokens[i])), None)
        if first is None:
            before = [t.i for t in tokens[self.chunk.first : role.first]]
            return (before[0], before[-1] + 1) if before and all(_is_unknown(tokens[i]) for i in before) else None
        last = first
        while last < self.chunk.last and tokens[last].name is None and not tokens[last].word.article:
            last += 1
        return (first, last) if last > first else None


def _quantity(token: Token) -> bool:
    """A word in the construct state that singles out or counts: «مئات», «كبار», «مختلف»."""
    return not token.word.article and not token.word.enclitic and token.pos in ("N", "NUM", "A")


def _is_unknown(token: Token) -> bool:
    return (
        token.name is None
        and token.word.nominal is None
        and token.word.verb is None
        and token.kind == "word"
        and token.pos not in ("P", "NUM")
        and not token.word.article
    )
