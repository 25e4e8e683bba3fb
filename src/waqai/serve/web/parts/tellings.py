"""Who tells an event: the tellings side by side, copies folded into the text they copy, what they differ on marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from waqai.models import ChronicleEvent, Contradiction, Mention, Version
from waqai.serve.web.html import Child, Html, bdi, join, tag
from waqai.serve.web.parts.blocks import block
from waqai.serve.web.parts.chips import day, status
from waqai.serve.web.parts.facts import facts
from waqai.serve.web.parts.forms import button
from waqai.serve.web.parts.sizes import size_words
from waqai.serve.web.view import View

_SIZES = ("dead", "injured", "arrested", "participants")


def tellings(view: View, event: ChronicleEvent) -> Html:
    """A card a voice, earliest first."""
    return tag("ul", [_telling(view, event, voice) for voice in voices(event)], class_="tellings")


def voices(event: ChronicleEvent) -> list[list[Mention]]:
    """The tellings by who speaks; of each voice the original first, then its copies."""
    found: dict[str, list[Mention]] = {}
    for mention in event.mentions:
        found.setdefault(mention.voice, []).append(mention)
    return [sorted(voice, key=lambda mention: mention.copy_of is not None) for voice in found.values()]


def _telling(view: View, event: ChronicleEvent, voice: Sequence[Mention]) -> Html:
    first, copies = voice[0], voice[1:]
    differing = {c.field for c in event.contradictions if any(first.record in v.records for v in c.versions)}
    return tag(
        "li",
        _head(view, first),
        tag("p", first.quote, class_="quote quote--small", lang=first.article.language or "ar", dir="auto"),
        facts(_rows(view, first, differing)),
        _copies(view, copies),
        _foot(view, event, first),
        class_="telling card", id=f"telling-{first.record}", data_item="",
    )  # fmt: skip


def _head(view: View, mention: Mention) -> Html:
    name = mention.article.publisher or view.texts("names.precision.unknown")
    return tag("div", tag("h3", bdi(name)), tag("span", day(view, mention.article.published), class_="small quiet"),
               class_="telling__head")  # fmt: skip


def _rows(view: View, mention: Mention, differing: set[str]) -> Iterator[tuple[str, Child]]:
    texts = view.texts
    yield texts("event.status"), _said(view, status(view, mention.status), "status" in differing)
    if mention.date:
        when = day(view, mention.date, "day", mention.enddate)
        yield texts("event.when"), _said(view, when, bool({"date", "enddate"} & differing))
    if words := size_words(view, mention.size):
        yield texts("event.size"), _said(view, bdi(words), bool(set(_SIZES) & differing))
    speakers = list(dict.fromkeys(name for one in mention.attribution if (name := one.text or one.name)))
    if speakers:
        yield texts("event.attribution"), bdi(view.write.listed(speakers))


def _said(view: View, value: Html, differs: bool) -> Html:
    return join(value, " ", tag("strong", view.texts("event.differs"), class_="differs")) if differs else value


def _copies(view: View, copies: Sequence[Mention]) -> Html | None:
    if not copies:
        return None
    rows = [tag("li", _copy(view, one)) for one in copies]
    counted = tag("summary", f"{view.texts('event.copies')}: {view.write.count('copies', len(copies))}")
    return tag("details", counted, tag("ul", rows), class_="small", id=f"copies-{copies[0].record}")


def _copy(view: View, mention: Mention) -> Html:
    name = bdi(mention.article.publisher or mention.article.title or mention.article.id)
    return tag("a", name, " ", day(view, mention.article.published), href=_article(view, mention))


def _article(view: View, mention: Mention) -> str:
    return f"{view.to(f'articles/{mention.article.id}', record=mention.record)}"


def _foot(view: View, event: ChronicleEvent, mention: Mention) -> Html:
    texts = view.texts
    link = tag("a", texts("event.article"), href=_article(view, mention))
    url = mention.article.url
    original = tag("a", texts("event.original"), href=url, rel="noopener noreferrer", target="_blank") if url else None
    apart = _apart(view, event, mention) if len(event.mentions) > 1 and view.may_write else None
    return tag("div", link, original, apart, class_="telling__foot")


def _apart(view: View, event: ChronicleEvent, mention: Mention) -> Html:
    """The word that this telling belongs to another event."""
    words, hint = view.texts("event.different"), view.texts("event.different_hint")
    return tag(
        "form", tag("input", type="hidden", name="record", value=mention.record),
        tag("input", type="hidden", name="event", value=event.id),
        button(words, bare=True, name="verdict", value="different", title=hint),
        data_act="judge", method="post", class_="judge",
    )  # fmt: skip


def contradictions(view: View, event: ChronicleEvent) -> Html | None:
    """What independent tellings differ on, each version with who says it."""
    if not event.contradictions:
        return None
    texts = view.texts
    rows = [(texts.name("field", one.field), _versions(view, event, one)) for one in event.contradictions]
    return block("contradictions", texts("event.contradictions"), tag("div", facts(rows), class_="card"),
                 note=texts("event.contradictions_note"))  # fmt: skip


def _versions(view: View, event: ChronicleEvent, one: Contradiction) -> Html:
    mentions = {mention.record: mention for mention in event.mentions}
    return tag("ul", [_version(view, one.field, version, mentions) for version in one.versions], class_="versions")


def _version(view: View, field: str, version: Version, mentions: Mapping[str, Mention]) -> Html:
    told = [mentions[record].article.publisher or record for record in version.records if record in mentions]
    by = [part for name in dict.fromkeys(told) for part in (view.texts("list.separator"), bdi(name))][1:]
    value = tag("strong", bdi(value_words(view, field, version.value)))
    return tag("li", value, tag("span", by, class_="small quiet"), class_="version")


def value_words(view: View, field: str, value: str) -> str:
    """A value that tellings differ on, as it is written for this reader."""
    if field == "date":
        return view.write.day(value)
    if field == "status":
        return view.texts.name("status", value)
    if field in ("actor", "recipient"):
        return view.write.listed([view.write.country(code) for code in value.split()])
    return view.write.digits(value)
