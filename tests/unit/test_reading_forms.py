"""Forms in which records of bodies never read before begin their items; of each, some in other words."""

from __future__ import annotations

import pytest

from corpus.heads import facts_of
from tests.unit.bodies import BODIES, HEAD, PAGE, PARISH, Said, check, items_of


@pytest.fixture(params=BODIES)
def said(request: pytest.FixtureRequest) -> Said:
    return BODIES[request.param]


@pytest.mark.parametrize("capitals", [True, False])
def test_a_number_right_before_its_title_counts(said: Said, capitals: bool) -> None:
    said = [(title.upper() if capitals else title, words) for title, words in said]
    text = HEAD + "".join(f"{n}{title}\n{words}\n" for n, (title, words) in enumerate(said, 1))
    assert [item.number for item in check(text, said)] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("year", ["15", "25", "20"])
def test_a_year_behind_a_dot_does_not_count(said: Said, year: str) -> None:
    text = HEAD + "".join(f"{n}.{year} {t}\n{words}\n" for n, (t, words) in enumerate(said, 98))
    assert [item.number for item in check(text, said)] == [f"{n}.{year}" for n in range(98, 102)]


def test_parts_with_a_dot_are_no_items_of_a_year() -> None:
    parts = "".join(f"{n}.{part} Oak spoke of it.\n" for n in (7,) for part in range(1, 16))
    text = "".join(f"{n}. {title}\n{words}\n" for n, (title, words) in enumerate(PARISH, 6))
    text = text.replace("8. Footpath", f"{parts}8. Footpath")
    check(HEAD + text, PARISH)


@pytest.mark.parametrize("form", ["{} p.m., {}:", "{}pm, {}"])
def test_a_comma_ends_a_time(said: Said, form: str) -> None:
    times = ["7:00", "7:05", "7:45", "8:10"]
    text = "".join(
        f"{form.format(time, title)}\n{words}\n\n"
        for time, (title, words) in zip(times, said, strict=True)
    )
    check(HEAD + text, said)


def test_business_that_ends_with_a_full_stop_may_have_the_number_above_it() -> None:
    said = [("Call to order.", "At 7."), ("Old business.", "None."), ("New business.", "Bids.")]
    said += [("Adjournment.", "At 9.")]
    text = "".join(f"{n}. {t}\n\n{w}\n\n" for n, (t, w) in zip((1, 5, 5, 6), said, strict=True))
    assert len(items_of(HEAD + text.replace("5. ", "2. ").replace("6. ", "3. "))) == 4


@pytest.mark.parametrize("behind", ["John, Ivan", "Cllrs Oak and Elm"])
def test_a_colon_without_a_space_ends_usual_business(behind: str) -> None:
    text = f"{HEAD}1.Present:Roy, Syd\n2.Apologies:{behind}\n3.Matters Arising\nThe fans are hot.\n4.Hall bookings\nNone.\n"
    found = items_of(text)
    assert [item.title for item in found[-3:]] == ["Apologies", "Matters Arising", "Hall bookings"]
    assert found[-3].minutes == behind


def test_capitals_end_at_a_colon_before_a_shortened_word_too() -> None:
    text = "OLD BUSINESS: Oak spoke of the fire truck.\n\nCEO REPORT: CEO was absent but wrote a letter.\n\n"
    text += "DPW REPORT: The lights are mended.\n\nADJOURN: At nine.\n"
    titles = [item.title for item in items_of(f"Elm Selectmen\n\nMay 4, 2025\n\n{text}")]
    assert titles == ["OLD BUSINESS", "CEO REPORT", "DPW REPORT", "ADJOURN"]


def test_capitals_end_before_what_is_to_be_done() -> None:
    said = [
        "APOLOGIES To receive apologies",
        "INTERESTS (PECUNIARY AND OTHER) To receive any of them",
    ]
    said += ["MINUTES To approve those of 7 May", "PLANNING To consider what came in"]
    text = HEAD + "".join(f"{n}. {one}\n\n" for n, one in enumerate(said, 1))
    titles = [item.title for item in items_of(text)]
    assert titles == ["APOLOGIES", "INTERESTS (PECUNIARY AND OTHER)", "MINUTES", "PLANNING"]


def test_two_bare_numbers_in_capitals_areitems_of() -> None:
    text = (
        f"{HEAD}350 DATGAN BUDDIANNAU\n\nDim.\n\n351 MATERION CYMUNEDOL\n\nRoedd y cae yn wlyb.\n"
    )
    assert [item.number for item in items_of(text)] == ["350", "351"]


@pytest.mark.parametrize(
    "titles",
    [
        ["Apologies", "Conflicts of interest", "Public forum", "Next meeting"],
        ["Call to order", "Approval of minutes", "Treasurer's report", "Adjournment"],
    ],
)
def test_usual_business_stands_out_in_a_text_without_blank_lines(titles: list[str]) -> None:
    text = "".join(f"{title}\nIt was dealt with by all of them at once.\n" for title in titles)
    assert [item.title for item in items_of(HEAD.replace("\n\n", "\n") + text)] == titles


@pytest.mark.parametrize(
    "between", ["Finance: fees.\n\nGrounds: the roof.", "Kept for the minutes."]
)
@pytest.mark.parametrize("mark", ["{}. ", "{}) "])
def test_a_list_that_a_paragraph_broke_goes_on(between: str, mark: str) -> None:
    first = ["Call to order", "Public comment", "Approval of minutes", "Director's report"]
    last = ["New business", "Set date for next meeting", "Executive session", "Adjourn"]
    lists = [
        "".join(f"{mark.format(n)}{one}\n" for n, one in enumerate(piece, 1))
        for piece in (first, last)
    ]
    text = f"{HEAD}{lists[0]}\n{between}\n\n{lists[1]}"
    assert [item.title for item in items_of(text)] == [*first, *last]


def test_a_list_in_the_last_item_is_no_piece_of_the_agenda() -> None:
    said = ["Apologies", "The pond", "Planning", "Gifts"]
    text = "".join(f"{n}. {one}\n\nIt was spoken of.\n\n" for n, one in enumerate(said, 1))
    text += "To these:\n\n1. The school\n2. The choir\n3. The bowls club\n4. The hall\n"
    assert [item.title for item in items_of(HEAD + text)] == said


@pytest.mark.parametrize("rule", ["| --- | :---: |\n", "|---|---|\n", ""])
def test_rows_of_a_table_in_markdown_areitems_of(said: Said, rule: str) -> None:
    head = f"| No | Item |\n{rule}" if rule else ""
    rows = "".join(f"| {n} | {title} |\n" for n, (title, _) in enumerate(said, 1))
    found = items_of(f"# Borley Parish Council\n\nAgenda, 4 June 2025\n\n{head}{rows}", "record.md")
    assert [(item.number, item.title) for item in found] == [
        (str(n), title) for n, (title, _) in enumerate(said, 1)
    ]


@pytest.mark.parametrize("mark", "=-")
def test_a_row_of_marks_below_a_title_underlines_it(said: Said, mark: str) -> None:
    text = "".join(f"{title}\n{mark * len(title)}\n\n{words}\n\n" for title, words in said)
    check(HEAD + text, said)


@pytest.mark.parametrize(
    "style", ["- **{}**: {}\n", "* __{}__ {}\n", "- {}: {}\n", "* {}\n    * {}\n"]
)
def test_points_of_an_outer_list_areitems_of(said: Said, style: str) -> None:
    text = "".join(style.format(title, words) for title, words in said)
    check(f"# Borley Parish Council\n\nMinutes, 4 June 2025\n\n{text}", said, "record.md")


def test_points_inside_an_item_are_none() -> None:
    text = "".join(f"## {title}\n\n{words}\n\n" for title, words in PARISH)
    text = text.replace("Mr Medlar", "- **Planning**: none\n- **Reports**: none\n\nMr Medlar")
    check(f"# Borley Parish Council\n\nMinutes, 4 June 2025\n\n{text}", PARISH, "record.md")


@pytest.mark.parametrize("address", ["https://borley.example/1", "/papers/1.pdf", "#a1"])
def test_a_link_is_its_words(said: Said, address: str) -> None:
    text = "".join(f"{n}.\n\n[{t}]({address})\n\n{w}\n\n" for n, (t, w) in enumerate(said, 1))
    check(f"# Borley Parish Council\n\nMinutes, 4 June 2025\n\n{text}", said, "record.md")


FORMS_OF_HTML = [
    "<dt>{}</dt><dd>{}</dd>",
    "<p><u>{}</u></p><p>{}</p>",
    "<table><tr><th>{}</th><td>{}</td></tr></table>",
    "<table><tr><td><b>{}</b></td><td>{}</td></tr></table>",
    "<ul><li><b>{}</b><br>{}</li></ul>",
    "<h3>{}</h3><h4>Report</h4><p>It was read.</p><h4>Decision</h4><p>{}</p>",
]


@pytest.mark.parametrize("form", FORMS_OF_HTML)
def test_what_html_makes_stand_out_begins_an_item(said: Said, form: str) -> None:
    body = "".join(form.format(title, words) for title, words in said)
    check(f"{PAGE}{body}</body></html>", said, "record.html")


NAMES = {
    "City of Oakham West Resolution": "City of Oakham West",
    "Town of Elm Special Meeting": "Town of Elm",
    "COUNTY OF HAZEL NO. 4": "County of Hazel No. 4",
    "Municipal District of Rowan No. 31": "Municipal District of Rowan No. 31",
    "CYNGOR CYMUNED LLANELM COMMUNITY COUNCIL": "Llanelm Community Council",
    "Cyngor Tref Abercelyn Town Council": "Abercelyn Town Council",
    "Locum Clerk to Borley Parish Council": "Borley Parish Council",
    "Proper Officer to the Elm Town Council": "Elm Town Council",
    "Joint Planning Committee and Full Parish Council": None,
}


@pytest.mark.parametrize("line", NAMES)
def test_what_stands_round_the_name_of_a_council_is_no_part_of_it(line: str) -> None:
    assert facts_of([line, "Minutes of 4 May 2020"]).council == NAMES[line]


@pytest.mark.parametrize("day", ["June 4th2025", "4thJune2025", "4th June2025", "June 4th 2025"])
def test_a_date_may_have_lost_its_spaces(day: str) -> None:
    assert str(facts_of(["Borley Parish Council", f"Meeting held on {day}"]).date) == "2025-06-04"
