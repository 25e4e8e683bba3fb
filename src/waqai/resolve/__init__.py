"""Which records of different articles tell the same event, and the one chronicle event that they make together."""

from waqai.resolve.features import Teller
from waqai.resolve.judged import event_id, record_of
from waqai.resolve.memory import MemoryWorkspace
from waqai.resolve.resolver import Changes, resolve
from waqai.resolve.workspace import Workspace

__all__ = ["Changes", "MemoryWorkspace", "Teller", "Workspace", "event_id", "record_of", "resolve"]
