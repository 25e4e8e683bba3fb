import pytest

from waqai.serve.web.address import Address
from waqai.serve.web.drafts import Drafts
from waqai.serve.web.prefs import Prefs
from waqai.serve.web.routes import page_at
from waqai.serve.web.view import View


@pytest.fixture
def look(desk):
    """The page at an address, made without a browser."""
    drafts = Drafts()

    def at(address, **prefs):
        return page_at(View(desk, Address.parse(address), Prefs().changed(prefs), drafts=drafts))

    return at


@pytest.fixture(scope="module")
def site(filled, tmp_path_factory):
    """A running server with the workbench: its address and its desk."""
    import shutil

    from browser import missing, must, running

    from waqai.config import Settings
    from waqai.serve.app import create_app
    from waqai.serve.settings import ServeSettings

    if reason := missing():
        (pytest.fail if must() else pytest.skip)(reason)
    path = tmp_path_factory.mktemp("site") / "press.duckdb"
    shutil.copy(filled, path)
    app = create_app(ServeSettings(base=Settings.from_env(db=str(path))))
    with running(app) as base:
        yield base, app.state.desk


@pytest.fixture(scope="module")
def chrome():
    from browser import FLAGS, chromium
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS.split())
        yield browser
        browser.close()


@pytest.fixture
def tab(site, chrome):
    """A tab on the workbench; at the end nothing may have complained and no other host been asked."""
    from browser import Tab

    context = chrome.new_context(viewport={"width": 1366, "height": 900})
    context.set_default_timeout(60_000)
    tab = Tab(context, site[0])
    yield tab
    assert not tab.elsewhere
    assert not tab.complaints
    context.close()
