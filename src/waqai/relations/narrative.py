"""The history of a relation in sentences, from phases, turning points, states and third parties alone.

Every sentence names the events it is made from and the articles that tell them; nothing is said that no event says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from waqai.models import ChronicleEvent, Paragraph, Phase, Sentence, StateFact, ThirdParty
from waqai.packs.phrases import Phrases
from waqai.relations.phases import BAD
from waqai.relations.wording import Phrase, Wording

STATES = 8
"""States of affairs told that are over: the last ones."""


@dataclass(frozen=True, slots=True)
class Narrator:
    """Tells the relation of `a` and `b` in one language."""

    phrases: Phrases
    events: Mapping[str, ChronicleEvent]
    a: str
    b: str

    wording: Wording = field(init=False)
    """words for the parts of an event"""

    def __post_init__(self) -> None:
        object.__setattr__(self, "wording", Wording(self.phrases))

    def tell(
        self, phases: Sequence[Phase], states: Sequence[StateFact], thirds: Sequence[ThirdParty]
    ) -> list[Paragraph]:
        """A paragraph for each phase, one for the states of affairs, one for third parties."""
        words = self.phrases.words
        told: set[str] = set()
        paragraphs = [self._phase(phases, number, told) for number in range(len(phases))]
        paragraphs.append(Paragraph(heading=words["thirds_heading"], sentences=[*self._thirds(thirds)]))
        paragraphs.append(Paragraph(heading=words["states_heading"], sentences=[*self._states(states)]))
        return [paragraph for paragraph in paragraphs if paragraph.sentences]

    def _phase(self, phases: Sequence[Phase], number: int, told: set[str]) -> Paragraph:
        phase, before = phases[number], phases[number - 1] if number else None
        sentences: list[Sentence] = []
        if before and before.score is not None and phase.score is not None and phase.start_precision == "day":
            sentences += self._turn(phase, before)
        events = [self.events[key] for key in (*phase.opened_by, *phase.marked_by) if key in self.events]
        causes = self._causes(events, bad=phase.name in BAD)
        for event in sorted(events, key=_when):
            if event.id not in told and event.id not in causes.values():
                cause = self.events.get(causes.get(event.id, ""))
                sentences += self._event(event, cause)
                told |= {event.id} | ({cause.id} if cause else set())
        return Paragraph(heading=self.heading(phases, number), phase=phase.name, sentences=_once(sentences))

    def heading(self, phases: Sequence[Phase], number: int) -> str:
        """«rupture (2010 – 2016)»."""
        return f"{self.phrases.phase(phases[number].name)} ({self.span(phases, number)})"

    def span(self, phases: Sequence[Phase], number: int) -> str:
        """From when to when a phase lasted, as exactly as its beginning and that of the next are known."""
        phase, span, wording = phases[number], self.phrases.words["span"], self.wording
        last = number + 1 == len(phases)
        start = wording.day(phase.start, phase.start_precision, form=1 if last else 2)
        if last:
            return str(span["open"]).format(**{"from": start})
        end = wording.day(phases[number + 1].start, phases[number + 1].start_precision, form=2)
        return start if start == end else str(span["closed"]).format(**{"from": start, "to": end})

    def _turn(self, phase: Phase, before: Phase) -> Iterable[Sentence]:
        """That the level changed: only where no act by itself opened the phase."""
        openers = [self.events[key] for key in phase.opened_by if key in self.events]
        if openers and phase.score is not None and before.score is not None and not _landmark(openers, phase):
            key = "worse" if phase.score < before.score else "better"
            fields = {"date": self.wording.day(phase.start, "month"), **self._dyad()}
            yield self._sentence(self.phrases.words["turns"][key], fields, openers, stop=False)

    def _causes(self, events: Sequence[ChronicleEvent], *, bad: bool) -> dict[str, str]:
        """Which violence a break of relations answers: the two stand in one sentence of an article."""
        causes: dict[str, str] = {}
        answers = [event for event in events if bad and event.event[0] == "SANCTION"]
        violence = [event for event in events if event.event[0] == "ASSAULT" and self._has_noun(event)]
        for answer in answers:
            for cause in violence:
                if _sentences(answer) & _sentences(cause) and cause.id not in causes.values():
                    causes.setdefault(answer.id, cause.id)
        return causes

    def _has_noun(self, event: ChronicleEvent) -> bool:
        template = self.wording.template(event)
        return template is not None and bool(template.noun)

    def _event(self, event: ChronicleEvent, cause: ChronicleEvent | None) -> Iterable[Sentence]:
        template = self.wording.template(event)
        if template is None or event.date is None:
            return
        text = self.wording.fill(template.text, self.wording.fields(event))
        if cause is not None:
            because = self.wording.template(cause)
            noun = self.wording.fill(because.noun, self.wording.fields(cause)) if because else ""
            text = str(self.phrases.words["after"]).format(text=text, cause=noun)
        yield self._sentence(text, {}, [event, *([cause] if cause else [])])

    def _thirds(self, thirds: Sequence[ThirdParty]) -> Iterable[Sentence]:
        for third in thirds:
            events = [self.events[key] for key in third.events if key in self.events][:3]
            if events:
                yield self._third(third, events)

    def _third(self, third: ThirdParty, events: Sequence[ChronicleEvent]) -> Sentence:
        words, fields = self.phrases.words["thirds"], {"third": self.wording.country(third.code), **self._dyad()}
        if third.part == "quarrel":
            return self._sentence(words["quarrel"], fields, events)
        first = events[0]
        codes = {side.code for side in (*first.actor, *first.recipient)}
        fields |= self.wording.fields(first)
        if {self.a, self.b} <= codes or first.event[0] != "REQUEST":
            return self._sentence(words["mediates"], fields, events[:1])
        fields["absent"] = self.wording.country(self.b if self.a in codes else self.a)
        return self._sentence(words["asks"], fields, events[:1])

    def _states(self, states: Sequence[StateFact]) -> Iterable[Sentence]:
        closed = [fact for fact in states if fact.end][-STATES:]
        for fact in (fact for fact in states if fact in closed or not fact.end):
            shown = [self.events[key] for key in (*fact.evidence[:2], *fact.ended_by) if key in self.events]
            if not shown:
                continue
            forms = self.phrases.words["states"][fact.state]
            key = "closed" if fact.end else "announced" if fact.announced and "announced" in forms else "open"
            yield self._sentence(forms[key], self._fact_fields(fact), shown)

    def _fact_fields(self, fact: StateFact) -> dict[str, str | Phrase]:
        by = [code for code in fact.by if code in (self.a, self.b)]
        other = self.b if by == [self.a] else self.a
        wording = self.wording
        return {
            **self._dyad(),
            "by": wording.country(by[0] if by else self.a),
            "other": wording.country(other),
            "start": wording.day(fact.start, fact.start_precision, form=1),
            "end": wording.day(fact.end, fact.end_precision or "day", form=1) if fact.end else "",
        }

    def state_label(self, fact: StateFact) -> str:
        """The state in a few words."""
        return self.wording.fill(self.phrases.words["short_states"][fact.state], self._fact_fields(fact))

    def _dyad(self) -> dict[str, str | Phrase]:
        return {"A": self.wording.country(self.a), "B": self.wording.country(self.b)}

    def _sentence(
        self, template: str, fields: Mapping[str, str | Phrase], events: Sequence[ChronicleEvent], *, stop: bool = True
    ) -> Sentence:
        text = self.wording.fill(template, fields) if fields else template
        articles = dict.fromkeys(m.article.id for event in events for m in event.mentions)
        return Sentence(
            text=text[:1].upper() + text[1:] + ("." if stop else ""),
            events=[event.id for event in events],
            articles=list(articles),
        )


def _once(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Each sentence once, with the sources of all that say the same."""
    told: dict[str, Sentence] = {}
    for sentence in sentences:
        same = told.get(sentence.text)
        told[sentence.text] = sentence if same is None else Sentence(
            text=same.text,
            events=list(dict.fromkeys([*same.events, *sentence.events])),
            articles=list(dict.fromkeys([*same.articles, *sentence.articles])),
        )  # fmt: skip
    return list(told.values())


def _when(event: ChronicleEvent) -> tuple[object, ...]:
    first = event.date
    last = event.enddate or first
    middle = first + (last - first) // 2 if first and last else None
    place = event.mentions[0].evidence.trigger if event.mentions[0].evidence else (0, 0)
    return (middle is None, middle, event.event[0] != "ASSAULT", event.mentions[0].article.id, place, event.id)


def _sentences(event: ChronicleEvent) -> set[tuple[str, str]]:
    return {(m.article.id, m.quote) for m in event.mentions if m.quote}


def _landmark(openers: Sequence[ChronicleEvent], phase: Phase) -> bool:
    """Whether the phase began with the very day of an event that opened it, as one that an act opens does."""
    return any(event.date == phase.start for event in openers)
