"""Every error waqai raises on purpose.

WaqaiError
├── InputError          something that was given to be read cannot be read
│   └── LanguageError   the text is not in a language that a pack covers
├── PackError           a data file is wrong; carries file and line
├── StoreError          the store cannot be opened, read or written; what was committed before stays
└── UsageError          the call itself does not make sense
    └── NotFoundError   nothing is known by this id; `gone` where there once was
"""

from __future__ import annotations

from pathlib import Path


class WaqaiError(Exception):
    """Base of all deliberate errors. `str(error)` says what was wrong and what to do."""


class InputError(WaqaiError):
    """Unreadable input. `where` names the file, line or URL; `reason` is one word by which rejections are counted."""

    def __init__(self, message: str, *, where: str | None = None, reason: str = "unreadable") -> None:
        self.where, self.reason = where, reason
        super().__init__(f"{where}: {message}" if where else message)


class LanguageError(InputError):
    """Text in a language that no installed pack covers. `language` is the ISO 639-1 code found, or None."""

    def __init__(self, message: str, *, language: str | None = None, where: str | None = None) -> None:
        self.language = language
        super().__init__(message, where=where, reason="language")


class PackError(WaqaiError):
    """A pack's data file is wrong at `file:line`."""

    def __init__(self, message: str, *, file: Path | str, line: int | None = None) -> None:
        self.file, self.line = str(file), line
        super().__init__(f"{file}:{line}: {message}" if line else f"{file}: {message}")


class StoreError(WaqaiError):
    """A store that cannot be opened, read or written. The write that failed left nothing behind."""


class UsageError(WaqaiError):
    """Arguments that contradict each other or name nothing that exists."""


class NotFoundError(UsageError):
    """An id that nothing is known by. `gone`: there once was, and nothing took its place."""

    def __init__(self, message: str, *, gone: bool = False) -> None:
        self.gone = gone
        super().__init__(message)
