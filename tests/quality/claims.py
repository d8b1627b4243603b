"""Whether what a list of results claims is true, on any index.

    python -m tests.quality.claims INDEX [QUERIES.jsonl]

QUERIES.jsonl has a query a line under "text"; without it the queries are words and titles of the index
itself. Counted again by reading every passage: what counts has the words, and nothing else has them.
Asked again with every filter, sort, mode and page size: filters only take away, every facet counts what
its link shows, totals do not move, and pages one after the other are the whole list. What stands above
a list is so, a typed filter is a chosen one, and who is shown as speaking or voting does (`claims_typed`).
Every note and headline is tried with queries of the kinds that people get wrong (`claims_said`).
Downloads, timelines, pages of councillors, committees and items, motions and votes say what is so (`claims_pages`).
Exit status 1 where any claim is false.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path

from flask.testing import FlaskClient

from indexer.language.terms import terms_with_offsets
from indexer.passages.passage import Passage
from search.query.nodes import CouncilPlace, Filters
from search.query.query import Query
from search.query.terms import ScoredTerm, scored_terms
from search.searcher import MODES, SORTS, ResultPage, Searcher, open_index
from search.tuning import LIMITS
from tests.quality.claims_pages import motion_claims, place_claims, query_claims
from tests.quality.claims_said import Said, empty_pages
from tests.quality.claims_typed import headline, people_claims, typed_claims
from web.app import create_app

ALL = 1_000
N_QUERIES = 60
PERIODS = (
    (date(2015, 1, 1), date(2018, 12, 31)),
    (date(2019, 1, 1), None),
    (None, date(2016, 6, 30)),
)


class Claims:
    """Checks one searcher. A checked claim is counted; a false one is told."""

    def __init__(self, searcher: Searcher) -> None:
        """Check what `searcher` claims; its encoder is asked once a query."""
        self.searcher = searcher
        self.checked: Counter[str] = Counter()

    @cached_property
    def rows_of_terms(self) -> list[list[tuple[str, int]]]:
        """Return (term, place) of each passage's title and text, with a gap between, read from the text."""
        return [
            [
                (term, at + place)
                for part, at in ((p.title, 0), (p.text, 10_000))
                for term, place in _terms(part)
            ]
            for p in self.passages
        ]

    @cached_property
    def sets_of_terms(self) -> list[set[str]]:
        """Return the terms of each passage, each once."""
        return [{term for term, _ in row} for row in self.rows_of_terms]

    @cached_property
    def passages(self) -> list[Passage]:
        """Return every passage, read once."""
        return self.searcher.all_passages()

    def false_of_people(self) -> Iterator[str]:
        """Yield what is false of who is said to speak and to vote."""
        for told in people_claims(self.searcher, self.passages):
            yield from self._told(*told)

    def false_of_what_is_said(self, client: FlaskClient) -> Iterator[str]:
        """Yield what is false of notes, labels and headlines, asked with what people get wrong."""
        said = Said(self.searcher, self.passages)
        texts = said.queries(N_QUERIES)
        for text in texts:
            for told in said.of_query(text):
                yield from self._told(*told)
        for told in empty_pages(client, said, texts[:28]):
            yield from self._told(*told)

    def false_of_pages(self, client: FlaskClient) -> Iterator[str]:
        """Yield what is false on the pages of places and people, and of motions and votes."""
        for told in (
            *place_claims(client, self.searcher, self.passages),
            *motion_claims(self.passages),
        ):
            yield from self._told(*told)

    def false_of_query(self, client: FlaskClient, text: str) -> Iterator[str]:
        """Yield what is false of the downloads, the timeline and the notes of a query."""
        page = self.searcher.search(text, limit=1)
        for told in query_claims(client, text, page, self.passages):
            yield from self._told(*told)

    def false_ones(self, text: str) -> Iterator[str]:
        """Yield what is false of what is claimed for a query."""
        whole = self.searcher.search(text, limit=ALL)
        for told in (
            *headline(whole, self.sets_of_terms),
            *typed_claims(self.searcher, text, whole),
        ):
            yield from self._told(*told)
        yield from self._words(text, whole)
        yield from self._one_list(text, whole)
        yield from self._filters(text, whole)

    def _told(self, claim: str, is_true: bool, what: str) -> Iterator[str]:
        self.checked[claim] += 1
        if not is_true:
            yield f"{claim}: {what}"

    def _words(self, text: str, page: ResultPage) -> Iterator[str]:
        query = page.query
        terms = scored_terms(query.about_words)
        if (
            not terms
            or query.condition is not None
            or any(term.is_pattern or term.field for term in terms)
        ):
            return
        # An item that is cited counts, whatever words it has.
        having = sum(
            at in query.cited or _has_enough(row, terms, query, passage.council)
            for at, (row, passage) in enumerate(zip(self.rows_of_terms, self.passages, strict=True))
        )
        # What is about a name that no record has is about nothing here.
        having = len(query.cited) if query.missing_names else having
        what = f"{text!r} says {page.matched}, the texts say {having}"
        yield from self._told(
            "a total is how many items have the words", having == page.matched, what
        )
        near = [hit for hit in page.hits if hit.group == "near"]
        listed = page.near - page.folded <= len(near) <= page.near <= 10
        yield from self._told("at most ten are near", listed, f"{text!r} {len(near)}")

    def _one_list(self, text: str, whole: ResultPage) -> Iterator[str]:
        ids = _ids(whole)
        yield from self._told("no item is listed twice", len(set(ids)) == len(ids), repr(text))
        yield from self._folded(text, whole)
        for sort in SORTS:
            page = self.searcher.search(text, limit=ALL, sort=sort)
            # Which three of a paper are listed is for the order to say.
            totals = (page.matched, page.near, page.folded)
            same = totals == (whole.matched, whole.near, whole.folded)
            same &= bool(whole.folded) or sorted(_ids(page)) == sorted(ids)
            yield from self._told("every sort has the same items", same, f"{text!r} {sort}")
            dates = [h.passage.date for h in page.hits if h.group == "counted" and h.passage.date]
            if sort != "relevance":
                in_order = dates == sorted(dates, reverse=sort == "newest")
                yield from self._told("by date is by date", in_order, f"{text!r} {sort}")
            yield from self._pages(text, page)
        for mode in MODES:
            matched = self.searcher.search(text, limit=1, mode=mode).matched
            yield from self._told(
                "every mode has the same total", matched == whole.matched, f"{text!r} {mode}"
            )

    def _folded(self, text: str, whole: ResultPage) -> Iterator[str]:
        behind = sum(hit.more for hit in whole.hits)
        is_all = len(whole.hits) + behind == whole.matched + whole.near == whole.listed + behind
        yield from self._told("what is not listed stands behind a hit", is_all, repr(text))
        papers = Counter(h.passage.document for h in whole.hits if h.passage.is_of_paper)
        few = all(n <= 3 for n in papers.values())
        yield from self._told("at most three of one paper are listed", few, repr(text))
        for hit in (hit for hit in whole.hits if hit.more):
            within = replace(whole.query.given, within=hit.passage.id)
            shown = self.searcher.search(text, limit=ALL, filters=within)
            same = (shown.folded, shown.listed) == (0, hit.more + 3)
            yield from self._told("what stands behind a hit is shown", same, f"{text!r} {hit.rank}")

    def _pages(self, text: str, whole: ResultPage) -> Iterator[str]:
        size = 1 + sum(map(ord, text)) % 17
        size = max(size, -(-whole.listed // 12))
        found: list[str] = []
        for offset in range(0, whole.listed + 1, size):
            page = self.searcher.search(text, limit=size, offset=offset, sort=whole.sort)
            same = (page.matched, page.near, page.committees) == (
                whole.matched,
                whole.near,
                whole.committees,
            )
            yield from self._told("a page says the total of all", same, f"{text!r} {offset}/{size}")
            found += _ids(page)
        yield from self._told(
            "pages are the whole list", found == _ids(whole), f"{text!r} {whole.sort} by {size}"
        )

    def _filters(self, text: str, whole: ResultPage) -> Iterator[str]:
        for first, last in ((None, None), *PERIODS):
            period = Filters((), first, last)
            page = self.searcher.search(text, limit=ALL, filters=period)
            yield from self._narrower(text, page, whole)
            for facet in page.committees:
                yield from self._facet(
                    text, page, facet.count, Filters((facet.value,), first, last)
                )
            for facet in page.kinds:
                chosen = Filters((), first, last, (facet.value,))  # type: ignore[arg-type]
                yield from self._facet(text, page, facet.count, chosen)

    def _facet(self, text: str, wider: ResultPage, count: int, filters: Filters) -> Iterator[str]:
        shown = self.searcher.search(text, limit=ALL, filters=filters)
        what = f"{text!r} {filters}: promised {count}, shows {shown.matched}"
        yield from self._told(
            "a facet counts what its link shows", count == shown.matched > 0, what
        )
        yield from self._narrower(text, shown, wider)

    def _narrower(self, text: str, page: ResultPage, wider: ResultPage) -> Iterator[str]:
        groups = {hit.passage.id: hit.group for hit in wider.hits}
        complete = len(wider.hits) == wider.matched + wider.near
        same = all(groups.get(hit.passage.id) == hit.group for hit in page.hits)
        if complete:
            yield from self._told("filters only take away", same, repr(text))


def _terms(text: str) -> list[tuple[str, int]]:
    return [(term, place) for term, place, *_ in terms_with_offsets(text)]


def _has_enough(
    row: Sequence[tuple[str, int]],
    terms: Sequence[ScoredTerm],
    query: Query,
    council: str | None,
) -> bool:
    there = {term for term, _ in row}
    said = {
        term
        for expansion in query.expansions
        for term in expansion.terms
        if any(_stands(other, row, there) for other in expansion.others)
    }
    # A place whose own council the item is of need not stand in it once more.
    here = {term for place in query.places for term in place.terms if _is_of(council, place)}
    had = sum(term.text in there | said | here for term in terms)
    return bool(terms) and had >= LIMITS.needed(len(terms))


def _is_of(council: str | None, place: CouncilPlace) -> bool:
    """Say whether a council is one of those that have the place in their names, by reading the name itself."""
    words = re.findall(r"[\w'’.]+", (council or "").casefold())
    said = place.said.casefold().split()
    return any(words[at : at + len(said)] == said for at in range(len(words)))


def _stands(phrase: Sequence[str], row: Sequence[tuple[str, int]], there: set[str]) -> bool:
    if not there.issuperset(phrase):
        return False
    places = [{place - at for term, place in row if term == said} for at, said in enumerate(phrase)]
    return bool(set.intersection(*places))


def _ids(page: ResultPage) -> list[str]:
    return [hit.passage.id for hit in page.hits]


def queries_of(searcher: Searcher, n: int = N_QUERIES) -> list[str]:
    """Return queries made of an index's own titles and words: one word, two, a title, a question."""
    random_ = random.Random(14)
    titles = sorted({p.title for p in searcher.all_passages() if len(p.title.split()) > 1})
    words = [word for word in searcher.records.words if len(word) > 4 and word.isalpha()]
    found: list[str] = []
    while len(found) < n and titles and words:
        title = random_.choice(titles)
        one, two = random_.choice(words), random_.choice(title.split())
        found += [one, f"{one} {two}", title, f"what was said about {title.lower()}"]
    return found[:n]


def tell(line: str) -> None:
    """Write a line."""
    sys.stdout.write(f"{line}\n")


def main(arguments: Sequence[str]) -> int:
    """Check an index, print what was checked and what is false."""
    searcher = open_index(arguments[0])
    texts = (
        [json.loads(line)["text"] for line in Path(arguments[1]).read_text("utf-8").splitlines()]
        if len(arguments) > 1
        else queries_of(searcher)
    )
    claims = Claims(searcher)
    false = [told for text in texts for told in claims.false_ones(text)]
    false += claims.false_of_people()
    client = create_app(Path(arguments[0])).test_client()
    false += [told for text in texts for told in claims.false_of_query(client, text)]
    false += claims.false_of_what_is_said(client)
    false += claims.false_of_pages(client)
    wrong = Counter(told.partition(":")[0] for told in false)
    tell(f"{arguments[0]}: {len(texts)} queries on {searcher.manifest.n_passages:,} agenda items")
    for claim, n in claims.checked.items():
        tell(f"  {claim}: {wrong[claim]:,} of {n:,} false")
    for told in false[:40]:
        tell(f"    {told}")
    return 1 if false else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
