"""Fetching from a real server on loopback that misbehaves in every way; nothing leaves the machine."""

import asyncio
import datetime as dt
import time

import pytest

from ingest.badserver import serve
from waqai.errors import InputError, UsageError
from waqai.ingest.fetch import Client, Crawl, FetchSettings, Source, State
from waqai.ingest.fetch.address import canonical, is_public
from waqai.ingest.fetch.crawl import articles_of

FAST = FetchSettings(allow_private=True, timeout=3.0, delay=0.0, back_off=0.01, retries=1, max_bytes=2_000_000)


def get(url, settings=FAST, **kwargs):
    async def go():
        async with Client(settings) as client:
            return await client.get(url, **kwargs)

    return asyncio.run(go())


@pytest.fixture
def server():
    with serve() as running:
        yield running


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/nowhere", "http-status"),
        ("/loop", "redirects"),
        ("/broken", "http-status"),
        ("/closed", "http-status"),
        ("/slow", "timeout"),
        ("/silent", "timeout"),
        ("/short", "connection"),
        ("/bomb", "too-large"),
        ("/endless", "too-large"),
        ("/cut", "broken"),
        ("/nogzip", "broken"),
        ("/hangup", "connection"),
    ],
)
def test_each_misbehaviour_ends_in_time_with_its_reason(server, path, reason):
    began = time.monotonic()
    with pytest.raises(InputError) as caught:
        get(server.base + path)
    assert caught.value.reason == reason and server.base in str(caught.value)
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(("path", "hits"), [("/news/1", 1), ("/moved", 1), ("/busy", 2), ("/packed", 1), ("/mixed", 1)])
def test_what_can_be_had_is_had(server, path, hits):
    found = get(server.base + path)
    assert found.status == 200 and "خبر" in found.body.decode("utf-8", "replace")
    assert server.hits[path] == hits and server.agents == {FAST.user_agent}


def test_private_addresses_are_refused_even_behind_a_redirect(server):
    public_only = FetchSettings(timeout=1.0, delay=0.0, retries=0)
    for url in (
        server.base + "/news/1",
        f"http://localhost:{server.server_port}/news/1",
        "http://[::1]/",
        "http://169.254.169.254/",
    ):
        with pytest.raises(InputError) as caught:
            get(url, public_only)
        assert caught.value.reason == "private-address"
    assert not server.hits


PRIVATE = (
    "127.0.0.1 10.1.2.3 192.168.1.1 172.16.0.1 169.254.0.1 0.0.0.0 100.64.0.1 224.0.0.1 "
    "::1 fe80::1%eth0 fc00::1 ::ffff:127.0.0.1 64:ff9b::7f00:1 2002:7f00:1::"
)
WRONG = "ftp://x.org/a file:///etc/passwd x.org http:// http://u:p@x.org/ http://[::1 javascript:alert(1)"


@pytest.mark.parametrize("ip", PRIVATE.split())
def test_addresses_that_are_not_public(ip):
    assert not is_public(ip)


def test_addresses_that_are_public():
    assert is_public("93.184.216.34") and is_public("2606:2800:220:1:248:1893:25c8:1946")


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("HTTP://Example.ORG:80/a?utm_source=x&id=5#top", "http://example.org/a?id=5"),
        ("https://example.org", "https://example.org/"),
        ("https://example.org:8443/ب?fbclid=1", "https://example.org:8443/ب"),
    ],
)
def test_one_spelling_for_one_page(given, found):
    assert canonical(given) == found == canonical(found)


@pytest.mark.parametrize("url", WRONG.split())
def test_wrong_addresses_say_so(url):
    with pytest.raises(InputError) as caught:
        canonical(url)
    assert caught.value.reason == "bad-address"


def test_robots_txt_is_asked_once_and_obeyed():
    with serve(robots=b"User-agent: *\nDisallow: /private\nCrawl-delay: 0.2\n") as server:

        async def go():
            async with Client(FAST) as client:
                await client.get(server.base + "/news/1")
                await client.get(server.base + "/news/2")
                with pytest.raises(InputError) as caught:
                    await client.get(server.base + "/private")
                return caught.value.reason

        assert asyncio.run(go()) == "robots"
        assert server.hits["/robots.txt"] == 1 and server.hits["/private"] == 0
        first, second = (at for path, at in server.times if path.startswith("/news"))
        assert second - first >= 0.2


def run_crawl(server, state, *sources, max_pages=None):
    async def go():
        async with Client(FAST) as client:
            crawl = Crawl(client, state, max_pages=max_pages)
            errors = await crawl.ask([Source(server.base + path) for path in sources])
            return errors + await crawl.fetch(), crawl.tally

    return asyncio.run(go())


def test_a_feed_is_followed_and_nothing_is_fetched_twice(server, tmp_path):
    state = State(tmp_path / "state.sqlite")
    errors, tally = run_crawl(server, state, "/feed")
    assert not errors and tally["new"] == tally["fetched"] == 5
    articles = [article for page in state.fetched() for article in articles_of(page)]
    assert [a.title for a in articles] == [f"خبر {n}" for n in range(5)]
    assert {a.published for a in articles} == {dt.date(2023, 7, 4)}
    state.done([page.url for page in state.fetched()])
    state.close()
    state = State(tmp_path / "state.sqlite")
    errors, tally = run_crawl(server, state, "/feed")
    assert not errors and not tally and state.counts() == {"done": 5}
    assert server.hits["/feed"] == 2 and all(server.hits[f"/news/{n}"] == 1 for n in range(5))
    state.close()


def test_pages_stay_at_hand_until_they_are_done(server, tmp_path):
    state = State(tmp_path / "state.sqlite")
    run_crawl(server, state, "/feed")
    before = [(page.url, page.body) for page in state.fetched()]
    state.close()
    state = State(tmp_path / "state.sqlite")
    assert [(page.url, page.body) for page in state.fetched()] == before and len(before) == 5
    state.close()


def test_site_maps_are_followed(server, tmp_path):
    state = State(tmp_path / "state.sqlite")
    errors, tally = run_crawl(server, state, "/sitemap.xml")
    assert not errors and tally["fetched"] == 3
    state.close()


def test_failures_are_counted_and_the_rest_goes_on(server, tmp_path):
    state = State(tmp_path / "state.sqlite")
    errors, _ = run_crawl(server, state, "/news/1", "/nowhere", "/image", "/hangup")
    assert sorted(error.reason for error in errors) == ["connection", "http-status"]
    found = [item for page in state.fetched() for item in articles_of(page)]
    assert sorted(getattr(item, "reason", "article") for item in found) == ["article", "not-html"]
    state.close()


def test_one_state_file_serves_one_process(tmp_path):
    import subprocess
    import sys

    state = State(tmp_path / "state.sqlite")
    code = f"from waqai.ingest.fetch import State; State({str(tmp_path / 'state.sqlite')!r})"
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert other.returncode != 0 and "UsageError" in other.stderr and "cannot be used" in other.stderr
    state.close()
    (tmp_path / "no.sqlite").write_bytes(b"not a database, but long enough to be looked at" * 50)
    with pytest.raises(UsageError, match="cannot be used"):
        State(tmp_path / "no.sqlite")
