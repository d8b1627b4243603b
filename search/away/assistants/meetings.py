"""A meeting and its items, for an assistant that knows the names of its committee and its day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.errors import UsageError
from search.away.assistants.quotes import Item, item_of
from search.away.assistants.records import MOST_ITEMS, Source, next_page, offset_of, read_day
from search.browse.directory import Committee, Directory, Meeting, directory, named


@dataclass(frozen=True)
class MeetingFound:
    """A meeting and its items in order, each with what was decided; `n_papers` sections of papers are not listed."""

    council: str | None
    committee: str
    date: str
    items: list[Item]
    n_items: int
    n_papers: int
    next_page: int | None


def meeting(
    source: Source, committee: str, day: str, council: str = "", page: int = 1
) -> MeetingFound:
    """Return a meeting by the names that answers give. Raises UsageError, which says which dates there are."""
    searcher = source.searcher()
    found = _meeting(directory(searcher), committee, day, council)
    passages = [p for p in searcher.passages(found.rows) if p.id in set(found.items)]
    offset = offset_of(page, MOST_ITEMS)
    return MeetingFound(
        council=found.council,
        committee=found.committee,
        date=found.date.isoformat(),
        items=[item_of(p, source.address) for p in passages[offset : offset + MOST_ITEMS]],
        n_items=len(passages),
        n_papers=len(found.rows) - len(passages),
        next_page=next_page(page, MOST_ITEMS, len(passages)),
    )


def _meeting(held: Directory, committee: str, day: str, council: str) -> Meeting:
    when = read_day(day)
    of_committee = [
        one for known in _committees(held, committee, council) for one in known.meetings
    ]
    if not of_committee:
        raise UsageError("There is no such committee. Ask `coverage` for their names.")
    found = [one for one in of_committee if one.date == when]
    if len(found) == 1:
        return found[0]
    raise UsageError(_of_several(found) if found else _nearest(of_committee, when))


def _committees(held: Directory, committee: str, council: str) -> list[Committee]:
    return [
        known
        for (of, name), known in held.committees.items()
        if name == named(committee) and (not council.strip() or of == named(council))
    ]


def _of_several(found: Sequence[Meeting]) -> str:
    councils = ", ".join(one.council or "unknown" for one in found)
    return f"Several councils have such a meeting; say which council: {councils}."


def _nearest(held: Sequence[Meeting], when: date | None) -> str:
    """Return the days of the meetings nearest to one, of the newest where no day was said."""
    wanted = when or date.max
    nearest = sorted(held, key=lambda one: (abs((one.date - wanted).days), one.date))[:5]
    days = ", ".join(sorted(one.date.isoformat() for one in nearest))
    return f"No meeting of that day is in these records. The nearest are of {days}."
