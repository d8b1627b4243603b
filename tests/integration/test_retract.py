"""What is retracted is gone from every byte of the index and from every answer, and stays gone."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from cli.cli import main
from corpus.errors import IndexOutdated, UsageError
from indexer.build import ledger
from indexer.build.asking import Asked
from indexer.build.pipeline import build
from indexer.build.retracting import carry_out, retract
from indexer.build.verify import problems_of
from indexer.generation import disk, store
from search.searcher import open_index
from tests.conftest import write_records
from tests.every_byte import holding
from tests.quick_model import use_exported
from tests.unit.make_files import packed
from web.app import create_app

pytestmark = pytest.mark.xdist_group("model")

CHILD, NAME, STREET = "Zennorwick", "Jane Quillfeather", "17 Brackenthwaite Close"
SECRETS = (CHILD, "Quillfeather", "Brackenthwaite")
ITEM = "wenbridge-parks-committee-2019-05-14-item-3"
WHY = "An address that should not have been published"


@pytest.fixture(autouse=True)
def _quick(tiny_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    use_exported(store.open_generation(tiny_built / "index").folder / "encoder", monkeypatch)


def _line(*items: dict[str, object]) -> str:
    meeting = {"council": "Wenbridge", "committee": "Parks Committee", "date": "2019-05-14"}
    return json.dumps({**meeting, "items": list(items)}) + "\n"


SWANS = {
    "title": "The swans",
    "number": "3",
    "agenda": f"To hear {NAME} of {STREET} about the swans of {CHILD} and what they are fed.",
    "minutes": f"Councillor Pike said that the bridge is shut. Mr {NAME} asked about bread of Quorndale. Councillor "
    "Quillfeather said that the swans are fed twice a day by the wardens of the park.",
    "documents": [
        {"title": f"Letter of {CHILD}", "url": "https://x.example/Jane%20Quillfeather.pdf"}
    ],
}
LIDO = {
    "title": "The lido",
    "number": "4",
    "minutes": "The lido is open from May to the end of September.",
}
ROADS = "Agenda item\n\nRoads\n\nMinutes:\n\nThe road by the mill is shut until the summer.\n"
LETTER = (
    f"Agenda item\n\nLetter\n\nMinutes:\n\nA letter by {NAME} of {STREET} to {CHILD} was read.\n"
)


@pytest.fixture
def known(tmp_path: Path) -> tuple[Path, Path]:
    """Return records of which three hold secrets, and an index of them with an earlier generation."""
    files: dict[str, str | bytes] = {"a.jsonl": _line(SWANS, LIDO), "roads.txt": ROADS}
    files["letters/jane-quillfeather.txt"] = LETTER
    files["packed.zip"] = packed({"inner.txt": LETTER.replace("read", "noted")})
    records = write_records(tmp_path / "records", files)
    build([records], tmp_path / "index")
    build([records], tmp_path / "index")
    assert len({path.split("/")[1] for path in holding(tmp_path / "index", SECRETS)}) == 2
    return records, tmp_path / "index"


def _retract(
    index: Path, kind: str, *texts: str, within: tuple[str, ...] = (), whole: bool = False
) -> object:
    return retract(index, Asked(kind, texts, WHY, within, whole))  # type: ignore[arg-type]


def _client(index: Path) -> FlaskClient:
    return create_app(index).test_client()


WORDS: dict[str, tuple[tuple[str, str], str]] = {
    "a name of the street": (("phrase", "Brackenthwaite Close"), "Brackenthwaite"),
    "a word in capitals": (("phrase", "ZENNORWICK"), CHILD),
    "a person": (("name", NAME), "Quillfeather"),
    "a person, surname first": (("name", "Quillfeather, Jane"), "Quillfeather"),
}


@pytest.mark.parametrize("what", WORDS)
def test_words_are_nowhere_on_disk_and_stay_out_of_every_later_build(
    known: tuple[Path, Path], what: str, tmp_path: Path
) -> None:
    (kind, text), secret = WORDS[what]
    records, index = known
    _retract(index, kind, text)
    assert holding(index, [secret]) == []
    assert holding(tmp_path / "state", [secret]) == []
    others = [one for one in SECRETS if one != secret]
    assert {line.rpartition(": ")[2] for line in holding(index, others)} == set(others)
    assert problems_of(store.open_generation(index)) == []
    write_records(records, {"new.txt": LETTER.replace("A letter", "Once more a letter")})
    build([records], index)
    build([records], index, replace_sources=True)
    assert holding(index, [secret]) == []
    # An index of the same records elsewhere, and this one after all of it was lost.
    build([records], tmp_path / "other")
    shutil.rmtree(index)
    build([records], index)
    for folder in (index, tmp_path / "other"):
        assert holding(folder, [secret]) == []
        assert holding(folder, others)


def test_the_rest_of_an_item_is_found_and_shown_with_a_bar(known: tuple[Path, Path]) -> None:
    _, index = known
    _retract(index, "phrase", CHILD)
    client = _client(index)
    assert "█████" in client.get(f"/passage/{ITEM}").text
    found = client.get("/api/search?q=swans+fed+twice").json
    assert found is not None
    assert found["hits"][0]["id"] == ITEM
    assert "Quillfeather" in json.dumps(found)
    assert (
        CHILD
        not in client.get(f"/?q={CHILD}").text.replace(f'value="{CHILD}"', "").partition("<h2")[2]
    )
    assert open_index(index).search(CHILD, mode="lexical").matched == 0


def test_a_phrase_goes_out_of_one_item_only_where_one_is_named(known: tuple[Path, Path]) -> None:
    records, index = known
    _retract(index, "phrase", CHILD, within=(ITEM,))
    for _ in range(2):
        held = {p.id for p in open_index(index).all_passages() if CHILD in p.text}
        assert held
        assert ITEM not in held
        write_records(records, {"more.txt": ROADS.replace("mill", "wall")})
        build([records], index)


def test_a_name_goes_in_its_forms_and_another_person_of_that_surname_stays(tmp_path: Path) -> None:
    said = (
        "J. Zugzwang wrote. Mrs Zugzwang came.", "Zugzwang, Anna was heard.", "ANNA ZUGZWANG'S dog.",
        "A. Zugzwang and Anna left.", "Anna\u00ad Zug\u00adzwang.", "anna.zugzwang@x.example",
    )  # fmt: skip
    items = [{"title": f"T{n}", "number": str(n), "minutes": text} for n, text in enumerate(said)]
    index = tmp_path / "index"
    build([write_records(tmp_path / "records", {"a.jsonl": _line(*items)})], index)
    _retract(index, "name", "Ms Anna Zugzwang")
    texts = [passage.text for passage in open_index(index).all_passages()]
    assert texts == [
        said[0], "█████ was heard.", "█████ dog.", "█████ and █████ left.", "█████.", "█████@x.example",
    ]  # fmt: skip


def test_an_item_answers_410_with_the_reason_and_comes_back_under_no_other_name(
    known: tuple[Path, Path], tmp_path: Path
) -> None:
    records, index = known
    client = _client(index)
    tag = client.get(f"/passage/{ITEM}").headers["ETag"]
    _retract(index, "item", ITEM)
    assert holding(index, ["Quorndale"]) == []
    for address in (f"/passage/{ITEM}", f"/api/passage/{ITEM}", f"/api/similar/{ITEM}"):
        # The same server, and a browser that has the page.
        answer = client.get(address, headers={"If-None-Match": tag})
        assert answer.status_code == 410
        assert WHY in answer.text
    assert client.get("/passage/nowhere").status_code == 404
    assert ITEM not in client.get("/api/search?q=swans").text
    # Moved to another file, under another number and title; and another item under the same number.
    (records / "a.jsonl").write_text(_line(LIDO, {**SWANS, "number": "9", "title": "Birds"}))
    for folder in (index, tmp_path / "other"):
        build([records], folder)
        assert holding(folder, ["Quorndale"]) == []
        assert _client(folder).get(f"/passage/{ITEM}").status_code == 410


def test_no_page_list_or_feed_has_a_name_that_was_retracted(known: tuple[Path, Path]) -> None:
    _, index = known
    _retract(index, "name", NAME)
    _retract(index, "phrase", CHILD)
    client = _client(index)
    plain = [
        rule.rule
        for rule in client.application.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.arguments
    ]
    assert {"/search.atom", "/sitemap.xml", "/search.csv", "/people"} <= set(plain)
    ids = [passage.id for passage in open_index(index).all_passages()]
    addresses = [f"{rule}{query}" for rule in plain for query in ("", "?q=swans", "?q=letter")]
    addresses += [
        f"{front}/{one}" for front in ("/passage", "/api/passage", "/api/similar") for one in ids
    ]
    for address in addresses:
        said = client.get(address).text
        assert "Quillfeather" not in said, address
        assert "quillfeather" not in said, address
        assert CHILD not in said, address


@pytest.mark.parametrize("name", ["records/letters", "records/letters/jane-quillfeather.txt"])
def test_a_source_is_gone_with_all_that_only_it_says(known: tuple[Path, Path], name: str) -> None:
    records, index = known
    (gone,) = [
        p for p in open_index(index).all_passages() if p.source.startswith("records/letters")
    ]
    _retract(index, "source", name)
    assert holding(index, ["jane-quillfeather", "letters/"]) == []
    assert _client(index).get(f"/passage/{gone.id}").status_code == 410
    (records / "letters" / "jane-quillfeather.txt").rename(records / "renamed.txt")
    for _ in range(2):
        report = build([records], index)
        assert (report.n_lost, report.gone) == (0, [])
        assert holding(index, ["was read"]) == []
        assert _client(index).get(f"/passage/{gone.id}").status_code == 410


def test_what_others_say_of_an_item_stays_when_one_of_its_sources_goes(tmp_path: Path) -> None:
    agenda = _line({"title": "The swans", "number": "3", "agenda": "To hear about the swans."})
    records = write_records(
        tmp_path / "records", {"agenda.jsonl": agenda, "minutes.jsonl": _line(SWANS)}
    )
    index = tmp_path / "index"
    build([records], index)
    _retract(index, "source", "records/minutes.jsonl")
    assert holding(index, SECRETS) == []
    for _ in range(2):
        (left,) = open_index(index).all_passages()
        assert (left.id, left.text) == (ITEM, "To hear about the swans.")
        build([records], index)


def test_items_that_hold_a_phrase_go_whole_where_asked(known: tuple[Path, Path]) -> None:
    records, index = known
    _retract(index, "phrase", CHILD, whole=True)
    for _ in range(2):
        assert {p.title for p in open_index(index).all_passages()} == {"The lido", "Roads"}
        assert _client(index).get(f"/passage/{ITEM}").status_code == 410
        write_records(records, {"late.txt": LETTER.replace("read", "lost")})
        build([records], index)


def test_an_index_of_which_everything_is_retracted_says_so(tmp_path: Path) -> None:
    index = tmp_path / "index"
    records = write_records(tmp_path / "records", {"letter.txt": LETTER})
    build([records], index)
    _retract(index, "source", "records/letter.txt")
    for _ in range(2):
        (left,) = open_index(index).all_passages()
        assert left.exempt == left.title == "Everything of this index was retracted"
        assert _client(index).get("/?q=letter").status_code == 200
        build([records], index)


@pytest.mark.parametrize(
    ("kind", "texts"), [("phrase", (CHILD,)), ("item", (ITEM,)), ("source", ("records/letters",))]
)
def test_what_is_undone_is_there_again(
    known: tuple[Path, Path], kind: str, texts: tuple[str, ...]
) -> None:
    _, index = known
    before = [(p.id, p.text) for p in open_index(index).all_passages()]
    _retract(index, kind, *texts)
    assert [(p.id, p.text) for p in open_index(index).all_passages()] != before
    (noted,) = ledger.history(index)
    done = CliRunner().invoke(main, ["retract", "--undo", noted.entry.token, "--index", str(index)])
    assert done.exit_code == 0, done.output
    assert [(p.id, p.text) for p in open_index(index).all_passages()] == before
    listed = CliRunner().invoke(main, ["retract", "--list", "--index", str(index)])
    assert f"{noted.entry.token}  {kind}" in listed.output
    assert "undone" in listed.output
    again = CliRunner().invoke(
        main, ["retract", "--undo", noted.entry.token, "--index", str(index)]
    )
    assert again.exit_code == 2


class Killed(BaseException):
    """As a kill: nothing cleans up behind it."""


def _dies_at(patch: pytest.MonkeyPatch, step: str, at: int) -> None:
    calls = iter(range(1_000_000))
    function: Callable[..., object] = getattr(os, step)

    def call(*given: object, **named: object) -> object:
        if next(calls) == at:
            patch.setattr(disk, "remove", lambda path: False)
            patch.setattr(shutil, "rmtree", lambda *_, **__: None)
            raise Killed
        return function(*given, **named)

    patch.setattr(os, step, call)


@pytest.mark.parametrize(
    ("step", "at"), [("fsync", 6), ("fsync", 12), ("fsync", 30), ("rename", 0), ("replace", 3)]
)
@pytest.mark.parametrize("is_carried_out", [True, False])
def test_what_was_noted_is_done_by_the_next_command_wherever_one_is_killed(
    known: tuple[Path, Path], step: str, at: int, is_carried_out: bool
) -> None:
    records, index = known
    with pytest.MonkeyPatch.context() as patch:
        _dies_at(patch, step, at)
        with suppress(Killed):
            _retract(index, "name", NAME)
    assert [noted.entry.kind for noted in ledger.history(index)] == ["name"]
    carry_out(index) if is_carried_out else build([records], index)
    assert holding(index, ["Quillfeather"]) == []
    assert holding(index, [CHILD])
    assert problems_of(store.open_generation(index)) == []


def test_a_retraction_outlives_an_upgrade_and_is_noted_where_the_index_cannot_be_used(
    known: tuple[Path, Path],
) -> None:
    records, index = known
    _retract(index, "phrase", CHILD)
    for name in ("first", "second"):
        manifest = store.open_generation(index).folder / "manifest.json"
        manifest.write_text(
            manifest.read_text().replace(f'"format": {store.FORMAT}', '"format": 12')
        )
        if name == "second":
            with pytest.raises(IndexOutdated, match="has format 12"):
                _retract(index, "name", NAME)
        build([records], index)
    assert holding(index, [CHILD, "Quillfeather"]) == []


def test_a_ledger_that_cannot_be_read_stops_every_build(
    known: tuple[Path, Path], tmp_path: Path
) -> None:
    records, index = known
    _retract(index, "phrase", CHILD)
    shutil.rmtree(tmp_path / "state" / "council-search" / "retractions")
    (path,) = (index / "retractions").glob("*.jsonl")
    whole = path.read_text()
    for bad in (whole[:-9], "", whole.replace("phrase", "verse")):
        path.write_text(bad)
        with pytest.raises(UsageError, match="What was retracted cannot be read"):
            build([records], index)
    path.write_text(whole)
    path.with_suffix(".key").unlink()
    with pytest.raises(UsageError, match="What was retracted cannot be read"):
        build([records], index)


def test_a_build_under_way_stops_for_a_retraction(known: tuple[Path, Path]) -> None:
    records, index = known
    book = ledger.own_book(index)

    def noted(stage: str, done: int, total: int) -> None:
        if stage == "reading" and done == 2:
            from indexer.build.asking import entry_of

            asked = Asked("phrase", (CHILD,), WHY)
            ledger.note(index, entry_of(asked, book, None, token="abc", noted_at="2026-01-01"))

    write_records(records, {"late.txt": LETTER.replace("read", "lost")})
    with pytest.raises(UsageError, match="goes first"):
        build([records], index, progress=noted)
    carry_out(index)
    assert holding(index, [CHILD]) == []


def test_the_ledger_is_its_owners_and_holds_no_word_of_what_was_retracted(
    known: tuple[Path, Path],
) -> None:
    _, index = known
    for kind, text in (
        ("phrase", CHILD),
        ("name", NAME),
        ("item", ITEM),
        ("source", "records/packed.zip"),
    ):
        _retract(index, kind, text)
    assert holding(index / "retractions", [*SECRETS, "Jane", ITEM, "packed", "swans"]) == []
    assert {path.stat().st_mode & 0o777 for path in (index / "retractions").glob("*.*")} == {0o600}


BAD: dict[str, tuple[list[str], str]] = {
    "no reason": (["--phrase", CHILD], "--reason"),
    "a reason that says it": (
        ["--phrase", CHILD, "--reason", f"to hide {CHILD}"],
        "The reason holds",
    ),
    "two letters": (["--phrase", "of", "--reason", WHY], "fewer than 3"),
    "no such item": (["--item", "nowhere", "--reason", WHY], "There is no agenda item"),
    "no such source": (["--source", "nowhere", "--reason", WHY], "There is no source"),
    "two kinds": (["--phrase", CHILD, "--name", NAME, "--reason", WHY], "one of"),
    "whole what": (["--item", ITEM, "--whole", "--reason", WHY], "--whole goes with"),
}


@pytest.mark.parametrize("what", BAD)
def test_what_makes_no_sense_is_refused_and_not_noted(known: tuple[Path, Path], what: str) -> None:
    given, message = BAD[what]
    done = CliRunner().invoke(main, ["retract", *given, "--index", str(known[1])])
    assert done.exit_code == 2
    assert message in done.output
    assert ledger.history(known[1]) == []


def test_where_there_is_no_index_nothing_is_made(tmp_path: Path) -> None:
    given = ["retract", "--phrase", CHILD, "--reason", WHY, "--index", str(tmp_path / "typo")]
    done = CliRunner().invoke(main, given)
    assert done.exit_code == 2
    assert "There is no index in" in done.output
    assert not (tmp_path / "typo").exists()


def test_the_command_says_what_it_did_and_not_what_it_was(known: tuple[Path, Path]) -> None:
    given = ["retract", "--phrase", "-", "--reason", WHY, "--index", str(known[1])]
    done = CliRunner().invoke(main, given, input=f"{CHILD}\n")
    assert done.exit_code == 0, done.output
    assert "something is behind a bar: 3" in done.output
    assert "backups" in done.output
    assert CHILD not in done.output
    again = CliRunner().invoke(main, given, input=f"{CHILD}\n")
    assert "it was retracted before" in again.output
    assert len(ledger.history(known[1])) == 1


@pytest.mark.parametrize("is_packed", ["draft", "final"])
def test_what_is_withheld_in_an_archive_stays_so_when_nothing_changes(
    tmp_path: Path, is_packed: str
) -> None:
    texts = {"draft": _line(SWANS), "final": _line({**SWANS, "restricted": True})}
    files: dict[str, str | bytes] = {f"{name}.jsonl": text for name, text in texts.items()}
    files[f"{is_packed}.zip"] = packed({f"{is_packed}.jsonl": str(files.pop(f"{is_packed}.jsonl"))})
    records, index = write_records(tmp_path / "records", files), tmp_path / "index"
    for _ in range(3):
        build([records], index)
        assert holding(index, [CHILD]) == []
        assert [p.exempt is not None for p in open_index(index).all_passages()] == [True]


@pytest.mark.parametrize("n_secrets", [50])
def test_many_secrets_go_one_by_one_and_no_other(tmp_path: Path, n_secrets: int) -> None:
    from tests.soak.secrets import planted

    assert planted(tmp_path, n_secrets) == []
