"""What depends on the model stands in the index: a build writes it, a search goes by what it finds there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cli.cli import main
from corpus.errors import IndexDamaged
from indexer.calibration import MINILM, SETTING, setting_of
from indexer.generation import store
from search.searcher import open_index
from tests.conftest import rebuild
from tests.quick_model import use_exported

# A question that a sentence of the records answers, and that no passage has all words of.
QUESTION = "were there too few school places"


def calibrated(tiny: Path, **numbers: Any) -> Path:
    """Return the index with other numbers in the calibration of its manifest."""
    path = store.open_generation(tiny / "index").file("manifest.json")
    record = json.loads(path.read_text())
    record["settings"][SETTING] |= numbers
    path.write_text(json.dumps(record))
    return tiny / "index"


def test_a_build_writes_the_calibration_of_its_model(tiny_built: Path) -> None:
    generation = store.open_generation(tiny_built / "index")
    assert generation.manifest.settings[SETTING] == setting_of(MINILM)
    assert generation.calibration == MINILM


def test_a_search_goes_by_the_calibration_of_the_index(tiny: Path) -> None:
    before = open_index(tiny / "index")
    asked = before.search(QUESTION)
    assert asked.answers
    assert before.retrieved(QUESTION, "dense", 10)
    after = open_index(
        calibrated(tiny, min_cosine=2.0, quoted=9.0, quoted_shared=9.0, mean=0.9, matter=0.5)
    )
    assert after.retrieved(QUESTION, "dense", 10) == []
    assert after.search(QUESTION).answers == ()
    assert after.ranker.weights.mean == 0.9


def test_precedent_goes_by_the_calibration_of_the_index(tiny: Path) -> None:
    identifier = open_index(tiny / "index").identifiers[0]
    everything = open_index(calibrated(tiny, precedent=-9.0)).similar(identifier)
    nothing = open_index(calibrated(tiny, precedent=9.0)).similar(identifier)
    assert len(everything.hits) > len(nothing.hits) == 0


def test_an_index_without_one_is_searched_by_that_of_its_models_name(tiny: Path) -> None:
    path = store.open_generation(tiny / "index").file("manifest.json")
    record = json.loads(path.read_text())
    del record["settings"][SETTING]
    path.write_text(json.dumps(record))
    assert open_index(tiny / "index").calibration is MINILM


def test_the_next_build_writes_it_anew(
    tiny: Path, tiny_built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_exported(store.open_generation(tiny_built / "index").file("encoder"), monkeypatch)
    calibrated(tiny, quoted=9.0)
    assert rebuild(tiny).calibrated_with == MINILM.model
    assert open_index(tiny / "index").calibration == MINILM


@pytest.mark.parametrize("said", [{"lead": "high"}, {"model": None}, {"quoted": float("nan")}])
def test_a_planted_calibration_is_damage_that_names_the_command(
    tiny: Path, said: dict[str, object]
) -> None:
    index = calibrated(tiny, **said)
    with pytest.raises(IndexDamaged, match=r"calibration.*council-search index"):
        open_index(index)
    for command in (["query", "schools"], ["info"]):
        done = CliRunner().invoke(main, [*command, "--index", str(index)])
        assert done.exit_code == 2, done.output
        assert "calibration" in done.output
        assert "Traceback" not in done.output


@pytest.mark.parametrize("model", ["all-MiniLM-L6-v2", "e5"])
def test_info_says_whose_calibration_an_index_holds(tiny: Path, model: str) -> None:
    index = calibrated(tiny, model=model)
    done = CliRunner().invoke(main, ["info", "--index", str(index)])
    assert ("carried over from e5" in done.output) == (model == "e5")
    told = json.loads(CliRunner().invoke(main, ["info", "--index", str(index), "--json"]).output)
    assert (told["calibrated_with"], told["is_calibrated"]) == (model, model != "e5")
