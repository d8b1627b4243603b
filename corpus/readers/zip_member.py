"""Which of the formats that are ZIPs a file is of: the one whose own member it holds."""

from __future__ import annotations

import io
import zipfile

from corpus.records import Source


def holds(source: Source, member: str) -> bool | None:
    """Say whether a file is a ZIP with a member; None for a ZIP that cannot be opened."""
    if not source.data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as package:
            return member in package.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
