"""Who handed in a question or a motion speaks its words, though only the title of the item names them; and what replies to it."""

from __future__ import annotations

import pytest

from indexer.passages.annotate import annotate
from indexer.passages.annotations import speakers
from indexer.passages.speech.handed_in import handed_in, with_who_handed_in

_ASKS = "I will ask at the next Meeting when the quay wall at Tarmon will be repaired."
_REPLY = "REPLY: Works begin in May. The cost is €40,000."


def _said(title: str, text: str) -> tuple[str, ...]:
    return speakers(with_who_handed_in(annotate(text), title, text))


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Question submitted by Councillor P. Oakes", ["P. Oakes"]),
        ("7. Notice of Motion received from Cllr. T. Ó Briain", ["T. Ó Briain"]),
        (
            "Notice of Motion submitted by Councillors Fell, Marsh and A. Thorne",
            ["Fell", "Marsh", "A. Thorne"],
        ),
        (
            "Notice of Motion submitted by Councillor Dee Lally (to be referred to the Roads Committee)",
            ["Dee Lally"],
        ),
        ("QUESTION SUBMITTED BY COUNCILLOR MARY HOLT", ["MARY HOLT"]),
        ("Question from Councillor Idris to the Cabinet Member, Councillor Mottram", ["Idris"]),
        ("Written Question from Mrs Dalby", ["Mrs Dalby"]),
        ("Question submitted by Niamh Tarpey, T.D.", ["Niamh Tarpey"]),
        ("Notice of Motion standing in the name of Councillor Wray", ["Wray"]),
        ("Motion – Councillor Garside", ["Garside"]),
        ("Consideration of Notice of Motion submitted by Councillor Egan", ["Egan"]),
    ],
)
def test_who_handed_it_in_speaks_its_words(title: str, names: list[str]) -> None:
    found = handed_in(title, f"{_ASKS}\n\n{_REPLY}")
    assert found is not None
    assert list(found.names) == names
    assert _said(title, f"{_ASKS}\n\n{_REPLY}")[: len(names)] == tuple(names)


@pytest.mark.parametrize(
    "text",
    [
        "I will move at the next Meeting that the quay be paved.",
        "“We are calling on the Minister to reopen the line.”",
        "(a) We propose the removal of the ramp.",
        "Can you advise when the lights in Fair Green will be fixed?",
        "That this Council writes to the Department.",
    ],
)
def test_words_that_begin_as_ones_own_are_of_whom_the_title_names(text: str) -> None:
    title = "Notice of Motion submitted by Councillor P. Oakes"
    assert _said(title, text) == ("P. Oakes",)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        # Somebody else reports, or nobody speaks.
        ("Question submitted by Councillor P. Oakes", "The question was deferred."),
        ("Question submitted by Councillor P. Oakes", "This item was withdrawn at the meeting."),
        # Nobody is named, or a body, or who is only spoken of or to.
        ("Questions", _ASKS),
        ("Notice of Motion referred from the Municipal District", _ASKS),
        ("Question to Councillor Oakes", _ASKS),
        ("Complaint about Councillor Oakes", _ASKS),
        ("Deputation from Councillor Oakes", _ASKS),
        ("Report by Councillor Oakes on the harbour", _ASKS),
    ],
)
def test_nobody_speaks_who_did_not_hand_it_in(title: str, text: str) -> None:
    assert handed_in(title, text) is None
    assert _said(title, text) == ()


def test_a_reply_is_to_one_question() -> None:
    title = "Question submitted by Councillor P. Oakes"
    text = f"{_ASKS}\n\n{_REPLY}"
    one = handed_in(title, text)
    assert one is not None
    assert text[one.words.start : one.words.end] == _ASKS
    assert text[one.reply.start : one.reply.end] == "Works begin in May. The cost is €40,000."
    assert text[one.reply.start : one.first] == "Works begin in May."
    two = handed_in(title, f"{text}\n\n{_ASKS}\n\n{_REPLY}")
    none = handed_in(title, _ASKS)
    for found in (two, none):
        assert found is not None
        assert found.reply.start == found.reply.end
    other = handed_in(title, f"{_ASKS} Response from the Director: Works begin in May.")
    assert other is not None
    assert other.reply.start < other.first


def test_what_is_told_behind_is_not_theirs() -> None:
    text = f"{_ASKS} The Motion was seconded by Councillor Lamb. In reply, the Engineer said that it was damp."
    found = with_who_handed_in(annotate(text), "Motion submitted by Councillor P. Oakes", text)
    (own,) = [one for one in found.speeches if one.name == "P. Oakes"]
    assert text[own.start : own.end] == _ASKS
