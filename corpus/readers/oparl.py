"""OParl 1.0 and 1.1: a meeting with its agenda items (https://oparl.org/spezifikation/).

`fetch` puts the body and the organisations, which a meeting only names by their addresses, into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from corpus.errors import RecordError
from corpus.readers.told_fields import day, line, link, objects, prose, title_and_rest, together
from corpus.readers.withheld import is_withheld
from corpus.records import AgendaItem, Document, Meeting, MeetingFacts, Source, meeting

_TYPE = re.compile(r"https?://(?:schema\.)?oparl\.org/(?:schema/)?1\.[01]/Meeting")
# The files of an item, by the names that the specification gives them.
_OF_ITEM = ("resolutionFile", "auxiliaryFile")


def is_one(record: Mapping[str, Any]) -> bool:
    """Say whether a record is a meeting of OParl."""
    return _TYPE.fullmatch(str(record.get("type"))) is not None


def is_called_off(record: Mapping[str, Any]) -> bool:
    """Say whether a meeting did not take place."""
    state = str(record.get("meetingState") or "").casefold()
    return record.get("cancelled") is True or state.startswith(("abgesagt", "entfall", "cancel"))


def read(source: Source, record: Mapping[str, Any]) -> Meeting:
    """Return the meeting of a record. Raises RecordError for one that was called off, deleted or is not public."""
    if record.get("deleted") is True:
        raise RecordError("the meeting was deleted by whom it is from")
    if is_called_off(record):
        raise RecordError("the meeting was called off")
    if is_withheld(record.items()):
        raise RecordError("the meeting is not for the public")
    address = link(record, "web")
    items = tuple(_items(record, address))
    if not items:
        raise RecordError("the meeting has no agenda items (not yet published)")
    where = record.get("location")
    facts = MeetingFacts(
        council=_name_in(record, "body") or None,
        committee=_name_in(record, "organization") or line(record, "name") or None,
        date=day(record, "start", "end"),
        venue=line(where, "description") or None if isinstance(where, dict) else None,
        url=address,
    )
    return meeting(source, facts, items)


def _items(record: Mapping[str, Any], address: str | None) -> Iterator[AgendaItem]:
    rows = [row for row in objects(record, "agendaItem") if row.get("deleted") is not True]
    if all(isinstance(row.get("order"), int) for row in rows):
        rows = sorted(rows, key=lambda row: row["order"])
    for row in rows:
        title, rest = title_and_rest(prose(row, "name"))
        if title:
            yield AgendaItem(
                title=title,
                number=line(row, "number").strip("(): ").rstrip(".") or None,
                agenda=rest,
                decision=together(line(row, "result"), _resolution(row)),
                documents=tuple(_files(row, _OF_ITEM)),
                url=link(row, "web") or address,
                restricted=is_withheld(row.items()),
            )


def _resolution(row: Mapping[str, Any]) -> str:
    # 1.0 calls it "resolutionText", drafts of it "resolution".
    value = row.get("resolutionText") or row.get("resolution")
    return prose({"resolutionText": value}, "resolutionText") if isinstance(value, str) else ""


def _files(row: Mapping[str, Any], names: tuple[str, ...]) -> Iterator[Document]:
    """Yield the files that the public may open; an address alone says nothing of the file."""
    for name in names:
        value = row.get(name)
        for one in value if isinstance(value, list) else [value]:
            if (
                isinstance(one, dict)
                and one.get("deleted") is not True
                and not is_withheld(one.items())
            ):
                title = line(one, "name") or line(one, "fileName")
                if title:
                    yield Document(title=title, url=link(one, "downloadUrl", "accessUrl"))


def _name_in(record: Mapping[str, Any], name: str) -> str:
    """Return the name of the first object that stands in a field; addresses have none."""
    value = record.get(name)
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict) and (found := line(one, "name")):
            return found
    return ""
