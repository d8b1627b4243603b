"""Outlines and other forms of items in records of bodies never read before; of each, some in other words."""

from __future__ import annotations

import pytest

from corpus import readers
from corpus.heads import facts_of
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
_Said = list[tuple[str, str]]


def _items(text: str, name: str = "record.txt") -> list[AgendaItem]:
    found = [one for one in readers.read(Source(name, text.encode())) if isinstance(one, Meeting)]
    return [item for one in found for item in one.items if item.title != OPENING]


def _check(text: str, said: _Said, name: str = "record.txt") -> list[AgendaItem]:
    found = _items(text, name)
    assert [item.title for item in found] == [title for title, _ in said]
    for item, (_, words) in zip(found, said, strict=True):
        assert words in f"{item.agenda} {item.decision} {item.minutes}"
    return found


@pytest.fixture(params=BODIES)
def said(request: pytest.FixtureRequest) -> _Said:
    return BODIES[request.param]


@pytest.mark.parametrize("numerals", ["I II III IV", "V VI VII VIII"])
def test_roman_numbers_without_a_mark_begin_titles_in_small_letters(numerals: str) -> None:
    said = [("Call To Order", "At 7."), ("Pledge of Allegiance", "It was said.")]
    said += [("Officer Election", "Oak was elected."), ("Finance Report", "$926.44 came in.")]
    text = "".join(f"{n} {t}\n{w}\n\n" for n, (t, w) in zip(numerals.split(), said, strict=True))
    assert [item.number for item in _check(HEAD + text, said)] == numerals.split()


def test_parts_of_a_number_with_its_year_are_items(said: _Said) -> None:
    numbers = ["41a/19", "41b/19", "42/19", "43/19"]
    text = "".join(f"{n} {t}\n{w}\n\n" for n, (t, w) in zip(numbers, said, strict=True))
    assert [item.number for item in _check(HEAD + text, said)] == numbers


def test_the_first_part_of_an_item_may_stand_beside_its_number() -> None:
    text = (
        f"{HEAD}1. Apologies\n\nNone.\n\n2. a) Minutes of the last meeting\n\nThey were signed.\n\n"
    )
    text += "b) Matters arising\n\nThe box.\n\n3. Police report\n\nNobody came.\n"
    assert [item.number for item in _items(text)] == ["1", "2", "3"]


@pytest.mark.parametrize("apart", ["\n", "\n\n"])
def test_lines_with_a_colon_over_points_are_titles(apart: str) -> None:
    titles = ["Public Comments", "Chief's Report", "Old Business", "New Business"]
    points = "• Concern about the bill\n• Two firefighters were hired\n"
    text = apart.join(f"{title}:\n{points}" for title in titles)
    assert [item.title for item in _items(f"Elm Fire District\n\nMay 4, 2025\n\n{text}")] == titles


def test_a_few_words_with_a_full_stop_alone_are_titles(said: _Said) -> None:
    said = [(f"{title}.", words) for title, words in said]
    text = "".join(f"{title}\n\n{words} It was noted by all of them.\n\n" for title, words in said)
    assert [item.title for item in _items(HEAD + text)] == [title for title, _ in said]


def test_points_with_a_colon_are_items_and_what_is_below_them_is_not() -> None:
    text = "- Welcome: The Chair welcomed all.\n- Apologies: Cllr Oak\n- Matters arising:\n"
    text += "- Old wall – the landowner knows.\n- Bus – more is to be heard.\n- Planning Matters:\n"
    text += "- Shed at Moss Farm\n- Correspondence: None.\n"
    titles = ["Welcome", "Apologies", "Matters arising", "Planning Matters", "Correspondence"]
    assert [item.title for item in _items(text)] == titles


@pytest.mark.parametrize("name", ["record.txt", "record.html"])
def test_a_list_in_a_list_holds_no_items(name: str) -> None:
    outer = [
        "Welcome",
        "Apologies",
        "Minutes of the last meeting",
        "To receive",
        "To elect",
        "To thank",
    ]
    inner = ["The President's Report", "The Director's Report", "The accounts", "The budget"]
    if name.endswith("txt"):
        held = "".join(f"    {n}. {one}\n" for n, one in enumerate(inner, 1))
        rows = [f"  {n}. {one}\n" for n, one in enumerate(outer, 1)]
        text = f"{HEAD}{''.join([*rows[:4], held, *rows[4:]])}"
    else:
        held = "".join(f"<li>{one}</li>" for one in inner)
        rows = [f"<li>{one}</li>" for one in outer]
        rows[3] = f"<li>{outer[3]}<ol>{held}</ol></li>"
        text = f"{PAGE}<ol>{''.join(rows)}</ol></body></html>"
    assert [item.title for item in _items(text, name)] == outer


BODIES_OF_HEADS = {
    "Board of Fire Commissioners\nNotes of Regular Meeting held, February 17, 2011": "Board of Fire Commissioners",
    "Board of School Directors\nMinutes of May 4, 2020": "Board of School Directors",
    "Board of Directors Organizational Meeting Aug 7, 2013": "Board of Directors",
    "Minutes of an Extraordinary Meeting of the Parish Council held on Monday 1st July 2019": "Council",
}


@pytest.mark.parametrize("head", BODIES_OF_HEADS)
def test_who_met_has_its_whole_name(head: str) -> None:
    found = facts_of(head.split("\n"), head)
    assert (found.council, found.committee) == (None, BODIES_OF_HEADS[head])
