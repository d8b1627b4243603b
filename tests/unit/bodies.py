"""Items of two bodies, in whose manner a form of a record is written, and what is read of it."""

from __future__ import annotations

from corpus import readers
from corpus.readers.minutes import OPENING
from corpus.records import AgendaItem, Meeting, Source

HEAD = "Borley Parish Council\n\nMinutes of the meeting held on 4 June 2025\n\n"
PAGE = "<html><body><p>Borley Parish Council</p><p>Minutes of the meeting held on 4 June 2025</p>"
PARISH = [
    ("Apologies for absence", "Cllr Quince was on holiday."),
    ("The village pond", "Mr Medlar has cut the reeds."),
    ("Footpath 12", "The stile is broken again."),
    ("Date of next meeting", "Wednesday 2 July 2025."),
]
BOARD = [
    ("Call to Order", "President Oak called the meeting to order."),
    ("Treasurer's Report", "The balance stood at $81,415.22."),
    ("Salt shed", "Three bids for a roof were opened."),
    ("Adjournment", "The board adjourned at 7:02 p.m."),
]
BODIES = {"a parish": PARISH, "a board": BOARD}
Said = list[tuple[str, str]]


def items_of(text: str, name: str = "record.txt") -> list[AgendaItem]:
    found = [one for one in readers.read(Source(name, text.encode())) if isinstance(one, Meeting)]
    return [item for one in found for item in one.items if item.title != OPENING]


def check(text: str, said: Said, name: str = "record.txt") -> list[AgendaItem]:
    found = items_of(text, name)
    assert [item.title for item in found] == [title for title, _ in said]
    for item, (_, words) in zip(found, said, strict=True):
        assert words in f"{item.agenda} {item.decision} {item.minutes}"
    return found
