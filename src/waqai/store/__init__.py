"""The store: articles, records and the chronicle in a DuckDB file or in PostgreSQL, under one contract."""

from waqai.store.filters import Filters
from waqai.store.store import Run, Store, open_store

__all__ = ["Filters", "Run", "Store", "open_store"]
