"""Where no form is known, the odds of a sentence tell of the public's going, if a meeting acts."""

from __future__ import annotations

import pytest

from corpus.records import AgendaItem
from indexer.passages.exclusion.coming import comes_back
from indexer.passages.exclusion.model import decisive, model, odds, withholds
from indexer.passages.exclusion.reach import Deed
from indexer.passages.exemption.exemption import verdicts
from indexer.tuning import EXEMPTION
from tests.quality.exclusion_cases import FOLDER

ACTS = (
    "The Clerk placed everyone but the trustees in the waiting room.",
    "As a named employee was concerned, the Chairman thanked the residents and they went home.",
    "The Board moved to an adjacent office for advice of counsel.",
    "The live stream was stopped for legal advice.",
    "In the presence of councillors only.",
    "Agreed that the lease be dealt with on a confidential basis.",
    "Moved to close the meeting under 3-305(b)(7).",
    "Mr. Gray moved that the Board convene pursuant to Va. Code 2.2-3711(A)(3) to discuss a parcel.",
    "Roll call vote under RSA 91-A:3, II(b): Oak yes, Elm yes.",
    "The Joint Committee took the appeal with closed doors.",
    "Le public est prié de sortir.",
    "Socraíodh an cruinniú a dhúnadh don phobal.",
)
TALES = (
    "Residents left their bins out during the strike.",
    "Councillor Oak left the room at 8 pm.",
    "The Mayor reported that in closed session Council had agreed to sell the lot.",
    "The stream stopped at 7.40 pm owing to a technical fault.",
    "Two residents left at 8.15 pm.",
    "The meeting closed at 9 pm.",
    "Would residents leave the room if asked?",
    "No residents left the room.",
    "Tenants were heard in private by an independent adviser.",
    "Pupils' views were taken in private by a consultant.",
    "Staff were interviewed privately by the firm.",
    "The number of children placed in residential homes had gone up from 41 to 53 since April.",
    "It was moved to adopt the Public Agency Retirement Services plan for managers.",
    "The public’s share of the cost had gone up by a tenth.",
    "In proposing the motion he stressed that briefings of the District were held behind closed doors.",
    "Members argued that the panel had met in private session for years.",
    "For visitors the price has gone down.",
    "Report in committee",
    "Annex A Only",
    "The electoral register was withdrawn at 5 pm.",
    "Citizens exclusively of the town are served under section 4 of the Act.",
    "Under section 5 of the Act streamlined consent was suspended.",
    "There are problems with residents being responsible for clearing sidewalks.",
    "Residents cleared snow from the lane.",
    "I’d like to be privy to what was shared by the engineers behind closed doors with the Council.",
    "But I gather that yesterday at an in-camera Council seminar four projects were presented.",
    "Resolved that residents be informed privately of the date.",
    "Agreed that the family be written to in confidence.",
    "That governors be told of the forecast for their school, privately, before it is published.",
)


@pytest.mark.parametrize("sentence", ACTS)
def test_an_act_of_the_meeting_withholds_by_its_clues(sentence: str) -> None:
    assert withholds(sentence)


@pytest.mark.parametrize("sentence", TALES)
def test_what_is_told_denied_or_of_others_does_not(sentence: str) -> None:
    assert not withholds(sentence)


def test_a_denial_by_form_is_none_where_the_sentence_surely_closes() -> None:
    sentence = (
        "Officials not needed left with the press, and the members took the report in private."
    )
    assert withholds(sentence, taken_for=Deed.DENIES)
    assert not withholds("The Council resolved not to exclude the public.", taken_for=Deed.DENIES)


def test_in_their_own_time_residents_go_home() -> None:
    text = (
        "Mrs Lane, the only resident present, thanked the Council and went home.\n\nPublic words."
    )
    titles = {"Public participation": True, "Staffing": False}
    for title, is_public in titles.items():
        items = [
            AgendaItem("Apologies", "1", minutes="None."),
            AgendaItem(title, "2", minutes=text),
        ]
        assert ("Public words" in verdicts(items)[1].item.minutes) == is_public


def test_under_the_title_of_what_is_private_its_list_decides_nothing() -> None:
    text = "CONFERENCE WITH LEGAL COUNSEL - pursuant to Government Code Section 54956.9: two cases"
    items = [
        AgendaItem("Roads", "1", minutes="Mended."),
        AgendaItem("CLOSED SESSION", "2", minutes=text),
    ]
    assert verdicts(items)[1].reason is not None


def test_they_are_the_public_of_the_sentence_before() -> None:
    before = "The Chair told the residents that the rest was confidential."
    assert withholds("They left at 8.40 pm.", before)
    assert not withholds("They left at 8.40 pm.", "The bins were full.")


def test_those_who_were_put_out_come_back() -> None:
    assert comes_back("Attendees were let back in.")
    assert not comes_back("Residents asked for the bus to be looked at.")


def test_a_return_tells_that_there_was_a_closing() -> None:
    closing = "Visitors waited in the corridor."
    item = AgendaItem(
        "Tenders", "4", minutes=f"{closing} \n\nSecret words.\n\nThe public returned to the room."
    )
    items = [AgendaItem("Apologies", "1", minutes="None."), item]
    found = verdicts(items)[1]
    assert "Secret" not in found.item.minutes
    assert found.is_doubtful
    assert found.sentence == closing


def test_what_is_withheld_by_clues_is_doubtful_and_names_its_sentence() -> None:
    closing = "The Clerk placed everyone but the trustees in the waiting room."
    items = [
        AgendaItem("Apologies", "1", minutes="None."),
        AgendaItem("Next", "2", minutes=closing),
        AgendaItem("Bids", "3", minutes="Secret words."),
    ]
    found = verdicts(items)[2]
    assert found.reason is not None
    assert found.is_doubtful
    assert found.sentence == closing


def test_a_clue_in_the_middle_of_a_long_paragraph_is_a_story() -> None:
    closing = "The Board moved to an adjacent office for advice of counsel."
    story = " ".join(f"Sentence {n} tells of the pond and its swans." for n in range(9))
    for text, withheld in ((closing, True), (f"{story} {closing} {story}", False)):
        items = [AgendaItem("Tenders", "4", minutes=f"{text}\n\nSecret words.")]
        assert ("Secret" not in verdicts(items)[0].item.minutes) == withheld


def test_what_people_say_one_by_one_in_a_transcript_is_no_act() -> None:
    tale = "We know the Board was called into private session by staff."
    turns = [
        f"Councillor {name}: {said}"
        for name, said in (("Oak", tale), ("Elm", "Yes."), ("Ash", "No."))
    ]
    for lines, withheld in (([tale], True), (turns, False)):
        text = "\n\n".join([*lines, "Secret words."])
        item = verdicts([AgendaItem("Tenders", "4", minutes=text)])[0].item
        assert ("Secret" not in item.minutes) == withheld


def test_the_weights_are_those_of_the_table() -> None:
    rows = [line.split("\t") for line in (FOLDER / "sentences.tsv").read_text("utf-8").splitlines()]
    told = [
        (label == "+", odds(text, before, n_sentences=int(n)) >= EXEMPTION.odds)
        for _, label, n, text, before in rows
    ]
    closing = [found for closes, found in told if closes]
    others = [found for closes, found in told if not closes]
    assert sum(closing) / len(closing) > 0.9
    assert sum(others) / len(others) < 0.05


def test_what_decided_is_readable_and_adds_up() -> None:
    sentence = "The residents were asked to step outside at 8.15 pm."
    found = decisive(sentence)
    assert found[0][1] == max((weight for _, weight in found), key=abs)
    assert "class public" in dict(found)
    assert "pair public ask" in dict(found)
    total = model().bias + sum(weight for _, weight in found)
    assert odds(sentence) == pytest.approx(total)


def test_a_name_or_a_figure_decides_nothing() -> None:
    first = odds("Councillor Zzyzx asked the residents to leave at 8.15 pm.")
    assert first == odds("Councillor Qwertz asked the residents to leave at 9.40 pm.")


def test_a_feature_has_a_weight_only_if_the_table_taught_it() -> None:
    kinds = {name.split()[0] for name in model().weights}
    assert kinds == {"word", "class", "pair", "shape"}
    assert "word zzyzx" not in model().weights
