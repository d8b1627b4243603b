"""Titles that no type sets off, lists longer than the agenda, and capitals in a row: kinds of plain records."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from corpus.readers.items.labels import label_of
from corpus.records import AgendaItem
from tests.unit.bodies import items_of

HEAD = "Borley Parish Council\n\nMinutes of the meeting held on 4 June 2025\n\n"


def _titles(text: str, name: str = "record.txt") -> list[str]:
    return [item.title for item in items_of(text, name)]


def _said(item: AgendaItem) -> str:
    return "\n\n".join(part for part in (item.agenda, item.decision, item.minutes) if part)


# A label, and what was said behind it in the same line.
SAID = {
    "short": [
        ("Present", "Cllrs Hazel (Chair), Rowan and Quince, Mrs. Medlar"),
        ("Apologies", "None"),
        ("Minutes", "Cllr Hazel proposed and Cllr Rowan seconded that they be signed."),
        ("Matters Arising", "The bench by the pond was mended."),
        ("Planning", "Mr Elder, new porch at 4 Back Lane, no objection was made."),
        ("Precept", "It was agreed to ask for the same as last year."),
        ("Any Other Business", "A lamp in Mill Lane does not burn."),
    ],
    "long": [
        ("Apologies for Absence", "These were received from Cllr Quince, who was unwell."),
        ("Declarations of Interest", "None were made."),
        ("Highways", "The county has been asked about the gully at the crossroads. " * 6),
        ("Village Hall Report", "The accounts were presented by Mr Elder. " * 8),
        ("Correspondence", "A letter on the buses was read out."),
        ("Date of Next Meeting", "Wednesday 2 July 2025."),
    ],
    "of a community council": [
        ("Police Report", "No officer was able to attend."),
        ("Public Forum", "Mr Elder spoke of the works beside the quay."),
        ("Financial Report", "The balance is £8,115.86."),
        ("Re-siting of the Buoy", "The estate has answered that it may stand by the quay."),
        ("Riverbank", "The Clerk was asked to write to the agency again."),
        ("Date of next meeting", "30th July 2025"),
    ],
}


@pytest.mark.parametrize("mark", [": ", ":- ", " - ", " – "])
@pytest.mark.parametrize("number", ["{}. ", "{}\\. ", "25/0{} ", "250{}. "])
@pytest.mark.parametrize("kind", SAID)
def test_a_label_before_its_text_is_the_title(kind: str, number: str, mark: str) -> None:
    said = SAID[kind]
    lines = [f"{number.format(n)}{t}{mark}{s}" for n, (t, s) in enumerate(said, start=1)]
    found = items_of(HEAD + "\n\n".join(lines) + "\n", "record.md")
    assert [item.title for item in found] == [title for title, _ in said]
    assert [" ".join(_said(item).split()) for item in found] == [
        " ".join(s.split()) for _, s in said
    ]


@pytest.mark.parametrize("kind", SAID)
@pytest.mark.parametrize("apart", ["\n", "\n\n"])
def test_labels_without_numbers_are_titles_where_they_are_usual_business(
    kind: str, apart: str
) -> None:
    said = [one for one in SAID[kind] if one[0] != "Present"]
    found = _titles(
        HEAD + apart.join(f"{t}: {s}" for t, s in said) + "\nThe meeting closed at 9.\n"
    )
    assert found == [title for title, _ in said]


@pytest.mark.parametrize("kind", SAID)
def test_short_lines_are_titles_where_they_are_usual_business(kind: str) -> None:
    said = [one for one in SAID[kind] if one[0] != "Present"]
    text = HEAD + "".join(f"{t}\n\n{s} It was so agreed.\n\n" for t, s in said)
    assert _titles(text) == [title for title, _ in said]


@pytest.mark.parametrize(
    "text",
    [
        # Specific titles with a colon in them, of which no part is text.
        "1. Planning: 25/01234/FUL Mill Lane\n\nNo objection.\n\n"
        "2. Planning: 25/04321/HOU Back Lane\n\nObjection.\n\n3. Planning: appeals\n\nNone.\n",
        "1. Finance - approval of payments\n\nAgreed.\n\n2. Finance - internal audit\n\nNoted.\n\n"
        "3. Highways - gritting\n\nNoted.\n",
    ],
)
def test_titles_of_two_parts_stay_whole(text: str) -> None:
    wanted = [line.split(". ", 1)[1] for line in text.splitlines() if line[:1].isdigit()]
    assert _titles(HEAD + text) == wanted


@pytest.mark.parametrize("n_list", [5, 8, 11, 16])
@pytest.mark.parametrize("place", [2, 4, 5])
@pytest.mark.parametrize("number", ["{}. ", "{}\\. ", "{}) "])
def test_a_list_longer_than_the_agenda_begins_no_item(number: str, place: int, n_list: int) -> None:
    titles = ["Apologies", "Declarations of interest", "Minutes", "Matters arising"]
    titles += ["Correspondence", "Planning", "Finance", "Other reports"]
    text = HEAD
    for n, title in enumerate(titles, start=1):
        text += (
            f"{number.format(n)}{title}\n\nIt was dealt with at some length by those present.\n\n"
        )
        if n == place:
            points = [
                f"{number.format(k)}Letter about {what}"
                for k, what in enumerate(["bins", "Buses", "the mill", "the quay"] * 4, start=1)
            ]
            text += "\n".join(points[:n_list]) + "\n\n"
    assert _titles(text, "record.md") == titles


CAPITALS = [
    ["CALL THE MEETING TO ORDER", "PLEDGE OF ALLEGIANCE", "ELECT THE MODERATOR", "SET THE FEE"],
    ["APPROVAL OF MINUTES", "REPORT OF THE ROAD COMMISSIONER", "NEW BUSINESS", "ADJOURNMENT"],
]


@pytest.mark.parametrize("colon", ["", ":"])
@pytest.mark.parametrize("blank", ["\n\n", "\n\n\n"])
def test_paragraphs_in_capitals_are_each_an_item(blank: str, colon: str) -> None:
    titles = [title for part in CAPITALS for title in part]
    text = "BORLEY TOWNSHIP\n\nANNUAL TOWN MEETING\n\nTUESDAY, APRIL 8, 2025, 7 PM\n\n"
    assert _titles(text + blank.join(f"{t}{colon}" for t in titles) + "\n") == titles


@pytest.mark.parametrize("below", ["\n", "\n\n"])
def test_capitals_that_end_with_a_colon_are_titles_right_above_their_text(below: str) -> None:
    titles = [title for part in CAPITALS for title in part]
    text = "Township of Borley\n\nRegular meeting of the Board of Trustees, June 4, 2025\n\n"
    text += "\n\n".join(f"{title}:{below}The board dealt with it at once." for title in titles)
    assert _titles(text) == titles


@pytest.mark.parametrize("short", ["ROAD", "AOB", "IT", "PARK"])
@pytest.mark.parametrize("mark", ["## ", "### "])
def test_a_short_title_of_a_heading_s_level_is_one(mark: str, short: str) -> None:
    titles = ["CALL TO ORDER", "MINUTES", "FIRE DEPARTMENT", short, "NEW BUSINESS", "CLOSING"]
    text = "# Town of Borley\nJune 4, 2025\n\n"
    text += "".join(f"{mark}{t}\nThe chair reports that all is well.\n\n" for t in titles)
    assert _titles(text, "2025-06-minutes.md") == titles


TABLE = (
    "<table width='600'><tbody><tr><td><strong>Payee</strong></td><td>Net</td></tr>"
    "<tr><td>Elder &amp; Sons</td><td>£329.21</td></tr><tr><td>Clerk</td><td>£224.35</td></tr>"
    "<tr><td>Hall</td><td>£10.00</td></tr></tbody></table>"
)


@pytest.mark.parametrize("head", ["", '---\ntitle: "Borley, June"\ndate: "2025-06-09"\n---\n\n'])
@pytest.mark.parametrize("n_tables", [1, 3])
def test_a_table_of_a_page_in_markdown_stays_a_table_of_its_item(n_tables: int, head: str) -> None:
    titles = ["Apologies", "Minutes", "Accounts", "Next meeting"]
    text = head + HEAD
    for n, title in enumerate(titles, start=1):
        text += f"**{n}\\. {title}**\n\nAll agreed.\n\n"
        text += f"{TABLE}\n\n" * n_tables if title == "Accounts" else ""
    found = items_of(text, "record.md")
    assert [item.title for item in found] == titles
    assert _said(found[2]).count("Elder & Sons | £329.21") == n_tables
    assert "<" not in " ".join(map(_said, found))


@pytest.mark.parametrize("tag", ["<br />", "<br>", "<BR/>\n"])
def test_breaks_of_lines_of_a_page_end_lines_in_a_text(tag: str) -> None:
    said = SAID["of a community council"]
    lines: Sequence[str] = [f"{3064 + n}.{t}:   {s}" for n, (t, s) in enumerate(said)]
    text = f"Minutes of Borley Community Council, 4 June 2025.{tag}{tag}" + (tag * 2).join(lines)
    found = items_of(text.replace("£", "&pound;"))
    assert [item.title for item in found] == [title for title, _ in said]
    assert "£8,115.86" in _said(found[2])


@pytest.mark.parametrize(
    "title",
    [
        "Question submitted by Councillor N. Oakley",
        "Report on St. Anne’s Road",
        "Letter of Mr. Hazel",
        "Statement by Cllr. Rowan",
        "Motions of Crs. Rowan and Elder",
    ],
)
def test_a_title_does_not_end_at_an_initial_or_a_shortened_word(title: str) -> None:
    text = f"{HEAD}1. Apologies\n\nNone.\n\n2. {title}\n\nWill the road be mended?\n\n3. Close\n\nAt nine.\n"
    assert title in _titles(text)


def test_a_label_does_not_end_at_an_initial() -> None:
    for shortened in ("Question by Councillor N", "Report on St", "Letter of Mr", "Motion of Cllr"):
        assert label_of(f"{shortened}. Oakley said so at the last meeting.") is None


def test_a_line_in_capitals_is_all_title() -> None:
    listed = ["AUDIT OF PAYROLL: LIMITED ASSURANCE", "TREASURY: OUT-TURN FOR 2014/15", "THE POND"]
    text = "".join(f"6{n}/2015  {title}\n\nIt was noted.\n\n" for n, title in enumerate(listed, 1))
    assert _titles(f"{HEAD}{text}") == listed
