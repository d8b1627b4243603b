"""Small records that were read wrongly once, each standing for a kind: all of them give what they should.

They stand beside the repository, with their table of what is expected (`expected.md`).
"""

from __future__ import annotations

from functools import cache

import pytest

from corpus import readers
from corpus.errors import RecordError
from corpus.readers.minutes import OPENING
from corpus.sources import FoundFile, find_files, load
from indexer.passages.of_meeting import passages
from indexer.passages.passage import Passage
from tests.conftest import SHARED, needs_shared

pytestmark = needs_shared

CASES = SHARED / "data" / "reading-cases"
FIVE = [
    ("Apologies for absence", "Cllr Elm had sent apologies."),
    ("Flooding in Mill Lane", "The drain had been cleared by the contractor."),
    ("Play area", "The swing would be repaired for 480 pounds."),
    ("Bus shelter", "A quotation was accepted."),
    ("Date of next meeting", "Tuesday 7 April 2026."),
]
NUMBERED = {
    "01": "26/047 26/048 26/049 26/050 26/051",
    "04": "1.0 2.0 3.0 4.0 5.0",
    "06": "I II III IV V",
}
WITH_FIVE = "01 04 06 08 14 25 27 33 55 58 61 62 63 64".split()
TITLES = {
    "09": "Opening; Reports; New business",
    "10": "Apologies; Correspondence; Flooding in Mill Lane; Play area",
    "16": "Apologies; Matters arising; Correspondence; Play area; Next meeting",
    "18": "PUBLIC QUESTIONS; FLOODING IN MILL LANE; PLAY AREA; BUS SHELTER; CLOSE",
    "20": "CALL TO ORDER; ROLL CALL; APPROVAL OF MINUTES; REPORTS; SUPERVISOR; OLD BUSINESS; NEW BUSINESS; "
    "ANNOUNCEMENTS; ADJOURNMENT",
    "22": "PUBLIC QUESTIONS; MINUTES OF THE MEETING HELD ON 3 FEBRUARY 2026; CHAIR’S ANNOUNCEMENTS; "
    "MEMBERS’ QUESTIONS; FLOODING; RESPONSES TO CONSULTATIONS; PLAY AREA; BUS SHELTER",
    "32": "Discussions; Votes; Next meeting",
    "56": "Flooding in Mill Lane; Play area; Bus shelter; Date of next meeting",
    "60": "Apologies; Flooding in Mill Lane; Play area; Finance",
}  # fmt: skip
# Council, committee and date.
FACTS = {
    "18": ("Ashton Parish Council", "Planning Committee", "2026-03-03"),
    "32": ("Ashton District Council", "Council", "2026-03-03"),
    "45": ("Ashton Parish Council", "Planning Committee", "2026-03-03"),
    "47": ("Ashton Parish Council", "Planning Committee", "2026-03-03"),
    "48": ("Ashton Parish Council", "Council", "2026-03-03"),
    "49": ("Ashton with Oakley Parish Council", "Council", "2026-03-03"),
    "53": ("Cyngor Tref Ashton", "Pwyllgor Cyllid", "2026-03-03"),
    "61": ("Ashton Town Council", "Finance and General Purposes Committee", "2026-03-03"),
}
MOTIONS = {
    "51": [("O. Oak", "G. Elm"), ("O. Oak", "J. Ash")],
    "52": [("Oak", "Elm"), ("Ash", "Birch")],
    "53": [("O. Derwen", "P. Onnen")],
    "65": [("Oak", "Elm"), ("Oak", "Elm")],
}
VOTES = {"29": (1, 1, 1), "31": (1, 1, 1), "52": (9, 6, None), "65": (3, 1, None)}


@cache
def _told(case: str) -> tuple[tuple[Passage, ...], tuple[str, ...]]:
    """Return the passages of a case and what is said of it, as `index` reads it."""
    (path,) = CASES.glob(f"{case}-*")
    found: list[Passage] = []
    problems: list[str] = []
    for file in find_files([path]):
        assert isinstance(file, FoundFile)
        for n, one in enumerate(readers.read(load(file))):
            if isinstance(one, RecordError):
                problems.append(str(one))
            else:
                found += passages(one, n)
    return tuple(found), tuple(problems)


def _items(case: str) -> list[Passage]:
    return [one for one in _told(case)[0] if one.title != OPENING]


def _text(case: str) -> str:
    return "\n".join(one.text for one in _told(case)[0])


def test_every_case_is_held_here() -> None:
    alone = "12 13 23 34 36 37 39 41 43".split()
    held = {*WITH_FIVE, *TITLES, *FACTS, *MOTIONS, *VOTES, *alone}
    assert {path.name[:2] for path in CASES.iterdir() if path.name[:2].isdigit()} == held


@pytest.mark.parametrize("case", WITH_FIVE)
def test_five_items_have_their_titles_numbers_and_sentences(case: str) -> None:
    found = _items(case)
    assert [item.title for item in found] == [title for title, _ in FIVE]
    for item, (_, sentence) in zip(found, FIVE, strict=True):
        assert sentence in item.text
    assert [item.number for item in found] == NUMBERED.get(case, "1 2 3 4 5").split()


@pytest.mark.parametrize("case", TITLES)
def test_items_have_their_titles(case: str) -> None:
    assert [item.title for item in _items(case)] == TITLES[case].split("; ")


@pytest.mark.parametrize("case", FACTS)
def test_who_met_and_when_is_read(case: str) -> None:
    first = _told(case)[0][0]
    assert (first.council, first.committee, str(first.date)) == FACTS[case]


@pytest.mark.parametrize("case", MOTIONS)
def test_motions_have_mover_and_seconder(case: str) -> None:
    found = [motion for one in _items(case) for motion in one.annotations.motions]
    assert [(motion.proposer, motion.seconder) for motion in found] == MOTIONS[case]


@pytest.mark.parametrize("case", VOTES)
def test_votes_are_counted(case: str) -> None:
    found = [vote for one in _items(case) for vote in one.annotations.votes]
    assert VOTES[case] in [(vote.in_favour, vote.against, vote.abstained) for vote in found]


def test_titles_may_be_sentences_and_long_applications() -> None:
    assert [item.title.split()[1] for item in _items("12")] == [
        "receive",
        "receive",
        "consider",
        "note",
    ]
    assert [item.number for item in _items("13")] == ["1", "2", "3", "4"]
    assert _items("13")[1].title.startswith("25/01234/FUL – Land north of Mill Lane")


def test_nothing_is_lost_and_nothing_is_shown_that_the_page_hides() -> None:
    assert "Rowan" in _text("23")
    assert "silence" in _text("23")
    assert [item.text.count("RESOLVED: that the report be noted.") for item in _items("34")] == [
        1
    ] * 6
    assert "valid until 30 June" in _text("55")
    assert "NOTSHOWN" not in _text("27")
    assert "900" not in _text("27")
    assert _items("32")[0].text == "Vacancy search, safety strategy"
    assert any("OCR" in problem for problem in _told("36")[1])


def test_what_was_excluded_is_withheld_and_what_was_not_is_public() -> None:
    for case in ("37", "39"):
        assert [bool(item.exempt) for item in _items(case)] == [False, False, True, False]
        assert "PRIVATEWORDS" not in _text(case)
    assert not any(item.exempt for item in _items("41"))


def test_two_sittings_of_one_day_stay_two() -> None:
    found = _items("43")
    assert len(found) == 8
    assert len({item.source for item in found}) == 2


def test_a_resolution_is_not_cut_at_an_initial() -> None:
    minutes, grant, _ = _items("51")
    assert minutes.resolved.startswith("It was proposed by Cllr. O. Oak")
    assert "resolved to pay 50 pounds" in grant.resolved
