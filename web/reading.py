"""A passage laid out for reading: headed sections, numbered paragraphs, real lists.

Every line shown is a verbatim stretch of `passage.text`; only bullets and white space go.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from corpus.text import BULLET
from corpus.tongue import message, said
from indexer.passages.passage import Passage
from search.page.answers import Answer
from search.page.words import kind_of, where

# Words at each end of a quote that a link names it by.
_EDGE_WORDS = 5
_PARTS = (
    ("agenda", message("Agenda")),
    ("decision", message("Decision")),
    ("minutes", message("Minutes")),
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (one line), a list (its lines without bullets) or a table (its rows).

    It begins at character `start` of the passage's text.
    """

    number: int
    start: int
    lines: tuple[str, ...]
    is_list: bool
    is_table: bool = False

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Return the cells of a table's rows, empty ones too."""
        return tuple(tuple(cell.strip() for cell in line.split("|")) for line in self.lines)

    @property
    def anchor(self) -> str:
        """Return the id by which a link names this paragraph."""
        return f"p{self.number}"


@dataclass(frozen=True, slots=True)
class Section:
    """One headed part of a passage."""

    name: str
    heading: str
    blocks: tuple[Block, ...]


def sections(passage: Passage) -> list[Section]:
    """Return the parts that the record has; paragraphs are numbered through from 1."""
    found: list[Section] = []
    start, number = 0, 1
    for name, heading in _PARTS:
        text: str = getattr(passage, name)
        if not text:
            continue
        blocks = tuple(_blocks(text, start, number))
        found.append(Section(name, _heading(passage, name, said(heading)), blocks))
        # The parts of a passage's text are joined by one blank line.
        start, number = start + len(text) + 2, number + len(blocks)
    return found


def _heading(passage: Passage, name: str, heading: str) -> str:
    """Return what a part is: a paper is headed by its kind, for its words are no agenda."""
    if name != "agenda" or not passage.is_of_paper or passage.kind is None:
        return heading
    kind = kind_of(passage.kind)
    return kind[:1].upper() + kind[1:]


def anchor_at(passage: Passage, start: int) -> str:
    """Return the anchor of the paragraph that holds character `start` of the passage's text."""
    blocks = [block for section in sections(passage) for block in section.blocks]
    before = [block for block in blocks if block.start <= start]
    return before[-1].anchor if before else ""


def fragment(answer: Answer) -> str:
    """Return the part of an address behind the # that leads to a quote."""
    return fragment_at(answer.passage, answer.start, answer.text)


def fragment_at(passage: Passage, start: int, quoted: str) -> str:
    """Return the part of an address behind the #: the paragraph of a quote, and the quote itself.

    A text fragment (WICG scroll-to-text) marks it; a browser without them goes to the paragraph.
    """
    words = quoted.split()
    parts = (
        [words] if len(words) <= 2 * _EDGE_WORDS else [words[:_EDGE_WORDS], words[-_EDGE_WORDS:]]
    )
    text = ",".join(quote(" ".join(part), safe="").replace("-", "%2D") for part in parts)
    return f"{anchor_at(passage, start)}:~:text={text}"


def _blocks(text: str, start: int, number: int) -> Iterator[Block]:
    for offset, (first, lines) in enumerate(_groups(text)):
        is_list = lines[0].startswith(BULLET)
        is_table = len(lines) > 1 and all(map(_is_row, lines))
        shown = lines if is_table else ["\n".join(lines)]
        if is_list:
            shown = [line.removeprefix(BULLET) for line in lines]
        yield Block(number + offset, start + first, tuple(shown), is_list, is_table and not is_list)


def _is_row(line: str) -> bool:
    """Say whether a line is a row of a table: cells with a bar between."""
    return " | " in line or line.endswith(" |")


def _groups(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield (first character, lines) of every paragraph and of every run of bulleted lines."""
    group: list[str] = []
    first = at = 0
    blank = True
    for line in text.split("\n"):
        if line.strip():
            kind = _kind(line)
            if group and (kind != _kind(group[0]) or (blank and not kind)):
                yield first, group
                group = []
            if not group:
                first = at
            group.append(line)
        blank = not line.strip()
        at += len(line) + 1
    if group:
        yield first, group


def _kind(line: str) -> str:
    """Return what a line is one of several of: "list", "table", or "" for a paragraph of its own."""
    if line.startswith(BULLET):
        return "list"
    return "table" if _is_row(line) else ""


def cited_place(passage: Passage) -> str:
    """Return where a passage is, as a citation begins: council, committee, date, item."""
    return where(passage).replace(" · ", ", ")
