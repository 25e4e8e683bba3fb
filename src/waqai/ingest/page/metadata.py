"""What a page states about itself: title, author, outlet, language, address, time of publication.

Only what is stated counts: JSON-LD, meta elements, microdata, `<time>`, the address. Dates in the running text are
never taken: they are dates of events («27 تشرين الأول 2022»).
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

ARTICLE_TYPES = frozenset(
    "NewsArticle Article ReportageNewsArticle BlogPosting LiveBlogPosting AnalysisNewsArticle OpinionNewsArticle "
    "BackgroundNewsArticle AdvertiserContentArticle WebPage ItemPage".split()
)
_PUBLISHED = (
    "article:published_time article:published og:published_time og:article:published_time datepublished "
    "rnews:datepublished date dc.date dc.date.issued dcterms.created dcterms.date dcterms.issued pubdate publishdate "
    "publish-date publish_date publication_date parsely-pub-date sailthru.date article.published article:post_date "
    "cxenseparse:recs:publishtime cse_pubdate release_date originalpublicationdate article_date_original"
).split()
_TITLES = ("og:title", "twitter:title", "headline", "dc.title", "title", "parsely-title")
_OUTLETS = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "publisher",
    "twitter:site:name",
    "cre",
    "al:android:app_name",
)
_AUTHORS = ("author", "article:author:name", "parsely-author", "dc.creator", "byl", "twitter:data1", "sailthru.author")
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.]?(0[1-9]|1[0-2])[-/.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(0?[1-9]|[12]\d|3[01])[-/.](0?[1-9]|1[0-2])[-/.]((?:19|20)\d\d)(?!\d)")
_CLOCK = re.compile(r"[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?")
_URL_DAY = re.compile(
    r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/-]|$)|/((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/_-])"
)
_RELATED = re.compile(r"relat|sidebar|aside|widget|most|latest|more|footer|comment|recommend|ticker|archive", re.I)

_UPDATE = re.compile(r"(?:^|[\s_-])(?:live|update|timeline|entry|liveblog)", re.I)


class Metadata:
    """Reads a parsed page's metadata; every answer is None where the page does not say it."""

    def __init__(self, tree: HtmlElement, *, url: str | None = None) -> None:
        self._tree = tree
        self._meta = _meta(tree)
        self._linked = list(_json_ld(tree))
        self._given_url = url

    @cached_property
    def url(self) -> str | None:
        """The canonical address, absolute where that can be known."""
        stated = _first(self._tree.xpath("//link[translate(@rel,'CANONICAL','canonical')='canonical']/@href"))
        stated = stated or self._meta.get("og:url") or self._from_linked("url", "mainEntityOfPage")
        try:
            url = urljoin(self._given_url or "", stated or "")
            parts = urlsplit(url)
        except ValueError:
            return self._given_url
        return url if parts.scheme in ("http", "https") and parts.path.strip("/") else self._given_url

    @property
    def language(self) -> str | None:
        """The ISO 639-1 code that the page declares."""
        stated = self._tree.get("lang") or self._tree.get("{http://www.w3.org/XML/1998/namespace}lang")
        stated = stated or self._from_linked("inLanguage") or self._meta.get("og:locale") or self._meta.get("language")
        code = re.split(r"[-_]", stated.strip().lower())[0] if stated else ""
        return code if re.fullmatch(r"[a-z]{2,3}", code) else None

    @cached_property
    def outlet(self) -> str | None:
        """The outlet's name as the page gives it."""
        stated = self._from_linked("publisher") or next(
            (self._meta[key] for key in _OUTLETS if self._meta.get(key)), None
        )
        return _line(stated or _first(self._tree.xpath("//*[@itemprop='publisher']//*[@itemprop='name']/@content")))

    @property
    def author(self) -> str | None:
        """Who wrote the article."""
        stated = self._from_linked("author") or next((self._meta[key] for key in _AUTHORS if self._meta.get(key)), None)
        stated = stated or _text(
            self._tree.xpath("//*[@itemprop='author' or contains(concat(' ',@rel,' '),' author ')]")
        )
        stated = _line(stated)
        return None if stated is None or stated.startswith(("http:", "https:", "@")) else stated

    @property
    def title(self) -> str | None:
        """The headline, without the outlet's name that titles carry at their end or beginning."""
        headings = [line for h1 in self._tree.xpath("//h1") if (line := _line(h1.text_content()))]
        stated = [
            self._from_linked("headline"),
            *(self._meta.get(key) for key in _TITLES),
            _text(self._tree.xpath("//head/title")),
        ]
        candidates = [self._without_outlet(line) for text in stated if (line := _line(text))]
        for heading in headings:
            if heading != self.outlet and any(_alike(heading, candidate) for candidate in candidates):
                return heading
        if candidates:
            return _longest_where_cut(candidates)
        return headings[0] if headings else None

    def published(self) -> tuple[dt.date, str | None] | None:
        """Day of publication, and the time of day with its zone («10:00+03:00») where that is stated."""
        for text in self._stated_times():
            if found := parse_time(text):
                return found
        return self._day_of_url()

    def _stated_times(self) -> Iterator[str]:
        yield from self._all_linked("datePublished")
        yield from (self._meta[key] for key in _PUBLISHED if self._meta.get(key))
        for element in self._tree.xpath("//*[@itemprop='datePublished' or @property='datePublished']"):
            yield element.get("content") or element.get("datetime") or element.get("title") or element.text_content()
        yield from self._time_elements()
        yield from self._all_linked("dateCreated", "uploadDate")

    def _time_elements(self) -> Iterator[str]:
        """`<time datetime>` outside of lists of other articles: marked ones, near the headline, then the only one.

        Of the times in a live blog, newest first as a rule, the earliest: then it was published.
        """
        times = [t for t in self._tree.xpath("//time[@datetime]") if not _is_aside(t)]
        marked = [
            t for t in times if t.get("pubdate") is not None or re.search("publish|entry-date", t.get("class") or "")
        ]
        inside = [t for t in times if any(a.tag in ("article", "header", "main") for a in t.iterancestors())]
        updates = sorted(t.get("datetime") for t in times if _is_update(t))
        first = updates[:1] if len(updates) > 2 else [t.get("datetime") for t in inside[:1]]
        yield from (t.get("datetime") for t in marked)
        yield from first
        yield from (t.get("datetime") for t in times if len(times) == 1)

    def _day_of_url(self) -> tuple[dt.date, None] | None:
        for url in (self.url, self._given_url):
            if url and (found := _URL_DAY.search(_path(url) + "/")):
                year, month, day = (int(part) for part in found.groups() if part)
                if checked := _day(year, month, day):
                    return checked, None
        return None

    def body(self) -> str | None:
        """The article's text where JSON-LD carries it."""
        bodies = [text for text in self._all_linked("articleBody") if len(text) > 200]
        return max(bodies, key=len) if bodies else None

    def _from_linked(self, *keys: str) -> str | None:
        return next(iter(self._all_linked(*keys)), None)

    def _all_linked(self, *keys: str) -> Iterator[str]:
        for key in keys:
            for node in self._linked:
                if text := _name(node.get(key)):
                    yield text

    def _without_outlet(self, title: str) -> str:
        parts = re.split(r"\s+[-–—|•«»:]+\s+", title)
        outlet = self.outlet
        if outlet and len(parts) > 1:
            if parts[-1] == outlet or _alike(parts[-1], outlet):
                return _cut(title, parts[-1], end=True)
            if parts[0] == outlet:
                return _cut(title, parts[0], end=False)
        return title


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def parse_time(text: str) -> tuple[dt.date, str | None] | None:
    """The day and time of day of a machine-readable time, as written in its own zone; None where it is none."""
    text = text.strip().translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789"))
    if re.fullmatch(r"\d{10}(\d{3})?", text):
        moment = dt.datetime.fromtimestamp(int(text[:10]), dt.UTC)
        return moment.date(), moment.strftime("%H:%M+00:00")
    if found := _DAY.search(text):
        day = _day(*(int(part) for part in found.groups()))
        rest = text[found.end() :]
    elif found := _DAY_FIRST.search(text):
        day, rest = _day(int(found[3]), int(found[2]), int(found[1])), text[found.end() :]
    else:
        return _mail_time(text)
    clock = _CLOCK.match(rest)
    zone = (clock[2] or "").replace("Z", "+00:00") if clock else ""
    return (day, clock[1] + zone if clock else None) if day else None


def _mail_time(text: str) -> tuple[dt.date, str | None] | None:
    """Times as in mail headers: «Thu, 27 Oct 2022 10:00:00 +0300»."""
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    return moment.date(), moment.strftime("%H:%M")


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return None
    return found if dt.date(1995, 1, 1) <= found <= dt.date.today() + dt.timedelta(days=2) else None


def _meta(tree: HtmlElement) -> dict[str, str]:
    """The page's meta elements: key in small letters -> content; of several the first that is not empty."""
    found: dict[str, str] = {}
    for element in tree.xpath("//meta[@content]"):
        key = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        content = element.get("content").strip()
        if key and content:
            found.setdefault(key, content)
    return found


def _json_ld(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The nodes of the page's JSON-LD that describe an article, the article proper before the page."""
    nodes: list[dict[str, Any]] = []
    for script in tree.xpath("//script[contains(translate(@type,'LDJSON','ldjson'),'ld+json')]"):
        nodes.extend(_nodes(_loose_json(script.text or "")))
    wanted = [node for node in nodes if _types(node) & ARTICLE_TYPES or "datePublished" in node]
    yield from sorted(wanted, key=lambda node: bool(_types(node) <= {"WebPage", "ItemPage"}))


def _loose_json(text: str) -> Any:
    """JSON as sites write it: with raw line ends, in CDATA or comments, with a semicolon at the end."""
    text = re.sub(r"^\s*(?://)?\s*<!(?:\[CDATA\[|--)|(?://)?\s*(?:\]\]|--)>\s*;?\s*$", "", text).strip().rstrip(";")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        pass
    try:
        return json.loads(re.sub(r",\s*([}\]])", r"\1", text), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(value.get(key), depth + 1)


def _types(node: dict[str, Any]) -> set[str]:
    kind = node.get("@type")
    return {str(item).rpartition("/")[2] for item in (kind if isinstance(kind, list) else [kind])}


def _name(value: Any) -> str | None:
    """The text of a JSON-LD value: itself, its name, or that of its first item."""
    if isinstance(value, list):
        return next((text for item in value if (text := _name(item))), None)
    if isinstance(value, dict):
        return _name(value.get("name") or value.get("@id"))
    return value.strip() or None if isinstance(value, str) else None


def _line(text: str | None) -> str | None:
    """Text in one line, entities that were escaped twice resolved."""
    if text is None:
        return None
    import html

    return " ".join(html.unescape(text).replace("\u200f", " ").replace("\u200e", " ").split()) or None


def _text(elements: Iterable[HtmlElement]) -> str | None:
    return next((line for element in elements if (line := _line(element.text_content()))), None)


def _first(values: Iterable[Any]) -> str | None:
    return next((str(value).strip() for value in values if str(value).strip()), None)


def _is_aside(element: HtmlElement) -> bool:
    """Whether an element stands in a list of other articles, in a side column or in the page's foot."""
    for above in element.iterancestors():
        if above.tag in ("aside", "footer", "nav", "li") or _RELATED.search(f"{above.get('class')} {above.get('id')}"):
            return above.tag not in ("body", "html", "main", "article")
    return False


def _is_update(element: HtmlElement) -> bool:
    """Whether an element stands in one of the entries of a live blog."""
    return any(_UPDATE.search(f"{a.get('class')} {a.get('id')}") for a in element.iterancestors("div", "li", "section"))


def _alike(one: str, other: str) -> bool:
    """Whether two titles are the same but for marks and spaces, or one of them is the other cut short."""
    a, b = (re.sub(r"\W+", "", text) for text in (one, other))
    short, long = sorted((a, b), key=len)
    return bool(short) and (a == b or (len(short) >= 15 and long.startswith(short)))


def _longest_where_cut(titles: list[str]) -> str:
    """The first title, or a longer one that it is the beginning of («... »)."""
    first = titles[0].rstrip(".… ")
    return max((title for title in titles if title.startswith(first)), key=len, default=titles[0])


def _cut(title: str, part: str, *, end: bool) -> str:
    rest = title[: -len(part)] if end else title[len(part) :]
    return rest.strip(" -–—|•:\u00a0")
