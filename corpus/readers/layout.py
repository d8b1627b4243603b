"""Where text stands on a page: lines, columns, table rows and paragraphs out of placed pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from corpus.divisions import full_row, is_heading
from corpus.lines import BLANK, Line, lead_of
from corpus.readers import side_titles
from corpus.readers.placed import Piece, PlacedLine
from corpus.readers.tuning import PLACED
from corpus.text import BULLET, clean_line
from corpus.tuning import PAGE

# Between the cells of a table's row.
CELL = " | "
# Behind a hyphen at the end of a line, until the whole document is known.
CUT = "\ue0c7"
_LEADS = re.compile(
    r"\(?(?:[A-Z]{1,3}[ .]?)?\d{1,4}[a-z]?(?:[./]\w{1,5}){0,2}[.):]?|\(?[a-z]{1,4}[.)]"
    r"|[ivx]{1,5}[.)]?"
)
_LIST_ITEM = re.compile(
    rf"{re.escape(BULLET)}|\(?(?:[ivx]{{1,5}}|[a-zA-Z]|\d{{1,3}})[.)] |\d+(?:\.\d+)+ |item \d",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\(?\d{1,3}[.):]\s+[^\W\d_]")
_SENTENCE_END = re.compile(r"[.!?:;][\"”’')\]]*$")


def row_text(cells: Sequence[str]) -> str:
    """Return the cells of a table's row as one line; an item's number stays in front of its title."""
    filled = [cell for cell in cells if cell]
    if len(filled) > 1 and (_LEADS.fullmatch(filled[0]) or filled[0] == BULLET.strip()):
        filled = [f"{filled[0]} {filled[1]}", *filled[2:]]
    return CELL.join(filled)


def lines_of(pieces: Sequence[Piece]) -> list[PlacedLine]:
    """Return a page's lines in reading order; a row of a table is one line."""
    return _lines(_in_columns(list(pieces)))


def _in_columns(pieces: list[Piece]) -> list[list[Piece]]:
    """Return the pieces in reading order, in parts that are read one after the other.

    Two columns of prose whose lines the file gives row by row are read column by column.
    """
    gutter = _gutter(pieces)
    if gutter is None:
        return side_titles.parts_of(pieces) or [pieces]
    parts: list[list[Piece]] = []
    left: list[Piece] = []
    right: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: -p.bottom):
        if piece.left < gutter < piece.right:
            parts += [part for part in (left, right) if part] + [[piece]]
            left, right = [], []
        else:
            (left if piece.right <= gutter else right).append(piece)
    return parts + [part for part in (left, right) if part]


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """Return the x of the white stripe between two columns of prose, or None.

    A table has short cells and an attendance list short names; in both the rows matter, so columns
    are only those whose lines are long and full.
    """
    if len(pieces) < PLACED.fewest:
        return None
    first, last = min(p.left for p in pieces), max(p.right for p in pieces)
    for x in sorted({p.left - 1 for p in pieces}):
        aside = PLACED.aside * (last - first)
        if first + aside < x < first + (1 - PLACED.aside) * (last - first) and _parts_columns(
            pieces, x
        ):
            return x
    return None


def _parts_columns(pieces: Sequence[Piece], x: float) -> bool:
    """Say whether few pieces cross an x, and on both sides of it stands prose."""
    crossing = sum(p.left < x < p.right for p in pieces)
    left = [p for p in pieces if p.right <= x]
    right = [p for p in pieces if p.left >= x]
    return crossing <= PLACED.crossing * len(pieces) and _is_prose(left) and _is_prose(right)


def _is_prose(pieces: Sequence[Piece]) -> bool:
    lengths = [len(p.text.split()) for p in pieces]
    return len(pieces) >= PLACED.prose and median(lengths) >= PLACED.prose_words


def _lines(parts: Sequence[Sequence[Piece]]) -> list[PlacedLine]:
    lines: list[PlacedLine] = []
    for part in parts:
        rows: list[list[Piece]] = []
        for piece in part:
            if rows and abs(piece.bottom - rows[-1][-1].bottom) <= PLACED.row * max(
                piece.height, PAGE.least_letter
            ):
                rows[-1].append(piece)
            else:
                rows.append([piece])
        in_order = [sorted(row, key=lambda piece: piece.left) for row in rows]
        lines.extend(_of_rows([part for row in in_order for part in _filled_apart(row)]))
    return [line for line in lines if line.text]


def _filled_apart(row: list[Piece]) -> Iterator[list[Piece]]:
    """Yield a row; what was filled in beside a numbered title is the item's text, in a row of its own."""
    printed = [piece for piece in row if not piece.filled]
    filled = [piece for piece in row if piece.filled]
    is_item = bool(printed and filled) and bool(_ITEM.match(" ".join(p.text for p in printed)))
    yield from (printed, filled) if is_item else (row,)


def _of_rows(rows: Sequence[Sequence[Piece]]) -> Iterator[PlacedLine]:
    """Yield a line a row; the rows of a table of votes have a cell for each of its columns."""
    heading: Sequence[Piece] = ()
    above = step = 0.0
    for row in rows:
        texts = [piece.text for piece in row]
        if is_heading(texts):
            heading, above, step = row, row[0].bottom, 0.0
            yield replace(_line(row), text=clean_line(full_row(texts)), row=True)
            continue
        gap, above = above - row[0].bottom, row[0].bottom
        step = step or gap
        is_near = 0 < gap <= PAGE.most_step * step
        cells = _cells_below(heading, row) if heading and is_near else None
        if cells is None:
            heading = ()
            yield _line(row)
        else:
            yield replace(_line(row), text=clean_line(full_row(cells)), row=True)


def _cells_below(heading: Sequence[Piece], row: Sequence[Piece]) -> list[str] | None:
    """Return the texts of a row in the columns of a heading, None if it does not stand in them."""
    cells = [""] * len(heading)
    for piece in row:
        middle = (piece.left + piece.right) / 2
        near = min(
            range(len(heading)),
            key=lambda at: min(
                abs(piece.left - heading[at].left),
                abs(middle - (heading[at].left + heading[at].right) / 2),
            ),
        )
        off = min(
            abs(piece.left - heading[near].left),
            abs(middle - (heading[near].left + heading[near].right) / 2),
        )
        if cells[near] or off > PAGE.most_off:
            return None
        cells[near] = piece.text
    return cells if cells[0] else None


def _line(row: Sequence[Piece]) -> PlacedLine:
    text = clean_line(row_text([piece.text for piece in row]))
    return PlacedLine(
        text,
        row[0].left,
        row[-1].right,
        row[0].bottom,
        max(piece.height for piece in row),
        all(piece.bold for piece in row),
        _lead(row),
        row=CELL in text,
    )


def _lead(row: Sequence[Piece]) -> str:
    """Return the bold beginning of a line that is not bold as a whole."""
    if all(piece.bold for piece in row):
        return ""
    return lead_of(
        (part, True) if part else (piece.text, piece.bold) for piece in row for part in [piece.lead]
    )


def paragraphs_of(lines: Sequence[PlacedLine], page: int | None = None) -> list[Line]:
    """Return a page's paragraphs, a blank line between two."""
    if not lines:
        return []
    margin = sorted(line.right for line in lines)[int(len(lines) * PLACED.margin)]
    leading = _leading(lines)
    found: list[Line] = []
    current = lines[0]
    text, lead = current.text, current.lead
    for line in lines[1:]:
        gap = current.bottom - line.bottom
        if _goes_on(current, line, text, gap, leading, margin):
            text = f"{text}{_joint(text, line.text)}{line.text}"
        else:
            found.append(_paragraph(text, current, page, lead))
            if gap > PLACED.close * leading or gap <= 0 or current.bold != line.bold:
                found.append(BLANK)
            text, lead = line.text, line.lead
        current = line
    return [*found, _paragraph(text, current, page, lead)]


def apart(lines: Sequence[PlacedLine]) -> set[int]:
    """Return which lines stand apart from the text of a page, above its first or below its last."""
    wide = PAGE.margin_apart * _leading(lines)
    gaps = [above.bottom - below.bottom for above, below in pairwise(lines)]
    edge = min(PAGE.margin_lines, len(gaps))
    head = max((i + 1 for i in range(edge) if gaps[i] > wide), default=0)
    foot = min(
        (i + 1 for i in range(len(gaps) - edge, len(gaps)) if gaps[i] > wide), default=len(lines)
    )
    return {*range(head), *range(foot, len(lines))}


def _leading(lines: Sequence[PlacedLine]) -> float:
    """Return the distance between two lines of one paragraph, in points."""
    gaps = sorted(
        above.bottom - below.bottom
        for above, below in pairwise(lines)
        if PLACED.tight * above.height < above.bottom - below.bottom < PLACED.loose * above.height
    )
    return gaps[len(gaps) // PLACED.small_part] if gaps else PLACED.leading


def _goes_on(
    above: PlacedLine, line: PlacedLine, text: str, gap: float, leading: float, margin: float
) -> bool:
    """Say whether a line carries on the paragraph above it."""
    if not _are_alike(above, line) or _LIST_ITEM.match(line.text):
        return False
    if text.isupper() and line.text.isupper():
        # Titles in capitals are put together where minutes are split.
        return False
    carries_on = line.text[0].islower() and not _ended(text)
    if not 0 < gap <= PLACED.close * leading:
        # Some print with wide gaps between all lines.
        return 0 < gap <= PLACED.wide * leading and carries_on
    first_word = len(line.text.split()[0]) * (line.right - line.left) / max(len(line.text), 1)
    is_full = above.right + first_word + 2 > margin - PLACED.ragged
    return is_full or carries_on


def _are_alike(above: PlacedLine, line: PlacedLine) -> bool:
    """Say whether two lines may be of one paragraph: neither is a row of cells, both of one weight and size."""
    is_row = above.row or line.row
    return not is_row and (above.bold, above.level) == (line.bold, line.level)


def _ended(text: str) -> bool:
    return bool(_SENTENCE_END.search(text))


def _joint(above: str, below: str) -> str:
    """Return what stands between two lines: a space, nothing, or the mark of a word that was cut."""
    if not re.search(r"[^\W\d_]-$", above):
        return " "
    return CUT if below[0].islower() else ""


def whole_words(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a document with the words whole that were cut at line ends.

    Where the document has the second half as a word of its own and not the joined word, the hyphen
    was part of the word ("transit-oriented").
    """
    words: set[str] = set()
    for line in lines:
        whole_ones = re.sub(rf"[^\W\d_]+-{CUT}[^\W\d_]+", " ", line.text.casefold())
        words.update(re.findall(r"[^\W\d_]+", whole_ones))

    def whole(match: re.Match[str]) -> str:
        joined = f"{match[1]}{match[2]}".casefold()
        hyphen = "-" if joined not in words and match[2].casefold() in words else ""
        return f"{match[1]}{hyphen}{match[2]}"

    cut = re.compile(rf"([^\W\d_]+)-{CUT}([^\W\d_]+)")
    return [
        replace(line, text=cut.sub(whole, line.text).replace(CUT, "")) if CUT in line.text else line
        for line in lines
    ]


def _paragraph(text: str, line: PlacedLine, page: int | None, lead: str) -> Line:
    lead = lead if lead in text else ""
    has_letters = any(c.isalpha() for c in text)
    level = line.level if has_letters else 0
    return Line(text, bold=line.bold and has_letters, heading=level, page=page, lead=lead)
