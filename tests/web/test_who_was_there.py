"""The page of a meeting names the councillors whom its minutes name as present or sorry, and nobody else."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from search.browse.attendance import attendance
from search.browse.directory import Directory
from search.searcher import Searcher

# Who stands in the lists of the sample's minutes and is no councillor: officers, co-opted members, residents.
OTHERS = ("Adu", "Stott", "Pask", "Tighe", "Broome", "Eyre", "Lyle", "Siddiqui", "Okafor", "Hume", "Wilde",
    "Deol", "Hartnoll", "Yeoman", "Mackie", "Pollard", "Nolan", "Munro", "Garbutt", "Amos", "Tansley")  # fmt: skip


@pytest.fixture(scope="module")
def places(searcher: Searcher) -> Directory:
    return Directory(searcher.generation)


def lists(page: str) -> dict[str, list[str]]:
    """Return the names under each label."""
    section = page.partition('<h2 id="there">')[2].partition("</section>")[0]
    found = re.findall(r"<dt>(\w+)</dt><dd>(.*?)</dd>", section)
    return {label: re.sub("<[^>]+>", "", unescape(names)).split(", ") for label, names in found}


@pytest.mark.parametrize(
    ("meeting", "shown"),
    [
        (
            "planning-committee/2015-07-08",
            {
                "Present": "Karim, Beddoes, Achebe, Ashdown, Duddy, Fairweather, Goldberg, Lisle, O’Hagan, Tranter",
                "Apologies": "Marchetti",
            },
        ),
        ("council/2018-10-18", {"Apologies": "Chowdhury, Stannard, Tobin"}),
        ("planning-committee/2016-09-14", {}),
    ],
)
def test_a_meeting_says_who_was_there_where_its_minutes_do(
    client: FlaskClient, meeting: str, shown: dict[str, str]
) -> None:
    page = client.get(f"/meeting/wenbridge-city-council/{meeting}").text
    assert lists(page) == {label: names.split(", ") for label, names in shown.items()}
    assert ("Who was there" in page) == bool(shown)


def test_only_who_is_called_a_councillor_is_named(places: Directory, searcher: Searcher) -> None:
    n_meetings = 0
    for meeting in places.meetings.values():
        passages = searcher.passages(meeting.rows)
        told = attendance(passages)
        lines = [line for p in passages for line in p.minutes.splitlines()]
        for name in (*told.present, *told.apologies):
            called = re.compile(rf"(?:Councillor|Cllr).*\b{re.escape(name)}\b")
            assert any(map(called.search, lines)), (meeting.place, name)
            assert name.split()[-1] not in OTHERS, (meeting.place, name)
        n_meetings += bool(told.present)
    assert n_meetings >= 18


def test_a_name_leads_to_the_page_of_who_has_it(client: FlaskClient, places: Directory) -> None:
    page = client.get(
        "/meeting/wenbridge-city-council/children-and-young-people-scrutiny-committee/2023-09-21"
    ).text
    section = page.partition('<h2 id="there">')[2].partition("</section>")[0]
    links = re.findall(r'<a href="(/person/[^"]+)">([^<]+)</a>', section)
    assert links
    for link, name in links:
        _, _, council, person = link.split("/")
        assert places.people[council, person].name == unescape(name)
