"""What people keep in a store: saved searches, alerts, and the notices that alerts gave."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from waqai.models.base import Part

AlertKind = Literal["new", "range", "confirmed", "contradicted"]
"""What an alert waits for: a new event in a query; a relation that leaves its usual range, against the last 4 and the
last 52 weeks; the first confirmation of an event in a query by a second outlet; its first contradiction."""


class SavedSearch(Part):
    """A query that somebody keeps. `query` has the names and texts of the filters of `waqai events`."""

    id: str
    owner: str
    name: str
    query: dict[str, str]
    made: str = Field(description="ISO timestamp in UTC")


class Channel(Part):
    """Where notices go besides the workbench: a webhook or an e-mail address."""

    kind: Literal["webhook", "email"]
    to: str = Field(min_length=3, max_length=2000)


class Alert(Part):
    """What somebody wants to be told of. `query` says where: filters, for `range` just a dyad."""

    id: str
    owner: str
    name: str
    kind: AlertKind
    query: dict[str, str]
    channels: list[Channel] = Field(default_factory=list)
    key: str = Field(default="", description="with which webhooks are signed")
    made: str = Field(description="ISO timestamp in UTC")


class Notice(Part):
    """An alert that arrived. `event` is the event it is about; of `range`, `facts` has the figures."""

    id: str
    alert: str
    kind: AlertKind
    owner: str
    name: str = Field(description="the alert's name")
    event: str | None = None
    facts: dict[str, Any] = Field(default_factory=dict)
    at: str = Field(description="ISO timestamp in UTC")
    seen: bool = False


class Token(Part):
    """Who may ask a server, as it is kept: never the token itself, only its digest."""

    id: str
    name: str
    role: Literal["reader", "analyst", "admin"]
    digest: str = Field(repr=False)
    made: str = Field(description="ISO timestamp in UTC")
    revoked: str | None = None
