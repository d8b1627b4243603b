"""What a build has read so far: a build after a killed one does not read it again.

Each source stands there sealed with its own bytes: without the file itself nobody can read what is kept
of it, so that a text which is withdrawn, retracted or withheld by another record is not in the index's
folder for want of a build that ends. A source that withholds something itself is not kept at all, as a
generation keeps no hash of one.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import struct
import zlib
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO, NamedTuple

import numpy as np

from indexer.build.read_source import ReadSource, from_json, to_json
from indexer.passages.passage import PART_WITHHELD, Passage

# The file below the folder of a checkpoint.
FILE = "read"
# Name, salt and tag of an entry, the length of what is sealed, and the checksum of all that.
_HEAD = struct.Struct("<32s16s32sQ")
_CHECK = struct.Struct("<I")
_HEAD_BYTES = _HEAD.size + _CHECK.size


class _Entry(NamedTuple):
    """Where an entry's sealed bytes stand, and what it is opened with."""

    salt: bytes
    tag: bytes
    start: int
    length: int


class ReadSoFar:
    """The sources that builds have read and not yet published, in a file that only grows; a context manager.

    Its methods may be called by several threads at once. A torn or damaged entry is none.
    """

    def __init__(self, folder: Path) -> None:
        """Look at what a killed build left in the folder of a checkpoint; write nothing yet."""
        self._path = folder / FILE
        self._lock = Lock()
        self._file: BinaryIO | None = None
        self._entries: dict[bytes, _Entry] = {}
        self._end = 0
        with suppress(OSError), self._path.open("rb") as file:
            self._look(file)
        self.n_taken = 0

    def __enter__(self) -> ReadSoFar:
        """Return itself: leaving it closes its file."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close the file."""
        if self._file:
            self._file.close()
        self._file = None

    def of(self, name: str, fingerprint: str) -> ReadSource | None:
        """Return what a source gave that has this name and these bytes, or None."""
        entry = self._entries.get(_named(name, fingerprint))
        if entry is None:
            return None
        try:
            with self._path.open("rb") as file:
                file.seek(entry.start)
                sealed = file.read(entry.length)
            found = _opened(sealed, entry, _key(name, fingerprint, entry.salt))
            read = from_json(name, fingerprint, found)
        except (OSError, ValueError, LookupError, TypeError, zlib.error):
            return None
        with self._lock:
            self.n_taken += 1
        return read

    def add(self, read: ReadSource) -> None:
        """Append what a source gives, unless it withholds something. Raises OSError where the disk refuses."""
        if not read.fingerprint or any(map(_is_withheld, read.passages)):
            return
        salt = os.urandom(16)
        key = _key(read.name, read.fingerprint, salt)
        plain = zlib.compress(json.dumps(to_json(read)).encode(), level=1)
        sealed = _masked(plain, key)
        tag = hmac.digest(key, sealed, "sha256")
        head = _HEAD.pack(_named(read.name, read.fingerprint), salt, tag, len(sealed))
        with self._lock:
            file = self._growing()
            file.write(head + _CHECK.pack(zlib.crc32(head)) + sealed)
            # Whatever a kill leaves of it is torn, and the next build writes over that.
            file.flush()

    def _growing(self) -> BinaryIO:
        """Return the file to append to, without what is torn at its end."""
        if self._file is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.touch()
            os.truncate(self._path, self._end)
            self._file = self._path.open("ab")
        return self._file

    def _look(self, file: BinaryIO) -> None:
        """Note where the entries of a file are, up to the first that is torn."""
        size = os.fstat(file.fileno()).st_size
        while len(head := file.read(_HEAD_BYTES)) == _HEAD_BYTES:
            name, salt, tag, length = _HEAD.unpack(head[: _HEAD.size])
            start = file.tell()
            is_whole = _CHECK.unpack(head[_HEAD.size :])[0] == zlib.crc32(head[: _HEAD.size])
            if not is_whole or start + length > size:
                return
            self._entries[name] = _Entry(salt, tag, start, length)
            self._end = file.seek(start + length)


def _is_withheld(passage: Passage) -> bool:
    return passage.exempt is not None or PART_WITHHELD in passage.text


def _named(name: str, fingerprint: str) -> bytes:
    return hashlib.sha256(f"name\0{name}\0{fingerprint}".encode("utf-8", "replace")).digest()


def _key(name: str, fingerprint: str, salt: bytes) -> bytes:
    """Return what an entry is sealed with; the fingerprint is a hash of the source's bytes and stands nowhere."""
    told = f"key\0{name}\0{fingerprint}\0".encode("utf-8", "replace")
    return hashlib.sha256(told + salt).digest()


def _masked(data: bytes, key: bytes) -> bytes:
    """Return data under a stream of the key, or without it again: SHAKE256 (FIPS 202), each key used once."""
    stream = np.frombuffer(hashlib.shake_256(key).digest(len(data)), np.uint8)
    return (np.frombuffer(data, np.uint8) ^ stream).tobytes()


def _opened(sealed: bytes, entry: _Entry, key: bytes) -> dict[str, Any]:
    """Return what an entry holds. Raises ValueError if it is not as it was written."""
    if not hmac.compare_digest(hmac.digest(key, sealed, "sha256"), entry.tag):
        raise ValueError("an entry is damaged")
    found: dict[str, Any] = json.loads(zlib.decompress(_masked(sealed, key)))
    return found
