"""The oracle: whatever Whoosh itself finds and however it scores it, the posting arrays do the same.

Where Whoosh does what nobody can mean, the generator leaves it out; `trees` says what and why.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import index, scoring
from whoosh.query import (
    And,
    Every,
    FuzzyTerm,
    Not,
    NullQuery,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
    TermRange,
    Wildcard,
)
from whoosh.query.spans import SpanNear2

from corpus.errors import UsageError
from indexer import tuning
from indexer.build import lexical
from indexer.build.segments import FIELDS
from indexer.language.terms import terms_with_offsets
from indexer.passages.passage import Passage
from search.match.lexical import LexicalRetriever
from tests.conftest import generation_in

RELATIVE = 1e-4
WORDS = [
    *("school", "schools", "Schooling", "place", "places", "plan", "planning", "planned"),
    *("café", "cafe", "CAFÉS", "Ó", "naïve", "it", "IT", "may", "2", "a", "the", "Chair’s"),
    *("16/01234/FUL", "01234", "FUL", "s106", "1,000.50", "45/19", "councillor", "x", "Ωmega"),
    *("co-operate", "decision-making", "Section 106", "P.S.P.O.", "LE1 6ZG", "SEND"),
]
# As in the index, and a few that no passage has.
TERMS = [*sorted({term for word in WORDS for term, *_ in terms_with_offsets(word)}), "absent", "zz"]
BOOSTS = (0.5, 1.0, 1.0, 1.0, 2.0, 3.25)


class _Draw:
    """Draws query trees from a `random.Random`, so that hypothesis and a fixed seed share the grammar."""

    def __init__(self, random_: random.Random, words: dict[str, Sequence[str]]) -> None:
        self.random, self.words = random_, words

    def tree(self, depth: int = 3) -> Query:
        """Return a tree of any kind."""
        kinds = [
            self.term,
            self.term,
            self.phrase,
            self.near,
            self.prefix,
            self.wildcard,
            self.fuzzy,
        ]
        if depth:
            kinds += [self.either, self.either, self.all, self.all, self.negation]
        return self.random.choice([*kinds, self.every])(depth - 1)

    def term(self, depth: int = 0) -> Query:
        field = self._field()
        return Term(field, self._word(field), boost=self._boost())

    def either(self, depth: int) -> Query:
        return Or(self._children(depth), boost=self._boost())

    def all(self, depth: int) -> Query:
        children = self._children(depth)
        if self.random.random() < 0.4:
            children.append(Not(self.tree(depth)))
        return And(children, boost=self._boost())

    def negation(self, depth: int) -> Query:
        # A Not ignores a boost of its own, in Whoosh and here.
        return Not(self.tree(depth))

    def phrase(self, depth: int = 0) -> Query:
        # A phrase without words raises in Whoosh; `condition_tree` never makes one. A slop of more
        # than 1 is not in our syntax.
        field = self._field()
        words = [self._word(field) for _ in range(self.random.randint(1, 3))]
        return Phrase(field, words, boost=self._boost())

    def near(self, depth: int = 0) -> Query:
        field = self._field()
        pair = [Term(field, self._word(field), boost=self._boost()) for _ in "ab"]
        slop = self.random.choice([1, 1, 2, 3, 5, 50])
        return SpanNear2(pair, slop=slop, ordered=self.random.random() < 0.3)

    def prefix(self, depth: int = 0) -> Query:
        # Constant score, Whoosh's default, is not constant there: one word gets its BM25F, two
        # words theirs summed, three 1.0 in an index below 5,000 documents but BM25F in a larger one.
        # An empty prefix is Every in Whoosh; `query.py` never makes one.
        field = self._field()
        word = self._word(field)
        start = word[: self.random.randint(1, len(word))]
        return Prefix(field, start, boost=self._boost(), constantscore=False)

    def wildcard(self, depth: int = 0) -> Query:
        # Only "*" is Every in Whoosh.
        field = self._field()
        letters = list(self._word(field))
        at = self.random.randrange(len(letters))
        letters[at] = self.random.choice(["*", "?", f"{letters[at]}*", f"*{letters[at]}"])
        pattern = "".join(letters)
        pattern = f"{pattern}?" if pattern == "*" else pattern
        return Wildcard(field, pattern, boost=self._boost(), constantscore=False)

    def fuzzy(self, depth: int = 0) -> Query:
        # Constant score is as inconstant as that of a prefix. To ask for more equal letters than the
        # word has raises in Whoosh.
        field = self._field()
        word = self._word(field)
        letters = list(word)
        for _ in range(self.random.randint(0, 2)):
            letters[self.random.randrange(len(letters))] = self.random.choice(["", "e", "s", "é"])
        text = "".join(letters) or word
        same = self.random.randint(0, min(3, len(text)))
        return FuzzyTerm(field, text, self._boost(), self.random.randint(0, 2), same, False)

    def every(self, depth: int = 0) -> Query:
        return Every(self.random.choice([None, *FIELDS]), boost=self._boost())

    def _children(self, depth: int) -> list[Query]:
        # Whoosh forgets the boost of an And or Or with one child, so there are at least two.
        return [self.tree(depth) for _ in range(self.random.randint(2, 4))]

    def _field(self) -> str:
        return self.random.choice(["text", "text", "text", *FIELDS])

    def _word(self, field: str) -> str:
        return self.random.choice(self.words[field])

    def _boost(self) -> float:
        return self.random.choice(BOOSTS)


@contextmanager
def whoosh_searcher(folder: Path) -> Iterator[Any]:
    """Yield Whoosh's own searcher of an index."""
    found: Any = index.open_dir(str(folder))
    with found.searcher(weighting=scoring.BM25F(K1=tuning.TERMS.k1, B=tuning.TERMS.b)) as searcher:
        yield searcher
    found.close()


@contextmanager
def segments_of(n_rows: int) -> Iterator[None]:
    """Make Whoosh segments of about `n_rows` passages for a while."""
    smaller = replace(tuning.BUILD, segment_rows=n_rows)
    setattr(lexical, "BUILD", smaller)  # noqa: B010
    try:
        yield
    finally:
        setattr(lexical, "BUILD", tuning.BUILD)  # noqa: B010


def _table(folder: Path) -> bytes:
    return (folder / "whoosh" / "_MAIN_1.toc").read_bytes()


def assert_same(searcher: Any, retriever: LexicalRetriever, tree: Query) -> int:
    """Compare both answers to `tree`; return how many rows match."""
    wanted = dict(searcher.search(tree, limit=None).items())
    found = retriever.evaluate(tree)
    assert np.flatnonzero(found.mask).tolist() == sorted(wanted), tree
    scores = np.zeros(retriever.n_rows)
    scores[list(wanted)] = list(wanted.values())
    np.testing.assert_allclose(found.scores, scores, rtol=RELATIVE, atol=1e-7, err_msg=repr(tree))
    return len(wanted)


def prose(longest: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS), max_size=longest).map(" ".join)


passage_lists = st.lists(
    st.builds(
        lambda number, title, text, resolved, speakers: Passage(
            f"id-{number}", title, text, "generated", resolved=resolved, speakers=speakers
        ),
        number=st.integers(0, 99),
        title=prose(4),
        # Past 106 words Whoosh quantises field lengths coarsely, so some texts must be long.
        text=prose(12) | prose(12).map(lambda text: f"{text} place " * 40),
        resolved=prose(5),
        speakers=st.tuples() | st.tuples(st.sampled_from(["Ó Neill", "J. Place"])),
    ),
    min_size=1,
    max_size=9,
    unique_by=lambda passage: passage.id,
)
# So that a few passages are several Whoosh segments, or one.
segment_sizes = st.sampled_from([1, 2, 3, 2_048])


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
)
@given(found=passage_lists, random_=st.randoms(), size=segment_sizes)
def test_any_tree_over_any_small_corpus_matches_and_scores_as_in_whoosh(
    found: list[Passage], random_: random.Random, size: int
) -> None:
    draw = _Draw(random_, dict.fromkeys(FIELDS, TERMS))
    with tempfile.TemporaryDirectory() as folder, segments_of(size):
        lexical.write(found, Path(folder))
        retriever = LexicalRetriever(generation_in(Path(folder), len(found)))
        with whoosh_searcher(Path(folder) / "whoosh") as searcher:
            for _ in range(20):
                assert_same(searcher, retriever, draw.tree())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(before=passage_lists, after=passage_lists, kept=st.randoms(), size=segment_sizes)
def test_what_was_added_to_is_what_is_built_afresh_and_whoosh_agrees(
    before: list[Passage], after: list[Passage], kept: random.Random, size: int
) -> None:
    new = {passage.id: passage for passage in after}
    same = [p for p in before if p.id not in new and kept.random() < 0.8]
    together = sorted([*same, *after], key=lambda p: p.id, reverse=kept.random() < 0.3)
    draw = _Draw(kept, dict.fromkeys(FIELDS, TERMS))
    with tempfile.TemporaryDirectory() as name, segments_of(size):
        folder = Path(name)
        lexical.write(before, folder / "first")
        n_analysed = lexical.write(
            together, folder / "second", generation_in(folder / "first", len(before))
        )
        lexical.write(together, folder / "fresh")
        assert n_analysed <= len(together)
        fresh = {p.name: p.read_bytes() for p in (folder / "fresh" / "postings").iterdir()}
        assert {p.name: p.read_bytes() for p in (folder / "second" / "postings").iterdir()} == fresh
        whoosh = sorted(p.name for p in (folder / "fresh" / "whoosh").iterdir())
        assert sorted(p.name for p in (folder / "second" / "whoosh").iterdir()) == whoosh
        assert _table(folder / "second") == _table(folder / "fresh")
        retriever = LexicalRetriever(generation_in(folder / "second", len(together)))
        with whoosh_searcher(folder / "second" / "whoosh") as searcher:
            stored = [row["id"] for row in searcher.reader().all_stored_fields()]
            assert stored == [p.id for p in together]
            for _ in range(5):
                assert_same(searcher, retriever, draw.tree())


def test_a_passage_more_changes_one_segment_only(tmp_path: Path) -> None:
    found = [Passage(f"id-{n:03}", "Roads", f"road number {n}", "s") for n in range(200)]
    more = [*found[:100], Passage("new", "Parks", "a park", "s"), *found[100:]]
    with segments_of(20):
        assert lexical.write(found, tmp_path / "first") == 200
        first = generation_in(tmp_path / "first", 200)
        assert lexical.write(found, tmp_path / "again", first) == 0
        assert 1 < lexical.write(more, tmp_path / "more", first) < 80
        assert len(list((tmp_path / "more" / "whoosh").glob("*.trm"))) > 3


@pytest.fixture(scope="module")
def sample_retriever(searcher: Any) -> LexicalRetriever:
    return searcher.lexical


@pytest.fixture(scope="module")
def sample_whoosh(searcher: Any) -> Iterator[Any]:
    with whoosh_searcher(searcher.generation.folder / "whoosh") as found:
        yield found


def vocabulary(retriever: LexicalRetriever) -> dict[str, Sequence[str]]:
    """Return the terms of the sample, those of many passages as often as those of few."""
    words = {}
    for field in FIELDS:
        postings = retriever.field(field)
        terms = [postings.term(number).decode() for number in range(len(postings))]
        terms.sort(key=lambda term: -retriever.frequency(field, term))
        words[field] = terms[:60] * (len(terms) // 60) + terms
    return words


@pytest.mark.parametrize("part", range(6))
def test_300_trees_over_the_sample_match_and_score_as_in_whoosh(
    part: int, sample_retriever: LexicalRetriever, sample_whoosh: Any
) -> None:
    draw = _Draw(random.Random(1972 + part), vocabulary(sample_retriever))
    n_matched = [assert_same(sample_whoosh, sample_retriever, draw.tree()) for _ in range(50)]
    assert sum(n > 0 for n in n_matched) > 25, "most of the trees must find something"


def test_phrases_taken_from_the_sample_are_found_where_they_stand(
    searcher: Any, sample_retriever: LexicalRetriever, sample_whoosh: Any
) -> None:
    random_ = random.Random(1972)
    passages = searcher.all_passages()
    for row in random_.sample([r for r, p in enumerate(passages) if len(p.text) > 200], 60):
        terms = [term for term, *_ in terms_with_offsets(passages[row].text, parts=False)]
        at = random_.randrange(len(terms) - 4)
        tree = Phrase("text", terms[at : at + random_.randint(2, 4)])
        assert_same(sample_whoosh, sample_retriever, tree)
        assert sample_retriever.evaluate(tree).mask[row]


def test_nothing_is_found_by_the_null_query_and_by_an_empty_and_or_or(
    sample_retriever: LexicalRetriever,
) -> None:
    for tree in (NullQuery, And([]), Or([])):
        found = sample_retriever.evaluate(tree)
        assert not found.mask.any()
        assert not found.scores.any()


def test_a_kind_of_query_that_is_not_supported_is_refused_by_name(
    sample_retriever: LexicalRetriever,
) -> None:
    with pytest.raises(UsageError, match="TermRange queries are not supported"):
        sample_retriever.evaluate(TermRange("text", "a", "b"))


TYPED = [
    "what was said about school places in 2019",
    'plan* s*l "council tax" +housing -title:budget',
    "(school OR nursery) AND NOT (title:plan* OR places NEAR/3 pupils)",
    'speaker:Jones decided:approved title:"school places"',
    "zzqxv NOT absent",
    "libary~ +shcool~2 -title:rode~ cost-of-living~",
    "SEND transport and special educational needs",
    '"section 106 agreement" call-in "car park" "High St"',
    "planni* -title:universit*",
]


@pytest.mark.parametrize("typed", TYPED)
def test_every_tree_that_a_typed_query_becomes_matches_and_scores_as_in_whoosh(
    typed: str, searcher: Any, sample_whoosh: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Query] = []
    evaluate = LexicalRetriever.evaluate

    def recording(retriever: LexicalRetriever, tree: Query) -> Any:
        asked.append(tree)
        return evaluate(retriever, tree)

    monkeypatch.setattr(LexicalRetriever, "evaluate", recording)
    searcher.search(typed)
    monkeypatch.undo()
    assert asked
    for tree in asked:
        assert_same(sample_whoosh, searcher.lexical, tree)
