"""What speaks for a closing beside its sentence: a list of documents, a title's second part."""

from __future__ import annotations

import pytest

from corpus.readers.sections import agenda_item
from corpus.records import Meeting
from indexer.passages.exclusion.exclusion import read_sentence
from indexer.passages.exclusion.model import understood
from indexer.passages.exclusion.reach import Deed
from indexer.passages.exemption.marks import Title, read_title
from indexer.passages.of_meeting import passages

SURELY_NONE = (
    "It was agreed that the appellant be heard in private at a hearing in May.",
    "The attorney was asked to meet with the owner privately and report in May.",
    "The council had earlier resolved in committee to sell.",
)


@pytest.mark.parametrize("sentence", SURELY_NONE)
def test_a_form_is_not_believed_against_all_other_words(sentence: str) -> None:
    said, known = read_sentence(sentence), understood(sentence)
    assert said is not None
    assert said.deed is Deed.CLOSES
    assert known is not None
    assert known.deed is Deed.MENTIONS


@pytest.mark.parametrize(
    "listed",
    [
        ["Restricted Enclosure 2: valuation"],
        ["Report of the Director", "Exempt Appendix B"],
        ["Confidential annex, PDF 40 KB", "Public report"],
    ],
)
def test_what_stands_behind_a_list_with_a_restricted_document_is_its_text(
    listed: list[str],
) -> None:
    prose = "Holdings Quill would be paid seven million and was named as the preferred bidder."
    item = agenda_item("Mill", ["Members met.", "Supporting documents:", *listed, prose])
    assert "Quill" not in f"{item.agenda}{item.decision}{item.minutes}"
    read = list(passages(Meeting((item,), "records/a.txt")))
    assert all("Quill" not in passage.text for passage in read)
    assert any("Members met." in passage.text for passage in read)


def test_what_stands_behind_a_list_of_public_documents_is_shown() -> None:
    prose = "Holdings Quill would be paid seven million and was named as the preferred bidder."
    item = agenda_item("Mill", ["Members met.", "Supporting documents:", "Report", prose])
    assert "Quill" in item.agenda


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Trams: commercial terms (Not open to the public)", Title.MARKED),
        ("Depot lease – taken in the absence of the public", Title.MARKED),
        ("Depot: confidential supplement", Title.MARKED),
        ("Waste: exempt dossier", Title.MARKED),
        ("Redundancy (green paper)", Title.MARKED),
        ("Items in relation to which the public is not admitted", Title.SECTION),
        ("Business from which the press and public are excluded", Title.SECTION),
        ("Part II: Matters taken with the public absent", Title.SECTION),
        ("Items for which the meeting will not be open", Title.SECTION),
        ("Items on which the public may speak", Title.PLAIN),
        ("Depot open day (not open to under fives)", Title.PLAIN),
        ("Devolution (Green Paper)", Title.PLAIN),
        ("Recycling: confidential shredding", Title.PLAIN),
    ],
)
def test_a_part_of_a_title_and_a_heading_of_many_items_say_that_the_public_is_out(
    title: str, kind: Title
) -> None:
    assert read_title(title) is kind
