"""Lines inside of an item that head items which their reader left there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.records import AgendaItem
from indexer.passages.exemption.marks import Title, asks, read_title
from indexer.passages.exemption.named import number_of
from indexer.passages.exemption.state import LEADING, text_of
from indexer.passages.tuning import WITHHOLDING


def marked_lines(items: Sequence[AgendaItem]) -> dict[str, str]:
    """Return the numbers of lines inside of texts that are titles which mark their item, each with the line.

    "11. In committee report: irregular tender", where no item has that number: its reader took it for a line of another.
    """
    known = {number_of(item) for item in items}
    found = dict(line for item in items for line in _marked(text_of(item)))
    return {number: line for number, line in found.items() if number not in known}


def _marked(text: str) -> Iterator[tuple[str, str]]:
    for line in text.split("\n"):
        match = LEADING.match(line) if "|" not in line else None
        if match is None or len(line.split()) > WITHHOLDING.part:
            continue
        title = line[match.end() - 1 :]
        is_title = not (title.rstrip().endswith(".") or asks(title) or _RELEASED.search(title))
        if is_title and read_title(title) is Title.MARKED:
            yield match[1].casefold(), line.strip()


_RELEASED = re.compile(r"\breleased?\b", re.IGNORECASE)
