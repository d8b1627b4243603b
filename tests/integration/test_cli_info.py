"""`council-search info`: for people, as JSON, and without an index."""

from __future__ import annotations

import json
from pathlib import Path

from search.browse.info import info
from search.searcher import open_index
from tests.integration.command import assert_refused, council_search
from tests.integration.test_cli import HEAVY, modules_after


def test_it_prints_committees_dates_and_what_is_missing(sample_index: Path) -> None:
    done = council_search("info", "--index", sample_index)
    assert (done.returncode, done.stderr) == (0, "")
    found = info(open_index(sample_index).generation)
    first, *_ = done.stdout.splitlines()
    assert first.endswith(": Wenbridge City Council")
    for committee in found.committees:
        line = next(x for x in done.stdout.splitlines() if x.startswith(f"  {committee.name} "))
        assert line.split()[-6:-3] == [
            str(committee.last),
            f"{committee.n_meetings:,}",
            f"{committee.n_passages:,}",
        ]
    assert f"{found.n_words:,} words" in done.stdout
    assert "gap: Children and Young People Scrutiny Committee: no meeting between" in done.stdout
    assert found.built_at in done.stdout


def test_json(sample_index: Path) -> None:
    done = council_search("info", "--json", COUNCIL_SEARCH_INDEX=str(sample_index))
    record = json.loads(done.stdout)
    assert record["n_passages"] == sum(c["n_passages"] for c in record["committees"])
    assert record["councils"] == ["Wenbridge City Council"]
    assert {"built_at", "failures", "model", "size_bytes", "n_meetings"} <= set(record)


def test_unknown_names_are_said_to_be_unknown(tiny_built: Path) -> None:
    done = council_search("info", "--index", tiny_built / "index")
    assert "committee unknown" in done.stdout
    assert "1 item without a date" in done.stdout


def test_losses_are_listed_for_each_file_by_what_they_were(tiny_built: Path) -> None:
    found = info(open_index(tiny_built / "index").generation)
    done = council_search("info", "--losses", "--index", tiny_built / "index")
    total = sum(found.left_out.values())
    assert done.stdout.startswith(f"{total:,} words of the files stand in no item")
    for source, lost in found.losses.items():
        assert source in done.stdout.splitlines()
        assert all(f"{n:,}  {name}" in done.stdout for name, n in lost.items())
    assert f"{total:,} word" in council_search("info", "--index", tiny_built / "index").stdout


def test_without_an_index(tmp_path: Path) -> None:
    assert_refused(council_search("info", "--index", tmp_path / "none"), "There is no index in")


def test_it_loads_no_model(tiny_built: Path) -> None:
    loaded = modules_after("info", "--index", tiny_built / "index")
    assert not loaded & {"onnxruntime", "whoosh", *HEAVY}
