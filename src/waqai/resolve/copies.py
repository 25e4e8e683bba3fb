"""Copies and near-copies of one text: one voice, however many outlets print it.

An article's imprint is a MinHash over its word triples (Broder 1997), made by rensa. Two articles speak with one voice
where the imprints agree on half of the triples, or where both credit the same single agency and share much of it.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Sequence
from functools import lru_cache

from waqai.models import Telling
from waqai.packs.pack import Pack
from waqai.text.fold import fold

PERMUTATIONS = 64
SEED = 7
COPY = 0.5
"""Share of equal MinHash values from which a text is a copy of another."""
SAME_AGENCY = 0.2
"""The same, where both credit one and the same agency."""
_WORD = re.compile(r"\w+")
_LAYOUT = struct.Struct(f"<{PERMUTATIONS}I")
_DATELINE, _SIGNATURE = 90, 60
_PIECES = re.compile(r"[:()/،,\n\[\]«»\"]|\s[-–—]|[-–—]\s")


def imprint(text: str) -> bytes:
    """The MinHash of a text's word triples; b"" where it has fewer than eight words."""
    from rensa import RMinHash  # type: ignore[import-untyped]

    words = _WORD.findall(fold(text))
    if len(words) < 8:
        return b""
    minhash = RMinHash(PERMUTATIONS, SEED)
    minhash.update([" ".join(words[i : i + 3]) for i in range(len(words) - 2)])
    return _LAYOUT.pack(*minhash.digest())


@lru_cache(maxsize=65536)
def _values(packed: bytes) -> tuple[int, ...]:
    return _LAYOUT.unpack(packed)


def alike(a: bytes, b: bytes) -> float:
    """The share of word triples that two texts have in common, as their imprints tell it (0..1)."""
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    return sum(map(int.__eq__, _values(a), _values(b))) / PERMUTATIONS


class Credits:
    """Reads which agencies an article credits: in its dateline, in its signature, or as whom somebody spoke to."""

    def __init__(self, pack: Pack) -> None:
        names = pack.compiled.names
        self._agencies = {
            name: names[number].name_en
            for name, number in pack.compiled.publishers.items()
            if names[number].role_kind == "agency"
        }
        told = sorted((re.escape(n) for n in self._agencies if len(n) > 4 and not n.isascii()), key=len, reverse=True)
        self._told = re.compile(rf"\bل(?:وكاله )?({'|'.join(told)})\b") if told else None

    def of(self, text: str) -> tuple[str, ...]:
        """Canonical names of the agencies, sorted."""
        head, _, body = text.partition("\n")
        head = fold((body or head).strip()[:_DATELINE])
        tail = fold(text.strip()[-_SIGNATURE:])
        pieces = (piece.strip(" .*") for piece in (*_PIECES.split(head)[:-1], *_PIECES.split(tail)[1:]))
        found = {self._agencies[piece] for piece in pieces if piece in self._agencies}
        if self._told:
            found |= {self._agencies[m[1]] for m in self._told.finditer(fold(text))}
        return tuple(sorted(found))


def one_voice(a: Telling, b: Telling) -> bool:
    """Whether the articles of two tellings speak with one voice."""
    if a.article == b.article:
        return True
    share = alike(a.imprint, b.imprint)
    if share >= COPY:
        return True
    return share >= SAME_AGENCY and len(a.credits) == 1 and a.credits == b.credits


def voices(tellings: Iterable[Telling]) -> dict[str, str]:
    """Article -> the article whose text it copies, or itself: the earliest published of the voice.

    An article is compared with the first article of each voice only, so that likeness does not wander from copy to
    copy until nothing of the first text is left.
    """
    heads: list[Telling] = []
    found: dict[str, str] = {}
    for telling in sorted(_one_each(tellings), key=_published):
        head = next((h for h in heads if one_voice(h, telling)), None)
        if head is None:
            heads.append(telling)
            head = telling
        found[telling.article] = head.article
    return found


def _one_each(tellings: Iterable[Telling]) -> Sequence[Telling]:
    """One telling of each article, the one with the smallest id."""
    chosen: dict[str, Telling] = {}
    for telling in sorted(tellings, key=lambda t: t.record):
        chosen.setdefault(telling.article, telling)
    return list(chosen.values())


def _published(telling: Telling) -> tuple[int, str]:
    return telling.published or 0, telling.article
