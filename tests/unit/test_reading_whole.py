"""No word of a record is lost: what is in no item is named, and a record that was not split is reported."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import readers
from corpus.errors import RecordError
from corpus.readers.minutes import OPENING
from corpus.records import Meeting, Source
from indexer.passages.of_meeting import passages

HEAD = "Borley Town Council\nMinutes of the meeting held on 4 June 2025 in the Council Chamber\n\n"
BODY = "1. Roads\n\nThey were swept.\n\n2. Trees\n\nNone fell.\n\n3. Next meeting\n\nIn July.\n"
OPENINGS = {
    "present": "Present: Councillors Hazel, Rowan and Larch\n\n",
    "in attendance": "In attendance: the Clerk; Ms Quince of the county; two residents\n\n",
    "a sentence": "The Mayor opened the meeting at seven and spoke of the late Mr Medlar.\n\n",
    "apologies": "Apologies had been received from Cllr Damson.\n\n",
}


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text.casefold()))


def _read(text: str) -> tuple[list[Meeting], list[str]]:
    found = list(readers.read(Source("record.txt", text.encode())))
    problems = [str(one) for one in found if isinstance(one, RecordError)]
    return [one for one in found if isinstance(one, Meeting)], problems


def _told(text: str) -> str:
    return "\n".join(
        f"{p.number or ''} {p.title} {p.text}" for m in _read(text)[0] for p in passages(m)
    )


@pytest.mark.parametrize("kind", OPENINGS)
def test_a_short_opening_is_in_a_passage(kind: str) -> None:
    text = HEAD + OPENINGS[kind] + BODY
    (whole,), _ = _read(text)
    assert [item.title for item in whole.items] == [OPENING, "Roads", "Trees", "Next meeting"]
    assert not _words(text) - _words(_told(text))


def test_a_head_that_says_whose_record_it_is_and_no_more_is_no_opening() -> None:
    (whole,), _ = _read(HEAD + BODY)
    assert [item.title for item in whole.items] == ["Roads", "Trees", "Next meeting"]


def test_a_table_of_contents_is_no_opening() -> None:
    contents = "1. Roads ........ 2\n2. Trees ........ 3\n3. Next meeting .... 9\n\n"
    (whole,), _ = _read(HEAD + contents + BODY)
    assert [item.title for item in whole.items] == ["Roads", "Trees", "Next meeting"]


@pytest.mark.parametrize(
    "text",
    [
        "It was agreed that the wall be mended before the winter came.",
        "Members asked when the county would come, and were not told so by anybody.",
    ],
)
def test_what_stands_behind_the_documents_without_a_label_is_text(text: str) -> None:
    page = (
        f"Agenda item\n\nWall\n\nAdditional documents:\n\nReport on the wall PDF 168 KB\n\n{text}\n"
    )
    assert text in _told(page)


def test_a_long_record_without_headings_is_reported() -> None:
    prose = "The members spoke of the wall and of the trees and of the road at length. " * 40
    text = f"{HEAD}Present: Cllrs Hazel and Rowan\n\n{prose}\n"
    (whole,), problems = _read(text)
    assert len(whole.items) == 1
    assert len(problems) == 1
    assert problems[0].startswith("read as one item: no headings found in its ")
    assert _read(HEAD + OPENINGS["present"] + BODY)[1] == []


WORD = st.sampled_from(
    "roads trees wall bins swept fell mended noted hazel rowan quince medlar".split()
)
LINE = st.lists(WORD, min_size=1, max_size=12).map(" ".join)


@given(
    st.lists(LINE, max_size=4),
    st.lists(st.tuples(LINE, st.lists(LINE, max_size=3)), min_size=3, max_size=8),
    st.sampled_from(["{}. ", "{}/25 ", "({}) ", "Item {}: "]),
)
def test_every_word_of_numbered_minutes_is_in_a_passage(
    front: list[str], items: list[tuple[str, list[str]]], form: str
) -> None:
    text = HEAD + "".join(f"Present: {line}.\n\n" for line in front)
    for n, (title, lines) in enumerate(items, start=1):
        text += f"{form.format(n)}{title.capitalize()}\n\n"
        text += "".join(f"{line.capitalize()}.\n\n" for line in lines)
    missing = _words(text) - _words(_told(text))
    # A short head is what council, committee and date are read from; "Item" is told by the number.
    assert not missing - _words(HEAD) - Counter({"item": len(items), "present": len(front)})
