import os
import shutil

import pytest
from hypothesis import settings

from servers import NEEDED, Server, binaries, private_folder

settings.register_profile("waqai", deadline=None, derandomize=bool(os.environ.get("WAQAI_SAME_EXAMPLES")))
settings.load_profile("waqai")
"""No limit of time for an example, since machines are shared; the same examples in every run where CI asks for it."""


@pytest.fixture(scope="session")
def postgres_server():
    """A private PostgreSQL server."""
    if binaries() is None:
        reason = "PostgreSQL is not installed (apt-get install postgresql)"
        if os.environ.get(NEEDED) == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    folder = private_folder()
    server = Server(folder)
    yield server
    server.stop()
    shutil.rmtree(folder)


@pytest.fixture(params=["duckdb", "postgres"])
def address(request, tmp_path):
    """Where an empty store can be made: on each backend."""
    if request.param == "duckdb":
        return str(tmp_path / "store.duckdb")
    return request.getfixturevalue("postgres_server").database()
