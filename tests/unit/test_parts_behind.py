"""An appendix that a sentence marks by its place ends nothing that is hidden for another reason."""

from __future__ import annotations

import pytest

from corpus.records import AgendaItem
from tests.unit.agendas import shown

SECRET = "Elm Holdings owes 900."
MARKS = [
    "The following appendices are not for publication.",
    "The appendix below is exempt from publication.",
    "Appendix 1 is not for publication.",
]
CLOSINGS = [
    "RESOLVED: That the press and public be excluded from the meeting.",
    "The public was asked to withdraw and the meeting went on in private.",
    "EXEMPT INFORMATION",
]
BEHIND = [
    f"Appendix 1\n\nThe rents are listed.\n\nAppendix 2\n\n{SECRET}",
    f"The debt was discussed. {SECRET}\n\nAppendix 1\n\nThe rents.\n\nAppendix 2\n\nOwed: {SECRET}",
    f"Attachment: offers\n\n{SECRET}\n\nAttachment: plan\n\n{SECRET}",
]


@pytest.mark.parametrize("behind", BEHIND)
@pytest.mark.parametrize("closing", CLOSINGS)
@pytest.mark.parametrize("mark", MARKS)
def test_what_was_hidden_stays_hidden_behind_the_heading_of_a_marked_appendix(
    mark: str, closing: str, behind: str
) -> None:
    item = AgendaItem("Rents", "4", minutes=f"{mark}\n\n{closing}\n\n{behind}")
    text = shown(item)
    assert SECRET not in text
    assert "Elm" not in text
