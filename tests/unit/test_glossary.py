"""The acronyms of an index: what its public passages introduce, plurals and small words aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.generation.glossary import long_terms, pair, read, short_term, write
from indexer.passages.annotate import annotate
from indexer.passages.passage import Passage
from tests.conftest import generation_in


def passage(text: str, number: int = 0, *, exempt: bool = False) -> Passage:
    return Passage(
        f"id-{number}", "Title", text, "s", exempt=exempt, annotations=annotate(text)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"), [("EHCPs", "ehcp"), ("HMOs", "HMO"), ("P.S.P.O.", "PSPO"), ("DfE", "dfe")]
)
def test_forms_of_one_short_form_are_known_by_one_term(one: str, other: str) -> None:
    assert short_term(one) == short_term(other)


def test_small_words_and_numbers_of_nouns_make_no_other_long_form() -> None:
    assert long_terms("special educational needs and disabilities") == long_terms(
        "Special Educational Needs or Disability"
    )


def test_passages_that_introduce_a_pair_are_counted_and_the_commonest_form_is_kept(
    tmp_path: Path,
) -> None:
    texts = [
        "Education, Health and Care Plans (EHCPs) were late.",
        "An Education, Health and Care Plan (EHCP) is a right.",
        "Education, Health and Care Plans (EHCPs) were on time.",
        "The single person discount (SPD) was checked.",
        "The Supplementary Planning Document (SPD) was adopted.",
        "Another Supplementary Planning Document (SPD) was not.",
        "the Information Commissioner’s (IC’s) office",
    ]
    write([passage(text, number) for number, text in enumerate(texts)], tmp_path)
    assert read(generation_in(tmp_path)) == [
        pair("EHCP", "Education, Health and Care Plans", 3),
        pair("SPD", "Supplementary Planning Document", 2),
        pair("SPD", "single person discount", 1),
    ]


def test_a_withheld_item_introduces_nothing(tmp_path: Path) -> None:
    write([passage("The Quiet Land Purchase Fund (QLPF) is full.", exempt=True)], tmp_path)
    assert read(generation_in(tmp_path)) == []
