"""A page of results as values: what was found, in which group, and what may be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from indexer.passages.passage import Passage
from search.match.filters import Facet
from search.page.answers import Answer
from search.page.snippets import Pattern, Snippet
from search.page.words import words_had
from search.query.nodes import only_excludes
from search.query.query import Query
from search.rank.ranking import Mode, Sort
from search.tuning import LIMITS

Group = Literal["counted", "near"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its fused score, its rank from 1, and why it is there: it counts, or is near."""

    rank: int
    score: float
    lexical_score: float
    dense_score: float
    passage: Passage
    snippets: tuple[Snippet, ...]
    group: Group = "counted"


@dataclass(frozen=True, slots=True)
class ResultPage:
    """A page of hits.

    `matched` counts what has the query's words, or meets its condition; `near` are at most ten that are
    listed beside them and are in no total, the last `behind` of them behind all that counts. A facet
    counts what choosing it alone would show.

    `answers` are quotes that answer a question: on the first page of the hybrid mode, by relevance, only.
    `cut_short`: the query cost more than one may; then it has no hits. `patterns` are what to mark.
    """

    query: Query
    mode: Mode
    matched: int
    hits: tuple[Hit, ...]
    offset: int
    elapsed_ms: float
    committees: tuple[Facet, ...]
    kinds: tuple[Facet, ...] = ()
    years: tuple[Facet, ...] = ()
    near: int = 0
    behind: int = 0
    n_words: int = 0
    includes_exempt: bool = False
    answers: tuple[Answer, ...] = ()
    sort: Sort = "relevance"
    cut_short: bool = False
    patterns: tuple[Pattern, ...] = ()

    @property
    def listed(self) -> int:
        """Return how many hits can be paged to."""
        return self.matched + self.near

    @property
    def claim(self) -> str:
        """Return what is said of the items that count, to be followed by the query: "say", "match"."""
        query = self.query
        strict = query.condition is not None and not query.speaker
        if query.is_empty:
            return "is in this selection" if self.matched == 1 else "are in this selection"
        if not self.n_words or (query.condition and strict and not only_excludes(query.condition)):
            return "matches" if self.matched == 1 else "match"
        return words_had(self.n_words, LIMITS.needed(self.n_words), self.matched)

    @property
    def claim_of_none(self) -> str:
        """Return the claim that no item meets: "says", "has all the words of"."""
        return words_had(max(self.n_words, 1), LIMITS.needed(max(self.n_words, 1)), 1)

    @property
    def first_behind(self) -> int:
        """Return the rank of the first hit that is near and stands behind all that counts."""
        return self.listed - self.behind + 1

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what the user should know about how the query was understood."""
        return self.query.notes
