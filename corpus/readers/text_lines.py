"""Plain text and Markdown as lines: the marks come off, and what they say of a line is kept."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.lines import BLANK, Line
from corpus.readers.html_in_text import lines_around
from corpus.readers.layout import row_text
from corpus.readers.signs import with_signs
from corpus.readers.tuning import TITLES
from corpus.text import BULLET, clean_line, clean_lines
from corpus.tuning import HEADS

_HEADING = re.compile(r"(#{1,6})\s+")
# What only Markdown has: a heading, bold text, an escaped mark.
_MARKDOWN = re.compile(r"#{1,6} \S|\*\*\S|__\S|.*\\[.\-_()\[\]]")
_ESCAPED = re.compile(r"\\([.\-()\[\]#+!&_])")
# Where somebody signs, or fills something in.
_TO_FILL_IN = re.compile(r"_{4,}")
_COMMENT = re.compile(r"<!--.*?-->|!\[[^\]]*\]\([^)]*\)")
_ENTITY = re.compile(r"&(?:nbsp|amp|#160|#xa0|ndash|mdash|[lr]squo|[lr]dquo|pound|eacute);", re.I)
_EMPHASIS = re.compile(r"(?<![\w*])\*{1,3}|\*{1,3}(?![\w*])|\*\*")
_UNDERSCORED = re.compile(r"(?<![\w_])__(?=\S)([^_\n]+)(?<=\S)__(?![\w_])")
# The address that a word leads to. The publisher's own stands at the very beginning and is read later.
_LINK = re.compile(
    r"(?<!!)\[([^\[\]]+)\]\((?:https?:|mailto:|www\.|[./#])[^()\s]*(?:\s+\"[^\"]*\")?\)",
    re.IGNORECASE,
)
# A title with a row of marks below it, about as long: "Play area" over "=========".
_UNDERLINE = re.compile(r"(?:=+|-+)")
# A point of a list, with a bullet or a number.
_IN_LIST = re.compile(rf"{re.escape(BULLET)}|\(?(?:\d{{1,3}}|[A-Za-z]|[ivx]{{1,5}})[.)] ")
# A row of a table in Markdown, and the one below its heading.
_ROW = re.compile(r"\|.*\|")
_RULE_OF_TABLE = re.compile(r"[\s|:-]+")


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
    lines = [
        line if number < HEADS.publisher_lines else _LINK.sub(r"\1", line)
        for number, line in enumerate(lines)
    ]
    found = with_depths(list(_lines(lines)), text.split("\n"))
    # A table's rows stand together without the rule below its heading.
    return [line for line in found if not (line.cells and not line.text)]


def with_depths(lines: Sequence[Line], raw: Sequence[str]) -> list[Line]:
    """Return the lines; points of lists with how deep they stand, as far as they are indented in `raw`."""
    if len(lines) != len(raw):
        return list(lines)
    found: list[Line] = []
    above: list[int] = []
    for line, source in zip(lines, raw, strict=True):
        if _IN_LIST.match(line.text):
            indent = len(source.expandtabs(4)) - len(source.expandtabs(4).lstrip())
            above = [*(one for one in above if one < indent), indent]
            line = replace(line, depth=len(above))
        elif line.text and not source.startswith((" ", "\t")):
            above = []
        found.append(line)
    return found


def _lines(lines: Sequence[str]) -> Iterator[Line]:
    above = ""
    for number, text in enumerate(lines):
        below = lines[number + 1] if number + 1 < len(lines) else ""
        if not above and _is_underlined(text, below):
            yield Line(_plain(text), heading=1 if below.startswith("=") else 2)
        elif _is_underlined(above, text) and (number < 2 or not lines[number - 2]):
            yield BLANK
        else:
            yield _line(_TO_FILL_IN.sub(" ", text).strip())
        above = text


def _is_underlined(text: str, below: str) -> bool:
    """Say whether a line is a title that a row of marks below it underlines."""
    is_title = text[:1].isalnum() and len(text.split()) <= TITLES.longest_line
    is_row = bool(_UNDERLINE.fullmatch(below)) and len(below) >= TITLES.underlined_share * len(text)
    return is_title and is_row and not text.endswith((".", ";", ","))


def _plain(marked: str) -> str:
    return " ".join(_EMPHASIS.sub("", _HEADING.sub("", marked, count=1)).split())


def _line(marked: str) -> Line:
    if _ROW.fullmatch(marked):
        return _row(marked)
    marked = _UNDERSCORED.sub(r"**\1**", marked)
    found = _HEADING.match(marked)
    text = _plain(marked)
    if found:
        return Line(text, heading=len(found[1]))
    bold, lead = _weight(marked)
    return Line(text, bold=bold, lead=lead)


def _weight(marked: str) -> tuple[bool, str]:
    """Return whether all of a line in Markdown is bold, else its bold beginning; that of a point, too."""
    is_point = marked.startswith(BULLET)
    marked = marked.removeprefix(BULLET)
    if not marked.startswith("**"):
        return False, ""
    if marked.rstrip(":").endswith("**") and not is_point:
        return True, ""
    return False, " ".join(_EMPHASIS.sub("", marked[2:].partition("**")[0]).split())


def _row(marked: str) -> Line:
    """Return a row of a table, nothing for the rule below its heading."""
    if _RULE_OF_TABLE.fullmatch(marked):
        return Line("", cells=("",))
    raw = [cell.strip() for cell in marked.strip("|").split("|")]
    cells = tuple(clean_line(_plain(cell)) for cell in raw)
    leads = (
        cell
        for cell, one in zip(cells, raw, strict=True)
        if _weight(one)[0] and any(map(str.isalpha, cell))
    )
    is_head = all(_weight(one)[0] for one in raw if one)
    return Line(row_text(cells), cells=cells, lead="" if is_head else next(leads, ""))
