"""Which searches find what is new: the same as a page of their results counts, and a thousand in seconds."""

from __future__ import annotations

import random
import re
import time

import pytest

from corpus.errors import CutShort
from search.away.alerts.percolate import Reasons, matching, words_of
from search.away.alerts.wanted import Alert
from search.query.nodes import Filters
from search.searcher import Searcher

QUERIES = (
    "what did Councillor Pike say about school places?",
    "lido -budget",
    "title:parking OR swans",
    'speaker:"Graham Pike" bins',
    "16/01234/FUL",
    "park* NEAR/5 charg*",
    "co-operation",
    "Planning Committee 2019",
    "PANs",
    "£450 mooring",
    "latest decision on the library",
    "scool places",
)


def _alert(text: str, filters: Filters | None = None, *, near: bool = False) -> Alert:
    return Alert(
        name=text, search=text, filters=filters or Filters(), to="a@example.org", near=near
    )


def _drawn(searcher: Searcher, n: int) -> list[str]:
    """Return searches of one to three words of the records, in any form, some as phrases or with a sum."""
    rng = random.Random(4)
    texts = " ".join(passage.text for passage in searcher.all_passages())
    words = sorted(set(re.findall(r"[^\W\d_]{3,}", texts)))
    sums = sorted(set(re.findall(r"[£€$]\d{1,3}(?:\.\d\d?)?\b", texts)))
    found = [" ".join(rng.sample(words, rng.randint(1, 3))) for _ in range(n)]
    return [
        *found,
        *(f'"{words[at]} {words[at + 1]}"' for at in range(0, 200, 20)),
        *sums[:40],
        *(f"{one} {rng.choice(words)}" for one in sums[:20]),
    ]


def test_a_search_finds_what_its_page_counts(searcher: Searcher) -> None:
    rows = list(range(searcher.manifest.n_passages))
    cabinet = Filters(committees=("Cabinet",))
    n_found = 0
    for text in [*_drawn(searcher, 150), *QUERIES]:
        for filters in (Filters(), cabinet):
            try:
                page = searcher.search(text, filters=filters, mode="lexical", limit=1)
                counted = searcher.ranker.rank(
                    searcher.expanded(text, filters), "lexical", 1
                ).counted
            except CutShort:
                continue
            found = matching(searcher, _alert(text, filters), rows)
            assert found == [row for row in rows if counted[row]], text
            assert len(found) == page.matched, text
            n_found += bool(found)
    assert n_found > 100


@pytest.mark.parametrize("n_new", [12])
def test_a_thousand_searches_over_a_new_meeting_take_seconds(
    searcher: Searcher, n_new: int
) -> None:
    """Processor time, on the sample; benchmarks/taking_away.py has 10,000 passages."""
    rows = list(range(searcher.manifest.n_passages))[-n_new:]
    alerts = [_alert(text) for text in _drawn(searcher, 1_000)][:1_000]
    matching(searcher, alerts[0], rows)
    began = time.process_time()
    n_matched = sum(len(matching(searcher, alert, rows)) for alert in alerts)
    assert time.process_time() - began < 10
    assert n_matched > 20


def test_why_says_which_words_the_title_has(searcher: Searcher) -> None:
    """Of items that have a word in their title alone, in several forms, and of a phrase."""
    n_alone = 0
    for passage in list(searcher.all_passages())[::5]:
        for word in re.findall(r"[^\W\d_]{6,}", passage.title)[:2]:
            found = Reasons(searcher, _alert(f"+{word}")).of(passage)
            assert found is not None, passage.id
            assert any(word.casefold() in one.casefold() for one in words_of(found)), passage.id
            n_alone += word.casefold() not in passage.text.casefold()
    assert n_alone > 3
