from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import RecordError, UsageError
from corpus.readers import MAX_BYTES
from corpus.records import MeetingFacts
from corpus.sources import FoundFile, companions, find_files, load
from tests.conftest import write_records


def _files(*roots: Path) -> dict[str, FoundFile]:
    return {found.name: found for found in find_files(list(roots)) if isinstance(found, FoundFile)}


def _left_out(*roots: Path) -> dict[str, str]:
    return {
        found[0]: str(found[1]) for found in find_files(list(roots)) if isinstance(found, tuple)
    }


def _facts(folder: Path, toml: str) -> MeetingFacts:
    write_records(folder, {"meeting.toml": toml, "a.txt": "1. Roads"})
    return load(_files(folder)[f"{folder.name}/a.txt"]).facts


def test_files_are_named_below_their_folder_and_come_in_order(tmp_path: Path) -> None:
    names = ["b/a.txt", "b/Z.txt", "a.txt", "c.md", "a/z.html"]
    root = write_records(tmp_path / "records", dict.fromkeys(names, "x"))
    assert list(_files(root)) == [
        f"records/{name}" for name in ["a.txt", "c.md", "a/z.html", "b/Z.txt", "b/a.txt"]
    ]


def test_a_single_file_is_a_root_with_the_facts_beside_it(tmp_path: Path) -> None:
    write_records(tmp_path, {"a.txt": "x", "meeting.toml": 'council = "Wenbridge"'})
    (found,) = _files(tmp_path / "a.txt").values()
    assert found.name == "a.txt"
    assert load(found).facts.council == "Wenbridge"


def test_hidden_files_and_companions_are_no_records(tmp_path: Path) -> None:
    hidden = [".hidden.txt", ".git/a.txt", ".git/x/README.md"]
    names = [*hidden, "README.md", "NOTES.txt", "LICENSE.txt", "meeting.toml"]
    root = write_records(tmp_path / "records", dict.fromkeys(names, ""))
    assert list(find_files([root])) == []
    assert companions([root]) == [f"records/{n}" for n in ("LICENSE.txt", "NOTES.txt", "README.md")]


def test_a_folder_that_cannot_be_opened_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_records(tmp_path / "records", {"a.txt": "1. Roads", "shut/b.txt": "1. Lido"})
    opened = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert list(_files(root)) == ["records/a.txt"]
    assert _left_out(root) == {"records/shut": "the folder cannot be opened: Permission denied"}


def test_judged_queries_beside_records_are_left_out(tmp_path: Path) -> None:
    root = write_records(tmp_path / "records", {"queries.jsonl": '{"_id": "1", "text": "x"}'})
    assert _left_out(root) == {"records/queries.jsonl": "judged queries are no records"}


def test_an_unknown_suffix_is_left_out_with_its_reason(tmp_path: Path) -> None:
    root = write_records(tmp_path / "records", {"a.xyz": "x", "minutes": "x", "b.TXT": "x"})
    left_out = _left_out(root)
    assert left_out == {
        "records/a.xyz": "no reader for .xyz",
        "records/minutes": "no reader for files without a suffix",
    }
    assert list(_files(root)) == ["records/b.TXT"]


def test_links_are_followed_only_within_the_folder(tmp_path: Path) -> None:
    write_records(tmp_path, {"secret.txt": "x", "outside/b.txt": "x", "records/a.txt": "x"})
    root = tmp_path / "records"
    (root / "inside.txt").symlink_to(root / "a.txt")
    (root / "out.txt").symlink_to(tmp_path / "secret.txt")
    (root / "up.txt").symlink_to("../outside/b.txt")
    (root / "folder").symlink_to(tmp_path / "outside")
    assert list(_files(root)) == ["records/a.txt", "records/inside.txt"]
    assert set(_left_out(root)) == {"records/folder", "records/out.txt", "records/up.txt"}


@pytest.mark.parametrize(
    "where", ["meeting.toml", "cabinet/meeting.toml", "cabinet/2019/meeting.toml"]
)
def test_a_meeting_toml_is_followed_only_within_the_folder(tmp_path: Path, where: str) -> None:
    root = write_records(
        tmp_path / "records",
        {"cabinet/2019/a.txt": "x", "facts/known.toml": 'committee = "Cabinet"\n'},
    )
    outside = write_records(tmp_path, {"secret.toml": 'committee = "Secret"\n'}) / "secret.toml"
    file = _files(root)["records/cabinet/2019/a.txt"]
    (root / where).symlink_to(root / "facts/known.toml")
    assert load(file).facts.committee == "Cabinet"
    for target in (outside, Path("../" * 4) / "secret.toml", Path("/etc/hostname")):
        (root / where).unlink()
        (root / where).symlink_to(target)
        if (root / where).exists():
            with pytest.raises(RecordError, match="leads out of the folder"):
                load(file)
    (root / where).unlink()
    (root / where).symlink_to("nowhere")
    assert load(file).facts.committee is None


def test_a_meeting_toml_of_any_size_is_not_read(tmp_path: Path) -> None:
    root = write_records(tmp_path / "records", {"a.txt": "x", "meeting.toml": ""})
    with (root / "meeting.toml").open("r+b") as file:
        file.truncate(1 << 33)  # sparse: takes no space
    with pytest.raises(RecordError, match="larger than 4 MB"):
        load(_files(root)["records/a.txt"])


def test_two_folders_of_one_name_never_give_two_files_one_name(tmp_path: Path) -> None:
    one = write_records(tmp_path / "york/minutes", {"a.txt": "x"})
    two = write_records(tmp_path / "leeds/minutes", {"a.txt": "x"})
    assert list(_files(one, two)) == ["york/minutes/a.txt", "leeds/minutes/a.txt"]
    assert list(_files(one / "a.txt", two / "a.txt")) == list(_files(one, two))
    assert list(_files(one)) == ["minutes/a.txt"]


def test_a_missing_root_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"gone does not exist.*--replace"):
        next(find_files([tmp_path, tmp_path / "gone"]))


def test_a_file_that_cannot_be_opened_or_is_too_large_is_one_record_error(tmp_path: Path) -> None:
    root = write_records(tmp_path / "records", {"large.txt": "", "gone.txt": "x"})
    (root / "dangling.txt").symlink_to("nowhere.txt")
    (root / "circle.txt").symlink_to("circle.txt")
    assert _left_out(root) == dict.fromkeys(
        ["records/circle.txt", "records/dangling.txt"], "the link leads nowhere"
    )
    with (root / "large.txt").open("r+b") as file:
        file.truncate(MAX_BYTES + 1)  # sparse: takes no space
    files = _files(root)
    with pytest.raises(RecordError, match="larger than 256 MB"):
        load(files["records/large.txt"])
    (root / "gone.txt").unlink()
    with pytest.raises(RecordError, match="it is gone"):
        load(files["records/gone.txt"])


def test_what_is_no_file_is_reported_and_never_opened(tmp_path: Path) -> None:
    root = write_records(tmp_path / "records", {"a.txt": "x"})
    os.mkfifo(root / "pipe.txt")
    assert "a pipe, a socket or a device" in _left_out(root)["records/pipe.txt"]


def test_a_file_that_changes_while_it_is_read_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_records(tmp_path / "records", {"a.txt": "x" * 100})
    (found,) = _files(root).values()
    real = os.fstat

    def grows_before_it_is_read(handle: int) -> os.stat_result:
        result = real(handle)
        if result.st_size == 100:
            with found.path.open("a") as file:
                file.write("more")
        return result

    monkeypatch.setattr("corpus.sources.os.fstat", grows_before_it_is_read)
    with pytest.raises(RecordError, match="changed while it was read"):
        load(found)
    monkeypatch.undo()
    assert load(found).data.endswith(b"more")


@pytest.mark.parametrize(
    "name", ["Minutes\u00a02019.txt", "a..b.txt", "..a.b.txt", "x" * 200 + ".txt"]
)
def test_odd_file_names_are_names_like_any_other(tmp_path: Path, name: str) -> None:
    root = write_records(tmp_path / "records", {f"f/{name}": "x"})
    expected = [] if name.startswith(".") else [f"records/f/{name}"]
    assert list(_files(root)) == expected


def test_names_that_cannot_be_shown_are_made_so_that_they_can(tmp_path: Path) -> None:
    root = write_records(tmp_path / "records", {"a.txt": "x"})
    (root / "line\nbreak.txt").write_text("x")
    Path(os.fsdecode(os.fsencode(root) + b"/caf\xe9.txt")).write_text("x")
    shown = list(_files(root))
    assert len(shown) == 3
    assert "\n" not in "".join(shown)
    "".join(shown).encode("utf-8")


def test_a_file_without_a_suffix_that_says_something_is_picked_by_its_content(
    tmp_path: Path,
) -> None:
    page = "<!DOCTYPE html><html><body><p>1. Roads</p></body></html>"
    root = write_records(
        tmp_path / "records", {"mgAi.aspx?ID=12": page, "b.xyz": page, "c.xyz": "x"}
    )
    assert list(_files(root)) == ["records/b.xyz", "records/mgAi.aspx?ID=12"]
    assert _left_out(root) == {"records/c.xyz": "no reader for .xyz"}


def test_the_nearest_meeting_toml_wins_and_the_others_fill_in(tmp_path: Path) -> None:
    root = write_records(
        tmp_path / "records",
        {
            "meeting.toml": 'council = "Wenbridge"\ncommittee = "Council"\nvenue = "Guildhall"',
            "planning/meeting.toml": 'committee = "Planning Committee"',
            "planning/day/meeting.toml": "date = 2019-05-14",
            "planning/day/a.txt": "x",
        },
    )
    write_records(tmp_path, {"meeting.toml": 'url = "above the root"'})
    assert load(_files(root)["records/planning/day/a.txt"]).facts == MeetingFacts(
        "Wenbridge", "Planning Committee", date(2019, 5, 14), "Guildhall"
    )


def test_a_table_for_one_file_wins_over_its_folder(tmp_path: Path) -> None:
    toml = 'committee = "Cabinet"\ncouncil = "W"\n[files."a.txt"]\ncommittee = "Planning"\n'
    assert _facts(tmp_path, toml).committee == "Planning"
    assert _facts(tmp_path, toml).council == "W"
    assert _facts(tmp_path, toml.replace("a.txt", "b.txt")).committee == "Cabinet"


@pytest.mark.parametrize(
    "value", ["2019-05-14", "2019-05-14T18:00:00", '"14 May 2019"', '"14/05/2019"']
)
def test_a_date_in_meeting_toml_is_read_in_every_form(tmp_path: Path, value: str) -> None:
    assert _facts(tmp_path, f"date = {value}").date == date(2019, 5, 14)


def test_empty_facts_are_unknown_facts(tmp_path: Path) -> None:
    assert _facts(tmp_path, 'committee = ""\ndate = ""') == MeetingFacts()


@pytest.mark.parametrize(
    ("toml", "reason"),
    [
        ("committee = ", "cannot be read"),
        ("date = 2019-02-30", "cannot be read"),
        ('date = "30 February 2019"', "a date that does not exist: 30 February 2019"),
        ("date = true", "a date that does not exist"),
        ('council = ["Wenbridge"]', "council is a text in quotes"),
        ('files = "a.txt"', "is a table"),
        ('[[files]]\nname = "a.txt"', "is a table"),
        ('[files]\n"a.txt" = "Planning"', "is a table"),
    ],
)
def test_a_wrong_meeting_toml_is_the_record_error_of_the_files_beside_it(
    tmp_path: Path, toml: str, reason: str
) -> None:
    with pytest.raises(RecordError, match=f"meeting.toml beside it.*{reason}"):
        _facts(tmp_path, toml)


def test_a_meeting_toml_that_is_not_utf_8_is_a_record_error(tmp_path: Path) -> None:
    write_records(tmp_path, {"meeting.toml": 'council = "Caf\xe9"'.encode("cp1252"), "a.txt": "x"})
    (found,) = _files(tmp_path).values()
    with pytest.raises(RecordError, match="cannot be read"):
        load(found)


# Roots (relative), and files below them; by their own names alone two files would have one name.
SAME_NAMES = {
    "a root is called as a folder of another one, and a third as well": (
        ["p/a", "q/a/b", "r/b"],
        ["p/a/b/f.txt", "q/a/b/f.txt", "r/b/f.txt"],
    ),
    "a file that is named, and a folder of its folder's name": (
        ["p/a", "q/a/f.txt", "r/f.txt"],
        ["p/a/f.txt", "q/a/f.txt", "r/f.txt"],
    ),
    "two folders deep": (
        ["p/b", "q/b/c", "r/x/c", "s/c"],
        ["p/b/c/f.txt", "q/b/c/f.txt", "r/x/c/f.txt", "s/c/f.txt"],
    ),
    "names that differ by what no name may hold": (
        ["p"],
        ["p/a\x01.txt", "p/a\x02.txt", "p/a\x7f.txt"],
    ),
}


@pytest.mark.parametrize("what", SAME_NAMES)
def test_no_two_files_have_one_name(tmp_path: Path, what: str) -> None:
    roots, files = SAME_NAMES[what]
    write_records(tmp_path, {name: f"1. Roads\n\nOf {name!r}.\n" for name in files})
    found = list(find_files([tmp_path / root for root in roots]))
    assert all(isinstance(one, FoundFile) for one in found)
    assert {one.path for one in found if isinstance(one, FoundFile)} == {
        tmp_path / f for f in files
    }
    assert len({one.name for one in found if isinstance(one, FoundFile)}) == len(files)
    assert {one.path.suffix for one in found if isinstance(one, FoundFile)} == {".txt"}
