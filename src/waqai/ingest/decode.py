"""Bytes to text. Nothing is guessed: what is not UTF-8 (or UTF-16 with its mark) is refused with advice."""

from __future__ import annotations

import codecs
from pathlib import Path

from waqai.errors import InputError


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
