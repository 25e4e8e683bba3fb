import pytest
from typer.testing import CliRunner

from fakes import FakeCoder
from waqai.cli.app import app


@pytest.fixture
def waqai(monkeypatch):
    """Run the command line with the fake coder; the result has exit_code, stdout, stderr."""
    for module in ("waqai.run.local", "waqai.cli.explain"):
        monkeypatch.setattr(f"{module}.coder_for", lambda settings: FakeCoder())
    return lambda *args, **kwargs: CliRunner().invoke(app, [str(arg) for arg in args], **kwargs)
