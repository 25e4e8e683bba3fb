"""Paste or upload an article and see at once how it is read. Nothing is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waqai.serve.web.html import join, tag
from waqai.serve.web.pages.article import Read, whole
from waqai.serve.web.parts.forms import area, button, field, upload
from waqai.serve.web.parts.states import empty
from waqai.serve.web.shell import lead
from waqai.serve.web.view import Page, View

if TYPE_CHECKING:
    from waqai.serve.views import CodedView


FILES = ".txt,.html,.htm,.pdf,.xml,.json,.jsonl,.eml"
"""What can be read as an article."""


def code(view: View) -> Page:
    """The form."""
    texts = view.texts
    title = texts("pages.code")
    sample = "sample" in view.address.values
    text = area("text", texts("code.text"), value=texts("code.sample_text") if sample else "", dir="rtl", lang="ar",
                placeholder=texts("code.placeholder"), required=True, rows=9)  # fmt: skip
    headline = field("title", texts("code.title"), value=texts("code.sample_title") if sample else "", dir="auto")
    published = field("published", texts("code.published"), kind="date", value=view.today().isoformat(),
                      hint=texts("code.published_hint"))  # fmt: skip
    file = upload("file", texts("code.file"), f"/{view.language}/code/upload", accept=FILES)
    row = tag("div", button(texts("code.go"), main=True), tag("a", texts("code.sample"), class_="button",
              href=view.to("code", sample="1")), class_="form__row")  # fmt: skip
    given = tag("div", published, file, class_="form__row form__row--top")
    form = tag("form", headline, text, given, row, class_="form card",
               data_act="code", method="post", id="code")  # fmt: skip
    return Page(title, join(lead(view, title, texts("code.lead")), form), section="code")


def reading(view: View) -> Page:
    """What was read in a pasted article."""
    found: CodedView | None = view.drafts.get(view.params["id"])
    texts = view.texts
    again = tag("a", texts("code.again"), href=view.to("code"), class_="button")
    title = texts("code.result")
    if found is None:
        return Page(
            title, join(lead(view, title), empty(texts("code.gone"), texts("code.gone_hint"), again)), "code", 404
        )
    article = found.article
    read = Read(article.id, found.full_text, article.title, "ar", found.records, found.sentences, stored=False)
    counted = view.write.count("events", len(found.records))
    kicker = tag("p", title, tag("span", counted), class_="kicker")
    body = whole(view, read, words=texts("article.lead"), above=kicker, action=again)
    return Page(article.title or title, body, section="code")
