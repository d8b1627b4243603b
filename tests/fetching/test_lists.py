"""Lists of committees and meetings, from the service and from pages: their odd forms, and rubbish."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import ResponseError
from corpus.fetching import pages, service
from corpus.fetching.answers import Answer
from corpus.fetching.listing import Committee, ListedMeeting, clean_name
from corpus.fetching.pages import _meetings
from corpus.readers.moderngov_address import Site

SITE = Site("https://democracy.example.gov.uk/")
AUDIT = Committee(144, "Audit Committee")


def answer(text: str | bytes) -> Answer:
    return Answer("https://example.gov.uk/x", text if isinstance(text, bytes) else text.encode())


def listed(html: str) -> list[tuple[int, date | None, str]]:
    found = _meetings(answer(f"<html><body>{html}</body></html>"), AUDIT)
    return [(m.id, m.date, m.status) for m in found]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Children &amp; Families", "Children & Families"),
        ("Children &amp;amp; Families", "Children & Families"),
        ("Mayor&amp;#39;s Panel", "Mayor's Panel"),
        ("Mayor&#39;s Panel\n\u00a0", "Mayor's Panel"),
        ("R &amp; D", "R & D"),
    ],
)
def test_names_are_decoded_however_often_they_were_encoded(written: str, meant: str) -> None:
    xml = (
        "<committees><committee><committeeid>1</committeeid>"
        f"<committeetitle>{written}</committeetitle></committee></committees>"
    )
    assert service.committees(answer(xml)) == [Committee(1, meant)]


def test_a_bare_entity_and_a_control_character_do_not_break_the_list() -> None:
    xml = (
        b'\xef\xbb\xbf<?xml version="1.0"?><committees><committee><committeeid> 7 </committeeid>'
        b"<committeetitle>Arts&nbsp;\x0b&#x1F;Panel</committeetitle></committee>"
        b"<committee><committeeid>8</committeeid><committeetitle>Old</committeetitle>"
        b"<committeedeleted>True</committeedeleted></committee></committees>"
    )
    assert service.committees(answer(xml)) == [Committee(7, "Arts Panel")]


def test_names_of_elements_may_carry_a_name_space_and_capitals() -> None:
    xml = (
        '<GetMeetings xmlns="http://example.org/"><Committee><CommitteeId>1</CommitteeId>'
        "<CommitteeTitle>Audit</CommitteeTitle><Meeting><MeetingId>5</MeetingId>"
        "<MeetingDate>01/02/2026</MeetingDate></Meeting></Committee></GetMeetings>"
    )
    assert service.meetings(answer(xml)) == [
        ListedMeeting(5, Committee(1, "Audit"), date(2026, 2, 1))
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<!DOCTYPE html><html><body>Sign in</body></html>",
        "<html><body>Sign in</body></html>",
        "Service unavailable",
        "",
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><committees>&x;</committees>',
        '<?xml version="1.0"?><error>No</error>',
        "<committees><committee>",
    ],
)
def test_what_is_no_answer_of_the_service_is_refused(body: str) -> None:
    with pytest.raises(ResponseError):
        service.committees(answer(body))


def test_only_a_cut_off_answer_is_worth_another_try() -> None:
    with pytest.raises(ResponseError) as cut:
        service.check_meeting(answer("<meeting><meetingid>1</meet"))
    with pytest.raises(ResponseError) as page:
        service.check_meeting(answer("<html></html>"))
    assert (cut.value.is_passing, page.value.is_passing) == (True, False)


def test_addresses_of_the_service() -> None:
    assert service.meetings_url(SITE, -1, date(2026, 1, 2), date(2026, 12, 31)) == (
        "https://democracy.example.gov.uk/mgWebService.asmx/GetMeetings"
        "?lCommitteeId=-1&sFromDate=02/01/2026&sToDate=31/12/2026"
    )
    assert service.meeting_url(SITE, 5).endswith("mgWebService.asmx/GetMeeting?lMeetingId=5")


@pytest.mark.parametrize(
    "html",
    [
        '<li><a href="ieListDocuments.aspx?CId=144&amp;MId=5&amp;Ver=4">14 Jul 2026&nbsp;6.00 pm</a>'
        " - Cancelled</li>",
        '<tr><td><a href="/ieListDocuments.aspx?MId=5&CId=144">14/07/2026</a></td>'
        "<td>Cancelled</td></tr>",
        '<p><a href="https://x.uk/ieListDocuments.aspx?CId=144&MID=5#AI1">Agenda</a> '
        "Tuesday 14th July, 2026 (cancelled)<br></p>",
        '<a href="ieListDocuments.aspx?CId=144&MeetingId=5">CANCELLED - 14 July 2026</a>',
    ],
)
def test_meetings_are_found_in_every_layout_of_a_list(html: str) -> None:
    table = html if not html.startswith("<tr>") else f"<table>{html}</table>"
    assert listed(table) == [(5, date(2026, 7, 14), "Cancelled")]


def test_one_meeting_is_not_taken_for_cancelled_because_the_next_is() -> None:
    html = "".join(
        f'<a href="ieListDocuments.aspx?CId=144&MId={n}">{n} May 2026</a>{said}<br>'
        for n, said in [(1, ""), (2, " - Postponed"), (3, " - Minutes")]
    )
    assert [status for _, _, status in listed(html)] == ["", "Postponed", ""]


def test_what_is_no_meeting_of_the_committee_is_left_out() -> None:
    assert (
        listed(
            '<a href="ieListDocuments.aspx?CId=7&MId=5">1 May 2026</a>'
            '<a href="ieListDocuments.aspx?CId=144&MId=6">Constitution, part 1</a>'
            '<a href="ieListDocuments.aspx?CId=144&MId=abc">1 May 2026</a>'
            '<a href="http://[broken/ieListDocuments.aspx?MId=1">1 May 2026</a>'
        )
        == []
    )


def test_committees_of_a_page() -> None:
    html = (
        '<a href="mgCommitteeDetails.aspx?ID=1"> Audit\n Committee </a>'
        '<a href="ieListMeetings.aspx?CommitteeId=2">Cabinet</a>'
        '<a href="ieListMeetings.aspx?CId=1&Year=0">Audit Committee meetings</a>'
        '<a href="ieListMeetings.aspx?CId=3&MD=Constitution">Constitution</a>'
        '<a href="mgCommitteeDetails.aspx?ID=4"><img src="x.png"></a>'
        '<a href="mgMemberIndex.aspx?ID=5">Councillors</a>'
    )
    assert pages.committees(answer(html)) == [
        Committee(1, "Audit Committee"),
        Committee(2, "Cabinet"),
    ]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Committees | Leeds City Council", "Leeds City Council"),
        ("Committee structure - Wenbridge &amp; Ash Council", "Wenbridge & Ash Council"),
        ("Browse meetings - Council and committees", None),
        ("Leeds City Council", None),
        ("", None),
    ],
)
def test_the_councils_name_is_taken_from_a_title_that_has_it(title: str, name: str | None) -> None:
    assert pages.council_name(answer(f"<html><title>{title}</title></html>")) == name


def test_a_page_is_compared_by_what_it_says_and_links_to() -> None:
    def page(said: str, href: str, noise: str) -> bytes:
        return (
            f"<html><body><i>{noise}</i><div id='modgov'><script>{noise}</script><p>{said}</p>"
            f"<a href='{href}'>Report</a></div></body></html>"
        ).encode()

    first = pages.fingerprint(page("Noted.", "a.pdf", "1"))
    assert pages.fingerprint(page("Noted.", "a.pdf", "2")) == first
    assert pages.fingerprint(page("Resolved.", "a.pdf", "1")) != first
    assert pages.fingerprint(page("Noted.", "b.pdf", "1")) != first


PIECES = [
    *(
        "<a href='",
        "ieListDocuments.aspx?MId=1&CId=144",
        "'>",
        "1 May 2026",
        "</a>",
        "<td>",
        "</td>",
    ),
    *("<committees>", "<meeting>", "</meeting>", "&#x1F;", "&nbsp;", "&", "<", "\x00", "é", "]]>"),
]
MARKUP = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)


@given(st.binary() | MARKUP.map(str.encode))
def test_rubbish_is_refused_or_gives_nothing_and_never_crashes(body: bytes) -> None:
    given_answer = Answer("https://example.gov.uk/", body)
    for read in (
        service.committees,
        service.meetings,
        service.check_meeting,
        pages.check_page,
        pages.committees,
        pages.council_name,
    ):
        with suppress(ResponseError):
            read(given_answer)
    list(_meetings(given_answer, AUDIT))
    list(pages.document_links(body))
    assert len(pages.fingerprint(body)) == 64
    pages.has_items(body)


@given(st.text())
def test_a_clean_name_stays_clean(text: str) -> None:
    name = clean_name(text)
    assert "\n" not in name
    assert name == name.strip()


@pytest.mark.parametrize("number", ["9" * 19, "9" * 5000, "-1", "", "x"])
def test_a_number_that_no_site_has_is_left_out(number: str) -> None:
    committee = f"<committeeid>{number}</committeeid><committeetitle>Arts</committeetitle>"
    xml = f"<committees><committee>{committee}</committee></committees>"
    assert service.committees(answer(xml)) == []
    meeting = (
        f"<meeting><meetingid>{number}</meetingid><meetingdate>01/02/2026</meetingdate></meeting>"
    )
    known = "<committeeid>7</committeeid><committeetitle>Arts</committeetitle>"
    xml = f"<getmeetings><committee>{known}<meetings>{meeting}</meetings></committee></getmeetings>"
    assert service.meetings(answer(xml)) == []
    link = f'<a href="mgCommitteeDetails.aspx?ID={number}">Arts</a>'
    assert pages.committees(answer(f"<html><body>{link}</body></html>")) == []
    assert listed(f'<a href="ieListDocuments.aspx?CId=144&MId={number}">1 May 2026</a>') == []
