"""Places to go: every meeting, committee and councillor has a page, and what it says is in the records."""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from indexer.passages.annotations import told
from search.browse.directory import Directory, examples_among
from search.match.spoken import plain
from search.page.said import is_named, said_by
from search.searcher import Searcher

LINK = re.compile(r'href="(/[^"#]*)')
HERE = "wenbridge-city-council"


@pytest.fixture(scope="module")
def places(searcher: Searcher) -> Directory:
    return Directory(searcher.generation)


def test_links_lead_from_the_start_page_to_every_place(
    client: FlaskClient, places: Directory, searcher: Searcher
) -> None:
    known = set(searcher.identifiers)
    seen: set[str] = set()
    passages: set[str] = set()
    waiting = ["/"]
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        answer = client.get(address)
        assert answer.status_code == 200, address
        if answer.mimetype != "text/html":
            continue
        for link in map(html.unescape, LINK.findall(answer.text)):
            parts = urlsplit(link)
            if parts.path.startswith("/passage/"):
                passages.add(parts.path.removeprefix("/passage/"))
            elif not parts.query and not parts.path.startswith("/static/"):
                waiting.append(link)
    assert passages == known
    for meeting in places.meetings.values():
        assert "/meeting/{}/{}/{}".format(*meeting.place) in seen
    for committee in places.committees.values():
        assert "/committee/{}/{}".format(*committee.place) in seen
    for person in places.people.values():
        assert "/person/{}/{}".format(*person.place) in seen


def test_a_meeting_lists_its_items_once_and_in_order(
    client: FlaskClient, places: Directory, searcher: Searcher
) -> None:
    everything = searcher.all_passages()
    for meeting in places.meetings.values():
        own = [
            p.id
            for p in everything
            if (p.council, p.committee, p.date)
            == (meeting.council, meeting.committee, meeting.date)
        ]
        page = client.get("/meeting/{}/{}/{}".format(*meeting.place)).text
        assert re.findall(r'<h3><a href="/passage/([^"]+)"', page) == own
        assert f"{meeting.n_items} item" in page
        n_decided = sum(bool(p.resolved) and not p.procedural for p in everything if p.id in own)
        assert meeting.n_decided == n_decided
        # What is shown as decided is what is counted, or the page says what is not counted.
        n_shown = page.count("<dt>Decided</dt>")
        assert (", formalities not counted" in page) == (0 < n_decided < n_shown)


def test_an_item_leads_to_its_meeting_and_its_committee(
    client: FlaskClient, searcher: Searcher
) -> None:
    item = next(p for p in searcher.all_passages() if p.committee == "Cabinet" and p.date)
    page = client.get(f"/passage/{item.id}").text
    assert f'href="/meeting/{HERE}/cabinet/{item.date}"' in page
    assert f'href="/committee/{HERE}/cabinet"' in page


def test_decisions_of_a_year_are_all_those_of_the_year(
    client: FlaskClient, searcher: Searcher
) -> None:
    wanted = [
        p.id
        for p in searcher.all_passages()
        if p.committee == "Council" and p.date and p.date.year == 2016
        if p.resolved and not p.procedural
    ]
    page = client.get(f"/committee/{HERE}/council/decisions/2016").text
    assert wanted
    assert re.findall(r'<h3><a href="/passage/([^"]+)"', page) == wanted
    assert client.get(f"/committee/{HERE}/council/decisions/1066").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        f"/meeting/{HERE}/council/2016-02-26",
        "/meeting/nowhere/council/2016-02-25",
        f"/meeting/{HERE}/council/yesterday",
        f"/committee/{HERE}/knitting",
        f"/person/{HERE}/mr-pratley",
        f"/person/{HERE}/bernard-lisle?page=99",
        f"/person/{HERE}/bernard-lisle?page=zero",
    ],
)
def test_a_place_that_is_not_there_is_404(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "<h1" in answer.text


def test_only_councillors_have_a_page(places: Directory, searcher: Searcher) -> None:
    """Residents, children and officers stand in the sample's minutes, with names and addresses."""
    text = "\n".join(p.text for p in searcher.all_passages())
    others = set(re.findall(r"\b(?:Mr|Mrs|Ms|Miss|Dr) (?:[A-Z]\w+ )*([A-Z][\w’]+)", text))
    named = {surname for person in places.people.values() for surname in person.name.split()[-1:]}
    assert len(others) > 50
    assert not [
        name for _, name in places.people if name.startswith(("mr-", "mrs-", "ms-", "miss-"))
    ]
    councillors = {
        name.split()[-1]
        for p in searcher.all_passages()
        for name in told(p.annotations).councillors
    }
    assert named <= councillors
    for resident in ("Pratley", "Doyle", "Tansley", "Garbutt"):
        assert resident in others
        assert resident not in named


def test_a_person_page_quotes_what_the_record_reports_of_them(
    client: FlaskClient, places: Directory, searcher: Searcher
) -> None:
    for person in list(places.people.values())[:12]:
        page = client.get("/person/{}/{}".format(*person.place))
        texts = {p.id: p.text for p in searcher.passages(person.rows)}
        assert '<meta name="robots" content="noindex">' in page.text
        for quoted, target in re.findall(
            r'<blockquote[^>]*><span[^>]*>(.*?)</span> <a href="/passage/([^"#]+)',
            page.text,
            re.DOTALL,
        ):
            text, quoted = texts[target], html.unescape(quoted)
            at = text.index(quoted)
            assert person.name.split()[-1] in text[max(0, at - 300) : at + len(quoted) + 300]


def test_every_count_of_votes_is_what_its_link_shows(
    client: FlaskClient, places: Directory
) -> None:
    n_checked = 0
    for person in places.people.values():
        page = client.get("/person/{}/{}".format(*person.place)).text
        found = re.search(r'href="([^"]+)">recorded votes in ([\d,]+) item', page)
        if not found or n_checked == 5:
            continue
        n_checked += 1
        listed = client.get(html.unescape(found[1]).replace("/?", "/api/search?")).get_json()
        assert listed["matched"] == int(found[2])
    assert n_checked


def test_searching_a_person_asks_for_what_they_said(client: FlaskClient) -> None:
    answer = client.get(f"/person/{HERE}/bernard-lisle?about=trees")
    assert answer.status_code == 302
    assert answer.location == "/?q=trees&speaker=Bernard+Lisle&sort=newest"


@pytest.mark.parametrize(
    ("name", "written", "speakers", "is_theirs"),
    [
        ("Ann Brown", "Brown", ("Ann Brown", "Lee"), True),
        ("Ann Brown", "Brown", ("Ann Brown", "Tom Brown"), False),
        ("Brown", "Brown", ("Ann Brown", "Brown"), True),
        ("Ann Brown", "Brown", ("Ann Brown", "Brown"), False),
        ("Ann Brown", "A. Brown", ("Ann Brown", "Tom Brown"), True),
        ("Osei", "Leader (Councillor Osei)", ("Leader (Councillor Osei)",), True),
        ("Ann Brown", "", ("Ann Brown",), False),
        ("Ann Brown", "Browne", ("Ann Brown",), False),
    ],
)
def test_words_are_somebodys_only_if_they_can_be_nobody_elses(
    name: str, written: str, speakers: tuple[str, ...], is_theirs: bool
) -> None:
    assert is_named(name, written, speakers) is is_theirs


def test_what_is_said_is_a_stretch_of_the_text(places: Directory, searcher: Searcher) -> None:
    for person in places.people.values():
        for passage in searcher.passages(person.rows[:5]):
            assert person.name in map(plain, passage.speakers)
            for start, end in said_by(passage, person.name):
                assert 0 <= start < end <= len(passage.text)


def test_examples_are_titles_of_matters_that_the_index_finds_first(
    client: FlaskClient, places: Directory, searcher: Searcher
) -> None:
    listed = client.get("/").text.partition('class="examples"')[2].partition("</ul>")[0]
    shown = [html.unescape(one) for one in re.findall(r">([^<]+)</a>", listed)]
    assert len(shown) == 3
    assert set(shown) <= set(places.examples)
    titles = [passage.title for passage in searcher.all_passages()]
    for example in shown:
        assert titles.count(example) == 1
        found = searcher.search(example)
        assert found.matched
        assert found.hits[0].passage.title == example


@pytest.mark.parametrize(
    ("others", "title", "may_be"),
    [
        (("Roads Directorate", "Housing Directorate"), "Capital Works Directorate", False),
        (("Leisure Department",), "Parks Department", False),
        (("Question from Councillor Ash",), "Question from Councillor Elm", False),
        (("Notice of Motion by Cllr Ash", "Motion"), "Ferry Fares", True),
        (("Ferry Fares",), "Ferry Fares in Winter", True),
        (("Ferry Fares",), "Winter Ferry Fares", False),
        ((), "Otter Bridge Repairs", True),
        ((), "Budget 2025/26", False),
        ((), "Ferry", False),
        ((), "MINUTES OF THE LAST MEETING", False),
        ((), "A title of far too many words to be typed by anybody", False),
        ((), "", False),
    ],
)
def test_what_other_titles_end_with_is_no_example(
    others: tuple[str, ...], title: str, may_be: bool
) -> None:
    found = examples_among([("Cabinet", title)], [*others, title])
    assert (title in found) is may_be


def test_the_most_telling_example_comes_first_and_one_of_each_body() -> None:
    titles = ("Otter Bridge Repairs", "Lido Boiler", "Review of Parking Fees", "Review of Streets")
    bodies = ("Cabinet", "Cabinet", "Council", "Council")
    found = examples_among(zip(bodies, titles, strict=True), titles)
    assert found[:3] == ("Otter Bridge Repairs", "Review of Parking Fees", "Lido Boiler")


def test_all_of_a_meeting_on_one_page_has_every_word_of_it_and_nothing_withheld(
    client: FlaskClient, places: Directory, searcher: Searcher
) -> None:
    for meeting in list(places.meetings.values())[::8]:
        path = "/meeting/{}/{}/{}".format(*meeting.place)
        assert f'href="{path}/whole"' in client.get(path).text
        page = client.get(f"{path}/whole").text
        told = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).replace("•", " ").split())
        passages = [p for p in searcher.passages(meeting.rows) if not p.is_of_paper]
        at = 0
        for passage in passages:
            at = told.index(" ".join(passage.title.split()), at)
            for line in passage.text.split("\n"):
                words = " ".join(line.replace("|", " ").lstrip("•- ").split())
                assert words in told, passage.id
    assert client.get("/meeting/wenbridge-city-council/council/1816-02-25/whole").status_code == 404
