"""The filter column with its counts, and the chosen filters as chips that can be taken away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from waqai.serve.web.html import Html, bdi, tag
from waqai.serve.web.parts.forms import field
from waqai.serve.web.parts.icons import icon
from waqai.serve.web.view import View

if TYPE_CHECKING:
    from waqai.serve.views import Count, Facets

SHOWN = 6
"""Values in sight; the others are folded away."""
MOST = 40
FACETS = ("quad", "type", "status", "actor", "recipient", "place", "publisher", "mode")
NO_CHIPS = ("order", "cursor", "view")
_SINGLE = ("text", "from", "to", "confirmed_by", "as_of")


def column(view: View, facets: Facets) -> Html:
    """Everything that can be chosen, with how many events each value would give."""
    texts = view.texts
    groups = [_facet(view, name, getattr(facets, name)) for name in FACETS]
    fold = tag("button", texts("search.filters"), icon("down"), type="button", class_="button fold", data_do="fold",
               data_of="facets", aria_expanded="false", aria_controls="facets", id="fold")  # fmt: skip
    heading = tag("h2", texts("search.filters"), class_="visually-hidden")
    shown = tag("div", heading, _times(view), groups, class_="facets", id="facets")
    return tag("section", _box(view), fold, shown, class_="filters", aria_label=texts("search.filters"))


def _kept(view: View, *without: str) -> list[Html]:
    return [
        tag("input", type="hidden", name=key, value=value)
        for key, value in view.address.values.items()
        if key not in (*without, "cursor")
    ]


def _box(view: View) -> Html:
    texts = view.texts
    box = tag(
        "input", type="search", name="text", id="search-text", value=view.address.values.get("text"),
        placeholder=texts("search.hint"), data_search="", autocomplete="off",
    )  # fmt: skip
    go = tag("button", icon("search"), tag("span", texts("actions.search"), class_="visually-hidden"),
             class_="button", type="submit")  # fmt: skip
    label = tag("label", texts("search.box"), for_="search-text")
    return tag(
        "form", _kept(view, "text"), tag("div", label, tag("div", box, go, class_="filters__box"), class_="field"),
        action=view.to("events"), method="get", role="search",
    )  # fmt: skip


def _times(view: View) -> Html:
    texts, values = view.texts, view.address.values
    days = [
        field(name, texts(f"search.{words}"), kind="date", value=_day(values.get(name, "")))
        for name, words in (("from", "dated"), ("to", "until"))
    ]
    confirmed = field("confirmed_by", texts("search.confirmed"), kind="number", value=values.get("confirmed_by", ""),
                      min=1, inputmode="numeric")  # fmt: skip
    return tag("form", _kept(view, "from", "to", "confirmed_by"), days, confirmed, class_="facets",
               action=view.to("events"), method="get", data_live="")  # fmt: skip


def _day(text: str) -> str:
    """What a date field can hold: whole days; of a month or year the first."""
    return {4: f"{text}-01-01", 7: f"{text}-01"}.get(len(text), text)


def _facet(view: View, name: str, counts: list[Count]) -> Html | None:
    if not counts:
        return None
    chosen = chosen_values(view, name)
    rows = [tag("li", _value(view, name, count, chosen)) for count in counts[:MOST]]
    more = (
        tag("details", tag("summary", view.texts("actions.more")), tag("ul", rows[SHOWN:]), id=f"more-{name}")
        if len(rows) > SHOWN
        else None
    )
    heading = tag("h3", view.texts(f"search.facets.{name}"))
    return tag("div", heading, tag("ul", rows[:SHOWN]), more, class_="facet", id=f"facet-{name}")


def chosen_values(view: View, name: str) -> list[str]:
    """The values of a filter in the address."""
    return [value for value in view.address.values.get(name, "").split(",") if value]


def _value(view: View, name: str, count: Count, chosen: list[str]) -> Html:
    here = _chosen(count.value, chosen)
    kept = [value for value in chosen if value != here]
    values = kept if here else [*kept, count.value]
    address = view.address.with_query(**{name: ",".join(values), "cursor": None})
    words = tag("span", _swatch(name, count.value), bdi(value_name(view, name, count.value)))
    number = tag("span", view.write.number(count.events), class_="number")
    return tag("a", words, number, href=str(address), aria_current="true" if here else None, data_stay="",
               id=f"{name}-{count.value}")  # fmt: skip


def _chosen(value: str, chosen: list[str]) -> str | None:
    return next((one for one in chosen if one.casefold() == value.casefold()), None)


def _swatch(name: str, value: str) -> Html | None:
    return tag("i", class_=f"swatch quad-{value}", aria_hidden="true") if name == "quad" else None


def value_name(view: View, name: str, value: str) -> str:
    """What a value of a filter is called."""
    if name in ("actor", "recipient", "place", "dyad"):
        return " – ".join(_side(view, part) for part in value.split("-")) if name == "dyad" else _side(view, value)
    if name in ("from", "to", "as_of"):
        return view.write.day(_day(value), {4: "year", 7: "month"}.get(len(value), "day"), hijri=False)
    return view.texts.name(name, value) if name in ("type", "quad", "mode", "status") else view.write.digits(value)


def _side(view: View, value: str) -> str:
    code, _, sector = value.partition("/")
    is_code = len(code) == 3 and code.isupper()
    named = view.write.country(code) if is_code else code
    return f"{named} ({view.texts.name('sector', sector)})" if sector else named


def chips(view: View) -> Html | None:
    """The chosen filters; each can be taken away, and all together."""
    chosen = [
        (name, value)
        for name, values in view.address.values.items()
        if name not in NO_CHIPS
        for value in ([values] if name in _SINGLE else values.split(","))
    ]
    if not chosen:
        return None
    items = [tag("li", _chip(view, name, value)) for name, value in chosen]
    clear = tag("li", tag("a", view.texts("actions.clear"), href=view.to("events"), class_="small", data_stay=""))
    label = view.texts("search.chosen")
    return tag("ul", items, clear if len(chosen) > 1 else None, class_="chips", aria_label=label, id="chips")


def _chip(view: View, name: str, value: str) -> Html:
    kept = [one for one in chosen_values(view, name) if one != value] if name not in _SINGLE else []
    address = view.address.with_query(**{name: ",".join(kept), "cursor": None})
    shown, label = value_name(view, name, value), view.texts(f"search.facets.{name}")
    remove = tag("span", view.texts("actions.remove", name=f"{label}: {shown}"), class_="visually-hidden")
    words = tag("span", tag("span", f"{label}: ", class_="quiet"), bdi(shown), aria_hidden="true")
    return tag("a", words, remove, icon("close"), class_="filter", href=str(address), data_stay="")


def query_words(view: View, query: Mapping[str, str]) -> str:
    """A query in words: «What: Assault; Where: Lebanon»."""
    parts = []
    for name, values in query.items():
        if name in NO_CHIPS:
            continue
        named = [value_name(view, name, value) for value in ([values] if name in _SINGLE else values.split(","))]
        label = view.texts.entry("search.facets").get(name, name)
        parts.append(f"{label}: {view.texts('list.separator').join(named)}")
    return " · ".join(parts)
