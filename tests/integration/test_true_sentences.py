"""No sentence that stands above a list of results is false: tried with queries of the kinds that people get wrong."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from search.searcher import Searcher
from tests.quality.claims_said import Said, empty_pages
from web.app import create_app

# Beside those of the kinds: a title names her, and nothing is reported of her.
ALSO = (
    "what did Councillor Lisle say about coral reef bleaching",
    "minute 62/2015",
    "potholes in glasgow",
    "16/09999/FUL",
    "parks",
)


@pytest.fixture(scope="module")
def told(searcher: Searcher) -> Said:
    return Said(searcher, searcher.all_passages())


@pytest.mark.parametrize("seed", range(4))
def test_no_note_and_no_headline_is_false(told: Said, seed: int) -> None:
    queries = [*told.queries(42, seed), *(ALSO if not seed else ())]
    found = [one for text in queries for one in told.of_query(text)]

    assert len({one.claim for one in found}) >= 4
    assert [one for one in found if not one.is_true] == []


def test_what_filters_leave_out_is_not_said_to_have_nothing(told: Said, searcher: Searcher) -> None:
    client: FlaskClient = create_app(searcher.generation.index).test_client()
    found = list(empty_pages(client, told, told.queries(28, seed=11)))

    assert [one for one in found if not one.is_true] == []
