"""The text of an HTML document that is no modern.gov page: Word's exports, printed minutes as a page.

List items and table rows are one line each; headings and what is bold are known by their marks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.divisions import is_table
from corpus.lines import BLANK, Line
from corpus.pages import joined, without_running_heads
from corpus.readers.layout import row_text
from corpus.text import BULLET, clean_line

BLOCKS = frozenset(
    (
        "address article aside blockquote body br caption dd div dl dt fieldset figure footer "
        "form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table td th tr ul"
    ).split()
)
SKIPPED = frozenset(("head script style noscript template nav button select svg title").split())
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# A class that sets a font or a weight: "ft3{font: bold 13px 'Arial';…}".
_FONT_CLASS = re.compile(r"\.([\w-]+)\s*\{[^}]*?font(?:-weight)?\s*:\s*([^;}]*)", re.IGNORECASE)
_WEIGHT = re.compile(r"font-weight\s*:\s*(\w+)|font\s*:\s*([^;]*)", re.IGNORECASE)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv")
_LONGEST_CELL_WORDS = 40


def document_lines(tree: LexborHTMLParser, root: LexborNode) -> list[Line]:
    """Return the lines of a document; where it is made of printed pages, without their running heads."""
    bold_of = {
        name: _is_bold(value)
        for style in tree.css("style")
        for name, value in _FONT_CLASS.findall(style.text())
    }
    pages = root.css('div[id^="page_"], div.page, section.page')
    if len(pages) < 2:
        return _lines(root, bold_of)
    return joined(without_running_heads([_lines(page, bold_of) for page in pages]))


def _is_bold(value: str) -> bool:
    return bool(re.search(r"bold|[6-9]00", value, re.IGNORECASE))


@dataclass(slots=True)
class _Text:
    """The lines so far, and the pieces of the one that is being put together."""

    lines: list[Line] = field(default_factory=list)
    pieces: list[tuple[str, bool]] = field(default_factory=list)
    mark: str = ""
    heading: int = 0

    def end_line(self, *, blank: bool) -> None:
        text = clean_line("".join(piece for piece, _ in self.pieces))
        bold = all(bold for piece, bold in self.pieces if piece.strip("\u00a0 \t\r\n"))
        if text:
            bold = bold and not self.heading and any(c.isalpha() for c in text)
            if self.mark and not text.startswith(BULLET):
                text = f"{self.mark}{text}"
            self.lines.append(Line(text, bold=bold, heading=self.heading))
            self.mark, self.heading = "", 0
        self.pieces = []
        if blank and self.lines and self.lines[-1].text:
            self.lines.append(BLANK)


def _lines(root: LexborNode, bold_of: Mapping[str, bool]) -> list[Line]:
    """Return the lines below a node. The walk keeps its own stack: no depth exhausts Python's."""
    text = _Text()
    stack: list[tuple[LexborNode | None, bool]] = [(root, False)]
    while stack:
        node, bold = stack.pop()
        if node is None:
            text.end_line(blank=True)
            text.mark, text.heading = "", 0
        elif node.tag == "-text":
            text.pieces.append((re.sub(r"[ \t\r\n\f]+", " ", node.text_content or ""), bold))
        elif node.tag == "br":
            text.end_line(blank=False)
        elif node.tag == "tr" and (cells := vote_cells(node) or _cells(node)) is not None:
            text.end_line(blank=False)
            text.lines.append(Line(row_text(cells), cells=tuple(cells)))
        elif node.tag not in SKIPPED:
            bold = _bold(node, bold, bold_of)
            if node.tag in BLOCKS:
                text.end_line(blank=True)
                text.mark = _mark(node) or text.mark
                text.heading = 2 if node.tag in _HEADINGS else text.heading
                stack.append((None, bold))
            stack.extend((child, bold) for child in reversed(list(node.iter(include_text=True))))
    text.end_line(blank=True)
    return text.lines


def _bold(node: LexborNode, bold: bool, bold_of: Mapping[str, bool]) -> bool:
    if node.tag in ("b", "strong"):
        return True
    attributes = node.attributes
    for name in (attributes.get("class") or "").split():
        bold = bold_of.get(name, bold)
    style = attributes.get("style")
    if style and (found := _WEIGHT.search(style)):
        bold = _is_bold(found[0])
    return bold


def _mark(node: LexborNode) -> str:
    """Return what a block's first line begins with: a bullet, or a list's number."""
    if node.tag != "li" or node.parent is None:
        return ""
    if node.parent.tag != "ol":
        return BULLET
    first = node.parent.attributes.get("start") or ""
    number = int(first) if re.fullmatch(r"-?[0-9]{1,6}", first) else 1
    before = node.prev
    while before is not None:
        number += before.tag == "li"
        before = before.prev
    kind = (node.parent.attributes.get("type") or "1").lower()
    if kind == "a" and 0 < number <= 26:
        return f"({chr(96 + number)}) "
    if kind == "i" and 0 < number <= len(_ROMAN):
        return f"({_ROMAN[number - 1]}) "
    return f"{number}. "


def vote_cells(row: LexborNode) -> list[str] | None:
    """Return the texts of all cells of a row of a table of votes, None of any other row."""
    table = row.parent
    while table is not None and table.tag != "table":
        table = table.parent
    if table is None or any(one.mem_id != table.mem_id for one in table.css("table")):
        return None
    heads = [_texts(one) for one in table.css("tr")[:3]]
    return _texts(row) if is_table(heads) else None


def _texts(row: LexborNode) -> list[str]:
    cells = [cell for cell in row.iter() if cell.tag in ("td", "th")]
    return [clean_line(re.sub(r"\s+", " ", cell.text(separator=" "))) for cell in cells]


def _cells(row: LexborNode) -> list[str] | None:
    """Return the texts of a row's cells, or None if the table only lays out a page."""
    texts = _texts(row)
    if any(len(text.split()) > _LONGEST_CELL_WORDS for text in texts) or row.css_first("table"):
        return None
    return texts
