"""Kinds of records that round-q found read wrongly: the shape of the paragraph, counted items, sessions with an end, rules."""

from __future__ import annotations

import pytest

from corpus.records import AgendaItem
from indexer.passages.exclusion_model import tells_who_went_or_stayed
from indexer.passages.exclusion_notices import is_notice
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
    ],
)
def test_one_session_is_no_rule(act: str) -> None:
    assert not is_notice(act)
