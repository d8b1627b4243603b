"""The lists of a recorded vote: the names of each side behind its heading, "Ayes: Oak, Elm  Noes: none"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus.divisions import SIDES
from indexer.passages.people.names import COUNCILLOR
from indexer.passages.tuning import BESIDE
from indexer.passages.votes.ballot_names import Ballot, end_of_list, names_of
from indexer.tuning import REACH

_OBJECT = (
    r"(?: (?:the )?(?:(?:procedural|original|substantive|amended|main) )?"
    r"(?:motion|amendment|proposal|recommendation\w*|refusal|approval|item|resolution))?"
)
# Who did not vote, beside those who did.
_AWAY = r"absent|excused|recus(?:ed|al)s?|not (?:voting|present)|vacan\w+|disqualified|apologies|conflicts?(?: of interest)?"
# "Tá / For": a record in two languages names a side in both.
_SIDES = [rf"(?:{side})(?: ?/ ?(?:{side}))?" for side in SIDES]
# "Against the motion (3): Councillors Oak, Elm", "Those in favour: …", at the beginning of a line, of a sentence or of a column.
_LISTED = re.compile(
    r"(?:^[^\w\n]{0,4}|(?<=[.;,:\])] )|(?<=\[)|(?<=[ \t][ \t])(?=[A-Za-z ]{2,12}:)"
    r"|(?<=\w )(?=(?-i:AYES?|NOES|NAYS?|YEAS?|ABSTAIN\w*|ABSENT|EXCUSED|RECUSED):))"
    r"(?:(?:the following|those|members|councillors)(?: members| councillors)?(?: who)? )?"
    rf"(?:(?P<s0>{_SIDES[0]})|(?P<s1>{_SIDES[1]})|(?P<s2>{_SIDES[2]})|(?P<s3>{_AWAY}))"
    rf"{_OBJECT}(?: {{0,2}}[-–:]? ?\(?(?P<count>\d{{1,3}})\)?)?[*_]* {{0,2}}(?:(?P<mark>[-–:—])[*_]* {{0,2}}|(?=\n|$))",
    re.IGNORECASE | re.MULTILINE,
)
# One side alone is a vote only beside what was decided, and with names that are surely of people.
_DECIDED = re.compile(
    r"\b(?:carried|passed|adopted|approved|lost|defeated|failed)\b", re.IGNORECASE
)
_SURELY = re.compile(rf"\W*(?:the )?(?:{COUNCILLOR}|Mayor|Directors?|Members?)\b")
# "In favour: (2) Oak, Elm"
_COUNT_IN_FRONT = re.compile(r" ?\(\d{1,3}\) ?")
_NONE = re.compile(r"\W*(?:none|nil|no one|nobody|0)\b", re.IGNORECASE)


class _List(NamedTuple):
    """The names of one side, and whether it is the amendment's, put against the motion."""

    start: int
    end: int
    side: int
    names: tuple[str, ...]
    contest: bool


def lists_of_sides(text: str) -> Iterator[Ballot]:
    """Yield the votes whose sides are lists of names, each behind its heading."""
    heads = list(_LISTED.finditer(text))
    group: list[_List] = []
    for number, head in enumerate(heads):
        if head["s3"] or _is_answer(text, head):
            continue
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


def _is_answer(text: str, head: re.Match[str]) -> bool:
    """Say whether what looks like a heading answers a label in its line: "Water: No"."""
    return head["mark"] is None and text[: head.start()][-BESIDE.gap :].endswith(": ")


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
    if count := _COUNT_IN_FRONT.match(text, start, stretch_end):
        start = count.end()
    stretch_end = end_of_list(text, start, stretch_end, until)
    stretch = re.split(
        r"(?<!Cllr)(?<!Cllrs)(?<!Cr)(?<!Crs)(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)(?<!Ald)(?<!Hon)(?<!Prof)"
        r"(?<![ .][A-Z])(?<!^[A-Z])\. (?=[A-Z])|\]\W*$",
        text[start:stretch_end],
    )[0]
    if _NONE.match(stretch):
        return start + len(stretch), ()
    return start + len(stretch), names_of(stretch)
