"""Fields of forms, each with its label and, where it helps, a hint that screen readers connect with it."""

from __future__ import annotations

from collections.abc import Mapping

from waqai.serve.web.html import Html, Value, tag


def field(name: str, label: str, *, value: str = "", kind: str = "text", hint: str = "", **more: Value) -> Html:
    """A line to write on."""
    key = f"field-{name}"
    box = tag("input", type=kind, name=name, id=key, value=value or None,
              aria_describedby=f"{key}-hint" if hint else None, **more)  # fmt: skip
    return _with_label(key, label, box, hint)


def area(name: str, label: str, *, value: str = "", hint: str = "", **more: Value) -> Html:
    """Several lines to write on."""
    key = f"field-{name}"
    box = tag("textarea", value, name=name, id=key, aria_describedby=f"{key}-hint" if hint else None, **more)
    return _with_label(key, label, box, hint)


def select(name: str, label: str, options: Mapping[str, str], chosen: str = "", *, hint: str = "") -> Html:
    """One of several from a list."""
    key = f"field-{name}"
    rows = [tag("option", words, value=value, selected=value == chosen) for value, words in options.items()]
    return _with_label(key, label, tag("select", rows, name=name, id=key), hint)


def choices(name: str, legend: str, options: Mapping[str, str], chosen: str = "") -> Html:
    """One of a few, all in sight."""
    rows = [
        tag(
            "label", tag("input", type="radio", name=name, value=value, checked=value == chosen), words, class_="choice"
        )
        for value, words in options.items()
    ]
    return tag("fieldset", tag("legend", legend, class_="label"), tag("div", rows, class_="choices"), class_="field")


def upload(name: str, words: str, to: str, *, accept: str) -> Html:
    """A file, sent to an address at once. It looks like our buttons: browsers name theirs in their own language."""
    key = f"field-{name}"
    box = tag("input", type="file", name=name, id=key, accept=accept, data_upload=to, class_="visually-hidden")
    return tag("div", box, tag("label", words, for_=key, class_="button"), class_="upload")


def button(words: str, *, main: bool = False, bare: bool = False, **more: Value) -> Html:
    """A button; `main` the one that the page is for, `bare` without a frame."""
    look = "button button--main" if main else "button button--bare" if bare else "button"
    return tag("button", words, class_=look, **{"type": "submit", **more})


def _with_label(key: str, label: str, box: Html, hint: str) -> Html:
    words = tag("p", hint, class_="field__hint", id=f"{key}-hint") if hint else None
    return tag("div", tag("label", label, for_=key), box, words, class_="field")
