"""The same words, wrapped or without empty lines between them, withhold the same."""

from __future__ import annotations

import re
from textwrap import wrap

import pytest

from corpus import readers
from corpus.records import Meeting, Source
from indexer.passages.exemption.paragraphs import paragraphs
from indexer.passages.of_meeting import passages

HEAD = ["Fernby Town Council", "Council", "3 March 2022"]
FIRST = ["1. Apologies", "Apologies for absence were received from two members of the council."]
PUBLIC = "The footbridge over the mill stream is open again and was painted by the groveword pupils of the school."
SECRET = "The offer of Quillword and Sons for the yard was read out and will be answered within the month by the clerk."
WITHHELD = {
    "an act in the text of the item before": [
        "2. Footbridge",
        PUBLIC,
        "Motion that premature general public knowledge of the negotiations would place the Town at a substantial disadvantage; so voted. Entered 8:12, Town Manager staying.",
        "3. The yard",
        SECRET,
    ],
    "an act behind a number of its own": [
        "2. Footbridge",
        PUBLIC,
        "3. That pursuant to section 10A(2)(d)(i) of the Act press and public be denied access to the business paper and to the debate.",
        "4. The yard",
        SECRET,
    ],
    "who goes, behind a number": [
        "2. Footbridge",
        PUBLIC,
        "3. The clerk placed all attendees of the meeting other than the councillors in the waiting room.",
        SECRET,
    ],
    "who stays, in a line of its own": [
        "2. Footbridge",
        PUBLIC,
        "Only councillors and the clerk stayed for what follows, and the doors were shut.",
        "3. The yard",
        SECRET,
    ],
    "a vote in prose": [
        "2. Footbridge",
        PUBLIC,
        "3. The motion of Councillor Daly to hold the discussion in committee was passed, seven votes for and two against.",
        "4. The yard",
        SECRET,
    ],
}
SHOWN = {
    "what was considered only": [
        "2. The board considered whether the public should be excluded from the meeting during consideration of any item.",
        "None was.",
        "3. Footbridge",
        PUBLIC,
    ],
    "what was before this meeting": [
        "2. The council met in executive session before this meeting. No votes were taken.",
        "3. Footbridge",
        PUBLIC,
    ],
    "one item only": [
        "2. RESOLVED - That, for the next item of business, the public be excluded under paragraph 3, Part 1, Schedule 12A.",
        "3. The yard",
        SECRET,
        "4. Footbridge",
        PUBLIC,
    ],
    "a motion that was lost": [
        "2. The motion of Councillor Daly to move to a closed session was put to the vote and was lost, two votes for and seven against.",
        "3. Footbridge",
        PUBLIC,
    ],
}


def _wrapped(lines: list[str], width: int) -> str:
    return "\n\n".join("\n".join(wrap(line, width)) for line in lines) + "\n"


LAYOUTS = {
    "as typed": lambda lines: "\n\n".join(lines) + "\n",
    "without empty lines": lambda lines: "\n".join(lines) + "\n",
    "wrapped at 60": lambda lines: _wrapped(lines, 60),
    "wrapped at 72": lambda lines: _wrapped(lines, 72),
}


def _shown(text: str) -> str:
    source = Source("records/minutes.txt", text.encode())
    found = [p for r in readers.read(source) if isinstance(r, Meeting) for p in passages(r)]
    return re.sub(r"\s+", " ", "\n".join(f"{p.title}\n{p.text}" for p in found))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("kind", WITHHELD)
def test_what_closes_a_meeting_closes_it_in_any_layout(kind: str, layout: str) -> None:
    shown = _shown(LAYOUTS[layout]([*HEAD, *FIRST, *WITHHELD[kind]]))
    assert "Quillword" not in shown
    assert "groveword" in shown


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("kind", SHOWN)
def test_what_closes_nothing_hides_nothing_in_any_layout(kind: str, layout: str) -> None:
    shown = _shown(LAYOUTS[layout]([*HEAD, *FIRST, *SHOWN[kind]]))
    assert "groveword" in shown
    assert "Quillword" not in shown


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One line.\n\nAnother.", ["One line.", "Another."]),
        ("It was wrapped here and it goes on\nin the line below.", None),
        (
            "A sentence that ends here.\nAnother one, which is a good deal longer than that.",
            ["A sentence that ends here.", "Another one, which is a good deal longer than that."],
        ),
        ("That for the next item the\n\npublic be excluded.", None),
        ("Exempt items\n\nnone", ["Exempt items", "none"]),
        ("", []),
    ],
)
def test_where_a_paragraph_ends(text: str, parts: list[str] | None) -> None:
    found = list(paragraphs(text))
    assert [part for _, part in found] == ([text] if parts is None else parts)
    assert all(text[start:].startswith(part) for start, part in found)


@pytest.mark.parametrize(
    "act",
    [
        "3. The chair closed the meeting to the public pursuant to Minnesota\nStatutes section 13D.05, subdivision 3(a).",
        "3. On the motion of Councillor Daly the meeting went into closed session with the\nTown Manager staying, and it was carried five votes to none.",
    ],
)
def test_a_title_that_breaks_off_before_a_name_is_read_whole(act: str) -> None:
    lines = [*HEAD, *FIRST, "2. Footbridge", PUBLIC, act, "4. The yard", SECRET]
    assert "Quillword" not in _shown(LAYOUTS["as typed"](lines))


def test_a_note_on_a_sign_is_read_over_its_line_s_end() -> None:
    note = "An asterisk against a title shows that the item was dealt with while\nthe public was excluded."
    lines = [*HEAD, *FIRST, note, "2. Footbridge", PUBLIC, "*3. The yard", SECRET]
    shown = _shown(LAYOUTS["as typed"](lines))
    assert ("Quillword" in shown, "groveword" in shown) == (False, True)


@pytest.mark.parametrize("mark", ["'", "’"])
def test_the_sign_of_an_apostrophe_makes_no_difference(mark: str) -> None:
    lines = [
        *HEAD,
        *FIRST,
        "2. Confirmation hearing",
        "The Panel went into a closed session to deliberate.",
        SECRET,
        f"On reconvening in public the Chairman announced the Panel{mark}s recommendation.",
        PUBLIC,
    ]
    shown = _shown(LAYOUTS["as typed"](lines))
    assert ("Quillword" in shown, "groveword" in shown) == (False, True)


@pytest.mark.parametrize(
    "told",
    [
        "The visitors were invited back in for their interview.",
        "Visitors were let back in for the tour of the depot.",
        "The tribunal returned to open court at two.",
    ],
)
def test_who_comes_back_for_something_else_opens_nothing(told: str) -> None:
    act = "RESOLVED: That the press and public be excluded from the remainder of the meeting."
    lines = [*HEAD, *FIRST, "2. Footbridge", PUBLIC, "3. Private business", act, told, SECRET]
    assert "Quillword" not in _shown(LAYOUTS["as typed"](lines))


def test_a_chair_declares_a_meeting_open_again() -> None:
    act = "RESOLVED: That the press and public be excluded from the remainder of the meeting."
    told = "The Chair declared the meeting open to the public again."
    lines = [*HEAD, *FIRST, "2. Private business", act, SECRET, told, "3. Footbridge", PUBLIC]
    shown = _shown(LAYOUTS["as typed"](lines))
    assert ("Quillword" in shown, "groveword" in shown) == (False, True)


BOUND = {
    "a panel's minutes": ["Personnel Panel", "12 May 2021", "1. Apologies for absence", "None.", "2. Grievance"],
    "a board's minutes, with a day told before": ["A letter of 4 April 2020 was read.", "Harbour Board", "12 May 2021", "1. Apologies", "None.", "2. Sale"],
    "a committee's minutes, in one line": ["Property Committee, 9 February 2022", "1. Declarations of interest", "None.", "2. Mill Lane"],
    "of a later day": ["Pensions Board", "3 March 2031", "1. Apologies", "None.", "2. Claims"],
}  # fmt: skip


@pytest.mark.parametrize("kind", BOUND)
def test_minutes_of_another_body_that_are_bound_into_a_private_item_open_nothing(kind: str) -> None:
    closes = "3. RESOLVED that the press and public be excluded for the remaining items under section 100A(4)."
    lines = [*HEAD, *FIRST, closes, "4. Received", *BOUND[kind], "Quillword had asked for it."]
    assert "Quillword" not in _shown("\n\n".join(lines) + "\n")
