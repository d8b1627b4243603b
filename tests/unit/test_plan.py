"""What a build says of its sources before it starts: files, pages, windows, what cannot be read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.cli import main
from corpus.errors import UsageError
from indexer.build.cost import Cost
from indexer.build.plan import plan
from indexer.generation.models import Model, find_model
from indexer.generation.store import open_generation
from tests.unit.make_files import pdf, write


def _records(root: Path) -> Path:
    root.mkdir()
    (root / "report.pdf").write_bytes(pdf([lambda canvas: write(canvas, ["The lido opens."])] * 7))
    (root / "minutes.txt").write_text(
        "MINUTES\n\n1. Lido\n\nIt was agreed to open the lido in May.\n" * 40
    )
    (root / "broken.pdf").write_bytes(b"%PDF-1.7 cut off")
    (root / "empty.txt").write_text("")
    (root / "picture.png").write_bytes(b"\x89PNG")
    return root


def test_a_plan_counts_what_would_be_read_and_says_what_cannot(tmp_path: Path) -> None:
    root = _records(tmp_path / "records")
    found = plan([root], tmp_path / "index")
    assert (found.n_files, found.n_pages, found.n_unchanged) == (3, 7, 0)
    assert 90 < found.n_windows < 110
    assert {name.rpartition("/")[2] for name, _ in found.failures} == {"empty.txt", "picture.png"}
    assert found.needed > 90_000_000
    assert found.free > 0
    assert not (tmp_path / "index").exists()


def _cost(model: str, default_per_s: float | None = None) -> Cost:
    return Cost(model, 1 / 6, 768, 400_000_000, default_per_s)


def test_a_plan_with_another_model_counts_its_vectors_and_what_the_index_holds_of_another(
    tmp_path: Path, tiny_built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, index = tiny_built / "records", tiny_built / "index"
    own = find_model("all-MiniLM-L6-v2")
    monkeypatch.setattr("indexer.build.cost.of_model", lambda model: _cost(model.name))
    same = plan([root], index, model=own)
    assert (same.n_files, same.n_windows, same.encoding) == (0, 0, None)
    other = plan([root], index, model=replace(own, name="other", sha256="0" * 64))
    held = open_generation(index).manifest.n_windows
    assert other.n_windows == held > 0
    assert other.needed == 400_000_000 + held * (980 + 5 * 768)


def test_a_plan_is_told_by_the_command_and_nothing_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = _records(tmp_path / "records")
    asked: list[str] = []

    def timed(model: Model) -> Cost:
        asked.append(model.name)
        return _cost(model.name)

    monkeypatch.setattr("indexer.build.cost.of_model", timed)
    told = CliRunner().invoke(main, ["index", str(root), "--index", str(tmp_path / "i"), "--plan"])
    assert told.exit_code == 0
    assert asked == ["all-MiniLM-L6-v2"]
    assert "windows: about 10 min on this machine\n" in told.output
    assert "read 3 files (7 pages of PDF); 0 are unchanged" in told.output
    assert "cannot be read: records/empty.txt: the file is empty" in told.output
    assert not (tmp_path / "i").exists()


def test_a_plan_of_nothing_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        plan([tmp_path / "nowhere"], tmp_path / "index")
