"""The small functions behind the pages."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from corpus.records import Document, DocumentKind
from indexer.passages.passage import Passage
from search.page.marked import Pattern
from search.page.words import count, item_of, where
from search.query.nodes import Filters
from search.query.query import read_query
from web.app import create_app
from web.formats import first_words, moment, web_address
from web.marking import marked, marked_for
from web.pages import _same_meeting
from web.paging import page_links
from web.reading import anchor_at, cited_place, sections
from web.serve import address
from web.understood import understood

DAY = date(2019, 5, 14)
PASSAGE = Passage(id="a", title="A & B <i>", text="", source="a.txt")


def with_parts(agenda: str = "", decision: str = "", minutes: str = "") -> Passage:
    text = "\n\n".join(part for part in (agenda, decision, minutes) if part)
    return replace(PASSAGE, text=text, agenda=agenda, decision=decision, minutes=minutes)


@pytest.mark.parametrize(
    ("kind", "heading"),
    [
        (None, "Agenda"),
        (DocumentKind.AGENDA, "Agenda"),
        (DocumentKind.REPORT, "Report"),
        (DocumentKind.EQUALITY_ASSESSMENT, "Equality assessment"),
        (DocumentKind.DECISION_RECORD, "Decision record"),
    ],
)
def test_words_of_a_paper_stand_below_its_kind(kind: DocumentKind | None, heading: str) -> None:
    paper = replace(with_parts(agenda="One."), document=Document("A", kind=kind))
    with create_app(Path("none")).test_request_context():
        assert [part.heading for part in sections(paper)] == [heading]


@pytest.mark.parametrize("identifier", ["/m/0abc", "a//b", "a/", "?x=1#y", "%2e", "ü b", "."])
@pytest.mark.parametrize("endpoint", ["pages.passage", "api.passage", "api.similar"])
def test_the_address_of_any_id_leads_to_it(identifier: str, endpoint: str, tmp_path: Path) -> None:
    addresses = create_app(tmp_path).url_map.bind("localhost")
    built = addresses.build(endpoint, {"identifier": identifier})
    found = addresses.match(unquote(built))
    assert found == (endpoint, {"identifier": identifier})


def test_marking_escapes_inside_and_outside() -> None:
    text = "a <b> & <c>"
    assert (
        marked(text, [(2, 5), (8, 11)]) == "a <mark>&lt;b&gt;</mark> &amp; <mark>&lt;c&gt;</mark>"
    )
    assert marked_for("Tom & Sons < Lido", (Pattern(("lido",)),)).endswith("&lt; <mark>Lido</mark>")


@given(st.text(), st.lists(st.integers(0, 40), max_size=8))
def test_marking_loses_nothing(text: str, numbers: list[int]) -> None:
    cuts = sorted({min(number, len(text)) for number in numbers})
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    result = marked(text, pairs)
    assert result.replace("<mark>", "").replace("</mark>", "") == str(Markup.escape(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\n\ntwo", [("one",), ("two",)]),
        ("one\nmore", [("one\nmore",)]),
        ("that:\n• a\n• b\nend", [("that:",), ("a", "b"), ("end",)]),
        ("• a\n\n• b", [("a", "b")]),
        ("\n\none\n\n\n\n", [("one",)]),
    ],
)
def test_blocks(text: str, expected: list[tuple[str, ...]]) -> None:
    (section,) = sections(with_parts(minutes=text))
    assert [block.lines for block in section.blocks] == expected
    assert [block.number for block in section.blocks] == list(range(1, len(expected) + 1))


PARTS = st.text("ab•\n ", max_size=30).filter(lambda text: text.strip())


@given(PARTS, PARTS, PARTS)
def test_blocks_stand_where_they_say(agenda: str, decision: str, minutes: str) -> None:
    passage = with_parts(agenda, decision, minutes)
    found = [block for section in sections(passage) for block in section.blocks]
    assert [block.number for block in found] == list(range(1, len(found) + 1))
    for block in found:
        shown = passage.text[block.start :].removeprefix("• ")
        assert shown.startswith(block.lines[0])
        assert anchor_at(passage, block.start) == block.anchor


def test_anchor_of_a_passage_without_text() -> None:
    assert anchor_at(PASSAGE, 0) == ""


def test_citation_says_what_is_unknown() -> None:
    assert cited_place(PASSAGE) == "committee unknown, date unknown"


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("5", "item 5"),
        ("Item 5", "item 5"),
        ("ITEM. 5a", "item 5a"),
        ("CAB 45/19", "item CAB 45/19"),
    ],
)
def test_an_items_number_is_shown_with_the_word_once(printed: str, shown: str) -> None:
    assert item_of(replace(PASSAGE, number=printed)) == shown
    assert where(replace(PASSAGE, number=printed)).endswith(f" · {shown}")


def test_an_item_without_a_number_is_shown_without_the_word() -> None:
    assert item_of(PASSAGE) == ""
    assert where(PASSAGE) == "committee unknown · date unknown"


@pytest.mark.parametrize(
    ("page", "n_pages", "expected"),
    [
        (1, 1, [1]),
        (1, 5, [1, 2, 3, 4, 5]),
        (1, 6, [1, 2, 3, None, 6]),
        (1, 4, [1, 2, 3, 4]),
        (10, 20, [1, None, 8, 9, 10, 11, 12, None, 20]),
        (20, 20, [1, None, 18, 19, 20]),
        (4, 7, [1, 2, 3, 4, 5, 6, 7]),
        (5, 0, []),
    ],
)
def test_page_links(page: int, n_pages: int, expected: list[int | None]) -> None:
    assert page_links(page, n_pages) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/x?y=1&z=2", "https://a.example/x?y=1&z=2"),
        (" http://a.example/ ", "http://a.example/"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("http://[broken", None),
        ("//a.example", None),
        ("a.pdf", None),
        ("", None),
        (None, None),
    ],
)
def test_web_address(url: str | None, expected: str | None) -> None:
    assert web_address(url) == expected


def test_relative_web_address() -> None:
    page = "https://a.example/mgAi.aspx?ID=1"
    assert web_address("documents/s1/x.pdf", page) == "https://a.example/documents/s1/x.pdf"
    assert web_address("javascript:alert(1)", page) is None
    assert web_address("x.pdf", "javascript:alert(1)") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("school places", ""),
        ('"school places"', "Only items that contain the phrase “school places”."),
        ("+lido -culvert", "Only items that contain “lido” and not “culvert”."),
        ("a AND (b OR c)", "Only items that contain “a” and (“b” or “c”)."),
        ("title:lido", "Only items that contain “lido” in the title."),
        ("culvert NEAR/5 repair", "Only items that contain “culvert” within 5 words of “repair”."),
        (
            "title:lido NEAR/2 lease",
            "Only items that contain “lido” within 2 words of “lease” in the title.",
        ),
        ("x committee:Cabinet", "Only items that are from a committee called “Cabinet”."),
        ("x to:2018", "Only items that are from 31 December 2018 or earlier."),
    ],
)
def test_understood(text: str, expected: str) -> None:
    assert understood(read_query(text), Filters()) == expected


def test_filters_of_the_form_are_not_said_back() -> None:
    given_filters = Filters(("Cabinet",))
    assert understood(read_query("x", given_filters), given_filters) == ""


def test_formats() -> None:
    assert count(1, "agenda item") == "1 agenda item"
    assert count(1200, "agenda item") == "1,200 agenda items"
    assert first_words("a b c", 2) == "a b …"
    assert moment("2026-11-23T23:30:21+00:00") == "23 November 2026 at 23:30 UTC"
    assert moment("") == ""


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", "http://127.0.0.1:80/"),
        ("0.0.0.0", "http://127.0.0.1:80/"),
        ("::1", "http://[::1]:80/"),
        ("localhost", "http://localhost:80/"),
    ],
)
def test_address_to_type(host: str, expected: str) -> None:
    assert address(host, 80) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"committee": "Cabinet", "date": DAY}, {"committee": "Cabinet", "date": DAY}, True),
        ({"committee": "Cabinet", "date": DAY}, {"committee": "Audit", "date": DAY}, False),
        ({}, {}, False),
        ({}, {"source": "a.txt"}, True),
        ({"date": DAY}, {"date": DAY}, False),
        ({"committee": "Cabinet"}, {"committee": "Cabinet"}, False),
    ],
)
def test_items_of_which_nothing_is_known_are_of_one_meeting_in_one_source_only(
    one: dict[str, Any], other: dict[str, Any], same: bool
) -> None:
    beside = replace(PASSAGE, **{"id": "b", "source": "b.txt", **other})
    assert (_same_meeting(replace(PASSAGE, **one), beside) is beside) is same


def test_the_rows_of_a_table_are_one_block_with_every_cell_in_its_place() -> None:
    text = (
        "A recorded vote was taken.\n\nMember | For | Against\n\nCllr Ash | X |\n\n"
        "Cllr Birch | | X\n\nThe motion fell."
    )
    passage = Passage("x", "Budget", text, "a.txt", minutes=text)
    (section,) = sections(passage)
    before, table, behind = section.blocks
    assert (before.is_table, table.is_table, behind.is_table) == (False, True, False)
    assert table.rows == (
        ("Member", "For", "Against"),
        ("Cllr Ash", "X", ""),
        ("Cllr Birch", "", "X"),
    )
    assert all(line in text for line in table.lines)
    assert text[behind.start :].startswith("The motion fell.")
