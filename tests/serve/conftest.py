from pathlib import Path

import pytest

from waqai.config import Settings
from waqai.ingest.paths import read
from waqai.models import Article
from waqai.run.archive import Archive
from waqai.serve.desk import Desk
from waqai.serve.settings import ServeSettings
from waqai.store import open_store

PRESS = Path(__file__).resolve().parents[2] / "examples/press.jsonl"


def put_press(db):
    """Add the example press to a store."""
    settings = Settings.from_env(db=db)
    articles = (item for item in read([str(PRESS)]) if isinstance(item, Article))
    with open_store(settings.db) as store:
        assert sum(outcome.fate == "added" for outcome in Archive(store, settings).add(articles)) > 5


@pytest.fixture(scope="session")
def fill():
    return put_press


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """A store with the example press in it."""
    path = tmp_path_factory.mktemp("serve") / "press.duckdb"
    put_press(str(path))
    return path


@pytest.fixture
def settings(filled, tmp_path):
    """Settings for a server on a fresh copy of the store, without the workbench."""
    import shutil

    path = tmp_path / "press.duckdb"
    shutil.copy(filled, path)
    return ServeSettings(base=Settings.from_env(db=str(path)), web=False)


@pytest.fixture
def desk(settings):
    opened = Desk(settings)
    yield opened
    opened.close()


@pytest.fixture
def make_client(settings):
    """Clients of servers on the store, each with its own choices; one at a time."""
    import contextlib
    from dataclasses import replace

    from starlette.testclient import TestClient

    from waqai.serve.app import create_app

    with contextlib.ExitStack() as stack:

        def make(url="http://127.0.0.1:8765", **choices):
            stack.close()
            chosen = replace(settings, **({"per_second": 0.0, "look_every": 0.0} | choices))
            app = create_app(chosen)
            return stack.enter_context(TestClient(app, base_url=url, raise_server_exceptions=False))

        yield make


@pytest.fixture
def client(make_client):
    return make_client()


@pytest.fixture
def desk_of(client):
    return client.app.state.desk


@pytest.fixture
def admin(desk_of):
    """The headers of an admin."""
    return {"Authorization": f"Bearer {desk_of.add_token('root', 'admin')[1]}"}


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """Settings on a copy of the demo's store: the one in the cache may be open elsewhere."""
    import shutil
    from dataclasses import replace

    from waqai.serve.demo.build import build

    base = build(Settings.from_env())
    path = tmp_path_factory.mktemp("demo") / "demo.duckdb"
    shutil.copy(base.db, path)
    return replace(base, db=str(path))
