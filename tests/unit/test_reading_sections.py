"""What stands below an item and is none: parts of reports, motions, names, labels that are sentences, other levels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from corpus import readers
from corpus.lines import Line
from corpus.readers.items.report_parts import without_parts
from corpus.readers.items.titles import Heading
from corpus.readers.minutes import OPENING
from corpus.records import Meeting, Source
from tests.unit.bodies import items_of
from tests.unit.make_files import pdf, word, write

HEAD = "Borley Parish Council\n\nMinutes of the meeting held on 4 June 2025\n\n"
# Titles, and the parts that the report under each of the last ones has.
COUNCIL = (
    ["Opening of the Meeting", "Apologies", "Lease of the Saleyards", "Bridge Load Limits", "Grants to Halls", "Closure"],
    ["Purpose", "Background", "Financial Implications", "Officer Recommendation"],
)  # fmt: skip
BOARD = (
    ["Call to Order", "Public Comment", "Paving Bid", "Dog Ordinance", "Water Rates", "Adjournment"],
    ["Summary", "Discussion", "Fiscal Impact", "Alternatives"],
)  # fmt: skip
_SAID = (
    "The figures of the year to date are set out in the attachment, and nobody spoke against it."
)
_REPORTS = slice(2, 5)


def _titles(data: bytes | str, name: str = "record.txt") -> list[str]:
    raw = data.encode() if isinstance(data, str) else data
    found = [one for one in readers.read(Source(name, raw)) if isinstance(one, Meeting)]
    return [item.title for one in found for item in one.items if item.title != OPENING]


def _outline(titles: Sequence[str], parts: Sequence[str]) -> list[tuple[int, str]]:
    """Return level 1 for each title and 2 for each part of the reports among them."""
    lines = []
    for title in titles:
        lines.append((1, title))
        lines += [(2, part) for part in parts if title in titles[_REPORTS]]
    return lines


@pytest.mark.parametrize("body", [COUNCIL, BOARD], ids=["council", "board"])
def test_headings_of_word_keep_their_level(body: tuple[list[str], list[str]]) -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("Borley Shire Council")
        document.add_paragraph("Minutes of the meeting held on 4 June 2025")
        for level, text in _outline(*body):
            document.add_heading(text, level)
            document.add_paragraph(_SAID)

    assert _titles(word(fill), "record.docx") == body[0]


@pytest.mark.parametrize("body", [COUNCIL, BOARD], ids=["council", "board"])
@pytest.mark.parametrize("form", ["{}", "**{}**", "## {}"])
def test_what_each_report_says_again_is_a_part_of_it(
    body: tuple[list[str], list[str]], form: str
) -> None:
    shown = (form.format(text.upper()) for _, text in _outline(*body))
    text = HEAD + "".join(f"{line}\n\n{_SAID}\n\n" for line in shown)
    assert _titles(text, "record.md") == [title.upper() for title in body[0]]


@pytest.mark.parametrize(
    ("section", "below", "is_section"),
    [
        ("MOTIONS", "Motion No. 20", True),
        ("Motions", "Motion 3", True),
        ("NEW BUSINESS", "Item 2 – Lamps at Mill Road", True),
        ("Effect on the budget", "There is none this year.", False),
    ],
)
def test_a_title_over_numbered_parts_is_a_section_however_often_it_comes(
    section: str, below: str, is_section: bool
) -> None:
    texts = ["REPORT OF A COMMITTEE", "", _SAID, "", section, "", below, "", _SAID, ""] * 3
    lines = [Line(text) for text in texts]
    headings = [Heading(i, i + 1, line.text) for i, line in enumerate(lines) if i % 10 in (0, 4)]
    left = [one.title for one in without_parts(headings, lines)]
    assert left.count(section) == (3 if is_section else 0)


@pytest.mark.parametrize(
    "part", ["Background", "Staff Recommendation", "Financial Implications", "Analysis"]
)
def test_a_part_of_a_report_is_no_item_where_it_comes_once(part: str) -> None:
    titles = ["Call to Order", "Minutes", "Paving Bid", "Old Business", "Adjournment"]
    shown = [*titles[:3], part, *titles[3:]]
    text = HEAD + "".join(f"{line.upper()}\n\n{_SAID}\n\n" for line in shown)
    assert _titles(text) == [title.upper() for title in titles]


@pytest.mark.parametrize(
    "moved",
    [
        "MOTION BY QUINCE, SECOND BY ELDER, TO APPROVE THE MINUTES",
        "MOTION MADE BY ELDER AND SECONDED BY QUINCE TO PAY THE BILLS",
        "MOVED BY ELDER, SECONDED BY ROWAN THAT THE BID BE TAKEN",
    ],
)
@pytest.mark.parametrize("mark", ["", "**"])
def test_what_was_moved_is_no_title(moved: str, mark: str) -> None:
    titles = ["CALL TO ORDER", "MINUTES", "BILLS", "SALT SHED", "ADJOURNMENT"]
    text = HEAD + "".join(
        f"{mark}{title}{mark}\n\n{mark}{moved}{mark}\n\nAll were for it, and nobody was against.\n\n"
        for title in titles
    )
    assert _titles(text, "record.md") == titles


@pytest.mark.parametrize("role", ["TRUSTEE", "COUNCILLOR", "SUPERVISOR"])
def test_who_was_there_is_no_part_of_the_first_title(role: str) -> None:
    titles = ["CALL TO ORDER", "MINUTES", "BILLS", "SALT SHED", "ADJOURNMENT"]
    there = f"PRESENT:\n{role} ADA ROWAN\n{role} TOM MEDLAR\n\nABSENT:\n{role} KIT SORREL\n\n"
    text = HEAD + there + "".join(f"{title}\n\n{_SAID}\n\n" for title in titles)
    assert _titles(text) == titles


@pytest.mark.parametrize(
    "told",
    [
        "Ada Rowan called the meeting to order: 4:30 p.m.",
        "The April minutes were read. Correction: Tom was there. Approved as corrected.",
        "Mrs. Medlar opened the meeting at seven and thanked all: there were nine.",
        "Motion to look at the request, as amended. Motion: all motions are withdrawn by their movers.",
    ],
)
def test_a_sentence_before_a_colon_is_no_title(told: str) -> None:
    titles = ["Financial Report", "Librarian's Report", "Old Business", "New Business"]
    text = HEAD + f"{told}\n\n" + "".join(f"{title}:\n\n{_SAID}\n\n" for title in titles)
    assert _titles(text) == titles
    said = HEAD + f"{told}\n\n" + "".join(f"{title}: {_SAID}\n\n" for title in titles)
    assert _titles(said) == titles


@pytest.mark.parametrize(
    "items",
    [
        [("Apologies", "Cllr Innes."), ("Minute of last meeting", "Signed."), ("Matters arising", ["Path", "Grit bin"]),
         ("Police report", "Two sheds."), ("Planning", "A house at the mill, no comment."), ("AOCB", ["Daffodils", "Buses"]),
         ("Date of next meeting", "2nd July.")],
        [("Roll Call", "All were there."), ("Approval of minutes", "Approved."), ("Old Business", ["Roof", "Salt shed"]),
         ("Treasurer's Report", "$8,115.86."), ("Visitors", "Nobody."), ("New Business", ["Mower", "Flags"]),
         ("Adjournment", "At nine.")],
    ],
    ids=["community council", "board"],
)  # fmt: skip
def test_labels_right_below_a_title_are_parts_of_it(
    items: list[tuple[str, str | list[str]]],
) -> None:
    text = HEAD
    for title, said in items:
        if isinstance(said, str):
            text += f"{title}: {said}\n\n"
        else:
            text += (
                f"{title}\n" + "".join(f"{part}: it was told of again.\n" for part in said) + "\n"
            )
    assert [item.title for item in items_of(text)] == [title for title, _ in items]


@pytest.mark.parametrize("day", ["12-23-80", "6/4/2025", "06.04.25"])
def test_the_day_at_the_head_of_pages_is_no_number(day: str) -> None:
    titles = ["IN RE: CALL TO ORDER", "IN RE: MINUTES", "IN RE: SALT SHED", "IN RE: ADJOURNMENT"]
    parts = [f"{title}:\n\n{_SAID}\n\n" for title in titles]
    text = f"{day}\n\nBoard of Borley\n\n" + "".join(parts[:2]) + f"{day}\n\n" + "".join(parts[2:])
    assert _titles(text) == titles


def test_who_is_told_of_under_the_roll_call_is_a_part_of_it() -> None:
    text = (
        "Faculty Senate\n\nFaculty Senate Minutes\n\nMay 5, 2025\n\nRoll Call\n\nMembers Absent With a Deputy:\n"
        "Rowan, K. Sorrel; Medlar, T. Elder.\n\nMembers Absent:\nQuince, Hazel, Oak.\n\nGuests Present:\nA. Thorn.\n\n"
        + "".join(
            f"{t}\n\n{_SAID}\n\n" for t in ("Legislative Update", "Budget Report", "Adjournment")
        )
    )
    assert _titles(text) == ["Roll Call", "Legislative Update", "Budget Report", "Adjournment"]


@pytest.mark.parametrize("n_points", [6, 12])
def test_a_longer_list_in_a_report_never_beats_capitals_right_over_their_text(
    n_points: int,
) -> None:
    titles = [
        "CALL TO ORDER",
        "APPROVAL OF MINUTES",
        "PUBLIC HEARINGS",
        "OLD BUSINESS",
        "ADJOURNMENT",
    ]
    lines = ["BORLEY PLANNING COMMISSION", "MINUTES OF JUNE 4, 2025", ""]
    for title in titles:
        lines += [title, "Nobody spoke against it, and it was so resolved."]
        if title == "PUBLIC HEARINGS":
            lines += [f"{n}. The lamp number {n} is shielded." for n in range(1, n_points + 1)]
        lines.append("")
    assert _titles(pdf([lambda c: write(c, lines)]), "record.pdf") == titles


@pytest.mark.parametrize(
    "below",
    [
        ["JIM ELDER, 14 ELM", "RITA SORREL"],
        ["SALT SHED", "NEW MOWER"],
        ["RESOLUTION 4", "RESOLUTION 5"],
    ],
)
def test_capitals_over_text_below_usual_business_are_parts_of_it(below: list[str]) -> None:
    titles = ["CALL TO ORDER", "PUBLIC FORUM", "OLD BUSINESS", "BILLS", "ADJOURNMENT"]
    parts = {"PUBLIC FORUM": below[0], "OLD BUSINESS": below[1]}
    text = HEAD
    for title in titles:
        part = f"{parts[title]}\n" if title in parts else ""
        text += f"{title}\n\n{part}{_SAID}\n\n"
    assert _titles(text) == titles


@pytest.mark.parametrize(
    ("section", "parts"),
    [
        ("REPORTS", ["2. FIRE CHIEF'S REPORT", "3. LOCAL 522 REPORT"]),
        ("PUBLIC HEARINGS", ["1. FEED STORE AT MILL ROAD", "2. CARPORT AT POPLAR COURT"]),
    ],
)
@pytest.mark.parametrize("form", ["{}", "**{}**"])
def test_numbered_titles_among_plain_ones_are_parts_of_a_section(
    section: str, parts: list[str], form: str
) -> None:
    titles = [
        "CALL TO ORDER",
        "PUBLIC COMMENT",
        "CONSENT ITEMS",
        section,
        "BOARD QUESTIONS",
        "ADJOURNMENT",
    ]
    shown = [one for title in titles for one in (title, *(parts if title == section else ()))]
    text = HEAD + "".join(f"{form.format(one)}\n\n{_SAID}\n\n" for one in shown)
    assert _titles(text, "record.md") == titles


@pytest.mark.parametrize("nothing", ["No reviews", "None.", "Nothing to report", "No change."])
@pytest.mark.parametrize("mark", [": ", " - "])
def test_what_says_that_there_is_nothing_is_no_part_of_a_title(nothing: str, mark: str) -> None:
    lines = [
        "1 - The chairman opened the meeting at seven.",
        "2 – Reports of members who had been at the county's meeting on lamps and what they had heard there",
        f"3 – Review{mark}{nothing}",
        "4 – Acceptance of minutes of the meeting in May, with one correction to the list of who was there",
        "5 – Old Business.",
    ]
    assert "Review" in _titles(
        "Borley Commission\n\nMinutes of 4 June 2025\n\n" + "\n\n".join(lines)
    )


@pytest.mark.parametrize("number", ["1", "4"])
def test_numbered_paragraphs_of_one_section_are_no_items(number: str) -> None:
    told = "The applicant acquired the lot at the mill in about 1991, and the yard and barn beside it eight years later."
    text = (
        HEAD
        + "Background and issues\n\n"
        + "".join(f"{number}.{n}. {told}\n\n" for n in range(1, 6))
    )
    assert len(_titles(text)) == 1
