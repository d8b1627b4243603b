"""modern.gov's web service: the answer of `GetMeeting`, one meeting with its items and attendees."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from selectolax.lexbor import LexborHTMLParser

from corpus.dates import find_date
from corpus.errors import RecordError
from corpus.lines import cleaned, texts
from corpus.losses import ELSEWHERE, FIELDS, HEAD, WITHHELD
from corpus.readers.held import lost_of
from corpus.readers.html_text import document_lines
from corpus.readers.moderngov_address import item_url
from corpus.readers.sections import agenda_item
from corpus.readers.withheld import is_withheld
from corpus.records import (
    AgendaItem,
    Attendee,
    Document,
    Meeting,
    MeetingFacts,
    Source,
    meeting,
)
from corpus.text import clean_line, clean_lines, without_file_note, without_furniture

# Answers of other operations, which hold no record.
_LISTS = {
    "committees": "a list of committees",
    "getmeetings": "a list of meetings",
    "councillorsbyward": "a list of councillors",
    "councillors": "a list of councillors",
    "string": "a message of the web service",
}
_KNOWN_KINDS = frozenset(
    ("rss", "feed", "html", "urlset", "sitemapindex", "svg", "document", "rdf")
)
# What a report may repeat of a meeting without items; anything else is the record's own word.
_STATUSES = frozenset(
    (
        "agenda published",
        "draft agenda published",
        "cancelled",
        "postponed",
        "scheduled",
        "confirmed",
        "provisional",
    )
)
_ESCAPED = re.compile(r"&(?:[a-z]{2,8}|#\d{1,6}|#x[0-9a-f]{1,5});", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][a-z0-9]*[\s/>]", re.IGNORECASE)


# What is read of items and documents, and what only says which meeting and which item it is.
_READ = frozenset(
    "agendaitemtitle agendatext decisionnonemptyhtmlbody decisiontext minutesnonemptyhtmlbody title attendee".split()
)
_OF_HEADS = frozenset(
    "committeetitle refertocommittee meetingdate meetinglocation fulldisplaynumberformat minutesitemnumber".split()
)
# The first element is one of HTML's, not of an answer of the service.
_PAGE = re.compile(
    r"<html\b|\A<\?xml[^>]*\?>(?:\s|<!--.*?-->|<!doctype[^>]*>)*"
    r"<(?:head|body|h[1-6]|p|div|section|article|main|table|ul|ol|pre|center|font|title|meta)[\s/>]",
    re.DOTALL,
)


def recognises(source: Source, text: str) -> bool:
    """Say whether the text is XML and no web page."""
    start = text.lstrip("\ufeff \t\r\n")[:2000].lower()
    if start.startswith("<?xml"):
        return not _PAGE.search(start)
    return start.startswith(("<meeting>", "<meeting ", *(f"<{name}" for name in _LISTS)))


def read(source: Source) -> Iterator[Meeting]:
    """Yield the meeting that an answer of `GetMeeting` holds."""
    try:
        root = fromstring(source.data)
    except DefusedXmlException as error:
        raise RecordError(
            "the XML defines entities of its own or names files outside it, which no record needs; "
            "it was not read"
        ) from error
    except ParseError as error:
        line, column = error.position
        where = f"line {line}, column {column + 1}"
        raise RecordError(f"the XML is damaged or cut off at {where}") from error
    except (LookupError, ValueError) as error:
        raise RecordError(f"the XML cannot be decoded ({type(error).__name__})") from error
    name = _name(root)
    if name in _LISTS:
        raise RecordError(f"{_LISTS[name]} of modern.gov's web service: no record of a meeting")
    if name != "meeting":
        kind = f" (<{name}>)" if name in _KNOWN_KINDS else ""
        raise RecordError(f"XML of an unknown kind{kind}; answers of GetMeeting are read")
    yield _meeting(source, root)


def _meeting(source: Source, root: Element) -> Meeting:
    is_private = _is_withheld(root)
    items = tuple(
        replace(item, restricted=item.restricted or is_private)
        for item in (
            _item(element, source.facts.url) for element in _all(root, "agendaitems", "agendaitem")
        )
    )
    committee = next(filter(None, _committees_of_items(root)), None)
    facts = MeetingFacts(
        # An item may refer to another committee; who fetched the answer knows whose it is.
        committee=_text(root, "committeetitle") or source.facts.committee or committee,
        date=find_date(_text(root, "meetingdate")),
        venue=_text(root, "meetinglocation") or None,
    )
    if not items:
        status = _text(root, "meetingstatus").lower()
        why = status if status in _STATUSES else "not yet held"
        raise RecordError(f"the meeting has no agenda items ({why})")
    found = replace(meeting(source, facts, items), attendees=tuple(_attendees(root)))
    return replace(found, left_out=lost_of(_held(root), (found,)))


def _held(root: Element) -> Iterator[tuple[str, str]]:
    """Yield every text of an answer, with what its words are if they stand in none of the items."""
    waiting = [(root, False)]
    while waiting:
        element, withheld = waiting.pop()
        withheld = withheld or (_name(element) == "linkeddoc" and _is_withheld(element))
        what = WITHHELD if withheld else _what(_name(element))
        for text in (element.text or "", element.tail or "", *element.attrib.values()):
            shown = re.sub(r"<[^<>]*>", " ", html.unescape(_unescaped(text)))
            yield what, shown
        waiting += [(child, withheld) for child in element]


def _what(name: str) -> str:
    return HEAD if name in _OF_HEADS else ELSEWHERE if name in _READ else FIELDS


def _committees_of_items(root: Element) -> Iterator[str]:
    """Yield the names of committees that items are referred to, or that their documents name; "" for none."""
    for item in _all(root, "agendaitems", "agendaitem"):
        yield _text(item, "refertocommittee")
        for document in _all(item, "linkeddocuments", "linkeddoc"):
            yield _text(document, "committeetitle")


def _item(element: Element, meeting_url: str | None) -> AgendaItem:
    number = _text(element, "fulldisplaynumberformat") or _text(element, "minutesitemnumber")
    lines = [
        *_html_lines(element, "agendatext"),
        "Decision:",
        *_html_lines(element, "decisionnonemptyhtmlbody"),
        *_html_lines(element, "decisiontext"),
        "Minutes:",
        *_html_lines(element, "minutesnonemptyhtmlbody"),
    ]
    title = without_file_note(_plain(_text(element, "agendaitemtitle")))
    item = agenda_item(title, lines, number=number.strip("(): ").rstrip(".") or None)
    return replace(
        item,
        documents=tuple(_documents(element)),
        url=item_url(meeting_url, _text(element, "agendaitemid")),
        restricted=item.restricted or _is_withheld(element),
    )


def _is_withheld(element: Element) -> bool:
    """Say whether the fields of an element, children and attributes, mark it as not for the public."""
    fields = [(_name(child), child.text or "") for child in element if not len(child)]
    return is_withheld([*fields, *element.attrib.items()])


def _documents(element: Element) -> Iterator[Document]:
    """Yield the documents that the public may open."""
    for document in _all(element, "linkeddocuments", "linkeddoc"):
        title = without_file_note(_plain(_text(document, "title")))
        if title and not _is_withheld(document):
            yield Document(title=title, url=_text(document, "url") or None)


def _attendees(root: Element) -> Iterator[Attendee]:
    for person in _all(root, "attendees", "attendee"):
        name = _plain(person.get("name", ""))
        if name:
            yield Attendee(
                name=name,
                role=_plain(person.get("roledescription", "")) or None,
                party=_plain(person.get("politicalparty", "")) or None,
                attendance=_plain(person.get("attendance", "")) or None,
                url=_text(person, "url") or None,
            )


def _html_lines(element: Element, name: str) -> list[str]:
    """Return the lines of an element that holds escaped HTML, however often it was escaped."""
    markup = _unescaped(_text(element, name))
    if not _TAG.search(markup):
        return without_furniture(clean_lines(markup))
    tree = LexborHTMLParser(markup)
    if tree.body is None:
        return []
    return without_furniture(texts(cleaned(document_lines(tree, tree.body))))


def _unescaped(text: str) -> str:
    """Return HTML that was escaped once more than XML needs as HTML; entities in prose stay."""
    for _ in range(3):
        if _TAG.search(text) or not re.search(r"&(?:lt|amp|#60|#38);", text):
            break
        text = html.unescape(text)
    return text


def _plain(text: str) -> str:
    """Return a title or a name without entities, one layer or two."""
    for _ in range(2):
        if not _ESCAPED.search(text):
            break
        text = html.unescape(text)
    return clean_line(text)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2].lower()


def _child(element: Element, name: str) -> Element | None:
    return next((child for child in element if _name(child) == name), None)


def _text(element: Element, name: str) -> str:
    child = _child(element, name)
    return (child.text or "").strip() if child is not None else ""


def _all(element: Element, group: str, name: str) -> list[Element]:
    parent = _child(element, group)
    return [child for child in parent if _name(child) == name] if parent is not None else []
