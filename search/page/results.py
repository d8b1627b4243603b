"""A page of results as values: what was found, in which group, and what may be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from corpus.tongue import counted, said
from indexer.passages.passage import Passage
from search.match.facets import Facet
from search.page.marked import Pattern
from search.page.snippets import Snippet
from search.page.words import words_had
from search.query.nodes import Or, Word, only_excludes
from search.query.query import Query
from search.rank.values import Mode, Sort
from search.tuning import LIMITS

if TYPE_CHECKING:
    from search.page.answers import Answer

# How many other words of a stem are named above a list.
_MOST_NAMED = 2
Group = Literal["counted", "near"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its fused score, its rank from 1, and why it is there: it counts, or is near.

    `more`: so many further passages of its paper are found and stand behind this one, the last listed.
    `also`: passages of other meetings' papers, or of other papers, that say the same, the first of them.
    """

    rank: int
    score: float
    lexical_score: float
    dense_score: float
    passage: Passage
    snippets: tuple[Snippet, ...]
    group: Group = "counted"
    more: int = 0
    also: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultPage:
    """A page of hits.

    `matched` counts what has the query's words, or meets its condition; `near` are at most ten that are
    listed beside them and are in no total, the last `behind` of them behind all that counts. `folded` of
    both are not listed: they stand behind the last hit of their paper, or say what a listed one says. A facet counts what choosing it alone would
    show. `n_cited`: of what counts, what is there because the query cites it and has not its words; `n_of_places`:
    because the name of its council has the place that it does not say itself. `people` are the councillors who speak in
    what counts; in `n_decided` of it something is recorded as decided.

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
    councils: tuple[Facet, ...] = ()
    kinds: tuple[Facet, ...] = ()
    years: tuple[Facet, ...] = ()
    people: tuple[Facet, ...] = ()
    n_decided: int = 0
    near: int = 0
    behind: int = 0
    folded: int = 0
    n_words: int = 0
    n_cited: int = 0
    n_of_places: int = 0
    includes_exempt: bool = False
    answers: tuple[Answer, ...] = ()
    sort: Sort = "relevance"
    cut_short: bool = False
    patterns: tuple[Pattern, ...] = ()

    @property
    def listed(self) -> int:
        """Return how many hits can be paged to."""
        return self.matched + self.near - self.folded

    @property
    def _is_strict(self) -> bool:
        """Say whether what counts is what meets the typed condition, not what has the words."""
        query = self.query
        if query.condition is None:
            return False
        return not self.n_words or not (query.speaker or only_excludes(query.condition))

    @property
    def _in_which(self) -> str:
        """Return "in which Councillor Oak speaks " where a question asks for somebody's words, else ""."""
        speaker = self.query.speaker
        if not speaker:
            return ""
        if isinstance(self.query.condition, Or):
            return said("in which %(names)s speak", names=speaker) + " "
        return said("in which %(name)s speaks", name=speaker) + " "

    @property
    def claim(self) -> str:
        """Return what is said of the items that count, to be followed by what they have of it: "say", "match"."""
        if self.query.is_empty:
            return counted("is in this selection", "are in this selection", self.matched)
        if self._is_strict or not self.n_words:
            return self._in_which.rstrip() or counted("matches", "match", self.matched)
        if self.n_cited and self.n_cited == self.matched:
            return counted("is cited by", "are cited by", self.matched)
        had = words_had(self.n_words, LIMITS.needed(self.n_words), self.matched)
        return f"{self._in_which}{had}"

    @property
    def claimed(self) -> str:
        """Return what the claim is made of, in quotation marks: the words that were counted, or the query."""
        query = self.query
        if query.is_empty or (query.speaker and not self.n_words):
            return ""
        if self._is_strict or not self._words_counted or self.n_cited == self.matched > 0:
            return _quoted(query.text)
        words = [_quoted(word) for word in (self._words_counted, *self._other_forms)]
        shown = said(" or ").join(words[: _MOST_NAMED + 1])
        if len(words) <= _MOST_NAMED + 1:
            return shown
        return said("%(words)s or the like", words=shown)

    @property
    def _words_counted(self) -> str:
        words = [node.text for node in self.query.about_words if isinstance(node, Word)]
        return " ".join(words).strip(" ?!.,;:")

    @property
    def _other_forms(self) -> tuple[str, ...]:
        """Return what else the stem of a single word is of: that counts as well."""
        typed = self.query.typed
        return typed[0].others if self.n_words == 1 and typed and not typed[0].strict else ()

    @property
    def claimed_beside(self) -> str:
        """Return what is said behind the claim: what else some of the items are there for."""
        beside = ""
        if self.n_of_places and not self._is_strict:
            councils = dict.fromkeys(name for place in self.query.places for name in place.councils)
            of = (
                said(" or ").join(councils)
                if len(councils) < 3
                else said("one of %(n)s councils", n=len(councils))
            )
            beside = said(
                ", or are of %(of)s and have the rest (%(n)s)", of=of, n=f"{self.n_of_places:,}"
            )
        if self.n_cited and self.matched > self.n_cited:
            beside += said(", or are cited (%(n)s)", n=f"{self.n_cited:,}")
        return beside

    @property
    def claim_of_none(self) -> str:
        """Return the claim that no item meets: "says", "has all the words of", "matches"."""
        if self._is_strict:
            return said("matches")
        n_words = max(self.n_words, 1)
        had = words_had(n_words, LIMITS.needed(n_words), 1)
        return f"{self._in_which}{had}"

    @property
    def first_behind(self) -> int:
        """Return the rank of the first hit that is near and stands behind all that counts."""
        return self.listed - self.behind + 1

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what the user should know about how the query was understood."""
        return self.query.notes


def _quoted(text: str) -> str:
    return text if '"' in text else f"“{text}”"
