"""The courier: takes notices to webhooks and mailboxes, again and again until they arrive or a week is over.

A webhook is a POST of the notice as JSON. `Waqai-Signature: t=TIME,v1=HEX` is the HMAC-SHA256 of `TIME.BODY` with the
alert's own key, which whoever made the alert can read; `Waqai-Delivery` is the same for every try.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import hmac
import logging
import smtplib
from email.message import EmailMessage

import httpx

from waqai import __version__
from waqai.ingest.fetch.guard import guarded_transport
from waqai.models import Notice
from waqai.serve.settings import Mail, ServeSettings
from waqai.store.keeping import Delivery

LOG = logging.getLogger(__name__)
FIRST, LONGEST = 10.0, 6 * 3600.0
"""Seconds to the second try, and between tries at most; each wait is twice the one before."""
TRIES = 40
"""About a week."""
TIMEOUT = 10.0


class Courier:
    """Makes one try to deliver a notice."""

    def __init__(self, settings: ServeSettings) -> None:
        self._settings = settings

    def carry(self, delivery: Delivery, notice: Notice, key: str) -> str | None:
        """Deliver it. Returns why it did not arrive, None where it did."""
        try:
            if delivery.kind == "webhook":
                return asyncio.run(self._post(delivery, notice, key))
            return self._mail(delivery, notice)
        except (httpx.HTTPError, httpx.InvalidURL, smtplib.SMTPException, OSError, ValueError) as error:
            return f"{type(error).__name__}: {error}"[:500]

    async def _post(self, delivery: Delivery, notice: Notice, key: str) -> str | None:
        body = notice.model_dump_json().encode()
        headers = {
            "Content-Type": "application/json",
            "User-Agent": f"waqai/{__version__}",
            "Waqai-Delivery": delivery.id,
            "Waqai-Signature": sign(body, key, int(dt.datetime.now(dt.UTC).timestamp())),
        }
        transport = guarded_transport(allow_private=self._settings.allow_private)
        async with httpx.AsyncClient(transport=transport, timeout=TIMEOUT, follow_redirects=False) as client:
            response = await client.post(delivery.target, content=body, headers=headers)
        return None if response.is_success else f"answered {response.status_code}"

    def _mail(self, delivery: Delivery, notice: Notice) -> str | None:
        mail = self._settings.mail
        if mail is None:
            return "no SMTP server is set: start with --smtp"
        with smtplib.SMTP(mail.host, mail.port, timeout=TIMEOUT) as server:
            if mail.start_tls:
                server.starttls()
            if mail.user:
                server.login(mail.user, mail.password or "")
            server.send_message(letter(notice, delivery, mail, self._settings.url))
        return None


def sign(body: bytes, key: str, at: int) -> str:
    """The signature of a webhook; `at` in seconds since 1970."""
    digest = hmac.new(key.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"


def letter(notice: Notice, delivery: Delivery, mail: Mail, url: str) -> EmailMessage:
    """The e-mail of a notice."""
    message = EmailMessage()
    message["From"], message["To"] = mail.sender, delivery.target
    message["Subject"] = " ".join(f"waqai: {notice.name}".split())
    message["Message-ID"] = f"<{delivery.id}@waqai>"
    facts = "\n".join(f"{name}: {value}" for name, value in notice.facts.items() if value not in (None, []))
    link = f"{url}/events/{notice.event}" if notice.event else url
    message.set_content(f"{facts}\n\n{link}\n")
    return message


def later(delivery: Delivery, error: str | None, at: dt.datetime) -> Delivery:
    """The delivery after a try: done, due again, or given up."""
    tries = delivery.tries + 1
    if error is None:
        return delivery._replace(tries=tries, done=at, error=None)
    if tries >= TRIES:
        return delivery._replace(tries=tries, done=at, error=f"given up: {error}")
    wait = min(FIRST * 2 ** min(tries - 1, 20), LONGEST)
    return delivery._replace(tries=tries, due=at + dt.timedelta(seconds=wait), error=error)
