"""The ranking beneath a page: its scores are those of what is known at last, it changes nothing, and there is one a page."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from search.match.coverage import gather
from search.match.dense import DenseRetriever
from search.match.filters import Columns
from search.query.nodes import Filters
from search.rank.favour import favour_of
from search.rank.ranking import Ranker
from search.rank.scoring import Scorer
from search.rank.values import SORTS, QueryEvidence
from search.searcher import MODES, Mode, Searcher, Sort, open_index


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    "text",
    [
        "what was said about school places",
        "16/01234/FUL",
        "TPO trees",
        "trees in March 2015",
        "P.24",
    ],
)
def test_scores_are_those_of_the_meaning_as_it_is_known_at_last(
    text: str, mode: Mode, searcher: Searcher
) -> None:
    # The sample as one running text: what becomes exact moves its neighbours, too.
    columns = SimpleNamespace(
        continues=np.arange(searcher.manifest.n_passages) % 7 > 0,
        mask=searcher.columns.mask,
        papers=searcher.columns.papers,
        of_places=searcher.columns.of_places,
        same=searcher.columns.same,
        dates=searcher.columns.dates,
    )

    def running_text() -> Columns:
        return cast("Columns", columns)

    ranker = Ranker(searcher.lexical, searcher.dense, running_text, searcher.calibration)
    query = searcher.expanded(text, look_words_up=False)
    ranking = ranker.rank(query, mode, 10)
    words = gather(searcher.lexical, query.scored, query.expansions)
    favour = favour_of(query, searcher.lexical, searcher.columns, words.identifiers)
    found = QueryEvidence(mode, words, ranking.dense, ranker.weights, favour)
    scored = Scorer(searcher.dense, running_text).scored(found)
    assert np.array_equal(ranking.scores, scored.scores)
    assert ranking.dense is None or ranking.dense.exact.any()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("sort", SORTS)
def test_a_ranking_changes_nothing_that_it_was_given(
    mode: Mode, sort: Sort, searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever writes into scores that are only read gets an error of numpy's."""

    def frozen(value: Any) -> Any:
        for name in ("scores", "means", "exact", "own"):
            if (array := getattr(value, name, None)) is not None:
                array.setflags(write=False)
        return value

    for of, name in (
        (DenseRetriever, "scan"),
        (DenseRetriever, "refined"),
        (Scorer, "scored"),
        (Scorer, "exact"),
    ):
        made = getattr(of, name)
        monkeypatch.setattr(of, name, lambda *a, made=made, **k: frozen(made(*a, **k)))
    for text in ("what was said about school places", '"council tax" -school', "TPO trees"):
        query = searcher.expanded(text)
        first = searcher.ranker.rank(query, mode, 20, sort)
        again = searcher.ranker.rank(query, mode, 20, sort)
        assert first.rows.tolist() == again.rows.tolist()
        assert first.scores.tolist() == again.scores.tolist()


def test_a_page_filtered_by_committee_ranks_once(
    tiny_built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hits, facets and totals all come from one ranking, whatever is filtered."""
    searcher = open_index(tiny_built / "index")
    passage = next(p for p in searcher.all_passages() if p.committee)
    filters = Filters(committees=(str(passage.committee),))
    rank, ranked = Ranker.rank, []
    monkeypatch.setattr(Ranker, "rank", lambda *a, **k: ranked.append(a) or rank(*a, **k))
    page = searcher.search(passage.title, filters=filters)
    assert page.committees
    assert len(ranked) == 1
