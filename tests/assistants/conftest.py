"""Where an assistant's answers come from, and what of them must stand in the record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from search.away.assistants.quotes import Item, Quote
from search.away.assistants.records import Source, Whole
from search.live import LiveIndex
from search.searcher import Searcher

SITE = "https://records.wenbridge.example/"


@pytest.fixture(scope="session")
def source(sample_index: Path) -> Source:
    return Source(LiveIndex(sample_index), SITE)


def items_in(answer: object) -> Iterator[Item]:
    """Yield every item of an answer, however deep."""
    if isinstance(answer, Item):
        yield answer
    if is_dataclass(answer):
        for field in fields(answer):
            yield from items_in(getattr(answer, field.name))
    elif isinstance(answer, list):
        for one in answer:
            yield from items_in(one)


def assert_verbatim(searcher: Searcher, answer: object) -> int:
    """Every quote stands in its item, at the place that it says; return how many there are."""
    n = 0
    for item in items_in(answer):
        passage = searcher.passage(item.id)
        assert passage is not None
        said = (passage.title, passage.council, passage.committee, passage.exempt)
        assert said == (item.title, item.council, item.committee, item.exempt)
        assert item.date == (passage.date.isoformat() if passage.date else None)
        for quote in (*item.decided, *item.quotes):
            n += 1
            assert_stands_in(passage.text, quote)
    if isinstance(answer, Whole):
        passage = searcher.passage(answer.item.id)
        assert passage is not None
        assert passage.text[answer.start :].startswith(answer.text)
        for quote in answer.votes:
            assert_stands_in(passage.text, quote)
    return n


def assert_stands_in(text: str, quote: Quote) -> None:
    assert quote.text
    assert text[quote.start : quote.start + len(quote.text)] == quote.text
