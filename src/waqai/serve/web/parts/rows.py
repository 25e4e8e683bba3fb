"""An event in a list: who to whom, what, when, where, and the sentence that tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waqai.serve.web.html import Html, bdi, tag
from waqai.serve.web.parts.chips import day, kind, pair, status
from waqai.serve.web.parts.headline import of_row
from waqai.serve.web.view import View

if TYPE_CHECKING:
    from waqai.models import Location
    from waqai.serve.views import EventRow


def event_row(view: View, event: EventRow, *, level: int = 3) -> Html:
    """An event as an item of a list; `level` of its heading."""
    words = view.write.digits(of_row(event, view.language))
    shown = bdi(words) if words else pair(view, event.actor, event.recipient, link=False)
    title = tag("a", shown, href=view.to(f"events/{event.id}"))
    what = kind(view, event.event, event.mode, event.quad_code)
    quote = event.quote or event.title or event.event_text
    return tag(
        "li",
        tag("p", day(view, event.date, event.date_precision, event.enddate), class_="result__when"),
        tag("div", tag(f"h{level}", title), tag("p", what),
            tag("p", quote, class_="quote quote--small", lang="ar", dir="rtl"), _meta(view, event)),
        class_="result", id=f"event-{event.id}", data_item="",
    )  # fmt: skip


def _meta(view: View, event: EventRow) -> Html:
    texts, write = view.texts, view.write
    parts = [status(view, event.status)]
    if event.place:
        parts.append(tag("span", bdi(place(view, event.place))))
    if event.tellings > 1:
        parts.append(tag("span", write.count("tellings", event.tellings)))
    if event.contradictions:
        fields = write.listed([texts.name("field", name) for name in event.contradictions])
        parts.append(tag("span", f"{texts('event.differs')}: {fields}", class_="differs"))
    if event.publishers:
        more = f" +{write.number(len(event.publishers) - 1)}" if len(event.publishers) > 1 else ""
        parts.append(tag("span", bdi(event.publishers[0]), more))
    return tag("p", parts, class_="result__meta")


def place(view: View, location: Location) -> str:
    """A place in the page's language: the article's words on Arabic pages, the canonical name on others."""
    land = view.write.country(location.country) if location.country else ""
    name = (location.text if view.language == "ar" else location.name) or location.name or location.text
    if location.precision == "country":
        return land or name
    return view.texts("list.separator").join(dict.fromkeys(part for part in (name, land) if part))
