"""Of the records beside a paper, which ones are of its meeting: whether any is, and which of several front sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from corpus import names
from corpus.papers.evidence import Piece, choose
from corpus.papers.items import Paper, fit
from corpus.papers.said import Said
from corpus.records import OF_THE_MEETING, DocumentKind, MeetingFacts, Neighbour
from corpus.tuning import PAPERS

# An appendix, a letter, an amendment is to something, whoever wrote it; these may be of any meeting or of none.
_OF_ITSELF = OF_THE_MEETING | {DocumentKind.PACK, DocumentKind.REPORT, DocumentKind.OTHER}
_Meeting = tuple[str, date | None]


def without_strangers(
    paper: Paper, own: MeetingFacts, neighbours: Sequence[Neighbour], said: Sequence[Said]
) -> tuple[Neighbour, ...]:
    """Return a paper's neighbours without those that are surely of other meetings.

    The folder of a day is one meeting's, whatever stands in it; any other may hold the records of many. There what
    is of another council, or of another body, than a text's `own` first lines name tells nothing of it, unless the
    text speaks of that body or day elsewhere, or fits an item that is listed there; and whose all of them are is
    told only if more than half of those that name a council name it. Of front sheets of several days those are left
    that are of the day in the file's name, or soon behind it.
    """
    if paper.named.folder_date or paper.kind not in _OF_ITSELF:
        return tuple(neighbours)
    left = [
        one
        for one in _of_its_days(paper, neighbours)
        if not _contradicts(own, one.facts) or _speaks_of(paper, one, said)
    ]
    return tuple(left if _is_of_one_council(left) else map(_of_nobody, left))


def _contradicts(own: MeetingFacts, other: MeetingFacts) -> bool:
    """Say whether a text's own head names another council, or another body of a council that may be the same."""
    councils = {names.organisation_key(one.council) for one in (own, other) if one.council}
    if len(councils) > 1:
        return True
    whose = own.council or other.council
    bodies = [names.body_key(one.committee, whose) for one in (own, other) if one.committee]
    # "Shannonside Joint Policing Committee" may be the "Joint Policing Committee".
    return (
        len(bodies) > 1 and not bodies[0].endswith(bodies[1]) and not bodies[1].endswith(bodies[0])
    )


def _of_its_days(paper: Paper, neighbours: Sequence[Neighbour]) -> Sequence[Neighbour]:
    days = {one.facts.date for one in neighbours if one.kind == DocumentKind.AGENDA}
    if len(days) < 2:
        return neighbours
    return [one for one in neighbours if _may_be_then(paper, one)]


def _may_be_then(paper: Paper, other: Neighbour) -> bool:
    """Say whether what is beside a paper is no front sheet of another day than its file's, or is of one soon behind it."""
    written, day = paper.named.file_date, other.facts.date
    if other.kind != DocumentKind.AGENDA or written is None or day is None:
        return True
    return 0 <= (day - written).days <= PAPERS.written_before


def _speaks_of(paper: Paper, other: Neighbour, said: Sequence[Said]) -> bool:
    weight = _weight(_meeting(other), paper, [other], said)
    return weight >= PAPERS.least


def _is_of_one_council(found: Sequence[Neighbour]) -> bool:
    """Say whether most that name a council name the same, in more than one paper."""
    told = [one for one in found if one.facts.council]
    councils = Counter(names.organisation_key(one.facts.council) for one in told)
    most = max(councils.values(), default=0)
    is_one_papers = most == 1 and told[0].kind not in OF_THE_MEETING
    return 2 * most > len(told) and not is_one_papers


def _of_nobody(one: Neighbour) -> Neighbour:
    return replace(one, facts=replace(one.facts, council=None))


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
