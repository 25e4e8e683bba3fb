"""Merge the tellings of one event: each value with the record it is from, what they differ on, who confirms it.

Voices vote, not articles: what ten outlets copied from one agency is told once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from waqai.models import ChronicleEvent, Mention, Record, Stage, Telling
from waqai.resolve.copies import voices
from waqai.resolve.differ import contradictions
from waqai.resolve.judged import event_id
from waqai.resolve.life import FACTS, final_status, independent, stages
from waqai.resolve.values import SIZES, best_date, best_place, best_side, best_sizes
from waqai.resolve.votes import Told, elect

COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE"})
REACHED = frozenset({"occurred", "ongoing"})


def merge(tellings: Iterable[Telling], records: Mapping[str, Record]) -> ChronicleEvent:
    """The event that tellings of one event make. `records` holds the record of each."""
    tellings = sorted(tellings, key=lambda t: (t.published or 0, t.article, t.record))
    if len(tellings) == 1:
        return _alone(Told(tellings[0], records[tellings[0].record], tellings[0].article))
    speakers = voices(tellings)
    told = [Told(t, records[t.record], speakers[t.article]) for t in tellings]
    kind = _type(told)
    main = [t for t in told if t.telling.type == kind]
    pattern = _pattern(main)
    status = final_status(told)
    dated = best_date(_reached(told, status))
    place = best_place(told)
    actors, recipients = best_side(main, told, "actor"), best_side(main, told, "recipient")
    sizes = best_sizes(told)
    fullest = min(main, key=_fullness)
    sources = {
        "event": fullest, "event_text": fullest, "mode": pattern, "cameo": pattern, "date": dated,
        "event_loc": place, "actor": actors.source, "recipient": recipients.source, "size": sizes.source,
    }  # fmt: skip
    return ChronicleEvent.model_construct(
        id=event_id(t.telling.record for t in told),
        date=dated.record.date if dated else None,
        enddate=dated.record.enddate if dated else None,
        date_precision=dated.record.date_precision if dated else "unknown",
        date_basis=dated.record.date_basis if dated else None,
        event=main[0].record.event,
        mode=list(pattern.record.mode),
        context=sorted({context for t in main for context in t.record.context}),
        cameo=pattern.record.cameo,
        quad_code=pattern.record.quad_code,
        event_scale=pattern.record.event_scale,
        actor=actors.entities,
        recipient=[e for e in recipients.entities if e not in actors.entities],
        event_loc=place.record.event_loc if place else None,
        status=status,
        life=stages(told),
        size=sizes.best,
        size_low=sizes.low,
        size_high=sizes.high,
        event_text=fullest.record.event_text,
        mentions=[_mention(t) for t in told],
        confirmed_by=independent(told),
        contradictions=contradictions(told, main),
        provenance={field: t.telling.record for field, t in sources.items() if t is not None},
        first_told=_day(told[0].telling.published),
        last_told=_day(told[-1].telling.published),
    )


def _alone(told: Told) -> ChronicleEvent:
    """The event that one telling makes: what its record says. Most events are told once."""
    record, size = told.record, told.record.size
    counted = size is not None and any(getattr(size, field) is not None for field in SIZES)
    day = _day(told.telling.published)
    known = ["event", "event_text", "mode", "cameo"]
    known += [field for field in ("date", "event_loc", "actor", "recipient", "size") if getattr(record, field)]
    copied = ("date", "enddate", "date_precision", "date_basis", "event", "cameo", "quad_code", "event_scale", "actor")
    return ChronicleEvent.model_construct(
        **{field: getattr(record, field) for field in (*copied, "event_loc", "status", "size", "event_text")},
        id=event_id([told.telling.record]),
        mode=list(record.mode),
        context=sorted(set(record.context)),
        recipient=[e for e in record.recipient if e not in record.actor],
        life=[Stage.model_construct(status=record.status, told=day, records=[told.telling.record])],
        size_low=size if counted else None,
        size_high=size if counted else None,
        mentions=[_mention(told)],
        confirmed_by=int(record.status in FACTS),
        contradictions=[],
        provenance=dict.fromkeys(known, told.telling.record),
        first_told=day,
        last_told=day,
    )


def _type(told: Sequence[Told]) -> str:
    """The best supported type. An announcement is an AGREE of what then took place, and does not vote with it.

    Here each article has a vote, copies too: a few changed words are enough for a coder to read another type.
    """
    reached = {t.telling.type for t in told if t.telling.status in REACHED}
    if reached & COOPERATIVE:
        told = [t for t in told if not (t.telling.type == "AGREE" and t.telling.status == "future")] or told
    return elect((replace(t, voice=t.telling.article), t.telling.type, _prominence(t)) for t in told)


def _prominence(told: Told) -> float:
    """Headlines name the deed most plainly, background least."""
    if told.record.evidence.sentence[0] == 0:
        return 1.5
    return 1.0 if told.telling.lead else 0.6


def _pattern(main: Sequence[Told]) -> Told:
    """The telling from which mode, CAMEO code and score are taken: those belong together."""
    chosen = elect((t, (tuple(t.record.mode), t.record.cameo), 1.0 + 0.2 * bool(t.record.mode)) for t in main)
    return min((t for t in main if (tuple(t.record.mode), t.record.cameo) == chosen), key=_fullness)


def _reached(told: Sequence[Told], status: str) -> Sequence[Told]:
    """The tellings whose date counts: of a visit that took place, not the day announced for it."""
    if status in REACHED:
        return [t for t in told if t.telling.status in REACHED and t.telling.first is not None] or told
    return told


def _fullness(told: Told) -> tuple[float, str]:
    """Sorts the fullest telling first."""
    t = told.telling
    known = (t.actors, t.recipients, t.place, t.first is not None, t.modes, t.dead is not None, t.names)
    return -(sum(map(bool, known)) + 1.5 * t.lead + min(len(t.quote), 200) / 400), t.record


def _mention(told: Told) -> Mention:
    record, t = told.record, told.telling
    return Mention.model_construct(
        record=t.record,
        rule=record.rule,
        article=record.article,
        quote=t.quote,
        status=record.status,
        date=record.date,
        enddate=record.enddate,
        size=record.size,
        attribution=record.attribution,
        evidence=record.evidence,
        voice=told.voice,
        copy_of=None if told.voice == t.article else told.voice,
        denies=record.status == "negated",
    )


def _day(ordinal: int | None) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None
