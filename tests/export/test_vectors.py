"""The vectors in a Parquet file are those of the index, each with its item; nothing of an exempt text has one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from pyarrow import parquet

from indexer.generation import layout
from search.away.export import vectors
from search.searcher import Searcher, open_index
from tests.conftest import ROOT
from tests.integration.command import council_search


def test_each_vector_is_its_window_s_with_the_id_of_its_item(
    searcher: Searcher, tmp_path: Path
) -> None:
    path = tmp_path / "vectors.parquet"
    n_windows = vectors.write(searcher, path)
    table = parquet.read_table(path)
    assert (table.num_rows, table.column_names) == (n_windows, ["id", "start", "end", "vector"])
    own = np.asarray(searcher.generation.array(layout.EMBEDDINGS))
    assert np.array_equal(np.stack(table["vector"].to_numpy()), own)
    passages = {p.id: p for p in searcher.all_passages()}
    covered = dict.fromkeys(passages, 0)
    for identifier, start, end in zip(
        *(table[name].to_pylist() for name in ("id", "start", "end")), strict=True
    ):
        assert 0 <= start <= end <= len(passages[identifier].text)
        covered[identifier] = max(covered[identifier], end)
    for identifier, passage in passages.items():
        # Every item has a window; of an exempt one that is its title alone.
        assert (
            covered[identifier] == 0
            if passage.exempt
            else covered[identifier] > 0 or not passage.text
        )
    said = {
        name.decode(): value.decode()
        for name, value in table.schema.metadata.items()
        if b"ARROW" not in name
    }
    assert (said["model"], said["model_sha256"]) == (
        searcher.manifest.model,
        searcher.manifest.model_sha256,
    )


def test_the_nearest_by_the_file_is_the_nearest_by_the_index(
    searcher: Searcher, tmp_path: Path
) -> None:
    path = tmp_path / "vectors.parquet"
    vectors.write(searcher, path)
    table = parquet.read_table(path)
    asked = searcher.dense.encoder.encode("where children go to school")
    cosines = np.stack(table["vector"].to_numpy()) @ asked
    best = table["id"][int(np.argmax(cosines))].as_py()
    hits = searcher.search("where children go to school", mode="dense", limit=1).hits
    assert hits[0].passage.id == best


def test_the_command_writes_it_and_says_what_to_install_where_it_cannot(
    tiny_built: Path, tmp_path: Path
) -> None:
    index, path = tiny_built / "index", tmp_path / "v.parquet"
    done = council_search("export", index, "--as", "parquet", "--to", path)
    assert (done.returncode, "4 items" in done.stdout) == (0, True), done
    n_windows = open_index(index).manifest.n_windows
    assert parquet.read_metadata(path).num_rows == n_windows
    path.unlink()
    # As on a machine without it.
    hidden = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "import importlib.util as u; find = u.find_spec\n"
        "u.find_spec = lambda name, package=None: None if name == 'pyarrow' else find(name, package)\n"
        "from cli.cli import main; main()"
    )
    words = [
        sys.executable,
        "-c",
        hidden,
        "export",
        str(index),
        "--as",
        "parquet",
        "--to",
        str(path),
    ]
    without = subprocess.run(words, capture_output=True, text=True, check=False, cwd=ROOT)
    assert without.returncode == 2, without
    assert "pip install 'council-search[parquet]'" in without.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["jsonl", "ocd"])
def test_nothing_else_needs_it(tiny_built: Path, tmp_path: Path, form: str) -> None:
    code = (
        "import sys\nfrom cli.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "sys.exit('pyarrow' in sys.modules)"
    )
    words = [
        sys.executable,
        "-c",
        code,
        "export",
        str(tiny_built / "index"),
        "--as",
        form,
        "--to",
        str(tmp_path / "x"),
    ]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done
