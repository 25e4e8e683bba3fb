"""The application: the API, and the workbench where it is wanted. One process, one store, one port."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from waqai import __version__
from waqai.serve.desk import Desk
from waqai.serve.settings import ServeSettings


def create_app(settings: ServeSettings) -> FastAPI:
    """The application on an open store, which is closed when the application ends. Raises StoreError.

    `app.state.desk` is its desk, `app.state.settings` what was chosen.
    """
    desk = Desk(settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    app = FastAPI(title="waqai", version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None)
    app.state.desk, app.state.settings = desk, settings
    from waqai.serve.api import events

    app.include_router(events.router)
    if settings.web:
        from waqai.serve.web import mount

        mount(app, desk, settings)
    return app


def serve(settings: ServeSettings) -> None:
    """Serve until interrupted. Raises StoreError, UsageError."""
    import uvicorn

    uvicorn.run(create_app(settings), host=settings.host, port=settings.port, log_level="warning", access_log=False)
