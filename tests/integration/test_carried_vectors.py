"""What a model made of a text is kept when the program is upgraded or a file is damaged.

Each test harms a copy of a whole index and builds again: the number of windows that are encoded says what
was kept, and the vectors must be those of a build from nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from indexer.build import lexical, reading
from indexer.generation import layout, store
from tests.conftest import rebuild
from tests.quick_model import use_exported


@pytest.fixture
def index(tiny: Path, tiny_built: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    use_exported(store.open_generation(tiny_built / "index").folder / "encoder", monkeypatch)
    return tiny / "index"


def _in_use(index: Path) -> Path:
    return index / "generations" / store.current_name(index)


def _earlier_format(index: Path) -> None:
    manifest = _in_use(index) / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"format": store.FORMAT - 1}))


def _damaged(name: str) -> Callable[[Path], None]:
    def harm(index: Path) -> None:
        path = _in_use(index) / name
        path.write_bytes(path.read_bytes()[:-1] + b"\x00\x01")

    return harm


def _changed(name: str) -> Callable[[Path], None]:
    """As long as before, so that the hash alone tells it."""

    def harm(index: Path) -> None:
        path = _in_use(index) / name
        path.write_bytes(path.read_bytes()[:-4] + b"\x00\x00\x80\x3f")

    return harm


def _of_another_model(index: Path) -> None:
    _earlier_format(index)
    manifest = _in_use(index) / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"model_sha256": "0" * 64}))


def _with_keys_of(shape: tuple[int, ...]) -> Callable[[Path], None]:
    """An array of another shape, which the manifest owns to."""

    def harm(index: Path) -> None:
        _earlier_format(index)
        path, manifest = _in_use(index) / layout.WINDOW_KEYS, _in_use(index) / "manifest.json"
        np.save(path, np.zeros(shape, "S32"))
        record = json.loads(manifest.read_text())
        record["files"][layout.WINDOW_KEYS] = [path.stat().st_size, store.digests([path])[0]]
        manifest.write_text(json.dumps(record))

    return harm


def _built_again(index: Path) -> tuple[int, np.ndarray]:
    report = rebuild(index.parent)
    return report.n_encoded, np.load(_in_use(index) / layout.EMBEDDINGS)


@pytest.mark.parametrize(
    "harm", [_earlier_format, _damaged("columns.npy"), _damaged("postings/decided.rows.npy")]
)
def test_a_build_that_cannot_go_on_from_an_index_keeps_its_vectors(
    index: Path, harm: Callable[[Path], None]
) -> None:
    before = np.load(_in_use(index) / layout.EMBEDDINGS)
    harm(index)
    n_encoded, vectors = _built_again(index)
    assert n_encoded == 0
    assert np.array_equal(vectors, before)


@pytest.mark.parametrize("what", ["analyzer", "pipeline"])
def test_other_terms_or_another_reader_encode_nothing_again(
    index: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    if what == "analyzer":
        monkeypatch.setattr(lexical, "ANALYZER", lexical.ANALYZER + 1)
    else:
        monkeypatch.setattr(reading, "PIPELINE", reading.PIPELINE + 1)
    assert _built_again(index)[0] == 0


@pytest.mark.parametrize(
    "harm",
    [
        _damaged(layout.EMBEDDINGS),
        _changed(layout.EMBEDDINGS),
        _changed(layout.WINDOW_KEYS),
        _of_another_model,
        _with_keys_of((2,)),
        _with_keys_of((2, 2)),
    ],
)
def test_what_is_not_the_model_s_own_is_encoded_again(
    index: Path, harm: Callable[[Path], None]
) -> None:
    before = np.load(_in_use(index) / layout.EMBEDDINGS)
    harm(index)
    n_encoded, vectors = _built_again(index)
    assert n_encoded == len(before)
    # In half precision single numbers differ by the kind of processor and of batch. This is as near as all 384 are
    # together where none is further off than .001.
    assert (np.sum(vectors * before, axis=1) > 0.9998).all()
