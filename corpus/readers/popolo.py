"""Popolo: motions and votes of meetings, one object for all of them (https://www.popoloproject.com/specs/).

It has no texts of items: of each item that a motion or a vote names it says what was put, who moved it and who voted how.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from corpus.errors import RecordError
from corpus.readers.civic import told_votes
from corpus.readers.told_fields import day, line, objects, prose, title_and_rest, together
from corpus.readers.withheld import is_withheld
from corpus.records import AgendaItem, Meeting, MeetingFacts, Source, meeting

_PARTS = ("motions", "vote_events")
# Motions and votes of one meeting, by the item that they are of.
_OfItems = dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]]]]


def is_one(record: Mapping[str, Any]) -> bool:
    """Say whether a record is a document of Popolo with motions or votes."""
    return any(isinstance(record.get(name), list) for name in _PARTS) and "items" not in record


def read(source: Source, record: Mapping[str, Any]) -> Iterator[Meeting]:
    """Yield the meetings of a document that have motions or votes. Raises RecordError if it has none."""
    bodies = {line(one, "id"): one for one in objects(record, "organizations")}
    meetings: dict[tuple[str, str], _OfItems] = {}
    for part, name in enumerate(_PARTS):
        for one in objects(record, name):
            of_meeting = meetings.setdefault((line(one, "organization_id"), _when(one)), {})
            of_meeting.setdefault(_item_of(one), ([], []))[part].append(one)
    if not meetings:
        raise RecordError("the document has neither motions nor votes")
    for (body, when), of_items in meetings.items():
        facts = MeetingFacts(
            council=_council(bodies, body),
            committee=line(bodies.get(body, {}), "name") or None,
            date=day({"date": when}, "date"),
        )
        yield meeting(source, facts, tuple(_item(*parts) for parts in of_items.values()))


def _when(one: Mapping[str, Any]) -> str:
    return line(one, "date") or line(one, "start_date")


def _item_of(one: Mapping[str, Any]) -> str:
    """Return what joins a motion with its votes: the item, else the motion itself."""
    motion = one.get("motion")
    inner = line(motion, "id") if isinstance(motion, dict) else ""
    return line(one, "item_id") or line(one, "motion_id") or inner or line(one, "id")


def _council(bodies: Mapping[str, Mapping[str, Any]], body: str) -> str | None:
    return line(bodies.get(line(bodies.get(body, {}), "parent_id"), {}), "name") or None


def _item(motions: list[dict[str, Any]], votes: list[dict[str, Any]]) -> AgendaItem:
    put = [*motions, *(one["motion"] for one in votes if isinstance(one.get("motion"), dict))]
    title, texts = _what_was_put(put)
    said = [prose(one, "text") or told_votes(one) for one in votes]
    return AgendaItem(
        title=title,
        minutes=together(*texts, *map(_motion, motions), *said),
        decision=together(*(line(one, "result") for one in (*motions, *votes))),
        restricted=any(is_withheld(one.items()) for one in (*put, *votes)),
    )


def _what_was_put(put: list[dict[str, Any]]) -> tuple[str, list[str]]:
    """Return a title for motions, and what they say beside it."""
    texts = [prose(one, "text") or prose(one, "name") for one in put]
    names = (line(one, "name") for one in put)
    title, _ = title_and_rest(next(filter(None, (*names, *texts)), "Vote"))
    return title, [text for text in texts if text != title]


def _motion(one: Mapping[str, Any]) -> str:
    mover, seconder = line(one, "creator_name"), line(one, "seconder_name")
    if not mover:
        return ""
    what = "An amendment was moved" if line(one, "classification") == "amendment" else "Moved"
    return f"{what} by {mover}" + (f", seconded by {seconder}." if seconder else ".")
