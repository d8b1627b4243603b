"""Popolo and SQLite say what the records say of people, meetings, motions and votes, whole and linked."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from indexer.build.pipeline import build
from indexer.generation import store
from search.away.export import database
from search.away.export.popolo import popolo
from search.searcher import Searcher, open_index
from tests.conftest import ROOT, write_records
from tests.docs.test_docs import shown
from tests.integration.command import assert_refused, council_search
from tests.quick_model import use_exported


def test_popolo_is_linked_and_names_councillors_only(searcher: Searcher) -> None:
    found = popolo(searcher)
    ids = [one["id"] for kind in found.values() for one in kind]
    assert len(ids) == len(set(ids))
    assert all(len(kind) > 5 for kind in found.values())
    organizations = {one["id"] for one in found["organizations"]}
    events = {one["id"] for one in found["events"]}
    votes = {one["id"] for one in found["vote_events"]}
    persons = {one["id"] for one in found["persons"]}
    for one in found["persons"]:
        assert set(one["may_also_be"]) <= persons - {one["id"]}
    for one in found["organizations"]:
        assert one.get("parent_id") in {None, *organizations}
    for one in found["events"]:
        assert one["organization_id"] in organizations
    for one in (*found["motions"], *found["vote_events"]):
        # A meeting is no session of a legislature.
        assert "legislative_session_id" not in one
        assert one["event_id"] in events
        assert one["organization_id"] in organizations
    for one in found["motions"]:
        assert set(one.get("vote_event_ids", ())) <= votes
    assert "/".join(("meeting", "wenbridge-city-council", "cabinet", "2025-06-17")) in events


def test_a_short_name_says_that_it_is_one_and_whose_it_may_be(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_exported(store.open_generation(tiny / "index").folder / "encoder", monkeypatch)
    told = "\n\n".join(
        f"{number}. {title}\n\nCouncillor {name} asked who pays for it."
        for number, (title, name) in enumerate(
            [
                ("Roads", "Anna Raman"),
                ("Parks", "Vikram Raman"),
                ("Trees", "Raman"),
                ("Bins", "Okafor"),
                ("Bells", "J. Raman"),
                ("Bridges", "Mary O’Brien"),
            ],
            start=1,
        )
    )
    head = "Wenbridge City Council\n\nParks Committee\n\nTuesday 11 June 2019\n\n"
    build([write_records(tiny / "own", {"june.txt": head + told})], tiny / "own-index")
    found = {one["name"]: one for one in popolo(open_index(tiny / "own-index"))["persons"]}
    fuller = {
        "person/wenbridge-city-council/anna-raman",
        "person/wenbridge-city-council/vikram-raman",
    }
    assert set(found["Raman"]["may_also_be"]) >= fuller
    assert not fuller & set(found["J. Raman"]["may_also_be"])
    for name in ("Anna Raman", "Vikram Raman", "Mary O’Brien", "Okafor"):
        assert found[name]["may_also_be"] == []


def test_who_moved_and_voted_is_one_of_the_persons_where_the_item_tells(searcher: Searcher) -> None:
    found = popolo(searcher)
    persons = {one["id"]: one["name"] for one in found["persons"]}
    cast = [vote for event in found["vote_events"] for vote in event["votes"]]
    roles = [(one, "voter") for one in cast]
    roles += [(one, role) for one in found["motions"] for role in ("creator", "seconder")]
    n_linked = Counter[str]()
    for one, role in roles:
        if f"{role}_id" in one:
            assert persons[one[f"{role}_id"]].split()[-1] == one[f"{role}_name"].split()[-1]
            n_linked[role] += 1
    assert min(n_linked["creator"], n_linked["seconder"]) > 3, n_linked
    assert "voter" in n_linked, n_linked


def test_a_vote_says_what_its_record_says(searcher: Searcher) -> None:
    for vote in popolo(searcher)["vote_events"]:
        passage = searcher.passage(vote["item_id"])
        assert passage
        assert not passage.exempt
        assert vote["text"] in passage.text
        for count in vote["counts"]:
            assert count["option"] in ("yes", "no", "abstain")
        for cast in vote["votes"]:
            assert cast["voter_name"].split()[-1] in passage.text


def test_the_tables_are_whole_and_hold_nothing_exempt(searcher: Searcher, tmp_path: Path) -> None:
    database.write(searcher, tmp_path / "all.db")
    with closing(sqlite3.connect(tmp_path / "all.db")) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        passages = searcher.all_passages()
        ids = [row[0] for row in connection.execute("SELECT id FROM items")]
        assert sorted(ids) == sorted(p.id for p in passages)
        for table in (
            "committees",
            "meetings",
            "documents",
            "sources",
            "speakers",
            "votes",
            "motions",
        ):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > 0, table
        rows = connection.execute(
            "SELECT id, agenda, decision, minutes, resolved FROM items WHERE exempt IS NOT NULL"
        )
        exempt = rows.fetchall()
        assert len(exempt) == sum(bool(p.exempt) for p in passages) > 0
        assert {text for _, *texts in exempt for text in texts} == {None}
        n_speakers = connection.execute("SELECT count(*) FROM speakers").fetchone()[0]
        assert n_speakers == sum(len(p.speakers) for p in passages)
        decided = connection.execute(
            "SELECT items.id FROM items JOIN meetings ON meeting = meetings.id JOIN committees ON committee = committees.id "
            "WHERE name = 'Cabinet' AND date = '2025-06-17' AND resolved IS NOT NULL"
        ).fetchall()
        assert {i for (i,) in decided} == {
            p.id
            for p in passages
            if p.committee == "Cabinet" and str(p.date) == "2025-06-17" and p.resolved
        }


def test_what_the_document_shows_runs(tiny_built: Path, tmp_path: Path) -> None:
    (tmp_path / "my-index").symlink_to(tiny_built / "index")
    commands = [words for words in shown(ROOT / "docs" / "open-data.md") if words[0] == "export"]
    assert len(commands) == 4
    for words in commands:
        done = council_search(*words, folder=tmp_path)
        assert (done.returncode, "4 items" in done.stdout) == (0, True), done
        assert (tmp_path / words[words.index("--to") + 1]).stat().st_size > 500
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "events.jsonl",
        "my-index",
        "records.db",
        "records.json",
        "records.jsonl",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("no-index", "--to", "x"), "There is no index"),
        (("index", "--to", "nowhere/x"), "could not be written"),
        (("index", "--to", "x", "--as", "xml"), "'xml' is not one of"),
    ],
)
def test_what_cannot_be_exported_is_told(words: tuple[str, ...], said: str, tiny: Path) -> None:
    assert_refused(council_search("export", *words, folder=tiny), said)
    assert not list(tiny.glob(".*partial"))
    assert not (tiny / "x").exists()
