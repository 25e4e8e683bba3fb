"""How long a reader waits: the first view of every page and a change of filters, in Chromium, on a given store.

    python bench/pages.py --db STORE

Needs Chromium. A view begins when the address is entered, in a browser that has nothing of the site yet, and ends when
all that the page shows stands there, its charts drawn. A change of filters begins with the click.
"""

from __future__ import annotations

import argparse
import shutil
import time
from collections.abc import Callable

import httpx
from playwright.sync_api import Page, sync_playwright

from serve import ready, served

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
SHOWN = """document.querySelector('.workbench[data-serial]')
    && [...document.querySelectorAll('[data-plot]')].every(plot => plot.dataset.drawn || !plot.offsetWidth)"""
FILTERS = ("#type-CONSULT", "#type-ASSAULT", "#chips .filter")


def addresses(url: str) -> list[str]:
    """One page of each kind."""
    (event,) = httpx.get(f"{url}/api/v1/events", params={"limit": 1, "order": "-confirmed"}).json()["items"]
    told = httpx.get(f"{url}/api/v1/events/{event['id']}").raise_for_status().json()
    article = told["event"]["mentions"][0]["article"]["id"]
    kinds = (
        "events", f"events/{event['id']}", f"articles/{article}", "relations/ISR-TUR", "actors/TUR",
        "code", "saved", "alerts", "settings",
    )  # fmt: skip
    return [f"/{language}/{kind}" for kind in kinds for language in ("ar", "en")]


def serial(page: Page) -> int:
    """The number of the view that is shown."""
    return int(page.get_attribute(".workbench", "data-serial") or 0)


def took(work: Callable[[], object]) -> float:
    """Seconds that something takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def view(page: Page, address: str) -> None:
    """Open an address and wait until all is shown."""
    page.goto(address)
    page.wait_for_function(SHOWN, timeout=60_000)


def click(page: Page, what: str) -> None:
    """Click and wait until the new view is shown."""
    before = serial(page)
    page.click(what)
    page.wait_for_function(f"+document.querySelector('.workbench').dataset.serial > {before}", timeout=60_000)
    page.wait_for_function(SHOWN, timeout=60_000)


def measure(url: str) -> None:
    """Open every page as a new reader, then filter."""
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for address in addresses(url):
            context = chrome.new_context(viewport={"width": 1366, "height": 900})
            page = context.new_page()
            print(f"{address:34} {took(lambda page=page, to=url + address: view(page, to)) * 1000:6.0f} ms")
            context.close()
        page = chrome.new_page()
        view(page, f"{url}/en/events")
        for what in FILTERS:
            print(f"click on {what:25} {took(lambda what=what: click(page, what)) * 1000:6.0f} ms")
        chrome.close()


def main() -> None:
    """Start a server, measure, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--db", required=True)
    options = parser.parse_args()
    with served(options.db) as (url, process):
        ready(process)
        measure(url)


if __name__ == "__main__":
    main()
