"""The application: the API, and the workbench where it is wanted. One process, one store, one port."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from waqai import __version__
from waqai.errors import UsageError
from waqai.serve import api, problems
from waqai.serve.desk import Desk
from waqai.serve.gate import Gate
from waqai.serve.rounds import Rounds
from waqai.serve.settings import ServeSettings
from waqai.serve.shelf import Shelf
from waqai.serve.telemetry import Telemetry
from waqai.serve.warming import Warmer


def create_app(settings: ServeSettings, *, warm: bool = False) -> FastAPI:
    """The application on an open store, which is closed when the application ends. Raises StoreError, UsageError.

    `warm`: what the first questions need is made ready in the background.

    `app.state.desk` is its desk, `app.state.settings` what was chosen; `request.state.who` tells who asks.
    """
    desk = Desk(settings)
    try:
        _must_be_guarded(desk, settings)
    except BaseException:
        desk.close()
        raise

    ready: list[Callable[[], None]] = []

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        rounds, warmer = Rounds(desk, app.state.telemetry), Warmer(desk, *ready)
        rounds.begin()
        if warm:
            warmer.begin()
        yield
        warmer.end()
        rounds.end()
        desk.close()

    app = FastAPI(
        title="waqai", version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )  # fmt: skip
    app.state.desk, app.state.settings, app.state.telemetry = desk, settings, Telemetry()
    app.state.doorkeeper = desk.doorkeeper
    problems.install(app)
    api.register(app)
    if settings.web:
        from waqai.serve.web import mount

        ready.append(mount(app, desk, settings).rehearse)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=1)
    if settings.web:
        app.add_middleware(Shelf)
    app.add_middleware(Gate, settings=settings, doorkeeper=desk.doorkeeper, telemetry=app.state.telemetry)
    if settings.cors:
        origins, methods = list(settings.cors), ["GET", "POST", "DELETE"]
        app.add_middleware(CORSMiddleware, allow_origins=origins, allow_methods=methods, allow_headers=["*"])
    return app


def _must_be_guarded(desk: Desk, settings: ServeSettings) -> None:
    """Raises UsageError where everybody could come in from outside."""
    if not settings.is_private and not any(token.revoked is None for token in desk.tokens()):
        public = settings.public_url or next(iter(settings.names), "")
        called = public if settings.is_loopback else settings.host
        raise UsageError(
            f"{called} can be reached from other machines, and there is no token yet: "
            "make one with `waqai token add NAME --role reader`, or listen on 127.0.0.1"
        )


def serve(settings: ServeSettings) -> None:
    """Serve until interrupted. Raises StoreError, UsageError."""
    import uvicorn

    app = create_app(settings, warm=True)
    uvicorn.run(
        app, host=settings.host, port=settings.port, log_level="warning", access_log=False, server_header=False,
        timeout_graceful_shutdown=5,
    )  # fmt: skip
