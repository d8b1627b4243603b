from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.passages.acronyms import acronyms


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("by the Office for Standards in Education(Ofsted), (see below)", "Ofsted",
         "Office for Standards in Education"),
        ("Special Educational Needs and Disability (SEND) services", "SEND",
         "Special Educational Needs and Disability"),
        ("Education, Health and Care Plans (EHCPs) were late", "EHCPs",
         "Education, Health and Care Plans"),
        ("the Housing Revenue Account (“HRA”) budget", "HRA", "Housing Revenue Account"),
        ("an EHCP (Education, Health and Care Plan) was", "EHCP", "Education, Health and Care Plan"),
        ("House in Multiple Occupation (HMO)", "HMO", "House in Multiple Occupation"),
        ("a Houses in Multiple Occupation (HiMO) licence", "HiMO", "Houses in Multiple Occupation"),
        ("the Medium-Term Financial Strategy (MTFS)", "MTFS", "Medium-Term Financial Strategy"),
        ("Department for Environment, Food and Rural Affairs (Defra)", "Defra",
         "Department for Environment, Food and Rural Affairs"),
        ("National Planning Policy\u00a0Framework (NPPF)", "NPPF",
         "National Planning Policy Framework"),
        ("It ended. The Dedicated Schools Grant (DSG) fell.", "DSG", "Dedicated Schools Grant"),
        ("the Office of Public Works (OPW)", "OPW", "Office of Public Works"),
        ("the Lead Local Flood Authority (LLFA)", "LLFA", "Lead Local Flood Authority"),
        ("the Health and Safety Executive [HSE]", "HSE", "Health and Safety Executive"),
    ],
)  # fmt: skip
def test_a_short_form_in_brackets_has_its_long_form_before_it(
    text: str, short: str, long: str
) -> None:
    assert acronyms(text) == ((short, long),)


@pytest.mark.parametrize(
    "text",
    [
        "Councillor Halford (Chair) and Councillor Pike (Vice-Chair)",
        "the report (see minute 11)",
        "School places (2019)",
        "The head (Mr Hart) and (ii) that",
        "It was noted (CAMHS) that",
        "closed at once. Mental Health (SEND) was",
        "Councillor Riley (L) asked (b) why",
        "Wards affected (All)",
        "the tram. In Midtown (TIM)",
        "alarms in the Housing Policy Loans (Credit Policy)",
        "()",
        "(SEND)",
        "",
    ],
)
def test_other_brackets_introduce_nothing(text: str) -> None:
    assert acronyms(text) == ()


def test_the_first_introduction_of_a_short_form_is_kept() -> None:
    text = "Housing Revenue Account (HRA). Later the Human Rights Act (HRA)."
    assert acronyms(text) == (("HRA", "Housing Revenue Account"),)


PIECES = "Health Care Plan HCP (HCP) “EHC” ] [HCP] (Health . \n".split(" ")


@given(
    st.text(alphabet=st.sampled_from("Health Care Plan (HCP) EHC.[]“\n"))
    | st.lists(st.sampled_from(PIECES)).map(" ".join)
    | st.lists(st.sampled_from(PIECES)).map(lambda more: " ".join([*PIECES[:3], "(HCP)", *more]))
)
def test_both_forms_stand_in_the_text(text: str) -> None:
    found = acronyms(text)
    assert found or not text.startswith("Health Care Plan (HCP)")
    for short, long in found:
        assert short in text
        assert long in " ".join(text.split())


@pytest.mark.parametrize(
    "text", ["(" * 50_000, "a (A" * 20_000, "A B (AB) " * 10_000, "(a" + " " * 50_000]
)
def test_no_text_takes_long(text: str) -> None:
    started = time.perf_counter()
    acronyms(text)
    assert time.perf_counter() - started < 2
