"""What Markdown marks comes off where it evidently is Markdown, and nothing else ever does."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.markdown import without_markdown


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("held on 21st** **June, 2021).** **Adopted** by all.", "held on 21st June, 2021). Adopted by all."),
        ("**Signed:** **\\_\\_\\_\\_** Mayor", "Signed: ____ Mayor"),
        ("will be held**on Monday, 11th** **October** online", "will be held on Monday, 11th October online"),
        ("**REPLY:** *“I will move at the next* *Meeting.”*", "REPLY: “I will move at the next Meeting.”"),
        ("**Present** were eight. **Apologies: none", "Present were eight. Apologies: none"),
        ("• **One:** first\n• **Two:** second", "• One: first\n• Two: second"),
        ("***I will ask at the*** ***next Meeting*(a)** when", "I will ask at the next Meeting(a) when"),
        ("IN THE CHAIR**:** Councillor Pike", "IN THE CHAIR: Councillor Pike"),
        ("Signed \\_\\_\\_\\_\\_ Clerk", "Signed _____ Clerk"),
    ],
)  # fmt: skip
def test_bold_italics_and_escaped_underscores_come_off(text: str, plain: str) -> None:
    assert without_markdown(text) == plain
    assert without_markdown(plain) == plain


@pytest.mark.parametrize(
    "text",
    [
        "The cost is £5,000* a year.",
        "The cost is £5,000** and £6,000** a year.\n** Provisional.",
        "* Provisional. Councillor Pike* and Councillor Raman* dissented.",
        "*see note 1",
        "5 * 4 * 3 and 2**3**2",
        "a file C:\\_old",
        "*Either* word",
        "",
    ],
)
def test_a_text_that_is_not_evidently_markdown_stays_as_it_is(text: str) -> None:
    assert without_markdown(text) == text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("**Budget** It is £5,000* a year. *Provisional", "Budget It is £5,000* a year. *Provisional"),
        ("**Budget** It is £5,000** a year.", "Budget It is £5,000** a year."),
        ("**Budget** *Either* is £5* a year.", "Budget *Either* is £5* a year."),
    ],
)  # fmt: skip
def test_footnotes_and_prices_stay_beside_bold_text(text: str, plain: str) -> None:
    assert without_markdown(text) == plain


@given(st.text(alphabet=st.sampled_from("ab £5*_\\\n.")))
def test_nothing_but_asterisks_and_backslashes_is_lost(text: str) -> None:
    def rest(marked: str) -> str:
        return "".join(marked.split()).replace("*", "").replace("\\_", "_")

    assert rest(without_markdown(text)) == rest(text)


def test_many_marks_take_no_time() -> None:
    started = time.perf_counter()
    for piece in ("*", "**", "**a", "a**", "** **", "**a** ", "*a ", "\\_"):
        without_markdown("**b** " + piece * 20_000)
    assert time.perf_counter() - started < 5
