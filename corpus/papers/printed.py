"""A printed document as its reader hands it over, with what its file says of it beside its text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus.lines import Line


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of a document's outline; `page` counts from 1, `level` from 0."""

    title: str
    page: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Printed:
    """A document's lines without running heads, and its pages as they are printed, line by line.

    `pages` hold the text of every line, heads and feet too; a format without pages has one.
    `outline` is in order of pages, without entries that lead nowhere. `subject` and `title` are what
    the file's own properties say. `left_out` are the words that are in no line, by `corpus.losses`.
    """

    lines: Sequence[Line]
    pages: Sequence[Sequence[str]]
    outline: Sequence[Bookmark] = ()
    subject: str = ""
    title: str = ""
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def n_pages(self) -> int:
        """Return how many pages there are."""
        return len(self.pages)
