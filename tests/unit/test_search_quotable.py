"""What can be quoted on its own; each rule with the line it is for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.page.quotable import MAX_WORDS, only_asks, quotable, stands_alone, whole_sentences


def quotes(text: str) -> list[str]:
    return [text[quote.start : quote.end] for _, quote in quotable(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Councillor Pike said that the lido had lost £40,000 in the winter.",
        "The Committee agreed that the crossing be moved to Mill Lane.",
        "(a) That the Director of Place be asked what is to be done about fly-tipping.",
        "“We built places for children who had been born,” the Director said.",
        "61 families were in hotels at the end of September.",
        "On the proposal of Councillor Kiely, Standing Order 4 was suspended to complete the agenda.",
    ],
)
def test_whole_sentences_that_say_something_stand_alone(sentence: str) -> None:
    assert stands_alone(sentence)
    assert quotes(sentence) == [sentence]


@pytest.mark.parametrize(
    "line",
    [
        "School places in the north of the city",  # a heading
        "Present: Councillors Pike, Raman, Osei, Vane, Karim and Beddoes.",  # a list of names
        "Councillors Pike, Raman, Osei, Vane, Karim, Hussain and Beddoes were there.",
        "that a second lavatory block be hired by Easter;",  # a fragment
        "It was agreed.",  # too short to say anything
        "2016 41 2017 38 2018 36 was 12 14 16 18.",  # a row of a table
        "Ward | School | Places were counted | 2016.",
        "That the report on school places be noted.",
        "RESOLVED: That the minutes be approved and signed by the Chair.",
        "To receive the report of the Director on school places.",
        "Report of the Head of Schools on places was attached.",
        "Apologies were received from Councillor Marchetti and Mr Tighe.",
        "Councillor Raman declared an interest in item 4 and left the room.",
        "The Chair thanked the officers for their work on the report.",
        "The meeting closed at 9.15 pm after two hours.",
        "Please note below the response received from Irish Water.",
        "Priority is given to stops near populous feeders (schools, hospitals etc.",
        "How many places are there in the north of the city?",
        "I will ask at the next meeting for an update on the footpath.",
        "He was " + "very " * MAX_WORDS + "long.",
    ],
)
def test_headings_lists_fragments_and_routine_are_never_quoted(line: str) -> None:
    assert quotes(line) == []


def test_a_pronoun_is_quoted_with_the_sentence_it_points_back_at() -> None:
    text = "Councillor Karim had reported a hole in Mafeking Street. It was 38 millimetres deep."
    assert quotes(text)[-1] == "Councillor Karim had reported a hole in Mafeking Street."
    text = text.replace("deep.", "deep and the rule was 40.")
    assert quotes(text)[-1] == text


@pytest.mark.parametrize(
    "text",
    [
        "It was 38 millimetres deep and the rule was 40.",  # nothing before it
        "Potholes\n\nIt was 38 millimetres deep and the rule was 40.",  # another paragraph
        "Seven were in arrears of council tax that year.",
        "This was not what the Council had been told.",
    ],
)
def test_what_points_at_nothing_quotable_is_not_quoted(text: str) -> None:
    assert quotes(text) == []


def test_a_quotation_is_quoted_to_its_end() -> None:
    text = "“A school place is a promise made to a child. We ought not to break it,” she said."
    assert quotes(text) == [text]
    assert quotes("“A school place is a promise made to a child.\n\nThe vote was lost.") == []


def test_a_wrapped_sentence_is_one() -> None:
    text = "A contractor will be\nappointed shortly to carry out the repairs.\nDrains"
    assert quotes(text) == ["A contractor will be\nappointed shortly to carry out the repairs."]


@pytest.mark.parametrize(
    ("sentence", "does"),
    [
        ("Councillor Raman asked whether the road would be closed.", True),
        ("I will move that the Council explore body cameras for wardens.", True),
        ("We have some questions now on quality assurance.", True),
        # "what was the total cost of the new stadium?"
        ("I want to ask you a few questions about the lido roof.", True),
        # "can a landlord apply for a housing adaptation grant?"
        ("Cllr. Raman posed a question on grants for tenants, and who applies for them.", True),
        # "why can the unfinished apartments not be sold?"
        ("Notice of Motion submitted by Councillor Pike “I will move that they be sold.”", True),
        # "how did council vote on reimbursing laundry damage?"
        ("Do all things necessary to repay what the brown water spoiled.", True),
        ("The motion before us is that the wards do all things necessary to repay them.", True),
        ("EPC is proposing that the Public Service repay what the water spoiled.", True),
        # "what did Irish Water say about fixing leaks?"
        ("In seconding the motion Councillor Pike suggested that meters should wait.", True),
        ("In proposing the motion Councillor Pike said that the bridge was well used.", False),
        ("Councillor Raman moved that the road be closed, and the motion was carried.", False),
        ("Councillor Pike proposed that the lido stay open and it was agreed.", False),
        (
            "Councillor Raman asked whether it was shut and the Director confirmed that it was.",
            False,
        ),
        ("Councillor Raman said that the road would be closed.", False),
        ("The Council asked the contractor to work at night.", False),
    ],
)
def test_a_sentence_that_only_asks_or_moves_is_told_from_one_that_says(
    sentence: str, does: bool
) -> None:
    assert only_asks(sentence) is does


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        # "how did council vote on reimbursing laundry damage?": whom a label names, and an address
        (
            "Councillor Pike: Mr. Speaker, I remember that the water was brown all week.",
            "I remember that the water was brown all week.",
        ),
        (
            "The Chair (Mrs. Ann Vane): Thank you, Madam Chair. The lido will be open in May.",
            "The lido will be open in May.",
        ),
        (
            "Lena Osei AM: The grant was spent on the schools.",
            "The grant was spent on the schools.",
        ),
        # no label: what follows a heading's colon, a time, a list
        (
            "Car parks: The Council charged £2 an hour.",
            "Car parks: The Council charged £2 an hour.",
        ),
        # "why can the unfinished apartments not be sold?"
        (
            "4.The apartments are in a flood zone by the river.",
            "The apartments are in a flood zone by the river.",
        ),
        # "why were the plane trees cut down?"
        (
            "45.5 The seven sound trees had been cut down.",
            "The seven sound trees had been cut down.",
        ),
        # "how much bank overdraft was approved for 2024?"
        (
            "The budget: Friday at 10.00 a.m. (b) Overdraft Accommodation The Deputy Treasurer "
            "said that £57 million was needed.",
            "The Deputy Treasurer said that £57 million was needed.",
        ),
        ("Pike and Raman of The Gables said that it was shut.",) * 2,
    ],
)
def test_a_quote_begins_behind_labels_numbers_and_headings(text: str, quote: str) -> None:
    assert quotes(text) == [quote]


def test_the_head_of_a_page_is_never_quoted() -> None:
    # "how many full time equivalents does the city employ?"
    assert (
        quotes("COUNCIL OF THE CITY OF FERNLEY 21 May 5, 2013 the number is always changing.") == []
    )


def test_a_sentence_behind_a_label_stands_with_it() -> None:
    text = "Pike was there.\nLena Osei AM: It was a hole of 38 millimetres."
    (found,) = list(quotable(text))
    assert text[found[0].start : found[0].end].startswith("Lena Osei AM: It")
    assert text[found[1].start : found[1].end] == "It was a hole of 38 millimetres."


WORDS = [
    "The",
    "road",
    "was",
    "closed.",
    "He",
    "said",
    "“no",
    "yes.”",
    "that",
    "it",
    "and\n",
    "2019",
]


@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_quotes_are_in_order_whole_and_short(text: str) -> None:
    spans = whole_sentences(text)
    assert [s.start for s in spans] == sorted({s.start for s in spans})
    for sentence, quote in quotable(text):
        assert quote.start <= sentence.start < sentence.end <= quote.end <= len(text)
        shown = text[quote.start : quote.end]
        assert shown == shown.strip()
        assert len(shown.split()) <= MAX_WORDS
        assert shown.count("“") == shown.count("”")
        assert quote.start in {s.start for s in spans}
        assert quote.end in {s.end for s in spans}
