"""The text behind a list of documents, one of which is restricted, is that document's and is shown nowhere."""

from __future__ import annotations

import pytest

from corpus.readers.sections import agenda_item
from corpus.records import Meeting
from indexer.passages.of_meeting import passages

PROSE = "Holdings Quill would be paid seven million and was named as the preferred bidder."


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
    item = agenda_item("Mill", ["Members met.", "Supporting documents:", *listed, PROSE])
    assert "Quill" not in f"{item.agenda}{item.decision}{item.minutes}"
    read = list(passages(Meeting((item,), "records/a.txt")))
    assert all("Quill" not in passage.text for passage in read)
    assert any("Members met." in passage.text for passage in read)


def test_what_stands_behind_a_list_of_public_documents_is_shown() -> None:
    item = agenda_item("Mill", ["Members met.", "Supporting documents:", "Report", PROSE])
    assert "Quill" in item.agenda
    labelled = [*("Members met.", "Supporting documents:", "Exempt Appendix B"), "Minutes:", PROSE]
    assert "Quill" in agenda_item("Mill", labelled).minutes
