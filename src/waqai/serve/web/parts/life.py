"""The life of an event as a line: announced, under way, over, called off, denied."""

from __future__ import annotations

from waqai.models import ChronicleEvent, Stage
from waqai.serve.web.html import Html, bdi, tag
from waqai.serve.web.parts.chips import day, status
from waqai.serve.web.view import View


def life(view: View, event: ChronicleEvent) -> Html:
    """The stages in the order in which they were told, each with when and by whom, along the line of reading."""
    publishers = {mention.record: mention.article.publisher for mention in event.mentions}
    return tag("ol", [_stage(view, stage, publishers) for stage in event.life], class_="life")


def _stage(view: View, stage: Stage, publishers: dict[str, str | None]) -> Html:
    names = list(dict.fromkeys(name for record in stage.records if (name := publishers.get(record))))
    separator = view.texts("list.separator")
    by = [part for name in names[:3] for part in (separator, bdi(name))][1:]
    return tag(
        "li",
        tag("strong", status(view, stage.status)),
        tag("span", day(view, stage.told), class_="small"),
        tag("p", by, class_="small quiet") if by else None,
    )
