"""Files by address: on this machine (`/data/x`, `file:///data/x`) or in S3-style storage (`s3://bucket/x`).

S3 is reached with the usual variables of the environment (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL ...). What is written
appears whole or not at all.
"""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast
from urllib.parse import unquote, urlsplit

from waqai.errors import InputError, UsageError

_BUFFER = 1 << 20
_HALF = ".half"


class Storage:
    """A folder or file and what lies below it. Cheap to make; may be sent to another process."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/") if "://" in address else str(Path(address).absolute())

    def __truediv__(self, name: str) -> Storage:
        return Storage(f"{self.address}/{name}")

    def __str__(self) -> str:
        return self.address

    @property
    def name(self) -> str:
        """The last part of the address."""
        return self.address.rpartition("/")[2]

    def _open(self) -> tuple[Any, str]:
        import pyarrow as pa
        from pyarrow import fs

        try:
            if self.address.startswith("s3://"):
                endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")
                options = {"endpoint_override": endpoint} if endpoint else {}
                return fs.S3FileSystem(**options), self.address.removeprefix("s3://")
            here = self._here()
            system, path = fs.FileSystem.from_uri(here.as_uri() if here is not None else self.address)
            return system, str(path)
        except (pa.ArrowException, ValueError, OSError) as error:
            raise UsageError(f"{self.address} cannot be reached: {error}") from error

    def files(self) -> list[tuple[Storage, int]]:
        """The file itself, or all files below the folder in the order of their names; with sizes in bytes.

        Raises InputError where there is nothing.
        """
        from pyarrow import fs

        system, path = self._open()
        try:
            [info] = system.get_file_info([path])
            if info.type == fs.FileType.File:
                return [(self, int(info.size))]
            if info.type == fs.FileType.NotFound:
                raise InputError("no such file or folder", where=self.address)
            below = system.get_file_info(fs.FileSelector(path, recursive=True))
        except OSError as error:
            raise InputError(f"cannot be listed: {error}", where=self.address) from error
        base = self.address
        found = [(i.path, int(i.size)) for i in below if i.type == fs.FileType.File]
        return [(Storage(base + file[len(path.rstrip("/")) :]), size) for file, size in sorted(found)]

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """A stream to read and seek in. Raises InputError."""
        try:
            if (here := self._here()) is not None:
                with here.open("rb") as stream:
                    yield cast(BinaryIO, stream)
            else:
                system, path = self._open()
                with system.open_input_file(path) as remote, io.BufferedReader(_Raw(remote), _BUFFER) as buffered:
                    yield cast(BinaryIO, buffered)
        except FileNotFoundError as error:
            raise InputError("no such file", where=self.address) from error

    def tidy(self) -> None:
        """Remove what killed writes left half done below this folder (S3-style storage has no such thing)."""
        here = self._here()
        for half in here.rglob(f".*{_HALF}") if here is not None else ():
            half.unlink(missing_ok=True)

    def _here(self) -> Path | None:
        """The path, where the file is on this machine."""
        if self.address.startswith("file://"):
            return Path(unquote(urlsplit(self.address).path))
        return None if "://" in self.address else Path(self.address)

    def read(self) -> bytes | None:
        """All bytes; None where there is no such file."""
        system, path = self._open()
        try:
            with system.open_input_file(path) as stream:
                return bytes(stream.read())
        except FileNotFoundError:
            return None

    def write(self, data: bytes) -> None:
        """Write the file, whole or not at all. Raises UsageError where that cannot be done."""
        self.write_from(io.BytesIO(data))

    def write_from(self, source: BinaryIO) -> None:
        """The same with what a stream holds from its beginning on."""
        source.seek(0)
        try:
            if (here := self._here()) is not None:
                here.parent.mkdir(parents=True, exist_ok=True)
                with whole(here) as local:
                    shutil.copyfileobj(source, local)
            else:
                system, path = self._open()
                with system.open_output_stream(path) as stream:
                    shutil.copyfileobj(source, stream)
        except OSError as error:
            raise UsageError(f"cannot write {self.address}: {error}") from error


class _Raw(io.RawIOBase):
    """An Arrow stream as Python knows streams: its errors are OSErrors."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def seekable(self) -> bool:
        """It can be moved in."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer`."""
        return int(self._stream.readinto(buffer))

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Move. Raises OSError on a place before the beginning."""
        import pyarrow as pa

        try:
            return int(self._stream.seek(offset, whence))
        except pa.ArrowException as error:
            raise OSError(str(error)) from error

    def tell(self) -> int:
        """Where the stream stands."""
        return int(self._stream.tell())


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A stream to a file that appears only when all was written, with the mode of a plainly created file."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=_HALF)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_usual_mode())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _usual_mode() -> int:
    """The mode a plainly created file would have; temporary files are private."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
