"""The columns of a front sheet's table: which cell of an item's row is its title, who leads it, which paper it has.

The row above the items names them ("Item | Subject | Lead | Paper"). Where none does, a cell tells by itself that
it is no title: "Enc D", "Verbal", "10.15", "Chief Nurse".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_BAR = " | "
# What a column is called, by what stands in it.
_HEADS = {
    "title": r"(?:agenda )?(?:item|subject|title|topic|business|matter|heading)s?(?: title)?|description|report(?: title)?",
    "lead": r"lead|presenters?|presented by|owner|by|from|officer|who|sponsor|author|speaker|led by|name|report (?:of|by)|"
    r"(?:lead|responsible|reporting|presenting) (?:officer|director|member|person)|responsib\w+",
    "called": r"papers?|enc(?:losure)?s?\.?|attachments?|documents?|format|enclosed|appendi(?:x|ces)|method|(?:paper|verbal) ?/ ?"
    r"(?:paper|verbal)|paper (?:no|ref)\.?",
    "rest": r"time|timings?|duration|min(?:ute)?s?|pages?(?: nos?\.?)?|purpose|action|for|status|outcome|type|no\.?|number|#|ref\.?",
}
_HEAD = re.compile("|".join(rf"(?P<{name}>{words})" for name, words in _HEADS.items()), re.I)
_NUMBER = re.compile(r"(?:agenda )?(?:item)? ?(?:no|number|#|ref)?\.?", re.IGNORECASE)
_CALLED = re.compile(
    r"(?:enc(?:losure)?|paper|tab|doc(?:ument)?|att(?:achment)?|app(?:endix)?)\.? ?[A-Z]?\d{0,2}[a-z]?|"
    r"(?:verbal|oral)(?: (?:report|update|item))?|to follow|attached|presentation|enclosed|tabled|late paper",
    re.IGNORECASE,
)
_REST = re.compile(
    r"[\d:. –-]+(?:[ap]\.?m\.?)?|\d{1,3} ?min(?:ute)?s?|(?:for |to )?(?:decision|note|noting|information|discussion|"
    r"assurance|approval|approve|action|discuss)",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"[A-Z]{2,5}|(?:[A-Z]{1,2} ){1,2}[A-Z][a-z’'-]+|(?:[\w&,’'-]+ ){0,5}(?:chair(?:man|person|woman)?|director|officer|"
    r"executive|nurse|head|manager|clerk|secretary|leader|mayor|president|superintendent|treasurer|principal|CEO|CFO|COO|"
    r"governor|trustee|councillor|cllr)(?: (?:of|for) [\w &,’'-]+)?|(?:cllr|councillor|mr|mrs|ms|dr|prof)\.? [\w .’'-]+|all",
    re.IGNORECASE,
)


class Row(NamedTuple):
    """What the row of an item says: its title, who leads it, what its paper is called, and all that is no title."""

    title: str
    lead: str = ""
    called: str = ""
    beside: str = ""


def columns_of(lines: Iterable[str]) -> list[str]:
    """Return what stands in each column behind the number, as the first row that names columns says; [] without one."""
    return next(filter(None, map(_named_in, lines)), [])


def _named_in(line: str) -> list[str]:
    """Return the columns that a row names; [] if one of its cells names none, or none is of titles."""
    cells = [cell.strip(" .:*#") for cell in line.strip(" |").split(_BAR)]
    heads = [head for cell in cells if (head := _HEAD.fullmatch(cell))]
    kinds = [head.lastgroup or "" for head in heads]
    if len(heads) < max(2, len(cells)) or "title" not in kinds:
        return []
    is_numbered = _NUMBER.fullmatch(cells[0]) and "title" in kinds[1:]
    return kinds[1:] if is_numbered else kinds


def row_of(text: str, columns: Sequence[str]) -> Row:
    """Return what a row says behind its number; of a row that no column fits only what tells itself is taken off."""
    cells = [cell.strip() for cell in text.strip(" |").split(_BAR)]
    is_fitting = 1 < len(cells) <= len(columns)
    told = columns if is_fitting else ["title", *map(_told, cells[1:])]
    found = list(filter(all, zip(told, cells, strict=False)))
    title = _of("title", found)
    # A cell may be an office's and the title's end, where no other says that the row has columns.
    has_columns = is_fitting or not {"called", "rest"}.isdisjoint(kind for kind, _ in found)
    if not title or not has_columns:
        return Row(text)
    beside = _BAR.join(cell for kind, cell in found if kind != "title")
    return Row(title, _of("lead", found), _of("called", found), beside)


def _of(kind: str, found: Sequence[tuple[str, str]]) -> str:
    return _BAR.join(cell for one, cell in found if one == kind)


def _told(cell: str) -> str:
    """Return what a cell is that no column names."""
    if _CALLED.fullmatch(cell):
        return "called"
    if _REST.fullmatch(cell):
        return "rest"
    return "lead" if _OFFICE.fullmatch(cell) else "title"
