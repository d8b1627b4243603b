"""What is retracted is gone from every byte of the index and from every answer, and nothing else is."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from indexer.build.every_byte import holding
from indexer.build.pipeline import build
from indexer.build.verify import problems_of
from indexer.generation import store
from search.searcher import open_index
from tests.conftest import write_records
from tests.integration.retracting.conftest import (
    CHILD,
    ITEM,
    LETTER,
    LIDO,
    NAME,
    ROADS,
    SECRETS,
    SWANS,
    WHY,
    line,
    retracted,
)
from tests.unit.make_files import packed
from web.app import create_app


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
    retracted(index, kind, text)
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
    retracted(index, "phrase", CHILD)
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
    retracted(index, "phrase", CHILD, within=(ITEM,))
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
    build([write_records(tmp_path / "records", {"a.jsonl": line(*items)})], index)
    retracted(index, "name", "Ms Anna Zugzwang")
    texts = [passage.text for passage in open_index(index).all_passages()]
    assert texts == [
        said[0], "█████ was heard.", "█████ dog.", "█████ and █████ left.", "█████.", "█████@x.example",
    ]  # fmt: skip


def test_a_name_whose_parts_stand_apart_is_nowhere_on_disk(tmp_path: Path) -> None:
    said = "Mrs Anna Mary Zugzwang and Zugzwang (Mr B and Mrs A) left.", "Anna and Bob Zugzwang."
    items = [{"title": f"T{n}", "number": str(n), "minutes": text} for n, text in enumerate(said)]
    records, index = tmp_path / "records", tmp_path / "index"
    write_records(records, {"anna_mary_zugzwang.jsonl": line(*items)})
    build([records], index)
    retracted(index, "name", "Anna Zugzwang")
    assert holding(index, ["Zugzwang"]) == []
    build([records], index, replace_sources=True)
    assert holding(index, ["Zugzwang"]) == []
    texts = [passage.text for passage in open_index(index).all_passages()]
    assert texts == ["Mrs █████ and █████) left.", "█████."]


def test_an_item_answers_410_with_the_reason_and_comes_back_under_no_other_name(
    known: tuple[Path, Path], tmp_path: Path
) -> None:
    records, index = known
    client = _client(index)
    tag = client.get(f"/passage/{ITEM}").headers["ETag"]
    retracted(index, "item", ITEM)
    assert holding(index, ["Quorndale"]) == []
    for address in (f"/passage/{ITEM}", f"/api/passage/{ITEM}", f"/api/similar/{ITEM}"):
        # The same server, and a browser that has the page.
        answer = client.get(address, headers={"If-None-Match": tag})
        assert answer.status_code == 410
        assert WHY in answer.text
    assert client.get("/passage/nowhere").status_code == 404
    assert ITEM not in client.get("/api/search?q=swans").text
    # Moved to another file, under another number and title; and another item under the same number.
    (records / "a.jsonl").write_text(line(LIDO, {**SWANS, "number": "9", "title": "Birds"}))
    for folder in (index, tmp_path / "other"):
        build([records], folder)
        assert holding(folder, ["Quorndale"]) == []
        assert _client(folder).get(f"/passage/{ITEM}").status_code == 410


def test_no_page_list_or_feed_has_a_name_that_was_retracted(known: tuple[Path, Path]) -> None:
    _, index = known
    retracted(index, "name", NAME)
    retracted(index, "phrase", CHILD)
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
    retracted(index, "source", name)
    assert holding(index, ["jane-quillfeather", "letters/"]) == []
    assert _client(index).get(f"/passage/{gone.id}").status_code == 410
    (records / "letters" / "jane-quillfeather.txt").rename(records / "renamed.txt")
    for _ in range(2):
        report = build([records], index)
        assert (report.n_lost, report.gone) == (0, [])
        assert holding(index, ["was read"]) == []
        assert _client(index).get(f"/passage/{gone.id}").status_code == 410


def test_what_others_say_of_an_item_stays_when_one_of_its_sources_goes(tmp_path: Path) -> None:
    agenda = line({"title": "The swans", "number": "3", "agenda": "To hear about the swans."})
    records = write_records(
        tmp_path / "records", {"agenda.jsonl": agenda, "minutes.jsonl": line(SWANS)}
    )
    index = tmp_path / "index"
    build([records], index)
    retracted(index, "source", "records/minutes.jsonl")
    assert holding(index, SECRETS) == []
    for _ in range(2):
        (left,) = open_index(index).all_passages()
        assert (left.id, left.text) == (ITEM, "To hear about the swans.")
        build([records], index)


def test_items_that_hold_a_phrase_go_whole_where_asked(known: tuple[Path, Path]) -> None:
    records, index = known
    retracted(index, "phrase", CHILD, whole=True)
    for _ in range(2):
        assert {p.title for p in open_index(index).all_passages()} == {"The lido", "Roads"}
        assert _client(index).get(f"/passage/{ITEM}").status_code == 410
        write_records(records, {"late.txt": LETTER.replace("read", "lost")})
        build([records], index)


def test_an_index_of_which_everything_is_retracted_says_so(tmp_path: Path) -> None:
    index = tmp_path / "index"
    records = write_records(tmp_path / "records", {"letter.txt": LETTER})
    build([records], index)
    retracted(index, "source", "records/letter.txt")
    for _ in range(2):
        (left,) = open_index(index).all_passages()
        assert left.exempt == left.title == "Everything of this index was retracted"
        assert _client(index).get("/?q=letter").status_code == 200
        build([records], index)


@pytest.mark.parametrize("is_packed", ["draft", "final"])
def test_what_is_withheld_in_an_archive_stays_so_when_nothing_changes(
    tmp_path: Path, is_packed: str
) -> None:
    texts = {"draft": line(SWANS), "final": line({**SWANS, "restricted": True})}
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
