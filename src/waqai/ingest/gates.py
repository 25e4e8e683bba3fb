"""What is let through to the coder: written Arabic, long enough, running text. Every rejection says why in one word."""

from __future__ import annotations

import re
from dataclasses import dataclass

from waqai.errors import InputError
from waqai.ingest.language import SAMPLE, check_language
from waqai.models import Article
from waqai.packs.dialects import dialects

_UTF8_ARABIC = bytes(range(0xD8, 0xDC))
_PERSIAN = tuple(letter.encode() for letter in "یکپچژگٹڈےھہ")
"""Letters of Persian and Urdu that Arabic has none of, or nearly none."""
_ENTITY = re.compile(rb"&#(?:1[56]\d\d|x06[0-9a-f]{2});", re.I)
_MARKUP = re.compile(rb"<(?:script|style)\b.*?</(?:script|style)>", re.I | re.S)
_HEAD = 65_536
_WORD = re.compile(r"\w+")
_ENDS = re.compile(r"[.!؟?…:»\"”]\s*$")
ENOUGH = 120
"""Arabic letters in the first 64 KB of a page for it to be worth parsing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gates:
    """What a page must have to count as an article. A text that a person hands over needs to be Arabic, no more.

    characters  title and text together at the most
    words       words of running text at the least
    sentences   share of its lines that end like sentences, at the least
    """

    characters: int = 500_000
    words: int = 25
    sentences: float = 0.2


def check_page(article: Article, gates: Gates = Gates(), *, where: str | None = None) -> None:
    """Raise InputError (`too-large`, `language`, `dialect`, `too-short`, `boilerplate`) unless it is Arabic news."""
    if (size := len(article.text) + len(article.title or "")) > gates.characters:
        raise InputError(f"{size} characters are no article", where=where, reason="too-large")
    check_language(article, where=where)
    if (spoken := dialects().of(article.full_text[:SAMPLE])) is not None:
        code = f" ({spoken.code})" if spoken.code else ""
        raise InputError(f"written in {spoken.name}{code}, not as news is", where=where, reason="dialect")
    words = len(_WORD.findall(article.text))
    if words < gates.words:
        raise InputError(f"{words} words are no article", where=where, reason="too-short")
    lines = [line for line in article.text.splitlines() if line.strip()]
    ended = sum(bool(_ENDS.search(line)) for line in lines)
    if len(lines) > 4 and ended < gates.sentences * len(lines):
        raise InputError("lists and links rather than running text", where=where, reason="boilerplate")


def looks_arabic(data: bytes) -> bool:
    """A first sight of a page's bytes, made for speed: is there Arabic in any encoding, or as entities?"""
    head = data[:_HEAD]
    script = len(head) - len(head.translate(None, _UTF8_ARABIC))
    if script >= ENOUGH:
        return sum(head.count(letter) for letter in _PERSIAN) < script * 0.05
    high = len(head) - len(head.translate(None, bytes(range(0xC0, 0x100))))
    if high >= ENOUGH:
        return _is_old_arabic(head)
    if len(data) > _HEAD and not high:
        return looks_arabic(_MARKUP.sub(b"", data)[_HEAD : 2 * _HEAD]) if len(data) < 20 * _HEAD else False
    return len(_ENTITY.findall(head)) >= ENOUGH


def _is_old_arabic(head: bytes) -> bool:
    """Whether bytes beyond ASCII are Arabic in windows-1256 or ISO-8859-6: the article and short words are frequent."""
    if b"\xc7\xe1" in head and head.count(b"\xc7\xe1") >= 10:  # windows-1256 «ال»
        return True
    return head.count(b"\xc7\xe4") >= 10  # ISO-8859-6 «ال»
