"""The workbench: pages in Arabic and English on the same desk as the API.

A page is a function `View -> Page` (`pages/`), made of pieces that give markup (`parts/`), framed by `shell`, found by
`routes`, put into the browser by one NiceGUI element (`workbench`). All its words stand in `texts/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI

    from waqai.serve.desk import Desk
    from waqai.serve.settings import ServeSettings
    from waqai.serve.web.site import Site


def mount(app: FastAPI, desk: Desk, settings: ServeSettings) -> Site:
    """Put the pages on the application. The API's routes are there already and come first."""
    from waqai.serve.web.site import Site

    site = Site(desk, settings)
    site.mount(app)
    return site
