"""The web service, `mgWebService.asmx`: addresses of its operations, and their answers as data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from corpus.dates import find_date
from corpus.errors import ResponseError
from corpus.fetching.answers import Answer
from corpus.fetching.listing import Committee, ListedMeeting, clean_name, site_number
from corpus.readers.moderngov_address import Site
from corpus.readers.withheld import is_withheld

ALL_COMMITTEES = -1
# A site takes a start and an end; these hold every meeting there is.
EARLIEST = date(1970, 1, 1)
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])"
    r"|x0*(?:[0-8bcef]|1[0-9a-f]));",
    re.IGNORECASE,
)
_HTML_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([a-z][a-z0-9]+);", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ServiceDocument:
    """A file that an agenda item links to, as the service names it; `item` is the number of that item."""

    id: str
    title: str
    url: str
    restricted: bool
    item: str = ""


def committees_url(site: Site) -> str:
    """Return the address that lists the committees."""
    return site.url("mgWebService.asmx/GetCommittees", lDummy=0)


def meetings_url(site: Site, committee_id: int, first: date | None, last: date | None) -> str:
    """Return the address that lists a committee's meetings, or those of `ALL_COMMITTEES`.

    Dates are sent day first: the service accepts ISO dates, and then ignores them.
    """
    start, end = first or EARLIEST, last or date(date.today().year + 2, 12, 31)
    return site.url(
        "mgWebService.asmx/GetMeetings",
        lCommitteeId=committee_id,
        sFromDate=f"{start:%d/%m/%Y}",
        sToDate=f"{end:%d/%m/%Y}",
    )


def meeting_url(site: Site, meeting_id: int) -> str:
    """Return the address of one meeting with its agenda items."""
    return site.url("mgWebService.asmx/GetMeeting", lMeetingId=meeting_id)


def committees(answer: Answer) -> list[Committee]:
    """Return the committees of a GetCommittees answer. Raises ResponseError for any other one."""
    found = (
        _committee(node)
        for node in _parse(answer, "committees").iter("committee")
        if _text(node, "committeedeleted").lower() != "true"
    )
    return [committee for committee in found if committee is not None]


def meetings(answer: Answer) -> list[ListedMeeting]:
    """Return the meetings of a GetMeetings answer. Raises ResponseError for any other one."""
    return [
        ListedMeeting(
            id=number,
            committee=committee,
            date=find_date(_text(node, "meetingdate")),
            status=_text(node, "meetingstatus"),
        )
        for parent in _parse(answer, "getmeetings").iter("committee")
        if (committee := _committee(parent)) is not None
        for node in parent.iter("meeting")
        if (number := site_number(_text(node, "meetingid"))) is not None
    ]


def check_meeting(answer: Answer) -> None:
    """Raise ResponseError unless the answer is a whole GetMeeting answer."""
    _parse(answer, "meeting")


def n_items(body: bytes) -> int:
    """Return how many agenda items a GetMeeting answer holds."""
    return len(re.findall(rb"<agendaitem[\s>]", body))


def documents(body: bytes) -> Iterator[ServiceDocument]:
    """Yield the files that a meeting's items link to, restricted ones marked as such."""
    for item in _parse(Answer("", body), "meeting").iter("agendaitem"):
        withheld, number = _is_withheld(item), _number_of(item)
        for node in item.iter("linkeddoc"):
            yield ServiceDocument(
                id=_text(node, "attachmentid"),
                title=clean_name(_text(node, "title")),
                url=unescape(_text(node, "url")),
                restricted=withheld or _is_withheld(node),
                item=number,
            )


def _number_of(item: Element) -> str:
    """Return the number of an agenda item without what stands round it, "" where it has none."""
    number = _text(item, "fulldisplaynumberformat") or _text(item, "minutesitemnumber")
    return number.strip("(): ").rstrip(".")


def _parse(answer: Answer, root: str) -> Element:
    """Return the root of an answer, element names in lower case. Raises ResponseError."""
    text = answer.body.decode("utf-8-sig", "replace").lstrip()
    if not text.startswith("<") or text[:9].lower() == "<!doctype":
        raise ResponseError("this is no answer of the web service", status=404)
    text = _HTML_ENTITY.sub(lambda match: unescape(match[0]), _CONTROL.sub("", text))
    text = re.sub(r"^<\?xml[^>]*\?>", "", text)
    try:
        found: Element = fromstring(text)
    except DefusedXmlException as error:
        raise ResponseError("the answer defines entities of its own", status=404) from error
    except ParseError as error:
        raise ResponseError(
            f"the answer is broken or cut off in the middle ({error})", status=200, is_passing=True
        ) from error
    for node in found.iter():
        node.tag = node.tag.rpartition("}")[2].lower()
    if found.tag != root:
        raise ResponseError(f"the web service answered <{found.tag}>, not <{root}>", status=404)
    return found


def _is_withheld(node: Element) -> bool:
    return is_withheld((child.tag, child.text or "") for child in node if not len(child))


def _committee(node: Element) -> Committee | None:
    number, name = (
        site_number(_text(node, "committeeid")),
        clean_name(_text(node, "committeetitle")),
    )
    return Committee(number, name) if number is not None and name else None


def _text(node: Element, name: str) -> str:
    return (node.findtext(name) or "").strip()
