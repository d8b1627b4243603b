"""Who voted how: the names of a recorded vote, in a table, in lists, or each with their vote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.divisions import side_of
from indexer.passages.people.names import COUNCILLOR, NAME
from indexer.passages.tuning import BESIDE
from indexer.passages.votes.ballot_lists import lists_of_sides
from indexer.passages.votes.ballot_names import TITLE, Ballot, is_name, names_of, voter
from indexer.passages.votes.checklists import is_of_things

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
# "Babcock – aye", "Chair Keefer: aye"
_ANSWER = (
    r"(?: ?(?:[-–—:,]|\bvoted\b)|\n[•-]) ?"
    r"(?P<how>(?i:aye|yea|yes|nay|no|abstain(?:ed|s)?|for|against))\b(?! \w)"
)
_EACH = re.compile(
    rf"(?:^|(?<=[,;:.] )|(?<= and )|(?<=\())(?P<who>{TITLE}{NAME}){_ANSWER}", re.MULTILINE
)
# "Roll call: Oak yes, Elm yes, Ash no."
_CALLED = re.compile(
    rf"(?:(?<=[,;:.] )|(?<=[Cc]all, )|(?<=[Vv]ote, )|(?<= and ))(?P<who>{TITLE}{NAME}) "
    r"(?P<how>(?i:aye|yea|yes|nay|no|abstain(?:ed|s)?))(?=[,;.]|$)",
    re.MULTILINE,
)
_ROLL_CALL = re.compile(
    r"\b(?:roll[- ]?call(?:ed)?|vote|votes|voted|voting|polled)\b", re.IGNORECASE
)
# "Parking: yes, lighting: no" is no vote: a word of votes or of what was put has to be there.
_OF_A_VOTE = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|ballot|division|roll[- ]?call|motion|amendment|resolution|moved|seconded|carried|lost|defeated|"
    r"passed|adopted|ayes?|noes|nays?|yeas?|abst\w+|tá|níl|o blaid|yn erbyn)\b",
    re.IGNORECASE,
)
_COUNTED_OR_TITLED = re.compile(rf"\b{COUNCILLOR}\b|(?<![:–—-] )\(\d{{1,3}}\)")
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
    for one in (
        *_tables(text),
        *_each_of_people(text),
        *(one for one in lists_of_sides(text) if _is_of_people(text, one) or _is_vote(text, one)),
    ):
        if not any(one.start < other.end and other.start < one.end for other in found):
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def _each_of_people(text: str) -> Iterator[Ballot]:
    """Yield the votes in which each name is followed by its vote, but for lists of things with yes and no."""
    for one in _each(text):
        if _is_vote(text, one) and not is_of_things(text, one):
            yield one


def _is_of_people(text: str, one: Ballot) -> bool:
    """Say whether lists for and against are of councillors, or say how many stand in them."""
    is_both = one.sides[0] is not None and one.sides[1] is not None
    return is_both and bool(
        _COUNTED_OR_TITLED.search(text, one.start, one.end + BESIDE.listed_behind)
    )


def _is_vote(text: str, one: Ballot) -> bool:
    """Say whether names with yes and no are those of people who voted."""
    start = max(0, one.start - BESIDE.listed_before)
    return _OF_A_VOTE.search(text, start, one.end + BESIDE.listed_behind) is not None


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
    if _ANSWERED.search(text):
        yield from _groups(_EACH, text)
    if called := _ROLL_CALL.search(text):
        yield from _groups(_CALLED, text, called.start())


def _groups(each: re.Pattern[str], text: str, start: int = 0) -> Iterator[Ballot]:
    """Yield the votes of names that follow each other, each with its vote."""
    group: list[re.Match[str]] = []
    for match in each.finditer(text, start):
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
