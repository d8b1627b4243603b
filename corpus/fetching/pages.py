"""The pages, for sites whose web service is switched off: committees, meetings, one meeting."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import date
from urllib.parse import parse_qsl, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.dates import find_date
from corpus.errors import ResponseError
from corpus.fetching.answers import Answer
from corpus.fetching.client import Client
from corpus.fetching.listing import Committee, ListedMeeting, clean_name, site_number
from corpus.readers.html_page import block_text
from corpus.readers.moderngov_address import Site

# A committee that met weekly for thirty years has some 60 pages of earlier meetings.
MAX_LIST_PAGES = 100
_COMMITTEE_PAGES = ("mgcommitteedetails.aspx", "ielistmeetings.aspx")
_EARLIER = frozenset({"earlier", "prev", "previous"})
_STATUS = re.compile(r"\b(cancelled|canceled|postponed|abandoned)\b", re.IGNORECASE)
_BODY_NAME = re.compile(
    r"\b(?:council|cyngor|authority|corporation|assembly|senedd|parliament|borough)\b",
    re.IGNORECASE,
)
# Glued to the title on many sites: "Lido reportPDF 168 KB".
_FILE_SIZE = re.compile(r"\s*(?:PDF|DOCX?)\s*[\d.,]+\s*[KMG]B.*$")
_ITEMS = "td.mgItemNumberCell, .mgAiTitleTxt, .mgItemTable, #mgItemTable"


def committees_url(site: Site) -> str:
    """Return the address of the page that lists the committees."""
    return site.url("mgListCommittees.aspx", bcr=1)


def meetings_url(site: Site, committee_id: int) -> str:
    """Return the address of the page that lists a committee's meetings of all years."""
    return site.url("ieListMeetings.aspx", CId=committee_id, Year=0)


def meeting_url(site: Site, meeting: ListedMeeting) -> str:
    """Return the public address of a meeting's page."""
    return site.url("ieListDocuments.aspx", CId=meeting.committee.id, MId=meeting.id, Ver=4)


def check_page(answer: Answer) -> None:
    """Raise ResponseError unless the answer is a whole HTML page."""
    text = answer.body.strip().lower()
    if b"<html" not in text[:4096] and not text.startswith(b"<!doctype html"):
        raise ResponseError("the answer is no HTML page", status=200)
    if b"</html>" not in text[-4096:]:
        raise ResponseError(
            "the page is cut off in the middle (it has no end)", status=200, is_passing=True
        )


def committees(answer: Answer) -> list[Committee]:
    """Return the committees that a page links to, each once, under the first name it gives them."""
    found: dict[int, Committee] = {}
    for page, arguments, link in _links(answer):
        given = arguments.get("id") or arguments.get("cid") or arguments.get("committeeid") or ""
        number = site_number(given)
        if page not in _COMMITTEE_PAGES or number is None or "md" in arguments:
            continue
        name = clean_name(link.text())
        if name:
            found.setdefault(number, Committee(number, name))
    return list(found.values())


def meetings(
    client: Client, site: Site, committee: Committee, first: date | None
) -> list[ListedMeeting]:
    """Return a committee's meetings, from as many pages of its list as go back to `first`.

    Raises ResponseError.
    """
    found: dict[int, ListedMeeting] = {}
    asked: set[str] = set()
    waiting = [meetings_url(site, committee.id)]
    while waiting and len(asked) < MAX_LIST_PAGES:
        url = waiting.pop()
        asked.add(url)
        answer = client.get(url, check=check_page)
        listed = list(_meetings(answer, committee))
        new = {meeting.id: meeting for meeting in listed if meeting.id not in found}
        found |= new
        if (new or not found) and not _reaches_before(listed, first):
            waiting.extend(link for link in _earlier(answer, site) if link not in asked)
    return list(found.values())


def _reaches_before(listed: Sequence[ListedMeeting], first: date | None) -> bool:
    dates = [meeting.date for meeting in listed if meeting.date]
    return first is not None and bool(dates) and min(dates) < first


def _meetings(answer: Answer, committee: Committee) -> Iterator[ListedMeeting]:
    for page, arguments, link in _links(answer):
        number = site_number(arguments.get("mid") or arguments.get("meetingid") or "")
        if page != "ielistdocuments.aspx" or number is None:
            continue
        if arguments.get("cid", str(committee.id)) != str(committee.id):
            continue
        behind = _behind(link)
        when = find_date(clean_name(link.text())) or find_date(behind)
        status = _STATUS.search(f"{clean_name(link.text())} {behind}")
        # What has no date is no meeting: councils keep constitutions and plans in such lists too.
        if when is not None:
            said = status[1].capitalize() if status else ""
            yield ListedMeeting(number, committee, when, said)


def _behind(link: LexborNode) -> str:
    """Return the text between a meeting's link and the next one: " - Cancelled", " - Minutes"."""
    parent = link.parent
    node = (parent if parent is not None and parent.tag in ("td", "th") else link).next
    pieces = []
    while node is not None and node.tag not in ("a", "br", "li", "tr"):
        pieces.append(node.text())
        node = node.next
    return clean_name(" ".join(pieces))


def _earlier(answer: Answer, site: Site) -> Iterator[str]:
    for page, arguments, link in _links(answer):
        if page == "ielistmeetings.aspx" and arguments.get("act", "").lower() in _EARLIER:
            url = site.absolute(link.attributes.get("href") or "", answer.url)
            if url:
                yield url


def _links(answer: Answer) -> Iterator[tuple[str, dict[str, str], LexborNode]]:
    """Yield each link: its page's lower-case name, its arguments by lower-case name, the node."""
    for link in LexborHTMLParser(_text(answer.body)).css("a[href]"):
        try:
            parts = urlsplit(link.attributes.get("href") or "")
        except ValueError:
            continue
        arguments = {name.lower(): value for name, value in parse_qsl(parts.query)}
        yield parts.path.rpartition("/")[2].lower(), arguments, link


def council_name(answer: Answer) -> str | None:
    """Return the council's name if the page's title gives it: "Committees | Leeds City Council"."""
    node = LexborHTMLParser(_text(answer.body)).css_first("title")
    parts = re.split(r"\s+[-–|:]\s+|\s*\|\s*", clean_name(node.text())) if node else []
    for part in reversed(parts[1:]):
        if _BODY_NAME.search(part) and not re.search(r"committee|meeting|democracy", part, re.I):
            return part
    return None


def has_items(body: bytes) -> bool:
    """Say whether a meeting's page shows an agenda."""
    return LexborHTMLParser(_text(body)).css_first(_ITEMS) is not None


def fingerprint(body: bytes) -> str:
    """Return a hash of what a page says and links to.

    The bytes will not do: session tokens, view state and visitor counts change at every look.
    """
    tree = LexborHTMLParser(_text(body))
    root = tree.css_first("#modgov") or tree.css_first(".mgContent") or tree.body
    if root is None:
        return hashlib.sha256(body).hexdigest()
    said = " ".join(block_text(root).split())
    links = "\n".join(link.attributes.get("href") or "" for link in root.css("a[href]"))
    return hashlib.sha256(f"{said}\n{links}".encode()).hexdigest()


def document_links(body: bytes) -> Iterator[tuple[str, str, str]]:
    """Yield (title, address as written, number of the item) of the files that a page's agenda items link to."""
    tree = LexborHTMLParser(_text(body))
    for item in tree.css("td.mgItemNumberCell + td"):
        number = item.parent.css_first("td.mgItemNumberCell") if item.parent else None
        its = clean_name(number.text()).strip("(): ").rstrip(".") if number else ""
        for link in item.css('a[href*="documents/s"], a[href*="mgConvert2PDF"]'):
            title = _FILE_SIZE.sub("", clean_name(link.text()))
            yield title, link.attributes.get("href") or "", its


def _text(body: bytes) -> str:
    """Return a page's text, whatever it is: a list that is rubbish lists nothing."""
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")
