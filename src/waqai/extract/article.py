"""Read one article: sentences, names, chunks, clauses, predicates; then events, merged and situated."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from waqai.extract.actors import HEADS, Actor, ActorFinder
from waqai.extract.chunks import Chunker
from waqai.extract.clauses import ClauseBuilder
from waqai.extract.context import Context
from waqai.extract.dating import UNDATED, Dating
from waqai.extract.doubtful import drop_doubtful
from waqai.extract.frames import Draft, FrameReader, NearMiss
from waqai.extract.holders import as_of
from waqai.extract.homonyms import settle_homonyms
from waqai.extract.merge import Event, absorb_outcomes, merge
from waqai.extract.modality import StatusReader
from waqai.extract.names import find_names
from waqai.extract.newsworthy import NewsReader
from waqai.extract.offices import Offices
from waqai.extract.parties import settle_parties
from waqai.extract.placenames import Place
from waqai.extract.places import Placer
from waqai.extract.predicates import find_predicates
from waqai.extract.relevance import Relevance
from waqai.extract.scenes import Scenes, refers_back
from waqai.extract.sentence import Sentence, Token
from waqai.extract.settling import settle
from waqai.extract.situate import (
    continues,
    date_draft,
    is_pluperfect,
    lies_ahead,
    looks_back,
    past_of,
    story_date,
    story_goes_on,
    was_planned,
)
from waqai.extract.sizes import count_people
from waqai.extract.sources import Source, SourceReader
from waqai.extract.tagging import tag
from waqai.extract.times import TimeExpression, find_dates
from waqai.models import Article
from waqai.packs.calendar import load_numbers
from waqai.packs.pack import Pack
from waqai.text.sentences import split_sentences
from waqai.text.tokens import pieces

SUNDAY = 6
"""The first day of the week of most Arabic newspapers."""
OPENING = 3
"""How many sentences tell what an article is about, headline included."""
COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE"})
FUTURE_CAMEO = {
    "CONSULT": "036",
    "COOPERATE": "0331",
    "AID": "033",
    "SUPPORT": "030",
    "RETREAT": "035",
    "CONCEDE": "034",
}


HEADLINE = 150
"""Characters of the longest first line that is taken for a headline where no title is given."""


@dataclass(slots=True)
class Reading:
    """What was read in an article: its sentences, its events, and the rules that nearly fired."""

    sentences: list[Sentence]
    events: list[Event]
    near_misses: list[NearMiss]


class Reader:
    """Reads articles with one pack. Holds no state between articles."""

    def __init__(self, pack: Pack) -> None:
        grammar = pack.grammar
        self._pack = pack
        self._chunker = Chunker(grammar.compound, grammar["quantity_nouns"], grammar["measure_nouns"])
        self._clauses = ClauseBuilder(grammar)
        self._status = StatusReader(grammar)
        self._offices = Offices(pack.compiled.names)
        self._placer = Placer(pack)
        self._report = grammar["report"]
        self._place_nouns, self._doing = grammar["place_nouns"], grammar["control.do"]
        self._news = NewsReader(grammar)
        self._relevance = Relevance(grammar)
        self._numbers = frozenset(w for w, n in load_numbers().items() if n.kind != "ordinal")

    def read(self, article: Article) -> Reading:
        """All events of an article."""
        text = article.full_text
        published = article.published.isoformat() if article.published else None
        times = find_dates(text, published, first_weekday=SUNDAY)
        outlet = self._pack.publisher(article.publisher)
        home = outlet.code if outlet else ""
        sentences = self._sentences(text, len(article.title or "") or _headline(text), times)
        nature = self._pack.grammar["accidents"]
        drop_doubtful(sentences, home, published or "", self._pack.compiled.phrases, nature)
        settle_parties(sentences, self._pack.compiled.phrases, self._pack.compiled.names)
        for sentence in sentences:
            self._structure(sentence)
        if not any(s.predicates for s in sentences) or self._relevance.is_sport(sentences):
            return Reading(sentences, [], [])
        context = Context(offices=self._offices, home=home, day=published or "", about=about(sentences[:4]))
        context.story = story_date(sentences, published)
        finder = ActorFinder(self._pack, context)
        frames = FrameReader(self._pack.grammar, finder)
        sources = SourceReader(self._pack.grammar, finder, frames.subjects, text)
        events: list[Event] = []
        background: Dating | None = None
        scenes = Scenes()
        for sentence in sentences:
            context.story = story_goes_on(context.story, sentence, published)
            before = background if continues(sentence, self._report) else None
            self._mention(sentence, finder)
            drafts = self._status.apply(sentence, frames.read(sentence))
            previous: Dating | None = None
            told = []
            for draft in drafts:
                event = self._event(sentence, draft, sources, published, previous, before or context.story, context)
                event.reported = self._news.is_reported(sentence, draft) or self._news.says_enough(draft)
                previous = event.dating
                told.append(event)
            background = past_of([e.dating for e in told], published) or before
            if any(is_pluperfect(draft.predicate.clause) for draft in drafts):
                background = None  # «وكان ... قد دعا الشهر الماضي»: the next sentence is back in the story
            if refers_back(sentence) and (scene := self._placer.scene(sentence, context.leading())) is not None:
                scenes.open(scene, sentence, events)
            scenes.set(told)
            events += [e for e in absorb_outcomes(told) if e.reported]
            main = next((c for c in sentence.clauses if c.verb is not None), None)
            context.last_subject = frames.subjects.of(sentence, main) if main is not None else []
        deeds = [e for e in merge(events) if not self._relevance.is_mishap(e, sentences[:OPENING])]
        events = [e for e in deeds if self._relevance.is_political(e, context.home)]
        if self._relevance.is_everyday(sentences):
            events = [e for e in events if self._relevance.is_between_states(e)]
        return Reading(sentences, events, frames.near_misses)

    def _sentences(self, text: str, title: int, times: Sequence[TimeExpression]) -> list[Sentence]:
        """The sentences read so far as one alone can be; those within the first `title` characters have index -1."""
        out: list[Sentence] = []
        starts = [t.offsets[0] for t in times]
        spans = split_sentences(text)
        titles = sum(start < title for start, _ in spans)
        for number, (start, end) in enumerate(spans):
            sentence = self._analyse(text, max(number - titles, -1), start, end)
            sentence.times = list(times[bisect_left(starts, start) : bisect_left(starts, end)])
            out.append(sentence)
        settle_homonyms(out)
        return out

    def _analyse(self, text: str, index: int, start: int, end: int) -> Sentence:
        word = self._pack.lexicon.word
        tokens = [
            Token(i, raw, first, last, kind, word(raw))
            for i, (raw, first, last, kind) in enumerate(pieces(text, start, end))
        ]
        sentence = Sentence(index, start, end, tokens)
        sentence.names = find_names(tokens, self._pack.compiled.phrases, self._pack.compiled.names)
        return sentence

    def _structure(self, sentence: Sentence) -> None:
        tokens = sentence.tokens
        _mark_times(tokens, sentence.times)
        tag(tokens, self._numbers, self._place_nouns, self._doing)
        if not any(t.word.verb_rules or t.word.noun_rules or t.name for t in tokens):
            return
        sentence.chunks = self._chunker.chunks(tokens)
        sentence.clauses = self._clauses.build(sentence)
        sentence.predicates = find_predicates(sentence)

    @staticmethod
    def _mention(sentence: Sentence, finder: ActorFinder) -> None:
        """Let the context take note of everyone named in the sentence, in order."""
        for chunk in sentence.chunks:
            if chunk.pronoun or chunk.time:
                continue
            for token in sentence.tokens[chunk.first : chunk.last]:
                if token.name is not None or token.word.nisba is not None:
                    finder.resolve(sentence, chunk)
                    break

    def _event(
        self, sentence: Sentence, draft: Draft, sources: SourceReader, published: str | None,
        previous: Dating | None, story: Dating | None, context: Context,
    ) -> Event:  # fmt: skip
        if draft.rule.event in COOPERATIVE and lies_ahead(sentence, draft, published, previous):
            draft.status = "future"
        if draft.status == "future" and was_planned(sentence, draft, published, previous):
            draft.status = "hypothetical"
        dating = date_draft(sentence, draft, published, previous, story)
        rule, status, event, cameo, mode = draft.rule, draft.status, draft.rule.event, draft.cameo, draft.mode
        lasting = not _is_history(dating, published) and not (looks_back(draft) and not dating.told)
        if event == "AGREE" and status in ("occurred", "ongoing") and lasting:
            status = "future"
        if status == "future" and event in COOPERATIVE:
            event, cameo, mode = "AGREE", FUTURE_CAMEO[rule.event], ()
        place = self._placer.place(sentence, draft, context.leading(), context.place)
        if place is not None and place.precision != "country":
            context.place = place
        actors, recipients = settle(draft, place, context)
        if rule.frame.mutual and recipients and not draft.opposed:
            actors, recipients = actors + recipients, []
        if rule.frame.mutual and event == "AGREE" and rule.event in COOPERATIVE:
            actors, recipients = _promised(sentence, draft, actors, recipients)
        if event == "CONSULT" and rule.frame.mutual:
            actors, recipients, hosted = _host(actors, place)
            mode = mode or (("visit",) if hosted else ())
        actors, recipients = (
            [as_of(a, dating, self._offices, self._pack.countries.get(a.code or "")) for a in side]
            for side in (actors, recipients)
        )
        chain = [_at_home(s, place, context) for s in sources.chain(sentence, draft)]
        return Event(
            draft, actors, recipients, dating, place, chain, count_people(sentence, draft), status, event, mode, cameo
        )


def _at_home(source: Source, place: Place | None, context: Context) -> Source:
    """«السلطات المحلية», «مصادر عسكرية» are of the country where it happened, else of the article's."""
    if source.kind != "speaker" or source.code is not None or source.sector in ("", "UNK"):
        return source
    return replace(source, code=(place.country if place else None) or context.leading() or None)


def _host(actors: list[Actor], place: Place | None) -> tuple[list[Actor], list[Actor], bool]:
    """Who meets at home is the host and recipient: «held in Moscow» with Russia taking part.

    Where all are at home, the head of state or government receives the others.
    """
    if place is None or place.country is None:
        return actors, [], False
    hosts = [a for a in actors if a.code == place.country]
    guests = [a for a in actors if a.code != place.country]
    if hosts and not guests:
        hosts, guests = [a for a in actors if a.office in HEADS], [a for a in actors if a.office not in HEADS]
    return (guests, hosts, True) if hosts and guests else (actors, [], False)


def _promised(
    sentence: Sentence, draft: Draft, actors: list[Actor], recipients: list[Actor]
) -> tuple[list[Actor], list[Actor]]:
    """A deed with others still ahead («ستستأنف العلاقات مع ...») is promised by its subject to them."""
    spans = [sentence.text(c.first, c.last) for c in draft.predicate.slots.get("مع", ()) if not c.pronoun]
    others = [a for a in actors if any(start <= a.start < end for start, end in spans)]
    promising = [a for a in actors if a not in others]
    return (promising, [*recipients, *others]) if promising and others else (actors, recipients)


def _is_history(dating: Dating, published: str | None) -> bool:
    """Told with a date of its own in an earlier year, or as background without any."""
    if dating.end is None or published is None or not dating.told:
        return dating is UNDATED
    return dating.end[:4] < published[:4]


def _mark_times(tokens: Sequence[Token], times: Sequence[TimeExpression]) -> None:
    for expression in times:
        start, end = expression.offsets
        for token in tokens:
            if token.start < end and start < token.end:
                token.time = expression


def about(sentences: Sequence[Sentence]) -> list[str]:
    """The countries that the title and the first sentences name, in order of first mention."""
    codes: dict[str, int] = {}
    for sentence in sentences:
        for token in sentence.tokens:
            code = ""
            if token.name is not None and token.name.first == token.i:
                name = token.name.of("country", "metonym")
                code = name.code if name else ""
            elif token.name is None and token.word.nisba is not None:
                code = token.word.nisba.code
            if code:
                codes[code] = codes.get(code, 0) + 1
    return sorted(codes, key=lambda c: -codes[c])


def _headline(text: str) -> int:
    """How long the first line is where it is a headline: short, without a full stop, with more after it; else 0."""
    first, _, rest = text.partition("\n")
    line = first.strip()
    return len(first) if rest.strip() and 0 < len(line) <= HEADLINE and line[-1] not in ".؟!:…،" else 0
