"""The browser's end of a page as a NiceGUI element: it shows markup, draws charts, and tells what is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nicegui.element import Element
from nicegui.events import GenericEventArguments


class Workbench(Element, component="static/workbench.js"):
    """Shows one page at a time. `go` is called with an address, `act` with the name of an act and its fields."""

    def __init__(
        self,
        shown: dict[str, Any],
        *,
        go: Callable[[dict[str, Any]], Any],
        act: Callable[[dict[str, Any]], Any],
    ) -> None:
        super().__init__()
        self._props["shown"] = shown
        self.on("go", lambda event: go(_one(event)))
        self.on("act", lambda event: act(_one(event)))

    def show(self, shown: dict[str, Any]) -> None:
        """Show another page, or the same with other content."""
        self._props["shown"] = shown
        self.update()

    def toast(self, text: str) -> None:
        """Say something in passing."""
        self.run_method("toast", text)


def _one(event: GenericEventArguments) -> dict[str, Any]:
    found = event.args[0] if isinstance(event.args, list) else event.args
    return found if isinstance(found, dict) else {}
