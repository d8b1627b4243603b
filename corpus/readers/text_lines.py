"""Plain text and Markdown as lines: the marks come off, and what they say of a line is kept."""

from __future__ import annotations

import re

from corpus.lines import Line
from corpus.text import clean_lines

_HEADING = re.compile(r"(#{1,6})\s+")
_EMPHASIS = re.compile(r"(?<![\w*])\*{1,3}|\*{1,3}(?![\w*])|\*\*")


def lines_of_text(text: str) -> list[Line]:
    """Return the lines of a plain text or a text in Markdown."""
    return [_line(line) for line in clean_lines(text)]


def _line(marked: str) -> Line:
    found = _HEADING.match(marked)
    text = " ".join(_EMPHASIS.sub("", _HEADING.sub("", marked, count=1)).split())
    if found:
        return Line(text, heading=len(found[1]))
    if not marked.startswith("**"):
        return Line(text)
    if marked.rstrip(":").endswith("**"):
        return Line(text, bold=True)
    lead = " ".join(_EMPHASIS.sub("", marked[2:].partition("**")[0]).split())
    return Line(text, lead=lead)
