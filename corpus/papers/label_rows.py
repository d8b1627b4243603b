"""Labels of a report's head that stand in rows: several with their values, or all of them above all values.

"Report To: | Cabinet | Date: | 16 January 2025" has two labels in a row; below "Committee: | Date: | Item No:"
stand the values of three. Both are laid out again as one label a line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

_BAR = "|"
_MARKED = re.compile(r"[A-Z][\w ()/&’'.#-]{1,48}?:")
_BEGINS = re.compile(r"([A-Z][\w ()/&’'.#-]{1,48}?)\s*:(?=\s|$)")
# Where columns ran into each other: "File Type: Contract Agenda Number: 14.".
_INSIDE = re.compile(r"(?<=\w) (?=Agenda (?:Item )?(?:No\.?|Number|#):)", re.IGNORECASE)

IsLabel = Callable[[str], bool]


def one_a_line(lines: Sequence[str], is_label: IsLabel) -> list[str]:
    """Return the lines of a head with one label a line; `is_label` says which words are a known one."""
    found: list[str] = []
    waiting: list[str] = []
    for line in (part for one in lines for part in _INSIDE.split(one)):
        cells = _cells(line)
        if waiting:
            found += _below(waiting, cells)
            waiting = []
        elif labels := _only_labels(line, is_label):
            waiting = labels
        else:
            found += _beside(line, cells, is_label)
    return found + waiting


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip(" |").split(_BAR)]


def _only_labels(line: str, is_label: IsLabel) -> list[str]:
    """Return the labels of a row that has at least two and nothing else; their marks tell them apart."""
    plain = line.replace(_BAR, " ").strip()
    labels = [label.strip() for label in _MARKED.findall(plain)]
    is_whole = not _MARKED.sub("", plain).strip()
    is_known = all(is_label(label.rstrip(": ")) for label in labels)
    return labels if is_whole and len(labels) > 1 and is_known else []


def _below(labels: Sequence[str], cells: Sequence[str]) -> list[str]:
    """Return each label with the cell below it; with all of them where columns ran into each other."""
    if len(cells) == len(labels):
        return [f"{label} {cell}" for label, cell in zip(labels, cells, strict=True)]
    return [f"{labels[0]} {f' {_BAR} '.join(cells)}"]


def _beside(line: str, cells: Sequence[str], is_label: IsLabel) -> Iterator[str]:
    """Yield a row of several labels with their values as a line for each; any other line as it is.

    Not all of them need be known.
    """
    marked = {at: found[1] for at, cell in enumerate(cells) if (found := _BEGINS.match(cell))}
    starts = [at for at in marked if cells[at].endswith(":") or is_label(marked[at])]
    if not (len(starts) > 1 and 0 in starts and any(map(is_label, marked.values()))):
        yield line
        return
    for begin, end in pairwise([*starts, len(cells)]):
        yield f"{cells[begin]} {_BAR} {f' {_BAR} '.join(filter(None, cells[begin + 1 : end]))}"
