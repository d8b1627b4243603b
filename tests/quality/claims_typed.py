"""What a list claims where something beside plain words was typed: each is (claim, is it true, what of).

Filters typed and given, dates and committees in plain words, `speaker:`, `voted:`, and the words above a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from datetime import date
from typing import NamedTuple

from indexer.language.terms import exact_terms, terms_with_offsets
from indexer.passages.annotations import speakers, voters
from indexer.passages.passage import Passage
from search.page.results import ResultPage
from search.query.nodes import Filters
from search.searcher import SORTS, Searcher

ALL = 1_000
# How people say when: each leaves nothing out.
WHEN = (
    "in 2019",
    "in March 2018",
    "on 10 July 2018",
    "since 2016",
    "between 2015 and 2018",
    "2018/19",
)
_QUOTED = re.compile(r"“([^”]*)”")
_LEAST = re.compile(r"at least (\d+) of the (\d+) words of")


class Told(NamedTuple):
    """One checked claim: what is claimed, whether it is so, and of what."""

    claim: str
    is_true: bool
    what: str


def typed_claims(searcher: Searcher, text: str, whole: ResultPage) -> Iterator[Told]:
    """Yield what is claimed for plain words with something typed beside them."""
    yield from _filters(searcher, text, whole)
    yield from _sorted(searcher, text)
    if not whole.query.preferences and not whole.query.cited:
        yield from _when(searcher, text, whole)


def _filters(searcher: Searcher, text: str, whole: ResultPage) -> Iterator[Told]:
    """A filter that is typed shows what the same one shows that is chosen, in every sort."""
    typed = [
        (f'committee:"{facet.value}"', Filters((facet.value,))) for facet in whole.committees[:2]
    ]
    typed += [(f"kind:{facet.value}", Filters(kinds=(facet.value,))) for facet in whole.kinds[:2]]  # type: ignore[arg-type]
    typed.append(("from:2016 to:2018-06", Filters((), date(2016, 1, 1), date(2018, 6, 30))))
    for word, chosen in typed:
        for sort in SORTS:
            by_word = searcher.search(f"{text} {word}", limit=ALL, sort=sort)
            if by_word.query.cited != whole.query.cited or by_word.query.text == whole.query.text:
                continue  # Together they cite an item, or are too long to be read whole.
            by_choice = searcher.search(text, limit=ALL, sort=sort, filters=chosen)
            same = _counted(by_word) == _counted(by_choice)
            yield Told("a typed filter is a chosen one", same, f"{text!r} {word} {sort}")


def _sorted(searcher: Searcher, text: str) -> Iterator[Told]:
    """Under a filter, too, every sort has the same items and pages are the whole list."""
    some = Filters((), date(2015, 6, 1), date(2021, 6, 30))
    lists = {s: searcher.search(text, limit=ALL, sort=s, filters=some) for s in SORTS}
    one = sorted(_ids(lists["relevance"]))
    for sort, page in lists.items():
        same = sorted(_ids(page)) == one and page.matched == lists["relevance"].matched
        yield Told("under a filter every sort has the same items", same, f"{text!r} {sort}")
        paged = [
            identifier
            for offset in range(0, page.listed, 7)
            for identifier in _ids(
                searcher.search(text, limit=7, offset=offset, sort=sort, filters=some)
            )
        ][:70]
        yield Told(
            "under a filter pages are the whole list", paged == _ids(page)[:70], f"{text!r} {sort}"
        )


def _when(searcher: Searcher, text: str, whole: ResultPage) -> Iterator[Told]:
    """A date in plain words that is read as a preference leaves nothing out and adds nothing."""
    when = WHEN[sum(map(ord, text)) % len(WHEN)]
    dated = searcher.search(f"{text} {when}", limit=ALL)
    if dated.query.preferences and dated.query.scored == whole.query.scored:
        same = sorted(_counted(dated)) == sorted(_counted(whole))
        yield Told("a preference leaves nothing out", same, f"{text!r} {when}")


def headline(page: ResultPage, rows: Sequence[Set[str]]) -> Iterator[Told]:
    """Yield whether so many items, of whose terms there is a set each, have the words above the list."""
    said = _QUOTED.search(page.claimed)
    if said is None or "match" in page.claim or "cited" in page.claim or page.claimed_beside:
        return
    terms = {term for term, *_ in terms_with_offsets(said[1], parts=False)}
    others = [term for e in page.query.expansions for term in e.terms]
    if not terms.isdisjoint(others) or any("*" in word or "~" in word for word in said[1].split()):
        return  # What else they may be written as is counted by `Claims`.
    least = _LEAST.search(page.claim)
    needed = int(least[1]) if least else len(terms)
    having = sum(len(terms & row) >= needed for row in rows)
    if not page.query.speaker:
        yield Told(
            "what stands above the list is so",
            having == page.matched,
            f"{page.matched} {page.claim} {page.claimed}: it is {having}",
        )


def people_claims(searcher: Searcher, passages: Sequence[Passage]) -> Iterator[Told]:
    """Yield whether `speaker:`, `voted:` and questions of what somebody said show what the records have."""
    by_vote = {name for p in passages for name in voters(p.annotations)}
    for name in sorted(by_vote)[:: max(1, len(by_vote) // 12)]:
        wanted = {p.id for p in passages if _is_among(name, voters(p.annotations))}
        found = set(_counted(searcher.search(f'voted:"{name}"', limit=ALL)))
        yield Told("voted: shows whose vote is recorded", found == wanted, name)
    spoke = {name for p in passages for name in (*p.speakers, *speakers(p.annotations))}
    for name in sorted(spoke)[:: max(1, len(spoke) // 24)]:
        saying = {
            p.id for p in passages if _is_among(name, (*p.speakers, *speakers(p.annotations)))
        }
        page = searcher.search(f"what did Councillor {name} say about the road", limit=ALL)
        if page.query.speaker and page.query.speaker.endswith(name):
            yield Told("only items in which somebody speaks", set(_ids(page)) <= saying, name)
        typed = {h.passage.id for h in searcher.search(f'speaker:"{name}"', limit=ALL).hits}
        yield Told("speaker: leaves out nobody of the name", typed >= saying, name)


def _is_among(name: str, names: Sequence[str]) -> bool:
    """Say whether a name is one of some: its words stand in one of them in a row."""
    wanted = exact_terms(name)
    return bool(wanted) and any(_has_phrase(exact_terms(other), wanted) for other in names)


def _has_phrase(row: Sequence[str], part: Sequence[str]) -> bool:
    return any(list(row[at : at + len(part)]) == list(part) for at in range(len(row)))


def _ids(page: ResultPage) -> list[str]:
    return [hit.passage.id for hit in page.hits]


def _counted(page: ResultPage) -> list[str]:
    return [hit.passage.id for hit in page.hits if hit.group == "counted"]
