"""A motion to close that is put in one sentence and lost in the next, which only says "it"."""

from __future__ import annotations

import pytest

from corpus.records import AgendaItem
from tests.unit.agendas import FRONT, shown

IN_VAIN = [
    "The motion to exclude was put. It was not carried.",
    "A motion to exclude the press and public was put to the vote. It was not carried.",
    "Councillor Ash moved that the public be excluded. This was not agreed.",
    "It was proposed to go into committee. That was not supported.",
    "Councillor Ash moved that the public be excluded. It was not seconded.",
]


@pytest.mark.parametrize("text", IN_VAIN)
def test_what_was_put_in_vain_in_two_sentences_closes_nothing(text: str) -> None:
    item = AgendaItem("Sale of land", "4", minutes=f"{text} Zebra was praised.")
    staff = AgendaItem("Trees", "5", minutes="Onnen.")
    text = shown(*FRONT, item, staff)
    assert "Zebra" in text
    assert "Onnen" in text
