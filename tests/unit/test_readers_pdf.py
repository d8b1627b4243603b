from __future__ import annotations

from datetime import date
from textwrap import wrap

import pytest
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from corpus import readers
from corpus.errors import RecordError
from corpus.readers.minutes import OPENING
from corpus.records import Meeting, MeetingFacts, Source
from tests.unit.make_files import pdf, write

HEAD = [
    "**WENBRIDGE CITY COUNCIL**",
    "",
    "**PLANNING COMMITTEE**",
    "",
    "**Tuesday 14 May 2019**",
    "",
]
PROSE = (
    "The Committee considered a report of the Head of Planning on the condition of the riverside path, "
    "which had been closed since the flood of the winter before. Members asked how long the repairs would "
    "take and whether the contractor had been appointed. Officers replied that work would start in June."
)
FILLER = (
    "Councillor Pike asked about the fence along the meadow. Councillor Rowe said that the hedge was older "
    "than the fence and that it should stay where it was for as long as anybody could remember."
)


def _read(data: bytes) -> tuple[Meeting, list[str]]:
    source = Source("minutes.pdf", data)
    assert readers.pick(source).name == "PDF"
    meeting, *problems = readers.read(source)
    assert isinstance(meeting, Meeting)
    return meeting, [str(problem) for problem in problems]


def _refusal(data: bytes) -> str:
    with pytest.raises(RecordError) as refused:
        list(readers.read(Source("a.pdf", data)))
    return str(refused.value)


def test_hard_wrapped_minutes_are_items_with_whole_paragraphs() -> None:
    lines = [
        *HEAD,
        "**1. Apologies**",
        "",
        "None.",
        "",
        "**2. Riverside path**",
        "",
        *wrap(PROSE, 80),
    ]
    meeting, problems = _read(pdf([lambda c: write(c, lines)]))
    assert (meeting.committee, meeting.council) == ("Planning Committee", "Wenbridge City Council")
    assert meeting.date == date(2019, 5, 14)
    assert [(i.number, i.title) for i in meeting.items] == [
        ("1", "Apologies"),
        ("2", "Riverside path"),
    ]
    assert [i.minutes for i in meeting.items] == ["None.", PROSE]
    assert problems == []


def test_running_heads_and_page_numbers_go_and_a_sentence_over_two_pages_is_whole() -> None:
    paragraphs = [wrap(f"{n}. {FILLER}", 80) for n in range(3)]
    body = [line for paragraph in paragraphs for line in (*paragraph, "")]
    wrapped = wrap(PROSE, 80)

    def page(number: int, lines: list[str]) -> object:
        def draw(canvas: Canvas) -> None:
            write(canvas, ["Wenbridge City Council – Planning Committee, 14 May 2019"], top=815)
            write(canvas, lines)
            write(canvas, [f"Page {number} of 3"], x=280, top=30)

        return draw

    pages = [
        page(1, [*HEAD, "**1. Path**", "", *body, *wrapped[:3]]),
        page(2, [*wrapped[3:], "", *body]),
        page(3, ["**2. Parks**", "", "Green.", "", *body]),
    ]
    meeting, _ = _read(pdf(pages))  # type: ignore[arg-type]
    path, parks = meeting.items
    assert PROSE in path.minutes
    for item in (path, parks):
        assert "Page" not in item.minutes
        assert "Wenbridge City Council –" not in item.minutes


def test_a_word_cut_at_the_line_end_is_whole_and_a_hyphen_of_its_own_stays() -> None:
    lines = [
        "**1. Transit**", "",
        "The Committee discussed homes near the station and spoke about transit-",
        "oriented homes. Members hoped that the new oriented plan would be a develop-",
        "ment of the older one for the whole of the district and for everybody in it.", "",
        "**2. Parks**", "", "Green.",
    ]  # fmt: skip
    meeting, _ = _read(pdf([lambda c: write(c, lines)]))
    assert "transit-oriented homes" in meeting.items[0].minutes
    assert "a development of the older one" in meeting.items[0].minutes


def test_two_columns_of_prose_are_read_one_after_the_other() -> None:
    left, right = wrap(PROSE, 38), wrap(FILLER, 38)

    def draw(canvas: Canvas) -> None:
        write(canvas, [*HEAD, "**1. Path**"])
        # The file gives the lines row by row, as some programs do.
        for number in range(max(len(left), len(right))):
            for column, x in ((left, 60), (right, 320)):
                if number < len(column):
                    write(canvas, [column[number]], x=x, top=TOP_OF_COLUMNS - number * 14)

    meeting, _ = _read(pdf([draw]))
    text = " ".join(meeting.items[-1].minutes.split())
    assert PROSE in text
    assert FILLER in text


TOP_OF_COLUMNS = 660


def test_an_attendance_list_in_columns_keeps_every_name_whole() -> None:
    names = [f"Councillor {name}" for name in ("Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir")]

    def draw(canvas: Canvas) -> None:
        write(canvas, [*HEAD, "Present:"])
        write(canvas, names[:3], x=72, top=670)
        write(canvas, names[3:], x=300, top=670)
        write(
            canvas,
            ["**1. Apologies**", "", "None.", "", "**2. Parks**", "", *wrap(PROSE, 80)],
            top=600,
        )

    meeting, _ = _read(pdf([draw]))
    # Who was there stands in the opening, and is lost nowhere.
    assert [item.title for item in meeting.items] == [OPENING, "Apologies", "Parks"]
    lines = "\n".join(_lines_of(pdf([draw])))
    assert all(name in lines for name in names)


def _lines_of(data: bytes) -> list[str]:
    from corpus.readers.pdf import _pages

    return [line.text for page in _pages(data)[0] for line in page.lines]


def test_a_table_gives_one_line_a_row() -> None:
    def draw(canvas: Canvas) -> None:
        for n, row in enumerate([("Councillor", "Vote"), ("Ash", "For"), ("Birch", "Against")]):
            for cell, x in zip(row, (72, 300), strict=True):
                write(canvas, [cell], x=x, top=600 - 20 * n)

    assert [line for line in _lines_of(pdf([draw])) if line] == [
        "Councillor | Vote", "Ash | For", "Birch | Against",
    ]  # fmt: skip


def _picture(canvas: Canvas) -> None:
    canvas.drawInlineImage(_grey(), 0, 0, 595, 842)


def _grey() -> object:
    from PIL import Image

    return Image.new("L", (20, 20), 128)


def test_a_page_that_is_a_picture_is_reported_and_the_others_are_read() -> None:
    lines = [*HEAD, "**1. A**", "", *wrap(PROSE, 80), "", "**2. B**", "", "Green."]
    meeting, problems = _read(pdf([lambda c: write(c, lines), _picture]))
    assert len(meeting.items) == 2
    assert problems == ["pages without text (pictures; they need OCR): 2 of 2"]


def test_a_scan_is_refused_with_what_to_do() -> None:
    assert "run OCR" in _refusal(pdf([_picture, _picture]))


def test_an_empty_pdf_is_refused() -> None:
    assert _refusal(pdf([lambda c: None])) == "the PDF holds no text"


def test_an_encrypted_pdf_is_refused_as_such() -> None:
    lock = pdfencrypt.StandardEncryption("secret", canPrint=0)
    assert "encrypted" in _refusal(pdf([lambda c: write(c, HEAD)], encrypt=lock))


@pytest.mark.parametrize("part", [0.01, 0.3, 0.7, 0.95])
def test_a_truncated_pdf_is_refused_or_read_never_worse(part: float) -> None:
    whole = pdf([lambda c: write(c, [*HEAD, *wrap(PROSE * 9, 80)])], pageCompression=0)
    cut = whole[: int(len(whole) * part)]
    if part < 0.02:
        assert "damaged or cut off" in _refusal(cut)
        return
    try:
        found = list(readers.read(Source("a.pdf", cut)))
    except RecordError as error:
        found = [error]
    reasons = [str(r) for r in found if isinstance(r, RecordError)]
    assert reasons == [] or "damaged" in reasons[0] or "no text" in reasons[0]
    assert all(m.items for m in found if isinstance(m, Meeting))


def test_what_is_only_called_pdf_is_read_as_what_it_is() -> None:
    assert readers.pick(Source("a.pdf", b"1. Roads\n\nLong.")).name == "minutes"
    assert readers.pick(Source("a.txt", pdf([lambda c: write(c, HEAD)]))).name == "PDF"


def test_each_item_knows_its_page_and_links_to_it_where_the_file_has_an_address() -> None:
    first = [*HEAD, "**1. Apologies**", "", "None.", "", "**2. Riverside path**", "", PROSE[:80]]
    second = ["**3. Fences**", "", FILLER[:80], "", "**4. Hedges**", "", FILLER[90:160]]
    data = pdf([lambda c: write(c, first), lambda c: write(c, second)])
    meeting, _ = _read(data)
    assert [(item.number, item.page, item.url) for item in meeting.items] == [
        ("1", 1, None), ("2", 1, None), ("3", 2, None), ("4", 2, None),
    ]  # fmt: skip
    facts = MeetingFacts(url="https://wenbridge.example/a/Minutes.PDF#top")
    (meeting,) = readers.read(Source("minutes.pdf", data, facts))
    assert isinstance(meeting, Meeting)
    assert [item.url for item in meeting.items[1:3]] == [
        "https://wenbridge.example/a/Minutes.PDF#page=1",
        "https://wenbridge.example/a/Minutes.PDF#page=2",
    ]
    # A page of the web that tells of a PDF has no pages.
    (meeting,) = readers.read(Source("minutes.pdf", data, MeetingFacts(url="https://a.example/")))
    assert isinstance(meeting, Meeting)
    assert {item.url for item in meeting.items} == {None}
