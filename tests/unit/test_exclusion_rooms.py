"""What closes a meeting and opens it without the usual words: who goes where and is asked to, what is full or open again."""

from __future__ import annotations

import pytest

from corpus.records import AgendaItem
from tests.unit.agendas import shown, withheld

ROADS = AgendaItem("Roads", "3", minutes="Potholes were discussed.")
PARKS = AgendaItem("Parks", "7", minutes="The swings were mended.")


def _around(sentence: str) -> str:
    """Return what the public may read where a sentence stands in front of what Elm owes."""
    text = f"The roof leaks. {sentence} Elm owes 900. It is to be settled."
    return shown(ROADS, AgendaItem("Rent", "4", minutes=text), PARKS)


@pytest.mark.parametrize(
    "act",
    [
        "At 6 p.m. the Board and its attorney moved to the back room.",
        "The Council retired to discuss a personnel matter.",
        "Members then turned to the pink papers.",
        "The Commission went into the small office with the city attorney.",
    ],
)
def test_who_goes_to_another_room_or_other_papers_closes_the_meeting(act: str) -> None:
    assert "Elm" not in _around(act)


@pytest.mark.parametrize(
    "told",
    [
        "The Council moved to the small room as the hall was cold.",
        "Members turned to the green paper on transport.",
        "Elm retired to discuss his garden with friends.",
        "The fire alarm rang and the public left the building.",
        "The public left, having heard what they came for.",
        "The Chair announced that the Board would go into executive session at the end of the meeting.",
    ],
)
def test_who_goes_for_another_reason_closes_nothing(told: str) -> None:
    assert "Elm" in _around(told)


def test_a_session_that_tells_nothing_among_items_that_do_was_not_held() -> None:
    closed = AgendaItem("Closed session", "4")
    report = AgendaItem("Superintendent's report", "5", minutes="Sold.")
    assert withheld(ROADS, closed, report, PARKS) == []
    land = AgendaItem("Land", "5", minutes="Elm sells.")
    assert withheld(ROADS, AgendaItem("Confidential items", "4"), land, PARKS) == ["5", "7"]
    assert withheld(ROADS, AgendaItem("Confidential session", "4"), land, PARKS) == ["5", "7"]


def test_what_is_in_front_of_the_rest_of_an_item_stays_public() -> None:
    text = "The roof leaks. The rest of this item was taken in private. Elm owes 900."
    public = shown(ROADS, AgendaItem("Roof", "4", minutes=text))
    assert "leaks" in public
    assert "Elm" not in public


CLOSED = "RESOLVED that the public be excluded."


@pytest.mark.parametrize(
    "returns",
    [
        "The gallery was filled again.",
        "The chamber was thrown open at 1.05 p.m. and the press took their bench.",
        "The doors being flung open, the meeting went on.",
        "The cameras came on again at 8.20 pm.",
        "The pink papers were collected.",
        "Open session having been resumed, the Mayor spoke.",
        "À 21 h, la séance publique reprend.",
        "The pub1ic carne back in.",
    ],
)
def test_the_public_is_in_again_by_what_is_open_or_full(returns: str) -> None:
    rent = AgendaItem("Rent", "4", minutes=f"{CLOSED} Elm owes 900.")
    after = AgendaItem("Parks", "7", minutes=f"{returns} The swings were mended.")
    public = shown(ROADS, rent, after)
    assert "Elm" not in public
    assert "swings" in public


@pytest.mark.parametrize(
    "told",
    [
        "The jug was filled again.",
        "The window was thrown open, as the room was hot.",
        "The pink forms were collected from tenants.",
        "Elm opened the gallery in Mill Lane again in May.",
    ],
)
def test_what_else_is_open_or_full_opens_nothing(told: str) -> None:
    rent = AgendaItem("Rent", "4", minutes=f"{CLOSED} Elm owes 900.")
    after = AgendaItem("Parks", "7", minutes=f"{told} Ash was named.")
    assert "Ash" not in shown(ROADS, rent, after)


@pytest.mark.parametrize(
    "told",
    [
        "When a matter is private, the gallery is cleared and the livestream is stopped.",
        "Once the public has left, the minutes are taken by hand.",
        "The webcast was lost as the router failed.",
        "At 11.10 the alarm went, and the gallery was cleared.",
        "It was moved that the public be excluded. On being put to the meeting this fell by 4 to 11.",
        "The board saw no need of an executive session.",
        "Aeth y trigolion allan i weld y goeden gyda'r clerc.",
        "The folk at the back were asked to step up to the table.",
        "The ladies in the back row were asked to speak up.",
    ],
)
def test_rules_faults_and_what_came_to_nothing_close_nothing(told: str) -> None:
    assert "Elm" in _around(told)


@pytest.mark.parametrize(
    "act",
    [
        "The folk at the back were then asked to step out for a wee while.",
        "The ladies in the back row were asked to wait outside.",
        "Gofynnwyd i bawb nad oedd yn gynghorydd fynd allan i'r cyntedd.",
        "Aeth y cyhoedd allan tra trafodwyd y mater hwn.",
        "Arhosodd y cynghorwyr a'r clerc yn unig ar gyfer yr eitem hon.",
        "Those at the back were then told to go outside.",
    ],
)
def test_who_is_asked_to_step_out_closes_the_meeting(act: str) -> None:
    assert "Elm" not in _around(act)


@pytest.mark.parametrize(
    "told",
    [
        "The board saw no reason to pay more.",
        "It was lost by 3 to 4.",
        "An offer of 900 was made; it was rejected.",
        "The alarm contract was looked at.",
        "The webcast stays off.",
        "Because of the fire station's debt the rent was cut.",
    ],
)
def test_what_came_to_nothing_in_private_opens_nothing(told: str) -> None:
    act = "RESOLVED that the press and public be excluded under paragraph 3."
    assert "Elm" not in _around(f"{act} {told}")


@pytest.mark.parametrize(
    "act",
    [
        "RESOLVED that the public be excluded while the fire alarm contract was considered.",
        "The public left the room while the evacuation claim was discussed in private.",
        "She came to the names, and at this point the two reporters and the public went out, as they had been asked to.",
        "The recording was stopped and the public withdrew while the lost tender was discussed.",
    ],
)
def test_a_closing_that_has_words_of_faults_and_fires_closes(act: str) -> None:
    assert "Elm" not in _around(act)


@pytest.mark.parametrize(
    "act",
    [
        "RESOLVED that the public be excluded while Appendix B (exempt) and Appendix C were discussed.",
        "The public, having had the reason told to them, withdrew from the meeting under paragraph 3.",
        "The Board adjourned to the private meeting room with counsel to consider litigation.",
        "Le conseil se retire à huis clos. La séance reprend à huis clos.",
    ],
)
def test_a_closing_stays_one_beside_what_is_like_a_list_a_room_or_a_return(act: str) -> None:
    assert "Elm" not in _around(act)


def test_another_motion_that_fell_in_private_undoes_nothing() -> None:
    act = "RESOLVED that the public be excluded under paragraph 3."
    assert "Elm" not in _around(f"{act} A motion to sell fell.")
