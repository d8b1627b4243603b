"""The model is a setting: a second, real one is built with, kept, told apart, and refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import IndexOutdated, UsageError
from indexer.build import background, encoder
from indexer.build.pipeline import build
from indexer.build.report import Report
from indexer.calibration import MINILM_BACKGROUND
from indexer.generation import cosines, models
from indexer.generation.query_encoder import QueryEncoder
from indexer.generation.store import Generation, open_generation
from search.searcher import open_index
from tests.conftest import SAMPLE
from tests.integration.command import assert_refused, council_search
from web.app import create_app

N_DIM, N_LAYERS, MAX_TOKENS = 96, 2, 128
PROMPTS = {"query": "query: ", "passage": "passage: "}
QUERY = "too few school places"


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a model of two layers and 96 dimensions, with prompts under e5's names, as saved."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Dense, Normalize

    whole = encoder.load(encoder.find_model(encoder.DEFAULT_MODEL))
    bert = whole[0].auto_model.encoder
    bert.layer = bert.layer[:N_LAYERS]
    whole[0].auto_model.config.num_hidden_layers = N_LAYERS
    torch.manual_seed(0)
    dense = Dense(384, N_DIM, bias=False, activation_function=torch.nn.Identity())
    made = SentenceTransformer(modules=[whole[0], whole[1], dense, Normalize()], prompts=PROMPTS)
    made.max_seq_length = MAX_TOKENS
    folder = tmp_path_factory.mktemp("model") / "small-model"
    made.save(str(folder))
    return folder


def index_again(tiny: Path, **chosen: str | None) -> tuple[Report, Generation]:
    report = build([tiny / "records"], tiny / "index", replace_sources=True, **chosen)
    return report, open_generation(tiny / "index")


def query_encoder(generation: Generation) -> QueryEncoder:
    return QueryEncoder(generation.folder / "encoder")


@pytest.fixture(scope="module")
def with_other(tiny_built: Path, other: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder like `tiny`, its index built anew with the other model."""
    folder = shutil.copytree(tiny_built, tmp_path_factory.mktemp("other") / "tiny")
    report, _ = index_again(folder, model=str(other))
    assert report.earlier_model == encoder.DEFAULT_MODEL
    assert report.n_encoded == report.n_windows > 0
    return folder


@pytest.fixture
def copied(with_other: Path, tmp_path: Path) -> Path:
    return shutil.copytree(with_other, tmp_path / "copied")


def test_another_models_background_is_measured_and_its_cosines_come_to_the_defaults_scale(
    with_other: Path, tiny_built: Path
) -> None:
    folder = open_generation(with_other / "index").folder / "encoder"
    assert (
        cosines.read(open_generation(tiny_built / "index").folder / "encoder") == MINILM_BACKGROUND
    )
    found = cosines.read(folder)
    assert found == background.measured(QueryEncoder(folder)) != MINILM_BACKGROUND
    # Texts that it was not measured on.
    exported = QueryEncoder(folder)
    queries = np.array([exported.encode(text) for text in background.texts("windows")[::25]])
    windows = np.array([exported.encode_document(t) for t in background.texts("queries")[::2]])
    on_scale = cosines.query_scale(found).of(queries @ windows.T)
    assert abs(float(on_scale.mean()) - MINILM_BACKGROUND.mean) < 2 * MINILM_BACKGROUND.sd


def test_the_manifest_records_the_model(with_other: Path, other: Path) -> None:
    manifest = open_generation(with_other / "index").manifest
    assert (manifest.model, manifest.dimensions) == (str(other.resolve()), N_DIM)
    assert manifest.model_sha256 == models.find_model(str(other)).sha256
    settings = manifest.settings
    assert (settings["query_prompt"], settings["passage_prompt"]) == ("query: ", "passage: ")
    assert settings["max_tokens"] == MAX_TOKENS


def test_every_vector_is_the_models_own_with_its_prompt(with_other: Path, other: Path) -> None:
    generation = open_generation(with_other / "index")
    transformer = encoder.load(models.find_model(str(other)))
    passage = open_index(with_other / "index").passage("schools")
    assert passage is not None
    row = [p.id for p in open_index(with_other / "index").all_passages()].index("schools")
    at = int(np.flatnonzero(generation.array("windows.npy")[:, 0] == row)[0])
    _, start, end = generation.array("windows.npy")[at]
    text = f"{passage.context}\n{passage.text[start:end]}"
    ours = generation.array("embeddings.npy")[at]
    assert float(ours @ transformer.encode(f"passage: {text}")) >= 0.995
    # Without the prompt it is another vector: the prompt was used.
    assert float(ours @ transformer.encode(f"passage: {text}")) > float(
        ours @ transformer.encode(text, prompt="")
    )
    asked = query_encoder(generation).encode(QUERY)
    np.testing.assert_allclose(asked, transformer.encode(f"query: {QUERY}"), atol=1e-3)


def test_a_query_is_answered_in_every_mode(with_other: Path) -> None:
    searcher = open_index(with_other / "index")
    for mode in ("hybrid", "dense"):
        assert searcher.search(QUERY, mode=mode).hits[0].passage.id == "schools", (QUERY, mode)


def test_an_index_keeps_its_model_and_its_vectors(copied: Path, other: Path) -> None:
    report, generation = index_again(copied)
    assert (report.n_encoded, report.earlier_model) == (0, None)
    assert generation.manifest.model == str(other.resolve())


def test_going_back_encodes_everything_anew_and_mixes_nothing(
    copied: Path, tiny_built: Path
) -> None:
    report, generation = index_again(copied, model=encoder.DEFAULT_MODEL)
    assert report.earlier_model is not None
    assert report.n_encoded == report.n_windows
    fresh = open_generation(tiny_built / "index")
    np.testing.assert_allclose(
        generation.array("embeddings.npy"), fresh.array("embeddings.npy"), atol=1e-3
    )


def test_another_passage_prompt_encodes_anew_and_stays(copied: Path) -> None:
    report, changed = index_again(copied, passage_prompt="text: ")
    assert report.n_encoded == report.n_windows
    assert changed.manifest.settings["passage_prompt"] == "text: "
    assert query_encoder(changed)._document_prompt == "text: "
    report, kept = index_again(copied)
    assert (report.n_encoded, kept.manifest.settings["passage_prompt"]) == (0, "text: ")


def test_another_query_prompt_takes_the_vectors_over(copied: Path) -> None:
    before = open_generation(copied / "index")
    report, after = index_again(copied, query_prompt="question: ")
    assert (report.n_encoded, report.earlier_model) == (0, None)
    assert query_encoder(after)._prompt == "question: "
    # The earlier generation shares files with this one, but not this file.
    assert query_encoder(before)._prompt == "query: "
    assert not np.allclose(query_encoder(after).encode(QUERY), query_encoder(before).encode(QUERY))


def test_an_index_of_another_model_is_refused_with_the_command(
    with_other: Path, other: Path
) -> None:
    index = with_other / "index"
    command = f"council-search index {with_other / 'records'} --index {index} --model"
    with pytest.raises(IndexOutdated, match="was built with the model") as caught:
        open_index(index, encoder.DEFAULT_MODEL)
    assert f"{command} {encoder.DEFAULT_MODEL}" in str(caught.value)
    # The command helps: it is what a shell would run.
    assert open_index(index, str(other)).search(QUERY).hits
    said = "was built with the model", f"{command} {encoder.DEFAULT_MODEL}"
    named = ("--index", index, "--model", encoder.DEFAULT_MODEL)
    assert_refused(council_search("query", QUERY, *named), *said)
    assert_refused(council_search("similar", "schools", *named), *said)
    assert_refused(council_search("serve", *named), *said)
    variable = {"COUNCIL_SEARCH_MODEL": encoder.DEFAULT_MODEL}
    assert_refused(council_search("query", QUERY, "--index", index, **variable), *said)
    client = create_app(index, encoder.DEFAULT_MODEL).test_client()
    answer = client.get("/api/search?q=school")
    assert answer.status_code == 503
    assert command in answer.text
    assert client.get("/").status_code == 503


def test_evaluate_builds_with_the_model_named_and_refuses_an_index_of_another(
    with_other: Path, other: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "set"
    (folder / "qrels").mkdir(parents=True)
    (folder / "corpus.jsonl").write_text('{"_id": "d1", "title": "Lido", "text": "It closes."}\n')
    (folder / "queries.jsonl").write_text('{"_id": "q1", "text": "lido"}\n')
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t1\n")
    kept = ("--beir", folder, "--keep", tmp_path)
    assert council_search("evaluate", *kept, "--model", other).returncode == 0
    assert open_generation(tmp_path / "set").manifest.model == str(other.resolve())
    refused = council_search(
        *("evaluate", "--queries", SAMPLE / "judgments" / "queries.jsonl"),
        *("--index", with_other / "index", "--model", encoder.DEFAULT_MODEL),
    )
    assert_refused(refused, "was built with the model")


def test_a_copy_of_the_model_elsewhere_is_the_same_model(
    with_other: Path, other: Path, tmp_path: Path
) -> None:
    moved = shutil.copytree(other, tmp_path / "moved")
    assert open_index(with_other / "index", str(moved)).search(QUERY).hits


def test_the_command_says_that_everything_is_encoded_anew(tiny: Path, other: Path) -> None:
    done = council_search(
        "index", tiny / "records", "--index", tiny / "index", "--model", other, "--replace"
    )
    assert done.returncode == 0, done
    assert (
        f"encoded anew with {other.resolve()}: the index was built with all-MiniLM" in done.stdout
    )


def test_the_weights_of_every_module_and_its_settings_tell_models_apart(
    other: Path, tmp_path: Path
) -> None:
    one = models.find_model(str(other))
    changed = shutil.copytree(other, tmp_path / "changed")
    weights = next(path for path in changed.rglob("*.safetensors") if path.parent != changed)
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    assert models.find_model(str(changed)).sha256 != one.sha256
    settings = next(changed.rglob("*Pooling/config.json"))
    settings.write_text(settings.read_text() + "\n")
    assert models.find_model(str(changed)).config_sha256 != one.config_sha256


@pytest.mark.parametrize(
    ("stated", "query", "passage"),
    [
        ({}, "", ""),
        ({"prompts": {"query": "q: ", "document": "d: "}}, "q: ", "d: "),
        ({"prompts": {"query": "q: ", "passage": "p: ", "corpus": "c: "}}, "q: ", "p: "),
        ({"prompts": {"all": "a: "}, "default_prompt_name": "all"}, "a: ", "a: "),
        ({"prompts": {"query": "q: ", "document": "", "passage": "p: "}}, "q: ", "p: "),
        ({"prompts": None}, "", ""),
    ],
)
def test_prompts_are_those_that_the_model_states(
    stated: dict[str, object], query: str, passage: str, tmp_path: Path
) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"weights")
    (tmp_path / "config_sentence_transformers.json").write_text(json.dumps(stated))
    found = models.find_model(str(tmp_path))
    assert (found.query_prompt, found.passage_prompt) == (query, passage)


def test_a_folder_that_is_no_model_is_a_usage_error(tmp_path: Path, tiny: Path) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "model.safetensors").write_bytes(b"no weights")
    before = open_generation(tiny / "index").folder
    with pytest.raises(UsageError, match="cannot be loaded"):
        index_again(tiny, model=str(tmp_path / "broken"))
    assert open_generation(tiny / "index").folder == before


def test_a_model_that_onnx_cannot_hold_is_a_usage_error(other: Path, tmp_path: Path) -> None:
    import torch

    transformer = encoder.load(models.find_model(str(other)))

    class Unexportable(torch.nn.Module):
        def forward(self, features: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
            # The graph would depend on a value: no exporter can follow that.
            if float(features["sentence_embedding"].sum()) > 0:
                features["sentence_embedding"] = features["sentence_embedding"] * 2
            return features

    transformer.append(Unexportable())
    with pytest.raises(UsageError, match=r"cannot be exported to ONNX.*Use another model"):
        encoder.export_query_encoder(transformer, tmp_path / "encoder")


def test_a_model_that_is_gone_says_how_to_name_another(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = open_generation(copied / "index").folder / "manifest.json"
    record = json.loads(path.read_text())
    path.write_text(json.dumps({**record, "model": "no-such-owner/no-such-model"}))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(
        UsageError, match="was built with it; name it, or another one, with --model"
    ):
        index_again(copied)
