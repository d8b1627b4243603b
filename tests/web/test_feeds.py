"""Feeds of an index that grows: new items first, ids that stay, revised when their minutes come; for any reader."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from flask.testing import FlaskClient

from indexer.build import times
from indexer.generation import store
from tests.conftest import write_records
from tests.quick_model import use_exported
from tests.unit.test_times import AGENDA, CONFIRMED, PARKS, Clock, rebuild
from web.app import create_app

PLACE = "wenbridge-city-council/licensing-committee"
FEEDS = (
    "/search.atom?council=Wenbridge+City+Council",
    f"/feed/committee/{PLACE}",
    f"/feed/meeting/{PLACE}/2030-06-11",
    "/feed/matter/wenbridge-city-council-licensing-committee-2030-06-11-item-2",
)


@pytest.fixture
def grown(tiny_built: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of `tiny_built` to which an agenda came on 2 January 2030."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tiny / "state"))
    use_exported(store.open_generation(tiny_built / "index").folder / "encoder", monkeypatch)
    monkeypatch.setattr(times, "datetime", Clock)
    monkeypatch.setattr(Clock, "day", 2)
    write_records(tiny / "records", {"agenda.txt": AGENDA})
    rebuild(tiny)
    return tiny


def _client(folder: Path) -> FlaskClient:
    return create_app(folder / "index").test_client()


def _feed(client: FlaskClient, address: str) -> Any:
    feed = feedparser.parse(client.get(address).data)
    assert not feed.bozo
    return feed


def _days(feed: Any) -> dict[str, tuple[int, int]]:
    return {e.title: (e.published_parsed.tm_mday, e.updated_parsed.tm_mday) for e in feed.entries}


@pytest.mark.parametrize("address", FEEDS)
def test_minutes_that_come_revise_an_entry_and_leave_its_id(grown: Path, address: str) -> None:
    before = _feed(_client(grown), address)
    assert _days(before)["Taxi ranks"] == (2, 2)
    write_records(grown / "records", {"minutes.txt": CONFIRMED})
    Clock.day = 5
    rebuild(grown)
    after = _feed(_client(grown), address)
    assert _days(after)["Taxi ranks"] == (2, 5)
    assert {one.title: one.id for one in after.entries} == {
        one.title: one.id for one in before.entries
    }
    assert after.feed.id == before.feed.id
    assert (before.feed.updated_parsed.tm_mday, after.feed.updated_parsed.tm_mday) == (2, 5)


def test_what_is_new_comes_before_later_meetings(grown: Path) -> None:
    """Minutes of 2019 that come now are news; the meeting of 2030 was known."""
    old = AGENDA.replace("11 June 2030", "4 March 2008").replace("Taxi ranks", "Moorings")
    write_records(grown / "records", {"old-agenda.txt": old, "parks.txt": PARKS})
    Clock.day = 9
    rebuild(grown)
    feed = _feed(_client(grown), FEEDS[0])
    titles = [one.title for one in feed.entries]
    assert (
        titles.index("Moorings")
        < titles.index("Taxi ranks")
        < titles.index("Application 16/01234/FUL")
    )
    known = next(one for one in feed.entries if one.title == "Application 16/01234/FUL")
    assert known.published_parsed[:3] == known.updated_parsed[:3] == (2019, 5, 14)
    latest = [one.updated_parsed for one in feed.entries]
    assert latest == sorted(latest, reverse=True)


def test_a_build_that_finds_nothing_new_leaves_every_feed_as_it_was(grown: Path) -> None:
    before = [_client(grown).get(address).data for address in FEEDS]
    Clock.day = 20
    rebuild(grown)
    assert [_client(grown).get(address).data for address in FEEDS] == before


def test_what_an_index_began_with_has_the_day_of_its_meeting_or_of_that_beginning(
    tiny_built: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_exported(store.open_generation(tiny_built / "index").folder / "encoder", monkeypatch)
    shutil.rmtree(tiny / "index")
    write_records(tiny / "records", {"agenda.txt": AGENDA.replace("2030", "2130")})
    rebuild(tiny)
    feed = _feed(_client(tiny), "/search.atom?council=Wenbridge+City+Council")
    found = {one.title: one for one in feed.entries}
    assert found["Application 16/01234/FUL"].updated_parsed[:3] == (2019, 5, 14)
    assert found["Taxi ranks"].updated_parsed[:2] == datetime.now(UTC).timetuple()[:2]


def test_an_empty_feed_is_one(grown: Path) -> None:
    feed = _feed(_client(grown), "/search.atom?q=xylophonist")
    assert feed.entries == []
    assert feed.feed.updated_parsed
