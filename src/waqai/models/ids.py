"""Ids that depend on nothing but what they name."""

from __future__ import annotations

import hashlib


def stable_id(*parts: str) -> str:
    """A short id (16 hex digits) that depends on nothing but `parts`."""
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
