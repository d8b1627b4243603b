"""Where the word for what became of a motion and the figures beside it cannot both be its own; what is no ballot, and what is quoted."""

from __future__ import annotations

import pytest

from indexer.passages.annotate import annotate
from indexer.passages.speech.quotations import quotations

_MOVED = "Moved Councillor Oak, seconded Councillor Elm, that the lease be signed. "


@pytest.mark.parametrize(
    "text",
    [
        "CARRIED. For: 2; Against: 9.",
        "The motion was carried. Ayes: 3. Nays: 7.",
        "The motion was lost. Votes for: 8, votes against: 2.",
    ],
)
def test_nothing_is_said_where_the_figures_contradict_the_word(text: str) -> None:
    (motion,) = annotate(_MOVED + text).motions
    assert (motion.outcome, motion.vote) == ("", None)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (
            "Votes for: 8, votes against: 5. As three-quarters were needed, the motion was lost.",
            "lost",
        ),
        (
            "14 voted for and 11 against; the required two-thirds not having been reached, the motion was lost.",
            "lost",
        ),
        (
            "The vote was tied, 5 for and 5 against, and the Mayor used her casting vote for the motion, which was carried.",
            "carried",
        ),
        ("The motion was carried by 8 votes to 3.", "carried"),
    ],
)
def test_the_figures_that_fit_stay(text: str, outcome: str) -> None:
    (motion,) = annotate(_MOVED + text).motions
    assert (motion.outcome, motion.vote) == (outcome, 0)


def test_a_motion_that_nobody_seconded_has_no_vote_of_another_one() -> None:
    text = (
        "Councillor Oak proposed 12 per cent. He found no seconder.\n\nRESOLVED: that 15 per cent be approved. "
        "Voting: 8 for, 1 against."
    )
    (motion,) = annotate(text).motions
    assert (motion.outcome, motion.vote) == ("lost", None)


@pytest.mark.parametrize(
    "behind",
    [
        "Ayes: All but Mr. Elm\nNays: Mr. Elm",
        "Ayes: All\nNays: 1",
        "Ayes: all, Nays: Mr. Fox.",
        "Ayes: All present except Fox",
    ],
)
def test_not_all_were_for_it(behind: str) -> None:
    found = annotate(f"Motion by Ms. Oak, second by Mr. Elm, to table the bid.\n{behind}")
    assert [vote for vote in found.votes if vote.unanimous] == []
    assert [motion.outcome for motion in found.motions] == [""]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He said “yes” and “no ‘maybe’ yes”.", ["“yes”", "“no ‘maybe’ yes”"]),
        ("He said “a “b” c”.", ["“a “b” c”"]),
        ("It resolved “that the park\nbe closed”.", []),
        (
            "A letter read:\n\n“That it be closed.\n\n“Moved by Oak.” Noted.",
            ["“That it be closed.\n\n“Moved by Oak.”"],
        ),
        ("The Clerk read the motion: “Moved by Oak.” Carried.", []),
        ("It is 6” wide and “open", []),
    ],
)
def test_where_a_text_quotes(text: str, wanted: list[str]) -> None:
    assert [text[start:end] for start, end in quotations(text)] == wanted


@pytest.mark.parametrize(
    "behind",
    [
        ". All in favour. Contrary? Carried.",
        ", all in favour. Contrary? Carried.",
        "; all in favour say aye.",
        ". Voice vote, all ayes but one.",
        ". All ayes? Lost.",
        ". Not agreed nem con.",
    ],
)
def test_a_question_that_is_put_is_no_vote_of_all(behind: str) -> None:
    found = annotate(f"Moved Cr Oak, seconded Cr Elm, that the lease be signed{behind}")
    assert found.votes == ()


@pytest.mark.parametrize(
    "text",
    [
        "In favour: (2) letters\nOpposed: (5) letters and cards",
        "For: (2) Oak Lane, Elm Lane\nAgainst: (1) Ash Lane",
        "For: (2) Parking, Toilets\nAgainst: (1) Lighting",
        "Tá / Níl: Cllrs Oak, Elm\nFor / Against: Cllr Ash",
        "Ar son / For: 12 euro\nIn aghaidh / Against: 9 euro",
        "Should dogs be on leads? Yes 34, No 12.",
        "The Ashton Board voted 3-2 to keep the mill.",
        "The Board voted 3-2 in 2019 to sell.",
    ],
)
def test_what_only_looks_like_a_vote_is_none(text: str) -> None:
    assert annotate(text).votes == ()


@pytest.mark.parametrize(
    ("behind", "outcome"),
    [
        ("The Council resolved:-\n\nto adopt the motion.", "carried"),
        ("The Council considered:-\n\nto adopt the motion.", ""),
        ("The officers recommended:-\n\nto approve the motion.", ""),
        ("Options:-\n\nto reject the motion.\n\nThe motion was carried.", "carried"),
    ],
)
def test_what_stands_below_a_colon_is_decided_only_where_it_was_resolved(
    behind: str, outcome: str
) -> None:
    (motion,) = annotate(
        f"Moved Cr Oak, seconded Cr Elm, that the lease be signed.\n\n{behind}"
    ).motions
    assert motion.outcome == outcome


def test_a_motion_of_procedure_that_nobody_is_said_to_have_moved_is_not_the_one_before() -> None:
    text = (
        "Councillor Oak moved, seconded by Councillor Elm, that the rules on parking be suspended in Mill Lane. The "
        "procedural motion to extend the sitting was lost by 3 votes to 9."
    )
    assert [(one.outcome, one.vote) for one in annotate(text).motions] == [("", None)]


@pytest.mark.parametrize(
    "text",
    [
        "So let us support this unanimously and pray for peace.",
        "I hope that we can adopt it unanimously tonight.",
        "He urged the Council to vote unanimously for it.",
        "In the Court of Appeal all three Judges unanimously ruled that it was wrong.",
        "The House unanimously adopted the Bill.",
        "The United Nations had then unanimously condemned it; the Senate unanimously agreed.",
        "The decision, Mr. Speaker, was unanimous and included the Leader of the Opposition.",
        "We are here, Madam Chair, because members voted unanimously to be here.",
    ],
)
def test_what_is_wished_for_or_of_others_is_no_vote_of_all(text: str) -> None:
    assert annotate(text).votes == ()


@pytest.mark.parametrize(
    "text",
    [
        "The Committee unanimously agreed to support the scheme.",
        "Resolved unanimously: That the House of Memories be let.",
        "The motion to ask the Minister was carried unanimously.",
    ],
)
def test_what_the_meeting_decided_with_one_voice_is_a_vote(text: str) -> None:
    assert [vote.unanimous for vote in annotate(text).votes] == [True]
