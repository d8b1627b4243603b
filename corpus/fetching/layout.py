"""Where each file is written, and how: whole or not at all."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from pathlib import Path

from corpus.fetching.listing import ListedMeeting
from corpus.sources import SIDECAR

REPORT = "fetch-report.json"
_LONGEST_NAME = 60


def folder_name(text: str) -> str:
    """Return a text as the name of a file or folder: lower-case ASCII, digits and hyphens only."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_NAME].rstrip("-") or "unnamed"


def meeting_folder(meeting: ListedMeeting) -> str:
    """Return the folder of a meeting, below the folder of all records: committee/date-number."""
    when = meeting.date.isoformat() if meeting.date else "undated"
    return f"{folder_name(meeting.committee.name)}/{when}-{meeting.id}"


def meeting_facts(meeting: ListedMeeting, url: str) -> bytes:
    """Return the `meeting.toml` that says what the meeting's own file does not."""
    lines = [f"committee = {_quoted(meeting.committee.name)}"]
    if meeting.date:
        lines.append(f"date = {meeting.date.isoformat()}")
    lines.append(f"url = {_quoted(url)}")
    return ("\n".join(lines) + "\n").encode()


def council_facts(council: str) -> bytes:
    """Return the `meeting.toml` at the top: the council of everything below."""
    return f"council = {_quoted(council)}\n".encode()


def document_facts(documents: dict[str, tuple[str, str, str]]) -> bytes:
    """Return the `meeting.toml` of a folder of documents: each file's address, title and item."""
    tables = (
        f"[files.{_quoted(name)}]\nurl = {_quoted(url)}\ndocument = {_quoted(title)}\n"
        + (f"item = {_quoted(item)}\n" if item else "")
        for name, (url, title, item) in sorted(documents.items())
    )
    return "\n".join(tables).encode()


def _quoted(text: str) -> str:
    """Return a TOML basic string. JSON's escapes are TOML's, DEL apart."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: beside its place first, flushed, then renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # A name with a dot in front is no record to `council-search index`.
    partial = path.with_name(f".{path.name}.partial")
    with partial.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def write_if_changed(path: Path, data: bytes) -> bool:
    """Write a file unless it holds just that; say whether it was written."""
    try:
        if path.read_bytes() == data:
            return False
    except OSError:
        pass
    write(path, data)
    return True


__all__ = ["REPORT", "SIDECAR"]
