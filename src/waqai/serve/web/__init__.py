"""The workbench: pages in Arabic and English on the same desk as the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI

    from waqai.serve.desk import Desk
    from waqai.serve.settings import ServeSettings


def mount(app: FastAPI, desk: Desk, settings: ServeSettings) -> None:
    """Put the pages on the application (`nicegui.ui.run_with`). The API's routes are there already and come first."""
