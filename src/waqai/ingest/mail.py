"""Mails (`.eml`), such as newsletters and agencies send: the subject is the headline."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from waqai.errors import InputError
from waqai.ingest.document import Document, Items
from waqai.ingest.page import read_page
from waqai.models import Article


def read_mail(document: Document) -> Items:
    """The article that a mail brings."""
    message = email.message_from_bytes(document.read(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    text = _text(message, document.where)
    if not text.strip():
        raise InputError("the mail has no text", where=document.where, reason="empty")
    sender, address = parseaddr(str(message["From"] or ""))
    fields = {
        "id": document.key,
        "title": str(message["Subject"] or "") or None,
        "text": text,
        "published": _day(str(message["Date"] or "")),
        "publisher": sender or address or None,
    }
    yield Article.parse(fields, where=document.where)


def _text(message: EmailMessage, where: str) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ""
    try:
        content = body.get_content()
    except (LookupError, ValueError) as error:
        raise InputError(f"the mail cannot be read: {error}", where=where, reason="encoding") from error
    if body.get_content_type() == "text/html":
        return read_page(content, where=where).text
    return str(content).replace("\r\n", "\n")


def _day(text: str) -> str | None:
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return None
