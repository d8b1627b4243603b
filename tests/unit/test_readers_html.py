from __future__ import annotations

from datetime import date

import pytest
from selectolax.lexbor import LexborHTMLParser

from corpus import readers
from corpus.errors import RecordError
from corpus.readers.html_page import block_text
from corpus.records import Document, Meeting, Source

PAGE = """<!DOCTYPE html><html><head>
<title>Agenda for Planning Committee on Tuesday | Wenbridge City Council</title>
<script>var x = "1. Not a record";</script></head><body><p>We use cookies</p><div id="modgov">
<h2 class="mgSubTitleTxt">Planning Committee - Tuesday, 14th May, 2019 6.00 pm</h2>
<div class="mgContent"><p><span class="mgLabel">Venue:</span>&nbsp;The Guildhall</p></div>
<table class="mgItemTable">
<tr><td class="mgItemNumberCell"><p>(139)</p></td><td><p class="mgAiTitleTxt">Apologies</p>
 <p class="mgSubItemTitleTxt">Minutes:</p><p>Councillor Pike\nsent <b>apolo</b>gies.</p></td></tr>
<tr><td class="mgItemNumberCell"><p>140.</p></td><td>
 <p class="mgAiTitleTxt"><a href="documents/s1/Roads.pdf">Roads <span>PDF 1 MB</span></a></p>
 <p>To receive a report.</p>
 <ul class="mgActionList"><li><a href="documents/s2/Map.pdf">Map pdf icon PDF 96 KB</a></li></ul>
 <p>Decision:</p><p>Agreed.</p></td></tr>
<tr><td class="mgItemNumberCell"></td><td><p class="mgAiTitleTxt">Unnumbered</p></td></tr>
</table></div></body></html>"""


def _read(html: str | bytes, name: str = "a.html") -> Meeting:
    data = html if isinstance(html, bytes) else html.encode()
    source = Source(name, data)
    assert readers.pick(source).name == "HTML"
    (found,) = readers.read(source)
    assert isinstance(found, Meeting)
    return found


def _text(html: str) -> str:
    body = LexborHTMLParser(f"<body>{html}</body>").body
    assert body is not None
    return block_text(body)


def test_a_meeting_page_gives_its_items_by_its_own_table() -> None:
    found = _read(PAGE)
    assert [(i.number, i.title, i.agenda, i.decision, i.minutes) for i in found.items] == [
        ("139", "Apologies", "", "", "Councillor Pike sent apologies."),
        ("140", "Roads", "To receive a report.", "Agreed.", ""),
        (None, "Unnumbered", "", "", ""),
    ]


def test_a_meeting_page_gives_its_facts_and_the_council_of_its_title() -> None:
    found = _read(PAGE)
    assert (found.committee, found.date) == ("Planning Committee", date(2019, 5, 14))
    assert (found.council, found.venue) == ("Wenbridge City Council", "The Guildhall")


def test_linked_documents_have_their_titles_and_addresses() -> None:
    assert _read(PAGE).items[1].documents == (
        Document("Roads", "documents/s1/Roads.pdf"),
        Document("Map", "documents/s2/Map.pdf"),
    )


def test_nothing_outside_the_record_is_read() -> None:
    text = repr(_read(PAGE))
    assert "cookies" not in text
    assert "Not a record" not in text


def test_a_saved_item_page_is_read_like_its_text() -> None:
    found = _read(
        "<html><body><h1>Agenda item</h1><h2>Roads</h2><p>Minutes:</p>"
        "<ul><li>·&nbsp;one</li></ul></body></html>"
    )
    assert (found.items[0].title, found.items[0].minutes) == ("Roads", "• one")


def test_any_other_page_is_read_as_minutes() -> None:
    found = _read(
        "<html><body><p>1. Apologies</p><p>None.</p><p>2. Roads</p><p>Long.</p></body></html>"
    )
    assert [(item.title, item.minutes) for item in found.items] == [
        ("Apologies", "None."),
        ("Roads", "Long."),
    ]


def test_blocks_break_lines_and_inline_tags_do_not() -> None:
    assert _text("<p>a<b>b</b>\n c</p><p>d<br>e</p>").split("\n") == [
        "", "", "ab c", "", "d", "", "e", "", "",
    ]  # fmt: skip
    assert _text("<table><tr><td>1</td><td>2</td></tr></table>").split() == ["1", "2"]


def test_scripts_menus_and_buttons_are_no_text() -> None:
    hidden = (
        "<script>a</script><style>b</style><nav>c</nav><button>d</button><template>e</template>"
    )
    assert _text(f"{hidden}kept").strip() == "kept"


def test_no_depth_of_nesting_exhausts_the_stack() -> None:
    assert "deep" in _text("<b><i>" * 20_000 + "deep")


@pytest.mark.parametrize("charset", ["windows-1252", "iso-8859-1", "utf-8", "no-such-charset"])
def test_windows_bytes_are_read_whatever_the_page_declares(charset: str) -> None:
    html = f'<html><head><meta charset="{charset}"></head><body><p>The council’s café</p></body>'
    assert _read(html.encode("cp1252")).items[0].minutes == "The council’s café"


def test_a_declared_charset_is_obeyed() -> None:
    html = '<html><head><meta charset="koi8-r"></head><body><p>Совет</p></body></html>'
    assert _read(html.encode("koi8-r")).items[0].minutes == "Совет"


@pytest.mark.parametrize(
    "html",
    [
        "<html><body></body></html>",
        "<html><script>x</script>",
        '<html><div id="modgov"> </div>text outside</html>',
        '<html><table class="mgItemTable"><tr><td>no items</td></tr></table></html>',
    ],
)
def test_a_page_without_a_record_is_a_record_error(html: str) -> None:
    with pytest.raises(RecordError):
        _read(html)


def test_html_is_recognised_by_content_whatever_the_suffix() -> None:
    found = _read("<!DOCTYPE html><html><body><p>Roads are long.</p></body></html>", "a.txt")
    assert found.items[0].minutes == "Roads are long."


@pytest.mark.parametrize("start", ["²", "--5", "9" * 5000, "", "x"])
def test_a_list_with_a_senseless_start_counts_from_one(start: str) -> None:
    page = f'<html><p>Points</p><ol start="{start}"><li>the lido opens.</li></ol>'
    (item,) = _read(page).items
    assert "1. the lido opens." in item.minutes
