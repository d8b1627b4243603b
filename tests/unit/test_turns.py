"""Whose turn of a transcript it is: the label says it, not who is named in what is said."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.language.windows import Span
from indexer.passages.annotate import annotate
from indexer.passages.annotations import speakers as speakers_of
from indexer.passages.speech.turns import LABEL, labels
from search.page.attribution import speaker

_PIECES = [
    *(
        "Councillor Oak",
        "Cllr. J. Birch",
        "Mr. Speaker",
        "The Mayor",
        "COUNCILLOR OAK",
        "Mrs. Yew (Clerk)",
    ),
    *(
        "Question 3 from Councillor Pike to the Mayor",
        "Reply by",
        "A. ",
        "3) ",
        ">> ",
        "Present",
        "7.30",
        "http",
    ),
    *(
        ": ",
        ":",
        ": **",
        " ",
        ". ",
        "\n",
        "\n\n",
        "– ",
        "The road is shut.",
        "“We ask",
        "I",
        "£4",
        "(",
        ")",
        "was",
        "x" * 320,
    ),
]


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))
@example("\n\n* Councillor Oak: No.\nCouncillor Elm:Yes")
@example("It said: Present: Councillor Oak: We are")
def test_labels_are_found_before_colons_as_they_are_anywhere(text: str) -> None:
    assert [m.span() for m in labels(text)] == [m.span() for m in LABEL.finditer(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Councillor Orlikow: I disagree with Councillor Swandel, who said that it was cheap.",
            ("Orlikow",),
        ),
        (
            "A. Councillor Pike: The lido cost £4 million, and Councillor Raman asked for it.",
            ("Pike",),
        ),
        ("Mr. Speaker: All those in favour? Motion carried.", ("Mr. Speaker",)),
        ("Madam Chair: Thank you, Councillor Oak.", ("Madam Chair",)),
        ("• Councillor Ash: We asked Councillor Elm, who replied in May.", ("Ash",)),
        ("3) Cllr. J. Birch: I moved it when Councillor Fir objected.", ("J. Birch",)),
        ("COUNCILLOR OAK: I told Councillor Elm so.", ("OAK",)),
        ("Councillor Oak (North Ward): Councillor Elm says no.", ("Oak",)),
        ("Mayor Oak: I support what Trustee Elm proposed.", ("Mayor Oak",)),
        ("Mrs. Yew: Commissioner Fir argued against it.", ("Mrs. Yew",)),
        (
            "Councillor Oak: It is cold.\n\nCouncillor Elm: As Councillor Oak said, it is.",
            ("Oak", "Elm"),
        ),
    ],
)
def test_the_label_names_who_speaks_and_nobody_else_does(text: str, names: tuple[str, ...]) -> None:
    assert speakers_of(annotate(text)) == names


DEBATE = (
    "Councillor Adeyemi did not accept that. What Labour set up was a company to build houses. Who had "
    "made it £22m? Councillor Pike: “Members did. I have the division list.” The loan was less than half "
    "the size."
)
GALLERY = (
    "Councillor Oak said that the shelter would be built in May. Mrs. Elm: “Who will clean it?” The "
    "contract ran for ten years."
)
RETORT = (
    "The Chair asked members to be brief. Councillor Ash: “I am never brief.” Councillor Birch asked "
    "about the drains."
)


@pytest.mark.parametrize(
    ("text", "said", "name"),
    [
        (DEBATE, "Councillor Adeyemi did not accept that.", ""),
        (DEBATE, "Members did.", "Pike"),
        (DEBATE, "I have the division list.”", "Pike"),
        (DEBATE, "The loan was less than half the size.", ""),
        (GALLERY, "“Who will clean it?”", "Mrs. Elm"),
        (GALLERY, "The contract ran for ten years.", ""),
        (RETORT, "“I am never brief.”", "Ash"),
        (RETORT, "Councillor Birch asked about the drains.", "Birch"),
    ],
)
def test_an_interjection_is_of_who_makes_it_and_ends_with_its_quotation(
    text: str, said: str, name: str
) -> None:
    start = text.index(said)
    span = Span(start, start + len(said))
    assert speaker(text, annotate(text), span, span) == name


@pytest.mark.parametrize(
    "text",
    ["Car parks: The charge is £2.", "REPLY: The lights are out.", "Motion: Climate Emergency"],
)
def test_a_heading_is_no_turn(text: str) -> None:
    assert speakers_of(annotate(text)) == ()
