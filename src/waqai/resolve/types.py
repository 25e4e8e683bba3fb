"""Which event types may be told of one and the same event, and how much it speaks against identity.

Outlets (and the coder) read the same signing as AGREE, CONSULT or SUPPORT. A reaction is never its cause: the types of
saying (ACCUSE, REQUEST, THREATEN ...) and the types of doing (ASSAULT, COERCE ...) meet only where law courts and
sanctions are both, with a reason each.
"""

from __future__ import annotations

_NEAR = -0.6
_FAR = -1.6

_NEAR_PAIRS = (
    "AGREE CONSULT, AGREE SUPPORT, AGREE COOPERATE, AGREE AID, AGREE CONCEDE, AGREE RETREAT, AGREE MOBILIZE, "
    "CONSULT SUPPORT, CONSULT COOPERATE, SUPPORT COOPERATE, SUPPORT AID, COOPERATE AID, COOPERATE MOBILIZE, "
    "CONCEDE RETREAT, AID RETREAT, AID MOBILIZE, "
    "ACCUSE REJECT, ACCUSE REQUEST, ACCUSE THREATEN, REJECT THREATEN, REQUEST REJECT, REQUEST THREATEN, "
    "SANCTION COERCE, SANCTION REJECT, COERCE ASSAULT, PROTEST ASSAULT"
)
_FAR_PAIRS = (
    "AGREE REQUEST, AGREE PROTEST, CONSULT AID, CONSULT RETREAT, CONSULT MOBILIZE, CONSULT CONCEDE, SUPPORT CONCEDE, "
    "SUPPORT REQUEST, CONCEDE AID, CONCEDE COOPERATE, AGREE SANCTION, AGREE COERCE, AGREE REJECT, AGREE THREATEN, "
    "MOBILIZE ASSAULT, RETREAT ASSAULT, RETREAT COERCE, RETREAT SANCTION, RETREAT SUPPORT, AID ASSAULT, AID COERCE, "
    "ACCUSE COERCE, SANCTION ACCUSE, SANCTION THREATEN, COERCE THREATEN, COERCE MOBILIZE, PROTEST COERCE, "
    "MOBILIZE THREATEN, PROTEST REQUEST, PROTEST REJECT, COERCE CONCEDE"
)


def _table() -> dict[str, dict[str, float]]:
    table: dict[str, dict[str, float]] = {}
    for pairs, weight in ((_FAR_PAIRS, _FAR), (_NEAR_PAIRS, _NEAR)):
        for pair in pairs.split(", "):
            a, b = pair.split()
            table.setdefault(a, {})[b] = weight
            table.setdefault(b, {})[a] = weight
    return table


COMPATIBLE = _table()
"""Type -> other types of the same event -> what that says (log-odds)."""
SAME = 0.8
"""What it says that both are of one type."""
MUTUAL = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE"})
"""Types whose sides may stand either way round."""
SPEECH = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})
"""Types in which the speaker is the deed: two who condemn one raid condemn it twice."""
