"""A real Chromium and a real server for the tests of the pages."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from contextlib import contextmanager
from pathlib import Path

NEEDED = "WAQAI_TEST_BROWSER"
FLAGS = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync "
    "--no-first-run"
)


def chromium():
    """Where Chromium is, None where it is not installed."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def missing():
    """Why there is no browser to test with, None where there is one."""
    try:
        import axe_core_python  # noqa: F401
        import playwright  # noqa: F401
    except ImportError:
        return "playwright and axe-core-python are not installed"
    return None if chromium() else "Chromium is not installed (apt-get install chromium)"


def must():
    """Whether a missing browser is a failure."""
    return os.environ.get(NEEDED) == "required"


def axe_source():
    """axe-core's script."""
    import axe_core_python

    return next(Path(axe_core_python.__file__).parent.rglob("axe.min.js")).read_text(encoding="utf-8")


@contextmanager
def running(app):
    """The application on a free port; its address."""
    import uvicorn

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


class Tab:
    """A page of the browser that notes every complaint and every request elsewhere."""

    def __init__(self, context, base):
        self.page, self.base = context.new_page(), base
        self.complaints, self.elsewhere = [], []
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda e: self.complaints.append(str(e)))
        self.page.on("request", lambda r: None if self._own(r.url) else self.elsewhere.append(r.url))

    def _own(self, url):
        return url.startswith((self.base, self.base.replace("http", "ws"), "data:", "blob:"))

    def open(self, address):
        """Go there and wait until the page is shown."""
        self.page.goto(self.base + address)
        self.page.wait_for_selector(".workbench[data-serial]")
        return self

    @property
    def serial(self):
        return int(self.page.get_attribute(".workbench", "data-serial"))

    @contextmanager
    def shown(self):
        """Wait until what is done within has led to another page."""
        before = self.serial
        yield
        self.page.wait_for_function(f"+document.querySelector('.workbench').dataset.serial > {before}")

    @property
    def address(self):
        return self.page.evaluate("location.pathname + location.search")

    def drawn(self, count=1):
        """Wait until so many charts are drawn."""
        self.page.wait_for_function(f"document.querySelectorAll('[data-drawn]').length >= {count}")
        return self
