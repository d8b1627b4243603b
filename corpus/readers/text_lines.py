"""Plain text and Markdown as lines: the marks come off, and what they say of a line is kept."""

from __future__ import annotations

import html
import re

from corpus.lines import Line
from corpus.readers.html_in_text import lines_around
from corpus.readers.signs import with_signs
from corpus.text import clean_lines

_HEADING = re.compile(r"(#{1,6})\s+")
# What only Markdown has: a heading, bold text, an escaped mark.
_MARKDOWN = re.compile(r"#{1,6} \S|\*\*\S|__\S|.*\\[.\-_()\[\]]")
_ESCAPED = re.compile(r"\\([.\-()\[\]#+!&_])")
# Where somebody signs, or fills something in.
_TO_FILL_IN = re.compile(r"_{4,}")
_COMMENT = re.compile(r"<!--.*?-->|!\[[^\]]*\]\([^)]*\)")
_ENTITY = re.compile(r"&(?:nbsp|amp|#160|#xa0|ndash|mdash|[lr]squo|[lr]dquo|pound|eacute);", re.I)
_EMPHASIS = re.compile(r"(?<![\w*])\*{1,3}|\*{1,3}(?![\w*])|\*\*")


def lines_of_text(text: str) -> list[Line]:
    """Return the lines of a plain text or a text in Markdown, with what of HTML stands in it."""
    return [
        line
        for part in lines_around(text)
        for line in (_marked(part) if isinstance(part, str) else part)
    ]


def _marked(text: str) -> list[Line]:
    if _ENTITY.search(text):
        text = html.unescape(text)
    lines = clean_lines("\n".join(with_signs(text.split("\n"))))
    if any(_MARKDOWN.match(line) for line in lines):
        lines = [_ESCAPED.sub(r"\1", _COMMENT.sub("", line)) for line in lines]
    return [_line(_TO_FILL_IN.sub(" ", line).strip()) for line in lines]


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
