"""Judged queries become figures: nDCG@10, recall, reciprocal rank, success, for all three modes."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import ir_measures
import numpy as np
from ir_measures import RR, R, Success, nDCG

from corpus.errors import UsageError
from corpus.progress import Progress, silent
from indexer.build.pipeline import build
from search.evaluation import fusions
from search.evaluation.judgments import JudgedQuery, beir_queries, quote_queries
from search.evaluation.risk import Asked, asked, curve, of_unanswerable
from search.rank.fusion import ranked
from search.searcher import MODES, Searcher, open_index

MEASURES = (nDCG @ 10, R @ 10, R @ 100, RR, Success @ 5)
DEPTH = 100
# Fusions of the literature, beside ours: min-max convex at .5, and reciprocal rank.
VARIANTS = ("minmax", "rrf")
_FUSED_DEPTH = 1_000
_BOOTSTRAP_SAMPLES = 2_000


@dataclass(frozen=True, slots=True)
class ModeResult:
    """One variant's figures: for each measure the value of each answerable query, in their order.

    `mode` is one of the three modes, or "minmax" or "rrf": the retrievers fused as the literature does.
    """

    mode: str
    values: dict[str, list[float]]
    emptied: int
    silent: int
    tops: list[str]


@dataclass(frozen=True, slots=True)
class Quoted:
    """How many queries got quoted answers, and from where the first one is.

    `right`: from a relevant passage; `best`: from one of the query's highest grade.
    """

    answerable: int
    right: int
    best: int
    unanswerable: int


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of all modes over the same queries."""

    name: str
    answerable: list[JudgedQuery]
    unanswerable: list[JudgedQuery]
    results: list[ModeResult]
    asked: list[Asked] = field(default_factory=list)

    @property
    def quoted(self) -> Quoted:
        """Return how many queries got quoted answers."""
        return quoted_of(self.asked)

    @property
    def asked_unanswerable(self) -> list[Asked]:
        """Return what the queries got that cannot be answered."""
        unanswerable = {query.id for query in self.unanswerable}
        return [one for one in self.asked if one.query.id in unanswerable]

    @property
    def unmatched(self) -> int:
        """Return how many quotes no passage holds."""
        return sum(len(query.unmatched) for query in self.answerable)


def beir(
    folder: Path,
    keep: Path | None = None,
    modes: Sequence[str] = MODES,
    progress: Progress = silent,
    model: str | None = None,
) -> Table:
    """Index a BEIR folder's corpus with a model and measure its judged queries.

    The index is temporary, or `keep` / the folder's name, where the next run finds it again.
    """
    corpus = folder / "corpus.jsonl"
    if not corpus.is_file():
        raise UsageError(f"{folder} is no BEIR folder: it has no corpus.jsonl")
    queries = beir_queries(folder)
    with tempfile.TemporaryDirectory() as temporary:
        index = keep / folder.resolve().name if keep else Path(temporary)
        build([corpus], index, model=model, progress=progress)
        return measure(folder.resolve().name, open_index(index, model), queries, modes)


def quotes(
    index: Path, queries: Path, modes: Sequence[str] = MODES, model: str | None = None
) -> Table:
    """Measure judged quotes against an index, which is refused where it has another model."""
    searcher = open_index(index, model)
    return measure(str(queries), searcher, quote_queries(queries, searcher), modes)


def measure(
    name: str, searcher: Searcher, queries: Sequence[JudgedQuery], modes: Sequence[str] = MODES
) -> Table:
    """Run every query in some modes, of `MODES` or `VARIANTS`, to `DEPTH` hits.

    Raises UsageError when no query is answerable.
    """
    answerable, unanswerable = divided(queries)
    if not answerable:
        raise UsageError(f"{name} holds no query whose answer is in the index")
    results = [measure_mode(searcher, mode, answerable, unanswerable) for mode in modes]
    found = asked(searcher, [*answerable, *unanswerable])
    return Table(name, answerable, unanswerable, results, found)


def divided(queries: Sequence[JudgedQuery]) -> tuple[list[JudgedQuery], list[JudgedQuery]]:
    """Return the queries that can be answered, and those that cannot."""
    answerable = [query for query in queries if is_answerable(query)]
    return answerable, [query for query in queries if not is_answerable(query)]


def is_answerable(query: JudgedQuery) -> bool:
    """Say whether the records answer a query, as far as it was judged."""
    return bool(query.grades or query.unmatched)


def quoted_of(found: Sequence[Asked]) -> Quoted:
    """Return how many of the queries asked got quoted answers, and from where."""
    with_quotes = [one for one in found if one.quoted.score is not None]
    answerable = [one for one in with_quotes if is_answerable(one.query)]
    return Quoted(
        answerable=len(answerable),
        right=sum(one.quoted.is_right for one in answerable),
        best=sum(one.is_best for one in answerable),
        unanswerable=len(with_quotes) - len(answerable),
    )


def measure_mode(
    searcher: Searcher,
    mode: str,
    answerable: Sequence[JudgedQuery],
    unanswerable: Sequence[JudgedQuery],
) -> ModeResult:
    """Return the figures of one mode of `MODES` or `VARIANTS`."""
    runs = {query.id: _run(searcher, query.text, mode, DEPTH) for query in answerable}
    by_query = _by_query(answerable, runs)
    return ModeResult(
        mode=mode,
        values={
            name: [found.get(q.id, 0.0) for q in answerable] for name, found in by_query.items()
        },
        emptied=sum(1 for ranked in runs.values() if not ranked),
        silent=sum(1 for q in unanswerable if not _run(searcher, q.text, mode, 1)),
        tops=[ranked[0][0] if ranked else "(nothing)" for ranked in runs.values()],
    )


def _by_query(
    answerable: Sequence[JudgedQuery], runs: Mapping[str, Sequence[tuple[str, float]]]
) -> dict[str, dict[str, float]]:
    """Return each measure by the name of a query."""
    qrels = [
        ir_measures.Qrel(query.id, identifier, grade)
        for query in answerable
        # A query whose quotes no passage holds has nothing to find, and finds nothing.
        for identifier, grade in (query.grades or {"(no passage holds the quote)": 1}).items()
    ]
    run = [
        # The rank is the score: the metrics must see our order of ties, not their own.
        ir_measures.ScoredDoc(identifier_of_query, identifier, float(DEPTH - rank))
        for identifier_of_query, ranked in runs.items()
        for rank, (identifier, _) in enumerate(ranked)
    ]
    by_query: dict[str, dict[str, float]] = {str(m): {} for m in MEASURES}
    for metric in ir_measures.iter_calc(MEASURES, qrels, run):
        by_query[str(metric.measure)][metric.query_id] = metric.value
    return by_query


def _run(searcher: Searcher, text: str, mode: str, depth: int) -> list[tuple[str, float]]:
    """Return the first hits of one query in a mode, or by a fusion of the two retrievers' lists."""
    if mode in MODES:
        return searcher.ranking(text, mode, depth)
    by_words = dict(searcher.retrieved(text, "lexical", _FUSED_DEPTH))
    by_meaning = dict(searcher.retrieved(text, "dense", _FUSED_DEPTH))
    lists = [by_words, by_meaning]
    found = sorted(lists[0].keys() | lists[1].keys())
    lexical, dense = (np.array([part.get(i, 0.0) for i in found], np.float32) for part in lists)
    everything = np.ones(len(found), np.bool_)
    scores = (
        fusions.reciprocal_rank(lexical, dense, everything)
        if mode == "rrf"
        else fusions.convex(lexical, dense, everything, 0.5)
    )
    return [(found[at], float(scores[at])) for at in ranked(scores, everything, depth)]


def interval(values: Sequence[float]) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of a mean (percentile method, fixed seed)."""
    data = np.asarray(values, np.float64)
    samples = np.random.default_rng(0).choice(data, (_BOOTSTRAP_SAMPLES, len(data)))
    low, high = np.percentile(samples.mean(axis=1), [2.5, 97.5])
    return float(low), float(high)


def to_json(table: Table) -> dict[str, Any]:
    """Return the figures as one object."""
    return {
        "queries": table.name,
        "answerable": len(table.answerable),
        "unanswerable": len(table.unanswerable),
        "unmatched_quotes": table.unmatched,
        "answers": asdict(table.quoted),
        "risk": {
            "lists": [asdict(point) for point in curve([one.listed for one in table.asked])],
            "quotes": [asdict(point) for point in curve([one.quoted for one in table.asked])],
        },
        "unanswerable_by_kind": {
            kind: {"listed": listed, "quoted": quoted, "of": n}
            for kind, (listed, quoted, n) in of_unanswerable(table.asked_unanswerable).items()
        },
        "modes": {
            result.mode: {
                **{
                    name: {"mean": float(np.mean(values)), "interval": interval(values)}
                    for name, values in result.values.items()
                },
                "emptied": result.emptied,
                "silent_on_unanswerable": result.silent,
                "by_kind": by_kind(table, result),
            }
            for result in table.results
        },
    }


def by_kind(table: Table, result: ModeResult) -> dict[str, dict[str, float]]:
    """Return the measures of one mode for each kind of query."""
    kinds = sorted({query.kind for query in table.answerable})
    return {
        kind: {
            name: float(
                np.mean(
                    [v for v, q in zip(values, table.answerable, strict=True) if q.kind == kind]
                )
            )
            for name, values in result.values.items()
        }
        for kind in kinds
    }
