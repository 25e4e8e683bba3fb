"""Third parties of a relation: who brings the two together, and over whom they quarrel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from waqai.models import ChronicleEvent, ThirdParty

MEDIATING = ("045", "039", "026", "027", "028")
"""CAMEO: mediate, express intent to mediate, appeals to meet, to settle a dispute, to accept mediation."""
BODIES = frozenset({"UNO", "EUR", "IGO", "NGO"})
"""They are called in, not quarrelled over."""
_HAPPENED = frozenset({"occurred", "ongoing", "future"})


def third_parties(
    between: Mapping[str, ChronicleEvent],
    beside: Iterable[ChronicleEvent],
    a: str,
    b: str,
    names: Mapping[str, tuple[str, ...]],
) -> list[ThirdParty]:
    """Mediators first, those that occur in most events first.

    between   the events between the two
    beside    the events of one of the two with a third that the same articles tell
    names     how each of the two is named in texts: who asks one of them for something about the other mediates
    """
    found: dict[tuple[str, str], dict[str, None]] = {}
    quarrels = _sentences(event for event in between.values() if event.quad_code in (3, 4))
    for event in (*between.values(), *beside):
        for part, code in _parts(event, a, b, quarrels, names):
            found.setdefault((part, code), {})[event.id] = None
    parties = [ThirdParty(code=code, part=part, events=list(ids)) for (part, code), ids in found.items()]
    return sorted(parties, key=lambda party: (party.part, -len(party.events), party.code))


def _parts(
    event: ChronicleEvent, a: str, b: str, quarrels: Mapping[tuple[str, str], str], names: Mapping[str, tuple[str, ...]]
) -> Iterable[tuple[str, str]]:
    actors = {side.code for side in event.actor if side.code}
    recipients = {side.code for side in event.recipient if side.code}
    if not (actors | recipients) - {a, b} or event.status not in _HAPPENED:
        return
    helpers = actors - {a, b}
    joined = actors & {a, b} and event.event[0] == "REQUEST"  # who demands together with one of them is a party
    if helpers and not joined and _mediates(event, actors | recipients, a, b, names):
        yield from (("mediates", code) for code in sorted(helpers))
    elif any((m.article.id, m.quote) in quarrels for m in event.mentions if m.quote) and event.quad_code in (3, 4):
        yield from (("quarrel", code) for code in sorted(_opposite(actors, recipients, {a, b}) - BODIES))


def _opposite(actors: set[str], recipients: set[str], two: set[str]) -> set[str]:
    """Who stands against one of the two. Who stands beside one of them against the other is an ally, not the matter."""
    if two <= actors | recipients:
        return set()
    return (recipients if two & actors else actors) - two


def _mediates(event: ChronicleEvent, codes: set[str], a: str, b: str, names: Mapping[str, tuple[str, ...]]) -> bool:
    """A third that stands with both in a meeting or an appeal, or that asks something of one about the other."""
    if event.event[0] not in ("CONSULT", "REQUEST", "AGREE", "SUPPORT"):
        return False
    if {a, b} <= codes:
        return "third-party" in event.mode or (event.cameo or "").startswith(MEDIATING) or event.event[0] == "REQUEST"
    if event.event[0] != "REQUEST":
        return False
    absent = b if a in codes else a
    return any(name in mention.quote for mention in event.mentions for name in names.get(absent, ()))


def _sentences(events: Iterable[ChronicleEvent]) -> dict[tuple[str, str], str]:
    """The sentences that tell the events: (article, sentence) -> event."""
    return {(m.article.id, m.quote): event.id for event in events for m in event.mentions if m.quote}
