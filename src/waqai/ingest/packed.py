"""Containers: gzip files and zip archives. What lies in them is read like a file of its own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from waqai.errors import InputError
from waqai.ingest.document import Document, Items
from waqai.ingest.limits import capped, unpacked

Dispatch = Callable[[Document], Items]


def read_gzip(document: Document, dispatch: Dispatch) -> Items:
    """What the gzip file packs, by the suffix under `.gz`."""
    inner = _inner(document)
    name = document.name[: -len(document.suffix)]

    def open_member() -> BinaryIO:
        return unpacked(document.open(), document.options.limits.member, where=document.where)

    yield from dispatch(replace(inner, name=name, open=open_member))


def read_zip(document: Document, dispatch: Dispatch) -> Items:
    """What the members of the archive hold, in the order of their names."""
    inner = _inner(document)
    with document.open() as stream:
        try:
            archive = zipfile.ZipFile(stream if stream.seekable() else io.BytesIO(document.read()))
        except (zipfile.BadZipFile, OSError) as error:
            raise InputError(
                f"not a zip file that can be read: {error}", where=document.where, reason="broken"
            ) from error
        members = sorted((m for m in archive.infolist() if not m.is_dir()), key=lambda m: m.filename)
        if len(members) > document.options.limits.members:
            raise InputError(f"{len(members)} members are too many", where=document.where, reason="too-large")
        for member in members:
            yield from _read_member(archive, member, inner, document, dispatch)


def _read_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, inner: Document, document: Document, dispatch: Dispatch
) -> Items:
    where = f"{document.where}!{member.filename}"
    try:
        yield from dispatch(
            replace(
                inner,
                where=where,
                name=member.filename,
                key=PurePosixPath(member.filename).with_suffix("").as_posix(),
                open=lambda: capped(cast(BinaryIO, archive.open(member)), document.options.limits.member, where=where),
            )
        )
    except InputError as error:
        yield error
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        yield InputError(f"cannot be unpacked: {error}", where=where, reason="broken")


def _inner(document: Document) -> Document:
    """The document one container deeper. Raises InputError where that is too deep."""
    if document.depth >= document.options.limits.depth:
        raise InputError("too many archives in one another; not read", where=document.where, reason="too-large")
    return replace(document, depth=document.depth + 1)
