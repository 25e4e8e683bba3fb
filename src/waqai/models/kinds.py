"""The values that fields of fixed choice take. Without pydantic: filters and stores know them too."""

from __future__ import annotations

from typing import Literal

EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
Status = Literal["occurred", "ongoing", "future", "hypothetical", "negated", "foiled"]
DatePrecision = Literal["day", "week", "month", "season", "year", "decade", "unknown"]
DateBasis = Literal["explicit", "relative", "anchored", "tense", "publication"]
PlacePrecision = Literal["point", "city", "district", "province", "region", "country"]
