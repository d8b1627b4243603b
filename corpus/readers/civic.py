"""Open Civic Data: an event with its agenda, and a vote of its own (https://open-civic-data.readthedocs.io/).

An event of `council-search export --as ocd` has what the index held beside the fields that the specification names
(`extras`), and is read as it was indexed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from corpus.errors import RecordError
from corpus.readers import exported
from corpus.readers.fields import list_of
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
from corpus.records import AgendaItem, Document, Meeting, MeetingFacts, Source, meeting

# In the extras of an exported item: which texts its notes are, in order.
TEXTS = "texts"
_PARTS = ("agenda", "decision", "minutes")
_STARTS = ("start_date", "start_time", "start", "when")
_ORGANISATIONS = ("organization", "committee")
_CALLED_OFF = ("cancel", "postpone", "abandon", "deleted")


def is_event(record: Mapping[str, Any]) -> bool:
    """Say whether a record is an event."""
    if record.get("_type") == "event":
        return True
    is_listed = isinstance(record.get("agenda"), list) and "items" not in record
    return is_listed and "name" in record and any(name in record for name in _STARTS)


def is_vote(record: Mapping[str, Any]) -> bool:
    """Say whether a record is a vote that stands by itself."""
    return (
        record.get("_type") in ("vote_event", "vote") or {"motion_text", "votes"} <= record.keys()
    )


def read(source: Source, record: Mapping[str, Any]) -> Meeting:
    """Return the meeting of an event. Raises RecordError for one that was called off or is not public."""
    extras = record.get("extras")
    if isinstance(extras, dict) and exported.MARK in extras:
        return _exported(source, record, extras)
    if str(record.get("status") or "").lower().startswith(_CALLED_OFF):
        raise RecordError("the meeting was called off")
    if is_withheld(record.items()):
        raise RecordError("the meeting is not for the public")
    rows = objects(record, "agenda")
    counted = [line(row, "order") for row in rows] == [str(n) for n in range(len(rows))]
    items = tuple(_items(rows, has_numbers=not counted))
    if not items:
        raise RecordError("the meeting has no agenda items")
    return meeting(source, _facts(record), items)


def _exported(source: Source, record: Mapping[str, Any], extras: Mapping[str, Any]) -> Meeting:
    items = [_exported_item(row) for row in objects(record, "agenda")]
    return exported.read(source, {**extras, "items": items})


def _exported_item(row: Mapping[str, Any]) -> Any:
    """Return an item as JSON Lines has it: the texts that are its notes in their own fields."""
    item = row.get("extras")
    if not isinstance(item, dict):
        return item
    names, notes = list_of(item, TEXTS), list_of(dict(row), "notes")
    if len(names) != len(notes) or not all(name in _PARTS for name in names):
        raise RecordError("an item whose notes are not the texts that it names")
    return {**item, **dict(zip(names, notes, strict=True))}


def read_vote(source: Source, record: Mapping[str, Any]) -> Meeting:
    """Return a meeting whose one item is a vote. Raises RecordError for one without a motion."""
    title, rest = title_and_rest(prose(record, "motion_text"))
    if not title:
        raise RecordError("the vote does not say what was put")
    item = AgendaItem(
        title=title,
        agenda=rest,
        decision=line(record, "result"),
        minutes=told_votes(record),
        restricted=is_withheld(record.items()),
    )
    facts = MeetingFacts(committee=_name(record, "organization"), date=day(record, *_STARTS))
    return meeting(source, facts, (item,))


def told_votes(record: Mapping[str, Any]) -> str:
    """Return what a vote says of who voted how: names where it has them, else numbers."""
    names = [
        (line(vote, "option"), line(vote, "voter_name") or _name(vote, "voter") or "")
        for vote in objects(record, "votes")
    ]
    counts = [
        f"{line(count, 'option')}: {line(count, 'value')}" for count in objects(record, "counts")
    ]
    return vote_lines(names) if any(name for _, name in names) else "\n".join(counts)


def _facts(record: Mapping[str, Any]) -> MeetingFacts:
    where = record.get("location")
    sources = [*objects(record, "links"), *objects(record, "sources")]
    return MeetingFacts(
        council=_name(record, "jurisdiction"),
        committee=_committee(record) or line(record, "name") or None,
        date=day(record, *_STARTS),
        venue=line(where, "name") or None if isinstance(where, dict) else None,
        url=next(filter(None, (link(one, "url") for one in sources)), None),
    )


def _committee(record: Mapping[str, Any]) -> str:
    """Return the body that met: whose the meeting is by name, else the first that takes part."""
    bodies = [
        (line(one, "note").lower() == "host", line(one, "name") or line(one, "entity_name"))
        for one in objects(record, "participants")
        if line(one, "entity_type") in _ORGANISATIONS
    ]
    return next(
        (name for is_host, name in sorted(bodies, key=lambda body: not body[0]) if name), ""
    )


def _items(rows: list[dict[str, Any]], *, has_numbers: bool) -> Iterator[AgendaItem]:
    for row in rows:
        title, rest = title_and_rest(prose(row, "description"))
        if not title:
            continue
        number = line(row, "order").strip("(): ").rstrip(".") if has_numbers else ""
        yield AgendaItem(
            title=title,
            number=number or None,
            agenda=together(rest, *_bills(row), *_notes(row)),
            documents=tuple(_documents(row)),
            restricted=is_withheld(row.items()) or _says_withheld(row.get("extras")),
        )


def _bills(row: Mapping[str, Any]) -> list[str]:
    """Return the names of what an item considers."""
    return [
        line(one, "name") or line(one, "entity_name")
        for one in objects(row, "related_entities")
        if line(one, "entity_type") == "bill"
    ]


def _notes(row: Mapping[str, Any]) -> list[str]:
    notes = row.get("notes")
    return [_note(note) for note in notes] if isinstance(notes, list) else []


def _says_withheld(extras: Any) -> bool:
    return isinstance(extras, dict) and is_withheld(extras.items())


def _note(note: Any) -> str:
    if isinstance(note, dict):
        return prose(note, "text") or prose(note, "note")
    return prose({"notes": note}, "notes")


def _documents(row: Mapping[str, Any]) -> Iterator[Document]:
    """Yield what an item links to and the public may open."""
    for one in (*objects(row, "media"), *objects(row, "links")):
        if is_withheld(one.items()):
            continue
        title = line(one, "note")
        found = [link(one, "url"), *(link(inner, "url") for inner in objects(one, "links"))]
        url = next(filter(None, found), None)
        if title or url:
            yield Document(title=title or str(url), url=url)


def _name(record: Mapping[str, Any], name: str) -> str | None:
    value = record.get(name)
    return (line(value, "name") or None) if isinstance(value, dict) else None
