"""Where the report of what somebody said ends though no one else is said to speak: in doubt it is nobody's."""

from __future__ import annotations

import pytest

from indexer.language.windows import Span
from indexer.passages.annotate import annotate
from search.page.attribution import speakers
from tests.unit.test_search_attribution import said_by


def _spoken(text: str, said: str) -> list[str]:
    """Return in whose reported speech some words of a text stand."""
    at = text.index(said)
    return [one.name for one in annotate(text).speeches if one.start <= at < one.end]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # another is the subject of the next sentence
        (
            "Mr Stahl asked if Dr Moss had read the report. Dr Moss had. Mr Funk had not.",
            "Mr Funk had",
        ),
        ("Councillor Oak spoke of the pier. Councillor Elm left the meeting at 8 pm.", "left the"),
        (
            "Cllr Oak said that the hall was cold. Mrs Ash holds the keys. They open at nine.",
            "open at",
        ),
        # somebody with a title that is not known
        (
            "Mrs Ash asked whether it was safe. Chief Ross assured her that it was. The tyres were new.",
            "The tyres",
        ),
        ("Councillor Oak asked about the roof. Farmer Elm said that it leaked.", "it leaked"),
        (
            "Cllr Oak asked who paid. Warden Ann Fir replied that it was free. It opens at nine.",
            "It opens",
        ),
        # "she" may be whom the sentence before has as "her"
        ("Cr Kemp welcomed the CEO and thanked her. She outlined the budget.", "outlined the"),
        (
            "Councillor Oak praised the clerk and wished him well. He explained the new forms.",
            "new forms",
        ),
        (
            "Cllr Ash congratulated the warden, telling her so. She reported that the gate was mended.",
            "gate",
        ),
    ],
)
def test_what_may_be_somebody_elses_is_nobodys(text: str, said: str) -> None:
    assert _spoken(text, said) == []
    assert said_by(text, said) == ""


@pytest.mark.parametrize(
    ("text", "said", "name"),
    [
        (
            "Councillor Oak said that the hall was cold. The keys were lost. She would ask.",
            "would ask",
            "Oak",
        ),
        ("Councillor Oak spoke of her street. She said that it floods.", "it floods", "Oak"),
        (
            "Cllr Oak said that the hall was cold. Cllr Oak added that it leaked.",
            "it leaked",
            "Oak",
        ),
        ("Councillor Oak said that the pier was shut. Pier Road was not.", "Road was", "Oak"),
    ],
)
def test_a_report_goes_on_where_nobody_else_is_named(text: str, said: str, name: str) -> None:
    assert _spoken(text, said) == [name]


def test_who_is_told_of_does_not_end_what_the_same_sentence_says() -> None:
    text = "Councillor Oak said that Mrs Ash holds the keys."
    assert speakers(text, annotate(text), Span(0, len(text))) == ["Oak"]
