from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.passages.annotate import annotate
from indexer.passages.annotations import Sum, from_json, to_json
from indexer.passages.annotations import speakers as speakers_of
from indexer.passages.motions.resolutions import resolutions
from indexer.passages.procedure import is_procedural


def speakers(text: str) -> tuple[str, ...]:
    return speakers_of(annotate(text))


@pytest.mark.parametrize(
    "line",
    [
        "RESOLVED: That the report be noted.",
        "RESOLVED – That the report be noted.",
        "Resolved:- the report be noted",
        "RESOLVED:That the report be noted.",
        "Resolved to RECOMMEND: the report",
        "DECISION MADE: noted",
        "AGREED RECOMMENDATIONS",
        "It was RESOLVED that the report be noted.",
        "Proposed by Councillor Pike, seconded by Councillor Raman and it was:- RESOLVED",
    ],
)
def test_every_form_of_a_resolution_is_found_and_prose_is_not(line: str) -> None:
    assert resolutions(f"Members spoke.\n\n{line}\n\nThey left.") == line


@pytest.mark.parametrize(
    "line",
    [
        "The matter had resolved itself.",
        "A decision is expected in May.",
        "Nothing was decided.",
        "",
    ],
)
def test_prose_that_speaks_of_deciding_is_no_resolution(line: str) -> None:
    assert resolutions(line) == ""


@pytest.mark.parametrize(
    "text",
    [
        "RESOLVED\n\nunanimously, in the terms moved.",
        "It was AGREED unanimously\n\nto note the report.",
        "**DECISION**\n\nThe fees are approved as printed.",
        "12. Resolved\n\nGrant aid of 400 be paid to the band.",
    ],
)
def test_a_bare_word_stands_for_what_follows_it(text: str) -> None:
    assert resolutions(f"Members spoke.\n\n{text}\n\nThey left.") == text.replace("\n\n", "\n")


def test_a_bare_word_does_not_reach_past_a_name_or_its_own_full_stop() -> None:
    assert resolutions("AGREED\n\nCouncillor Oak asked why.") == "AGREED"
    assert resolutions("Agreed.\n\nThe rain had stopped.") == "Agreed."


def test_a_resolution_has_its_clauses_up_to_the_next_prose() -> None:
    text = (
        "It was:-\n\nRESOLVED:\n\n(1) that it be noted;\n\n(ii) that it be sent;\n\n• to all;\n\n"
        "That it be done.\n\nMembers thanked the officers.\n\n(3) not a clause."
    )
    assert resolutions(text).split("\n") == [
        "RESOLVED:",
        "(1) that it be noted;",
        "(ii) that it be sent;",
        "• to all;",
        "That it be done.",
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Councillor Pike asked about the road.", ("Pike",)),
        ("Cllr. Siân O’Hagan welcomed the report.", ("Siân O’Hagan",)),
        ("Cllr J. Smith-Jones said no.", ("J. Smith-Jones",)),
        ("Proposed by Councillor Raman, seconded by Councillor Pike.", ("Raman", "Pike")),
        ("Councillor Pike said no. Councillor Pike asked why.", ("Pike",)),
        ("MOVED BY Councillor Pike and others.", ("Pike",)),
        ("Councillor Seán Ó Murchú said no.", ("Seán Ó Murchú",)),
        ("Councillor Raman, who lives there, objected to the plan.", ("Raman",)),
        ("Councillor Pike sent apologies.", ()),
        ("The Council said no.", ()),
        ("Apologies: Councillor Pike. The officers said no.", ()),
        # Another subject stands between a name and the verb.
        (
            "Councillor Ash, whose ward it was, listened as Councillor Birch told them so.",
            ("Birch",),
        ),
        (
            "Councillor Ash, who was ill, sent a letter, in which Councillor Yew noted a hole.",
            ("Yew",),
        ),
        ("Councillor Ash, with a map that Councillor Fir said was old, came late.", ("Fir",)),
        ("Councillor Ash, Chair of Planning, and Councillor Fir said no.", ("Ash", "Fir")),
        ("Councillors Ash, Yew and Fir objected.", ("Ash", "Yew", "Fir")),
        # What is said of somebody's motion is not that person's speech.
        ("The Clerk reminded members that the motion of Councillor West had been lost in May.", ()),
        ("On the proposal of Councillor Orr, it was agreed to write.", ("Orr",)),
    ],
)
def test_councillors_who_speak_are_named_once_and_in_order(
    text: str, names: tuple[str, ...]
) -> None:
    assert speakers(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "The Committee voted unanimously against the proposal of Councillor Rae.",
        "Officers advised that the motion of Councillor Orr was out of order.",
        "Nobody spoke to the amendment, the motion of Councillor Orr being lost.",
    ],
)
def test_what_is_said_of_a_motion_is_not_the_speech_of_its_mover(text: str) -> None:
    assert annotate(text).speeches == ()


@given(st.text(alphabet=st.sampled_from("Councillor Pike said.\n’'-RESOLVED:(1)")))
def test_annotations_are_only_words_of_the_text(text: str) -> None:
    assert all(name in text for name in speakers(text))
    lines = text.split("\n")
    assert all(any(said in line for line in lines) for said in resolutions(text).split("\n"))


@pytest.mark.parametrize(
    "line",
    [
        "It was proposed by Cllr. O. Oak, seconded by Cllr. G. Elm and unanimously agreed that the "
        "minutes were correct.",
        "Proposed by Cllr. O. Oak, seconded by Cllr. J. Ash and resolved to pay 50 pounds.",
        "On the proposal of Cllr. P. Birch, seconded by Mr. T. Yew, it was agreed that the St. Anne's "
        "hall be let.",
        "It was resolved that Dr. A. B. Fir be asked to report by 4 p.m. on No. 7 Mill Rd. at the next "
        "meeting.",
    ],
)
def test_a_resolution_is_not_cut_at_an_initial(line: str) -> None:
    assert resolutions(f"The drain was full. {line} The clerk will write.") == line


@pytest.mark.parametrize(
    "title",
    [
        "Apologies for Absence",
        "DECLARATIONS OF INTEREST",
        "Declaration of interests",
        "Minutes of the last meeting",
        "Minutes",
        "Minutes of Previous Meeting",
        "Any other urgent business",
        "Exclusion of the Press and Public",
        "Date of next meeting",
        "Minutes - 22 August 2019",
        "MINUTES – Tuesday, 3rd May 2016",
        "Minutes - the last meeting",
        "Minutes – of the meeting held on 4 Sept and 11 Sept 2016",
        "Minutes - To approve the minutes of the Planning Committee",
        "Minutes - for approval",
        "Chair's Announcements",
        "To approve the minutes of the meeting of 3 May",
        "Confirm and sign as a correct record the minutes of 9 January",
        "To receive draft minutes",
        "Work Programme",
        "  Close of meeting",
    ],
)
def test_items_of_every_agenda_are_procedural(title: str) -> None:
    assert is_procedural(title)


@pytest.mark.parametrize(
    "title",
    [
        "School places",
        "Interest rates and borrowing",
        "The programme of road works",
        "Home to school transport: apologies to parents",
        "To approve a grant. Minutes of the panel",
        "Accept the tender for bus shelters within minutes of the station",
        "Public rights of way",
        "Minutes - Planning Committee - 3rd May 2016",
        "Minutes – Meeting of the District of Wenbridge – 3 May 2016",
        "Minutes - Draft Budgetary Plan 2017 - 19th October 2016",
        "Agenda - Planning Committee - 3rd May 2016",
        "",
    ],
)
def test_items_about_something_are_not_procedural(title: str) -> None:
    assert not is_procedural(title)


def test_a_title_of_many_numbers_is_read_in_no_time() -> None:
    assert not is_procedural("Minutes - " + "1" * 20_000 + "x")
    assert not is_procedural("Minutes - " + "3 May " * 20_000 + "x")


PATHOLOGICAL = [
    "Councillor " * 8_000,
    "Councillor Pike, " * 6_000,
    "Councillor A B C D E F G " * 3_000,
    "the Director of A and B and " * 3_000,
    "The " + "Aa " * 30_000,
    "proposed by " * 8_000,
    "minute 1, 2, 3 " * 6_000,
    "one for two against " * 5_000,
    "£1,000,000," * 8_000,
    "RESOLVED: that " * 6_000,
    "Council, " * 8_000 + "x",
    "(i) " * 20_000,
    "“" * 50_000,
    "For\n" * 20_000,
    "1" * 50_000,
]


@pytest.mark.parametrize("text", PATHOLOGICAL, ids=lambda text: text[:12])
def test_no_text_takes_long_to_annotate(text: str) -> None:
    started = time.process_time()
    annotate(text)
    resolutions(text)
    assert time.process_time() - started < 3


@given(st.text(alphabet=st.sampled_from("Councillor Pike said.\n’'-RESOLVED:(1)£5 votes to")))
def test_every_stretch_lies_in_the_text_and_json_keeps_everything(text: str) -> None:
    found = annotate(text)
    assert all(0 <= speech.start < speech.end <= len(text) for speech in found.speeches)
    assert all(text.startswith(one.text, one.start) for one in found.references)
    assert all(one.text in text for one in found.votes)
    assert from_json(json.loads(json.dumps(to_json(found)))) == found


def test_a_figure_that_is_no_sum_of_money_has_no_value() -> None:
    text = f"£{'9' * 400}, £{'9' * 400} million, £9{',999' * 200} and £5"
    assert annotate(text).sums == (Sum("£5", "£", 5.0),)
