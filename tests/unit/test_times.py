"""When an item came and when it changed: noted by the build that finds it, and carried by all later ones."""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from indexer.build import reading, times, version
from indexer.build.asking import Asked
from indexer.build.pipeline import build
from indexer.build.report import Report
from indexer.build.retracting import retract
from indexer.generation import catalogue, layout, store
from search.browse.news import News, news
from search.searcher import open_index
from tests.conftest import write_records
from tests.quick_model import use_exported

# One process is enough for a few files.
_build = partial(build, jobs=1)
Days = dict[str, tuple[str | None, str | None]]
PARKS = "Agenda item\n\nParks\n\nMinutes:\n\nThere were swans on the lake in the park.\n"


class Clock(datetime):
    """A clock that says what a test sets."""

    day = 1

    @classmethod
    def now(cls, tz: object = None) -> Clock:
        """Return noon of the day that is set."""
        return cls(2030, 1, cls.day, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _quick(tiny_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    use_exported(store.open_generation(tiny_built / "index").folder / "encoder", monkeypatch)
    monkeypatch.setattr(times, "datetime", Clock)
    monkeypatch.setattr(Clock, "day", 1)


def rebuild(folder: Path) -> Report:
    """Index the `records` of a copy of `tiny_built` again, and no others."""
    return _build([folder / "records"], folder / "index", replace_sources=True)


def _days(index: Path) -> Days:
    """Return the days (of January 2030) on which items were added and revised, by title."""
    searcher = open_index(index)
    known = searcher.generation.array(layout.TIMES)

    def day(value: np.datetime64) -> str | None:
        return None if np.isnat(value) else str(value)[8:10]

    return {
        passage.title: (day(known[row]["added"]), day(known[row]["revised"]))
        for row, passage in enumerate(searcher.all_passages())
    }


def _minutes(tiny: Path, change: Callable[[str], str]) -> None:
    path = tiny / "records" / "planning" / "2019-05-14.txt"
    path.write_text(change(path.read_text()))


def test_what_an_index_began_with_has_no_time(tiny: Path) -> None:
    assert set(_days(tiny / "index").values()) == {(None, None)}
    # Its first build is the first that kept a record.
    assert news(open_index(tiny / "index")).since.year == datetime.now(UTC).year


def test_what_comes_later_is_new_once_and_what_changes_is_revised(tiny: Path) -> None:
    began = _days(tiny / "index")
    write_records(tiny / "records", {"parks.txt": PARKS})
    Clock.day = 2
    rebuild(tiny)
    assert _days(tiny / "index") == {**began, "Parks": ("02", None)}
    Clock.day = 3
    _minutes(tiny, lambda text: text.replace("asked about", "objected to"))
    rebuild(tiny)
    changed = {**began, "Parks": ("02", None), "Application 16/01234/FUL": (None, "03")}
    assert _days(tiny / "index") == changed
    Clock.day = 4
    rebuild(tiny)
    assert _days(tiny / "index") == changed
    write_records(tiny / "records", {"parks.txt": PARKS.replace("swans", "geese")})
    rebuild(tiny)
    assert _days(tiny / "index")["Parks"] == ("02", "04")


AGENDA = """Wenbridge City Council

Licensing Committee

Tuesday 11 June 2030

1. Apologies

To receive any.

2. Taxi ranks

To consider the officer's report on the ranks at the station.
"""
CONFIRMED = AGENDA.replace("To receive any.", "Councillor Pike sent apologies.").replace(
    "To consider",
    "Councillor Raman asked who pays.\n\nRESOLVED: That the ranks be moved.\n\nThat was",
)


@pytest.mark.parametrize("name", ["june-minutes.txt", "agenda.txt", "a-minutes.txt"])
def test_minutes_of_an_agenda_revise_its_items_under_the_ids_that_these_have(
    tiny: Path, name: str
) -> None:
    write_records(tiny / "records", {"agenda.txt": AGENDA})
    Clock.day = 2
    rebuild(tiny)
    before = {p.title: p.id for p in open_index(tiny / "index").all_passages()}
    write_records(tiny / "records", {name: CONFIRMED})
    Clock.day = 5
    rebuild(tiny)
    found = open_index(tiny / "index").all_passages()
    assert {p.title: p.id for p in found} == before
    assert _days(tiny / "index")["Taxi ranks"] == ("02", "05")
    assert [p.resolved for p in found if p.title == "Taxi ranks"] != [""]


def test_another_file_before_it_and_another_name_of_its_file_make_nothing_new(tiny: Path) -> None:
    write_records(tiny / "records", {"parks.txt": PARKS})
    Clock.day = 2
    rebuild(tiny)
    (tiny / "records" / "parks.txt").rename(tiny / "records" / "green-spaces.txt")
    write_records(
        tiny / "records", {"0.txt": PARKS.replace("Parks", "Paths").replace("swans", "ruts")}
    )
    Clock.day = 3
    _build([tiny / "records"], tiny / "index", replace_sources=True, accept_removals=True)
    days = _days(tiny / "index")
    assert (days["Parks"], days["Paths"]) == (("02", None), ("03", None))


def test_another_reading_of_the_same_files_is_neither_new_nor_revised(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after an update of the program: a feed would tell of ten years again. New files are new."""
    write_records(tiny / "records", {"parks.txt": PARKS})
    began = _days(tiny / "index")
    monkeypatch.setattr(reading, "PIPELINE", -1)
    known = dataclasses.replace(version.VERSION, pipeline=-1)
    monkeypatch.setattr(version, "VERSION", known)
    monkeypatch.setattr(
        "indexer.build.pipeline.one_passage",
        lambda group, **_: dataclasses.replace(
            group[0],
            title=f"{group[0].title}!",
            text=f"{group[0].text} And so on.",
            id=f"x-{group[0].id}",
        ),
    )
    Clock.day = 3
    _build([tiny / "records"], tiny / "index", replace_sources=True, accept_removals=True)
    found = _days(tiny / "index")
    assert found.pop("Parks!") == ("03", None)
    assert found == {f"{title}!": (None, None) for title in began}


def test_a_damaged_record_of_times_is_forgotten_and_a_damaged_other_file_costs_nothing(
    tiny: Path,
) -> None:
    write_records(tiny / "records", {"parks.txt": PARKS})
    Clock.day = 2
    rebuild(tiny)
    copy = shutil.copytree(tiny, tiny.with_name("copy"))
    for folder, name in ((tiny, layout.WORDS), (copy, layout.TIMES)):
        path = store.open_generation(folder / "index").file(name)
        whole = path.read_bytes()
        path.unlink()
        path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        Clock.day = 3
        rebuild(folder)
    assert _days(tiny / "index")["Parks"] == ("02", None)
    assert set(_days(copy / "index").values()) == {(None, None)}


def test_a_retraction_revises_what_it_covers_and_keeps_all_other_times(tiny: Path) -> None:
    write_records(tiny / "records", {"parks.txt": PARKS})
    Clock.day = 2
    rebuild(tiny)
    Clock.day = 3
    retract(tiny / "index", Asked("phrase", ("swans on the lake",), "A test"))
    days = _days(tiny / "index")
    assert days["Parks"] == ("02", "03")
    assert days["School places"] == (None, None)
    Clock.day = 4
    rebuild(tiny)
    assert _days(tiny / "index") == days


def test_what_came_last_is_first_and_what_came_together_stays_in_its_order() -> None:
    known = np.full(5, np.datetime64("NaT", "s"), layout.TIMES_TYPE)
    known[2]["added"] = np.datetime64("2030-01-02T00:00:00")
    known[4]["revised"] = np.datetime64("2030-01-03T00:00:00")
    found = News(known, datetime(2029, 1, 1, tzinfo=UTC))
    assert found.in_order(np.array([3, 0, 2, 4, 1])).tolist() == [4, 2, 3, 0, 1]
    assert found.in_order(np.array([], np.int64)).tolist() == []


def test_the_times_of_an_item() -> None:
    known = np.full(3, np.datetime64("NaT", "s"), layout.TIMES_TYPE)
    known[1]["added"] = np.datetime64("2030-01-02T00:00:00")
    known[2]["revised"] = np.datetime64("2030-01-03T00:00:00")
    since = datetime(2029, 1, 1, tzinfo=UTC)
    found = News(known, since)
    past, coming = datetime(2014, 5, 1, tzinfo=UTC), datetime(2029, 9, 1, tzinfo=UTC)
    assert found.of(0, past.date()) == (past, past)
    assert found.of(0, coming.date()) == found.of(0, None) == (since, since)
    assert found.of(1, past.date()) == (datetime(2030, 1, 2, tzinfo=UTC),) * 2
    assert found.of(2, past.date()) == (past, datetime(2030, 1, 3, tzinfo=UTC))


def test_what_is_said_at_every_meeting_is_new_at_each(tiny: Path) -> None:
    """Apologies are received in the same words for years."""
    write_records(tiny / "records", {"agenda.txt": AGENDA})
    Clock.day = 2
    rebuild(tiny)
    write_records(tiny / "records", {"old.txt": AGENDA.replace("11 June 2030", "4 March 2008")})
    Clock.day = 3
    rebuild(tiny)
    searcher = open_index(tiny / "index")
    known = searcher.generation.array(layout.TIMES)
    found = {
        (passage.date.year, str(known[row]["added"])[8:10])
        for row, passage in enumerate(searcher.all_passages())
        if passage.date and passage.committee == "Licensing Committee"
    }
    assert found == {(2030, "02"), (2008, "03")}


@pytest.mark.parametrize("aliases", ["3", '{"a": 1}', "[[1]]", "[" * 5000, "null", ""])
def test_a_planted_catalogue_gives_no_times(tiny: Path, aliases: str) -> None:
    import sqlite3
    from contextlib import closing

    from indexer.generation.recorded import recorded_in

    folder = store.open_generation(tiny / "index").folder
    with closing(sqlite3.connect(folder / catalogue.FILE)) as connection, connection:
        connection.execute("UPDATE passages SET aliases = ? WHERE row = 1", (aliases,))
    found = times.before_in(recorded_in(folder))
    assert found is None or json.dumps(sorted(found.rows))
