"""Outlines and other forms of items in records of bodies never read before; of each, some in other words."""

from __future__ import annotations

import pytest

from corpus.heads import facts_of
from tests.unit.bodies import BODIES, HEAD, PAGE, Said, check, items_of


@pytest.fixture(params=BODIES)
def said(request: pytest.FixtureRequest) -> Said:
    return BODIES[request.param]


@pytest.mark.parametrize("numerals", ["I II III IV", "V VI VII VIII"])
def test_roman_numbers_without_a_mark_begin_titles_in_small_letters(numerals: str) -> None:
    said = [("Call To Order", "At 7."), ("Pledge of Allegiance", "It was said.")]
    said += [("Officer Election", "Oak was elected."), ("Finance Report", "$926.44 came in.")]
    text = "".join(f"{n} {t}\n{w}\n\n" for n, (t, w) in zip(numerals.split(), said, strict=True))
    assert [item.number for item in check(HEAD + text, said)] == numerals.split()


def test_parts_of_a_number_with_its_year_areitems_of(said: Said) -> None:
    numbers = ["41a/19", "41b/19", "42/19", "43/19"]
    text = "".join(f"{n} {t}\n{w}\n\n" for n, (t, w) in zip(numbers, said, strict=True))
    assert [item.number for item in check(HEAD + text, said)] == numbers


def test_the_first_part_of_an_item_may_stand_beside_its_number() -> None:
    text = (
        f"{HEAD}1. Apologies\n\nNone.\n\n2. a) Minutes of the last meeting\n\nThey were signed.\n\n"
    )
    text += "b) Matters arising\n\nThe box.\n\n3. Police report\n\nNobody came.\n"
    assert [item.number for item in items_of(text)] == ["1", "2", "3"]


@pytest.mark.parametrize("apart", ["\n", "\n\n"])
def test_lines_with_a_colon_over_points_are_titles(apart: str) -> None:
    titles = ["Public Comments", "Chief's Report", "Old Business", "New Business"]
    points = "• Concern about the bill\n• Two firefighters were hired\n"
    text = apart.join(f"{title}:\n{points}" for title in titles)
    assert [
        item.title for item in items_of(f"Elm Fire District\n\nMay 4, 2025\n\n{text}")
    ] == titles


def test_a_few_words_with_a_full_stop_alone_are_titles(said: Said) -> None:
    said = [(f"{title}.", words) for title, words in said]
    text = "".join(f"{title}\n\n{words} It was noted by all of them.\n\n" for title, words in said)
    assert [item.title for item in items_of(HEAD + text)] == [title for title, _ in said]


def test_points_with_a_colon_are_items_and_what_is_below_them_is_not() -> None:
    text = "- Welcome: The Chair welcomed all.\n- Apologies: Cllr Oak\n- Matters arising:\n"
    text += "- Old wall – the landowner knows.\n- Bus – more is to be heard.\n- Planning Matters:\n"
    text += "- Shed at Moss Farm\n- Correspondence: None.\n"
    titles = ["Welcome", "Apologies", "Matters arising", "Planning Matters", "Correspondence"]
    assert [item.title for item in items_of(text)] == titles


@pytest.mark.parametrize("name", ["record.txt", "record.html"])
def test_a_list_in_a_list_holds_noitems_of(name: str) -> None:
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
    assert [item.title for item in items_of(text, name)] == outer


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
