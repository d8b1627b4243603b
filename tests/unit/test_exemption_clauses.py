"""Behind a resolution stands what still tells of it; what is resolved next, in private, is withheld."""

from __future__ import annotations

import pytest

from corpus.records import AgendaItem
from indexer.passages.exemption.clauses import goes_on_with_resolution
from indexer.passages.exemption.exemption import verdicts
from tests.unit.agendas import withheld

CLOSES = "Resolved that the press and public be excluded."
OF_THE_RESOLUTION = (
    "Proposed by Cllr Ash, seconded by Cllr Oak and carried unanimously.",
    "On a vote the motion was carried, 5 for and 2 against.",
    "The grounds are those of paragraph 3 of Schedule 12A.",
    "Voting: Ash, aye; Oak, aye; Elm, nay.",
    "Time: 8.05 p.m.",
    "Agreed.",
)
RESOLVED_NEXT = (
    "It was agreed to settle the claim for 40,000.",
    "Resolved that the lower tender be accepted.",
    "The panel voted to dismiss the officer.",
    "Moved that the offer of the club be taken, and carried.",
    "Members agreed the sum.",
    "It was resolved under section 12 to award £9,000.",
    "The motion to appoint the second candidate was carried 4-3.",
)


@pytest.mark.parametrize("sentence", OF_THE_RESOLUTION)
def test_movers_votes_and_grounds_are_of_the_resolution(sentence: str) -> None:
    assert goes_on_with_resolution(sentence)
    text = f"{CLOSES} {sentence}\n\nSecret words."
    assert sentence in _shown(text)
    assert "Secret" not in _shown(text)


@pytest.mark.parametrize("sentence", RESOLVED_NEXT)
@pytest.mark.parametrize("space", [" ", "\n\n"])
def test_what_is_resolved_behind_it_is_withheld(sentence: str, space: str) -> None:
    assert sentence not in _shown(f"{CLOSES}{space}{sentence}")
    assert sentence not in _shown(f"{CLOSES}{space}The offer was read out.{space}{sentence}")


def test_behind_what_was_withheld_even_a_vote_is_of_what_was_resolved_there() -> None:
    assert "Carried" not in _shown(f"{CLOSES} The offer was read out. Carried 4-3.")


@pytest.mark.parametrize(
    "sentence",
    [
        "It was agreed that the item on the depot be considered with the public excluded.",
        "Resolved that the report concerning the depot be heard in private.",
        "That the matter relating to the depot be taken in closed session.",
    ],
)
def test_a_resolution_that_names_an_item_by_what_it_is_about_withholds_that_one(
    sentence: str,
) -> None:
    items = (_item("2", "Order of business", sentence), *_LATER)
    assert withheld(*items) == ["4"]


def test_one_that_names_the_item_it_stands_in_closes_the_meeting() -> None:
    here = _item("2", "Depot", "Resolved that the report on the depot be heard in private.")
    assert "4" in withheld(here, *_LATER)


def test_one_that_names_no_item_closes_the_meeting() -> None:
    sentence = "Resolved that the report on the claim be considered with the public excluded."
    assert withheld(_item("2", "Order of business", sentence), *_LATER)[-2:] == ["4", "5"]


def test_an_item_put_off_to_a_private_part_is_withheld_where_it_is_taken_up() -> None:
    first = _item(
        "2", "Lease", "It was agreed that the lease be taken in private at the end of the meeting."
    )
    assert withheld(first, *_LATER, _item("6", "Lease", "A sum.")) == ["6"]


def test_a_time_in_front_of_what_was_done_is_no_sentence() -> None:
    entered = AgendaItem("10:12 a.m. Enter Executive Session", "4", minutes="Secret words.")
    left = AgendaItem("9:35 p.m., Adjourn from Executive Session", "5")
    found = verdicts(
        [_item("1", "Apologies", "None."), entered, left, _item("6", "Roads", "Roads.")]
    )
    assert "Secret" not in found[1].item.minutes or found[1].reason
    assert found[3].reason is None


def _item(number: str, title: str, text: str) -> AgendaItem:
    return AgendaItem(title, number, minutes=text)


_LATER = (
    _item("3", "Roads", "Roads were discussed."),
    _item("4", "Sale of the depot", "A sum was named."),
    _item("5", "Parks", "Parks were discussed."),
)


def _shown(text: str) -> str:
    items = [AgendaItem("Apologies", "1", minutes="None."), AgendaItem("Land", "2", minutes=text)]
    verdict = verdicts(items)[1]
    return "" if verdict.reason else verdict.item.minutes
