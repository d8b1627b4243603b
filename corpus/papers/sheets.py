"""Of several front sheets beside a paper, which one is of its meeting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from corpus import names
from corpus.papers.evidence import Piece, choose
from corpus.papers.items import Paper, fit
from corpus.papers.said import Said
from corpus.records import DocumentKind, Neighbour

_Meeting = tuple[str, date | None]


def of_its_meeting(
    paper: Paper, neighbours: Sequence[Neighbour], said: Sequence[Said]
) -> tuple[Neighbour, ...]:
    """Return a paper's neighbours without the front sheets of other meetings.

    Which meeting it is of is told by what is `said` of it elsewhere and by the titles that a sheet
    lists. Where that stays in doubt, a sheet says only what all of them say, and lists nothing.
    """
    sheets = [one for one in neighbours if one.kind == DocumentKind.AGENDA]
    others = [one for one in neighbours if one.kind != DocumentKind.AGENDA]
    meetings = dict.fromkeys(map(_meeting, sheets))
    if len(meetings) < 2:
        return tuple(neighbours)
    chosen = _chosen(meetings, paper, sheets, said)
    if chosen is None:
        return (*others, *_in_common(sheets))
    return (*others, *(one for one in sheets if _meeting(one) == chosen))


def _chosen(
    meetings: Iterable[_Meeting], paper: Paper, sheets: Sequence[Neighbour], said: Sequence[Said]
) -> _Meeting | None:
    """Return the meeting that more speaks for than for the others, None in doubt."""
    weights = {key: _weight(key, paper, sheets, said) for key in meetings}
    least = min(weights.values())
    return choose(
        Piece(key, weight - least, "a front sheet") for key, weight in weights.items()
    ).value


def _meeting(sheet: Neighbour) -> _Meeting:
    return names.body_key(sheet.facts.committee), sheet.facts.date


def _weight(
    meeting: _Meeting, paper: Paper, sheets: Sequence[Neighbour], said: Sequence[Said]
) -> float:
    """Return how much speaks for a meeting: bodies and days that are said, and its best title."""
    body, day = meeting
    weight = sum(one.body_weight for one in said if one.body and names.body_key(one.body) == body)
    weight += sum(one.day_weight for one in said if one.day and one.day == day)
    return weight + max(fit(paper, one.listed) for one in sheets if _meeting(one) == meeting)


def _in_common(sheets: Sequence[Neighbour]) -> list[Neighbour]:
    """Return front sheets with what all of them say, and without their lists."""
    facts = sheets[0].facts
    if len({_meeting(one)[0] for one in sheets}) > 1:
        facts = replace(facts, committee=None)
    if len({_meeting(one)[1] for one in sheets}) > 1:
        facts = replace(facts, date=None)
    return [replace(one, facts=facts, listed=()) for one in sheets]
