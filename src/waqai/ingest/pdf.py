"""PDF files (pypdf). Arabic comes out well where the file keeps its text in reading order, as most newer ones do."""

from __future__ import annotations

import io
import re
import unicodedata

from waqai.errors import InputError
from waqai.ingest.document import Document, Items
from waqai.models import Article

_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
PAGES = 2000
"""Pages that are read of one file."""


def read_pdf(document: Document) -> Items:
    """The file as one article."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(document.read()))
        text = "\n".join(_plain(page.extract_text()) for page in reader.pages[:PAGES])
        title = reader.metadata.title if reader.metadata else None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(f"not a PDF that can be read: {error}", where=document.where, reason="broken") from error
    if not text.strip():
        raise InputError("the PDF has no text (a scan?)", where=document.where, reason="empty")
    yield Article.parse({"id": document.key, "title": title or None, "text": text}, where=document.where)


def _plain(text: str) -> str:
    """Text with its presentation forms spelled in plain letters."""
    return _FORMS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
