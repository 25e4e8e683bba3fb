"""`waqai demo`: the workbench on the chronicle that ships with the package."""

from __future__ import annotations

import socket
import threading
import time
import webbrowser

from waqai.cli.messages import note
from waqai.cli.progress import progress
from waqai.cli.serve import needing_server
from waqai.config import Settings

HOST = "127.0.0.1"
_PATIENCE = 60.0
"""Seconds within which the server should answer."""


def run(*, port: int, browser: bool, language: str) -> int:
    """Serve the demo until interrupted, and open a browser on it. Raises StoreError, UsageError."""
    with needing_server():
        from waqai.serve.app import serve
        from waqai.serve.demo.build import articles, build
        from waqai.serve.settings import ServeSettings
    with progress("reading the demo's articles", articles, counted="events") as advance:
        base = build(Settings.from_env(), advance)
    port = port or _free_port()
    address = f"http://{HOST}:{port}/{language}/events"
    note(f"{address} shows {articles()} articles of the demo; Ctrl-C ends it")
    if browser:
        threading.Thread(target=_open, args=(address, port), daemon=True).start()
    serve(ServeSettings(base=base, host=HOST, port=port))
    return 0


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        chosen: int = found.getsockname()[1]
        return chosen


def _open(address: str, port: int) -> None:
    """Open the browser as soon as the server answers."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        with socket.socket() as trying:
            if trying.connect_ex((HOST, port)) == 0:
                webbrowser.open(address)
                return
        time.sleep(0.1)
