"""The passage encoder, and the query encoder exported from it. Only here sentence-transformers is used.

A query must never wait for torch, so the model is exported once to ONNX when an index is built.
"""

from __future__ import annotations

import json
import logging
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import UsageError
from indexer.generation.disk import cause_on_disk
from indexer.generation.models import DEFAULT_MODEL as DEFAULT_MODEL
from indexer.generation.models import Model as Model
from indexer.generation.models import find_model as find_model
from indexer.tuning import BUILD, SCAN

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_PROBES = (
    "what was said about school places",
    "16/01234/FUL",
    "Was there difficulty in recruiting senior managers for learning, and what did officers reply?",
    "",
    "place " * 400,
)
# As many words each, none of one in the other.
_DIFFERENT = ("school places", "flooded cellars")


def load(model: Model) -> SentenceTransformer:
    """Load the model for encoding passages; this imports torch, which takes seconds.

    Raises UsageError for a folder that is no model of sentence-transformers, and for a model that cannot tell
    words apart.
    """
    for noisy in ("sentence_transformers", "transformers"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        transformer = SentenceTransformer(str(model.folder), local_files_only=True)
    except Exception as error:  # each library below it has errors of its own
        raise UsageError(
            f"The model {model.name} cannot be loaded: {_first_line(error)}"
        ) from error
    # The model's own, or what the user gave instead; a name for each, so that nothing else applies.
    transformer.prompts = {"query": model.query_prompt, "document": model.passage_prompt}
    transformer.default_prompt_name = None
    _refuse_without_words(transformer, model)
    return transformer


def _refuse_without_words(transformer: SentenceTransformer, model: Model) -> None:
    """Raise UsageError for a model to which all words are one: without its tokenizer's files it is loaded all the same."""
    first, second = transformer.encode(list(_DIFFERENT), normalize_embeddings=True)
    if np.allclose(first, second):
        raise UsageError(
            f"The model {model.name} gives different words one vector: its tokenizer is missing or knows no "
            "word. See that tokenizer.json, or vocab.txt, is in its folder, or use another model."
        )


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__


def encode_batches(
    transformer: SentenceTransformer, texts: Sequence[str]
) -> Iterator[tuple[list[int], NDArray[np.float32]]]:
    """Yield (numbers of some texts, their vectors): (k, dim) float32, L2-normalised.

    From the longest text to the shortest, so that a batch wastes little on padding. On a processor
    that computes in bfloat16 the model is converted to it and stays so: several times as fast,
    cosine 0.998 to float32. Runs on the GPU when torch finds one.
    """
    on_gpu = transformer.device.type == "cuda"
    if _has_bfloat16(on_gpu):
        transformer = transformer.bfloat16()
    batch = BUILD.gpu_batch if on_gpu else BUILD.encoder_batch
    order = sorted(range(len(texts)), key=lambda i: (-len(texts[i]), i))
    for first in range(0, len(order), batch):
        part = order[first : first + batch]
        vectors = np.asarray(
            transformer.encode_document(
                [texts[i] for i in part], batch_size=batch, normalize_embeddings=True
            ),
            np.float32,
        )
        # Once more in float32: in half precision a normalised vector is up to 0.4 % too long or short.
        yield part, vectors / np.linalg.norm(vectors, axis=1, keepdims=True).clip(1e-12)


def encode_passages(transformer: SentenceTransformer, texts: Sequence[str]) -> NDArray[np.float32]:
    """Return the vectors of texts, (n, dim) float32, L2-normalised, in the given order."""
    vectors = np.zeros((len(texts), transformer.get_embedding_dimension() or 0), np.float32)
    for part, encoded in encode_batches(transformer, texts):
        vectors[part] = encoded
    return vectors


def _has_bfloat16(on_gpu: bool) -> bool:
    """Say whether the processor computes in bfloat16 natively; without that it would be slower."""
    import torch

    if on_gpu:
        return bool(torch.cuda.is_bf16_supported())

    capabilities = torch.cpu.get_capabilities()
    return bool(capabilities.get("avx512_bf16") or capabilities.get("amx_bf16"))


def export_query_encoder(transformer: SentenceTransformer, folder: Path) -> float:
    """Write the query encoder (ONNX graph, tokenizer, settings) and return its worst cosine.

    The cosine is against the model itself, over a few probes, and is at least `BUILD.min_export_cosine`.
    Raises UsageError for a model that cannot be exported this way.
    """
    folder.mkdir(parents=True)
    tokenizer = getattr(getattr(transformer, "tokenizer", None), "backend_tokenizer", None)
    if tokenizer is None:
        raise UsageError(
            "This model has no fast tokenizer, so its query encoder cannot be exported. "
            "Use another model."
        )
    tokenizer.save(str(folder / "tokenizer.json"))
    settings = {
        "max_tokens": transformer.max_seq_length or 512,
        "prompt": transformer.prompts.get("query", ""),
        "document_prompt": transformer.prompts.get("document", ""),
    }
    (folder / "settings.json").write_text(json.dumps(settings, indent=2))
    try:
        _export_graph(transformer, folder / "model.onnx")
    except Exception as error:  # the exporter raises what any of its many passes raises
        if refused := cause_on_disk(error):
            raise refused from error
        raise UsageError(
            "The query encoder of this model cannot be exported to ONNX, and without it every query "
            f"would have to load torch. Use another model. ({_first_line(error)})"
        ) from error
    return _worst_cosine(transformer, folder)


def set_query_prompt(folder: Path, prompt: str) -> None:
    """Give an exported query encoder another prompt; the file may be another generation's too."""
    path = folder / "settings.json"
    settings = json.loads(path.read_text())
    if settings["prompt"] != prompt:
        path.unlink()
        path.write_text(json.dumps({**settings, "prompt": prompt}, indent=2))


def _export_graph(transformer: SentenceTransformer, path: Path) -> None:
    import torch

    class Pipeline(torch.nn.Module):
        """All modules of the model in a row: from token ids to the sentence vector."""

        def __init__(self, modules: SentenceTransformer) -> None:
            super().__init__()
            self.steps = modules

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            features = {"input_ids": input_ids, "attention_mask": attention_mask}
            return self.steps(features)["sentence_embedding"]

    # Two tensors, not one twice: the exporter would take them for the same input.
    ids, mask = torch.ones((2, 8), dtype=torch.long), torch.ones((2, 8), dtype=torch.long)
    batch, tokens = torch.export.Dim("batch"), torch.export.Dim("tokens")
    axes = {0: batch, 1: tokens}
    device = transformer.device
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    with warnings.catch_warnings():
        # The exporter warns about its own renaming of equal axes; the result is checked below.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Pipeline(transformer.cpu()).eval(),
            (ids, mask),
            str(path),
            input_names=["input_ids", "attention_mask"],
            output_names=["sentence_embedding"],
            dynamic_shapes={"input_ids": axes, "attention_mask": axes},
            # Beside the graph, so that the processes of a server map the weights once.
            external_data=True,
            dynamo=True,
            verbose=False,
        )
    transformer.to(device)


def _queries(transformer: SentenceTransformer, texts: list[str]) -> NDArray[np.float32]:
    """Return the vectors of queries as the model itself encodes as much of them as is read, (n, dim) float32."""
    reads = transformer.max_seq_length
    transformer.max_seq_length = min(reads or SCAN.query_tokens, SCAN.query_tokens)
    try:
        found: NDArray[np.float32] = transformer.encode_query(texts, normalize_embeddings=True)
        return found
    finally:
        transformer.max_seq_length = reads


def _worst_cosine(transformer: SentenceTransformer, folder: Path) -> float:
    from indexer.generation.query_encoder import QueryEncoder

    exported = QueryEncoder(folder)
    probes = list(_PROBES)
    pairs = [
        (
            [exported.encode(text) for text in probes],
            _queries(transformer, probes),
        ),
        (
            [exported.encode_document(text) for text in probes],
            transformer.encode_document(probes, normalize_embeddings=True),
        ),
    ]
    worst = min(float(np.min(np.sum(np.stack(ours) * theirs, axis=1))) for ours, theirs in pairs)
    if worst < BUILD.min_export_cosine:
        raise UsageError(
            f"The exported query encoder differs from the model (cosine {worst:.5f}), so this model "
            "cannot be used. Use another one."
        )
    return worst
