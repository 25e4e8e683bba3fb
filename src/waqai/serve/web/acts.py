"""What forms ask for: judging, saving, alerts, settings, reading a text. Each act is a function with its fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from waqai.errors import UsageError
from waqai.serve.web.view import View

Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an act: where to go (here, if None), what to say, and choices to be kept in the browser."""

    address: str | None = None
    toast: str = ""
    cookie: str | None = None


Act = Callable[[View, Fields], Outcome]


def perform(view: View, name: str, fields: Fields) -> Outcome:
    """Do it. Raises UsageError for what does not exist or makes no sense, and whatever the desk raises."""
    if name not in ACTS:
        raise UsageError(f"there is no act «{name}»")
    return ACTS[name](view, fields)


def settings(view: View, fields: Fields) -> Outcome:
    """Keep choices; another language leads to the same page in it."""
    prefs = view.prefs.changed(fields)
    address = str(view.address.in_language(fields.get("language") or view.language))
    return Outcome(address=address, toast=view.texts("settings.kept"), cookie=prefs.to_cookie())


ACTS: dict[str, Act] = {"settings": settings}
