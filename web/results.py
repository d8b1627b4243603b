"""The results of a request: a page of hits, and the committees, councils and kinds of documents to narrow it by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from search.match.facets import Facet
from search.searcher import ResultPage, Searcher
from web.arguments import PAGE_SIZE, Asked
from web.delivery import not_to_be_kept

# Of those who speak; reason only: what a phone shows at once.
PEOPLE_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits. Facets count what each one would show alone, chosen or not.

    `chosen` are the full names of what was chosen, by the name of its filter; `bodies` those of the committees that
    were chosen, or asked for in words.
    """

    page: ResultPage
    committees: tuple[Facet, ...]
    councils: tuple[Facet, ...]
    kinds: tuple[Facet, ...]
    people: tuple[Facet, ...]
    chosen: Mapping[str, frozenset[str]]
    bodies: frozenset[str]

    @property
    def n_pages(self) -> int:
        """Return how many pages the hits fill."""
        return -(-self.page.listed // PAGE_SIZE)


def results_of(searcher: Searcher, asked: Asked) -> Results:
    """Return the results of what was asked. Raises UsageError for a wrong argument."""
    page = searcher.search(
        asked.text,
        limit=PAGE_SIZE,
        offset=asked.offset,
        mode=asked.mode,
        filters=asked.filters,
        sort=asked.sort,
    )
    if page.cut_short:
        not_to_be_kept()
    committees = _full_names(asked.committees, searcher.columns.committees_called)
    councils = _full_names(asked.councils, searcher.columns.councils_called)
    called = searcher.columns.spoken.called
    speakers = frozenset(called(name) or name for name in asked.filters.speakers)
    return Results(
        page,
        with_chosen(page.committees, _one_each(page.committees, committees)),
        with_chosen(page.councils, councils),
        with_chosen(page.kinds, map(str, asked.kinds)),
        _people(page.people, speakers),
        {
            "committees": _one_each(page.committees, committees),
            "councils": councils,
            "speakers": speakers,
            "kinds": frozenset(map(str, asked.kinds)),
        },
        committees.union(
            _full_names(page.query.filters.committees, searcher.columns.committees_called),
            *(wish.committees for wish in page.query.preferences),
        ),
    )


def _people(facets: Sequence[Facet], chosen: frozenset[str]) -> tuple[Facet, ...]:
    """Return those who speak in most items, and who is chosen."""
    rest = [one for one in facets[PEOPLE_SHOWN:] if one.value in chosen]
    missing = [Facet(name, 0) for name in sorted(chosen - {one.value for one in facets})]
    return (*facets[:PEOPLE_SHOWN], *rest, *missing)


def _one_each(facets: Iterable[Facet], chosen: Iterable[str]) -> frozenset[str]:
    """Return the chosen names, of those that differ by capitals the one that has the count: they are one committee."""
    listed = {facet.value.casefold(): facet.value for facet in facets}
    for name in sorted(chosen):
        listed.setdefault(name.casefold(), name)
    return frozenset(listed[name.casefold()] for name in chosen)


def with_chosen(facets: Iterable[Facet], chosen: Iterable[str]) -> tuple[Facet, ...]:
    """Return the facets in order of name; what is chosen stays listed, with no match if need be."""
    listed = {facet.value: facet for facet in facets}
    missing = {name: Facet(name, 0) for name in chosen if name not in listed}
    return tuple(sorted([*listed.values(), *missing.values()], key=lambda facet: facet.value))


def _full_names(given: Iterable[str], called: Callable[[str], Sequence[str]]) -> frozenset[str]:
    """Return the names that the given names or parts of names stand for; the unknown as they are."""
    return frozenset(full for name in given for full in (called(name) or [" ".join(name.split())]))
