"""The workbench where other machines can reach it: without a token nothing but the way in, a reader only reads."""

import contextlib
import multiprocessing
import shutil
import socket
import time
from dataclasses import replace

import httpx
import pytest
from browser import Tab, chromium, missing, must

from waqai.config import Settings
from waqai.errors import UsageError
from waqai.serve.access import COOKIE
from waqai.serve.app import serve
from waqai.serve.desk import Desk
from waqai.serve.settings import ServeSettings
from waqai.serve.web.acts import ACTS, HARMLESS, perform
from waqai.serve.web.address import Address
from waqai.serve.web.site import Site
from waqai.store import Filters

HTML = {"Accept": "text/html,application/xhtml+xml"}
SECTIONS = (
    "events",
    "code",
    "saved",
    "alerts",
    "settings",
    "relations",
    "relations/EGY-TUR",
    "actors",
    "actors/EGY",
    "",
)
ROLES = ("reader", "analyst", "admin")
FORGED = """<form data-act="judge" method="post"><input name="verdict" value="wrong">
<input name="event" value="{event}"><button id="forged">x</button></form>"""


class Far:
    """A server that others can reach, in a process of its own: NiceGUI has one application in each."""

    def __init__(self, path):
        desk = Desk(ServeSettings(base=Settings.from_env(db=str(path))))
        self.tokens = {role: desk.add_token(role, role)[1] for role in ROLES}
        self.event = desk.event(desk.search(Filters(), limit=1).items[0].id).event
        desk.close()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.base = f"http://127.0.0.1:{port}"
        settings = ServeSettings(base=Settings.from_env(db=str(path)), host="0.0.0.0", port=port, per_second=0.0)
        self.process = multiprocessing.get_context("spawn").Process(target=serve, args=(settings,), daemon=True)
        self.process.start()
        self.wait()

    def wait(self):
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with contextlib.suppress(httpx.HTTPError):
                if httpx.get(f"{self.base}/health").status_code == 200:
                    return
            time.sleep(0.1)
        raise AssertionError("the server does not answer")

    @property
    def judgements(self):
        """What has been judged."""
        headers = {"Authorization": f"Bearer {self.tokens['reader']}"}
        return httpx.get(f"{self.base}/api/v1/judgements", headers=headers).json()

    def addresses(self):
        """Every kind of page in both languages, and without one."""
        pages = [*SECTIONS, f"events/{self.event.id}", f"articles/{self.event.mentions[0].article.id}"]
        yield from (f"/{language}/{page}".rstrip("/") for language in ("ar", "en") for page in pages)
        yield from (f"/{page}" for page in pages)
        yield "/embed/relations/EGY-TUR?lang=en"


@pytest.fixture(scope="module")
def far(filled, tmp_path_factory):
    path = tmp_path_factory.mktemp("far") / "press.duckdb"
    shutil.copy(filled, path)
    server = Far(path)
    yield server
    server.process.terminate()
    server.process.join(30)


@pytest.fixture
def site_of(settings):
    """The pages of a server that others can reach, and a token for each role."""
    desk = Desk(replace(settings, host="0.0.0.0"))
    yield Site(desk, desk.settings), {role: desk.add_token(role, role)[1] for role in ROLES}
    desk.close()


def test_without_a_token_there_is_nothing_but_the_way_in(far):
    for address in far.addresses():
        for cookies in ({}, {COOKIE: "waqai_wrong"}):
            with httpx.Client(base_url=far.base, cookies=cookies) as client:
                answer = client.get(address, headers=HTML)
                # Wrong tokens are tried slowly.
                assert (answer.status_code, answer.headers.get("location")) in ((303, "/login"), (429, None)), address
                assert "EGY" not in answer.text
                assert client.get(address).status_code in (401, 429)
    for path in ("/ar/code/upload", "/api/v1/articles", "/api/v1/judgements"):
        assert httpx.post(far.base + path, files={"file": b"x"}).status_code == 401
    assert httpx.get(far.base + "/login").status_code == 200


def test_a_reader_sees_every_page(far):
    for role, token in far.tokens.items():
        with httpx.Client(base_url=far.base, cookies={COOKIE: token}, follow_redirects=True, timeout=60) as client:
            for address in far.addresses() if role == "reader" else ["/en/events"]:
                assert client.get(address, headers=HTML).status_code == 200, (role, address)


def test_live_events_need_a_token(far):
    polling = f"{far.base}/_nicegui_ws/socket.io/?EIO=4&transport=polling"
    assert httpx.get(polling).status_code == 401
    assert httpx.post(polling, content=b"40").status_code == 401
    assert httpx.get(polling, cookies={COOKIE: far.tokens["reader"]}).status_code != 401


def test_only_an_analyst_changes_anything(site_of):
    site, tokens = site_of
    desk = site.desk
    event = desk.search(Filters(), limit=1).items[0].id
    fields = {"verdict": "wrong", "event": event, "record": event, "name": "x", "query": "actor=EGY", "kind": "new"}
    before = desk.judgements()
    for token in (None, "waqai_wrong", tokens["reader"]):
        view = site.view(Address("en", "events"), "", token)
        assert not view.may_write
        for name in ACTS:
            if name not in HARMLESS or token != tokens["reader"]:
                with pytest.raises(UsageError):
                    perform(view, name, fields)
    assert desk.judgements() == before
    assert not any(desk.searches(name) or desk.alerts(name) for name in ("", "local", "reader"))
    for role in ("analyst", "admin"):
        view = site.view(Address("en", "events"), "", tokens[role])
        assert perform(view, "save", fields).address and [one.owner for one in desk.searches(role)] == [role]


def test_a_token_that_is_revoked_ends_the_open_page_too(site_of):
    site, _ = site_of
    kept, token = site.desk.add_token("gone", "admin")
    assert site.view(Address("en", "events"), "", token).may_write
    site.desk.revoke_token(kept.id)
    view = site.view(Address("en", "events"), "", token)
    assert not view.may_write and not view.owner


def test_in_a_browser_a_reader_signs_in_and_cannot_judge(far):
    if reason := missing():
        (pytest.fail if must() else pytest.skip)(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        context = chrome.new_context()
        context.set_default_timeout(60_000)
        tab = Tab(context, far.base)
        tab.page.goto(f"{far.base}/en/events/{far.event.id}")
        assert tab.address == "/login"
        tab.page.fill("input[name=token]", far.tokens["reader"])
        tab.page.click("button")
        tab.page.wait_for_selector(".workbench[data-serial]")
        tab.open(f"/en/events/{far.event.id}")
        assert not tab.page.query_selector_all("main form[data-act]")
        before = far.judgements
        tab.page.evaluate(
            "html => document.body.insertAdjacentHTML('beforeend', html)", FORGED.format(event=far.event.id)
        )
        tab.page.click("#forged")
        tab.page.wait_for_selector(".toast")
        assert far.judgements == before
        chrome.close()
