"""The query encoder that a generation carries: ONNX and a tokenizer, no torch."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from indexer.tuning import SCAN


class QueryEncoder:
    """Encodes one query at a time. Safe to share between threads."""

    def __init__(self, folder: Path, kept: int = SCAN.queries_kept) -> None:
        """Load the encoder that `indexer.build.encoder.export_query_encoder` wrote; `kept`: vectors of how many queries."""
        settings = json.loads((folder / "settings.json").read_text())
        self._prompt: str = settings["prompt"]
        self._document_prompt: str = settings["document_prompt"]
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(settings["max_tokens"])
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        # A short text gains little from a second thread, which then spins and takes it from others.
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        # The next page of a list and each of its filters ask for the vector of one query again.
        self._kept = lru_cache(maxsize=kept)(self._read_only)

    def encode(self, text: str) -> NDArray[np.float32]:
        """Return the vector of a query, (dim,) float32, L2-normalised: of its first `SCAN.query_tokens`.

        It is not to be written to: those of the last queries are kept.
        """
        return self._kept(self._prompt + text)

    def encode_document(self, text: str) -> NDArray[np.float32]:
        """Return the vector of a window, (dim,) float32, L2-normalised: for a few, without torch."""
        return self._encoded(self._tokenizer.encode(self._document_prompt + text).ids)

    def _read_only(self, text: str) -> NDArray[np.float32]:
        ids = self._tokenizer.encode(text).ids
        if len(ids) > SCAN.query_tokens:
            # The last one closes a text, for models that were taught so.
            ids = [*ids[: SCAN.query_tokens - 1], ids[-1]]
        vector = self._encoded(ids)
        vector.flags.writeable = False
        return vector

    def _encoded(self, ids: list[int]) -> NDArray[np.float32]:
        feed = {
            "input_ids": np.array([ids], np.int64),
            "attention_mask": np.ones((1, len(ids)), np.int64),
        }
        vector = np.asarray(self._session.run(None, feed)[0][0], np.float32)
        normalised: NDArray[np.float32] = vector / max(float(np.linalg.norm(vector)), 1e-12)
        return normalised
