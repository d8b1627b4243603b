"""What of a wrapped record is one paragraph, and what begins one of its own."""

from __future__ import annotations

from textwrap import wrap

from corpus.lines import BLANK, Line
from corpus.readers.items.wrapped import whole_lines
from corpus.readers.text_lines import lines_of_text

WIDTH = 72
BODY = (
    "The Clerk reported that the drain in front of the school had been cleared twice this winter, that the "
    "county council had been asked to widen it before the next one, and that nothing had been heard since."
)


def _lines(*paragraphs: str, between: str = "\n\n") -> list[Line]:
    wrapped = ("\n".join(wrap(one, WIDTH, break_on_hyphens=False)) for one in paragraphs)
    return lines_of_text(between.join(wrapped))


def _whole(lines: list[Line]) -> list[str]:
    return [line.text for line in whole_lines(lines)[0] if line.text]


def test_wrapped_paragraphs_are_whole_again() -> None:
    title = "4. Report of the Clerk on the transfer of the allotments in Mill Lane to the Allotment Association"
    assert _whole(_lines(title, BODY, "5. Close", BODY)) == [title, BODY, "5. Close", BODY]


def test_each_whole_line_knows_where_it_began() -> None:
    lines = _lines("4. Close", BODY)
    whole, starts = whole_lines(lines)
    assert [line.text for line in whole] == ["4. Close", "", BODY]
    assert starts == [0, 1, 2, len(lines)]


def test_lines_that_were_not_wrapped_stay_as_they_are() -> None:
    lines = lines_of_text(f"4. Close\n\n{BODY}\n\nCllr Oak\nCllr Elm\nand the Clerk\n")
    assert whole_lines(lines) == (lines, list(range(len(lines) + 1)))
    assert whole_lines([]) == ([], [0])


def test_lines_that_go_on_though_there_was_place_are_no_wrapped_ones() -> None:
    poem = [
        "the swing is broken",
        "and nobody has come",
        "to mend it",
        "as was promised",
        "in the spring by the county council of Ashton",
    ]
    lines = [Line(one) for one in poem]
    assert whole_lines(lines)[0] == lines


def test_text_right_below_a_title_that_ends_early_is_no_part_of_it() -> None:
    lines = _lines("4. Drain in Mill Lane", BODY, "5. Close", BODY, between="\n")
    assert _whole(lines) == ["4. Drain in Mill Lane", BODY, "5. Close", BODY]


def test_text_right_below_a_title_as_long_as_a_line_is_no_part_of_it_where_text_stands_so() -> None:
    full = "6. Report of the Clerk on the transfer of allotments in Mill Lane, Ashton"[:WIDTH]
    lines = _lines("4. Drain", BODY, full, BODY, "7. Close", BODY, between="\n")
    assert _whole(lines) == ["4. Drain", BODY, full, BODY, "7. Close", BODY]


def test_the_next_number_begins_anew_below_a_full_line() -> None:
    full = "6. Minutes of the meeting of the Parish Council that was held on 3 March"
    for below in (
        "7. Close",
        "7 Close",
        "(7) Close",
        "7) Close",
        "• Close",
        "(b) Close",
        "AYES: Oak, Elm",
    ):
        assert below in _whole([*_lines(full), Line(below), BLANK, *_lines(BODY, BODY)]), below


def test_a_year_or_a_number_in_a_sentence_begins_nothing() -> None:
    for above, below in (
        (
            "4. The Clerk had written to the county council on the drain in January",
            "2026. Nothing was heard.",
        ),
        (
            "4. Closed session: conference with legal counsel under government code",
            "54954.5 and 54956",
        ),
        (
            "4. Motion of Councillors Oak and Elm that the council passes by-law no",
            "2018-22 being the one on dogs",
        ),
        (
            "4. Order that changes the overlay district of Mill Lane to a new one of",
            "R7 and higher density",
        ),
    ):
        lines = [Line(above), Line(below), BLANK, *_lines(BODY, BODY)]
        assert _whole(lines)[0] == f"{above} {below}"


def test_titles_in_capitals_and_in_bold_and_rows_stay_lines_of_their_own() -> None:
    full = "The Clerk said that nobody had asked for the allotments in Mill Lane yet"
    for own in (
        Line("CLOSE OF MEETING"),
        Line("Close", bold=True),
        Line("Close", heading=2),
        Line("Oak | For", cells=("Oak", "For")),
    ):
        assert own in whole_lines([*_lines(BODY), BLANK, Line(full), own])[0]
