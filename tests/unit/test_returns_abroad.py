"""Returns of the public in Welsh and Gaelic open a closed meeting; what only has their words does not."""

from __future__ import annotations

import pytest

from corpus.records import AgendaItem
from tests.unit.agendas import EXCLUDE, FRONT, exclusion, shown

RETURNS = [
    "Ailagorwyd y cyfarfod i’r cyhoedd.",
    "Ail-agorwyd y cyfarfod i’r wasg a’r cyhoedd am 8.40yh.",
    "Ailymgynullodd y cyfarfod yn gyhoeddus am 9.05.",
    "Dychwelodd y cyhoedd i’r cyfarfod.",
    "Dychwelodd y wasg a’r cyhoedd i’r siambr.",
    "Aildderbyniwyd y cyhoedd i’r cyfarfod.",
    "Thill am poball dhan choinneimh.",
    "Dh’fhosgladh a’ choinneamh a-rithist don phoball.",
]
OTHERS = [
    "Ailagorwyd y pwll nofio.",
    "Ail-agorwyd yr ysgol ym mis Mai.",
    "Dychwelodd y cwmni yr arian.",
    "Thill a’ chompanaidh an t-airgead.",
    "Dh’fhosgladh an sgoil.",
]


def _behind(sentence: str) -> str:
    land = AgendaItem("Tir", "9", minutes=f"Sebra oedd y cynnig.\n\n{sentence}")
    return shown(*FRONT, exclusion(EXCLUDE), land, AgendaItem("Ffyrdd", "10", minutes="Onnen."))


@pytest.mark.parametrize("sentence", RETURNS)
def test_a_return_in_another_language_opens_the_meeting(sentence: str) -> None:
    assert "Onnen" in _behind(sentence)
    assert "Sebra" not in _behind(sentence)


@pytest.mark.parametrize("sentence", OTHERS)
def test_what_has_its_words_opens_nothing(sentence: str) -> None:
    assert "Onnen" not in _behind(sentence)
