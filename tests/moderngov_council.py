"""A council's modern.gov site: its web service, its pages and what may go wrong with them.

It answers as such sites do: dates in ISO form are accepted and ignored, names are encoded twice,
pages carry a view state that is another at each look, and the web service may be switched off.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from html import escape
from typing import BinaryIO
from urllib.parse import parse_qs, urlsplit

COUNCIL = "Wenbridge City Council"
ASP_NET_OFF = (
    "<html><body>Request format is unrecognized for URL ending in /GetCommittees</body></html>"
)


@dataclass
class Item:
    """An agenda item as the site holds it."""

    id: int
    number: str
    title: str
    agenda: str = ""
    minutes: str = ""
    documents: list[tuple[int, str]] = field(default_factory=list)
    restricted: bool = False


@dataclass
class Sitting:
    """A meeting as the site holds it."""

    id: int
    committee: int
    date: date
    items: list[Item]
    status: str = "Confirmed"


@dataclass
class Fault:
    """What goes wrong for requests whose target holds `where`; `times` None is for good."""

    where: str
    kind: str
    times: int | None = None
    status: int = 500
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    raw: Callable[[BinaryIO], object] | None = None


@dataclass
class Asked:
    """One request as the site saw it."""

    at: float
    target: str
    headers: dict[str, str]
    status: int


@dataclass
class Council:
    """The site: what it publishes, how it feels today, and who asked for what."""

    committees: dict[int, str]
    sittings: dict[int, Sitting]
    documents: dict[int, bytes] = field(default_factory=dict)
    robots: str | None = None
    service: bool = True
    validators: bool = False
    faults: list[Fault] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    base: str = ""
    meetings_a_page: int = 100

    def targets(self, part: str = "") -> list[str]:
        """Return the targets asked for that hold a text, in order."""
        return [asked.target for asked in list(self.asked) if part in asked.target]

    def item(self, sitting: int, number: str) -> Item:
        """Return an agenda item."""
        return next(i for i in self.sittings[sitting].items if i.number == number)

    # The web service

    def get_committees(self) -> str:
        rows = "".join(
            f"<committee><committeeid>{number}</committeeid>"
            f"<committeetitle>{escape(escape(name))}</committeetitle>"
            "<committeedeleted>False</committeedeleted><committeeexpired>False</committeeexpired>"
            "</committee>"
            for number, name in self.committees.items()
        )
        return _xml(f"<committees><committeescount> 3</committeescount>{rows}</committees>")

    def get_meetings(self, arguments: dict[str, str]) -> str:
        wanted = int(arguments["lCommitteeId"])
        first, last = _service_date(arguments["sFromDate"]), _service_date(arguments["sToDate"])
        rows = ""
        for number, name in self.committees.items():
            found = [s for s in self.sittings.values() if s.committee == number]
            if wanted not in (-1, number):
                continue
            if first and last:
                found = [s for s in found if first <= s.date <= last]
            meetings = "".join(
                f"<meeting><meetingid>{s.id}</meetingid><meetingdate>{s.date:%d/%m/%Y}</meetingdate>"
                f"<meetingstatus>{s.status}</meetingstatus><meetingtime>6.00 pm</meetingtime></meeting>"
                for s in found
            )
            rows += (
                f"<committee><committeeid>{number}</committeeid>"
                f"<committeetitle>{escape(escape(name))}</committeetitle>"
                f"<committeemeetings>{meetings}</committeemeetings></committee>"
            )
        return _xml(f"<getmeetings><meetingscount> 9</meetingscount>{rows}</getmeetings>")

    def get_meeting(self, number: int) -> str:
        sitting = self.sittings[number]
        items = "".join(
            f"<agendaitem><agendaitemid>{i.id}</agendaitemid>"
            f"<agendaitemtitle>{escape(escape(i.title))}</agendaitemtitle>"
            f"<agendatext>{escape(_word(i.agenda))}</agendatext>"
            "<actualmeetingdate></actualmeetingdate>"
            f"<fulldisplaynumberformat>{i.number}.</fulldisplaynumberformat>"
            f"<minutesnonemptyhtmlbody>{escape(_word(i.minutes))}</minutesnonemptyhtmlbody>"
            f"<isrestricted>{i.restricted}</isrestricted>"
            f"<linkeddocuments>{''.join(self._linked(i))}</linkeddocuments></agendaitem>"
            for i in sitting.items
        )
        return _xml(
            f"<meeting><meetingid>{number}</meetingid>"
            f"<meetingdate>{sitting.date:%d/%m/%Y}</meetingdate>"
            f"<meetingstatus>{sitting.status}</meetingstatus>"
            "<meetinglocation>Council Chamber</meetinglocation>"
            f"<agendaitems>{items}</agendaitems><attendees></attendees></meeting>"
        )

    def _linked(self, item: Item) -> Iterator[str]:
        for number, title in item.documents:
            yield (
                f"<linkeddoc><attachmentid>{number}</attachmentid><title>{escape(title)}</title>"
                f"<isurl>False</isurl><url>{self.base}mgConvert2PDF.aspx?ID={number}</url>"
                f"<isrestricted>{item.restricted}</isrestricted></linkeddoc>"
            )

    # The pages

    def committee_list(self) -> str:
        links = "".join(
            f'<li><a href="mgCommitteeDetails.aspx?ID={number}">{escape(name)}</a></li>'
            for number, name in self.committees.items()
        )
        return _page(f"Committees | {COUNCIL}", f"<ul>{links}</ul>")

    def meeting_list(self, arguments: dict[str, str]) -> str:
        number, start = int(arguments["CId"]), int(arguments.get("D", "0"))
        every = sorted(
            (s for s in self.sittings.values() if s.committee == number),
            key=lambda s: s.date,
            reverse=True,
        )
        shown = every[start : start + self.meetings_a_page]
        rows = "".join(
            f'<li><a class="mgMeetingTableLnk" href="ieListDocuments.aspx?CId={number}&amp;'
            f'MId={s.id}&amp;Ver=4">{s.date.day} {s.date:%b %Y}&nbsp;6.00 pm</a>'
            f"{' - Cancelled' if s.status == 'Cancelled' else ''}</li>"
            for s in shown
        )
        earlier = start + self.meetings_a_page
        more = (
            f'<a href="ieListMeetings.aspx?Act=earlier&amp;CId={number}&amp;D={earlier}">Earlier</a>'
            if earlier < len(every)
            else ""
        )
        return _page(f"Browse meetings | {COUNCIL}", f"<ul>{rows}</ul>{more}")

    def meeting_page(self, number: int) -> str:
        sitting = self.sittings[number]
        rows = "".join(
            f'<tr><td class="mgItemNumberCell"><p class="mgAiTitleTxt"><a name="AI{i.id}"></a>'
            f'{i.number}.</p></td><td><p class="mgAiTitleTxt">{escape(i.title)}</p>'
            f'<div class="mgWordPara">{escape(i.agenda)}</div>'
            + (
                '<p class="mgSubItemTitleTxt">Minutes:</p>'
                f'<div class="mgWordPara">{escape(i.minutes)}</div>'
                if i.minutes
                else ""
            )
            + (
                f'<ul class="mgBulletList">{"".join(_document_links(i))}</ul>'
                if i.documents
                else ""
            )
            + "</td></tr>"
            for i in sitting.items
        )
        when = f"{sitting.date:%A}, {sitting.date.day} {sitting.date:%B %Y} 6.00 pm"
        name = escape(self.committees[sitting.committee])
        return _page(
            f"Agenda for {name} on {when} | {COUNCIL}",
            f'<h2 class="mgSubTitleTxt">{name} - {when}</h2>'
            + (f'<table class="mgItemTable">{rows}</table>' if rows else "<p>No agenda yet.</p>"),
        )

    def answer(self, target: str) -> tuple[int, str, bytes]:
        """Return (status, content type, body) for a target, on a good day."""
        parts = urlsplit(target)
        page = parts.path.rpartition("/")[2]
        arguments = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if page == "robots.txt":
            if self.robots is None:
                return 404, "text/plain", b"no such file"
            return 200, "text/plain", self.robots.encode()
        if "mgWebService.asmx" in parts.path and not self.service:
            return 403, "text/html", b"<html>Forbidden</html>"
        if "/documents/s" in parts.path:
            arguments["ID"] = parts.path.split("/documents/s")[1].split("/")[0]
            page = "mgConvert2PDF.aspx"
        answers: dict[str, Callable[[], tuple[int, str, bytes]]] = {
            "GetCommittees": lambda: _ok("text/xml", self.get_committees()),
            "GetMeetings": lambda: _ok("text/xml", self.get_meetings(arguments)),
            "GetMeeting": lambda: _ok("text/xml", self.get_meeting(int(arguments["lMeetingId"]))),
            "mgListCommittees.aspx": lambda: _ok("text/html", self.committee_list()),
            "ieListMeetings.aspx": lambda: _ok("text/html", self.meeting_list(arguments)),
            "ieListDocuments.aspx": lambda: _ok(
                "text/html", self.meeting_page(int(arguments["MId"]))
            ),
            "mgConvert2PDF.aspx": lambda: (
                200,
                "application/pdf",
                self.documents[int(arguments["ID"])],
            ),
        }
        try:
            return answers[page]()
        except (KeyError, ValueError):
            return 404, "text/html", b"<html><body>Not found</body></html>"


def _document_links(item: Item) -> Iterator[str]:
    for number, title in item.documents:
        if not item.restricted:
            name = escape(title)
            yield f'<li><a href="documents/s{number}/{name}.pdf">{name}PDF 9 KB</a></li>'


def _ok(kind: str, text: str) -> tuple[int, str, bytes]:
    return 200, f"{kind}; charset=utf-8", text.encode()


def _xml(text: str) -> str:
    return f'<?xml version="1.0" encoding="utf-8"?>\r\n{text}'


def _word(text: str) -> str:
    return (
        f'<div class="WordSection1"><p class="MsoNormal">{escape(text)}</p></div>' if text else ""
    )


def _page(title: str, body: str) -> str:
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title></head><body>"
        f'<input type="hidden" name="__VIEWSTATE" value="{time.perf_counter_ns()}">'
        f'<div id="modgov"><div class="mgContent">{body}</div></div></body></html>'
    )


def _service_date(text: str) -> date | None:
    """Return a date written day first; any other form is accepted, and means nothing."""
    try:
        return datetime.strptime(text, "%d/%m/%Y").date()
    except ValueError:
        return None


def pdf(text: str) -> bytes:
    """Return a PDF of one page that says one line."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table, len(objects) + 1, len(body))
    )


def wenbridge() -> Council:
    """Return a small council: three committees, five meetings, one of them without an agenda."""
    return Council(
        committees={144: "Audit Committee", 163: "Children & Young People", 20: "Planning"},
        sittings={
            s.id: s
            for s in [
                Sitting(
                    4967,
                    144,
                    date(2026, 2, 10),
                    [
                        Item(18831, "1", "Minutes", "To approve the minutes.", "Approved."),
                        Item(
                            18832,
                            "2",
                            "Repairs to the lido",
                            "To consider the cost of the lido.",
                            "Councillor Raman asked why the pump had failed twice.",
                            [(60860, "Lido report"), (60861, "Lido survey")],
                        ),
                        Item(18833, "3", "Land deal", "", "", [(60999, "Price")], restricted=True),
                    ],
                ),
                Sitting(4966, 144, date(2026, 1, 13), [], "Cancelled"),
                Sitting(
                    4800,
                    144,
                    date(2019, 5, 14),
                    [Item(17001, "1", "Risk register", "To note.", "The register was noted.")],
                ),
                Sitting(
                    5001,
                    163,
                    date(2026, 2, 3),
                    [Item(19001, "4", "School places", "To receive a report.", "")],
                ),
                Sitting(5002, 163, date(2026, 6, 2), []),
            ]
        },
        documents={60860: pdf("The pump failed twice"), 60861: pdf("Survey"), 60999: pdf("Secret")},
    )
