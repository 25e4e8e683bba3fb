"""What identity needs to know of a record: a compact `Telling`, made once from the record and its article's text.

A store keeps it beside the record as bytes, since the text itself may not be kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import msgpack  # type: ignore[import-untyped]

from waqai.errors import InputError

VERSION = 3
"""Of the layout; goes up whenever a field changes its meaning. Older bytes have to be made again from the article."""


class Link(NamedTuple):
    """Two tellings that may be of one event: record ids, `a < b`; the score says how surely (log-odds, above 0)."""

    a: str
    b: str
    score: float


@dataclass(frozen=True, slots=True)
class Telling:
    """One record as identity sees it. Days are proleptic ordinals (`date.toordinal()`), None where not known."""

    record: str
    article: str
    outlet: str = ""
    """the publisher, folded; "" where unknown"""
    published: int | None = None
    type: str = ""
    modes: tuple[str, ...] = ()
    status: str = "occurred"
    first: int | None = None
    last: int | None = None
    precision: str = "unknown"
    basis: str = ""
    actors: tuple[str, ...] = ()
    """`CODE/SECTOR` of each, the code "" where it is not known («/CVL»)"""
    recipients: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """canonical names of the persons on the two sides; organisations after `org:`"""
    country: str = ""
    place: str = ""
    """canonical name of the place; "" where only the country is known"""
    lat: float | None = None
    lon: float | None = None
    numbers: tuple[int, ...] = ()
    """numbers in the evidence that are no dates"""
    ordinals: tuple[int, ...] = ()
    """«الثانية» -> 2, in the evidence and, of the main event, in the headline"""
    dead: int | None = None
    injured: int | None = None
    arrested: int | None = None
    participants: int | None = None
    trigger: str = ""
    """lemma of the word that carries the event"""
    lead: bool = False
    """told in the headline or the opening of the article: its main event"""
    words: tuple[str, ...] = ()
    """lemmas of the sentences that tell the event, rarest first"""
    weights: bytes = b""
    """how rare each of `words` is in the language, 1..255"""
    title: tuple[str, ...] = ()
    """lemmas of the headline (of the first sentence where there is none), rarest first"""
    title_weights: bytes = b""
    imprint: bytes = b""
    """MinHash of the article's text, the same for all its tellings"""
    credits: tuple[str, ...] = ()
    """agencies to which the article credits its text"""
    quote: str = ""
    """the sentence that tells the event"""

    def to_bytes(self) -> bytes:
        """The telling for a store."""
        packed: bytes = msgpack.packb((VERSION, *(getattr(self, name) for name in self.__slots__)))
        return packed

    @classmethod
    def from_bytes(cls, packed: bytes) -> Telling:
        """The telling that `to_bytes` wrote. Raises InputError on bytes of another version."""
        version, *values = msgpack.unpackb(packed, use_list=False)
        if version != VERSION or len(values) != len(cls.__slots__):
            raise InputError(f"a telling of version {version}: make it anew from its article")
        return cls(*values)
