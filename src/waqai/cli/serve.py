"""`waqai serve`: the API and the workbench on one port."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from waqai.cli.messages import note
from waqai.config import Settings
from waqai.errors import UsageError


def run(*, db: str | None, host: str, port: int, web: bool) -> int:
    """Serve until interrupted. Raises StoreError, UsageError."""
    with needing_server():
        from waqai.serve.app import serve
        from waqai.serve.settings import ServeSettings
    settings = ServeSettings(base=Settings.from_env(db=db), host=host, port=port, web=web)
    shown = f"[{host}]" if ":" in host else host
    note(f"http://{shown}:{port}/ serves {settings.base.db}; Ctrl-C ends it")
    serve(settings)
    return 0


@contextmanager
def needing_server() -> Iterator[None]:
    """Imports of the server go in here: where its packages are missing, UsageError says how to get them."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise UsageError(f"the server needs {error.name}: pip install 'waqai[serve]'") from error
