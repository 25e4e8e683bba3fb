"""The lean row of an event, from which relations are computed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from waqai.models.chronicle import ChronicleEvent


@dataclass(frozen=True, slots=True)
class Act:
    """A chronicle event reduced to what series and phases need, so that hundreds of thousands can be read at once.

    actors, recipients   country or special codes of the two sides, "" where unknown
    sectors              the primary sectors of all sides
    rules                the rules that read its tellings, without the language («sanction.rupture»)
    told, last_told      first and last day of publication
    """

    id: str
    first: dt.date | None
    last: dt.date | None
    precision: str
    type: str
    modes: tuple[str, ...]
    cameo: str
    quad: int
    score: float
    status: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    sectors: tuple[str, ...] = ()
    confirmed_by: int = 1
    rules: tuple[str, ...] = ()
    told: dt.date | None = None
    last_told: dt.date | None = None
    dead: int | None = None

    @classmethod
    def of(cls, event: ChronicleEvent) -> Self:
        """The row of a whole event."""
        return cls(
            id=event.id,
            first=event.date,
            last=event.enddate,
            precision=event.date_precision,
            type=event.event[0],
            modes=tuple(event.mode),
            cameo=event.cameo or "",
            quad=event.quad_code,
            score=event.event_scale,
            status=event.status,
            actors=tuple(side.code or "" for side in event.actor),
            recipients=tuple(side.code or "" for side in event.recipient),
            sectors=tuple(dict.fromkeys(side.sector for side in (*event.actor, *event.recipient) if side.sector)),
            confirmed_by=event.confirmed_by,
            rules=tuple(dict.fromkeys(rule_name(m.rule) for m in event.mentions if m.rule)),
            told=event.first_told,
            last_told=event.last_told,
            dead=event.size.dead if event.size else None,
        )


def rule_name(rule: str) -> str:
    """The name of a rule without its language: «ar.sanction.rupture» is «sanction.rupture»."""
    language, _, name = rule.partition(".")
    return name if len(language) == 2 and name else rule
