from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import IndexDamaged
from indexer.calibration import MINILM, MINILM_BACKGROUND, Background
from indexer.generation import approximate, cosines
from indexer.generation.quantisation import quantise
from indexer.generation.store import Generation, Manifest
from search.match.coverage import WordEvidence
from search.match.dense import DenseRetriever, DenseScores
from search.rank import fusion

DIM = 48


def _vectors(seed: int, n: int, kind: str) -> np.ndarray:
    rng = np.random.default_rng(seed)
    vectors = rng.standard_normal((n, DIM)).astype(np.float32)
    if kind == "alike":
        vectors = vectors[:1] + 0.02 * vectors
    elif kind == "spiked":
        vectors[:, 0] += 40
    elif kind == "opposed":
        # Two windows that nearly cancel: their mean says little, and that badly.
        vectors[2::2] = 1e-3 * vectors[2::2] - vectors[1 : n - 1 : 2]
    elif kind == "doubled":
        vectors[1::2] = vectors[: len(vectors[1::2])]
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def _retriever(
    folder: Path, vectors: np.ndarray, rows: np.ndarray, background: Background = MINILM_BACKGROUND
) -> DenseRetriever:
    n_rows = int(rows[-1]) + 1
    codes, facts = quantise(vectors)
    np.save(folder / "embeddings.npy", vectors)
    np.save(folder / "quantised.npy", codes)
    np.save(folder / "quantised_scales.npy", facts)
    sums = np.zeros((n_rows, DIM))
    np.add.at(sums, rows, vectors)
    np.save(folder / "passage_norms.npy", np.linalg.norm(sums, axis=1).astype(np.float32))
    spans = np.stack([rows, np.zeros_like(rows), np.ones_like(rows)], axis=1)
    np.save(folder / "windows.npy", spans.astype(np.int32))
    (folder / "encoder").mkdir(exist_ok=True)
    (folder / "encoder" / cosines.SETTINGS_FILE).write_text("{}")
    cosines.write(folder / "encoder", background)
    return DenseRetriever(Generation(folder, Manifest("m", "", DIM, n_rows, len(vectors), 1, ())))


@given(
    seed=st.integers(0, 10_000),
    n=st.integers(1, 60),
    kind=st.sampled_from(["random", "alike", "spiked", "doubled"]),
    depth=st.integers(1, 12),
)
def test_the_first_pass_is_within_its_bound_and_the_page_is_that_of_full_vectors(
    seed: int, n: int, kind: str, depth: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    vectors = _vectors(seed, n + 1, kind)
    query, vectors = vectors[0], vectors[1:]
    steps = np.random.default_rng(seed).integers(0, 2, n)
    steps[0] = 0
    rows = np.cumsum(steps)
    retriever = _retriever(tmp_path_factory.mktemp("dense"), vectors, rows)
    exact = np.full(int(rows[-1]) + 1, -2.0)
    np.maximum.at(exact, rows, vectors.astype(np.float64) @ query.astype(np.float64))
    found = retriever.scan(query)
    assert (np.abs(found.scores - exact) <= found.error).all()
    mask = np.ones(len(exact), np.bool_)
    first = fusion.ranked(found.scores, mask, depth)
    errors = np.full_like(found.scores, found.error)
    near = fusion.within_reach(found.scores, errors, first, mask)
    found = retriever.refined(found, np.flatnonzero(near))
    page = fusion.ranked(found.scores, near, depth)
    np.testing.assert_allclose(found.scores[page], np.sort(exact)[::-1][: len(page)], atol=2e-6)
    for row in page.tolist():
        mean = vectors[rows == row].astype(np.float64).sum(axis=0)
        length = np.linalg.norm(mean)
        if length > 1e-3:
            assert found.means[row] == pytest.approx(mean @ query / length, abs=1e-3)
        window = retriever.best_window(found, row)
        assert rows[window] == row
        assert vectors[window] @ query == pytest.approx(exact[row], abs=2e-6)
    # Equal vectors have equal scores, so that they stay in the order of their rows.
    equal = [(a, b) for a in page for b in page if a < b and exact[a] == exact[b]]
    assert all(list(page).index(a) < list(page).index(b) for a, b in equal)


@given(
    seed=st.integers(0, 10_000),
    n=st.integers(1, 80),
    kind=st.sampled_from(["random", "alike", "spiked", "doubled", "opposed"]),
    depth=st.integers(1, 12),
)
def test_the_hybrid_page_is_that_of_full_vectors_mean_windows_and_neighbours_included(
    seed: int, n: int, kind: str, depth: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    rng = np.random.default_rng(seed)
    vectors = _vectors(seed, n + 1, kind)
    query, vectors = vectors[0], vectors[1:]
    steps = rng.integers(0, 2, n)
    steps[0] = 0
    rows = np.arange(n) // 2 if kind == "opposed" else np.cumsum(steps)
    n_rows = int(rows[-1]) + 1
    retriever = _retriever(tmp_path_factory.mktemp("dense"), vectors, rows)
    continues = (rng.random(n_rows) < rng.choice([0.0, 0.3, 1.0])) & (np.arange(n_rows) > 0)
    shares = rng.random((2, n_rows)).astype(np.float32) * rng.choice([0.0, 0.05, 1.0])
    having = np.flatnonzero(shares[0])
    words = WordEvidence(
        bm25=shares[0],
        matched=shares[0] > 0,
        rows=having,
        attainable=1.0,
        coverage=shares[1, having],
        proximity=None,
        identifiers=None,
        n_terms=int(rng.integers(9)),
        n_names=0,
    )
    best, means = np.zeros((2, n_rows), np.float32)
    exact = DenseScores(best, means, query, 0.0, np.zeros(n_rows, np.bool_))
    exact = retriever.refined(exact, np.arange(n_rows))

    weighted = fusion.weighted_words(words)
    neighbours = fusion.neighbours_of(continues, retriever.n_windows)

    def fused(found: DenseScores) -> np.ndarray:
        meaning = fusion.meaning_score(found.scores, found.means)
        return fusion.with_neighbours(fusion.by_evidence(weighted, meaning), neighbours)

    found, everything = retriever.scan(query), np.ones(n_rows, np.bool_)
    assert (np.abs(found.means - exact.means) <= found.error * retriever.spread + 1e-5).all()
    off = fusion.meaning_score(
        np.full(n_rows, found.error, np.float32), found.error * retriever.spread
    )
    errors = fusion.error_with_neighbours(weighted.meaning_weight * off, neighbours)
    wanted, first_pass = fused(exact), fused(found)
    assert (np.abs(first_pass - wanted) <= errors + 1e-5).all()
    near = fusion.within_reach(
        first_pass, errors, fusion.ranked(first_pass, everything, depth), everything
    )
    found = retriever.refined(found, np.flatnonzero(fusion.with_bearing(near, continues)))
    page = fusion.ranked(fused(found), near, depth)
    assert page.tolist() == fusion.ranked(wanted, everything, depth).tolist()
    assert fused(found)[page].tolist() == wanted[page].tolist()


def test_a_vector_of_zeros_is_kept() -> None:
    codes, facts = quantise(np.zeros((2, DIM), np.float32))
    assert not codes.any()
    assert not facts[:, 1].any()


@given(st.lists(st.integers(0, 5), max_size=30), st.integers(1, 40))
def test_the_best_rows_are_the_first_of_all_rows_in_order(scores: list[int], depth: int) -> None:
    found = np.array(scores, np.float32)
    mask = np.array([s % 2 == 0 or i % 3 > 0 for i, s in enumerate(scores)], np.bool_)
    expected = fusion.ranked(found, mask)[:depth]
    assert fusion.ranked(found, mask, depth).tolist() == expected.tolist()


@given(st.integers(0, 10_000), st.integers(0, 6_000), st.integers(1, 40), st.integers(1, 400))
def test_the_best_rows_of_many_are_the_first_of_all_rows_in_order(
    seed: int, n: int, depth: int, values: int
) -> None:
    rng = np.random.default_rng(seed)
    found = rng.integers(-values, values, n).astype(np.float32)
    mask = rng.random(n) < rng.choice([0.0, 0.002, 0.1, 1.0])
    expected = fusion.ranked(found, mask)[:depth]
    assert fusion.ranked(found, mask, depth).tolist() == expected.tolist()


def test_the_lists_of_a_large_index_find_what_a_scan_finds_and_compute_it_exactly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("faiss", reason="the extra 'large' is not installed")
    rng = np.random.default_rng(0)
    # Near the centres of some topics, as the windows of records are.
    topics = _vectors(1, 40, "random")
    vectors = topics[rng.integers(0, 40, 6_000)] + 0.1 * rng.standard_normal((6_000, DIM))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    rows = np.arange(6_000) // 3
    scanned = _retriever(tmp_path, vectors, rows)
    approximate.write(vectors, tmp_path / approximate.FILE, n_lists=32)
    of_model = replace(MINILM, lists_read=8)
    monkeypatch.setattr(Generation, "calibration", property(lambda _: of_model))
    listed = _retriever(tmp_path, vectors, rows)
    recalls = []
    for query in topics[:20]:
        everything = np.ones(2_000, np.bool_)
        exact, found = scanned.scan(query, unfiltered=True), listed.scan(query, unfiltered=True)
        assert not exact.is_partial
        assert found.is_partial
        exact = scanned.refined(exact, np.arange(2_000))
        known = np.flatnonzero(found.exact)
        assert 300 < len(known) < 1_001
        assert found.scores[known].tolist() == exact.scores[known].tolist()
        assert found.means[known].tolist() == exact.means[known].tolist()
        wanted = fusion.ranked(exact.scores, everything, 100)
        recalls.append(len(set(wanted) & set(known)) / 100)
        # A filter may leave out whatever the lists find, so under one every window is read.
        assert not listed.scan(query).is_partial
    assert np.mean(recalls) > 0.95


@pytest.mark.parametrize("damage", [b"", b"not an index"])
def test_damaged_lists_are_refused_with_the_command_that_helps(
    damage: bytes, tmp_path: Path
) -> None:
    pytest.importorskip("faiss", reason="the extra 'large' is not installed")
    vectors = _vectors(0, 20, "random")
    (tmp_path / "index" / "generations" / "000001").mkdir(parents=True)
    folder = tmp_path / "index" / "generations" / "000001"
    (folder / approximate.FILE).write_bytes(damage)
    retriever = _retriever(folder, vectors, np.arange(20))
    with pytest.raises(IndexDamaged, match="council-search index"):
        retriever.scan(vectors[0], unfiltered=True)


@given(
    seed=st.integers(0, 10_000),
    n=st.integers(1, 40),
    mean=st.floats(-0.5, 0.95),
    sd=st.floats(0.005, 0.3),
)
def test_on_another_models_scale_the_bound_holds_and_the_order_is_the_models_own(
    seed: int, n: int, mean: float, sd: float, tmp_path_factory: pytest.TempPathFactory
) -> None:
    vectors = _vectors(seed, n + 1, "random")
    query, vectors = vectors[0], vectors[1:]
    retriever = _retriever(
        tmp_path_factory.mktemp("dense"), vectors, np.arange(n), Background(mean, sd, mean, sd)
    )
    scale = cosines.query_scale(Background(mean, sd, mean, sd))
    own = vectors.astype(np.float64) @ query.astype(np.float64)
    wanted = scale.slope * own + scale.offset
    found = retriever.scan(query)
    slack = 1e-5 * max(scale.slope, abs(scale.offset), 1.0)
    assert (np.abs(found.scores - wanted) <= found.error + slack).all()
    found = retriever.refined(found, np.arange(n))
    np.testing.assert_allclose(found.scores, wanted, atol=slack)
    np.testing.assert_allclose(retriever.window_scores(found, 0)[1], wanted[:1], atol=slack)
    assert wanted[fusion.ranked(found.scores, np.ones(n, np.bool_))[0]] >= wanted.max() - 2 * slack
