"""What a person decided of an item is kept beside the records, obeyed, and asked again if the item changes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UsageError
from corpus.records import AgendaItem, Document
from corpus.sources import REVIEW
from indexer.passages.exemption.exemption import verdicts
from indexer.passages.reviewed import (
    EXEMPT,
    NOTHING,
    PUBLIC,
    Key,
    key_of,
    obeyed,
    of_file,
    read_reviewed,
    write_reviewed,
)
from tests.unit.agendas import EXCLUDE, FRONT, LAND, STAFF, exclusion

ITEMS = [*FRONT, exclusion(EXCLUDE), LAND, STAFF]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
KEYS = st.builds(Key, TEXTS, TEXTS, TEXTS, st.text("0123456789abcdef", min_size=64, max_size=64))


def _reasons(reviewed: dict[Key, str], folder: str = "records") -> list[bool]:
    found = obeyed(verdicts(ITEMS), "records/a.txt", folder, reviewed)
    return [verdict.reason is not None for verdict in found]


def test_a_person_makes_a_withheld_item_public_and_a_public_one_exempt() -> None:
    assert _reasons({}) == [False, False, False, False, True, True]
    decided = {key_of("a.txt", LAND): PUBLIC, key_of("a.txt", FRONT[2]): EXEMPT}
    assert _reasons(decided) == [False, False, True, False, False, True]


def test_an_item_of_another_source_is_another_item() -> None:
    assert _reasons({key_of("b.txt", LAND): PUBLIC}) == _reasons({})
    assert _reasons({key_of("a.txt", LAND): PUBLIC}, folder="elsewhere") == _reasons({})


@pytest.mark.parametrize(
    "changed",
    [
        AgendaItem(LAND.title, LAND.number, minutes=f"{LAND.minutes} And a name."),
        AgendaItem(LAND.title, LAND.number, agenda=LAND.minutes),
        AgendaItem(LAND.title, "91", minutes=LAND.minutes),
        AgendaItem("Another title", LAND.number, minutes=LAND.minutes),
    ],
)
def test_an_item_that_has_changed_is_asked_again(changed: AgendaItem) -> None:
    assert key_of("a.txt", changed) != key_of("a.txt", LAND)
    assert _reasons({key_of("a.txt", changed): PUBLIC}) == _reasons({})


def test_a_restricted_document_of_an_item_that_was_made_public_stays_away() -> None:
    papers = (Document("Report"), Document("Offers", restricted=True))
    item = AgendaItem("Land", "1", minutes="This report is exempt.", documents=papers)
    (verdict,) = obeyed(verdicts([item]), "a.txt", "", {key_of("a.txt", item): PUBLIC})
    assert verdict.reason is None
    assert [document.title for document in verdict.item.documents] == ["Report"]


@given(st.dictionaries(KEYS, st.sampled_from([PUBLIC, EXEMPT])))
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, decided: dict[Key, str]
) -> None:
    folder = tmp_path_factory.mktemp("review")
    write_reviewed(folder, decided)
    assert read_reviewed(folder, folder) == decided
    assert [path.name for path in folder.iterdir()] == [REVIEW]


def test_without_a_file_nothing_is_decided(tmp_path: Path) -> None:
    assert read_reviewed(tmp_path, tmp_path) == NOTHING


WHOLE = 'source = "a"\nnumber = ""\ntitle = "b"\nsha256 = "c"\n'


@pytest.mark.parametrize(
    "text",
    [
        "[[item]",
        "item = 3",
        f'[[item]]\n{WHOLE}decision = "publc"',
        f"[[item]]\n{WHOLE}decision = true",
        f"[[item]]\n{WHOLE}",
        '[[item]]\nsource = "a"\ndecision = "public"',
        "item = [1]",
    ],
)
def test_a_file_with_a_slip_stops_the_build_and_says_where(tmp_path: Path, text: str) -> None:
    (tmp_path / REVIEW).write_text(text)
    with pytest.raises(UsageError, match=r"review\.toml.*Mend it, or remove it"):
        read_reviewed(tmp_path, tmp_path)


@pytest.mark.parametrize(
    "what", ["pipe", "device", "large", "link out", "link nowhere", "folder", "nested"]
)
def test_what_is_no_small_file_of_the_folder_stops_the_build_at_once(
    tmp_path: Path, what: str
) -> None:
    root = tmp_path / "records"
    (root / "cabinet").mkdir(parents=True)
    (tmp_path / "secret.toml").write_text("")
    path = root / "cabinet" / REVIEW
    match what:
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "large":
            with path.open("wb") as file:
                file.truncate(1 << 33)  # sparse: takes no space
        case "nested":
            path.write_text("a = " + "[" * 50_000)
        case _:
            target = {"device": "/dev/zero", "link out": "../../secret.toml"}
            path.symlink_to(target.get(what, "nowhere.toml"))
    with pytest.raises(UsageError, match=r"review\.toml cannot be read.*Mend it, or remove it"):
        read_reviewed(path.parent, root)


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "cabinet").mkdir()
    write_reviewed(tmp_path, {Key("a", "", "b", "c"): "public"})
    (tmp_path / "cabinet" / REVIEW).symlink_to(f"../{REVIEW}")
    assert read_reviewed(tmp_path / "cabinet", tmp_path) == read_reviewed(tmp_path, tmp_path)


def test_the_members_of_an_archive_are_the_archives() -> None:
    keys = [Key(name, "1", "t", "0") for name in ("a.zip", "a.zip/b.txt", "a.zipped/b.txt", "b")]
    own = of_file(dict.fromkeys(keys, PUBLIC), "a.zip")
    assert {key.source for key, _ in own} == {"a.zip", "a.zip/b.txt"}
