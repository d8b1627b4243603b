"""A name that nobody has: the nearest spelling, the surname alone, or plain words; a note says which."""

from __future__ import annotations

from typing import cast

import pytest

from search.expand.records import Records
from search.expand.speaker import of_speaker
from search.query.nodes import Node
from search.query.query import read_query
from search.query.speakers import speaker_names


class Known:
    """Records in which some people speak."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def meets(self, condition: Node) -> bool:
        return any(name in self.names for name in speaker_names([condition]))

    def near_spelling(self, word: str, *, is_name: bool = False) -> str | None:
        assert is_name
        slips = {"shehan": "sheahan", "rusell": "russell", "hussian": "hussain"}
        return slips.get(word.lower())


@pytest.mark.parametrize(
    ("question", "known", "name", "said"),
    [
        ("what did Councillor Shehan say about bins", "Sheahan", "Sheahan", "Nobody called Shehan"),
        ("councillor rusell's views on parking", "Russell", "Russell", "Russell was meant"),
        ("Did Cllr Hussian ask about it", "Hussain", "Hussain", "Nobody called Hussian"),
        ("what did Councillor J. Sheahan say about bins", "Sheahan", "Sheahan", "may be several"),
        ("what did Cllr Kevin Sheahan say", "Sheahan", "Sheahan", "everybody called Sheahan"),
        ("what did Councillor Sheahan say about bins", "Sheahan", "Sheahan", "Only items in which"),
    ],
)
def test_a_name_is_read_as_somebody_who_speaks(
    question: str, known: str, name: str, said: str
) -> None:
    found = of_speaker(read_query(question), cast("Records", Known(known)))
    assert found.condition is not None
    assert list(speaker_names([found.condition])) == [name]
    assert any(said in note for note in found.notes)


def test_nobody_near_is_searched_as_words_and_that_is_said() -> None:
    found = of_speaker(read_query("what did Councillor Zyx say"), cast("Records", Known("Pike")))
    assert found.condition is None
    assert found.notes == (
        "Nobody called Zyx is reported as speaking or moving, so all words were searched.",
    )
