"""A star that a record explains as private is a sign of its titles; any other is a bullet or emphasis."""

from __future__ import annotations

import pytest

from corpus.readers.signs import STAR, with_signs

NOTES = (
    "* denotes exempt item",
    "Items marked * are confidential.",
    "An asterisk against a title shows that the item was dealt with while the public was excluded.",
)


@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize("title", ["*7. Land", "7. Land *", "7. Land*", "* 7. Land", "## *7. Land"])
def test_where_a_note_explains_the_star_it_stays_behind_the_title(note: str, title: str) -> None:
    found = with_signs(["6. Parks", title, "Text.", note])
    assert found[1].removeprefix("## ") == f"7. Land {STAR}"
    assert (found[0], found[2]) == ("6. Parks", "Text.")


@pytest.mark.parametrize(
    "note",
    ["* denotes a key decision", "**Exempt items**", "* Confidential reporting*", "Exempt items"],
)
def test_without_such_a_note_every_line_stays_as_it_is(note: str) -> None:
    lines = ["*7. Land", "* a bullet", "*emphasis*", note]
    assert with_signs(lines) == lines


def test_emphasis_and_bullets_are_no_signs() -> None:
    lines = ["*emphasis*", "**7. Land**", "* a bullet", "2 * 3 * 4"]
    assert with_signs([*lines, NOTES[0]])[:-1] == lines
