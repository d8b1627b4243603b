from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.annotations import resolutions, speakers
from indexer.procedure import is_procedural


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
    ],
)
def test_councillors_who_speak_are_named_once_and_in_order(
    text: str, names: tuple[str, ...]
) -> None:
    assert speakers(text) == names


@given(st.text(alphabet=st.sampled_from("Councillor Pike said.\n’'-RESOLVED:(1)")))
def test_annotations_are_only_words_of_the_text(text: str) -> None:
    assert all(name in text for name in speakers(text))
    assert set(resolutions(text).split("\n")) <= {"", *text.split("\n")}


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
        "Chair's Announcements",
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
        "Public rights of way",
        "",
    ],
)
def test_items_about_something_are_not_procedural(title: str) -> None:
    assert not is_procedural(title)
