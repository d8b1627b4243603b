"""The text of an HTML document that is no modern.gov page: Word's exports, printed minutes as a page.

List items and table rows are one line each; headings and what is bold are known by their marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.divisions import is_table
from corpus.lines import BLANK, Line, lead_of
from corpus.pages import joined, without_running_heads
from corpus.readers.html_shown import Hidden, hidden_of
from corpus.readers.layout import row_text
from corpus.readers.table_rows import begins_with_number, lead_of_row, lines_of_row
from corpus.readers.tuning import LABELLED
from corpus.text import BULLET, clean_line
from corpus.tuning import HEADS

BLOCKS = frozenset(
    (
        "address article aside blockquote body br caption dd div dl dt fieldset figure footer "
        "form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table td textarea th tr ul"
    ).split()
)
SKIPPED = frozenset(("head script style noscript template nav button select svg title").split())
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Bold, underlined, the heading of a row, and the term that a list explains.
_EMPHASISED = frozenset(("b", "strong", "u", "th", "dt"))
# A class that sets a font or a weight: "ft3{font: bold 13px 'Arial';…}".
_FONT_CLASS = re.compile(r"\.([\w-]+)\s*\{[^}]*?font(?:-weight)?\s*:\s*([^;}]*)", re.IGNORECASE)
_WEIGHT = re.compile(r"font-weight\s*:\s*(\w+)|font\s*:\s*([^;]*)", re.IGNORECASE)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv")
_PREFORMATTED = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)


def document_lines(tree: LexborHTMLParser, root: LexborNode) -> list[Line]:
    """Return the lines of a document; where it is made of printed pages, without their running heads."""
    styles = _Styles(
        {
            name: _is_bold(value)
            for style in tree.css("style")
            for name, value in _FONT_CLASS.findall(style.text())
        },
        hidden_of(tree),
    )
    pages = root.css('div[id^="page_"], div.page, section.page')
    if len(pages) < 2:
        return _lines(root, styles)
    return joined(without_running_heads([_lines(page, styles) for page in pages]))


@dataclass(frozen=True, slots=True)
class _Styles:
    """What a page's style sheets make bold, by class, and what they hide."""

    bold: Mapping[str, bool]
    hidden: Hidden


def _is_bold(value: str) -> bool:
    return bool(re.search(r"bold|[6-9]00", value, re.IGNORECASE))


@dataclass(slots=True)
class _Text:
    """The lines so far, and the pieces of the one that is being put together; of each list the last entry and its number."""

    lines: list[Line] = field(default_factory=list)
    pieces: list[tuple[str, bool]] = field(default_factory=list)
    mark: str = ""
    heading: int = 0
    depth: int = 0
    counted: dict[int, tuple[int, int]] = field(default_factory=dict)

    def end_line(self, *, blank: bool) -> None:
        """End the line that is being put together, with a blank line behind it if it ends a block."""
        text = clean_line("".join(piece for piece, _ in self.pieces))
        if text:
            bold, lead = self._weight(text)
            if self.mark and not text.startswith(BULLET):
                text = f"{self.mark}{text}"
            line = Line(text, bold, self.heading, lead=lead, depth=self.depth if self.mark else 0)
            self.lines.append(_point(line) if text.startswith(BULLET) else line)
            self.mark, self.heading = "", 0
        self.pieces = []
        if blank:
            self.blank()

    def begin_block(self, node: LexborNode) -> None:
        """Begin a new line for a block, with what a list puts in front of it."""
        self.end_line(blank=True)
        self.mark = _mark(node, self.counted) or self.mark
        self.heading = int(node.tag[1]) if node.tag in _HEADINGS else self.heading
        self.depth = _depth(node) if node.tag == "li" else self.depth

    def end_block(self) -> None:
        """End the line of a block; what is behind it is neither of its list nor of its heading."""
        self.end_line(blank=True)
        self.mark, self.heading = "", 0

    def _weight(self, text: str) -> tuple[bool, str]:
        """Return whether all of the line is bold, else its bold beginning."""
        if self.heading or not any(c.isalpha() for c in text):
            return False, ""
        filled = [bold for piece, bold in self.pieces if piece.strip("\u00a0 \t\r\n")]
        return (True, "") if all(filled) else (False, lead_of(self.pieces))

    def blank(self) -> None:
        """Add a blank line behind one with text."""
        if self.lines and self.lines[-1].text:
            self.lines.append(BLANK)

    def add(self, content: str | None, *, bold: bool, keeps_lines: bool) -> None:
        """Add the text of a node: its white space is one space each, or (`keeps_lines`) as it is."""
        content = content or ""
        if not keeps_lines:
            self.pieces.append((re.sub(r"[ \t\r\n\f]+", " ", content), bold))
            return
        first, *others = content.replace("\r\n", "\n").split("\n")
        self.pieces.append((first, bold))
        for line in others:
            self.end_line(blank=False)
            if not line.strip():
                self.blank()
            self.pieces.append((line, bold))


def _point(line: Line) -> Line:
    """Return a point of a list; all that is bold of it stands behind its bullet."""
    lead = line.text.removeprefix(BULLET) if line.bold else line.lead
    return replace(line, bold=False, lead=lead)


def _lines(root: LexborNode, styles: _Styles) -> list[Line]:
    """Return the lines below a node. The walk keeps its own stack: no depth exhausts Python's."""
    text = _Text()
    stack: list[tuple[LexborNode | None, bool, bool]] = [(root, False, False)]
    while stack:
        node, bold, keeps_lines = stack.pop()
        if node is None:
            text.end_block()
        elif node.tag == "-text":
            text.add(node.text_content, bold=bold, keeps_lines=keeps_lines)
        elif node.tag == "br":
            text.end_line(blank=False)
        elif not _is_shown(node, styles):
            continue
        elif node.tag == "tr" and (row := _row(node, styles)) is not None:
            text.end_line(blank=False)
            text.lines.extend(row)
        else:
            bold = _bold(node, bold, styles.bold)
            keeps_lines |= _keeps_lines(node)
            if node.tag in BLOCKS:
                text.begin_block(node)
                stack.append((None, bold, keeps_lines))
            below = reversed(list(node.iter(include_text=True)))
            stack.extend((child, bold, keeps_lines) for child in below)
    text.end_line(blank=True)
    return text.lines


def _is_shown(node: LexborNode, styles: _Styles) -> bool:
    return node.tag not in SKIPPED and not styles.hidden.hides(node)


def _keeps_lines(node: LexborNode) -> bool:
    """Say whether line breaks in the source of a node are shown as such."""
    if node.tag in ("pre", "textarea", "listing", "xmp"):
        return True
    return bool(_PREFORMATTED.search(node.attributes.get("style") or ""))


def _bold(node: LexborNode, bold: bool, bold_of: Mapping[str, bool]) -> bool:
    if node.tag in _EMPHASISED:
        return True
    attributes = node.attributes
    for name in (attributes.get("class") or "").split():
        bold = bold_of.get(name, bold)
    style = attributes.get("style")
    if style and (found := _WEIGHT.search(style)):
        bold = _is_bold(found[0])
    return bold


def _mark(node: LexborNode, counted: dict[int, tuple[int, int]]) -> str:
    """Return what a block's first line begins with: a bullet, or a list's number."""
    if node.tag != "li" or node.parent is None:
        return ""
    if node.parent.tag != "ol":
        return BULLET
    number = _number_in_list(node, node.parent, counted)
    kind = (node.parent.attributes.get("type") or "1").lower()
    if kind == "a" and 0 < number <= 26:
        return f"({chr(96 + number)}) "
    if kind == "i" and 0 < number <= len(_ROMAN):
        return f"({_ROMAN[number - 1]}) "
    return f"{number}. "


def _depth(node: LexborNode) -> int:
    """Return how many lists an entry stands in."""
    depth, parent = 0, node.parent
    while parent is not None:
        depth += parent.tag in ("ul", "ol")
        parent = parent.parent
    return depth


def _number_in_list(
    node: LexborNode, parent: LexborNode, counted: dict[int, tuple[int, int]]
) -> int:
    """Return which of its list an entry is, counted from where the list says that it starts.

    It is counted on from the last one of the list, so that a long list takes no longer than its entries.
    """
    first = parent.attributes.get("start") or ""
    start = int(first) if re.fullmatch(r"-?[0-9]{1,6}", first) else 1
    last, number = counted.get(parent.mem_id, (0, start - 1))
    number += 1
    before = node.prev
    while before is not None and before.mem_id != last:
        number += before.tag == "li"
        before = before.prev
    counted[parent.mem_id] = node.mem_id, number
    return number


def vote_cells(row: LexborNode) -> list[str] | None:
    """Return the texts of all cells of a row of a table of votes, None of any other row."""
    table = row.parent
    while table is not None and table.tag != "table":
        table = table.parent
    first = list(islice(_rows_of(table), HEADS.table_rows)) if table is not None else []
    if any(one.css_first("table") for one in (*first, row)):
        return None
    styles = _Styles({}, Hidden())
    heads = [_texts(_inside(one, styles)) for one in first]
    return _texts(_inside(row, styles)) if is_table(heads) else None


def _rows_of(table: LexborNode) -> Iterator[LexborNode]:
    """Yield the rows of a table in their order; those of a table inside it are none."""
    for part in table.iter():
        yield from [part] if part.tag == "tr" else (one for one in part.iter() if one.tag == "tr")


def _inside(row: LexborNode, styles: _Styles) -> list[list[Line]]:
    """Return the lines of each cell of a row that is shown, also of those that hold none."""
    cells = [c for c in row.iter() if c.tag in ("td", "th") and not styles.hidden.hides(c)]
    return [[line for line in _lines(cell, styles) if line.text] for cell in cells]


def _texts(inside: list[list[Line]]) -> list[str]:
    return [" ".join(line.text for line in lines) for lines in inside]


def _row(row: LexborNode, styles: _Styles) -> list[Line] | None:
    """Return the lines of a table's row, or None if the table only lays out a page."""
    if votes := vote_cells(row):
        return [Line(row_text(votes), cells=tuple(votes))]
    if row.css_first("table"):
        return None
    inside = _inside(row, styles)
    if begins_with_number(inside):
        return list(lines_of_row(inside))
    cells = tuple(_texts(inside))
    if any(len(text.split()) > LABELLED.longest_cell for text in cells):
        return None
    return [Line(row_text(cells), cells=cells, lead=lead_of_row(inside))]
