"""Kinds of web pages that councils publish: what tells that one is, what it shows, where its items are."""

from __future__ import annotations

import pytest

from corpus import readers
from corpus.records import AgendaItem, Meeting, Source

WANTED = [
    ("1", "Welcome", "Nobody was absent."),
    ("2", "Gritting of Back Lane", "The county had gritted it twice."),
    ("3", "Library hours", "They would be longer from May."),
]


def _items(name: str, page: str) -> tuple[AgendaItem, ...]:
    (found,) = readers.read(Source(name, page.encode()))
    assert isinstance(found, Meeting)
    return found.items


def _said(item: AgendaItem) -> str:
    return "\n\n".join(part for part in (item.agenda, item.decision, item.minutes) if part)


def _told(name: str, page: str) -> list[tuple[str | None, str, str]]:
    found = [(item.number, item.title, _said(item)) for item in _items(name, page)]
    return [one for one in found if one[1] != "Attendance and opening of the meeting"]


HEAD = "Borley Town Council</h1><p>Minutes of the meeting held on 4 June 2025</p>"
PARTS = "".join(f"<h3>{n}. {title}</h3><p>{text}</p>" for n, title, text in WANTED)


@pytest.mark.parametrize(
    "page",
    [
        f"<h1>{HEAD}{PARTS}",
        f'<?xml version="1.0" encoding="utf-8"?>\n<h1 class="a">{HEAD}{PARTS}',
        f"<!-- saved from a printer -->\n<meta charset=utf-8><title>x</title><h1>{HEAD}{PARTS}",
        f"<section id=m><h1>{HEAD}{PARTS}</section>",
        f"\ufeff<p>&nbsp;</p><h1>{HEAD}{PARTS}",
        f"Print this page\n<br>\n<h1>{HEAD}{PARTS}",
        f"<font size=4><center><h1>{HEAD}</center>{PARTS}</font>",
    ],
    ids=["a heading", "xml in front", "comment", "section", "paragraph", "words in front", "font"],
)
@pytest.mark.parametrize("name", ["borley.html", "borley.txt", "borley"])
def test_a_page_is_one_by_its_tags_wherever_it_begins(name: str, page: str) -> None:
    assert _told(name, page) == WANTED


def test_a_text_that_has_a_tag_in_it_is_no_page() -> None:
    text = "Borley Town Council\nMinutes, 4 June 2025\n\n" + "\n\n".join(
        f"{n}. {title}\n\n{text}" for n, title, text in WANTED
    )
    shown = _told("borley.txt", text.replace("twice", "twice (<b>not</b> thrice, see <p>)"))
    assert shown[1][2] == "The county had gritted it twice (<b>not</b> thrice, see <p>)."


HIDING = {
    "del": "<del>UNSEEN</del>",
    "s": "<s>UNSEEN words</s>",
    "strike": "<strike>UNSEEN</strike>",
    "display none": '<div style="color:red; DISPLAY : none">UNSEEN <b>UNSEEN</b></div>',
    "visibility": '<span style="visibility:hidden">UNSEEN</span>',
    "hidden": "<p hidden>UNSEEN</p>",
    "hidden until found": '<p hidden="until-found">UNSEEN</p>',
    "class": '<p class="x draft">UNSEEN</p>',
    "id": "<p id=internal>UNSEEN</p>",
    "line through": '<span style="text-decoration:line-through">UNSEEN</span>',
    "comment": "<!-- UNSEEN -->",
    "word's": '<span style="mso-hide:all">UNSEEN</span>',
    "template": "<template><p>UNSEEN</p></template>",
    "row": '<table><tr style="display:none"><td>a</td><td>UNSEEN</td></tr></table>',
    "cell": "<table><tr><td>Hours</td><td>ten</td><td hidden>UNSEEN</td></tr></table>",
    "word in a cell": "<table><tr><td>Hours</td><td>ten <del>UNSEEN</del></td></tr></table>",
}


@pytest.mark.parametrize("hiding", HIDING)
def test_what_a_page_does_not_show_is_not_read(hiding: str) -> None:
    style = (
        "<style>.draft, #internal { display: none } @media print { .x, p {display:none} }</style>"
    )
    page = f"<html><head>{style}</head><body><h1>{HEAD}{PARTS}{HIDING[hiding]}<p>Then home.</p>"
    read = _told("borley.html", page)
    assert "UNSEEN" not in str(read)
    assert read[:2] == WANTED[:2]
    assert read[2][2].startswith(WANTED[2][2])
    assert read[2][2].endswith("Then home.")


@pytest.mark.parametrize(
    "shown",
    [
        "<ins>SEEN</ins>",
        '<span aria-hidden="true">SEEN</span>',
        '<p class="visually-hidden">SEEN</p>',
        '<p style="display:block">SEEN</p>',
        "<details><summary>More</summary>SEEN</details>",
        '<p class="onlyscreen">SEEN</p>',
    ],
)
def test_what_a_page_shows_or_says_aloud_is_read(shown: str) -> None:
    style = "<style>@media print { .onlyscreen { display: none } } .y { color: red }</style>"
    page = f"<html><head>{style}</head><body><h1>{HEAD}{PARTS}{shown}"
    assert "SEEN" in str(_told("borley.html", page))


def _table(rows: list[list[str]], head: list[str]) -> str:
    cells = ["".join(f"<td>{cell}</td>" for cell in row) for row in rows]
    heads = "".join(f"<th>{cell}</th>" for cell in head)
    return f"<h1>{HEAD}<table><tr>{heads}</tr><tr>{'</tr><tr>'.join(cells)}</tr></table>"


TABLES = {
    "paragraphs in a cell": _table(
        [[n, f"<p><b>{title}</b></p><p>{text}</p>", "ABC"] for n, title, text in WANTED],
        ["No", "Item", "Action"],
    ),
    "a break in a cell": _table(
        [[f"{n}.", f"<b>{title}</b><br>{text}", ""] for n, title, text in WANTED],
        ["", "Business", "By"],
    ),
    "a column for each": _table(
        [[n, title, text, "AB"] for n, title, text in WANTED], ["#", "Agenda item", "Note", "Who"]
    ),
    "title in bold before its text": _table(
        [[n, f"<strong>{title}:</strong> {text}", "Clerk"] for n, title, text in WANTED],
        ["Ref", "Minute", "Action"],
    ),
    "number and title in one cell": _table(
        [[f"<p>{n}. {title}</p>", f"<p>{text}</p>"] for n, title, text in WANTED],
        ["Item", "Discussion"],
    ),
    "a heading in a cell": _table(
        [[n, f"<h3>{title}</h3>{text}"] for n, title, text in WANTED], ["No.", "Item"]
    ),
}


@pytest.mark.parametrize("table", TABLES)
def test_a_table_of_number_item_and_action_is_its_items(table: str) -> None:
    read = _told("borley.html", TABLES[table])
    assert [(number, title) for number, title, _ in read] == [one[:2] for one in WANTED]
    for (_, _, text), (_, _, wanted) in zip(read, WANTED, strict=True):
        assert wanted in text


@pytest.mark.parametrize(
    "page",
    [
        "<pre>{0}</pre>",
        "<html><body><h1>Minutes</h1><pre class=a>\n{0}</pre></body></html>",
        '<div style="white-space: pre-wrap">{0}</div>',
        "<html><body><textarea>{0}</textarea></body></html>",
    ],
)
def test_lines_of_preformatted_text_are_lines(page: str) -> None:
    text = "Borley Town Council\nMinutes of 4 June 2025\n\n" + "\n\n".join(
        f"{n}. {title}\n\n{text}" for n, title, text in WANTED
    )
    assert _told("borley.html", page.format(text)) == WANTED


SPEAKERS = ["The Mayor", "Cllr Oak", "Ms Rowan", "The Clerk", "Mr Hazel"]


@pytest.mark.parametrize("mark", ["<b>{0}:</b> {1}", "<p><strong>{0}</strong> – {1}</p>"])
def test_the_bold_names_of_speakers_in_a_debate_are_no_titles(mark: str) -> None:
    debate = "".join(
        f"<p>{mark.format(who, f'I say {n} times that it is so.')}</p>"
        for n in range(12)
        for who in SPEAKERS
    )
    titles = ["ROLL CALL", "GRITTING OF BACK LANE", "LIBRARY HOURS", "BY-LAWS", "ADJOURNMENT"]
    page = f"<h1>{HEAD}" + "".join(f"<p>{title}</p>{debate}" for title in titles)
    assert [title for _, title, _ in _told("borley.html", page)] == titles
