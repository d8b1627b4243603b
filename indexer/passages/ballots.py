"""Who voted how: the names of a recorded vote, in a table, in lists, or each with their vote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus.divisions import SIDES, side_of
from indexer.passages.ballot_names import TITLE, Ballot, end_of_list, is_name, names_of, voter
from indexer.passages.names import COUNCILLOR, NAME
from indexer.passages.tuning import BESIDE
from indexer.tuning import REACH

_WORD = {
    word: side
    for side, words in enumerate(
        (
            "for yes aye yea y favour favor",
            "against no nay noe n opposed",
            "abstain abstained abstains abstention abstaining",
        )
    )
    for word in words.split()
}
_OBJECT = (
    r"(?: (?:the )?(?:(?:procedural|original|substantive|amended|main) )?"
    r"(?:motion|amendment|proposal|recommendation\w*|refusal|approval|item|resolution))?"
)
# "Against the motion (3): Councillors Oak, Elm", at the beginning of a line or of a sentence.
_LISTED = re.compile(
    r"(?:^[^\w\n]{0,4}|(?<=[.;,:\])] )|(?<=\[)|(?<=\w )(?=(?-i:AYES|NOES|NAYS|ABSTAIN\w*):))"
    rf"(?:(?P<s0>{SIDES[0]})|(?P<s1>{SIDES[1]})|(?P<s2>{SIDES[2]}))"
    rf"{_OBJECT}(?: {{0,2}}[-–:]? ?\(?(?P<count>\d{{1,3}})\)?)?[*_]* {{0,2}}(?:(?P<mark>[-–:—])[*_]* {{0,2}}|(?=\n|$))",
    re.IGNORECASE | re.MULTILINE,
)
# One side alone is a vote only beside what was decided, and with names that are surely of people.
_DECIDED = re.compile(
    r"\b(?:carried|passed|adopted|approved|lost|defeated|failed)\b", re.IGNORECASE
)
_SURELY = re.compile(rf"\W*(?:the )?(?:{COUNCILLOR}|Mayor|Directors?|Members?)\b")
_NONE = re.compile(r"\W*(?:none|nil|no one|nobody|0)\b", re.IGNORECASE)
# "Babcock – aye", "Chair Keefer: aye"
_ANSWER = (
    r"(?: ?(?:[-–—:,]|\bvoted\b)|\n[•-]) ?"
    r"(?P<how>(?i:aye|yea|yes|nay|no|abstain(?:ed|s)?|for|against))\b(?! \w)"
)
_EACH = re.compile(rf"(?:^|(?<=[,;:.] )|(?<= and ))(?P<who>{TITLE}{NAME}){_ANSWER}", re.MULTILINE)
# A name can begin anywhere: it is looked for only where there is an answer to stand behind it.
_ANSWERED = re.compile(_ANSWER)
# Somebody voted in front of the first who was read: then how many did is not known.
_GOES_ON = re.compile(
    r"\b(?:aye|yea|yes|nay|no|for|against|absent|abstain\w*)[,;] (?:and )?$", re.IGNORECASE
)
_MARK = re.compile(r"[xX✓✔✗•*√]|[Yy](?:es)?|1")
_LEAST = 2


def ballots(text: str) -> list[Ballot]:
    """Return the recorded votes of a text whose names it gives, in order."""
    found: list[Ballot] = []
    for one in (*_tables(text), *_each(text), *_lists(text)):
        if not any(one.start < other.end and other.start < one.end for other in found):
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def _answer(cell: str) -> int | None:
    """Return which side an answer names ("For", "y")."""
    side = side_of(cell)
    return _WORD.get(cell.strip(" .*_").casefold()) if side is None else side


def _tables(text: str) -> Iterator[Ballot]:
    """Yield the votes in tables: a row a person, their vote a mark in a column or a word in one."""
    if "|" not in text:
        return
    lines = [(match.start(), match[0]) for match in re.finditer(r"[^\n]+", text)]
    at = 0
    while at < len(lines):
        rows, until = _rows(lines, at + 1)
        ballot = _of_table(_cells(lines[at][1]), rows) if rows else None
        if ballot:
            yield Ballot(lines[at][0], lines[until - 1][0] + len(lines[until - 1][1]), ballot)
            at = until
        else:
            at += 1


def _of_table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> _Sides | None:
    """Return the names of a table below its heading, None if it is no table of votes."""
    sides = [side_of(cell) for cell in heading]
    if len({side for side in sides if side is not None}) >= _LEAST:
        return _marked(rows, sides) or _columns(rows, sides)
    if len(heading) >= _LEAST and re.search(r"(?i)\bvot", heading[-1]):
        return _worded(rows)
    return None


_Sides = tuple[tuple[str, ...] | None, tuple[str, ...] | None, tuple[str, ...] | None]


def _cells(line: str) -> list[str]:
    if "|" not in line:
        return []
    line = line.strip()
    if line.startswith("|"):
        # Markdown has a mark at both ends; of a row made here only the cells between are marked.
        line = line[1:].removesuffix("|")
    return [cell.strip(" *_") for cell in line.split("|")]


def _rows(lines: Sequence[tuple[int, str]], first: int) -> tuple[list[list[str]], int]:
    rows: list[list[str]] = []
    at = first
    while at < len(lines) and (cells := _cells(lines[at][1])):
        if any(cell.strip("-: ") for cell in cells):
            rows.append(cells)
        at += 1
    return rows, at


def _marked(rows: Sequence[Sequence[str]], sides: Sequence[int | None]) -> _Sides | None:
    """Return the names of rows with one mark each, in the column of its side.

    A row that is shorter than its heading has lost its empty cells: then nothing can be told.
    """
    found: tuple[list[str], list[str], list[str]] = ([], [], [])
    for row in rows:
        marks = _marks(row)
        if len(row) != len(sides) or len(marks) > 1 or not is_name(row[0]):
            return None
        side = sides[marks[0]] if marks else None
        if side is not None:
            found[side].append(voter(row[0]))
    return _sides(found, sides) if any(found) else None


def _marks(row: Sequence[str]) -> list[int]:
    """Return which cells of a row, behind the name, hold a mark."""
    return [at for at, cell in enumerate(row) if at and _MARK.fullmatch(cell)]


def _columns(rows: Sequence[Sequence[str]], sides: Sequence[int | None]) -> _Sides | None:
    """Return the names of a table whose columns are the sides, with the names below each."""
    found: tuple[list[str], list[str], list[str]] = ([], [], [])
    for row in rows:
        if len(row) != len(sides):
            return None
        for cell, side in zip(row, sides, strict=True):
            if side is not None and cell:
                names = names_of(cell)
                if names is None:
                    return None
                found[side].extend(names)
    return _sides(found, sides) if any(found) else None


def _sides(found: Sequence[Sequence[str]], sides: Sequence[int | None]) -> _Sides:
    first, second, third = (
        tuple(names) if names or at in sides else None for at, names in enumerate(found)
    )
    return first, second, third


def _worded(rows: Sequence[Sequence[str]]) -> _Sides | None:
    """Return the names of rows whose last cell is a vote in words."""
    found: tuple[list[str], list[str], list[str]] = ([], [], [])
    for row in rows:
        side = _answer(row[-1])
        if len(row) < _LEAST or not is_name(row[0]):
            return None
        if side is not None:
            found[side].append(voter(row[0]))
    return _sides(found, (0, 1)) if any(found) else None


def _each(text: str) -> Iterator[Ballot]:
    """Yield the votes in which each name is followed by its vote."""
    if not _ANSWERED.search(text):
        return
    group: list[re.Match[str]] = []
    for match in _EACH.finditer(text):
        if group and match.start() - group[-1].end() > len(", and "):
            yield from _of_group(group)
            group = []
        group.append(match)
    yield from _of_group(group)


def _of_group(group: Sequence[re.Match[str]]) -> Iterator[Ballot]:
    if len(group) < _LEAST or _GOES_ON.search(
        group[0].string[: group[0].start()][-BESIDE.carried :]
    ):
        return
    found: tuple[list[str], list[str], list[str]] = ([], [], [])
    for match in group:
        side = _WORD.get(match["how"].casefold())
        if side is not None:
            found[side].append(voter(match["who"]))
    yield Ballot(group[0].start(), group[-1].end(), _sides(found, (0, 1)))


class _List(NamedTuple):
    """The names of one side, and whether it is the amendment's, put against the motion."""

    start: int
    end: int
    side: int
    names: tuple[str, ...]
    contest: bool


def _lists(text: str) -> Iterator[Ballot]:
    """Yield the votes whose sides are lists of names, each behind its heading."""
    heads = list(_LISTED.finditer(text))
    group: list[_List] = []
    for number, head in enumerate(heads):
        until = heads[number + 1].start() if number + 1 < len(heads) else len(text)
        side, contest = _side(heads, number)
        end, names = _list_of(text, head, until)
        if names is None:
            continue
        is_far = bool(group) and head.start() - group[-1].end > BESIDE.lists
        if is_far or side in {one.side for one in group}:
            yield from _of_lists(text, group)
            group = []
        group.append(_List(head.start(), end, side, names, contest))
    yield from _of_lists(text, group)


def _side(heads: Sequence[re.Match[str]], number: int) -> tuple[int, bool]:
    """Return which side a heading is of, and whether it is the amendment's where both are put: then it is 1."""
    head = heads[number]
    side = next(at for at in range(len(SIDES)) if head[f"s{at}"])
    beside = [*heads[max(0, number - 1) : number], *heads[number + 1 : number + 2]]
    is_other = _is_for(head, "amendment") and any(_is_for(one, "motion") for one in beside)
    return (1, True) if is_other else (side, False)


def _is_for(head: re.Match[str], what: str) -> bool:
    return head["s0"] is not None and what in head[0].casefold()


def _of_lists(text: str, group: Sequence[_List]) -> Iterator[Ballot]:
    by_side = {one.side: one.names for one in group}
    if not any(by_side.values()):
        return
    if {0, 1} <= by_side.keys() or _is_whole(text, group):
        sides = (by_side.get(0), by_side.get(1), by_side.get(2))
        contest = any(one.contest for one in group)
        yield Ballot(group[0].start, group[-1].end, sides, contest=contest)


def _is_whole(text: str, group: Sequence[_List]) -> bool:
    """Say whether one list is all that a record gives of a vote: beside what was decided, of people."""
    start, end, side, names, _ = group[0]
    if side not in (0, 1) or len(group) != 1:
        return False
    beside = text[max(0, start - REACH.heading_of_names) : start] + (
        text[end : end + REACH.heading_of_names] if not side else ""
    )
    surely = _SURELY.match(text[start:end].partition(":")[2]) is not None
    return bool(_DECIDED.search(beside)) and (
        surely or (side == 0 and len(names) >= REACH.names_alone)
    )


def _list_of(text: str, head: re.Match[str], until: int) -> tuple[int, tuple[str, ...] | None]:
    """Return where the list behind a heading ends, and its names: none behind "Noes: 0"."""
    end, names = _list_behind(text, head.end(), until)
    is_none = names is None and head["count"] and not int(head["count"])
    return (head.end(), ()) if is_none else (end, names)


def _list_behind(text: str, start: int, until: int) -> tuple[int, tuple[str, ...] | None]:
    """Return where a list of names ends that begins here, and its names; None if it is no list."""
    line_end = text.find("\n", start, until)
    stretch_end = until if line_end < 0 else line_end
    if not text[start:stretch_end].strip(" *:_"):
        # The names are the paragraph below.
        below = re.compile(r"\s*(?P<line>[^\n]+)").match(text, stretch_end, until)
        if below is None:
            return start, None
        start, stretch_end = below.start("line"), below.end("line")
    stretch_end = end_of_list(text, start, stretch_end, until)
    stretch = re.split(
        r"(?<!Cllr)(?<!Cllrs)(?<!Cr)(?<!Crs)(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)(?<!Ald)(?<!Hon)(?<!Prof)"
        r"(?<![ .][A-Z])\. (?=[A-Z])|\]\W*$",
        text[start:stretch_end],
    )[0]
    if _NONE.match(stretch):
        return start + len(stretch), ()
    return start + len(stretch), names_of(stretch)
