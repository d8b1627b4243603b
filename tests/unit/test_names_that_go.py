"""A name that is retracted goes in the usual forms that records write it in, and other names stay."""

from __future__ import annotations

import time

import pytest

from indexer.build.asking import Asked, entry_of, needles_of
from indexer.language.hidden import letters_of
from indexer.passages.retraction_book import Book, sought

KEY = bytes(32)


def _left(name: str, text: str) -> str:
    entry = entry_of(Asked("name", (name,), "A slip"), Book(KEY, KEY), None, token="1", noted_at="")
    at = 0
    parts = []
    for start, end in sought([entry], KEY).spans(text):
        parts += [text[at:start], "█"]
        at = end
    return "".join([*parts, text[at:]])


JANE = "Jane Quillfeather"
GOES = {
    "a middle initial": (JANE, "Mrs Jane M. Quillfeather spoke.", "Mrs █ spoke."),
    "two middle initials": (JANE, "from Jane M.A. Quillfeather, by", "from █, by"),
    "a middle name": (JANE, "that Jane Mary Quillfeather asked", "that █ asked"),
    "two middle names": (JANE, "that Jane Mary Ann Quillfeather asked", "that █ asked"),
    "a hyphen in the middle": (JANE, "Jane Mary-Ann Quillfeather", "█"),
    "a nickname": (JANE, "Jane (Janey) Quillfeather met Jane “Jay” Quillfeather", "█ met █"),
    "a name of birth": (JANE, "Jane Smith (née Quillfeather) came", "█) came"),
    "initials": (JANE, "J M Quillfeather or J.M. Quillfeather or JM Quillfeather", "█ or █ or █"),
    "an initial and a name": (JANE, "J. Mary Quillfeather", "█"),
    "surname first, a style": (JANE, "Quillfeather, Mrs Jane", "█"),
    "surname first, capitals": (JANE, "QUILLFEATHER Mrs Jane", "█"),
    "a style in brackets": (JANE, "Quillfeather (Mrs J)", "█)"),
    "initials behind a style": (JANE, "Quillfeather, Mrs J.M.", "█.M."),
    "a couple, first": (JANE, "Jane and John Quillfeather object.", "█ object."),
    "a couple, styles": (JANE, "Mrs Jane & Mr John Quillfeather", "Mrs █"),
    "a couple, initials": (JANE, "Mr A and Mrs J Quillfeather; J & A Quillfeather", "Mr A and Mrs █; █"),
    "a couple, middle initials": (JANE, "Jane M. and John P. Quillfeather", "█"),
    "a couple, last": (JANE, "John and Jane Quillfeather object.", "John and █ object."),
    "a couple, last with a middle name": (JANE, "John and Jane Mary Quillfeather", "John and █"),
    "a couple, surname first": (JANE, "Quillfeather, John and Jane;", "█;"),
    "a couple, styles behind": (JANE, "Quillfeather (Mr A and Mrs J)", "█)"),
    "a family": (JANE, "Jane, John and Mary Quillfeather", "█"),
    "in Welsh": (JANE, "Jane a John Quillfeather", "█"),
    "the possessive": (JANE, "Jane Mary Quillfeather's dog, Jane M Quillfeather’s", "█ dog, █"),
    "capitals": (JANE, "MRS JANE MARY QUILLFEATHER", "MRS █"),
    "broken lines": (JANE, "said Jane\nMary Quill-\nfeather twice; Jane Mary\nQuillfeather", "said █ twice; █"),
    "an apostrophe": ("Jane O'Neill", "Jane Mary O’Neill, O'NEILL, Mrs Jane", "█, █"),
    "accents": ("Seán Ó Néill", "Sean P. O Neill; Ó Néill, Mr Seán; Seán agus Máire Ó Néill", "█; █; █"),
    "two surnames": ("Jane Smith-Quill", "Jane Mary Smith-Quill; Smith-Quill, Miss J", "█; █"),
    "particles": ("Jane van der Berg", "Jane M. van der Berg; van der Berg, Ms Jane", "█; █"),
    "a particle with a capital": ("Ann Van Dyke", "Ann B. Van Dyke or Van Dyke, Ms A", "█ or █"),
    "a name of a file": (JANE, "objection-jane-mary-quillfeather-2.pdf", "objection-█-2.pdf"),
    "surname first in a file": (JANE, "quillfeather_mrs_jane.pdf", "█.pdf"),
    "asked with a middle name": ("Jane Mary Quillfeather", "Jane A. Quillfeather or Mrs J.B. Quillfeather", "█ or Mrs █"),
}  # fmt: skip
STAYS = (
    "Miss Jane Anne Quillfeather-Smith",
    "Mr and Mrs Quillfeather",
    "Jane and Mr Quillfeather came",
    "Jane came. Mr Quillfeather left",
    "Jane. Mary Quillfeather",
    "Jane said that Bob Quillfeather",
    "Councillors Jane Smith and Bob Quillfeather",
    "Councillor Jane Smith, Councillor Bob Quillfeather",
    "Councillors Quillfeather, Smith and Jane Doe",
    "Councillor Jane Smith\nCouncillor Bob Quillfeather",
    "Jane Smith\nBob Quillfeather",
    "Bob Quillfeather\nMrs Jane Smith",
    "JIM QUILLFEATHER",
    "Quillfeather and Jane",
)


@pytest.mark.parametrize("kind", GOES)
def test_a_name_goes_in_its_usual_forms(kind: str) -> None:
    name, text, left = GOES[kind]
    assert _left(name, text) == left
    # What the letters of all passages are looked through for, before one is read.
    assert any(
        needle in letters_of(text) for needle in needles_of(Asked("name", (name,), "A slip"))
    )


@pytest.mark.parametrize("text", STAYS)
def test_another_name_stays(text: str) -> None:
    assert _left(JANE, text) == text


@pytest.mark.parametrize(
    "unit", ["Quillfeather, ", "Jane ", "Jane Quillfeather, ", "J and ", "Jane M. (“"]
)
def test_it_takes_linear_time(unit: str) -> None:
    def seconds(n: int) -> float:
        started = time.process_time()
        _left(JANE, unit * n + "Quillfeather")
        return time.process_time() - started

    seconds(100)
    short, long = (min(seconds(n) for _ in range(2)) for n in (1_000, 4_000))
    assert long < 8 * max(short, 0.02)
