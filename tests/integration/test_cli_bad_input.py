"""Whatever goes wrong, the command says what and what to do, with status 2 and no traceback."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.cli import main
from indexer.generation.store import open_generation
from tests.conftest import write_records
from tests.integration.command import assert_refused, council_search


@pytest.mark.parametrize(
    "command", [["query", "x"], ["verify"], ["serve"], ["evaluate", "--queries", "no.jsonl"]]
)
def test_without_an_index_every_command_names_the_one_that_builds_it(
    command: list[str], tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    for index in (tmp_path / "none", tmp_path / "empty"):
        done = council_search(*command, "--index", index)
        assert_refused(done, f"There is no index in {index}", "council-search index SOURCE")


def test_an_index_of_an_older_format_is_refused_and_left_alone(tiny: Path) -> None:
    manifest = open_generation(tiny / "index").folder / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"format": 0}))
    for command in (["query", "x"], ["verify"]):
        done = council_search(*command, "--index", tiny / "index")
        assert_refused(done, "has format 0", "council-search index SOURCE")
    assert manifest.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("embeddings.npy", None),
        ("catalogue.sqlite", b""),
        ("manifest.json", b'{"format"'),
        ("manifest.json", b"{}"),
        ("postings/text.rows.npy", b"short"),
        ("encoder/model.onnx", None),
    ],
)
def test_an_index_with_a_missing_or_shortened_file_is_refused(
    name: str, content: bytes | None, tiny: Path
) -> None:
    path = open_generation(tiny / "index").folder / name
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    done = council_search("query", "school", "--index", tiny / "index")
    assert_refused(done, "council-search index SOURCE")


OVERWRITTEN = [
    "catalogue.sqlite",
    "embeddings.npy",
    "encoder/model.onnx",
    "encoder/settings.json",
    "postings/text.rows.npy",
    "postings/title.terms.npy",
    "windows.npy",
]


@pytest.mark.parametrize("name", OVERWRITTEN)
def test_a_file_that_was_written_over_is_refused_by_a_query(name: str, tiny: Path) -> None:
    path = open_generation(tiny / "index").folder / name
    with path.open("r+b") as file:
        file.write(bytes(min(32, path.stat().st_size)))
    done = council_search("query", "school", "--index", tiny / "index")
    assert_refused(done, "damaged", "council-search index SOURCE")


def test_verify_finds_a_flipped_byte_in_any_file(tiny: Path) -> None:
    def verify() -> tuple[int, str]:
        done = CliRunner().invoke(main, ["verify", "--index", str(tiny / "index")])
        return done.exit_code, done.output

    folder = open_generation(tiny / "index").folder
    assert verify()[0] == 0
    names = list(open_generation(tiny / "index").manifest.files)
    for name in names:
        with (folder / name).open("r+b") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(size // 2)
            byte = file.read(1)
            if not byte:
                continue
            file.seek(size // 2)
            file.write(bytes([byte[0] ^ 0x10]))
            file.flush()
            status, output = verify()
            file.seek(size // 2)
            file.write(byte)
        assert (status, f"{name} is not what was written" in output) == (2, True), name
    assert len(names) > 30
    assert council_search("verify", "--index", tiny / "index").returncode == 0


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "No council record was found"),
        ({"x.txt": bytes(range(256)) * 9}, "not a text file"),
        ({"half.jsonl": '{"_id": "1", "te'}, "half.jsonl: line 1"),
        ({"minutes.xyz": b"PK"}, "no reader for .xyz"),
    ],
)
def test_a_folder_without_a_record_is_refused_with_the_reason(
    files: dict[str, str | bytes], said: str, tmp_path: Path
) -> None:
    records = tmp_path / "records"
    records.mkdir()
    write_records(records, files)
    assert_refused(council_search("index", records, "--index", tmp_path / "index"), said)
    assert not (tmp_path / "index" / "CURRENT").exists()


def test_a_source_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    assert_refused(
        council_search("index", tmp_path / "none", "--index", tmp_path / "i"),
        f"{tmp_path / 'none'} does not exist",
    )


def test_bad_files_among_good_ones_are_named_and_what_is_gone_is_said(tiny: Path) -> None:
    bad = {"bad.txt": bytes(range(256)) * 9, "half.jsonl": '{"_id": "1", "te'}
    write_records(tiny / "records", bad)
    (tiny / "records" / "schools.txt").unlink()
    done = council_search("index", tiny / "records", "--index", tiny / "index", "--replace")
    assert done.returncode == 0, done
    assert "problem: records/bad.txt: this is not a text file" in done.stderr
    assert "problem: records/half.jsonl: line 1" in done.stderr
    assert "gone, so no longer in the index: records/schools.txt" in done.stdout
    assert council_search("query", "+school", "--index", tiny / "index").returncode == 1
    assert council_search("verify", "--index", tiny / "index").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["x", "--from", "2016-02-30"], "no date '2016-02-30'"),
        (["x", "--to", "soon"], "no date 'soon'"),
        (["x", "--mode", "fuzzy"], "Modes: hybrid, lexical, dense"),
        (["x", "--limit", "0"], "1 to 1000 hits"),
        (["x", "--limit", "ten"], "not a valid integer"),
        (["x", "--offset", "-1"], "not negative"),
        ([], "Missing argument 'TEXT'"),
    ],
)
def test_an_argument_that_makes_no_sense_is_refused(
    arguments: list[str], said: str, tiny_built: Path
) -> None:
    assert_refused(council_search("query", *arguments, "--index", tiny_built / "index"), said)


@pytest.mark.parametrize(
    ("text", "status", "note"),
    [
        ("?!… ()", 1, "There is no word to search for"),
        ("", 1, "There is no word to search for"),
        ('+zzqxv "school', 1, "A quotation mark has no partner"),
        ("school " * 1_430, 0, "first 1,000 characters"),
        ("NOT OR school", 0, "NOT needs a word behind it"),
        ("school \udcff places", 0, ""),
        ("((((" * 200 + "school AND places", 0, "too many brackets"),
    ],
)
def test_any_text_is_a_query_and_what_was_left_out_is_said(
    text: str, status: int, note: str, tiny_built: Path
) -> None:
    for how in ([], ["--json"]):
        done = council_search("query", "--index", tiny_built / "index", *how, "--", text)
        assert (done.returncode, note in done.stdout) == (status, True), done
    assert len(json.loads(done.stdout)["hits"]) > 0 or status == 1
