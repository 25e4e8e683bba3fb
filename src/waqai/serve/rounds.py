"""The rounds: a thread of the server that looks for what alerts wait for, and sends the courier."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from typing import TYPE_CHECKING

from waqai.errors import WaqaiError
from waqai.serve.courier import Courier, later
from waqai.store.rows import now

if TYPE_CHECKING:
    from waqai.serve.desk import Desk
    from waqai.serve.telemetry import Telemetry

LOG = logging.getLogger(__name__)


class Rounds:
    """Goes round every `settings.look_every` seconds until it is stopped."""

    def __init__(self, desk: Desk, telemetry: Telemetry) -> None:
        self._desk, self._telemetry = desk, telemetry
        self._courier = Courier(desk.settings)
        self._end = threading.Event()
        self._seen: str | None = None
        self._day: dt.date | None = None
        self._thread = threading.Thread(target=self._go, name="waqai-rounds", daemon=True)

    def begin(self) -> None:
        """Go."""
        if self._desk.settings.look_every:
            self._thread.start()

    def end(self) -> None:
        """Stop, after the delivery that is under way."""
        self._end.set()
        if self._thread.is_alive():
            self._thread.join(30)

    def _go(self) -> None:
        while not self._end.wait(self._desk.settings.look_every):
            try:
                self.go_once()
            except WaqaiError as error:
                LOG.error("alerts: %s", error)
            except Exception:
                # A defect must not end all later rounds.
                LOG.exception("alerts: defect")

    def go_once(self) -> None:
        """One round: look where something has changed, deliver what is due."""
        state, today = self._desk.state(), dt.datetime.now(dt.UTC).date()
        if (state, today) != (self._seen, self._day):
            self._desk.look()
            self._seen, self._day = state, today
        for delivery, notice, key in self._desk.due():
            if self._end.is_set():
                return
            error = self._courier.carry(delivery, notice, key)
            after = later(delivery, error, now())
            self._telemetry.delivered(
                delivery.kind, "sent" if error is None else "given up" if after.done else "failed"
            )
            self._desk.delivered(after)
