"""HTML: modern.gov's own pages by their class names, any other page as the text a reader would see."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.divisions import full_row
from corpus.errors import RecordError
from corpus.losses import NOT_SHOWN, missing, together
from corpus.readers import moderngov_text, printed
from corpus.readers.held import with_lost
from corpus.readers.html_shown import Hidden
from corpus.readers.html_text import BLOCKS, SKIPPED, document_lines, vote_cells
from corpus.readers.moderngov_address import item_url
from corpus.readers.sections import agenda_item
from corpus.readers.underlined import sign_in_page
from corpus.records import AgendaItem, Document, Meeting, MeetingFacts, Source, meeting
from corpus.text import clean_line, clean_lines, decode, without_file_note, without_furniture

_TITLE_OF_MEETING = re.compile(
    r"(?:agenda|minutes|decisions)[\w ,]* for (?P<rest>.+?)(?:\s*\|\s*(?P<council>.+))?$",
    re.IGNORECASE,
)
_ANCHOR = re.compile(r"AI(\d+)")
_PROGRAMS = frozenset(("script", "style", "noscript", "template", "svg"))
# modern.gov's style sheets are files of their own.
_BY_ATTRIBUTE = Hidden()
_CHARSET = re.compile(rb"charset=[\"']?\s*([\w-]+)", re.IGNORECASE)


def read(source: Source) -> Iterator[Meeting | RecordError]:
    """Yield the meetings that an HTML page tells of."""
    tree = LexborHTMLParser(_decode(source.data))
    root = tree.css_first("#modgov") or tree.body
    if root is None or not (root.text() or "").strip():
        raise RecordError("the page holds no text")
    source = replace(source, facts=_facts_of_title(tree).or_else(source.facts))
    sign_in_page(tree)
    if root.css_first(".mgItemTable, #mgItemTable, td.mgItemNumberCell"):
        found = _meeting_page(source, root)
        yield from with_lost((found,), _lost_of_page(root, [found]))
        return
    text = "\n".join(_page_lines(root))
    as_text = replace(source, data=text.encode())
    if moderngov_text.recognises(as_text, text):
        records = [
            replace(one, items=tuple(_with_links(item, root) for item in one.items), left_out={})
            for one in moderngov_text.read(as_text)
        ]
        yield from with_lost(records, _lost_of_page(root, records))
    else:
        told = document_lines(tree, root)
        lost = missing([_all_text(root)], (line.text for line in told))
        yield from printed.meetings_of(source, printed.of_lines(told, {NOT_SHOWN: lost}))


def lines_of(source: Source) -> list[str]:
    """Return the lines that an HTML page shows."""
    tree = LexborHTMLParser(_decode(source.data))
    root = tree.css_first("#modgov") or tree.body
    return clean_lines(block_text(root)) if root else []


def _lost_of_page(root: LexborNode, found: Sequence[Meeting]) -> dict[str, int]:
    shown = clean_lines(block_text(root))
    lost = moderngov_text.lost_of_page(shown, without_furniture(shown), found)
    return together({NOT_SHOWN: missing([_all_text(root)], shown)}, lost)


def _all_text(root: LexborNode) -> str:
    """Return every word of a page that a browser might show, and what it hides; not its programs."""
    return "\n".join(
        node.text_content or ""
        for node in root.traverse(include_text=True)
        if node.tag == "-text" and (node.parent is None or node.parent.tag not in _PROGRAMS)
    )


def _decode(data: bytes) -> str:
    declared = _CHARSET.search(data[:2048])
    # Pages that say Latin-1 are Windows-1252: so browsers read them, and so does `decode`.
    if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"iso-8859-1", b"us-ascii"):
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _facts_of_title(tree: LexborHTMLParser) -> MeetingFacts:
    node = tree.css_first("title")
    title = clean_line(node.text()) if node else ""
    found = _TITLE_OF_MEETING.match(title)
    council = found["council"] if found else title.partition("|")[2].strip()
    return MeetingFacts(council=council or None)


def block_text(node: LexborNode, *, skip: frozenset[str] = frozenset()) -> str:
    """Return the text below a node, with a line break at each block, without scripts and menus.

    White space in the source, line breaks included, is one space, as a browser shows it. The walk
    keeps its own stack, so that no depth of nesting exhausts Python's.
    """
    pieces: list[str] = []
    stack: list[LexborNode | str] = [node]
    while stack:
        here = stack.pop()
        if isinstance(here, str):
            pieces.append(here)
        elif here.tag == "-text":
            pieces.append(re.sub(r"[ \t\r\n\f]+", " ", here.text_content or ""))
        elif _is_shown(here, skip):
            stack.extend(reversed(_parts(here)))
    return "".join(pieces)


def _is_shown(node: LexborNode, skip: frozenset[str]) -> bool:
    if node.tag in SKIPPED or _BY_ATTRIBUTE.hides(node):
        return False
    return skip.isdisjoint((node.attributes.get("class") or "").split())


def _parts(node: LexborNode) -> list[LexborNode | str]:
    """Return what is shown of a node in order: its children, with a line break around a block."""
    cells = vote_cells(node) if node.tag == "tr" else None
    if cells:
        return [f"\n{full_row(cells)}\n"]
    children: list[LexborNode | str] = list(node.iter(include_text=True))
    return ["\n", *children, "\n"] if node.tag in BLOCKS else children


def _page_lines(root: LexborNode) -> list[str]:
    """Return the lines of a page's record, cleaned; a decision's with the heading it may lack."""
    lines = without_furniture(clean_lines(block_text(root)))
    is_decision = root.css_first(".mgSubTitleTxt") is not None and any(
        line.startswith("Decision status:") for line in lines
    )
    if is_decision and "Decision details" not in lines:
        return ["Decision details", *lines]
    return lines


def _meeting_page(source: Source, root: LexborNode) -> Meeting:
    head = [clean_line(node.text()) for node in root.css(".mgSubTitleTxt, .mgMainTitleTxt")]
    labelled = (node for node in root.css(".mgContent p") if node.css_first(".mgLabel") is not None)
    head += [clean_line(node.text()) for node in labelled]
    link = root.css_first("link[rel=canonical]")
    facts = moderngov_text.facts_of_head(head, link.attributes.get("href") if link else None)
    items: list[AgendaItem] = []
    for cell in root.css("td.mgItemNumberCell"):
        body = _cell_behind(cell)
        if body is not None:
            item = _item(cell, body)
            address = item_url(facts.url or source.facts.url, _anchor(cell, body))
            items.append(replace(item, url=address))
    if not items:
        raise RecordError("the page holds no agenda item")
    return meeting(source, facts, tuple(items))


def _cell_behind(cell: LexborNode) -> LexborNode | None:
    """Return the next cell of the row, None behind the last."""
    behind = cell.next
    while behind is not None and behind.tag != "td":
        behind = behind.next
    return behind


def _anchor(cell: LexborNode, body: LexborNode) -> str | None:
    """Return the number in the item's anchor, `AI18831`, or None."""
    for node in (cell, body):
        for marked in node.css('[name^="AI"], [id^="AI"]'):
            found = _ANCHOR.fullmatch(marked.attributes.get("name") or marked.id or "")
            if found:
                return found[1]
    return None


def _item(cell: LexborNode, body: LexborNode) -> AgendaItem:
    number = clean_line(cell.text()).strip("(): ").rstrip(".") or None
    heading = body.css_first(".mgAiTitleTxt")
    lines = clean_lines(block_text(body, skip=frozenset({"mgAiTitleTxt", "mgActionList"})))
    title = without_file_note(clean_line(block_text(heading).replace("\n", " "))) if heading else ""
    item = agenda_item(title, without_furniture(lines), number=number)
    return _with_links(item, body)


def _with_links(item: AgendaItem, body: LexborNode) -> AgendaItem:
    """Return the item with the files its part of the page links to, by their address."""
    documents: dict[str, Document] = {}
    for link in body.css('a[href*="documents/"], a[href*="mgConvert2PDF"]'):
        href = link.attributes.get("href") or ""
        title = without_file_note(clean_line(block_text(link).replace("\n", " ")))
        documents.setdefault(href, Document(title=title, url=href))
    return replace(item, documents=tuple(documents.values())) if documents else item
