"""DOC: an old Word document, by antiword or LibreOffice where one of them is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from corpus.errors import RecordError
from corpus.readers import docx, printed
from corpus.readers.mail import OLE
from corpus.records import Meeting, Source

LIMIT_S = 60
# The name of the stream of text in a Word document, in UTF-16.
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_ADVICE = (
    "an old Word document: install antiword or LibreOffice, or save it as DOCX, and index again"
)


def recognises(source: Source, text: str) -> bool:
    """Say whether the file is an OLE container with Word's stream of text."""
    return source.data.startswith(OLE) and _WORD_STREAM in source.data


def read(source: Source) -> Iterator[Meeting | RecordError]:
    """Yield the meeting whose minutes the document holds. Raises RecordError where no program is there."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.doc"
        path.write_bytes(source.data)
        # LibreOffice knows what is bold, hidden or deleted; antiword gives plain text.
        if office := shutil.which("soffice"):
            _run(
                [office, "--headless", "--convert-to", "docx", "--outdir", folder, str(path)],
                folder,
            )
            converted = path.with_suffix(".docx")
            if not converted.is_file():
                raise RecordError("LibreOffice could not open it; save it as DOCX")
            yield from docx.read(replace(source, data=converted.read_bytes()))
        elif antiword := shutil.which("antiword"):
            text = _run([antiword, "-m", "UTF-8.txt", "-w", "0", str(path)], folder)
            yield from printed.read_text(replace(source, data=text))
        else:
            raise RecordError(_ADVICE)


def _run(command: list[str], home: str) -> bytes:
    """Return what a program prints. Raises RecordError if it fails or takes too long."""
    try:
        done = subprocess.run(  # noqa: S603 (a program of the machine's own, no shell)
            command,
            capture_output=True,
            timeout=LIMIT_S,
            check=True,
            env={"PATH": "/usr/bin:/bin", "HOME": home, "LANG": "C.UTF-8"},
        )
    except (OSError, subprocess.SubprocessError) as error:
        name = Path(command[0]).name
        raise RecordError(
            f"{name} could not read it ({type(error).__name__}); save it as DOCX"
        ) from error
    return done.stdout
