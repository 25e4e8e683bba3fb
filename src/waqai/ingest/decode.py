"""Bytes to text.

Files that a person made are UTF-8 or UTF-16; nothing is guessed there (`decode`). Web pages often declare a wrong
encoding or none: `decode_page` weighs what is declared against what makes Arabic of the bytes.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from waqai.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]+(?:charset|encoding)\s*=\s*["']?([\w-]+)""", re.I)
_OLD_ARABIC = ("windows-1256", "iso-8859-6")
_ALIASES = {"windows-1256": "cp1256", "cp-1256": "cp1256", "arabic": "iso-8859-6", "utf8": "utf-8"}
_COMMON = re.compile(
    r"(?<!\w)(?:[وف]?(?:في|من|على|إلى|الى|عن|أن|ان|إن|مع|هذا|هذه|التي|الذي|بعد|قال|بين|كان)|ال\w{3,})(?!\w)"
)
"""Words that any Arabic sentence has some of; bytes read in a wrong encoding have next to none."""
_GARBLED = re.compile("[ØÙÛ][\u0080-\u00ff\u2010-\u203a\u0152-\u0192€™]|[طظ][\u0080-\u00ff\u2010-\u203aپ€§¦¨©ھ«¬­®]")
"""Pairs that UTF-8 Arabic gives when it was read as windows-1252 or windows-1256 and written out again."""
_HEAD = 4096
_SAMPLE = 20_000
"""Of what stands between tags and is not ASCII: scripts alone may be longer than that."""


def read_text(path: Path) -> str:
    """The text of a file, line ends as they are, so that offsets fit the file. Raises InputError."""
    try:
        return decode(path.read_bytes(), where=str(path))
    except OSError as error:
        raise InputError(error.strerror or str(error), where=str(path)) from error


def decode(data: bytes, *, where: str) -> str:
    """UTF-8 text, or UTF-16 where a byte-order mark says so; the mark itself is dropped. Raises InputError."""
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        advice = "if it is an old Arabic file, convert it first: iconv -f windows-1256 -t utf-8"
        raise InputError(f"not {encoding[:5].upper()} text (byte {error.start}); {advice}", where=where) from error


def decode_page(data: bytes, *, declared: str | None = None) -> str:
    """The text of a web page. `declared` is the charset of the HTTP header, which may be as wrong as the page's own.

    Never fails: bytes that fit no encoding become U+FFFD. Text that was garbled before it was published (UTF-8 read as
    windows-1252 or windows-1256) is restored.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return _restored(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    candidates = list(dict.fromkeys(_candidates(data, declared)))
    sample = b"<".join(piece for piece in data.split(b"<") if not piece.isascii())[:_SAMPLE]
    best = max(candidates, key=lambda encoding: (_plausible(sample, encoding), -candidates.index(encoding)))
    return data.decode(best, "replace")


def _candidates(data: bytes, declared: str | None) -> Iterator[str]:
    """The encodings that may be meant: the declared ones first, then those of old Arabic pages."""
    stated = _DECLARED.search(data[:_HEAD])
    for name in (declared, stated[1].decode("ascii") if stated else None, "utf-8", *_OLD_ARABIC, "windows-1252"):
        if name and (known := _known(name)):
            yield known


def _known(name: str) -> str | None:
    name = _ALIASES.get(name.strip().lower(), name.strip().lower())
    try:
        found = codecs.lookup(name)
        "".encode(found.name)  # «base64» is a codec too, but none for text
    except (LookupError, UnicodeError, ValueError):
        return None
    return found.name


def _plausible(sample: bytes, encoding: str) -> float:
    """How much the bytes look like text in this encoding: Arabic words that are common, less what cannot be read."""
    text = sample.decode(encoding, "replace")
    return len(_COMMON.findall(text)) - 2 * text.count("\ufffd") - len(_GARBLED.findall(text))


def _restored(text: str) -> str:
    """Text whose UTF-8 was once read in a one-byte encoding, as it was meant; other text as it is."""
    sample = "<".join(piece for piece in text.split("<") if not piece.isascii())[:_SAMPLE]
    garbled = len(_GARBLED.findall(sample))
    if garbled < 10 or garbled < len(_COMMON.findall(sample)):
        return text
    for encoding in ("cp1252", "cp1256"):
        if len(_COMMON.findall(_reread(sample, encoding))) > len(_COMMON.findall(sample)):
            return _reread(text, encoding)
    return text


def _reread(text: str, encoding: str) -> str:
    """The text's bytes in `encoding` read as UTF-8; C1 control characters stand for bytes the encoding leaves free."""
    data = b"".join(
        bytes([ord(char)]) if 0x80 <= ord(char) < 0xA0 else char.encode(encoding, "ignore") for char in text
    )
    return data.decode("utf-8", "ignore")
