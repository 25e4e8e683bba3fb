"""What stands around an article and is not the article: menus, "read also" boxes, share bars, forms, tags, comments.

Two passes: elements are taken out before the text is extracted, lines after it. Both go by what such boxes are called
in markup and by how their first words read (`pages.yaml` of the language pack).
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from waqai.packs.pages import page_words

_NAME = re.compile(
    r"(?:^|[\s_-])(?:related|recommend\w*|read-?(?:also|more|next)|see-?also|more-?(?:news|stories|from)|also-?read|share|sharing|"
    r"social\w*|newsletter|subscri\w*|signup|tags?|tagcloud|keywords|breadcrumbs?|comments?|disqus|respond|cookie\w*|consent|gdpr|"
    r"advert\w*|ads?|adsense|banner|sponsor\w*|promo\w*|taboola|outbrain|mgid|most-?(?:read|viewed|popular)|trending|popular|"
    r"ticker|breaking-?bar|sidebar|side-?bar|widget\w*|footer|copyright|nav\w*|menu|pagination|pager|author-?(?:box|bio|card)|"
    r"about-?author|poll|vote|rating|print-?\w*|toolbar|font-?size|caption|credit|gallery-?nav|latest\w*|prev-?next|"
    r"post-?navigation|whats?app|telegram|follow\w*|app-?(?:download|promo|banner)|weather|currency|prayer\w*|jump-?to|"
    r"screen-?reader\w*|sr-only|visually-?hidden|hidden|modal|popup|overlay|skip-?link|inline-?box|factbox-?links)(?:$|[\s_-])",
    re.I,
)
_KEEP = re.compile(
    r"(?:^|[\s_-])(?:article|post|entry|story|content|main|body|text|page|wrapper|container|site|no-|has-|with-|single)",
    re.I,
)
_DROPPED_TAGS = (
    "nav",
    "aside",
    "footer",
    "form",
    "button",
    "select",
    "figcaption",
    "noscript",
    "iframe",
    "svg",
    "template",
    "dialog",
)
_CELL = 300
"""Characters above which a table cell holds running text."""
_LONG = 600
"""Characters above which a box is taken for running text, whatever its name."""


def prune(tree: HtmlElement) -> None:
    """Take out of `tree` what is not the article, in place."""
    _unfold_layout_tables(tree)
    for element in list(tree.iter(*_DROPPED_TAGS)):
        if not _holds_the_article(element):
            element.drop_tree()
    for element in list(tree.iter()):
        if isinstance(element.tag, str) and element.getparent() is not None and _is_furniture(element):
            element.drop_tree()


def _unfold_layout_tables(tree: HtmlElement) -> None:
    """Turn tables that only lay out the page (a cell holds running text) into plain boxes."""
    for table in tree.iter("table"):
        if any(len("".join(cell.itertext())) > _CELL for cell in table.iter("td")):
            for element in table.iter("table", "tbody", "thead", "tr", "td", "th"):
                element.tag = "div"


def _is_furniture(element: HtmlElement) -> bool:
    if element.tag in ("html", "body", "head", "main", "article"):
        return False
    if element.get("hidden") is not None or element.get("aria-hidden") == "true" or _is_hidden(element):
        return not _holds_the_article(element)
    name = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}".strip()
    if name and _NAME.search(name) and not _holds_the_article(element):
        return True
    return _opens_like_a_box(element)


def _is_hidden(element: HtmlElement) -> bool:
    return bool(re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", element.get("style") or "", re.I))


def _holds_the_article(element: HtmlElement) -> bool:
    """Whether an element is the article after all, whatever its name: much running text, few links."""
    text = _length(element)
    if text <= _LONG:
        return False
    linked = 0
    for link in element.iter("a"):
        linked += len("".join(link.itertext()))
        if linked >= text * 0.3:
            return False
    return True


def _opens_like_a_box(element: HtmlElement) -> bool:
    """Whether a short element begins with «اقرأ أيضا» and the like, or its heading does and the rest is links."""
    if element.tag not in (
        "div",
        "section",
        "p",
        "ul",
        "ol",
        "blockquote",
        "table",
        "dl",
        "span",
        "strong",
        "h2",
        "h3",
        "h4",
        "h5",
    ):
        return False
    head = "".join(element.itertext())[:80]
    if not page_words().opens_box(head):
        return False
    text, linked = _length(element), sum(len("".join(link.itertext())) for link in element.iter("a"))
    return text < _LONG and (linked >= text * 0.4 or page_words().is_line(head))


def _length(element: HtmlElement) -> int:
    """Characters of text in an element."""
    return len("".join(element.itertext()).strip())


def without_furniture(text: str) -> str:
    """Running text without the lines that belong to boxes, and with presentable white space."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return "\n".join(line for line in lines if line and not page_words().is_line(line))
