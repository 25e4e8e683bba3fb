"""Where the partitions of a run are done: in processes here, by Daft here, or by Daft on a Ray cluster."""

from __future__ import annotations

from waqai.errors import UsageError
from waqai.run.bulk import Engine

NAMES = ("local", "daft", "ray")


def engine(name: str, *, workers: int, address: str | None = None) -> Engine:
    """The engine of that name. Raises UsageError where it is not known or not installed."""
    if name == "local":
        from waqai.run.engines.local import LocalEngine

        return LocalEngine(workers)
    if name not in NAMES:
        raise UsageError(f"no engine «{name}»; known: {', '.join(NAMES)}")
    try:
        from waqai.run.engines.daft import DaftEngine
    except ImportError as error:
        raise UsageError(f"the engine «{name}» needs: pip install 'waqai[cluster]' ({error})") from error
    return DaftEngine(workers, ray=name == "ray", address=address)
