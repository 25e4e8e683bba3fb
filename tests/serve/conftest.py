import pytest

from waqai.config import Settings
from waqai.ingest.paths import read
from waqai.models import Article
from waqai.run.archive import Archive
from waqai.serve.desk import Desk
from waqai.serve.settings import ServeSettings
from waqai.store import open_store


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """A store with the example press in it."""
    path = tmp_path_factory.mktemp("serve") / "press.duckdb"
    settings = Settings.from_env(db=str(path))
    articles = (item for item in read(["examples/press.jsonl"]) if isinstance(item, Article))
    with open_store(settings.db) as store:
        assert sum(outcome.fate == "added" for outcome in Archive(store, settings).add(articles)) > 5
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
