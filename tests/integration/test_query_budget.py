"""No text that anybody types keeps others waiting: every query has a budget, and says when it is spent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.cli import main
from corpus.errors import CutShort
from search.query import budget
from search.searcher import Searcher
from tests.integration.long_queries import LONGEST_S, asked
from web.app import create_app

MANY = " ".join(f"*{a}*{b}*" for a in "aeiou" for b in "rstln")


def test_no_long_query_takes_longer_than_its_budget(searcher: Searcher) -> None:
    slowest = max(((seconds, text) for seconds, text, _ in asked(searcher, 200)), default=(0.0, ""))
    assert slowest[0] < LONGEST_S, slowest


@pytest.mark.parametrize(
    "text",
    [
        "*" * 30 + "zq",
        "title:" + "*" * 40 + "zq",
        "a*" * 30 + "zq NEAR/5 " + "b*" * 30 + "zq",
        "NOT " * 240 + "plan",
        "(" * 480 + "plan" + ")" * 480,
        "plan~2 " * 140,
        "-*a* " * 190,
        "“*" * 500,
    ],
)
def test_a_query_that_stopped_the_server_is_answered(text: str, searcher: Searcher) -> None:
    assert searcher.search(text).elapsed_ms < 1000 * 5 * LONGEST_S


@pytest.fixture
def spent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give queries no time at all."""
    monkeypatch.setattr(budget, "BUDGET_S", 0.0)


@pytest.mark.usefixtures("spent")
def test_a_query_whose_budget_is_spent_says_so_and_shows_nothing(searcher: Searcher) -> None:
    page = searcher.search(MANY)
    assert page.cut_short
    assert page.hits == ()
    assert page.matched == 0
    assert "cut short" in page.notes[-1]
    assert searcher.marks(MANY) == ()


def test_what_is_asked_without_a_limit_is_not_cut_short(searcher: Searcher) -> None:
    budget.check()
    assert not searcher.search(MANY).cut_short or searcher.manifest.n_passages > 10_000


def test_of_two_limits_the_earlier_counts() -> None:
    with budget.limited(0.0), budget.limited(100.0), pytest.raises(CutShort):
        budget.check()
    budget.check()


@pytest.mark.usefixtures("spent")
def test_the_page_and_its_json_say_that_it_was_cut_short(sample_index: Path) -> None:
    client = create_app(sample_index).test_client()
    for address in ("/?q=plan*+road*", "/?q=plan*+road*&committee=Cabinet"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "cut short" in answer.text
        assert "None of them says" not in answer.text
    found = client.get("/api/search?q=plan*+road*").get_json()
    assert found["cut_short"] is True
    assert found["hits"] == []


@pytest.mark.usefixtures("spent")
def test_the_command_says_that_it_was_cut_short(sample_index: Path) -> None:
    asked_for = ["query", "plan* road*", "--index", str(sample_index)]
    told = CliRunner().invoke(main, asked_for)
    assert told.exit_code == 2
    assert "cut short" in told.output
    printed = CliRunner().invoke(main, [*asked_for, "--json"])
    assert printed.exit_code == 2
    assert json.loads(printed.output)["cut_short"] is True
