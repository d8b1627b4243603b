"""What is filled into a form beside the title of an item is the item's text; beside a label it stays there."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus import readers
from corpus.readers.minutes import OPENING
from corpus.records import Meeting, Source
from tests.unit.make_files import LEADING, TOP, pdf, write

FORMS = {
    "a parish": [
        ("Apologies", "Cllr Quince"),
        ("Pond", "Reeds to be cut"),
        ("Next meeting", "2 July"),
    ],
    "a council": [("Roll call", "All there"), ("Vacancies", "Two"), ("Votes", "Budget of $400")],
}


@pytest.mark.parametrize("body", FORMS)
@pytest.mark.parametrize("mark", ["{}. ", "{}) "])
def test_what_is_filled_in_beside_a_title_is_its_text(body: str, mark: str) -> None:
    said = FORMS[body]

    def draw(canvas: Canvas) -> None:
        write(canvas, ["Borley Town Council", "Notice and minutes", "Date:"])
        form = canvas.acroForm
        form.textfield(name="date", value="4 June 2025", x=140, y=TOP - 2 * LEADING - 4, height=16)
        for n, (title, text) in enumerate(said, start=1):
            y = TOP - (4 + 2 * n) * LEADING
            canvas.drawString(72, y, f"{mark.format(n)}{title}")
            form.textfield(name=f"t{n}", value=text, x=240, y=y - 4, width=250, height=16)

    found = readers.read(Source("borley.pdf", pdf([draw])))
    whole = next(one for one in found if isinstance(one, Meeting))
    items = [item for item in whole.items if item.title != OPENING]
    assert [(item.title, item.minutes) for item in items] == said
    assert str(whole.date) == "2025-06-04"
