"""Kinds of printed pages: forms, turned pages, side headings, numbers of lines, feet, scans, black boxes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus import readers
from corpus.errors import RecordError
from corpus.readers.minutes import OPENING
from corpus.records import AgendaItem, Meeting, Source
from tests.unit.make_files import LEADING, TOP, pdf, write

SAID = [
    ("Welcome", "Nobody was absent, which the Mayor noted with pleasure."),
    ("Gritting of Back Lane", "The county had gritted it twice since the frost."),
    ("Library hours", "They would be longer from May until the end of the year."),
    ("Churchyard wall", "Two quotations were asked for, and one was received."),
]
HEAD = ["Borley Town Council", "Minutes of the meeting held on 4 June 2025", ""]
WIDTH, HEIGHT = A4
_Page = Callable[[Canvas], object]


def _read(pages: Sequence[_Page]) -> tuple[list[AgendaItem], list[str], Meeting]:
    found = list(readers.read(Source("borley.pdf", pdf(pages))))
    whole = next(one for one in found if isinstance(one, Meeting))
    problems = [str(one) for one in found if isinstance(one, RecordError)]
    return [item for item in whole.items if item.title != OPENING], problems, whole


def _said(item: AgendaItem) -> str:
    parts = (part for part in (item.agenda, item.decision, item.minutes) if part)
    return " ".join("\n".join(parts).split())


def _told(pages: Sequence[_Page]) -> list[tuple[str, str]]:
    return [(item.title, _said(item)) for item in _read(pages)[0]]


def _lines() -> list[str]:
    lines = list(HEAD)
    for n, (title, text) in enumerate(SAID, start=1):
        lines += [f"{n}. {title}", "", text, ""]
    return lines


def _turned(angle: int, rotate: int) -> _Page:
    """Return a page of text turned by an angle, which `/Rotate` shows turned back, or not."""

    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(rotate)
        canvas.saveState()
        canvas.rotate(angle)
        across = {90: (0, -WIDTH), 270: (-HEIGHT, 0), 180: (-WIDTH, -HEIGHT)}[angle]
        canvas.translate(*across)
        top = {90: WIDTH, 270: WIDTH, 180: HEIGHT}[angle] - 60
        write(canvas, _lines(), top=top)
        canvas.restoreState()

    return draw


@pytest.mark.parametrize(("angle", "rotate"), [(90, 90), (270, 270), (90, 0), (270, 0), (180, 180)])
def test_a_page_of_turned_text_reads_as_an_upright_one(angle: int, rotate: int) -> None:
    assert _told([_turned(angle, rotate)]) == SAID


def test_a_turned_stamp_leaves_an_upright_page_as_it_is() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, _lines())
        canvas.saveState()
        canvas.rotate(90)
        canvas.drawString(300, -580, "DRAFT")
        canvas.restoreState()

    assert [title for title, _ in _told([draw])] == [title for title, _ in SAID]


def _side(left: float, right: float, number: str, bold: bool) -> _Page:
    """Return a page whose titles stand in the margin, wrapped, beside their text."""

    def draw(canvas: Canvas) -> None:
        write(canvas, HEAD)
        y = TOP - 4 * LEADING
        for n, (title, text) in enumerate(SAID, start=1):
            words = f"{number.format(n)}{title}".split()
            half = max(len(words) - 2, 1) if len(words) > 3 else len(words)
            canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 11)
            for row, part in enumerate((words[:half], words[half:])):
                canvas.drawString(left, y - row * LEADING, " ".join(part))
            canvas.setFont("Helvetica", 11)
            said = f"{text} Members thanked those who had helped and asked to be told of what came of it.".split()
            for row in range(3):
                canvas.drawString(right, y - row * LEADING, " ".join(said[row * 8 : row * 8 + 8]))
            y -= 5 * LEADING

    return draw


@pytest.mark.parametrize("bold", [True, False])
@pytest.mark.parametrize(("left", "right"), [(60, 200), (72, 210), (50, 230)])
@pytest.mark.parametrize("number", ["{}. ", "{}/25 ", "{} "])
def test_titles_in_the_margin_are_titles(
    left: float, right: float, number: str, bold: bool
) -> None:
    read = _told([_side(left, right, number, bold)])
    assert [title for title, _ in read] == [title for title, _ in SAID]
    for (_, text), (_, wanted) in zip(read, SAID, strict=True):
        assert text.startswith(wanted)


def _with_line_numbers(step: int, x: float, on: int, anew: bool) -> list[_Page]:
    lines = [line for line in _lines() if line]
    lines += ["The meeting closed at nine,", *["and one of them"] * 9, "went home."]

    def page(first: int, some: list[str]) -> _Page:
        def draw(canvas: Canvas) -> None:
            for n, line in enumerate(some, start=1):
                shown = n + (0 if anew else first)
                canvas.setFont("Helvetica", 11)
                if shown % step == 0 and x < 100:
                    canvas.drawString(x, TOP - (n - 1) * LEADING, str(shown))
                write(canvas, [line], x=100, top=TOP - (n - 1) * LEADING)
                if shown % step == 0 and x > 100:
                    canvas.drawString(x, TOP - (n - 1) * LEADING, str(shown))

        return draw

    return [page(first, lines[first : first + on]) for first in range(0, len(lines), on)]


@pytest.mark.parametrize("step", [1, 2, 5])
@pytest.mark.parametrize("x", [40, 84, 560])
@pytest.mark.parametrize(("on", "anew"), [(40, True), (7, True), (7, False)])
def test_the_numbers_of_lines_in_the_margin_are_not_read(
    step: int, x: float, on: int, anew: bool
) -> None:
    if step == 5 and on == 7:
        pytest.skip("one number a page is no series")
    read = _told(_with_line_numbers(step, x, on, anew))
    assert [title for title, _ in read] == [title for title, _ in SAID]
    assert read[-1][1].endswith("went home.")
    assert not any(char.isdigit() for _, text in read for char in text)


def test_an_agenda_of_one_line_an_item_keeps_its_numbers() -> None:
    lines = [f"{n} {title}" for n, (title, _) in enumerate(SAID * 2, start=1)]
    found, _, _ = _read([lambda canvas: write(canvas, [*HEAD, *lines])])
    assert [item.number for item in found] == [str(n) for n in range(1, 9)]


FEET = ["RESOLVED: that it be noted.", "The motion was carried.", "All were in favour."]


@pytest.mark.parametrize("foot", FEET)
def test_a_sentence_that_ends_every_page_is_no_foot(foot: str) -> None:
    def page(n: int) -> _Page:
        return lambda canvas: write(
            canvas, [*(HEAD if n == 0 else []), f"{n + 1}. {SAID[n][0]}", "", SAID[n][1], foot]
        )

    read = _told([page(n) for n in range(4)])
    assert [text.endswith(foot) for _, text in read] == [True] * 4


@pytest.mark.parametrize(
    "foot", ["Borley Town Council", "Signed by the Chair.", "These are draft minutes."]
)
def test_a_line_that_stands_apart_at_the_foot_of_every_page_is_one(foot: str) -> None:
    def page(n: int) -> _Page:
        def draw(canvas: Canvas) -> None:
            write(canvas, [*(HEAD if n == 0 else []), f"{n + 1}. {SAID[n][0]}", "", SAID[n][1]])
            canvas.drawString(72, 40, foot)

        return draw

    read = _told([page(n) for n in range(4)])
    assert sum(foot in text for _, text in read) <= 1


def _scan(canvas: Canvas, x: float = 20, y: float = 20, share: float = 0.93) -> None:
    from PIL import Image

    image = ImageReader(Image.new("L", (60, 80), 128))
    canvas.drawImage(image, x, y, WIDTH * share, HEIGHT * share)


@pytest.mark.parametrize(
    "printed", ["Borley Town Council – Minutes of 4 June 2025 – page {} of 2", "{}", "Draft {}"]
)
def test_a_scan_with_a_line_of_print_is_a_scan(printed: str) -> None:
    def page(n: int) -> _Page:
        def draw(canvas: Canvas) -> None:
            _scan(canvas)
            canvas.drawString(60, 825, printed.format(n))

        return draw

    try:
        problems = _read([page(1), page(2)])[1]
    except RecordError as error:
        problems = [str(error)]
    assert any("OCR" in one for one in problems), problems


def test_a_page_with_a_letterhead_and_text_is_no_scan() -> None:
    def draw(canvas: Canvas) -> None:
        _scan(canvas, y=760, share=0.1)
        write(canvas, _lines(), top=740)

    assert _read([draw])[1] == []


def test_a_scan_with_its_text_behind_it_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        _scan(canvas)
        write(canvas, [*_lines(), *("and so they went on with it for a while" for _ in range(9))])

    assert _read([draw])[1] == []


def _form(canvas: Canvas) -> None:
    write(canvas, ["Borley Town Council", "Notice and minutes", "Date:", "", "Place:"])
    form = canvas.acroForm
    form.textfield(name="date", value="4 June 2025", x=140, y=TOP - 2 * LEADING - 4, height=16)
    form.textfield(name="place", value="The Old School", x=140, y=TOP - 4 * LEADING - 4, height=16)
    for n, (title, text) in enumerate(SAID, start=1):
        y = TOP - (4 + 4 * n) * LEADING
        canvas.drawString(72, y, f"{n}. {title}")
        form.textfield(name=f"t{n}", value=text, x=72, y=y - 30, width=420, height=18, fontSize=10)
    form.textfield(name="hidden", value="UNSEEN", x=72, y=60, height=18, annotationFlags="hidden")
    form.checkbox(name="quorum", checked=True, x=72, y=90)


def test_what_is_filled_into_a_form_is_read_at_its_place() -> None:
    items, _, whole = _read([_form])
    assert [(item.title, _said(item)) for item in items] == SAID
    assert str(whole.date) == "2025-06-04"
    assert "UNSEEN" not in str(whole)


def _boxed(text: str, *, over: bool = True, fill: float = 0.0, wide: bool = True) -> _Page:
    def draw(canvas: Canvas) -> None:
        lines = _lines()
        at = lines.index(SAID[1][1])
        lines[at] = f"{SAID[1][1]} {text}"
        if over:
            write(canvas, lines)
        canvas.setFillGray(fill)
        left = 72 + canvas.stringWidth(SAID[1][1] + " ", "Helvetica", 11)
        canvas.rect(
            left - 1 if wide else left + 60, TOP - at * LEADING - 3,
            canvas.stringWidth(text, "Helvetica", 11) + 2, 13, stroke=0, fill=1,
        )  # fmt: skip
        canvas.setFillGray(0 if fill else 1)
        if not over:
            write(canvas, lines)

    return draw


@pytest.mark.parametrize("fill", [0.0, 1.0, 0.2])
def test_text_under_a_filled_box_is_withheld_and_reported(fill: float) -> None:
    items, problems, _ = _read([_boxed("SECRETNAME", fill=fill)])
    assert "SECRET" not in str(items)
    assert _said(items[1]).startswith(SAID[1][1])
    assert any("redact" in one and "page 1" in one for one in problems), problems
    assert not any("SECRET" in one for one in problems)


@pytest.mark.parametrize("shade", [0.1, 0.8])
def test_a_coloured_cell_with_words_of_its_own_is_no_redaction(shade: float) -> None:
    """As a spreadsheet prints a merged cell over the row that it hides."""

    def draw(canvas: Canvas) -> None:
        _boxed("HIDDENROW", fill=shade)(canvas)
        at = _lines().index(SAID[1][1])
        left = 72 + canvas.stringWidth(SAID[1][1] + " ", "Helvetica", 11)
        canvas.setFillGray(1 - shade)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(left, TOP - at * LEADING, "Costs")

    items, problems, _ = _read([draw])
    assert "HIDDENROW" not in str(items)
    assert not any("redact" in one for one in problems), problems


def test_text_on_a_filled_box_is_read_and_nothing_is_reported() -> None:
    items, problems, _ = _read([_boxed("PLAINNAME", over=False, fill=0.9)])
    assert "PLAINNAME" in _said(items[1])
    assert problems == []


def test_a_box_beside_text_covers_nothing() -> None:
    items, problems, _ = _read([_boxed("AB", wide=False)])
    assert "AB" in _said(items[1])
    assert problems == []


LEADS = ["{0}:", "{0}.", "{0} –"]


@pytest.mark.parametrize("form", LEADS)
@pytest.mark.parametrize("number", ["{}. ", ""])
def test_a_bold_title_in_front_of_its_text_is_a_title(form: str, number: str) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, HEAD)
        for n, (title, text) in enumerate(SAID, start=1):
            y = TOP - (2 + 3 * n) * LEADING
            lead = number.format(n) + form.format(title)
            canvas.setFont("Helvetica-Bold", 11)
            canvas.drawString(72, y, lead)
            canvas.setFont("Helvetica", 11)
            canvas.drawString(76 + canvas.stringWidth(lead, "Helvetica-Bold", 11), y, text)
            canvas.drawString(72, y - LEADING, "It was noted by all who were there.")

    read = _told([draw])
    assert [title for title, _ in read] == [title for title, _ in SAID]
    for (_, text), (_, wanted) in zip(read, SAID, strict=True):
        assert text.startswith(wanted)
