"""Which records of different articles tell the same event, and the one chronicle event that they make together."""

from waqai.resolve.memory import MemoryWorkspace
from waqai.resolve.workspace import Workspace

__all__ = ["MemoryWorkspace", "Workspace"]
