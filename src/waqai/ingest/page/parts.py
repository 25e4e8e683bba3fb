"""Articles that a site spreads over several pages: which page follows, and the parts joined to one article.

A link leads to the next part only where its address is that of the first part with the next number («/story/2»,
«?page=2»): `rel=next` and «التالي» alone lead to other articles and to lists as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from lxml.html import HtmlElement

from waqai.models import Article

MOST = 20
"""Parts of one article; what comes after is left out."""
_HELD = 200
"""Articles of an archive that wait for their next part at a time."""
_PATH = re.compile(r"^(/.+?)(?:/page/|/|[-_]p?(?=\d+\.\w+$))(\d{1,2})(/?|\.\w{2,5})$")
_LISTS = ("website", "object", "blog", "profile")
_KEYS = ("page", "pg", "paged", "pageno", "p")


@dataclass(frozen=True, slots=True)
class Part:
    """An article, the address of its page, and that of the page where it goes on."""

    article: Article
    url: str | None
    following: str | None


def forms(url: str) -> list[tuple[str, int]]:
    """What an address may be: that of the first part, and the number of the part; itself as part 1 comes first."""
    found = [(_plain(url), 1)]
    try:
        parts = urlsplit(url)
    except ValueError:
        return found
    if matched := _PATH.match(parts.path):
        base, number, end = matched.groups()
        path = base + (end if end.startswith(".") else "")
        found.append((_plain(urlunsplit(parts._replace(path=path))), int(number)))
    query = parse_qsl(parts.query, keep_blank_values=True)
    for key, value in query:
        if key.lower() in _KEYS and value.isdigit() and len(value) < 3:
            rest = urlencode([pair for pair in query if pair != (key, value)])
            found.append((_plain(urlunsplit(parts._replace(query=rest))), int(value)))
    return found


def following(tree: HtmlElement, url: str | None) -> str | None:
    """The address of the page where the article goes on; None where it ends here."""
    if not url:
        return None
    if str(next(iter(tree.xpath("//meta[@property='og:type']/@content")), "")).lower() in _LISTS:
        return None
    wanted = {(base, number + 1) for base, number in forms(url)}
    # Nearly all links are told by their end; to take each of them apart would cost more than to parse the page.
    ends = "|".join(str(number) for _, number in wanted)
    numbered = re.compile(rf"(?<!\d)(?:{ends})(?:/|\.\w{{2,5}})?\s*(?:[?#]|$)|[?&]p\w*=(?:{ends})(?!\d)", re.I)
    for link in tree.xpath("//link[@rel='next']/@href | //a/@href"):
        if numbered.search(link):
            target = _absolute(url, str(link).strip())
            if any(form in wanted for form in forms(target)[1:]):
                return target.partition("#")[0]
    return None


def _absolute(base: str, link: str) -> str:
    try:
        return urljoin(base, link)
    except ValueError:
        return link


def is_later_part(url: str | None, first: str | None) -> bool:
    """Whether an address is that of a later part of the article at `first`."""
    return bool(url and first) and any(n > 1 and base == _plain(first or "") for base, n in forms(url or "")[1:])


def joined(parts: Sequence[Part]) -> Article:
    """The first part's article with the text of those that follow."""
    first = parts[0].article
    if len(parts) == 1:
        return first
    return first.model_copy(update={"text": "\n".join(part.article.text for part in parts)})


class Joiner:
    """Joins the parts of articles as they come along in an archive, in whichever order, where all are there.

    A few hundred at most wait for their other parts; then the oldest goes on as it is.
    """

    def __init__(self) -> None:
        self._held: dict[str, list[Part]] = {}
        self._wanted: dict[str, str] = {}

    def add(self, part: Part) -> Iterator[Article]:
        """Take a part; give the articles that are whole by it, or have waited long enough."""
        chain = [part]
        if part.url and (head := self._wanted.get(_plain(part.url))):
            chain = [*self._take(head), part]
        if part.following and _plain(part.following) in self._held:
            chain += self._take(_plain(part.following))
        if _is_whole(chain):
            yield joined(chain)
            return
        yield from self._hold(chain)

    def rest(self) -> Iterator[Article]:
        """What still waits, as it is."""
        while self._held:
            yield joined(self._take(next(iter(self._held))))

    def _hold(self, chain: list[Part]) -> Iterator[Article]:
        head = _plain(chain[0].url or "")
        if head in self._held:
            yield joined(self._take(head))
        self._held[head] = chain
        if after := chain[-1].following:
            self._wanted[_plain(after)] = head
        if len(self._held) > _HELD:
            yield joined(self._take(next(iter(self._held))))

    def _take(self, head: str) -> list[Part]:
        chain = self._held.pop(head)
        if after := chain[-1].following:
            self._wanted.pop(_plain(after), None)
        return chain


def _is_whole(chain: list[Part]) -> bool:
    """Whether nothing follows and nothing can have gone before."""
    return not chain[-1].following and not any(1 < n <= MOST for _, n in forms(chain[0].url or "")[1:])


def _plain(url: str) -> str:
    """One spelling for one page: no scheme, fragment or closing slash."""
    return url.partition("#")[0].partition("://")[2].rstrip("/")
