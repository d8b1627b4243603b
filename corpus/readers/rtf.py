"""RTF: the text of a Rich Text document, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from striprtf.striprtf import rtf_to_text

from corpus.errors import RecordError
from corpus.lines import Line
from corpus.readers import printed
from corpus.readers.layout import row_text
from corpus.records import Meeting, Source

# Hidden text and tracked deletions (\v, \deleted), which the library would give as if they were shown.
_NOT_SHOWN = re.compile(rb"\\(?:v|deleted)(?=[\s\\{}])")
_CELLS = "|"


def recognises(source: Source, text: str) -> bool:
    """Say whether the file is Rich Text."""
    return source.data.startswith(b"{\\rtf")


def read(source: Source) -> Iterator[Meeting | RecordError]:
    """Yield the meeting whose minutes the document holds."""
    if _NOT_SHOWN.search(source.data):
        raise RecordError(
            "it has hidden or deleted text, which cannot be told apart; save it as DOCX"
        )
    try:
        text: str = rtf_to_text(  # type: ignore[no-untyped-call]
            source.data.decode("cp1252", errors="replace"), errors="ignore"
        )
    except (ValueError, LookupError, IndexError, OverflowError) as error:
        raise RecordError(
            f"the document is damaged ({type(error).__name__}); save it as DOCX"
        ) from error
    lines = [_line(line) for line in text.split("\n")]
    if not any(line.text for line in lines):
        raise RecordError("the document holds no text")
    yield from printed.meetings_of(source, printed.of_lines(lines))


def _line(text: str) -> Line:
    """Return a line; the library puts a bar behind each cell of a table's row."""
    if not text.rstrip().endswith(_CELLS):
        return Line(text)
    cells = tuple(cell.strip() for cell in text.rstrip()[:-1].split(_CELLS))
    return Line(row_text(cells), cells=cells)
