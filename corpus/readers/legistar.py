"""Legistar's Web API: an event with its items, attachments and votes (https://webapi.legistar.com/Help).

`fetch` puts the votes and roll calls, which the interface gives one item at a time, into the items that they are of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from corpus.errors import RecordError
from corpus.readers.told_fields import (
    day,
    line,
    link,
    objects,
    prose,
    title_and_rest,
    together,
    vote_lines,
)
from corpus.readers.withheld import is_withheld
from corpus.records import AgendaItem, Attendee, Document, Meeting, MeetingFacts, Source, meeting

VOTES, ROLL_CALLS = "EventItemVotes", "EventItemRollCalls"
# "Not Viewable by the Public" is one of Legistar's own statuses.
_NOT_PUBLIC = re.compile(
    r"\bnot (?:view|visib|publi|open)\w*|\bnon-?public|\b(?:private|confidential|internal|hidden|closed)\b",
    re.I,
)
_CALLED_OFF = re.compile(r"\W*(?:cancel|postpone|abandon)", re.IGNORECASE)
_SHOWN = frozenset(("true", "1", "yes"))


def is_one(record: Mapping[str, Any]) -> bool:
    """Say whether a record is an event of Legistar."""
    return "EventId" in record and "EventItems" in record


def is_called_off(record: Mapping[str, Any]) -> bool:
    """Say whether an event did not take place."""
    names = ("EventAgendaStatusName", "EventMinutesStatusName", "EventComment")
    return any(_CALLED_OFF.match(str(record.get(name) or "")) for name in names)


def is_public(record: Mapping[str, Any]) -> bool:
    """Say whether an event may be seen by the public."""
    agenda = str(record.get("EventAgendaStatusName") or "")
    return not _NOT_PUBLIC.search(agenda) and not is_withheld(_fields(record, "Event"))


def read(source: Source, record: Mapping[str, Any]) -> Meeting:
    """Return the meeting of an event. Raises RecordError for one that was called off or is not public."""
    if is_called_off(record):
        raise RecordError("the meeting was called off")
    if not is_public(record):
        raise RecordError("the meeting is not for the public")
    rows = sorted(objects(record, "EventItems"), key=_place)
    is_minuted = not _NOT_PUBLIC.search(line(record, "EventMinutesStatusName"))
    every = [_item(row, is_minuted=is_minuted) for row in rows]
    items = tuple(item for item in every if item.title or item.agenda)
    if not items:
        raise RecordError("the meeting has no agenda items (not yet published)")
    found = meeting(source, _facts(record), items)
    return replace(found, attendees=tuple(_attendees(rows)) if is_minuted else ())


def _facts(record: Mapping[str, Any]) -> MeetingFacts:
    return MeetingFacts(
        committee=line(record, "EventBodyName") or None,
        date=day(record, "EventDate"),
        venue=line(record, "EventLocation") or None,
        url=link(record, "EventInSiteURL"),
    )


def _place(row: Mapping[str, Any]) -> tuple[bool, float]:
    """Return where an item stands: in the minutes if it is there, as its system prints them."""
    for name in ("EventItemMinutesSequence", "EventItemAgendaSequence"):
        value = row.get(name)
        if isinstance(value, int | float):
            return False, float(value)
    return True, 0.0


def _item(row: Mapping[str, Any], *, is_minuted: bool) -> AgendaItem:
    title, rest = title_and_rest(prose(row, "EventItemTitle"))
    name = line(row, "EventItemMatterName")
    if rest and name:
        title, rest = name, together(prose(row, "EventItemTitle"))
    file, kind = line(row, "EventItemMatterFile"), line(row, "EventItemMatterType")
    number = f"File {file}" + (f", {kind}" if kind else "") if file else ""
    return AgendaItem(
        title=title or name,
        number=line(row, "EventItemAgendaNumber").strip("(): ").rstrip(".") or None,
        agenda=together(rest, number, prose(row, "EventItemAgendaNote")),
        decision=_decision(row) if is_minuted else "",
        minutes=_minutes(row) if is_minuted else "",
        documents=tuple(_documents(row)),
        restricted=_is_withheld(row),
    )


def _decision(row: Mapping[str, Any]) -> str:
    """Return what was done as the record has it: its text, else its name; and whether it passed."""
    done = prose(row, "EventItemActionText") or line(row, "EventItemActionName")
    result = line(row, "EventItemPassedFlagName")
    return together(
        done, f"Result: {result}" if result and result.casefold() not in done.casefold() else ""
    )


def _minutes(row: Mapping[str, Any]) -> str:
    mover, seconder = line(row, "EventItemMover"), line(row, "EventItemSeconder")
    who = f"Moved by {mover}" + (f", seconded by {seconder}." if seconder else ".") if mover else ""
    tally = line(row, "EventItemTally")
    votes = [
        (line(vote, "VoteValueName"), line(vote, "VotePersonName"))
        for vote in sorted(objects(row, VOTES), key=lambda vote: _sort(vote, "VoteSort"))
    ]
    return together(
        prose(row, "EventItemMinutesNote"),
        who,
        f"Vote: {tally}" if tally else "",
        vote_lines(votes),
    )


def _sort(row: Mapping[str, Any], name: str) -> float:
    value = row.get(name)
    return float(value) if isinstance(value, int | float) else 0.0


def _attendees(rows: list[dict[str, Any]]) -> Iterator[Attendee]:
    """Yield who answered the first roll that was called, unless the item is not for the public."""
    for row in rows:
        calls = [] if _is_withheld(row) else objects(row, ROLL_CALLS)
        if calls:
            for call in sorted(calls, key=lambda call: _sort(call, "RollCallSort")):
                if name := line(call, "RollCallPersonName"):
                    yield Attendee(name=name, attendance=line(call, "RollCallValueName") or None)
            return


def _documents(row: Mapping[str, Any]) -> Iterator[Document]:
    """Yield the attachments that the council shows on the internet; not clearly shown is not shown."""
    for one in objects(row, "EventItemMatterAttachments"):
        shown = one.get("MatterAttachmentShowOnInternetPage", True)
        if str(shown).lower() not in _SHOWN or is_withheld(_fields(one, "MatterAttachment")):
            continue
        title = line(one, "MatterAttachmentName") or line(one, "MatterAttachmentFileName")
        if title:
            yield Document(title=title, url=link(one, "MatterAttachmentHyperlink"))


def _is_withheld(row: Mapping[str, Any]) -> bool:
    return is_withheld(_fields(row, "EventItem"))


def _fields(row: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, object]]:
    """Yield the fields without what stands in front of every name: "EventItemMatterType" is a type."""
    for name, value in row.items():
        yield name.removeprefix(prefix).removeprefix("Matter").removesuffix("Name"), value
