from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from corpus.errors import UsageError
from indexer.build import encoder
from indexer.generation.query_encoder import QueryEncoder
from indexer.generation.store import open_generation
from indexer.tuning import BUILD, SCAN

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


WEIGHTS_OF_MINILM = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TEXTS = [
    "what was said about school places",
    "",
    "EHCP",
    "Councillor Siân O’Hagan welcomed the £1,946 – “at last”.",
    "16/01234/FUL",
    "word " * 500,
    "漢字 ☃ \u200b",
]


@pytest.fixture(scope="module")
def transformer() -> SentenceTransformer:
    return encoder.load(encoder.find_model(encoder.DEFAULT_MODEL))


@pytest.fixture(scope="module")
def exported(tiny_built: Path) -> QueryEncoder:
    return QueryEncoder(open_generation(tiny_built / "index").folder / "encoder")


def test_the_default_model_is_the_published_one() -> None:
    found = encoder.find_model(encoder.DEFAULT_MODEL)
    assert found.sha256 == WEIGHTS_OF_MINILM


def test_a_folder_is_a_model_under_its_weights(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"weights")
    one = encoder.find_model(str(tmp_path))
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    assert encoder.find_model(str(tmp_path)).sha256 != one.sha256


def test_a_folder_without_weights_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no model weights"):
        encoder.find_model(str(tmp_path))


@pytest.mark.parametrize("without", [("tokenizer", "vocab"), ("tokenizer", "vocab", "special")])
def test_a_model_without_its_tokenizer_is_refused_and_not_an_index_of_one_vector(
    without: tuple[str, ...], tmp_path: Path
) -> None:
    """It is loaded without a word by the library, and all words are one to it."""
    for path in encoder.find_model(encoder.DEFAULT_MODEL).folder.iterdir():
        if not path.name.startswith(without):
            (tmp_path / path.name).symlink_to(path)
    with pytest.raises(UsageError, match="different words one vector"):
        encoder.load(encoder.find_model(str(tmp_path)))


@pytest.mark.parametrize("name", ["no-such-owner/no-such-model", "not a name at all!"])
def test_an_unknown_model_is_a_usage_error_that_names_what_is_installed(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whoever runs the tests is not to wait for the hub, nor to depend on it.
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(UsageError, match=f"There is no model '{name}'.*{encoder.DEFAULT_MODEL}"):
        encoder.find_model(name)


def test_finding_the_model_and_encoding_a_query_need_no_torch(tiny_built: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from indexer.build import encoder\n"
        "from indexer.generation.query_encoder import QueryEncoder\n"
        "encoder.find_model(encoder.DEFAULT_MODEL)\n"
        "print(QueryEncoder(Path(sys.argv[1])).encode('roads').shape)\n"
        "print(sorted({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)))"
    )
    folder = open_generation(tiny_built / "index").folder / "encoder"
    done = subprocess.run(
        [sys.executable, "-c", script, folder], capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[:2] == ["(384,)", "[]"]


def test_a_search_by_words_loads_no_weights_of_a_model(tiny_built: Path) -> None:
    script = (
        "import sys; from search.searcher import open_index\n"
        "page = open_index(sys.argv[1]).search('the raods and the shcool', mode='lexical')\n"
        "print(page.matched >= 0, 'onnxruntime' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, tiny_built / "index"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["True", "False"]


@pytest.mark.parametrize("text", TEXTS)
def test_the_exported_query_encoder_is_the_model(
    text: str, transformer: SentenceTransformer, exported: QueryEncoder
) -> None:
    theirs = transformer.encode_document(text, normalize_embeddings=True)
    ours = exported.encode_document(text)
    assert ours.dtype == np.float32
    assert float(ours @ theirs) >= 0.9999


def test_a_query_is_encoded_up_to_its_bound(exported: QueryEncoder) -> None:
    bounded = encoder.load(encoder.find_model(encoder.DEFAULT_MODEL))
    bounded.max_seq_length = SCAN.query_tokens
    theirs = bounded.encode_query(TEXTS, normalize_embeddings=True)
    for text, expected in zip(TEXTS, theirs, strict=True):
        assert float(exported.encode(text) @ expected) >= 0.9999, text


def test_what_stands_behind_the_bound_changes_no_query(exported: QueryEncoder) -> None:
    read, unread = "road " * SCAN.query_tokens, "swans " * SCAN.query_tokens
    assert (exported.encode(read + unread) == exported.encode(read)).all()
    assert (exported.encode_document(read + unread) != exported.encode_document(read)).any()


def test_vectors_are_normalised_and_in_the_order_of_their_texts(
    transformer: SentenceTransformer,
) -> None:
    texts = [text for n in range(15) for text in (f"{TEXTS[0]} {n}", "road " * n, *TEXTS[2:5])]
    vectors = encoder.encode_passages(transformer, texts)
    assert len(texts) > BUILD.encoder_batch
    assert vectors.shape == (len(texts), 384)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for row in range(0, len(texts), 7):
        # Half precision, where the CPU has it, rounds differently in another batch.
        alone = transformer.encode_document(texts[row], normalize_embeddings=True)
        assert float(vectors[row] @ alone) >= 0.995


def test_no_text_has_no_vector(transformer: SentenceTransformer) -> None:
    assert encoder.encode_passages(transformer, []).shape == (0, 384)


def test_a_model_that_cannot_be_exported_is_a_usage_error(tmp_path: Path) -> None:
    class SlowOnly:
        tokenizer = object()

    with pytest.raises(UsageError, match="no fast tokenizer"):
        encoder.export_query_encoder(SlowOnly(), tmp_path / "encoder")  # type: ignore[arg-type]
