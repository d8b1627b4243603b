"""What is withdrawn is gone: no file below the index holds its text after the next build."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from indexer.build.pipeline import build
from indexer.generation import catalogue, publishing, store
from tests.conftest import write_records
from tests.quick_model import use_exported

SECRETS = {"swans": "Quillfeather", "bridge": "Zennorwick", "lido": "Brackenthwaite"}


@pytest.fixture(autouse=True)
def _quick(tiny_built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_exported(store.open_generation(tiny_built / "index").folder / "encoder", monkeypatch)


def _item(name: str, **more: object) -> dict[str, object]:
    said = f"Councillor Pike asked whether {SECRETS[name]} knew of the {name} in the park."
    return {"id": f"item-{name}", "title": f"The {name}", "minutes": said, **more}


def _record(*items: dict[str, object]) -> str:
    meeting = {"council": "Wenbridge", "committee": "Parks Committee", "date": "2019-05-14"}
    return json.dumps({**meeting, "items": list(items)}) + "\n"


def _holding(index: Path, secret: str) -> list[str]:
    """Return the files below the index that have the beginning of a word, which stems keep."""
    return [
        path.relative_to(index).as_posix()
        for path in sorted(index.rglob("*"))
        if path.is_file() and secret.lower()[:8].encode() in path.read_bytes().lower()
    ]


@pytest.fixture
def known(tmp_path: Path) -> tuple[Path, Path]:
    """Return records of three items, and an index of them."""
    records = write_records(tmp_path / "records", {"a.jsonl": _record(*map(_item, SECRETS))})
    write_records(records, {"other.txt": "Agenda item\n\nRoads\n\nMinutes:\n\nThe road is shut.\n"})
    index = tmp_path / "index"
    build([records], index)
    assert all(_holding(index, secret) for secret in SECRETS.values())
    return records, index


CHANGES: dict[str, Callable[[], str]] = {
    "taken out of its record": lambda: _record(_item("bridge"), _item("lido")),
    "exempt": lambda: _record(_item("swans", restricted=True), _item("bridge"), _item("lido")),
    "exempt by its title": lambda: _record(
        _item("swans") | {"title": "The swans - exempt"}, _item("bridge"), _item("lido")
    ),
}


@pytest.mark.parametrize("what", CHANGES)
@pytest.mark.parametrize("n_builds", [1, 3])
def test_a_withdrawn_text_is_nowhere_on_disk(
    known: tuple[Path, Path], what: str, n_builds: int
) -> None:
    records, index = known
    for _ in range(n_builds - 1):
        build([records], index)
    write_records(records, {"a.jsonl": CHANGES[what]()})
    report = build([records], index)
    assert _holding(index, SECRETS["swans"]) == []
    assert _holding(index, SECRETS["bridge"])
    assert (report.kept_generations, report.not_removed) == ([], [])


ROADS = {"title": "Roads", "minutes": "The road by the mill is shut for works until summer."}
ANOTHER_CASE = {
    "title": "Case of an allotment",
    "minutes": "Rent of plot nine was set at ten pounds.",
}
RENUMBERED = {
    "by its id": (_item("swans"), {"id": "item-swans", **ROADS}),
    "by its number": (
        {"number": "2", "title": "Case of Quillfeather", "minutes": _item("swans")["minutes"]},
        {"number": "2", **ROADS},
    ),
    "with words of its title": (
        {"number": "2", "title": "Case of Quillfeather", "minutes": _item("swans")["minutes"]},
        {"number": "2", **ANOTHER_CASE},
    ),
}


@pytest.mark.parametrize("what", RENUMBERED)
def test_an_item_whose_number_another_one_has_is_withdrawn(
    known: tuple[Path, Path], what: str
) -> None:
    records, index = known
    old, new = RENUMBERED[what]
    write_records(records, {"a.jsonl": _record(old, _item("bridge"))})
    build([records], index, replace_sources=True)
    assert _holding(index, SECRETS["swans"])
    write_records(records, {"a.jsonl": _record(new, _item("bridge"))})
    build([records], index)
    assert _holding(index, SECRETS["swans"]) == []


def test_an_item_that_was_revised_is_the_same(known: tuple[Path, Path]) -> None:
    records, index = known
    swans = _item("swans")
    revised = swans | {"title": "Swans in the park", "minutes": f"{swans['minutes']} It was noted."}
    write_records(records, {"a.jsonl": _record(revised, _item("bridge"), _item("lido"))})
    assert len(build([records], index).kept_generations) == 1


def test_a_file_that_is_gone_is_kept_against_mistakes_and_said_unless_it_is_to_be_forgotten(
    known: tuple[Path, Path],
) -> None:
    records, index = known
    for n in range(8):
        write_records(records, {f"{n}.txt": f"Agenda item\n\nRoad {n}\n\nMinutes:\n\nShut {n}.\n"})
    build([records], index)
    (records / "a.jsonl").unlink()
    report = build([records], index)
    assert report.gone == ["records/a.jsonl"]
    assert len(report.kept_generations) == 1
    assert {path.split("/")[1] for path in _holding(index, SECRETS["lido"])} == {
        *report.kept_generations
    }
    assert build([records], index, replace_sources=True).kept_generations != []
    assert _holding(index, SECRETS["lido"]) == []


def test_a_generation_that_was_never_in_use_goes_with_the_next_build(
    known: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    records, index = known
    secret = write_records(records, {"late.txt": "Agenda item\n\nX\n\nMinutes:\n\nOf Quorndale.\n"})

    class Killed(BaseException):
        """As a kill: nothing cleans up behind it."""

    def die(self: Path, target: Path) -> Path:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", die)
        patch.setattr("indexer.generation.disk.remove", lambda path: False)
        patch.setattr(shutil, "rmtree", lambda *_, **__: None)
        with pytest.raises(Killed):
            build([records], index)
    assert {path.split("/")[1] for path in _holding(index, "Quorndale")} >= {"000002"}
    assert store.current_name(index) == "000001"
    (secret / "late.txt").unlink()
    build([records], index, accept_removals=True)
    assert _holding(index, "Quorndale") == []
    assert [path.name for path in sorted((index / "generations").iterdir())] == ["000001", "000002"]


def test_an_older_generation_that_cannot_be_read_goes_too(known: tuple[Path, Path]) -> None:
    records, index = known
    build([records], index)
    (index / "generations" / "000001" / catalogue.FILE).write_bytes(b"")
    build([records], index)
    assert [path.name for path in sorted((index / "generations").iterdir())] == ["000002", "000003"]
    (index / "generations" / "000002" / "manifest.json").write_text("{}")
    (index / "CURRENT").write_text("000003\n")
    build([records], index)
    assert [path.name for path in sorted((index / "generations").iterdir())] == ["000003", "000004"]


def test_what_cannot_be_removed_is_said(
    known: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    records, index = known
    write_records(records, {"a.jsonl": CHANGES["exempt"]()})
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)
    report = build([records], index)
    assert report.not_removed[:1] == ["generations/000001"]


def test_all_but_the_generation_in_use_can_be_dropped_at_once(known: tuple[Path, Path]) -> None:
    records, index = known
    build([records], index)
    (index / "generations" / "000003.partial").mkdir()
    (index / "generations" / "000004").mkdir()
    assert publishing.keep_only_current(index) == []
    assert [path.name for path in (index / "generations").iterdir()] == ["000002"]


def test_what_an_archive_holds_becomes_exempt_and_is_gone(tmp_path: Path) -> None:
    """The catalogue lists an archive as the source, its passages what is in it."""

    def packed_in(path: Path, *items: dict[str, object]) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a.jsonl", _record(*items))

    records = write_records(
        tmp_path / "records",
        {"other.txt": "Agenda item\n\nRoads\n\nMinutes:\n\nThe road is shut.\n"},
    )
    packed_in(records / "a.zip", _item("swans"), _item("bridge"), _item("lido", restricted=True))
    index = tmp_path / "index"
    build([records], index)
    with closing(
        catalogue.connect(store.open_generation(index).folder / catalogue.FILE)
    ) as connection:
        exempt = catalogue.exempt_items(connection)
    (inside,) = [name for name in exempt if name.endswith("a.jsonl")]
    assert {title for _, title in exempt[inside]} == {"The lido"}
    packed_in(records / "a.zip", _item("swans", restricted=True), _item("bridge"), _item("lido"))
    build([records], index)
    assert not _holding(index, SECRETS["swans"])
    assert _holding(index, SECRETS["lido"])
