"""ZIP: every record in it, read as if it lay in a folder. Nothing is ever unpacked to disk."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import PurePath, PurePosixPath

from corpus import readers
from corpus.errors import RecordError, unquoted
from corpus.neighbours import MOST_BYTES, around, shelf_of
from corpus.records import Meeting, Neighbour, Source

MAX_FILES = 10_000
MAX_UNPACKED_BYTES = 512 * 2**20
_MAX_RATIO = 200
_SMALL = 2**20
_OTHER_PACKAGES = {
    "ppt/presentation.xml": "a presentation; only documents are read",
    "content.xml": "an OpenDocument file that is no text; save it as PDF",
}


def recognises(source: Source, text: str) -> bool:
    """Say whether the file is a ZIP archive."""
    return source.data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def read(source: Source) -> Iterator[Meeting | RecordError]:
    """Yield the meetings of every file in the archive, and why a file in it was not read."""
    with _opened(source.data) as archive:
        _refuse_other_packages(archive.namelist())
        members = _members(archive)
        beside = _beside(archive, members)
        for member in sorted(members, key=lambda m: m.filename):
            yield from _read_member(source, archive, member, beside)


def _opened(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise RecordError(f"the archive is damaged or cut off ({type(error).__name__})") from error


def _refuse_other_packages(names: Sequence[str]) -> None:
    """Raise RecordError for a document of another program, which is a ZIP archive, too."""
    for part, reason in _OTHER_PACKAGES.items():
        if part in names:
            raise RecordError(reason)


def _members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the files of an archive that are shown. Raises RecordError for none and for too many."""
    members = [m for m in archive.infolist() if not m.is_dir() and not _is_hidden(m.filename)]
    if len(members) > MAX_FILES or sum(m.file_size for m in members) > MAX_UNPACKED_BYTES:
        raise RecordError(
            f"it unpacks to more than {MAX_UNPACKED_BYTES // 2**20} MB or {MAX_FILES} files; "
            "split it"
        )
    if not members:
        raise RecordError("the archive holds no file")
    return members


def _is_hidden(name: str) -> bool:
    parts = re.split(r"[\\/]", name)
    return any(p == "__MACOSX" or (p.startswith(".") and p.strip(".")) for p in parts)


def _beside(
    archive: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo]
) -> Callable[[PurePath], tuple[Neighbour, ...]]:
    """Return what gives the other files of the meeting that a member belongs to, each read once."""
    by_path: dict[PurePath, zipfile.ZipInfo] = {}
    for member in members:
        with suppress(RecordError):
            by_path[_safe(member.filename)] = member

    @lru_cache(maxsize=32)
    def unpacked(path: PurePath) -> bytes:
        member = by_path[path]
        try:
            return _unpacked(archive, member) if member.file_size <= MOST_BYTES else b""
        except RecordError:
            return b""

    shelf = shelf_of(list(by_path), unpacked)
    return lambda path: readers.told(around(path, PurePosixPath("."), shelf))


def _read_member(
    source: Source,
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    beside: Callable[[PurePath], tuple[Neighbour, ...]],
) -> Iterator[Meeting | RecordError]:
    shown = re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]", "\ufffd", member.filename)
    try:
        path = _safe(member.filename)
        if readers.COMPANION.fullmatch(path.name):
            return
        data = _unpacked(archive, member)
        inner = Source(f"{source.name}/{_safe(shown)}", data, source.facts, beside(path))
        reader = readers.pick(inner)
        if reader.read is read:
            raise RecordError("an archive within an archive is not opened")
        if path.suffix.lower() not in readers.SUFFIXES and not readers.recognises_content(
            inner.name, data[:4096]
        ):
            raise RecordError(f"no reader for {path.suffix or 'files without a suffix'}")
        for record in reader.read(inner):
            yield RecordError(f"{shown}: {record}") if isinstance(record, RecordError) else record
    except RecordError as error:
        yield RecordError(f"{shown}: {error}")
    except Exception as error:  # one bad file never costs the others of the archive
        yield RecordError(f"{shown}: its reader failed: {unquoted(error)}")


def _safe(name: str) -> PurePosixPath:
    """Return a member's path. Raises RecordError for one that leads out of the archive."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", name):
        raise RecordError("its path leads out of the archive")
    return path


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    if member.flag_bits & 1:
        raise RecordError("it is encrypted")
    if member.file_size > readers.MAX_BYTES:
        raise RecordError(f"larger than {readers.MAX_BYTES // 2**20} MB")
    if member.file_size > max(_SMALL, _MAX_RATIO * member.compress_size):
        raise RecordError("it unpacks to far more than any document does (a ZIP bomb)")
    try:
        return archive.read(member)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise RecordError(f"damaged in the archive ({type(error).__name__})") from error
