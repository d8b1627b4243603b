"""What a build keeps is what it would make anew: every kind of change, against a build that keeps nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from indexer.build import reading, version
from indexer.build.kept import Earlier, Kept
from indexer.build.pipeline import build
from indexer.build.verify import problems_of
from indexer.generation import catalogue, store
from indexer.passages.passage import Passage
from tests.conftest import rebuild, write_records

MINUTES = """Wenbridge City Council

Planning Committee

Tuesday {day} 2019

1. Minutes

The minutes were agreed; see Minute 2 of 14 May 2019.

2. Application 16/01234/FUL

Councillor {name} asked about the road, and a Traffic Regulation Order (TRO) was explained.

RESOLVED: That permission be granted.
"""
AGENDA = """Wenbridge City Council

Planning Committee

Tuesday {day} 2019

1. Minutes

To agree the minutes.

2. Application 16/01234/FUL

The officer's report on the access is attached to this agenda for members.

3. Any other business

None was notified.
"""
RECORDS: dict[str, str | bytes] = {
    "may/minutes.txt": MINUTES.format(day="14 May", name="Anna Raman"),
    "may/agenda.txt": AGENDA.format(day="14 May"),
    "june/minutes.txt": MINUTES.format(day="11 June", name="Raman"),
    "one.jsonl": '{"_id": "same", "title": "One", "text": "Parks are open."}\n',
    "two.jsonl": '{"_id": "same", "title": "Two", "text": "Libraries are shut."}\n',
}


# The links of a record that became part of a passage are made anew, the fingerprints have a number.
_TABLES = {
    "passages": "*",
    "originals": "id, source, record, position, title, agenda, decision, minutes, sources",
    "aliases": "*",
    "sources": "name, reader, problems",
}


def _state(index: Path) -> tuple[list[Passage], dict[str, bytes], dict[str, list[str]]]:
    """Return the passages, all arrays, and the tables of the catalogue, each in a fixed order."""
    generation = store.open_generation(index)
    assert problems_of(generation) == []
    folder = generation.folder
    arrays = {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*.npy"))}
    with closing(catalogue.connect(folder / "catalogue.sqlite")) as connection:
        tables = {
            table: sorted(
                repr(tuple(record))
                for record in connection.execute(f"SELECT {columns} FROM {table}")
            )
            for table, columns in _TABLES.items()
        }
        found = catalogue.fetch(connection, range(generation.manifest.n_passages))
    return found, arrays, tables


def _matches_a_build_that_keeps_nothing(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> list[Passage]:
    """Compare the index with one whose passages were all made anew; vectors only are taken over."""
    other = tiny / "anew"
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(tiny / "index", other)
    with monkeypatch.context() as patched:
        patched.setattr(reading, "PIPELINE", -1)
        patched.setattr(version, "VERSION", replace(version.VERSION, pipeline=-1))
        report = build([tiny / "records"], other, replace_sources=True)
    assert report.n_unchanged == 0
    ours, anew = _state(tiny / "index"), _state(other)
    assert ours[0] == anew[0]
    vectors = store.open_generation(tiny / "index").array("embeddings.npy")
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-3)
    assert [name for name in ours[1] if ours[1][name] != anew[1].get(name)] == []
    for table in _TABLES:
        assert set(ours[2][table]) ^ set(anew[2][table]) == set()
    return ours[0]


def _write(name: str, text: str) -> Callable[[Path], object]:
    return lambda records: write_records(records, {name: text})


CHANGES: dict[str, Callable[[Path], object]] = {
    "nothing": lambda records: None,
    "a new meeting": _write("july.txt", MINUTES.format(day="9 July", name="Pike")),
    "the agenda of a meeting whose minutes are known": _write(
        "june/agenda.txt", AGENDA.format(day="11 June")
    ),
    "the name of a councillor that two might have": _write(
        "april.txt", MINUTES.format(day="9 April", name="Boris Raman")
    ),
    "changed minutes of a meeting with an agenda": _write(
        "may/minutes.txt", MINUTES.format(day="14 May", name="Anna Raman").replace("road", "kerb")
    ),
    "an agenda is gone, its minutes stay": lambda records: (records / "may/agenda.txt").unlink(),
    "a third record of one id, before the others": _write(
        "a.jsonl", '{"_id": "same", "title": "Three", "text": "Pools are full."}\n'
    ),
    "the first record of one id is gone": lambda records: (records / "one.jsonl").unlink(),
    "a meeting that others refer to is gone": lambda records: shutil.rmtree(records / "may"),
    "a withheld item": _write(
        "secret.jsonl", '{"items": [{"title": "Pay - exempt", "minutes": "Whybrow gets it."}]}'
    ),
    "the open record of an item that another withholds": _write(
        "closed.jsonl",
        '{"council": "Wenbridge City Council", "committee": "Planning Committee", "date": '
        '"2019-05-14", "items": [{"number": "2", "title": "Application 16/01234/FUL - exempt"}]}',
    ),
}


@pytest.fixture(scope="module")
def known(tiny_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an index of `RECORDS`; not to be changed."""
    folder = shutil.copytree(tiny_built, tmp_path_factory.mktemp("kept") / "tiny")
    shutil.rmtree(folder / "records")
    write_records(folder / "records", RECORDS)
    rebuild(folder)
    return folder


@pytest.mark.parametrize("what", CHANGES)
def test_a_build_that_keeps_passages_is_one_that_makes_all_anew(
    known: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    tiny = shutil.copytree(known, tmp_path / "tiny")
    CHANGES[what](tiny / "records")
    report = rebuild(tiny)
    assert report.n_unchanged >= 3
    _matches_a_build_that_keeps_nothing(tiny, monkeypatch)


def test_changes_one_after_the_other_lead_to_the_same_index(
    known: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny = shutil.copytree(known, tmp_path / "tiny")
    for change in CHANGES.values():
        change(tiny / "records")
        rebuild(tiny)
    found = _matches_a_build_that_keeps_nothing(tiny, monkeypatch)
    assert "Boris Raman" in {name for passage in found for name in passage.speakers}


def test_a_build_reads_no_text_of_what_it_keeps(
    known: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny = shutil.copytree(known, tmp_path / "tiny")
    read: list[str] = []
    whole = Kept.__getattr__
    monkeypatch.setattr(
        Kept, "__getattr__", lambda self, name: (read.append(self.id), whole(self, name))[1]
    )
    assert rebuild(tiny).n_read == 0
    assert read == []


def test_a_kept_passage_gives_its_text_when_asked_and_is_plain_once_it_is_changed(
    known: Path,
) -> None:
    generation = store.open_generation(known / "index")
    with closing(Earlier(generation)) as earlier:
        kept = earlier.of_sources(list(earlier.sources))["records/one.jsonl"][0]
        assert (type(kept), kept.row, kept.n_words) == (Kept, kept.row, 3)
        assert kept.text == "Parks are open."
        changed = replace(kept, title="Other")
        assert (type(changed), changed.text) == (Passage, "Parks are open.")
        with pytest.raises(AttributeError):
            _ = kept.nothing


def test_a_folder_indexed_again_from_above_is_moved_not_gone(known: Path, tmp_path: Path) -> None:
    tiny = shutil.copytree(known, tmp_path / "tiny")
    rebuild(tiny)
    (tiny / "records/two.jsonl").unlink()
    above = tiny / "all"
    above.mkdir()
    shutil.move(tiny / "records", above / "records")
    report = build([above], tiny / "index", replace_sources=True)
    assert (report.n_moved, report.gone) == (4, ["records/two.jsonl"])
