from __future__ import annotations

from corpus.readers.items.headings import find_headings
from corpus.readers.text_lines import lines_of_text


def _titles(text: str) -> list[str]:
    return [heading.title for heading in find_headings(lines_of_text(text.strip()))]


def test_a_table_of_contents_in_front_splits_nothing() -> None:
    contents = "1. Apologies ........ 1\n2. Roads . . . . . 2\n3. Parks\t3\n\n"
    body = "1. Apologies\n\nNone.\n\n2. Roads\n\nThey are long and wide.\n\n3. Parks\n\nGreen.\n"
    assert _titles(contents.replace("\t", " | ") + body) == ["Apologies", "Roads", "Parks"]


def test_the_agenda_in_front_of_the_minutes_splits_nothing() -> None:
    agenda = "1. Apologies\n2. Roads\n3. Parks\n\nThe meeting opened at six.\n\n"
    body = "1. Apologies\n\nNone.\n\n2. Roads\n\nThey are long and wide.\n\n3. Parks\n\nGreen."
    found = find_headings(lines_of_text(agenda + body))
    assert [heading.line for heading in found] == [6, 10, 14]


def test_titles_in_bold_that_are_wrapped_are_whole_and_the_motion_below_is_text() -> None:
    text = (
        "**1.**\n\n**Notice of Motion submitted by Councillor J. Pike (to be referred to the**\n\n"
        "**Roads Committee)**\n\n**I will move that the road be mended.**\n\nIt was agreed.\n\n"
        "**2.**\n\n**Question submitted by Councillor Rowe**\n\n**I will ask about parks.**\n\nYes."
    )
    assert _titles(text) == [
        "Notice of Motion submitted by Councillor J. Pike (to be referred to the Roads Committee)",
        "Question submitted by Councillor Rowe",
    ]


SECTIONS = "\n\n".join(
    f"REPORT OF THE\n\n{name} COMMITTEE\n\nDATED MAY {n}, 2019\n\nIt was introduced.\n\n"
    f"**Item 1 – {name.title()} in the north**\n\nA word.\n\n**Motion No. {n}**\n\nAn amendment.\n\n"
    f"**Item 2 – {name.title()} in the south**\n\nAnother word."
    for n, name in enumerate(
        ["ROADS", "PARKS", "RIVERS", "SCHOOLS", "HOMES", "BUSES", "TREES", "LIGHTS"], start=1
    )
)


def test_sections_in_capitals_split_and_so_do_the_items_that_are_counted_anew_in_each() -> None:
    found = _titles(SECTIONS)
    assert found[:4] == [
        "REPORT OF THE ROADS COMMITTEE DATED MAY 1, 2019",
        "Item 1 – Roads in the north",
        "Item 2 – Roads in the south",
        "REPORT OF THE PARKS COMMITTEE DATED MAY 2, 2019",
    ]
    assert len(found) == 24


def test_motions_split_where_they_are_the_business_not_where_they_amend_an_item() -> None:
    found = _titles(
        f"{SECTIONS}\n\nMOTIONS\n\n**Motion No. 9**\n\nA new road.\n\n**Motion No. 10**\n\nOne more."
    )
    assert found[-2:] == ["MOTIONS: Motion No. 9", "MOTIONS: Motion No. 10"]


def test_words_of_a_resolution_in_capitals_are_no_headings() -> None:
    text = SECTIONS + "\n\nTHEREFORE BE IT RESOLVED\n\nthat it be so.\n\nCARRIED\n\nREPLY:\n\nYes."
    assert _titles(text) == _titles(SECTIONS)


def test_a_single_item_is_found_and_votes_and_times_are_none() -> None:
    front = "1.30 PM\n\nFor\n\n(4)\n\nThe Mayor congratulated the winner\n\n(9)\n\nAgainst"
    assert _titles(front) == []
    assert _titles(f"**1.**\n\n**Policing**\n\nIt was discussed.\n\n{front}") == ["Policing"]


def test_what_closes_a_meeting_without_a_number_is_an_item() -> None:
    body = "1. Roads\n\nLong.\n\n2. Parks\n\nGreen.\n\n**Any Other Business**\n\nNone was raised."
    assert _titles(body) == ["Roads", "Parks", "Any Other Business"]
