"""The same event told twice in one article becomes one record; the fullest telling anchors it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from waqai.extract.actors import Actor
from waqai.extract.dating import Dating
from waqai.extract.frames import Draft
from waqai.extract.placenames import Place
from waqai.extract.sources import Source

MATERIAL = frozenset({"ASSAULT", "COERCE", "SANCTION", "RETREAT"})
"""Types whose modes tell deeds apart: an arrest is no seizure, an air raid no ambush."""
ARMED = frozenset({"REB", "PRM", "UAF", "MIL"})
"""Sectors of those who fight."""
LEADING = frozenset({"ادي", "اسفر", "تسبب", "افضي", "اوقع", "خلف"})
"""Verbs that join an outcome to the act before it."""
MERE_PEOPLE = frozenset({"", "شخص", "فرد"})
"""Roles that tell nothing of the people but that they are people."""
RECALLED = frozenset({"CONSULT", "AGREE", "SUPPORT", "ASSAULT", "COOPERATE"})
"""Types whose nouns («الاتفاق», «اللقاء») with the article and one side alone only recall what was told."""
BODIES = frozenset({"IGO", "NGO", "MNC", "IMG"})
"""Codes that many bodies share."""


@dataclass(slots=True, eq=False)
class Event:
    """A draft with everything that was found out about it, and the other sentences that tell it.

    `words`: the lemmas of the words that told it in the tellings joined to this one.
    """

    draft: Draft
    actors: list[Actor]
    recipients: list[Actor]
    dating: Dating
    place: Place | None
    sources: list[Source]
    size: dict[str, int | str]
    status: str
    event: str
    mode: tuple[str, ...]
    cameo: str
    also: list[tuple[int, int]] = field(default_factory=list)
    reported: bool = True
    words: frozenset[str] = frozenset()

    @property
    def sides(self) -> frozenset[str]:
        """The codes of all that take part."""
        return frozenset(a.code for a in (*self.actors, *self.recipients) if a.code)


def merge(events: Sequence[Event]) -> list[Event]:
    """One event for each deed, in the order of the text."""
    kept: list[Event] = []
    for event in events:
        same = next((k for k in reversed(kept) if _same(k, event)), None)
        if same is None:
            if not (_anaphoric(event) and _parties(event) < 2 and event.event in RECALLED):
                kept.append(event)
            continue
        first, second = (event, same) if _fullness(event) > _fullness(same) + 1 else (same, event)
        if first is event:
            kept[kept.index(same)] = event
        _join(first, second)
    return kept


def absorb_outcomes(events: Sequence[Event]) -> list[Event]:
    """Join act and outcome of one sentence: «10 killed in a raid» is the raid, with its toll and its victims."""
    kept = list(events)
    for outcome in events:
        if outcome.event != "ASSAULT" or not outcome.draft.rule.size or outcome not in kept or _is_clash(outcome):
            continue
        act = _act_of(outcome, kept)
        if act is None:
            continue
        takes = outcome.size or not act.recipients or act.draft.rule.size
        if outcome.recipients and takes and not _is_clash(act) and not _hits_fighters(act, outcome):
            victims = _victims(act, outcome)
            act.recipients = _with_more(act.recipients, victims) if _has_toll(act) else victims
        act.size = {**act.size, **outcome.size}
        act.actors = act.actors or outcome.actors
        act.place = act.place or outcome.place
        act.mode = act.mode or outcome.mode
        act.reported = act.reported or outcome.reported
        kept.remove(outcome)
    return kept


def _is_clash(act: Event) -> bool:
    """Whether both sides of a fight are told: those killed in it are theirs and no third side."""
    return act.event == "ASSAULT" and act.draft.rule.frame.mutual and len(act.actors) > 1


def _has_toll(act: Event) -> bool:
    """Whether the recipients are already those whom it killed or wounded."""
    return bool(act.recipients) and (act.draft.rule.size != "" or bool(act.size))


def _with_more(told: Sequence[Actor], more: Iterable[Actor]) -> list[Actor]:
    """«مقتل جنديين وإصابة ثلاثة مدنيين»: all the victims; «ثلاثة آخرين» are more of the same."""
    return [*told, *(a for a in more if a.role not in MERE_PEOPLE and all(a.sector != b.sector for b in told))]


def _victims(act: Event, outcome: Event) -> list[Actor]:
    """The people hit: those whose country is not told are of the country of the target."""
    target = {a.code for a in act.recipients if a.code}
    if len(target) != 1:
        return outcome.recipients
    code = next(iter(target))
    return [a.but(code=code) if a.kind == "open" else a for a in outcome.recipients]


def _hits_fighters(act: Event, outcome: Event) -> bool:
    """Whether the attack was on fighters and its dead are told as mere people: they say less than the target does."""
    aimed = bool(act.recipients) and all(a.sector in ARMED for a in act.recipients)
    return aimed and all(a.sector == "CVL" and a.role in MERE_PEOPLE for a in outcome.recipients)


def _act_of(outcome: Event, events: Sequence[Event]) -> Event | None:
    """The attack in the same sentence whose toll `outcome` tells: the nearest with fitting actor, status and size."""
    at = outcome.draft.predicate.token.i
    fitting = [
        e
        for e in events
        if e is not outcome
        and e.event == "ASSAULT"
        and _statuses_fit(e, outcome)
        and _fits(_codes(e.actors), _codes(outcome.actors))
        and not (e.size.keys() & outcome.size.keys())
        and (not e.draft.rule.size or e.draft.predicate.token.i < at or _is_clash(e))
    ]
    after = _is_led_to(outcome)
    return min(
        fitting,
        key=lambda e: (after and e.draft.predicate.token.i > at, abs(e.draft.predicate.token.i - at)),
        default=None,
    )


def _is_led_to(outcome: Event) -> bool:
    """«... ما أدى إلى مقتل جنديين»: what leads to a death is told before it."""
    governor = outcome.draft.predicate.governor
    return governor is not None and governor.word.verb is not None and bool(governor.word.lemmas & LEADING)


def _same(a: Event, b: Event) -> bool:
    """Whether `b`, told later, is `a` told again."""
    if a.event in MATERIAL and a.event == b.event and not _modes_fit(a, b):
        return False
    resumes = a.event == b.event or (b.event == "AGREE" and a.cameo == "057")
    if resumes and _anaphoric(b) and _overlap(a.sides, b.sides) and _dates_fit(a, b) and _sizes_fit(a, b):
        return True
    if a.event != b.event or not _statuses_fit(a, b) or (a.cameo == "057") != (b.cameo == "057"):
        return False
    if _another(a.actors, b.actors) or _another(b.actors, a.actors) or _told_apart(a, b):
        return False
    if not _fits(_codes(a.actors), _codes(b.actors)) or not _fits(_told(a), _told(b)):
        mutual = a.draft.rule.frame.mutual or b.draft.rule.frame.mutual
        if not mutual or not (a.sides <= b.sides or b.sides <= a.sides):
            return False
    if not _overlap(a.sides, b.sides) and not _complete_each_other(a, b):
        return False
    return not _another_deed(a, b) and _dates_fit(a, b) and _sizes_fit(a, b)


def _another(named: Sequence[Actor], other: Sequence[Actor]) -> bool:
    """«سافر غانتس ...»; «مسؤول كبير سافر ...»: somebody new, told without article, is not the one named before."""
    if not any(a.person for a in named):
        return False
    return any(not a.definite and not a.person and a.kind in ("role", "open") for a in other)


def _told_apart(a: Event, b: Event) -> bool:
    """Two things said, two meetings: in sentences of the text's own, of other kinds or with others."""
    if a.draft.sentence is b.draft.sentence or min(a.draft.sentence.index, b.draft.sentence.index) < 0:
        return False
    if a.event == "AGREE":
        other = a.draft.rule.id != b.draft.rule.id or (
            not _anaphoric(b) and _codes(a.recipients) != _codes(b.recipients)
        )
        return other and (a.sides != b.sides or len(a.sides) < 2)
    if a.event == "ACCUSE":
        return a.mode != b.mode
    if a.event in ("REQUEST", "SUPPORT", "REJECT", "THREATEN"):
        return a.draft.rule.id != b.draft.rule.id
    if a.event == "CONSULT":
        phoned = ("phone" in a.mode) != ("phone" in b.mode)
        return phoned or _other_people(a, b) or (min(len(a.sides), len(b.sides)) < 2 and _at_home(a) != _at_home(b))
    return False


def _other_people(a: Event, b: Event) -> bool:
    """Whether wherever both name people of a country, they name others."""
    people = [{(p.code, p.person) for p in (*e.actors, *e.recipients) if p.code and p.person} for e in (a, b)]
    shared = {code for code, _ in people[0]} & {code for code, _ in people[1]}
    return bool(shared) and not people[0] & people[1]


def _at_home(event: Event) -> bool:
    """Between people of one country."""
    return bool(event.actors and event.recipients) and len(event.sides) == 1


def _complete_each_other(a: Event, b: Event) -> bool:
    """One word of a sentence tells who, another to whom («أرسلت تركيا مساعدات إلى بيروت»)."""
    if a.draft.sentence is not b.draft.sentence:
        return False
    return (not a.actors or not b.actors) and (not a.recipients or not b.recipients)


def _anaphoric(event: Event) -> bool:
    """«الاتفاق», «الزيارة»: a noun with the article and no numbers of its own points back."""
    predicate = event.draft.predicate
    return predicate.form == "noun" and predicate.token.word.article and not event.size


def _parties(event: Event) -> int:
    """How many take part, unnamed states («القوى الكبرى») among them."""
    unnamed = {a.org for a in (*event.actors, *event.recipients) if a.code is None and a.org}
    named = len(event.sides) + len(unnamed)
    return max(named, len(event.actors)) if _is_clash(event) else named


def _codes(actors: Iterable[Actor]) -> frozenset[tuple[str | None, str]]:
    return frozenset((a.code, a.person or (a.org if a.code in BODIES else "")) for a in actors if a.code)


def _told(event: Event) -> frozenset[tuple[str | None, str]]:
    """The recipients, unless they were only inferred from what the speech act is about."""
    return frozenset() if event.draft.inferred else _codes(event.recipients)


def _fits(a: frozenset[tuple[str | None, str]], b: frozenset[tuple[str | None, str]]) -> bool:
    """One side unknown, or one within the other by country; two named persons must be the same."""
    if not a or not b:
        return True
    countries_a, countries_b = {c for c, _ in a}, {c for c, _ in b}
    if not (countries_a <= countries_b or countries_b <= countries_a):
        return False
    people_a, people_b = {p for _, p in a if p}, {p for _, p in b if p}
    return not people_a or not people_b or bool(people_a & people_b)


def _overlap(a: frozenset[str], b: frozenset[str]) -> bool:
    return not a or not b or bool(a & b)


def _statuses_fit(a: Event, b: Event) -> bool:
    real = {"occurred", "ongoing"}
    return a.status == b.status or {a.status, b.status} <= real


def _dates_fit(a: Event, b: Event) -> bool:
    da, db = a.dating, b.dating
    if da.start is None or db.start is None or da.end is None or db.end is None:
        return True
    if not da.dated or not db.dated:
        return True
    if da.lasting != db.lasting:
        return False
    return da.start <= db.end and db.start <= da.end


def _another_deed(a: Event, b: Event) -> bool:
    """Whether later words of their own tell another attack: «قصف ...», further on «اقتحم ...».

    Headlines are told again in other words; a noun with the article points back; a toll told twice is one.
    """
    if b.event != "ASSAULT" or a.draft.sentence.index < 0 or _anaphoric(b) or a.draft.sentence is b.draft.sentence:
        return False
    same_toll = any(a.size[k] == b.size[k] for k in a.size.keys() & b.size.keys())
    return not same_toll and not _words(a) & _words(b)


def _words(event: Event) -> frozenset[str]:
    return event.words | event.draft.predicate.token.lemmas


def _modes_fit(a: Event, b: Event) -> bool:
    """One mode unknown, or one in common."""
    return not a.mode or not b.mode or bool(set(a.mode) & set(b.mode))


def _sizes_fit(a: Event, b: Event) -> bool:
    return all(a.size[k] == b.size[k] for k in a.size.keys() & b.size.keys())


def _finer(a: Place, b: Place) -> bool:
    """Whether `a` names a place within the country that is all `b` tells."""
    return b.precision == "country" and a.precision != "country" and a.country == b.country


def _fullness(event: Event) -> int:
    return (
        2 * bool(event.actors)
        + 2 * bool(event.recipients or _is_clash(event))
        + event.dating.dated
        + bool(event.place)
        + 2 * (event.draft.sentence.index >= 0)
    )


def _join(kept: Event, other: Event) -> None:
    """Take over what the kept telling leaves open."""
    kept.actors = kept.actors or other.actors
    if not _is_clash(kept):
        kept.recipients = kept.recipients or other.recipients
    if not kept.dating.told and other.dating.told:
        kept.dating = other.dating
    if kept.place is None or (other.place is not None and _finer(other.place, kept.place)):
        kept.place = other.place
    kept.size = {**other.size, **kept.size}
    kept.mode = kept.mode or other.mode
    kept.words |= _words(other)
    if kept.draft.sentence.index < 0:
        kept.sources = kept.sources or other.sources
    for span in [(other.draft.sentence.start, other.draft.sentence.end), *other.also]:
        if span not in kept.also and span != (kept.draft.sentence.start, kept.draft.sentence.end):
            kept.also.append(span)
