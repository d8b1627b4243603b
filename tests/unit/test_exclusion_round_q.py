"""Kinds of records that round-q found read wrongly: the shape of the paragraph, counted items, sessions with an end, rules."""

from __future__ import annotations

import pytest

from corpus.records import AgendaItem
from indexer.passages.exclusion.model import tells_who_went_or_stayed
from indexer.passages.exclusion.notices import is_notice
from tests.unit.agendas import exclusion, shown, withheld

ROADS = AgendaItem("Roads", "3", minutes="Potholes were discussed.")
BEHIND = (
    "The fund has lost a tenth in two years. The adviser would take the money away in parts. "
    "The panel agreed. Nothing is to be said before March."
)


@pytest.mark.parametrize(
    "begins",
    [
        "The clerk and the five members alone stayed in the room for this item.",
        "The rest of this was for councillors' ears only, with the clerk alone in the room.",
        "Those who were not members went home.",
    ],
)
def test_an_act_at_the_beginning_of_a_paragraph_withholds_the_rest_of_it(begins: str) -> None:
    fund = AgendaItem("The fund", "4", minutes=f"{begins} {BEHIND}")
    assert "adviser" not in shown(ROADS, fund)


@pytest.mark.parametrize(
    "begins",
    [
        "Only the five members of the panel had read the paper for this item, which is on the website.",
        "Councillor Oak left the room and took no part in this item.",
        "The following officers were declared elected without contest.",
        "Most of the houses in private hands stand empty, not only those of the council.",
        "The two reporters asked whether the figures would be on the website.",
        "The Chairman thanked the members of the public for staying to the end.",
        "The street was closed to the public from 6pm, and stewards cleared everyone but the film crew.",
    ],
)
def test_what_is_no_act_withholds_nothing(begins: str) -> None:
    assert "adviser" in shown(ROADS, AgendaItem("The fund", "4", minutes=f"{begins} {BEHIND}"))


def test_who_went_or_stayed_is_told_by_two_words() -> None:
    assert tells_who_went_or_stayed("The residents had gone.")
    assert not tells_who_went_or_stayed("Councillor Oak left.")


@pytest.mark.parametrize(
    "count", ["next two items", "following 2 items of business", "two following items"]
)
def test_a_resolution_reaches_as_many_items_as_it_counts(count: str) -> None:
    out = exclusion(
        f"RESOLVED that the press and public be excluded for the {count.replace(' of business', '')}."
    )
    items = [AgendaItem(f"Matter {n}", str(n), minutes="Members talked.") for n in range(9, 13)]
    assert withheld(ROADS, out, *items) == ["9", "10"]


def test_a_count_of_items_that_are_not_there_reaches_all() -> None:
    out = exclusion("RESOLVED that the press and public be excluded for the next three items.")
    items = [AgendaItem(f"Matter {n}", str(n), minutes="Members talked.") for n in (9, 10)]
    assert withheld(ROADS, out, *items) == ["9", "10"]


@pytest.mark.parametrize(
    ("resolution", "numbers"),
    [
        ("for the next two items", "9(a) 9(b) 10"),
        ("for the next two items", "9 9.1 10"),
        ("for the remainder of the meeting, the next two items being exempt", "9 10 11"),
        ("for all items save for the next two items", "9 10 11"),
        ("after the next two items", "9 10 11"),
        ("until the next two items have been dealt with", "9 10 11"),
    ],
)
def test_a_count_that_may_mean_others_reaches_all(resolution: str, numbers: str) -> None:
    out = exclusion(f"RESOLVED that the press and public be excluded {resolution}.")
    items = [AgendaItem(f"Matter {n}", n, minutes="Members talked.") for n in numbers.split()]
    assert withheld(ROADS, out, *items) == numbers.split()


@pytest.mark.parametrize(
    "told",
    [
        "The working group met in closed session from 2.00 pm to 4.00 pm with the bidder.",
        "The panel met in closed session from 2.00 pm to 4.00 pm.",
        "A private meeting with the bank was held from 2.00 pm to 4.00 pm.",
    ],
)
def test_a_session_of_others_with_its_end_opens_nothing(told: str) -> None:
    act = "RESOLVED that the press and public be excluded from the meeting for the following business."
    items = [AgendaItem(f"Matter {n}", str(n), minutes="Members talked.") for n in (9, 10)]
    assert withheld(ROADS, exclusion(f"{act}\n\n{told}"), *items) == ["9", "10"]


def test_a_session_with_its_end_is_over_behind_its_item() -> None:
    closed = AgendaItem(
        "Council, In Closed Session",
        "4",
        minutes="That Council rise and go into Council, In Closed Session, for the purpose of a matter of land.\n\n"
        "Motion Passed (12 to 0)\n\nThat Council convenes In Closed Session, from 1:42 PM to 1:51 PM.\n\n"
        "The lease is worth zorvath pounds.",
    )
    minutes = AgendaItem("Confirmation of the minutes", "5", minutes="That the minutes be adopted.")
    read = shown(ROADS, closed, minutes)
    assert "zorvath" not in read
    assert "adopted" in read


@pytest.mark.parametrize(
    "rule",
    [
        "Closed sessions are allowed only for particular subject matters permitted by the Brown Act.",
        "Executive sessions are limited to the matters in section 42.30.110.",
        "Private meetings are not open to those who are not members.",
    ],
)
def test_a_rule_about_several_sessions_is_a_notice(rule: str) -> None:
    assert is_notice(rule)


@pytest.mark.parametrize(
    "act",
    [
        "The closed session is for particular subject matters permitted by the Brown Act.",
        "Council went into closed session, which is allowed only for land.",
        "Private sessions are limited to land; the public is asked to go.",
        "Confidential meetings are permitted and the public must now leave.",
    ],
)
def test_one_session_is_no_rule(act: str) -> None:
    assert not is_notice(act)
