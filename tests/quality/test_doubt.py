"""What is near to a question that nothing answers is doubted, and what answers one in other words is not."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from search.match.dense import DenseScores
from search.rank import doubt
from search.searcher import Searcher
from tests.quality.doubt_training import FOLDER, learnt, questions


def n_silent(searcher: Searcher, name: str) -> int:
    return sum(not searcher.search(text, limit=1).hits for text in questions(FOLDER / name))


def test_of_questions_in_other_words_at_most_one_is_emptied(searcher: Searcher) -> None:
    assert n_silent(searcher, "sample_answered.txt") <= 1


def test_more_than_half_of_what_nothing_answers_finds_nothing(searcher: Searcher) -> None:
    # 31 of 52 on 2026-11-30, 17 before anything was doubted.
    assert n_silent(searcher, "sample_unanswered.txt") >= 28


def test_the_weights_are_those_that_the_questions_teach(searcher: Searcher) -> None:
    direction, bias = learnt(searcher)
    assert np.allclose(doubt.reading().direction, direction, atol=0.002)
    assert doubt.reading().bias == pytest.approx(bias, abs=0.002)


def test_with_another_model_nothing_is_doubted(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "how to descale an electric kettle"
    assert not searcher.search(text).hits
    other = replace(doubt.reading(), sha256="another")
    monkeypatch.setattr(doubt, "reading", lambda: other)
    assert searcher.search(text).hits


def test_of_few_passages_nothing_is_doubted(searcher: Searcher) -> None:
    query = searcher.expanded("how to descale an electric kettle")
    dense = searcher.dense.scan(searcher.dense.encoder.encode(query.topic or query.text))
    assert doubt.is_doubtful(query, searcher.dense, dense)
    few = cast("DenseScores", SimpleNamespace(scores=dense.scores[:99]))
    assert not doubt.is_doubtful(query, searcher.dense, few)


@pytest.mark.parametrize("text", ["A46 traffic", "wifi in parks", "M62 noise"])
def test_a_few_keywords_are_not_doubted(searcher: Searcher, text: str) -> None:
    assert searcher.search(text).hits
