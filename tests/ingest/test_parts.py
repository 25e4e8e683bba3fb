"""Articles on several pages become one; lists and neighbours that link to each other do not."""

import asyncio
import gzip

import pytest
from lxml import html

from fakes import TEXT
from ingest.badserver import serve
from ingest.test_fetch import FAST
from ingest.test_readers import warc
from waqai.ingest.fetch import Client, Crawl, Source, State
from waqai.ingest.fetch.crawl import articles_of
from waqai.ingest.page.parts import MOST, following
from waqai.ingest.paths import read
from waqai.models import Article

SITE = "https://x.org"


def page(number, link="", head=""):
    body = "".join(f"<p>{TEXT} وهذه الفقرة {n} من الصفحة {number}.</p>" for n in range(5))
    return f"<html lang='ar'><head><meta charset='utf-8'><title>خبر طويل</title>{head}</head><body><article><h1>خبر طويل</h1>{body}</article>{link}</body></html>"  # noqa: E501


@pytest.mark.parametrize(
    ("here", "link", "found"),
    [
        ("/story", '<a href="/story/2">2</a>', "/story/2"),
        ("/story/", '<a rel="next" href="/story/page/2/">الصفحة التالية</a>', "/story/page/2/"),
        ("/story/2", '<a href="/story/1">1</a><a href="/story/3">التالي</a>', "/story/3"),
        ("/a.html", '<a href="a-2.html#x">التالي</a>', "/a-2.html"),
        ("/a?id=7", '<a href="?id=7&page=2">التالي</a>', "/a?id=7&page=2"),
        ("/story/2", '<a href="/story">السابق</a>', None),
        ("/story", '<a rel="next" href="/other-story">الخبر التالي</a>', None),
        ("/archives/1234", '<a rel="next" href="/archives/1235">التالي</a>', None),
        ("/story", '<a href="/story/3">3</a>', None),
        ("/story", '<a href="https://y.org/story/2">2</a>', None),
    ],
)
def test_the_next_part_is_the_same_address_with_the_next_number(here, link, found):
    tree = html.document_fromstring(page(1, link))
    assert following(tree, SITE + here) == (SITE + found if found else None)


def test_a_list_has_no_parts():
    head = '<meta property="og:type" content="website">'
    tree = html.document_fromstring(page(1, '<a href="/politics/page/2">التالي</a>', head))
    assert following(tree, SITE + "/politics") is None


def archive(path, *pages):
    data = b"".join(
        gzip.compress(warc((200, "text/html; charset=utf-8", body.encode())).replace(b"https://x.org/0", url.encode()))
        for url, body in pages
    )
    path.write_bytes(data)
    return [item for item in read([str(path)]) if isinstance(item, Article)]


STORY = [
    (f"{SITE}/story", page(1, '<a href="/story/2">2</a>')),
    (f"{SITE}/other", page("آخر")),
    (f"{SITE}/story/2", page(2, '<a href="/story/3">3</a>')),
    (f"{SITE}/story/3", page(3, '<a href="/story/2">2</a>')),
]


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_parts_in_an_archive_are_joined_in_whichever_order(tmp_path, order):
    found = {article.url: article.text for article in archive(tmp_path / "n.warc.gz", *(STORY[n] for n in order))}
    assert set(found) == {f"{SITE}/story", f"{SITE}/other"}
    places = [found[f"{SITE}/story"].index(f"الفقرة 0 من الصفحة {n}") for n in (1, 2, 3)]
    assert places == sorted(places) and "الصفحة آخر" in found[f"{SITE}/other"]


def test_where_parts_are_missing_each_stands_alone(tmp_path):
    found = archive(tmp_path / "n.warc.gz", STORY[0], STORY[3])
    assert [article.url for article in found] == [f"{SITE}/story", f"{SITE}/story/3"]


def test_a_later_part_is_no_version_of_the_first(tmp_path):
    head = f'<link rel="canonical" href="{SITE}/story">'
    [found] = archive(tmp_path / "n.warc.gz", (f"{SITE}/story/3", page(3, head=head)))
    assert found.url == f"{SITE}/story/3"


def test_parts_are_fetched_with_their_article_and_never_alone(tmp_path):
    with serve() as server:

        async def round_():
            async with Client(FAST) as client:
                crawl = Crawl(client, state)
                assert await crawl.ask([Source(f"{server.base}/parts/1", "page")]) == []
                return await crawl.fetch()

        state = State(tmp_path / "s.sqlite")
        assert asyncio.run(round_()) == []
        [fetched] = state.fetched()
        [article] = articles_of(fetched)
        assert not state.queue(f"{server.base}/parts/1/2", source="feed")
        state.done([fetched.url])
        assert state.counts() == {"done": 3} and not state._db.execute("select * from part").fetchall()
        state.close()
    assert [f"الفقرة 0 من الخبر {n}." in article.text for n in (1, 2, 3)] == [True] * 3 and MOST > 3
    assert server.hits["/parts/1/2"] == 1
