"""How a vote is counted in prose, and what has such words and is no vote."""

from __future__ import annotations

import pytest

from indexer.passages.annotate import annotate
from tests.unit.test_outcomes import told


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (
            "Warden Ash called for the vote. Three in favour, six opposed. Motion lost.",
            (3, 6, None),
        ),
        ("Seven members were in favour and four opposed; the motion carried.", (7, 4, None)),
        ("Members voted by 7 to 4, with 2 abstentions, to grant permission.", (7, 4, 2)),
        ("The Committee voted 8 to 3 to refuse the licence.", (8, 3, None)),
        ("MAYOR ASH: All in favor? Opposed? Motion carries five to two.", (5, 2, None)),
        ("THE CHAIR: The motion fails three to four.", (3, 4, None)),
        ("Main motion as amended DEFEATED (5-6).", (5, 6, None)),
        ("The proposal was adopted (9–2).", (9, 2, None)),
    ],
)
def test_a_vote_is_counted_in_the_words_of_many_bodies(
    text: str, count: tuple[int, int, int | None]
) -> None:
    assert [(v.in_favour, v.against, v.abstained) for v in annotate(text).votes] == [count]


@pytest.mark.parametrize(
    "text",
    [
        "The bus carries five to two hundred people.",
        "She voted 2 to 3 times a year.",
        "The system fails two to three times a week.",
        "The scheme passes three to four farms.",
        "The Tenants’ Association voted 40 to 3 in favour of the scheme.",
        "Staff voted 12 to 4 for the earlier shift.",
        "Residents voted 300 to 200 in the parish poll.",
        "Two in favour of the lane wrote in, six opposed wrote to the paper.",
        "Growth carries 5 to 7 per cent of the cost.",
    ],
)
def test_what_has_such_figures_and_is_no_vote_counts_nothing(text: str) -> None:
    assert [vote.in_favour for vote in annotate(text).votes] == []


@pytest.mark.parametrize(
    "text",
    [
        "Councillor Oak moved that Council proceed with Option B. Councillor Elm moved an amendment to strike clause 3.",
        "Cr Oak moved that the tender be let for Lot C. An amendment was moved by Cr Elm.",
        "Cllr Oak proposed that the land be in Zone A. Cllr Elm proposed, as an amendment, that it be not.",
    ],
)
def test_a_motion_that_ends_in_a_letter_is_not_the_amendment_behind_it(text: str) -> None:
    moved = [(one.proposer, one.amendment) for one in annotate(text).motions]
    assert moved == [("Oak", False), ("Elm", True)]


def test_a_count_belongs_to_the_motion_that_it_decided() -> None:
    text = (
        "It was moved by Councillor Oak and seconded by Councillor Elm that the grant be raised. "
        "Three in favour, six opposed. Motion lost."
    )
    assert told(text) == [("Oak", "Elm", "lost", "3:6")]
