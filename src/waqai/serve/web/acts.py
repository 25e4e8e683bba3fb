"""What forms ask for: judging, saving, alerts, settings, reading a text. Each act is a function with its fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args
from urllib.parse import parse_qsl

from waqai.errors import UsageError
from waqai.models import stable_id
from waqai.models.keeping import AlertKind, Channel
from waqai.serve.web.address import Address
from waqai.serve.web.view import View
from waqai.store import Filters

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
    if not view.owner or (name not in HARMLESS and not view.may_write):
        raise UsageError(view.texts("errors.reader"))
    return ACTS[name](view, fields)


def settings(view: View, fields: Fields) -> Outcome:
    """Keep choices; another language leads to the same page in it."""
    prefs = view.prefs.changed(fields)
    address = str(view.address.in_language(fields.get("language") or view.language))
    return Outcome(address=address, toast=view.texts("settings.kept"), cookie=prefs.to_cookie())


def judge(view: View, fields: Fields) -> Outcome:
    """A word on an event as a whole (wrong, same as another) or on one of its tellings (different)."""
    verdict, event = fields.get("verdict", ""), fields.get("event", "")
    because = fields.get("because", "").strip()
    if verdict == "same":
        view.desk.judge("same", [event, event_in(fields.get("other", ""))], because, view.owner)
    elif verdict == "different":
        view.desk.judge("different", [fields.get("record", ""), event], because, view.owner)
    elif verdict == "wrong":
        view.desk.judge("wrong", [event], because, view.owner)
        return Outcome(address=view.to("events"), toast=view.texts("done.judged"))
    else:
        raise UsageError(f"«{verdict}» is no verdict")
    return Outcome(toast=view.texts("done.judged"))


def event_in(text: str) -> str:
    """The id of an event in what somebody pasted: an id, or the address of its page. Raises UsageError."""
    found = Address.parse(text.strip()).path.removeprefix("events/").split("/")[0]
    if not found:
        raise UsageError("name the other event by its address or id")
    return found


def wrong(view: View, fields: Fields) -> Outcome:
    """A record was read wrongly: that is kept, and a counterexample shown."""
    record, because = fields.get("record", ""), fields.get("because", "").strip()
    view.desk.judge("wrong", [record], because, view.owner)
    address = view.address.with_query(record=record, said=record, because=because)
    return Outcome(address=str(address), toast=view.texts("done.judged"))


def code(view: View, fields: Fields) -> Outcome:
    """Read a pasted article."""
    from waqai.models import Article

    text, title = fields.get("text", ""), fields.get("title", "").strip()
    if not text.strip():
        raise UsageError(view.texts("code.nothing"))
    published = fields.get("published") or None
    article = Article(id=stable_id(title, text, published or ""), title=title or None, text=text, published=published)
    return Outcome(address=view.to(f"code/{view.drafts.keep(view.desk.code(article, explain=True))}"))


def save(view: View, fields: Fields) -> Outcome:
    """Keep a query under a name."""
    view.desk.save_search(_name(view, fields), query_of(fields), view.owner)
    return Outcome(address=view.to("saved"), toast=view.texts("saved.saved"))


def drop_search(view: View, fields: Fields) -> Outcome:
    """Forget a saved search."""
    view.desk.drop_search(fields.get("id", ""), view.owner)
    return Outcome(toast=view.texts("done.deleted"))


def alert(view: View, fields: Fields) -> Outcome:
    """Wait for something."""
    kind = next((one for one in KINDS if one == fields.get("kind")), None)
    if kind is None:
        raise UsageError(f"there is no alert of the kind «{fields.get('kind')}»")
    channels = [Channel(kind=how, to=to) for how in CHANNELS if (to := fields.get(how, "").strip())]
    view.desk.add_alert(_name(view, fields), kind, query_of(fields), channels, view.owner)
    return Outcome(address=view.to("alerts"), toast=view.texts("alerts.made"))


def drop_alert(view: View, fields: Fields) -> Outcome:
    """Wait no more."""
    view.desk.drop_alert(fields.get("id", ""), view.owner)
    return Outcome(toast=view.texts("done.deleted"))


def seen(view: View, fields: Fields) -> Outcome:
    """These notices have been looked at."""
    view.desk.mark_seen([key for key in fields.get("ids", "").split(",") if key], view.owner)
    return Outcome()


def query_of(fields: Fields) -> Filters:
    """The filters in a field that holds a query string. Raises UsageError."""
    pairs = parse_qsl(fields.get("query", "").strip().removeprefix("?"))
    return Filters.parse({key: value for key, value in pairs if key not in ("cursor", "view")})


def _name(view: View, fields: Fields) -> str:
    name = fields.get("name", "").strip()[:200]
    return name or view.texts("alerts.everything")


KINDS: tuple[AlertKind, ...] = get_args(AlertKind)
CHANNELS: tuple[Literal["email", "webhook"], ...] = ("email", "webhook")
HARMLESS = ("settings", "code")
"""Acts that keep nothing: everybody who may read may do them."""
ACTS: dict[str, Act] = {
    "settings": settings,
    "judge": judge,
    "wrong": wrong,
    "code": code,
    "save": save,
    "drop_search": drop_search,
    "alert": alert,
    "drop_alert": drop_alert,
    "seen": seen,
}
