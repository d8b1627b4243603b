from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import UsageError
from corpus.worker import Table, Worker
from indexer.build.pipeline import build
from indexer.build.report import Report
from indexer.build.verify import problems_of
from indexer.generation import catalogue, layout, store
from indexer.passages.passage import Passage
from tests.conftest import TINY, rebuild, write_records
from tests.unit import bad_readers


def _passages(index: Path) -> list[Passage]:
    generation = store.open_generation(index)
    assert problems_of(generation) == []
    with closing(catalogue.connect(generation.folder / "catalogue.sqlite")) as connection:
        return catalogue.fetch(connection, range(generation.manifest.n_passages))


def _titles(tiny: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for passage in _passages(tiny / "index"):
        found.setdefault(passage.source, []).append(passage.title)
    return found


def _arrays(index: Path) -> dict[str, bytes]:
    folder = store.open_generation(index).folder
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*.npy"))}


def _same_but_for_rounding(one: Path, other: Path) -> bool:
    """Compare all arrays but the times; a vector may be rounded differently when it was encoded in another batch."""
    vectors = ("embeddings.npy", "passage_norms.npy", "quantised.npy", "quantised_scales.npy")
    ours, theirs = _arrays(one), _arrays(other)
    generations = [store.open_generation(index) for index in (one, other)]
    embeddings, norms = ([g.array(name) for g in generations] for name in vectors[:2])
    assert np.sum(embeddings[0] * embeddings[1], axis=1).min() > 0.995
    np.testing.assert_allclose(norms[0], norms[1], rtol=0.01)
    others = ours.keys() - {*vectors, layout.TIMES}
    return ours.keys() == theirs.keys() and all(ours[name] == theirs[name] for name in others)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    """Return a folder with the tiny records and an index built afresh, and its report."""
    folder = tmp_path_factory.mktemp("first")
    records = write_records(folder / "records", {**TINY, "a.xyz": "", "empty.txt": " \n"})
    return folder, build([records], folder / "index")


def test_the_report_counts_what_was_done(first: tuple[Path, Report]) -> None:
    _, report = first
    assert (report.n_read, report.n_unchanged, report.n_meetings) == (2, 0, 2)
    assert (report.n_passages, report.n_exempt, report.n_undated) == (4, 0, 1)
    assert report.n_windows == report.n_encoded >= 4
    assert report.n_words == sum(len(p.text.split()) for p in _passages(first[0] / "index"))
    assert report.export_cosine is not None
    assert report.export_cosine >= 0.9999
    assert dict(report.failures) == {
        "records/a.xyz": "no reader for .xyz",
        "records/empty.txt": "the file is empty",
    }


def test_two_fresh_builds_of_the_same_records_are_the_same_byte_for_byte(
    first: tuple[Path, Report], tiny_built: Path
) -> None:
    one, other = _arrays(first[0] / "index"), _arrays(tiny_built / "index")
    assert list(one) == list(other)
    assert [name for name in one if one[name] != other[name]] == []
    assert _passages(first[0] / "index") == _passages(tiny_built / "index")


def test_building_again_reuses_everything_and_does_not_import_torch(tiny: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from indexer.build.pipeline import build\n"
        "r = build([Path(sys.argv[1])], Path(sys.argv[2]), replace_sources=True)\n"
        "print(r.n_read, r.n_unchanged, r.n_encoded, r.n_passages)\n"
        "print(sorted({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)))"
    )
    before = _arrays(tiny / "index")
    command = [sys.executable, "-c", script, tiny / "records", tiny / "index"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["0 2 0 4", "[]"]
    assert _arrays(tiny / "index") == before


def test_only_a_changed_file_is_read_and_only_its_new_windows_are_encoded(tiny: Path) -> None:
    schools = tiny / "records" / "schools.txt"
    schools.write_text(schools.read_text() + "\nCouncillor Pike asked for more.\n")
    report = rebuild(tiny)
    assert (report.n_read, report.n_unchanged, report.n_encoded) == (1, 1, 1)
    (changed,) = [p for p in _passages(tiny / "index") if p.source == "records/schools.txt"]
    assert changed.text.endswith("Councillor Pike asked for more.")


def test_a_changed_meeting_toml_is_a_change_of_the_files_beside_it(tiny: Path) -> None:
    write_records(tiny / "records", {"planning/meeting.toml": 'venue = "Guildhall"'})
    assert (rebuild(tiny).n_read, rebuild(tiny).n_read) == (1, 0)


def test_a_vanished_file_is_reported_and_removed(tiny: Path) -> None:
    (tiny / "records" / "schools.txt").unlink()
    report = rebuild(tiny)
    assert report.gone == ["records/schools.txt"]
    assert list(_titles(tiny)) == ["records/planning/2019-05-14.txt"]


def test_a_file_that_can_no_longer_be_read_is_a_failure_not_gone(tiny: Path) -> None:
    write_records(tiny / "records", {"schools.txt": b"\x00\x01"})
    report = rebuild(tiny)
    assert report.gone == []
    assert [name for name, _ in report.failures] == ["records/schools.txt"]


def test_earlier_sources_stay_until_they_are_replaced(tiny: Path) -> None:
    more = write_records(tiny / "more", {"parks.txt": TINY["schools.txt"]})
    rebuild(tiny)
    assert build([more], tiny / "index").n_unchanged == 2
    assert len(_titles(tiny)) == 3
    assert build([more], tiny / "index", replace_sources=True).n_unchanged == 1
    assert list(_titles(tiny)) == ["more/parks.txt"]


def test_two_councils_may_name_their_folders_alike(tiny: Path) -> None:
    other = write_records(tiny / "leeds/records", {"schools.txt": TINY["schools.txt"]})
    build([tiny / "records", other], tiny / "index", replace_sources=True)
    assert len(_titles(tiny)) == 3


def test_a_root_that_has_vanished_stops_the_build_and_the_index_is_still_served(
    tiny: Path,
) -> None:
    rebuild(tiny)
    before = _arrays(tiny / "index")
    shutil.move(tiny / "records", tiny / "moved")
    with pytest.raises(UsageError, match=r"records does not exist.*--replace"):
        build([tiny / "moved"], tiny / "index")
    assert _arrays(tiny / "index") == before


def test_a_folder_without_records_is_refused_and_says_what_is_read(tmp_path: Path) -> None:
    records = write_records(tmp_path / "records", {"a.xyz": "x"})
    with pytest.raises(UsageError, match=r"(?s)No council record.*\.html.*a\.xyz: no reader"):
        build([records], tmp_path / "index")
    assert not (tmp_path / "index" / "CURRENT").exists()


def test_every_encoding_is_read_and_what_is_no_text_is_reported(tiny: Path) -> None:
    text = "Agenda item\n\nCafé\n\nMinutes:\n\nSiân’s café has a very good licence – at last.\n"
    encodings = ["cp1252", "utf-8", "utf-8-sig", "utf-16"]
    encoded: dict[str, str | bytes] = {f"{e}.txt": text.encode(e) for e in encodings}
    write_records(tiny / "records", {**encoded, "binary.txt": b"PK\x03\x04\x00", "empty.md": b""})
    report = rebuild(tiny)
    assert report.n_read == 4
    assert {name for name, _ in report.failures} == {"records/binary.txt", "records/empty.md"}
    texts = {p.text for p in _passages(tiny / "index") if p.title == "Café"}
    assert texts == {"Siân’s café has a very good licence – at last."}


def test_a_wrong_line_is_reported_now_and_whenever_its_source_is_reused(tiny: Path) -> None:
    write_records(tiny / "records", {"a.jsonl": '{"_id": "d", "text": "x"}\n{"_id": '})
    for report in (rebuild(tiny), rebuild(tiny)):
        ((name, problem),) = report.failures
        assert name == "records/a.jsonl"
        assert problem.startswith("line 2 is not a record")


@pytest.mark.parametrize("what", ["hang", "crash", "bug"])
def test_a_reader_that_fails_costs_its_file_and_nothing_else(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    bad = Table(bad_readers.pick, bad_readers.read_passages)
    monkeypatch.setattr("indexer.build.processes.Worker", lambda _: Worker(bad, time_limit_s=1))
    write_records(tiny / "records", {"bad.txt": what, "good.txt": "good"})
    report = rebuild(tiny)
    ((name, problem), (other, wrong)) = report.failures
    assert (name, report.n_passages) == ("records/bad.txt", 5)
    assert problem.startswith(
        ("reading it took longer", "the file crashed", "the bad reader failed")
    )
    assert (other, wrong) == ("records/good.txt", "the second record is wrong")


def test_the_text_of_an_exempt_item_is_nowhere_in_the_index(tiny: Path) -> None:
    record = (
        '{"items": [{"title": "Pay - exempt", "minutes": "Xylophonist Whybrow gets it.",'
        ' "documents": [{"title": "Xylophonist", "url": "xylophonist.pdf"}]}]}'
    )
    write_records(tiny / "records", {"a.jsonl": record})
    report = rebuild(tiny)
    assert report.n_exempt == 1
    for path in store.open_generation(tiny / "index").folder.rglob("*"):
        if path.is_file() and path.parent.name != "encoder":
            assert b"xylophonist" not in path.read_bytes().lower(), path


def _duplicated(tiny: Path) -> None:
    printed = TINY["planning/2019-05-14.txt"].replace("in June.", "in June.\n\nIt ends at nine.")
    write_records(tiny / "records", {"planning/printed/2019-05-14.md": printed})


def test_the_same_meeting_in_two_files_is_one_and_stays_it_when_one_of_them_changes(
    tiny: Path,
) -> None:
    _duplicated(tiny)
    report = rebuild(tiny)
    assert (report.n_passages, report.n_duplicates) == (4, 3)
    printed = tiny / "records/planning/printed/2019-05-14.md"
    printed.write_text(printed.read_text().replace("at nine", "at ten"))
    report = rebuild(tiny)
    assert (report.n_read, report.n_unchanged, report.n_duplicates) == (1, 2, 3)
    build([tiny / "records"], tiny / "fresh")
    assert _passages(tiny / "index") == _passages(tiny / "fresh")
    assert _same_but_for_rounding(tiny / "index", tiny / "fresh")
    (last,) = [p for p in _passages(tiny / "index") if p.number == "3"]
    assert last.text.endswith("It ends at ten.")
    assert len(last.sources) == 2
    printed.unlink()
    assert rebuild(tiny).n_duplicates == 0
    (last,) = [p for p in _passages(tiny / "index") if p.number == "3"]
    assert last.text == "The next meeting is in June."


def test_the_id_of_a_record_that_became_part_of_another_leads_to_it(tiny: Path) -> None:
    page = "Agenda item\n\nApplication 16/01234/FUL\n\nDecision:\n\nThat permission be granted in May.\n"
    facts = (
        'committee = "Planning Committee"\ndate = "2019-05-14"\ncouncil = "Wenbridge City Council"'
    )
    write_records(tiny / "records", {"page/page.txt": page, "page/meeting.toml": facts})
    rebuild(tiny)
    generation = store.open_generation(tiny / "index")
    with closing(catalogue.connect(generation.folder / "catalogue.sqlite")) as connection:
        row = catalogue.row_of(
            connection, "wenbridge-city-council-planning-committee-2019-05-14-page"
        )
        assert row is not None
        (passage,) = catalogue.fetch(connection, [row])
    assert passage.number == "2"
    assert passage.decision == "That permission be granted in May."


@pytest.mark.parametrize("which", ["records", "index"])
def test_a_folder_whose_name_cannot_be_recorded_is_refused(tmp_path: Path, which: str) -> None:
    names = {"records": "records", "index": "index", which: "\udcff"}
    records = write_records(tmp_path / names["records"], dict(TINY))
    with pytest.raises(UsageError, match="is no name in UTF-8"):
        build([records], tmp_path / names["index"])


def test_a_file_most_of_which_is_taken_for_the_same_items_is_named(tiny: Path) -> None:
    line = (
        '{"title": "Minutes - Planning", "text": "Item %d: they were noted %d times.",%s'
        ' "metadata": {"committee": "Planning", "date": "2020-01-14"}}\n'
    )
    nameless = "".join(line % (at, at, "") for at in range(6))
    named = "".join(line % (at, at, f' "_id": "n-{at}",') for at in range(6))
    name = "records/planning/whole.jsonl"
    write_records(tiny / "records", {"planning/whole.jsonl": nameless})
    assert rebuild(tiny).merged_within == [(name, 5, 6)]
    write_records(tiny / "records", {"planning/whole.jsonl": named})
    for _ in range(2):  # The second build takes them over.
        report = rebuild(tiny)
        assert (report.merged_within, report.n_duplicates) == ([], 0)
        found = [(p.id, p.text) for p in _passages(tiny / "index") if p.source == name]
        assert found == [(f"n-{at}", f"Item {at}: they were noted {at} times.") for at in range(6)]


def test_agenda_and_minutes_in_two_files_are_no_file_that_became_one(tiny: Path) -> None:
    _duplicated(tiny)
    assert rebuild(tiny).merged_within == []
